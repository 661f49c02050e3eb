"""From a workbook to raw rows with their cell addresses. No judgement of the values here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path

from openpyxl.utils import get_column_letter
from python_calamine import CalamineError, CalamineWorkbook

from wir.errors import UnreadableRegister
from wir.register.fields import SHEETS, Field, Sheet
from wir.vocabulary import normalise

CellValue = str | float | int | bool | date | datetime | time | timedelta
HEADER_SEARCH_ROWS = 20


@dataclass(frozen=True)
class RawRow:
    """One row of a sheet as it stands in the workbook; `number` counts from 1 as Excel does."""

    number: int
    values: Mapping[str, CellValue]


@dataclass(frozen=True)
class RawSheet:
    """The rows of one register sheet, and in which column each field stands.

    `doubled` are header cells that mean a field which an earlier column has already.
    """

    sheet: Sheet
    title: str
    header_row: int
    columns: Mapping[str, str]
    missing: tuple[Field, ...]
    doubled: tuple[tuple[Field, str], ...]
    rows: tuple[RawRow, ...]

    def address(self, field: str, row: int) -> str:
        """The address of a cell such as C17; of a missing column only its row."""
        return f"{self.columns[field]}{row}" if field in self.columns else f"rij {row}"


def read_workbook(path: Path) -> tuple[RawSheet, ...]:
    """Read the sheets of the register from a workbook; other sheets are left aside.

    Raises UnreadableRegister when the file is no workbook or has no sheet of the register.
    """
    try:
        workbook = CalamineWorkbook.from_path(str(path))
        grids = {
            name: workbook.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in workbook.sheet_names
        }
    except (CalamineError, OSError) as error:
        raise UnreadableRegister(
            f"{path.name} is geen leesbare Excel-werkmap. Sla het register op als .xlsx."
        ) from error
    found = [raw for sheet in SHEETS for name, grid in grids.items() if (raw := _read_sheet(sheet, name, grid))]
    for sheet in SHEETS:
        titles = [raw.title for raw in found if raw.sheet is sheet]
        if len(titles) > 1:
            names = " en ".join(titles)
            raise UnreadableRegister(f"{path.name} heeft meer dan een blad {sheet.name}: {names}. Laat er een staan.")
    if not found:
        names = " of ".join(s.name for s in SHEETS)
        raise UnreadableRegister(f"{path.name} heeft geen blad {names}; wel: {', '.join(grids)}.")
    return tuple(found)


def _read_sheet(sheet: Sheet, title: str, grid: Sequence[Sequence[CellValue]]) -> RawSheet | None:
    if normalise(title) not in {normalise(n) for n in (sheet.name, *sheet.synonyms)}:
        return None
    header = max(range(min(len(grid), HEADER_SEARCH_ROWS)), key=lambda i: len(_columns(sheet, grid[i])), default=0)
    places = _columns(sheet, grid[header]) if grid else {}
    rows = (
        RawRow(number, {name: row[column] for name, column in places.items() if column < len(row)})
        for number, row in enumerate(grid[header + 1 :], start=header + 2)
    )
    return RawSheet(
        sheet=sheet,
        title=title,
        header_row=header + 1,
        columns={name: get_column_letter(column + 1) for name, column in places.items()},
        missing=tuple(f for f in sheet.fields if f.required and f.name not in places),
        doubled=tuple(_doubled(sheet, grid[header], places, header + 1)) if grid else (),
        rows=tuple(row for row in rows if any(str(v).strip() for v in row.values.values())),
    )


def _columns(sheet: Sheet, header: Sequence[CellValue]) -> dict[str, int]:
    """In which column each field stands; the first of two equal headers counts."""
    places: dict[str, int] = {}
    for column, text in enumerate(header):
        if field := sheet.meant(str(text)):
            places.setdefault(field.name, column)
    return places


def _doubled(
    sheet: Sheet, header: Sequence[CellValue], places: Mapping[str, int], row: int
) -> Iterator[tuple[Field, str]]:
    for column, text in enumerate(header):
        field = sheet.meant(str(text))
        if field and places[field.name] != column:
            yield field, f"{get_column_letter(column + 1)}{row}"
