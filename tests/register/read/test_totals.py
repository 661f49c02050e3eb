"""What stands below the projects and is none."""

from pathlib import Path

import pytest

from tests.support import sheets
from tests.support.registers import read_workbook
from tests.support.sheets import PROJECT_LINES, SCORE_LINES, Lines
from wir.register.read.reading import RawSheet

TOTALS = ["Totaal", None, None, None, None, None, None, None, 318]


def read(folder: Path, *below: list[object], above: Lines = PROJECT_LINES) -> tuple[RawSheet, tuple[str, ...]]:
    reading = read_workbook(sheets.xlsx(folder / "register.xlsx", {"Blad1": [*above, *below]}))
    return reading.sheets[0], reading.remarks


@pytest.mark.parametrize(
    "row",
    [
        ["Totaal", 318],
        ["Subtotaal 2020", None, None, None, None, 1200, None, None, 318],
        ["EINDTOTAAL", 2, 3, None, None, 1200, None, "gemiddeld", 318, 7],
        [None, None, None, None, None, 1200, None, None, 318],
    ],
)
def test_a_sum_of_the_others_is_no_project(tmp_path: Path, row: list[object]) -> None:
    sheet, remarks = read(tmp_path, row)
    assert (sheet.totals, [r.number for r in sheet.rows]) == ((4,), [2, 3])
    assert remarks == ("Blad Blad1: rij 4 is een totaalrij en telt niet mee.",)


def test_notes_below_a_total_are_left_aside_and_named(tmp_path: Path) -> None:
    notes: list[list[object]] = [["Bron: opgave van de zorgkantoren"], ["* voorlopig cijfer"]]
    sheet, remarks = read(tmp_path, ["Subtotaal", 2], TOTALS, [], *notes)
    assert (sheet.totals, [r.number for r in sheet.rows]) == ((4, 5, 7, 8), [2, 3])
    assert remarks == ("Blad Blad1: rij 4 tot en met 8 zijn een totaal met wat eronder staat en tellen niet mee.",)
    regions, _ = read(tmp_path, [None, None, None, 5, 5, 5], *notes, above=SCORE_LINES)
    assert regions.totals == (4, 5, 6)


@pytest.mark.parametrize(
    "row",
    [
        ["P3"],
        [2023],
        ["P3", "Totaal anders"],
        [3, "Totaal anders"],
        ["Totaal-3", "Totaal anders"],
        [None, "Totaal anders", "Twente", None, None, "Technologie", None, None, None, "Lopend"],
        [None, None, None, None, None, None, "9-3-2020 of later"],
    ],
)
def test_what_may_be_a_project_stays(tmp_path: Path, row: list[object]) -> None:
    sheet, _ = read(tmp_path, row)
    assert (sheet.totals, [r.number for r in sheet.rows]) == ((), [2, 3, 4])


def test_a_number_below_the_totals_stays_and_so_do_they(tmp_path: Path) -> None:
    sheet, _ = read(tmp_path, TOTALS, ["P3"])
    assert (sheet.totals, len(sheet.rows)) == ((4,), 3)


def test_the_total_of_a_csv_is_text_throughout(tmp_path: Path) -> None:
    path = tmp_path / "projecten.csv"
    path.write_text(sheets.text_of([*PROJECT_LINES, TOTALS, ["Bron: opgave"]]))
    (sheet,) = read_workbook(path).sheets
    assert len(sheet.rows) == 2
