"""Any cells give a register and findings, each with its cell: never an exception, and never more than was there."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as some
from openpyxl.utils.cell import coordinate_to_tuple

from tests.support.fuzz import tried, values
from tests.support.registers import project, score
from wir.common.errors import WirError
from wir.common.unseen_characters import UNSEEN
from wir.domain.declaration import PROJECTS, REGIONS, WIR, Sheet
from wir.domain.register_rows import Register
from wir.domain.vocabulary import regions, vocabulary
from wir.export.findings import findings_json, findings_text
from wir.register.check.findings import Finding, Repair, fold, repair_of
from wir.register.read.cells import Cells, CellValue, Grid, Uncalculated, read_cells, write_cells
from wir.register.read.parsing import parse_file
from wir.register.read.reading import Reading
from wir.register.write.template import template_of
from wir.store.delivery import Choices, File, check_delivery

cells_of_any_kind = some.one_of(values, some.just(Uncalculated())).map(lambda v: "" if v is None else v)
GOOD = {PROJECTS: project(aantal_organisaties=3), REGIONS: score()}


@some.composite
def sheets(draw: some.DrawFn, sheet: Sheet) -> Grid:
    """A good sheet in which some headers, columns and cells are something else."""
    headers = [f.header for f in sheet.fields if f.required or draw(some.booleans())]
    odd = draw(some.dictionaries(some.integers(0, len(headers)), cells_of_any_kind, max_size=2))
    top: list[CellValue] = [odd.get(n, h) for n, h in enumerate([*headers, "extra"])]
    rows: dict[int, tuple[CellValue, ...]] = {2: tuple(top)} if draw(some.booleans()) else {1: tuple(top)}
    for number in range(3, 3 + draw(some.integers(0, 4))):
        own = {"projectnummer": f"P{number}", "projectnaam": f"Project {number}"}
        row = [{**GOOD[sheet], **own}.get(header, "") for header in headers]
        wrong = draw(some.dictionaries(some.integers(0, len(headers)), cells_of_any_kind, max_size=4))
        rows[number] = tuple(wrong.get(n, value) for n, value in enumerate([*row, ""]))  # type: ignore[misc]
    return Grid(
        draw(some.sampled_from([sheet.name, "Blad1", "*[x](y)*"])), rows, frozenset(draw(some.sets(some.just(3))))
    )


@some.composite
def files(draw: some.DrawFn) -> Cells:
    chosen = [sheet for sheet in WIR.sheets if draw(some.booleans())]
    strange = Grid("Los", {1: tuple(draw(some.lists(cells_of_any_kind, max_size=3)))})
    return Cells((*(draw(sheets(sheet)) for sheet in chosen), strange), draw(some.booleans()))


def stands_somewhere(finding: Finding, reading: Reading) -> bool:
    """Whether a finding names a cell of a sheet that was read."""
    row, column = coordinate_to_tuple(finding.cell)
    return row > 0 < column and finding.sheet in {s.title for s in reading.sheets}


def has_known_values(register: Register) -> bool:
    """Whether all that would be stored is a code of its list, or text with nothing unseen in it."""
    rows = [(sheet, row) for sheet, held in register.by_sheet.items() for row in held]
    texts = [v for _, row in rows for v in row.values() if isinstance(v, str)]
    codes = [(f.lijst or f.name, row[f.name]) for s, row in rows for f in s.fields if f.kind == "begrip"]
    known = all(code in {t.code for t in vocabulary().terms(lijst)} for lijst, code in codes)
    return known and not any(UNSEEN.search(text) for text in texts)


def checked(cells: Cells, repairs: Sequence[Repair] = ()) -> tuple[Reading, Register, tuple[Finding, ...]] | str:
    choices = Choices(peildatum=date(2021, 5, 1), repairs=tuple(repairs))
    try:
        reading, found = check_delivery(File("register.xlsx", "", cells), choices, None)
    except WirError as error:
        return str(error)
    assert not UNSEEN.search(findings_text("register.xlsx", reading, found, ()))
    assert findings_json("register.xlsx", reading, found, ())
    return reading, found.register, found.findings


@given(files())
@tried(150)
def test_any_cells_give_findings_that_say_where(cells: Cells) -> None:
    result = checked(cells)
    if isinstance(result, str):
        assert 0 < len(result) < 500 + sum(len(g.title) for g in cells.grids)
        return
    reading, register, findings = result
    assert all(stands_somewhere(f, reading) and f.message for f in findings)
    assert has_known_values(register)
    assert sum(map(len, register.by_sheet.values())) <= sum(len(s.rows) for s in reading.sheets)


@given(files())
@tried(40)
def test_any_suggestion_can_be_accepted(cells: Cells) -> None:
    first = checked(cells)
    if isinstance(first, str):
        return
    repairs = [repair_of(group) for group in fold(first[2]) if group.first.suggestion]
    again = checked(cells, repairs)
    assert not isinstance(again, str)
    assert sum(f.severity == "fout" for f in again[2]) <= sum(f.severity == "fout" for f in first[2])


@given(files())
@tried(40)
def test_any_cells_travel_between_processes(tmp_path: Path, cells: Cells) -> None:
    write_cells(tmp_path / "cellen.json", cells)
    assert read_cells(tmp_path / "cellen.json") == cells


@given(files())
@tried(15)
def test_what_would_be_stored_is_the_same_when_it_was_given_back(tmp_path: Path, cells: Cells) -> None:
    result = checked(cells)
    if isinstance(result, str) or not any(result[1].by_sheet.values()):
        return
    (tmp_path / "terug.xlsx").write_bytes(template_of(result[1], vocabulary(), regions()))
    again = checked(parse_file(tmp_path / "terug.xlsx"))
    assert not isinstance(again, str)
    assert {s: rows for s, rows in again[1].by_sheet.items() if rows} == {
        s: rows for s, rows in result[1].by_sheet.items() if rows
    }
