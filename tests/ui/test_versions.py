"""Two versions of one peildatum beside one another are told apart wherever a peiling is named."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.markup import pieces, words
from tests.support.pages import read, run, shown
from tests.support.registers import project, score, workbook
from wir.database.database import Database
from wir.domain.peiling import days, labels
from wir.domain.selection import Selection
from wir.export.courses import of_courses
from wir.export.project import of_history
from wir.insight.project_history import history
from wir.store.peiling_files import seal
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.build import build_table
from wir.tables.courses import courses
from wir.tables.facets import facets

NOVEMBER = date(2020, 11, 1)
BOTH = {"peildatum": "2020-11-01", "versie": "2", "vergelijk": "2020-11-01", "vergelijk-versie": "1"}
SELECTION = Selection(NOVEMBER, 2, NOVEMBER, 1)


@pytest.fixture
def corrected(store: Store, tmp_path: Path) -> Store:
    """A register of March, and one of November that was corrected; its second version lacks a status of the first."""
    was, became = project(projectnaam="Oude naam", status="Nog niet gestart"), project(projectnaam="Nieuwe naam")
    for day, row, phase in ((date(2020, 3, 1), was, 3), (NOVEMBER, was, 4), (NOVEMBER, became, 5)):
        rows = [row, project(projectnummer="P2")] if phase == 4 else [row]
        last = publish_workbook(store, workbook(tmp_path / "r.xlsx", rows, [score(visie=phase)]), day, door="wir")
    lists = last.folder / "begrippen.csv"
    lines = lists.read_text(encoding="utf-8").splitlines(keepends=True)
    kept = [line for line in lines if not line.startswith("status,nog-niet-gestart")]
    lists.write_text("".join(kept), encoding="utf-8")
    seal(last.folder)
    seal(last.folder)
    return store


def test_only_what_would_look_the_same_bears_its_version(corrected: Store) -> None:
    peilingen = corrected.peilingen()
    assert list(labels(peilingen).values()) == ["mrt-20", "nov-20 v1", "nov-20 v2"]
    assert list(days(peilingen).values()) == [
        "1 maart 2020",
        "1 november 2020 (versie 1)",
        "1 november 2020 (versie 2)",
    ]
    assert list(days(peilingen[:2]).values()) == ["1 maart 2020", "1 november 2020"]


def test_the_older_version_comes_first(corrected: Store) -> None:
    database = Database(corrected)
    for number in ("1", "6"):
        assert build_table(number, database, SELECTION).since == "sinds nov-20 v1"
        assert build_table(number, database, SELECTION.turned()).since == "t.o.v. nov-20 v2"


def test_tables_facets_and_drawings_name_the_version(corrected: Store) -> None:
    database = Database(corrected)
    assert facets(database, SELECTION)[-1].heading == "Van nov-20 v1 naar nov-20 v2"
    found = courses(database, SELECTION, "visie")
    twente = next(c for c in found if c.region.code == "TWE")
    assert twente.said == "mrt-20 fase 3, nov-20 v1 fase 4, nov-20 v2 fase 5"
    listing = of_courses("t", "o", found, database.history(SELECTION), "")
    assert [h.name for h in listing.headers[2:5]] == ["mrt-20", "nov-20 v1", "nov-20 v2"]


def test_the_pages_name_the_version(corrected: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run("pages/5_Ontwikkeling.py", corrected, monkeypatch, **BOTH)
    development = words(shown(app))
    assert "Regiovisie per regio, mrt-20 tot en met nov-20 v2" in development
    assert "nov-20 v1" in [words(header) for header in shown(app).xpath("//th[@scope='col']")]
    app = run("pages/2_Regioprofiel.py", corrected, monkeypatch, regio="TWE", **BOTH)
    assert "Sinds 1 november 2020 (versie 1)" in [h.value for h in app.header]
    assert "mrt-20: 3 · nov-20 v1: 4 · nov-20 v2: 5" in read(app)


def test_a_project_is_called_what_the_peiling_shown_calls_it(corrected: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    page = "pages/4_Projecten.py"
    for params, name in ((BOTH, "Nieuwe naam"), ({"peildatum": "2020-03-01"}, "Oude naam")):
        assert run(page, corrected, monkeypatch, project="P1", **params).title[0].value == name


def test_a_project_over_time_has_the_version_that_is_compared_with(
    corrected: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = "pages/4_Projecten.py"
    said = next(p for p in pieces(run(page, corrected, monkeypatch, project="P1", **BOTH)) if "ongewijzigd" in p)
    _, unchanged, changed = said.split(">1 november 2020 (versie ")
    assert unchanged.startswith("1)<")
    assert "ongewijzigd" in unchanged
    assert "projectnaam: Oude naam → Nieuwe naam" in changed
    absent = run(page, corrected, monkeypatch, project="P2", **BOTH)
    assert "niet in de peiling van 1 november 2020 (versie 2); wel in die van 1 november 2020 (versie 1)" in read(
        absent
    )
    assert "versie=1&amp;project=P2" in "".join(pieces(absent))


def test_what_a_value_was_is_named_by_the_lists_of_then(corrected: Store) -> None:
    moments = history(Database(corrected), "P1", corrected.peilingen())
    rows = of_history(moments, "", "").lines
    assert (NOVEMBER, 2, "status: Nog niet gestart → Lopend", "") in [row.cells for row in rows]
