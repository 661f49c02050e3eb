"""The example registers as a store gives them back: within the bounds that the report sets to the projects it names."""

import csv
from datetime import date
from pathlib import Path

import openpyxl
import pytest

from tests.support.command_line import Wir
from tests.support.damaged_stores import copy
from tests.support.example_sheets import FILES, MARCH, OCTOBER, published
from tests.support.pages import read, run
from tests.support.registers import project, workbook
from wir.common.paths import EXAMPLE, REPORT
from wir.database.database import Database
from wir.domain.address import at, read_params
from wir.domain.region_names import find_place
from wir.domain.selection import Selection
from wir.domain.vocabulary import regions
from wir.store.publishing import (
    EXAMPLE_CORRECTED,
    EXAMPLE_PUBLISHER,
    correct_example,
    fill_empty_store,
    publish_workbook,
)
from wir.store.store import Store
from wir.tables.build import build_table
from wir.tables.project_rows import Project, projects

DAYS = {day: date.fromisoformat(day) for day in (MARCH, OCTOBER)}
CORRECTED = [f"{day}_v2" for day in DAYS]


def code_of(row: dict[str, str]) -> str:
    place = find_place(regions(), row["zorgkantoorregio"], row["subregio"])
    assert place is not None
    return place.code


def stored(database: Database, day: str) -> dict[tuple[str, str], Project]:
    return {(p.regio, p.projectnaam): p for p in projects(database, Selection(DAYS[day]))}


def bounded() -> list[dict[str, str]]:
    bounds = ("start_van", "start_tot", "organisaties_min", "organisaties_max")
    return [r for r in published("bijlage_2_projecten.csv") if any(r[b] for b in bounds)]


# As the report gives them


def test_the_report_bounds_twelve_projects() -> None:
    assert len(bounded()) == 12


@pytest.mark.parametrize("row", bounded(), ids=lambda r: r["project"])
def test_every_bound_holds_in_the_store(database: Database, row: dict[str, str]) -> None:
    found = {day: stored(database, day).get((code_of(row), row["project"])) for day in DAYS}
    first, last = row["start_van"] or "0000", row["start_tot"] or "9999"
    least, most = int(row["organisaties_min"] or 0), int(row["organisaties_max"] or 999)
    assert found[OCTOBER]
    # What started after March 2020 was not in its register.
    assert (found[MARCH] is None) == (first > MARCH)
    for p in filter(None, found.values()):
        assert p.startdatum
        assert first <= p.startdatum.isoformat() <= last
        assert p.aantal_organisaties is not None
        assert least <= p.aantal_organisaties <= most
        # One number is what the report says; of several that fit it is ours, and so is the day of a month or year.
        assert p.rebuilt("aantal_organisaties") == (least != most)
        assert p.rebuilt("startdatum")


@pytest.mark.parametrize("day", DAYS)
def test_a_named_project_has_started(database: Database, day: str) -> None:
    for p in stored(database, day).values():
        assert p.startdatum
        if not p.rebuilt("projectnaam"):
            assert (p.status, p.startdatum <= DAYS[day]) == ("lopend", True)


def test_what_the_report_gives_of_a_project_names_its_source() -> None:
    named = {(code_of(r), r["project"]) for r in published("bijlage_2_projecten.csv")}
    with (REPORT / "bijlage_2_gegevens.csv").open(encoding="utf-8", newline="") as file:
        facts = list(csv.DictReader(file))
    assert {(f["code"], f["project"]) for f in facts} <= named
    assert {f["gegeven"] for f in facts} == {"Start", "Organisaties", "Getallen", "Partners"}
    assert all(f["waarde"] and f["bron"] for f in facts)
    # What binds is also shown in the report's own terms.
    told = {(f["code"], f["project"], f["gegeven"]) for f in facts}
    for r in bounded():
        if r["start_van"] or r["start_tot"]:
            assert (code_of(r), r["project"], "Start") in told
        if r["organisaties_min"]:
            assert (code_of(r), r["project"], "Organisaties") in told


# An older example


def older(folder: Path, day: str) -> Path:
    """The example of a date as an older version of the app had it: Verpleeghuis Thuis began in 2018."""
    book = openpyxl.load_workbook(EXAMPLE / FILES[day])
    header, *rows = book["Projecten"].iter_rows()
    places = {cell.value: i for i, cell in enumerate(header)}
    (row,) = (r for r in rows if r[places["projectnaam"]].value == "Verpleeghuis Thuis")
    row[places["startdatum"]].value = date(2018, 6, 1)
    path = folder / FILES[day]
    book.save(path)
    return path


