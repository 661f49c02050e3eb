"""From a file to the rows of the register, each with its cell addresses. No judgement of the values here."""

import textwrap
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl.utils import get_column_letter

from wir.common.errors import UnreadableRegister
from wir.common.scratch import scratch_folder
from wir.common.steps import Told, unwatched
from wir.domain.declaration import WIR, Declaration, Field, Sheet
from wir.domain.registers import REGISTERS
from wir.register.read.cells import Cells, CellValue, Grid, Odd, read_cells, shown
from wir.register.read.matching import (
    BELOW,
    HEADS,
    NOTES,
    NOTHING_POINTED,
    OF_FILE,
    TOTALS,
    Column,
    Columns,
    Match,
    Pointed,
    is_called,
    left_over,
    match,
    odd_lines,
    set_aside,
)
from wir.register.read.sandbox import run_apart

LONGEST_LIST = 300
SKIPPED = "overgeslagen"
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
    `left_over` the columns that are no field, `aside` the rows that are none of the register with what each is,
    `merged` by the address of a cell the one above it that it shows as well, `month_first` the fields of which a date
    was typed with its month before its day; `odd` by address is what a cell shows or holds that a reader may not
    expect, as in cells.Odd; `veiled` has the first and last cell of a column that conditional formatting may hide.
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
    aside: Mapping[int, str]
    rows: tuple[RawRow, ...]
    hidden_columns: frozenset[str] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    merged: Mapping[str, CellValue] = field(default_factory=dict)
    month_first: frozenset[str] = frozenset()
    odd: Mapping[str, tuple[tuple[str, str], ...]] = field(default_factory=dict)
    veiled: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_empty(self) -> bool:
        """Whether it has its columns and nothing below them: then it was not delivered."""
        return not self.rows and not self.missing

    @property
    def totals(self) -> tuple[int, ...]:
        """The numbers of the rows that are none of the register."""
        return tuple(self.aside)

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


def parse_apart(path: Path, kept: Path | None = None, told: Told = unwatched) -> Cells:
    """The cells of a file, read in a process of its own and kept as JSON where asked. Raises UnreadableRegister."""
    with scratch_folder() as folder:
        target = kept or folder / "cellen.json"
        run_apart("wir.register.read.parsing", path, target, watch=lambda: told(f"{path.name} lezen", 0, 0))
        return read_cells(target)


class SheetsAsked(UnreadableRegister):
    """Which sheets count, a person must say; `titles` are those that may."""

    def __init__(self, words: str, titles: Sequence[str]) -> None:
        super().__init__(f"{words} Op de opdrachtregel: --blad '{titles[0]}', of noem ze alle.")
        self.words, self.titles = words, tuple(titles)


class HeadAsked(UnreadableRegister):
    """In which row the headers of a sheet stand, a person must say."""

    def __init__(self, words: str, title: str) -> None:
        super().__init__(f"{words} Op de opdrachtregel: --kop '{title}=RIJ', of noem met --blad de bladen die tellen.")
        self.words, self.title = words, title


def find_registers(
    name: str, cells: Cells, columns: Columns, pointed: Pointed = NOTHING_POINTED
) -> tuple[Declaration, ...]:
    """The registers of which a file has a sheet. Raises UnreadableRegister when there are none."""
    found = {m.declared for grid in cells.grids if (m := match(grid, columns, pointed))}
    called = [d for d in REGISTERS.values() if any(_lacks_head(g, s) for g in cells.grids for s in d.sheets)]
    found = found or set(called[:1])
    if not found:
        raise _no_sheet(name, cells, REGISTERS.values())
    return tuple(declared for declared in REGISTERS.values() if declared in found)


