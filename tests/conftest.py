"""What many tests share: a store filled with the example registers, read and published as any upload."""

import shutil
from pathlib import Path

import pytest

from tests.support.damaged_stores import make
from tests.support.made_up import fill
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.selection import Selection
from wir.store.publishing import fill_empty_store
from wir.store.store import Store


@pytest.fixture(scope="session")
def example_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("opslag"))
    fill_empty_store(store)
    return store


@pytest.fixture(scope="session")
def filled_store(example_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """The same with two rounds of an inventarisatie and two dates of trajectories, made up. Work on a copy."""
    store = Store(shutil.copytree(example_store.folder, tmp_path_factory.mktemp("registers") / "opslag"))
    fill(store)
    return store


@pytest.fixture(scope="session")
def database(example_store: Store) -> Database:
    return Database(example_store)


@pytest.fixture(scope="session")
def okt20(database: Database) -> Selection:
    """The latest peildatum compared with the one before, without filters: the report's own view."""
    return default(database.catalogue)


@pytest.fixture(scope="session")
def three(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with March, and November with a correction; each has another number of projects. Work on a copy."""
    return make(tmp_path_factory.mktemp("drie"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    """An empty store."""
    return Store(tmp_path / "opslag")
