"""The template: an Excel register that explains and guards its own columns, and that the reader takes back whole."""

import io
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.registers import read_register
from wir.common.paths import EXAMPLE
from wir.domain.declaration import PROJECTS, REGIONS, WIR, Field, Sheet
from wir.domain.register_rows import Register, in_words
from wir.domain.vocabulary import regions, vocabulary
from wir.register.write.template import empty_register, template_bytes, template_of

BOTH = pytest.mark.parametrize("sheet", WIR.sheets, ids=lambda s: s.name)
FIELDS = pytest.mark.parametrize(
    ("sheet", "field"), [pytest.param(s, f, id=f"{s.name}-{f.name}") for s in WIR.sheets for f in s.fields]
)


def loaded(content: bytes) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(content))


def read_back(tmp_path: Path, content: bytes) -> Register:
    path = tmp_path / "register.xlsx"
    path.write_bytes(content)
    return read_register(path, vocabulary(), regions())


@pytest.fixture(scope="module")
def example() -> Register:
    return read_register(EXAMPLE / "register_2020-11-01_okt-20.xlsx", vocabulary(), regions())


@pytest.fixture(scope="module")
def filled(example: Register) -> bytes:
    rows = {s: in_words(s, found, vocabulary(), regions()) for s, found in example.by_sheet.items()}
    return template_bytes(rows, vocabulary(), regions())


@pytest.fixture(scope="module")
def empty() -> bytes:
    return template_of(empty_register(WIR), vocabulary(), regions())


@pytest.fixture(scope="module")
def book(empty: bytes) -> Workbook:
    return loaded(empty)


def column(sheet: Sheet, field: Field) -> str:
    return get_column_letter(sheet.fields.index(field) + 1)


def rule_of(page: Worksheet, letter: str) -> DataValidation | None:
    rules = [r for r in page.data_validations.dataValidation if f"{letter}2" in r.sqref]
    assert len(rules) <= 1
    return next(iter(rules), None)


def choices(book: Workbook, rule: DataValidation | None) -> list[str]:
    assert rule
    name, _, cells = str(rule.formula1).partition("!")
    return [row[0].value for row in book[name][cells.replace("$", "")]]


@BOTH
def test_headers_stay_in_view_above_an_empty_sheet(book: Workbook, sheet: Sheet) -> None:
    page = book[sheet.name]
    assert [c.value for c in page[1]] == [f.header for f in sheet.fields]
    assert all(c.font.bold for c in page[1])
    assert page.max_row == 1
    assert page.freeze_panes == ("C2" if sheet is PROJECTS else "A2")
    assert page.auto_filter.ref == f"A1:{get_column_letter(len(sheet.fields))}5000"


def test_nothing_is_hidden(book: Workbook) -> None:
    assert book.sheetnames == ["Projecten", "Regio's", "Keuzelijsten", "Toelichting"]
    assert {page.sheet_state for page in book} == {"visible"}


