"""The example registers as ordinary workbooks: the same bytes every time, and values as a person types them."""

import csv
import io
import sys
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tests.support.command_line import in_dutch_on
from tests.support.example_sheets import DATES, FILES, PHASES, PROJECT_SHEETS, REGION_SHEETS, WITH_PROJECTS
from wir.common.paths import DATA, EXAMPLE
from wir.domain.declaration import PROJECTS, REGIONS
from wir.example.workbooks import write_example
from wir.register.write.workbook import fill, register_bytes, workbook_bytes, write_register
from wir.store.store import Store


def test_fresh_workbooks_hold_the_same_bytes(tmp_path: Path) -> None:
    fresh = write_example(tmp_path)
    assert [p.name for p in fresh] == list(FILES.values())
    assert sorted(p.name for p in EXAMPLE.glob("*.xlsx")) == sorted(FILES.values())
    for path in fresh:
        assert path.read_bytes() == (EXAMPLE / path.name).read_bytes(), f"{path.name}: run python -m wir voorbeeld"


def test_without_scipy_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch, store: Store) -> None:
    for name in [n for n in sys.modules if n.startswith("wir.example.")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "scipy.optimize", None)
    told = in_dutch_on(store, monkeypatch)("voorbeeld")
    assert told.exit_code == 2
    assert "Het pakket scipy ontbreekt" in told.stderr
    assert "pip install -r requirements-dev.txt" in told.stderr


@pytest.mark.parametrize("day", DATES)
def test_sheets_and_columns_are_those_of_the_register(day: str) -> None:
    workbook = openpyxl.load_workbook(EXAMPLE / FILES[day])
    expected = {"Regio's": REGIONS} if day not in WITH_PROJECTS else {"Projecten": PROJECTS, "Regio's": REGIONS}
    assert workbook.sheetnames == list(expected)
    for name, sheet in expected.items():
        first = next(workbook[name].iter_rows(max_row=1))
        assert [c.value for c in first] == [f.header for f in sheet.fields]
        assert all(c.font.bold for c in first)
        assert workbook[name].freeze_panes == "A2"


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_values_are_what_a_person_would_type(day: str) -> None:
    projects = PROJECT_SHEETS[day]
    with (DATA / "begrippen.csv").open(encoding="utf-8", newline="") as file:
        labels = {(r["lijst"], r["label"]) for r in csv.DictReader(file)}
    for field in PROJECTS.fields:
        values = [v for v in projects[field.header] if v is not None]
        if field.kind == "begrip":
            assert {(field.lijst, v) for v in values} <= labels
        kind = {"datum": datetime, "aantal": int}.get(field.kind, str)
        assert all(type(v) is kind for v in values), field.header
        assert all(values), f"{field.header}: unknown is an empty cell"
    cell = openpyxl.load_workbook(EXAMPLE / FILES[day])["Projecten"]["G2"]
    assert (cell.number_format, cell.is_date) == ("dd-mm-yyyy", True)
    assert projects["contact"].isna().all()
    assert {type(v) for d in DATES for p in PHASES for v in REGION_SHEETS[d][p]} == {int}


def test_rows_are_written_letter_for_letter_as_openpyxl_would() -> None:
    """Also where a text that looks like a formula comes before the first date, which numbers the styles otherwise."""
    texts = ["gewoon", " met spaties\t", "a < b & 'c' > d", "twee\nregels", "é 🙂", "_x001B_", "\x07bel", "=1+1", ""]
    projects = [{"projectnaam": t, "omschrijving": f"{t}." * n} for n, t in enumerate(texts)]
    projects += [{"projectnummer": "-1", "startdatum": date(2020, 2, 29), "aantal_organisaties": 12, "contact": None}]
    sheets = {PROJECTS: projects, REGIONS: [{"zorgkantoorregio": "+", "visie": 3}, {"zorgkantoorregio": "b"}]}
    workbook = openpyxl.Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet, rows in sheets.items():
        fill(workbook.create_sheet(sheet.name), sheet, rows)
    assert register_bytes(sheets) == workbook_bytes(workbook)


def test_what_a_cell_cannot_hold_is_refused() -> None:
    with pytest.raises(TypeError, match="geen bytes"):
        register_bytes({PROJECTS: [{"projectnaam": b"a"}]})


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    texts = ["=1+1", "+31", "-", "@jan", "#N/A"]
    write_register(path, {PROJECTS: [{"projectnaam": t, "startdatum": date(2020, 1, 1)} for t in texts]})
    cells = [row[1] for row in openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["Projecten"].iter_rows(min_row=2)]
    assert [c.value for c in cells] == texts
    assert {c.data_type for c in cells} == {"s"}
    assert [c.quotePrefix for c in cells] == [True, True, True, True, False]
