"""What a person mended on the page or with --herstel-zeker, done in the file that is given back."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar

from openpyxl.utils.cell import coordinate_to_tuple, get_column_letter

from wir.domain.declaration import Declaration
from wir.register.check.dates import date_in
from wir.register.check.findings import Finding, Repair
from wir.register.check.personal import concealed
from wir.register.read.cells import Cells, shown
from wir.register.read.matching import OF_FILE

ROW = "rij"


@dataclass(frozen=True)
class Mended:
    """A cell and what it says now, as a value of its `kind` of field; empty where its row was left out."""

    sheet: str
    cell: str
    column: str
    old: str
    new: str
    kind: str

    @property
    def value(self) -> str | int | date | None:
        """As a person would have typed it."""
        if self.kind == "datum" and (found := date_in(self.new)):
            return found
        if self.kind == "aantal" and self.new.isdecimal():
            return int(self.new)
        return self.new or None

    @property
    def remark(self) -> Finding:
        """What the file says of it, without what is of a person."""
        old, new = concealed(self.old), concealed(self.new)
        message = "Deze rij is overgeslagen en hier leeggemaakt."
        if self.kind != ROW:
            message = f"Hersteld: hier stond '{old}'" + (f", nu '{new}'." if new else ", nu leeg.")
        return Finding("waarschuwing", self.sheet, self.cell, self.column, old, message)


def mended(
    cells: Cells, repairs: Sequence[Repair], skipped: Sequence[str], declared: Declaration
) -> tuple[Mended, ...]:
    """The repairs that do something, the last of each cell, and the cells of the rows that are left out."""
    kinds = {f.header: f.kind for sheet in declared.sheets for f in sheet.fields}
    done: dict[tuple[str, str], Mended] = {}
    grids = {g.title: g for g in cells.grids}
    for r in repairs:
        for cell in r.cells if r.sheet in grids else ():
            number, column = coordinate_to_tuple(cell)
            row, before = grids[r.sheet].row(number), done.get((r.sheet, cell))
            stood = shown(row[column - 1]) if column <= len(row) else ""
            if f"{r.sheet}!{number}" in skipped:
                continue
            if r.old == (before.new if before else stood):
                done[r.sheet, cell] = Mended(r.sheet, cell, r.column, stood, r.new, kinds.get(r.column, ""))
    return (*done.values(), *_emptied(cells, skipped))


def _emptied(cells: Cells, skipped: Sequence[str]) -> Iterator[Mended]:
    for grid in cells.grids:
        for number, row in grid.rows.items():
            if f"{grid.title}!{number}" in skipped:
                for column, value in enumerate(row, start=1):
                    if shown(value):
                        yield Mended(grid.title, f"{get_column_letter(column)}{number}", "", shown(value), "", ROW)


Placed = TypeVar("Placed", Finding, Mended)


def of_file(items: Iterable[Placed], name: str) -> tuple[Placed, ...]:
    """What is of one of several files that are read together, with its sheets as that file calls them."""
    within = f"{name}{OF_FILE}"
    return tuple(replace(i, sheet=i.sheet.removeprefix(within)) for i in items if i.sheet.startswith(within))


def remarks_of(done: Sequence[Mended]) -> Iterator[Finding]:
    """What the file says of what was mended in it; of a row once."""
    rows: set[tuple[str, int]] = set()
    for m in done:
        place = m.sheet, coordinate_to_tuple(m.cell)[0]
        if m.kind != ROW or place not in rows:
            yield m.remark
        if m.kind == ROW:
            rows.add(place)