@FIELDS
def test_a_header_explains_its_column(book: Workbook, sheet: Sheet, field: Field) -> None:
    page = book[sheet.name]
    letter = column(sheet, field)
    comment = page[f"{letter}1"].comment
    assert comment.author == "WIR-sjabloon"
    assert field.explanation in comment.text
    assert ("Verplicht." in comment.text) == field.required
    if rule := rule_of(page, letter):
        assert comment.text.endswith(f"\n{rule.error}")
    assert sum(1 + len(line) // 45 for line in comment.text.splitlines()) <= 10  # what the box below holds
    assert len(field.header) < page.column_dimensions[letter].width <= 62


def test_explanations_have_room(empty: bytes) -> None:
    with ZipFile(io.BytesIO(empty)) as parts:  # openpyxl does not read the size of a box
        drawn = "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".vml"))
    assert drawn.count("width:340px;height:200px;") == sum(len(sheet.fields) for sheet in WIR.sheets)


@FIELDS
def test_excel_refuses_what_the_reader_would(book: Workbook, sheet: Sheet, field: Field) -> None:
    page = book[sheet.name]
    rule = rule_of(page, column(sheet, field))
    listed = field.kind in ("begrip", "fase") or field.name in ("zorgkantoorregio", "subregio")
    kind = "list" if listed else {"datum": "date", "aantal": "whole"}.get(field.kind)
    if kind is None:
        assert rule is None
        return
    assert rule
    assert (rule.type, rule.errorStyle, rule.allowBlank, rule.showErrorMessage) == (kind, "stop", True, True)
    assert str(rule.sqref).endswith("5000")
    assert not rule.showDropDown  # which hides the arrow
    if listed:
        assert rule.error == "Kies een waarde uit de lijst."
        assert all(choices(book, rule))
        assert choices(book, rule)


def test_the_lists_are_those_of_the_vocabulary(book: Workbook) -> None:
    def listed(sheet: Sheet, name: str) -> list[str]:
        return choices(book, rule_of(book[sheet.name], column(sheet, sheet.field(name))))

    assert listed(PROJECTS, "thema")[3] == "Efficiënt werken"
    assert listed(PROJECTS, "impact")[-1] == "Op grote schaal met grote betekenis"
    assert listed(REGIONS, "visie")[-1] == "Fase 5: Strategische keuzes"
    assert len(listed(PROJECTS, "zorgkantoorregio")) == 30
    assert listed(REGIONS, "subregio")[:2] == ["Achterhoek", "Arnhem"]


def test_the_reader_takes_no_other_sheet_for_the_register(book: Workbook) -> None:
    cells = [c for name in ("Keuzelijsten", "Toelichting") for row in book[name].iter_rows(max_row=20) for c in row]
    assert not [c.value for c in cells for sheet in WIR.sheets if sheet.meant(str(c.value or ""))]


def test_the_explanation_tells_every_phase_and_what_to_leave_out(book: Workbook) -> None:
    rows = list(book["Toelichting"].iter_rows(values_only=True))
    assert rows[0] == ("Lijst", "Waarde", "Betekenis")
    assert sum(1 for _, value, _ in rows if str(value).startswith("Fase ")) == 13
    assert {"lijst: status", "lijst: impact", "lijst: thema"} <= {name for name, _, _ in rows}
    text = " ".join(str(meaning) for _, _, meaning in rows)
    assert all(words in text for words in ("niet nul", "projectleider", "e-mail", "telefoon"))


def test_an_empty_template_delivers_nothing(tmp_path: Path, empty: bytes) -> None:
    assert read_back(tmp_path, empty) == Register({})


def test_a_filled_template_is_the_same_register(tmp_path: Path, filled: bytes, example: Register) -> None:
    assert read_back(tmp_path, filled) == example


@BOTH
def test_a_filled_cell_holds_what_its_rule_accepts(filled: bytes, sheet: Sheet) -> None:
    book = loaded(filled)
    page = book[sheet.name]
    rules = [rule for rule in page.data_validations.dataValidation if rule.type == "list"]
    found = [{row[0].value for row in page[str(rule.sqref)]} - {None} for rule in rules]
    assert sum(map(bool, found)) > 4
    for rule, values in zip(rules, found, strict=True):
        assert values <= set(choices(book, rule))


def test_the_same_rows_give_the_same_bytes(filled: bytes, example: Register) -> None:
    rows = {s: in_words(s, found, vocabulary(), regions()) for s, found in example.by_sheet.items()}
    assert template_bytes(rows, vocabulary(), regions()) == filled


def test_text_stays_text(tmp_path: Path) -> None:
    names = ["=1+1", "@x", "-3", "007"]
    rest = {"zorgkantoorregio": "Twente", "thema": "Technologie", "status": "Lopend"}
    rows = [{"projectnummer": n, "projectnaam": n, **rest} for n in names]
    content = template_bytes({PROJECTS: rows}, vocabulary(), regions())
    cells = loaded(content)["Projecten"]["B"][1:]
    assert [(c.value, c.data_type, c.number_format) for c in cells] == [(n, "s", "@") for n in names]
    projects = read_back(tmp_path, content).of(PROJECTS)
    assert projects
    assert [p["projectnaam"] for p in projects] == names


def test_cells_still_to_fill_have_the_format_of_their_column(book: Workbook) -> None:
    columns = book["Projecten"].column_dimensions
    assert [columns[letter].number_format for letter in "AGI"] == ["@", "dd-mm-yyyy", "General"]


def test_dropdowns_reach_as_far_as_the_rows() -> None:
    rows = [{"projectnummer": f"P{n}", "startdatum": date(2020, 1, 1)} for n in range(5001)]
    page = loaded(template_bytes({PROJECTS: rows}, vocabulary(), regions()))["Projecten"]
    assert page.max_row == 5002
    assert {str(r.sqref)[-4:] for r in page.data_validations.dataValidation} == {"5002"}
    assert page["G5002"].number_format == "dd-mm-yyyy"
