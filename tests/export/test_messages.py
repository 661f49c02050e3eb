"""What is sent back to a concessiehouder: only what is of its rows, with every cell where it was."""

import io
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.registers import project, workbook
from wir.domain.declaration import PROJECTS
from wir.domain.register_rows import Register
from wir.domain.vocabulary import regions, vocabulary
from wir.export.messages import Message, message_workbook, messages
from wir.register.check.background import Background
from wir.register.check.validation import check
from wir.register.read.cells import Cells
from wir.register.read.reading import Reading, find_sheets, parse_apart

LISTS = (vocabulary(), regions())
MENZIS = project(projectnummer="M1", hoofdrubriek="Tegnologie", contact="j.jansen@voorbeeld.nl")
CZ = project(
    projectnummer="C1", projectnaam="Van CZ", zorgkantoorregio="Zeeland", concessiehouder="CZ", status="Lopent"
)
NOBODY = project(projectnummer="X1", zorgkantoorregio="Atlantis", concessiehouder="")


def found(path: Path, earlier: Register | None = None) -> tuple[Cells, Reading, tuple[Message, ...]]:
    cells = parse_apart(path)
    reading = find_sheets(path.name, cells, {})
    checked = check(reading.sheets, Background(*LISTS, date(2021, 5, 1), earlier))
    return cells, reading, messages(path.name, reading, checked.findings, LISTS, date(2021, 5, 1), earlier)


@pytest.fixture
def register(tmp_path: Path) -> Path:
    """Rows of two concessiehouders and of nobody, and a column that is of persons."""
    path = workbook(tmp_path / "mei.xlsx", [MENZIS, CZ, {**MENZIS, "projectnummer": "M2"}, NOBODY])
    book = load_workbook(path)
    sheet = book["Projecten"]
    for row, value in enumerate(("Projectleider", "Jan", "Piet", "Jan", "Kees"), start=1):
        sheet.cell(row, 18).value = value
    book.save(path)
    return path


def test_each_hears_of_its_own_rows_and_of_no_other(register: Path) -> None:
    _, _, (cz, menzis) = found(register)
    assert (cz.name, menzis.name) == ("CZ", "Menzis")
    assert {f.cell for f in cz.findings} == {"J3"}
    assert {f.cell for f in menzis.findings} == {"F2", "O2", "F4", "O4"}
    assert "Uw rijen in mei.xlsx voor de peildatum 1 mei 2021: 1 fout, 0 waarschuwingen." in cz.text
    assert "- Projecten J3 (C1 Van CZ), status: 'Lopent' is geen bekende waarde;" in cz.text
    assert "Bedoelt u 'Lopend'?" in cz.text


def test_a_message_repeats_no_address(register: Path) -> None:
    _, _, (_, menzis) = found(register)
    assert "O2" in menzis.text
    assert "jansen" not in menzis.text


def test_the_workbook_has_its_rows_alone_where_they_were(register: Path) -> None:
    cells, reading, (_, menzis) = found(register)
    book = load_workbook(io.BytesIO(message_workbook(menzis, register.name, cells, reading, LISTS)))
    sheet = book["Projecten"]
    assert [sheet.cell(row, 1).value for row in range(1, 6)] == ["projectnummer", "M1", None, "M2", None]
    assert [sheet.row_dimensions[row].hidden for row in (2, 3, 4)] == [False, True, False]
    assert {c.value for c in sheet["R"]} == {None}
    assert "Technologie" in sheet["F4"].comment.text
    assert book.sheetnames == ["Bevindingen", "Projecten"]


def test_the_workbook_can_be_brought_in_again(register: Path, tmp_path: Path) -> None:
    cells, reading, (_, menzis) = found(register)
    path = tmp_path / "terug.xlsx"
    path.write_bytes(message_workbook(menzis, register.name, cells, reading, LISTS))
    _, again, (same,) = found(path)
    assert [len(raw.rows) for raw in again.sheets] == [2]
    assert {f.cell for f in same.findings} == {f.cell for f in menzis.findings}


def test_what_vanishes_is_told_to_whose_it_was(tmp_path: Path) -> None:
    old = found(
        workbook(
            tmp_path / "oud.xlsx",
            [
                project(
                    projectnummer="Z1", projectnaam="Weg", **{"zorgkantoorregio": "Zeeland", "concessiehouder": "CZ"}
                ),
                project(),
            ],
        )
    )[1]
    earlier = check(old.sheets, Background(*LISTS)).register
    assert earlier.of(PROJECTS)
    _, _, told = found(workbook(tmp_path / "nieuw.xlsx", [project(aantal_organisaties=3)]), earlier)
    assert [(m.name, [f.value for f in m.findings]) for m in told] == [("CZ", ["Z1 Weg"])]


def test_a_sheet_of_one_concessiehouder_takes_what_is_said_of_its_columns(tmp_path: Path) -> None:
    path = workbook(tmp_path / "mei.xlsx", [MENZIS])
    book = load_workbook(path)
    book["Projecten"]["R1"], book["Projecten"]["R2"] = "Kleur", "rood"
    book.save(path)
    _, _, (menzis,) = found(path)
    assert "R1" in {f.cell for f in menzis.findings}
