"""What people really send: every kind of file, with headers and sheets as they come."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support import sheets
from tests.support.registers import read_register, read_workbook
from tests.support.sheets import PROJECT_LINES, REGISTER, SCORE_LINES, Lines
from wir.common.errors import UnreadableRegister
from wir.domain.register_rows import Register
from wir.domain.vocabulary import normalise, regions, vocabulary
from wir.register.read.matching import SKIP
from wir.register.read.peildatum import propose
from wir.register.read.reading import Reading, SheetsAsked, parse_apart
from wir.store.delivery import Choices, File, check_delivery


def register(path: Path) -> Register:
    return read_register(path, vocabulary(), regions())


def only(path: Path, lines: Lines, change: Callable[[Worksheet], object] = lambda page: None) -> Reading:
    """The reading of a workbook of one sheet that bears no telling name."""
    return read_workbook(sheets.xlsx(path, {"Blad1": lines}, lambda book: change(book.worksheets[0])))


TITLES: Lines = (["Waardigheid en trots in de regio"], ["Peildatum: 1 november 2020"], [])


def test_headers_are_found_under_title_rows(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    (read,) = only(path, [*TITLES, *PROJECT_LINES], lambda page: page.merge_cells("A1:J1")).sheets
    assert (read.header_row, [r.number for r in read.rows]) == (4, [5, 6])
    assert read.address("projectnaam", 5) == "B5"
    assert propose(path.name, parse_apart(path)) == date(2020, 11, 1)


@pytest.mark.parametrize(
    ("name", "title", "expected"),
    [
        ("register_2021-05-01.xlsx", ["Peildatum", date(2020, 11, 1)], date(2021, 5, 1)),
        ("register okt-20.xlsx", [], date(2020, 10, 1)),
        ("register_okt-20.xlsx", [], date(2020, 10, 1)),
        ("Stand 15 maart 2021 (definitief).xlsx", [], date(2021, 3, 15)),
        ("stand_1_mei_2021.xlsx", [], date(2021, 5, 1)),
        ("20210501 register.xlsx", [], date(2021, 5, 1)),
        ("register.xlsx", ["Peildatum:", None, date(2020, 11, 1)], date(2020, 11, 1)),
        ("register.xlsx", ["peildatum 01-11-2020"], date(2020, 11, 1)),
        ("register versie 12.xlsx", ["Kandidaten 20"], None),
    ],
)
def test_a_peildatum_is_proposed(tmp_path: Path, name: str, title: list[object], expected: date | None) -> None:
    path = sheets.xlsx(tmp_path / name, {"Projecten": [title, *PROJECT_LINES]})
    assert propose(path.name, parse_apart(path)) == expected


def test_merged_headers_of_two_rows_count_as_one(tmp_path: Path) -> None:
    group = ["Projectnummer", "Projectnaam", "Waar", None, None, "Thema", "Looptijd", None, "Organisaties", "Status"]
    below = [None, None, "Regio", "Subregio", "Zorgkantoor", None, "Start", "Einde", None, None]

    def merge(page: Worksheet) -> None:
        for area in ("A1:A2", "B1:B2", "C1:E1", "F1:F2", "G1:H1", "I1:I2", "J1:J2"):
            page.merge_cells(area)

    (read,) = only(tmp_path / "register.xlsx", [group, below, *PROJECT_LINES[1:]], merge).sheets
    assert (read.header_row, len(read.rows), len(read.columns), read.missing) == (2, 2, 10, ())


def test_headers_match_in_any_spelling_and_by_synonym(tmp_path: Path) -> None:
    headers = ["PROJECT\nNUMMER", " Naam ", "Régio", "Sub-regio", "Verzekeraar", "Thema:", "Begin_datum"]
    headers += ["eind-datum", "Aantal betrokken\r\norganisaties", "Project­status"]
    (read,) = only(tmp_path / "register.xlsx", [headers, *PROJECT_LINES[1:]]).sheets
    assert list(read.columns) == [f.name for f in read.sheet.fields[:10]]
    assert read.left_over == ()


def test_what_people_do_in_excel_does_no_harm(tmp_path: Path) -> None:
    def use(book: Workbook) -> None:
        page = book["Projecten"]
        page.row_dimensions[2].hidden = True
        page.column_dimensions["B"].hidden = True
        page.auto_filter.ref = "A1:J3"
        page.freeze_panes = "B2"
        page.insert_rows(3, 2)
        page["A5000"], page["Z9"] = "  ", " "
        book.create_chartsheet("Grafiek")

    path = sheets.xlsx(tmp_path / "register.xlsx", REGISTER, use)
    assert register(path) == register(sheets.xlsx(tmp_path / "gewoon.xlsx", REGISTER))
    assert read_workbook(path).sheets[0].hidden_rows == {2}
    _, checked = check_delivery(File.of(path, parse_apart(path)), Choices(), None)
    assert [f.cell for f in checked.findings if "verborgen" in f.message] == ["B1", "A2"]


@pytest.mark.parametrize(
    "totals",
    [
        ["Totaal", None, None, None, None, None, None, None, "=SUM(I2:I3)"],
        [None, "Eindtotaal:", None, None, None, None, None, None, 4],
        ["=COUNTA(A2:A3)", None, None, None, None, None, None, None, "=SUM(I2:I3)"],
    ],
)
def test_a_totals_row_is_left_aside_and_named(tmp_path: Path, totals: list[object]) -> None:
    reading = only(tmp_path / "register.xlsx", [*PROJECT_LINES, [], totals])
    assert reading.remarks == ("Blad Blad1: rij 5 is een totaalrij en telt niet mee.",)
    assert [r.number for r in reading.sheets[0].rows] == [2, 3]


def test_a_totals_row_of_regions_too(tmp_path: Path) -> None:
    reading = only(tmp_path / "register.xlsx", [*SCORE_LINES, ["Totaal", None, None, 5, 5, 5]])
    assert (reading.sheets[0].totals, len(reading.sheets[0].rows)) == ((4,), 2)


@pytest.mark.parametrize("number", ["P3", 3, "Totaal-3"])
def test_a_project_named_totaal_is_a_project(tmp_path: Path, number: object) -> None:
    row = [number, "Totaalzorg thuis", "Twente", None, None, "Technologie", None, None, None, "Lopend"]
    assert len(only(tmp_path / "register.xlsx", [*PROJECT_LINES, row]).sheets[0].rows) == 3
    assert len(only(tmp_path / "fout.xlsx", [*PROJECT_LINES, row[:2]]).sheets[0].rows) == 3


def test_sheets_are_known_by_their_columns_and_others_are_named(tmp_path: Path) -> None:
    other = {"Toelichting": [["Dit register…"]], "Lijsten": [["Status"], ["Lopend"]], "Leeg": []}
    path = sheets.xlsx(tmp_path / "register.xlsx", {**other, "Blad 2": SCORE_LINES, "Export": PROJECT_LINES})
    reading = read_workbook(path)
    assert [(s.sheet.name, s.title) for s in reading.sheets] == [("Projecten", "Export"), ("Regio's", "Blad 2")]
    assert reading.skipped == ("Toelichting", "Lijsten", "Leeg")
    with pytest.raises(UnreadableRegister, match=r"anders\.xlsx heeft geen blad .* wel: Toelichting, Lijsten, Leeg\."):
        read_workbook(sheets.xlsx(tmp_path / "anders.xlsx", other))


def test_two_sheets_of_one_kind_are_asked_by_name(tmp_path: Path) -> None:
    path = sheets.xlsx(tmp_path / "register.xlsx", {"CZ": PROJECT_LINES, "VGZ": PROJECT_LINES})
    with pytest.raises(UnreadableRegister, match="meer dan een blad Projecten: CZ en VGZ"):
        read_workbook(path)
    with pytest.raises(SheetsAsked, match="Kopie en Projecten"):
        read_workbook(sheets.xlsx(path, {"Kopie": PROJECT_LINES, "Projecten": PROJECT_LINES}))


def test_a_person_says_what_a_column_means(tmp_path: Path) -> None:
    headers = [*PROJECT_LINES[0][:5], "Waar gaat het over?", *PROJECT_LINES[0][6:9], "Stand", "Status"]
    path = sheets.xlsx(tmp_path / "register.xlsx", {"Blad1": [headers, [*PROJECT_LINES[1], "?"]]})
    (unsaid,) = read_workbook(path).sheets
    assert [(c.letter, c.header, c.samples) for c in unsaid.left_over] == [
        ("F", "Waar gaat het over?", ("Technologie",)),
        ("J", "Stand", ("Lopend",)),
    ]
    said = {normalise("Waar gaat het over?"): "thema", normalise("stand"): "status", normalise("Status"): SKIP}
    (read,) = read_workbook(path, said).sheets
    assert (read.columns["thema"], read.columns["status"], read.missing) == ("F", "J", ())
    assert [c.letter for c in read.left_over] == ["K"]