def find_sheets(
    name: str,
    cells: Cells,
    columns: Columns,
    declared: Declaration = WIR,
    pointed: Pointed = NOTHING_POINTED,
) -> Reading:
    """Recognise the sheets of a register by their columns.

    Raises UnreadableRegister when there are none, SheetsAsked or HeadAsked where a person must say which it is.
    """
    counting = [g for g in cells.grids if not pointed.sheets or g.title in pointed.sheets]
    matches = [m for grid in counting if (m := match(grid, columns, pointed))]
    own, others = ([m for m in matches if (m.declared is declared) is mine] for mine in (True, False))
    _refuse_headless(name, counting, own, declared)
    kept = [
        m for sheet in declared.sheets for m in _of_sheet(name, sheet, [m for m in own if m.sheet is sheet], pointed)
    ]
    if not kept:
        raise _no_sheet(name, cells, [declared])
    sheets = tuple(_raw_sheet(m, pointed) for m in kept)
    known = {s.title for s in sheets} | {m.grid.title for m in others}
    hidden = [
        f"Blad {g.title} is verborgen{' en wordt overgeslagen' if g.title not in known else '; het is wel gelezen'}."
        for g in cells.grids
        if g.hidden and (g.title in known or match(g, columns))
    ]
    remarks = (*hidden, *(() if cells.sees_everything else (HIDES,)))
    elsewhere = (
        f"Blad {m.grid.title} is van het register {m.declared.title}; dat is een eigen levering." for m in others
    )
    return Reading(
        sheets,
        tuple(g.title for g in cells.grids if g.title not in known),
        (*remarks, *elsewhere, *(said for s in sheets for said in _left_aside(s))),
    )


def _no_sheet(name: str, cells: Cells, declared: Iterable[Declaration]) -> UnreadableRegister:
    wanted = " of ".join(sheet.name for each in declared for sheet in each.sheets)
    titles = textwrap.shorten(", ".join(g.title for g in cells.grids), LONGEST_LIST, placeholder=" …")
    return UnreadableRegister(f"{name} heeft geen blad {wanted} met kolommen die wij kennen; wel: {titles}.")


WHAT_ASIDE = {
    TOTALS: ("is een (sub)totaal en telt", "zijn (sub)totalen en tellen"),
    HEADS: ("herhaalt de kop en telt", "herhalen de kop en tellen"),
    NOTES: ("is een noot of tussenkop en telt", "zijn noten of tussenkoppen en tellen"),
    SKIPPED: ("is overgeslagen zoals gevraagd en telt", "zijn overgeslagen zoals gevraagd en tellen"),
}


def _left_aside(raw: RawSheet) -> Iterator[str]:
    """Which rows do not count, and why."""
    if below := [n for n, kind in raw.aside.items() if kind == BELOW]:
        first, last = below[0], below[-1]
        if first == last:
            yield f"Blad {raw.title}: rij {first} is een totaalrij en telt niet mee."
        else:
            rows = f"Blad {raw.title}: rij {first} tot en met {last}"
            yield f"{rows} zijn een totaal met wat eronder staat en tellen niet mee."
    for kind, (one, more) in WHAT_ASIDE.items():
        if numbers := [str(n) for n, of in raw.aside.items() if of == kind]:
            yield f"Blad {raw.title}: rij {', '.join(numbers)} {one if len(numbers) == 1 else more} niet mee."


def _lacks_head(grid: Grid, sheet: Sheet) -> bool:
    """Whether a sheet that a reader sees is called as one of the register, while its columns are not found."""
    return not grid.hidden and bool(grid.rows) and is_called(grid.title, sheet)


def _refuse_headless(name: str, counting: Sequence[Grid], own: Sequence[Match], declared: Declaration) -> None:
    found = {m.sheet for m in own if not m.grid.hidden}
    for sheet in declared.sheets:
        for grid in counting:
            if sheet not in found and _lacks_head(grid, sheet):
                raise HeadAsked(
                    f"{name}: op blad {grid.title} is de rij met kolomkoppen niet gevonden. Wijs die rij aan.",
                    grid.title,
                )


