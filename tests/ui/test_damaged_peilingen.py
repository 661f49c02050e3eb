"""What the pages say where a peiling is damaged: a lezer that it is, a beheerder also which file and what to do."""

import errno
import os
import shutil
from pathlib import Path

import pytest
import streamlit as st

from tests.support.damaged_stores import FIRST, NEW, OLD, copy, failing_read, flip, folder_of
from tests.support.pages import PAGES, figures, run, text
from tests.support.visitor import context
from wir.store.store import Store
from wir.ui import cache

TOLD = (
    "De peiling van 1 november 2020 is beschadigd en wordt niet getoond; de beheerder is nodig om haar te herstellen."
)
FILE = f"Peiling {NEW}: project.parquet is veranderd sinds het is geschreven: de SHA-256 klopt niet."
UPDATING = "pages/9_Register_bijwerken.py"


@pytest.fixture(scope="module")
def base(three: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = copy(three, tmp_path_factory.mktemp("beschadigd") / "opslag")
    flip(folder_of(store) / "project.parquet", 20)
    return store


@pytest.fixture
def beheerder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who started it on this very machine."""
    monkeypatch.setattr(st, "context", context())


@pytest.mark.parametrize("page", [PAGES[0], *(pytest.param(page, marks=pytest.mark.full) for page in PAGES[1:])])
def test_every_page_tells_a_lezer_and_goes_on(base: Store, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    app = run(page, base, monkeypatch)
    assert not app.exception
    assert TOLD in text(app)
    assert "project.parquet" not in text(app)


def test_a_page_shows_the_figures_that_are_whole(base: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Also those of the version before it, for a link that names that one."""
    assert figures(run("dashboard.py", base, monkeypatch))["project"] == "1"
    quoted = run("dashboard.py", base, monkeypatch, peildatum="2020-11-01", versie="1")
    assert figures(quoted)["projecten"] == "2"
    assert "Versie 1 van peildatum 1 november 2020 is vervangen door een nieuwere" in text(quoted)


@pytest.mark.parametrize(
    ("params", "told"),
    [
        ({"peildatum": "2020-11-01"}, TOLD),
        ({"peildatum": "2020-03-01", "vergelijk": "2020-11-01"}, TOLD),
        ({"peildatum": "2020-11-01", "versie": "2"}, TOLD.replace("De peiling", "Versie 2 van de peiling")),
        ({"peildatum": "2020-03-01", "eerder": NEW}, TOLD.replace("De peiling", "Versie 2 van de peiling")),
    ],
)
def test_a_link_to_it_shows_nothing_else(
    base: Store, monkeypatch: pytest.MonkeyPatch, params: dict[str, str], told: str
) -> None:
    app = run("dashboard.py", base, monkeypatch, **params)
    assert not app.exception
    assert told in text(app)
    assert figures(app) == {}


@pytest.mark.usefixtures("beheerder")
def test_a_beheerder_is_told_which_file_and_what_to_do(base: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for page in ("dashboard.py", UPDATING):
        app = run(page, base, monkeypatch)
        assert not app.exception
        for words in (TOLD, FILE, "python -m wir keuring", "docs/beheer.md"):
            assert words in text(app)


@pytest.mark.usefixtures("beheerder")
def test_a_beheerder_is_also_told_of_what_no_reader_misses(
    base: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copy(base, tmp_path / "opslag")
    store.withdraw(NEW, "wir", "beschadigd")
    app = run("dashboard.py", store, monkeypatch)
    assert "Versie 2 van de peiling van 1 november 2020 is beschadigd" in text(app)
    assert figures(app)["projecten"] == "2"


def test_nobody_misses_a_damaged_version_that_was_withdrawn(
    base: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copy(base, tmp_path / "opslag")
    store.withdraw(NEW, "wir", "beschadigd")
    app = run("dashboard.py", store, monkeypatch)
    assert "beschadigd en wordt niet getoond" not in text(app)
    assert figures(app)["projecten"] == "2"


def test_it_is_shown_again_once_it_is_mended(base: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """At the next run of a page, without a restart."""
    store = copy(base, tmp_path / "opslag")
    assert TOLD in text(run("dashboard.py", store, monkeypatch))
    flip(folder_of(store) / "project.parquet", 20)
    app = run("dashboard.py", store, monkeypatch)
    assert TOLD not in text(app)
    assert figures(app)["projecten"] == "3"


def test_a_store_without_a_whole_peiling_says_why(base: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = copy(base, tmp_path / "opslag")
    for key in (FIRST, OLD):
        os.truncate(folder_of(store, key) / "manifest.json", 10)
    shutil.rmtree(folder_of(store, OLD))
    app = run("dashboard.py", store, monkeypatch)
    assert not app.exception
    assert f"Er is geen peiling om te tonen. {TOLD}" in text(app)
    assert store.all_keys() == (FIRST, NEW)


@pytest.mark.usefixtures("beheerder")
def test_a_beheerder_can_still_work_there(base: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = copy(base, tmp_path / "opslag")
    for key in (FIRST, OLD):
        os.truncate(folder_of(store, key) / "manifest.json", 10)
    app = run(UPDATING, store, monkeypatch)
    assert not app.exception
    assert text(app).count("is beschadigd en wordt niet getoond") == 3
    assert "Geen enkele peiling is heel." in text(app)


@pytest.mark.usefixtures("beheerder")
def test_a_disk_that_is_full_while_a_file_comes_in_is_told(
    base: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing of the file is kept."""
    store = copy(base, tmp_path / "opslag")
    app = run(UPDATING, store, monkeypatch)

    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("wir.store.pending_deliveries.parse_apart", full)
    app.file_uploader[0].upload("register.csv", b"x;y", "text/csv").run()
    assert not app.exception
    assert "De opslag kan niet worden geschreven: de schijf is vol. Het bestand is niet ontvangen." in text(app)
    assert list((store.folder / "leveringen").iterdir()) == []


def test_a_passing_error_while_the_rows_are_loaded_is_over_at_the_next_look(
    three: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copy(three, tmp_path / "opslag")
    monkeypatch.setenv("WIR_OPSLAG", str(store.folder))
    assert store.damaged() == ()
    with monkeypatch.context() as failing:
        failing.setattr("wir.store.integrity.digest", failing_read)
        assert [d.key for d in cache.database().catalogue.damaged] == [FIRST, OLD, NEW]
    whole = cache.database()
    assert whole.catalogue.damaged == ()
    assert cache.database() is whole


def test_deliveries_that_cannot_be_cleared_are_in_no_readers_way(
    three: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copy(three, tmp_path / "opslag")
    (store.folder / "leveringen.slot").mkdir()
    app = run("dashboard.py", store, monkeypatch)
    assert not app.exception
    assert figures(app)["projecten"] == "3"
