"""Whatever one byte of whatever file of a peiling becomes: readers get the right figures or are told, never others."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.damaged_stores import NEW, Figures, copy, figures
from wir.store.peiling_files import flush
from wir.store.store import Store


@pytest.fixture(scope="module")
def right(played: Store) -> Figures:
    return figures(played)


@pytest.fixture(scope="module")
def played(three: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store to flip bytes in, with marks as well."""
    store = copy(three, tmp_path_factory.mktemp("bytes") / "opslag")
    store.withdraw(NEW, "wir", "fout")
    store.put_back(NEW, "wir", "toch goed")
    return store


def check_any_byte(store: Store, right: Figures, part: float, place: float, by: int) -> None:
    """Readers get the right figures or are told; what they get of the other peilingen stays right."""
    folder, marks = store.places(NEW)
    files = sorted((*folder.iterdir(), *marks.iterdir()))
    path = files[int(part * len(files))]
    content = path.read_bytes()
    at = int(place * len(content))
    flipped = content[:at] + bytes([content[at] ^ by]) + content[at + 1 :]
    try:
        put(path, flipped)
        given, damaged = figures(store), [d.key for d in store.damaged()]
        assert given == {key: right[key] for key in given}
        assert (damaged, NEW in given) in (([], True), ([NEW], False))
        assert NEW not in given or path.parent == marks  # of a mark the words may differ
    finally:
        put(path, content)
    assert store.damaged() == ()


def put(path: Path, content: bytes) -> None:
    """Replace a file, so that it is another one to whoever looks."""
    other = path.with_suffix(".anders")
    other.write_bytes(content)
    flush(other)
    other.replace(path)


ANY_BYTE = given(
    part=st.floats(0, 1, exclude_max=True), place=st.floats(0, 1, exclude_max=True), by=st.integers(1, 255)
)
QUIET = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)


@ANY_BYTE
@settings(max_examples=15, deadline=None, suppress_health_check=QUIET)
def test_whatever_byte_changes(played: Store, right: Figures, part: float, place: float, by: int) -> None:
    check_any_byte(played, right, part, place, by)


@pytest.mark.full
@ANY_BYTE
@settings(max_examples=300, deadline=None, suppress_health_check=QUIET)
def test_whatever_byte_changes_of_very_many(played: Store, right: Figures, part: float, place: float, by: int) -> None:
    check_any_byte(played, right, part, place, by)