@pytest.fixture(scope="module")
def filled_before(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store that an older version of the app filled. Work on a copy."""
    folder = tmp_path_factory.mktemp("eerder")
    store = Store(folder / "opslag")
    for day, name in FILES.items():
        path = older(folder, day) if day in DAYS else EXAMPLE / name
        label = name.removesuffix(".xlsx").rpartition("_")[2]
        publish_workbook(store, path, date.fromisoformat(day), EXAMPLE_PUBLISHER, label, "voorbeeld")
    return store


@pytest.fixture
def old_store(filled_before: Store, tmp_path: Path) -> Store:
    return copy(filled_before, tmp_path / "opslag")


def keys(store: Store) -> list[str]:
    return [p.key for p in store.peilingen()]


def test_an_older_example_gets_a_next_version_with_the_reason(old_store: Store) -> None:
    before = Database(old_store)
    selection = at(before.catalogue, before.catalogue.latest())
    pinned = selection.pinned(before.shown(selection), before.compared(selection), before.history(selection))
    quoted = [build_table(n, before, pinned).rows for n in ("5", "7", "11")]
    listed = projects(before, pinned)
    correct_example(old_store)
    correct_example(old_store)
    new = [p for p in old_store.peilingen() if p.versie > 1]
    assert [p.key for p in new] == CORRECTED
    assert {(p.manifest.door, p.manifest.toelichting) for p in new} == {(EXAMPLE_PUBLISHER, EXAMPLE_CORRECTED)}
    assert [p.label for p in new] == ["mrt-20", "okt-20"]
    after = Database(old_store)
    reading = read_params(pinned.to_params(), after.catalogue, after.lists)
    assert (reading.selection, reading.refused) == (pinned, ())
    assert [build_table(n, after, pinned).rows for n in ("5", "7", "11")] == quoted
    assert projects(after, pinned) == listed
    started = {day: stored(after, day)["AMS", "Verpleeghuis Thuis"].startdatum for day in DAYS}
    assert {start.year for start in started.values() if start} == {2020}


def test_a_start_of_the_dashboard_corrects_and_says_why(old_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    said = read(run("pages/4_Projecten.py", old_store, monkeypatch, project="WIR-069"))
    assert [key for key in keys(old_store) if key.endswith("v2")] == CORRECTED
    assert f"gecorrigeerd ({EXAMPLE_CORRECTED.rstrip('.')})" in said
    assert "01-06-2018" not in said
    pinned = {"peildatum": OCTOBER, "versie": "1", "vergelijk": "geen", "project": "WIR-069"}
    assert "01-06-2018" in read(run("pages/4_Projecten.py", old_store, monkeypatch, **pinned))


def test_so_does_the_command_line(old_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIR_OPSLAG", str(old_store.folder))
    assert Wir(old_store)("peilingen").exit_code == 0
    assert [key for key in keys(old_store) if key.endswith("v2")] == CORRECTED


def test_a_fresh_store_has_one_version(store: Store) -> None:
    fill_empty_store(store)
    correct_example(store)
    assert {p.versie for p in store.peilingen()} == {1}


def test_a_withdrawn_example_or_correction_stays_so(old_store: Store) -> None:
    old_store.withdraw(f"{MARCH}_v1", "wir", "voorbeeld")
    correct_example(old_store)
    assert [key for key in keys(old_store) if key.endswith("v2")] == CORRECTED[1:]
    old_store.withdraw(CORRECTED[1], "wir", "voorbeeld")
    correct_example(old_store)
    assert [key for key in keys(old_store) if key.startswith(OCTOBER)] == [f"{OCTOBER}_v1", CORRECTED[1]]


def test_a_register_of_ones_own_is_not_replaced(old_store: Store, tmp_path: Path) -> None:
    own = workbook(
        tmp_path / "eigen.xlsx",
        [
            project(
                projectnaam="Verpleeghuis Thuis",
                zorgkantoorregio="Amsterdam",
                concessiehouder="Zilveren Kruis",
                startdatum=date(2018, 6, 1),
            )
        ],
    )
    publish_workbook(old_store, own, DAYS[OCTOBER], "WIR-team")
    correct_example(old_store)
    assert keys(old_store)[-3:] == [CORRECTED[0], f"{OCTOBER}_v1", f"{OCTOBER}_v2"]
    assert old_store.catalogue().current[-1].manifest.door == "WIR-team"


def test_readers_go_on_where_it_cannot_be_corrected(old_store: Store) -> None:
    (old_store.folder / "vullen").unlink(missing_ok=True)
    (old_store.folder / "vullen").mkdir()
    correct_example(old_store)
    assert not [key for key in keys(old_store) if key.endswith("v2")]
