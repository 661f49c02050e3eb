"""A server of objects for the tests of a store elsewhere: S3 always, Azure in make test-full."""

from collections.abc import Iterator

import pytest

from tests.support.object_stores import SERVERS, Opened, Server, use
from wir.store.store import Store

KINDS = ["s3", pytest.param("az", marks=pytest.mark.full)]


@pytest.fixture(scope="session", params=KINDS)
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with SERVERS[request.param](tmp_path_factory.mktemp(request.param)) as found:
        yield found


@pytest.fixture
def address(server: Server, monkeypatch: pytest.MonkeyPatch) -> str:
    """A place on it where nothing is yet, for this process too."""
    use(server, monkeypatch)
    return server.address()


@pytest.fixture
def elsewhere() -> Iterator[Opened]:
    """Opens a store elsewhere, as a process of its own would."""
    opened = Opened()
    yield opened
    opened.close()


@pytest.fixture
def there(address: str, elsewhere: Opened) -> Store:
    """A new and empty store elsewhere."""
    return elsewhere.begun(address)
