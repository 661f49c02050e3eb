"""Registers that would keep the checks busy: linear in rows, and short in what they say."""

import sys
from collections.abc import Sequence

import pytest

from wir.common.numbers import count
from wir.domain import region_names
from wir.domain.declaration import PROJECTS, REGIONS, Sheet
from wir.domain.region_names import LONGEST_PLACE, find_place
from wir.domain.vocabulary import regions, vocabulary
from wir.register.check.background import Background
from wir.register.check.findings import Finding, fold
from wir.register.check.validation import MOST_NAMED, check
from wir.register.read.cells import Cells, CellValue, Grid
from wir.register.read.reading import find_sheets

PROJECT: tuple[CellValue, ...] = ("P1", "Samen", "Twente", "", "Menzis", "Technologie", "", "", 4, "Lopend")
SCORE: tuple[CellValue, ...] = ("Twente", "", "Menzis", 4, 3, 2)


def findings(sheet: Sheet, rows: Sequence[tuple[CellValue, ...]]) -> tuple[Finding, ...]:
    headers = tuple(f.header for f in sheet.fields[: len(rows[0])])
    grid = Grid(sheet.name, dict(enumerate([headers, *rows], start=1)))
    return check(find_sheets("register.xlsx", Cells((grid,)), {}).sheets, Background(vocabulary(), regions())).findings


@pytest.mark.parametrize(("sheet", "row"), [(PROJECTS, PROJECT), (REGIONS, SCORE)])
def test_equal_keys_name_a_dozen_others(sheet: Sheet, row: tuple[CellValue, ...]) -> None:
    found = [f for f in findings(sheet, [row] * 5000) if f.severity == "fout"]
    assert len(found) == 5000
    named = ", ".join(f"A{n}" for n in range(2, 2 + MOST_NAMED))
    assert found[-1].message == f"Staat ook in {named} en nog {count(5000 - 1 - MOST_NAMED)}; elk komt een keer voor."
    assert found[0].message.startswith("Staat ook in A3, ")
    assert len(fold(found)) == MOST_NAMED + 2 - 1
    exactly = [f.message for f in findings(sheet, [row] * (MOST_NAMED + 1)) if f.severity == "fout"]
    assert not [m for m in exactly if "en nog" in m]


def steps(sheet: Sheet, row: tuple[CellValue, ...], times: int) -> int:
    """How many calls of Python functions it takes to check so many equal rows."""
    calls = 0

    def called(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event == "call"

    rows = [row] * times
    sys.setprofile(called)
    try:
        findings(sheet, rows)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize(("sheet", "row"), [(PROJECTS, PROJECT), (REGIONS, SCORE)])
def test_twice_the_rows_take_twice_the_work(sheet: Sheet, row: tuple[CellValue, ...]) -> None:
    findings(sheet, [row])
    assert steps(sheet, row, 400) < 2.2 * steps(sheet, row, 200)


def test_a_place_of_many_spaces_is_none() -> None:
    spaces = " " * 100_000
    assert find_place(regions(), f"Arnhem{spaces}(Achterhoek", "") is None
    assert find_place(regions(), f"Arnhem{spaces}({spaces}Achterhoek)", "") == regions().by_code["ACH"]
    assert find_place(regions(), "x" * (LONGEST_PLACE + 1), "") is None
    assert find_place(regions(), f"Arnhem{'.' * LONGEST_PLACE}", "") is None
    assert find_place(regions(), "Arnhem", f"Achterhoek{'.' * LONGEST_PLACE}") is None


def test_a_place_is_looked_up_once_however_many_rows_name_it(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def looked_up(*arguments: object) -> None:
        asked.append(arguments)

    monkeypatch.setattr(region_names, "_place", looked_up)
    findings(REGIONS, [("Nergens", *SCORE[1:])])
    once = len(asked)
    findings(REGIONS, [("Nergens", *SCORE[1:])] * 50)
    assert len(asked) == 2 * once


def test_no_regio_is_absent_while_a_row_has_no_place() -> None:
    def absent(*areas: str) -> int:
        found = findings(REGIONS, [(a, *SCORE[1:]) for a in areas])
        return sum("staat niet in dit bestand" in f.message for f in found)

    assert absent("Twente") == len(regions().scored) - 1
    assert absent("Twente", "Twente") == len(regions().scored) - 1
    assert absent("Twente", "Twentte") == absent("Twente", "Arnhem") == absent("Twente", "") == 0