def _of_sheet(name: str, sheet: Sheet, found: Sequence[Match], pointed: Pointed) -> Sequence[Match]:
    """The part or parts of one sheet: those that a person named, else the only one that it can be.

    A hidden sheet never takes the place of one that is seen, nor one that only bears the name that of one with columns
    that we know. Of several files each has its own.
    """
    if pointed.sheets:
        return found
    seen = [m for m in found if not m.grid.hidden] or found
    known = [m for m in seen if m.places] or seen
    whole = [m for m in known if all(f.name in m.places for f in sheet.fields if f.required)] or known
    filled = [m for m in whole if _raw_sheet(m, pointed).rows] or whole
    files = [m.grid.title.rpartition(OF_FILE)[0] for m in filled]
    if len(set(files)) < len(files):
        titles = [m.grid.title for m in filled]
        raise SheetsAsked(
            f"{name} heeft meer dan een blad {sheet.name}: {' en '.join(titles)}. Tellen zij samen, of een ervan?",
            titles,
        )
    return filled


def _raw_sheet(found: Match, pointed: Pointed) -> RawSheet:
    title = found.grid.title
    skipped = {n: SKIPPED for n in found.grid.rows if f"{title}!{n}" in pointed.skipped} if pointed.skipped else {}
    aside = set_aside(found) | skipped
    below = {n: row for n, row in found.grid.rows.items() if found.header_row < n and n not in aside}
    rows = tuple(
        RawRow(number, {name: row[index] for name, index in found.places.items() if index < len(row)})
        for number, row in below.items()
    )
    present = tuple(row for row in rows if any(str(v).strip() for v in row.values.values()))
    return RawSheet(
        sheet=found.sheet,
        title=title,
        header_row=found.header_row,
        headers={get_column_letter(index + 1): header for index, header in enumerate(found.headers)},
        columns={name: get_column_letter(index + 1) for name, index in found.places.items()},
        missing=tuple(f for f in found.sheet.fields if f.required and f.name not in found.places),
        doubled=tuple((f, get_column_letter(index + 1)) for f, index in found.doubled),
        left_over=tuple(left_over(found)),
        hidden_rows=found.grid.hidden_rows,
        aside=dict(sorted(aside.items())),
        rows=present,
        hidden_columns=frozenset(map(get_column_letter, found.grid.hidden_columns)),
        struck_rows=found.grid.struck_rows,
        merged=dict(_merged(found)),
        odd=_by_address([*found.grid.odd, *odd_lines(found, aside)]),
        veiled=dict(_veiled(found)),
    )


def _merged(found: Match) -> Iterator[tuple[str, CellValue]]:
    """The cells below another that they are merged with, and what that one holds."""
    used = set(found.places.values())
    for row, column, last, _ in found.grid.merged:
        above = found.grid.row(row)
        if row > found.header_row and column - 1 in used and column <= len(above) and shown(above[column - 1]):
            for number in range(row + 1, last + 1):
                yield f"{get_column_letter(column)}{number}", above[column - 1]


def _by_address(odd: Iterable[Odd]) -> dict[str, tuple[tuple[str, str], ...]]:
    found: dict[str, tuple[tuple[str, str], ...]] = {}
    for row, column, kind, said in odd:
        cell = f"{get_column_letter(column)}{row}"
        found[cell] = (*found.get(cell, ()), (kind, said))
    return found


def _veiled(found: Match) -> Iterator[tuple[str, str]]:
    """The first and last cell with a value, of each column, that conditional formatting may hide."""
    last_row = max(found.grid.rows, default=0)
    for top, left, bottom, right in found.grid.veiled:
        first, last = max(top, found.header_row + 1), min(bottom, last_row)
        for index in found.places.values() if first <= last else ():
            if left <= index + 1 <= right:
                letter = get_column_letter(index + 1)
                yield f"{letter}{first}", f"{letter}{last}"
