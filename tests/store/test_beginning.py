"""How a store begins: only where somebody asks for it; one that is missing is never made anew."""

import shutil
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.command_line import in_dutch_on
from tests.support.registers import project, workbook
from wir.common import paths
from wir.common.paths import EXAMPLE, ROOT
from wir.store import publishing
from wir.store.publishing import fill_empty_store
from wir.store.store import Store

ABSENT = ["niet", "leeg", "gebruikt"]


@pytest.fixture(params=ABSENT)
def missing(request: pytest.FixtureRequest, store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """No folder, the empty folder of a disk that is not mounted, or one of which the peilingen are gone."""
    if request.param != "niet":
        store.folder.mkdir()
    if request.param == "gebruikt":
        (store.folder / "leveringen").mkdir()
    monkeypatch.setenv("WIR_OPSLAG", str(store.folder))
    return store


def there(store: Store) -> list[str]:
    return sorted(str(p.relative_to(store.folder)) for p in store.folder.rglob("*"))


@pytest.mark.parametrize(
    "words",
    [("peilingen",), ("tabel", "6"), ("keuring",), ("publiceer", "R", "--peildatum", "2021-05-01", "--door", "w")],
)
def test_a_command_says_what_is_missing_and_makes_nothing(
    missing: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: tuple[str, ...]
) -> None:
    before = there(missing)
    register = workbook(tmp_path / "r.xlsx", [project()])
    said = in_dutch_on(missing, monkeypatch)(*(register if word == "R" else word for word in words))
    assert (said.exit_code, said.stdout) == (2, "")
    assert said.stderr.startswith(f"In {missing.folder} staat geen opslag. Is de schijf gekoppeld")
    assert there(missing) == before


def test_a_page_says_that_it_is_missing(missing: Store) -> None:
    before = there(missing)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert app.exception
    assert not app.title
    assert there(missing) == before


def test_a_plain_start_shows_the_example_where_nobody_named_a_store(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WIR_OPSLAG", raising=False)
    monkeypatch.setattr(paths, "DATA", tmp_path)
    app = AppTest.from_file(str(ROOT / "dashboard.py"), default_timeout=60).run()
    assert not app.exception
    assert len(Store(tmp_path / "opslag").peilingen()) == 4


@pytest.mark.parametrize(("more", "peilingen"), [((), 0), (("--voorbeeld",), 4)])
def test_a_store_begins_once_where_there_is_nothing(
    store: Store, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...], peilingen: int
) -> None:
    wir = in_dutch_on(store, monkeypatch)
    begun = wir("begin", *more)
    assert (begun.exit_code, begun.stdout) == (0, f"De opslag is {store.folder}.\n")
    assert len(store.peilingen()) == peilingen
    assert wir("keuring").exit_code == 0
    again = wir("begin", *more)
    assert (again.exit_code, "is niet leeg" in again.stderr) == (1, True)


def test_the_example_does_not_take_the_place_of_what_was_used(store: Store) -> None:
    (store.folder / "leveringen").mkdir(parents=True)
    fill_empty_store(store)
    assert there(store) == ["leveringen"]


@pytest.mark.parametrize("more", [(), ("--voorbeeld",)])
def test_a_beginning_that_was_broken_off_may_be_begun_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, more: tuple[str, ...]
) -> None:
    """The lock of the first stays behind; the second said that the folder is not empty."""
    wir = in_dutch_on(store, monkeypatch)
    monkeypatch.setattr(publishing, "EXAMPLE", tmp_path / "voorbeeld")
    shutil.copytree(EXAMPLE, publishing.EXAMPLE)
    last = max(publishing.EXAMPLE.glob("register_*.xlsx"))
    whole = last.read_bytes()
    for name in ("register_2019-03-01_mrt-19.xlsx", last.name):  # nothing of it is there yet, or three of four
        (publishing.EXAMPLE / name).write_bytes(b"half")
        assert wir("begin", "--voorbeeld").exit_code != 0
        assert (store.folder / "vullen").exists()
        if not more and name != last.name:
            assert wir("begin").exit_code == 0
            return
        shutil.copy(EXAMPLE / name, publishing.EXAMPLE / name)
    assert len(store.peilingen()) == 3
    last.write_bytes(whole)
    assert wir("begin", *more).exit_code == 0
    assert len(store.peilingen()) == 4


def test_a_new_disk_has_a_folder_of_its_own(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (store.folder / "lost+found").mkdir(parents=True)
    assert in_dutch_on(store, monkeypatch)("begin").exit_code == 0


def test_a_store_that_began_empty_stays_empty(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert in_dutch_on(store, monkeypatch)("begin").exit_code == 0
    fill_empty_store(store)
    assert store.peilingen() == ()
