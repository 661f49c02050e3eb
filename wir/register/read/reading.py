"""From a file to the rows of the register, each with its cell addresses. No judgement of the values here."""

import math
import textwrap
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from openpyxl.utils import get_column_letter

from wir.common.errors import UnreadableRegister
from wir.common.scratch import scratch_folder
from wir.domain.declaration import WIR, Declaration, Field, Sheet
from wir.domain.registers import REGISTERS
from wir.register.read.cells import Cells, CellValue, read_cells
from wir.register.read.matching import Column, Columns, Match, left_over, match, totals_rows
from wir.register.read.sandbox import run_apart

LONGEST_LIST = 300
HIDES = "Bij dit soort bestand zijn verborgen rijen en Excel-fouten niet te zien; een .xlsx wordt strenger nagekeken."


@dataclass(frozen=True)
class RawRow:
    """One row of a sheet as it stands in the file; `number` counts from 1 as Excel does."""

    number: int
    values: Mapping[str, CellValue]


@dataclass(frozen=True)
class RawSheet:
    """The rows of one register sheet, and in which column each field stands.

    `headers` has the header of each column by its letter, `doubled` the columns of a field that another has already,
    `left_over` the columns that are no field, `totals` the numbers of the rows below the table that were left aside.
    """

    sheet: Sheet
    title: str
    header_row: int
    headers: Mapping[str, str]
    columns: Mapping[str, str]
    missing: tuple[Field, ...]
    doubled: tuple[tuple[Field, str], ...]
    left_over: tuple[Column, ...]
    hidden_rows: frozenset[int]
    totals: tuple[int, ...]
    rows: tuple[RawRow, ...]

    @property
    def is_empty(self) -> bool:
        """Whether it has its columns and nothing below them: then it was not delivered."""
        return not self.rows and not self.missing

    def address(self, field: str, row: int) -> str:
        """The address of a cell such as C17; of a missing column the start of the row."""
        return f"{self.columns.get(field, 'A')}{row}"

    def header(self, field: str) -> str:
        """The address of the header of a field."""
        return self.address(field, self.header_row)


@dataclass(frozen=True)
class Reading:
    """What a file holds: sheets of the register, the titles of other sheets, and what a reader should know."""

    sheets: tuple[RawSheet, ...]
    skipped: tuple[str, ...]
    remarks: tuple[str, ...]


def parse_apart(path: Path, kept: Path | None = None) -> Cells:
    """The cells of a file, read in a process of its own and kept as JSON where asked. Raises UnreadableRegister."""
    with scratch_folder() as folder:
        target = kept or folder / "cellen.json"
        run_apart("wir.register.read.parsing", path, target)
        return read_cells(target)


def find_registers(name: str, cells: Cells, columns: Columns) -> tuple[Declaration, ...]:
    """The registers of which a file has a sheet. Raises UnreadableRegister when there are none."""
    found = {m.declared for grid in cells.grids if (m := match(grid, columns))}
    if not found:
        raise _no_sheet(name, cells, REGISTERS.values())
    return tuple(declared for declared in REGISTERS.values() if declared in found)


def find_sheets(name: str, cells: Cells, columns: Columns, declared: Declaration = WIR) -> Reading:
    """Recognise the sheets of a register by their columns. Raises UnreadableRegister when there are none."""
    matches = [m for grid in cells.grids if (m := match(grid, columns))]
    own, others = ([m for m in matches if (m.declared is declared) is mine] for mine in (True, False))
    kept = [m for sheet in declared.sheets for m in _one_of(name, sheet, [m for m in own if m.sheet is sheet])]
    if not kept:
        raise _no_sheet(name, cells, [declared])
    sheets = tuple(_raw_sheet(m) for m in kept)
    known = {s.title for s in sheets} | {m.grid.title for m in others}
    remarks = () if cells.sees_everything else (HIDES,)
    elsewhere = (
        f"Blad {m.grid.title} is van het register {m.declared.title}; dat is een eigen levering." for m in others
    )
    return Reading(
        sheets,
        tuple(g.title for g in cells.grids if g.title not in known),
        (*remarks, *elsewhere, *(_left_aside(s) for s in sheets if s.totals)),
    )


def _no_sheet(name: str, cells: Cells, declared: Iterable[Declaration]) -> UnreadableRegister:
    wanted = " of ".join(sheet.name for each in declared for sheet in each.sheets)
    titles = textwrap.shorten(", ".join(g.title for g in cells.grids), LONGEST_LIST, placeholder=" …")
    return UnreadableRegister(f"{name} heeft geen blad {wanted} met kolommen die wij kennen; wel: {titles}.")


def _left_aside(raw: RawSheet) -> str:
    first, last = raw.totals[0], raw.totals[-1]
    if first == last:
        return f"Blad {raw.title}: rij {first} is een totaalrij en telt niet mee."
    return f"Blad {raw.title}: rij {first} tot en met {last} zijn een totaal met wat eronder staat en tellen niet mee."


def _one_of(name: str, sheet: Sheet, found: Sequence[Match]) -> Sequence[Match]:
    """The one sheet of its kind; where several fit, the one that is also named so.

    A sheet that only bears the name does not take the place of one with columns that we know.
    """
    found = [m for m in found if m.places] or found
    named = [m for m in found if m.named]
    if len(found) > 1 and len(named) != 1:
        titles = " en ".join(m.grid.title for m in found)
        raise UnreadableRegister(f"{name} heeft meer dan een blad {sheet.name}: {titles}. Laat er een staan.")
    return named if len(found) > 1 else found


def _raw_sheet(found: Match) -> RawSheet:
    totals = totals_rows(found)
    end = totals[0] if totals else math.inf
    below = {n: row for n, row in found.grid.rows.items() if found.header_row < n < end}
    rows = tuple(
        RawRow(number, {name: row[index] for name, index in found.places.items() if index < len(row)})
        for number, row in below.items()
    )
    present = tuple(row for row in rows if any(str(v).strip() for v in row.values.values()))
    return RawSheet(
        sheet=found.sheet,
        title=found.grid.title,
        header_row=found.header_row,
        headers={get_column_letter(index + 1): header for index, header in enumerate(found.headers)},
        columns={name: get_column_letter(index + 1) for name, index in found.places.items()},
        missing=tuple(f for f in found.sheet.fields if f.required and f.name not in found.places),
        doubled=tuple((f, get_column_letter(index + 1)) for f, index in found.doubled),
        left_over=tuple(left_over(found)),
        hidden_rows=found.grid.hidden_rows,
        totals=totals,
        rows=present,
    )
