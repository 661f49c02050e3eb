"""Every kind of file that people send holds the same register."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import MAC_EPOCH

from tests.support import sheets
from tests.support.registers import read_register, read_workbook
from tests.support.sheets import PROJECT_LINES, REGISTER, Sheets
from wir.domain.declaration import PROJECTS
from wir.domain.register_rows import Register
from wir.domain.vocabulary import regions, vocabulary
from wir.register.read.reading import HIDES


def register(path: Path) -> Register:
    return read_register(path, vocabulary(), regions())


@pytest.fixture(scope="module")
def wanted(tmp_path_factory: pytest.TempPathFactory) -> Register:
    read = register(sheets.xlsx(tmp_path_factory.mktemp("goed") / "register.xlsx", REGISTER))
    assert read.of(PROJECTS) is not None
    assert read.of(PROJECTS)[0]["startdatum"] == date(2020, 3, 9)
    assert read.of(PROJECTS)[1]["projectnaam"] == 'Café; zorg, "thuis"\nen meer'
    return read


@pytest.mark.parametrize(
    ("name", "make", "remarks"),
    [
        ("register.xlsm", sheets.xlsx, ()),
        ("register.xlsb", sheets.xlsb, (HIDES,)),
        ("register.xls", sheets.xls, (HIDES,)),
        ("register.ods", sheets.ods, (HIDES,)),
        ("verkeerde-naam.csv", sheets.xlsx, ()),
    ],
)
def test_every_kind_of_file_holds_the_same_register(
    tmp_path: Path, wanted: Register, name: str, make: Callable[[Path, Sheets], Path], remarks: tuple[str, ...]
) -> None:
    path = make(tmp_path / name, REGISTER)
    assert register(path) == wanted
    assert read_workbook(path).remarks == remarks


def in_1904(book: Workbook) -> None:
    book.epoch = MAC_EPOCH


def test_dates_count_from_1904_where_the_workbook_says_so(tmp_path: Path, wanted: Register) -> None:
    excel = sheets.xlsx(tmp_path / "register.xlsx", REGISTER, in_1904)
    assert b'date1904="1"' in ZipFile(excel).read("xl/workbook.xml")
    assert register(excel) == wanted
    assert register(sheets.xls(tmp_path / "register.xls", REGISTER, dates_1904=True)) == wanted


def test_a_strict_xlsx_shows_its_hidden_rows_too(tmp_path: Path) -> None:
    def hide(book: Workbook) -> None:
        book["Projecten"].row_dimensions[3].hidden = True

    usual = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    strict = b"http://purl.oclc.org/ooxml/officeDocument/relationships"
    path = sheets.xlsx(tmp_path / "register.xlsx", REGISTER, hide)
    sheets.with_part(path, lambda content: content.replace(usual, strict), "xl/workbook.xml")
    assert read_workbook(path).sheets[0].hidden_rows == {3}


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_every_csv_holds_the_same_projects(tmp_path: Path, wanted: Register, delimiter: str, encoding: str) -> None:
    path = tmp_path / "projecten.csv"
    path.write_bytes(sheets.text_of(PROJECT_LINES, delimiter).encode(encoding))
    assert register(path).of(PROJECTS) == wanted.of(PROJECTS)


def test_commas_in_a_text_do_not_part_columns(tmp_path: Path) -> None:
    many = "wonen, welzijn, zorg, thuis, samen, leren, werken, rust, nacht, dag, avond, ochtend"
    for name, quote in (("bloot.csv", ""), ("tussen-aanhalingstekens.csv", '"')):
        lines = [*PROJECT_LINES[:1], ["P1", many, "Twente", "", "", "Technologie", "", "", "", "Lopend"]]
        text = "\r\n".join(";".join(str(v) if v != many else f"{quote}{v}{quote}" for v in line) for line in lines)
        (tmp_path / name).write_text(text)
        read = register(tmp_path / name).of(PROJECTS)
        assert read is not None
        assert read[0]["projectnaam"] == many
