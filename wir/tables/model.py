"""What a report table is once computed. Immutable: screens, exports and the command line only draw it."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Literal, NamedTuple

import pandas as pd

from wir.common import numbers
from wir.common.errors import UnknownFigure
from wir.domain.address import at
from wir.domain.catalogue import Catalogue
from wir.domain.peiling import Peiling
from wir.domain.selection import NONE, Selection

Value = int | float | None
FRAME = ["blok", "lijst", "code", "label", "soort", "kolom", "naam", "waarde"]
ColumnKind = Literal["aantal", "aandeel", "fase", "niveau", "verschil"]
RowKind = Literal["waarde", "onbekend", "totaal"]


@dataclass(frozen=True)
class Column:
    """`key` says what the column counts: a peildatum, a concessiehouder, a range of start years or a dimension.

    `of` says it exactly where the key does not: the key of the one peiling that it counts, or what its range of years
    is to the peildatum.
    """

    name: str
    key: str
    kind: ColumnKind = "aantal"
    of: str = ""

    @property
    def code(self) -> str:
        """What to ask its table for it by: no other column has it."""
        return self.of or self.key


def printed(value: Value, column: Column) -> str:
    """A value as the report prints it: a whole number, a percentage, or a dash for what is not registered."""
    if column.kind == "aandeel":
        return numbers.share(value)
    whole = None if value is None else int(value)
    return numbers.change(whole) if column.kind == "verschil" else numbers.count(whole)


@dataclass(frozen=True)
class Opening:
    """What a count opens: the selection of its table with these filters set, over one of the peilingen of the table.

    `peiling` is its key; empty for the one of the peildatum.
    """

    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    peiling: str = ""


class Cell(NamedTuple):
    """What a row has in a column, and what that opens: nothing for a share."""

    column: Column
    value: Value
    opens: Opening | None

    @property
    def whole(self) -> int | None:
        """A count as a whole number; None where it is not registered."""
        return None if self.value is None else int(self.value)


@dataclass(frozen=True)
class Row:
    """One line. `lijst` and `code` say what it counts; a value and what it opens stand as the columns of its table.

    Who reads it asks the table for a cell, by the name of its column.
    """

    label: str
    values: tuple[Value, ...]
    lijst: str
    code: str
    kind: RowKind = "waarde"
    opens: tuple[Opening | None, ...] = ()


@dataclass(frozen=True)
class Block:
    """Rows under one heading; only table 12 has more than one block and shows the headings."""

    heading: str
    rows: tuple[Row, ...]

    @property
    def closing(self) -> Row:
        """The last row: the total where there is one."""
        return self.rows[-1]


@dataclass(frozen=True)
class Table:
    """A computed table of the report, for one selection.

    `shown` and `compared` are the columns with the count of the peildatum and of its comparison; `peiling` is the
    one of the peildatum, `peilingen` are all that were counted. `between` says that its figures are about two peilingen
    together. `remarks` are WIR's own on it, of each of those peilingen.
    """

    number: str
    title: str
    first_column: str
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    selection: Selection
    peiling: Peiling
    peilingen: tuple[Peiling, ...]
    shown: Column
    compared: Column | None = None
    caption: str = ""
    between: bool = False
    footnotes: tuple[str, ...] = ()
    equals_report: bool | None = None
    remarks: tuple[str, ...] = ()

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for block in self.blocks for row in block.rows)

    @property
    def counted(self) -> tuple[Row, ...]:
        """The rows without those that add up others."""
        return tuple(row for row in self.rows if row.kind != "totaal")

    @property
    def closing(self) -> Row:
        """The last row: the total where there is one."""
        return self.blocks[-1].closing

    @cached_property
    def _rows(self) -> dict[tuple[str, str], Row]:
        return {(row.lijst, row.code): row for row in self.rows}

    @cached_property
    def _places(self) -> dict[str, int]:
        """Where each column stands. Of two versions of one peildatum its key is that of the shown one."""
        places = {}
        for place, column in enumerate(self.columns):
            places[column.key] = places[column.code] = place
        places[self.shown.key] = places[""] = places[self.shown.code]
        return places

    def _place(self, column: Column | str) -> int:
        code = column if isinstance(column, str) else column.code
        place = self._places.get(code)
        if place is None:
            there = ", ".join(c.code for c in self.columns)
            raise UnknownFigure(f"{self.name.capitalize()} heeft geen kolom {code}; er zijn: {there}.")
        return place

    def column(self, code: str) -> Column:
        """The column with this code or key. Raises UnknownFigure."""
        return self.columns[self._place(code)]

    def row(self, lijst: str, code: str) -> Row:
        """The row that counts this. Raises UnknownFigure."""
        if (lijst, code) not in self._rows:
            there = ", ".join(f"{row.lijst} {row.code}" for row in self.rows)
            raise UnknownFigure(f"{self.name.capitalize()} heeft geen rij {lijst} {code}; er zijn: {there}.")
        return self._rows[lijst, code]

    def cell(self, row: Row, column: Column | str = "") -> Cell:
        """What a row has in the column of the peildatum, or in another. Raises UnknownFigure."""
        place = self._place(column)
        return Cell(self.columns[place], row.values[place], row.opens[place] if row.opens else None)

    def cells(self, row: Row) -> Iterator[Cell]:
        """What a row has in each column, in their order."""
        return map(Cell._make, self.printed(row))

    def printed(self, row: Row) -> Iterator[tuple[Column, Value, Opening | None]]:
        """The same for who draws or writes all of it: plain, since a page has thousands."""
        return zip(self.columns, row.values, row.opens or (None,) * len(self.columns), strict=True)

    @property
    def frame(self) -> pd.DataFrame:
        """One line for each value, in the order of the table.

        Columns: blok, lijst, code, label, soort (waarde, onbekend, totaal), kolom (its key), naam (of the column) and
        waarde: a count, a fraction, a phase, or nothing where it is not registered.
        """
        lines = [
            (block.heading, row.lijst, row.code, row.label, row.kind, column.key, column.name, value)
            for block in self.blocks
            for row in block.rows
            for column, value, _ in self.printed(row)
        ]
        return pd.DataFrame(lines, columns=FRAME)

    @property
    def name(self) -> str:
        """How the report calls it (tabel 6, bijlage 1); a table that is not in the report goes by its own name."""
        if self.number[0].isdigit():
            return f"tabel {self.number}"
        return self.number.replace("-", " ")

    @property
    def full_title(self) -> str:
        """Its title, with the number that a reader of the report knows; a table of two properties has none."""
        return self.title if self.number.startswith("kruis-") else f"{self.title} ({self.name})"

    @property
    def reconstructed(self) -> bool:
        """Whether a peiling behind these figures holds values that were not published but rebuilt."""
        return any(p.manifest.gereconstrueerd for p in self.peilingen)

    def change(self, row: Row) -> int | None:
        """The count of the shown peildatum less that of the comparison; None where either is not registered."""
        if self.compared is None:
            return None
        now, then = row.values[self._place(self.shown)], row.values[self._place(self.compared)]
        return None if now is None or then is None else int(now - then)

    @property
    def since(self) -> str:
        """The comparison in words, with the name of its column; empty where there is none."""
        if self.compared is None:
            return ""
        then, now = (self._counted_in(column.of) for column in (self.compared, self.shown))
        earlier = (then.peildatum, then.versie) < (now.peildatum, now.versie)
        return f"{'sinds' if earlier else 't.o.v.'} {self.compared.name}"

    def total(self, lijst: str, codes: tuple[str, ...], column: Column | str = "") -> int | None:
        """The sum of some rows in the column of the shown peildatum unless another is named; None as registered."""
        values = [self.value(lijst, code, column) for code in codes]
        return None if any(v is None for v in values) else int(sum(v for v in values if v is not None))

    def value(self, lijst: str, code: str, column: Column | str = "") -> Value:
        """The value of one row of the shown peildatum unless a column is named.

        None where there is no such row: the lists of a peiling are its own, and may lack a code that is known today.
        """
        row = self._rows.get((lijst, code))
        return row.values[self._place(column)] if row else None

    def opened(self, opening: Opening, catalogue: Catalogue) -> Selection:
        """The selection that has exactly the rows that were counted."""
        opened = self._seen_from(opening.peiling, catalogue)
        for name, codes in opening.filters:
            opened = opened.with_filter(name, codes)
        return opened

    def _seen_from(self, key: str, catalogue: Catalogue) -> Selection:
        """The selection of this table over another of its peilingen, with the comparison that goes with that one.

        A change belongs to the two of this table: its rows are seen from the earlier one, with the two turned around.
        """
        if key in ("", self.peiling.key):
            return self.selection
        if self.between or (self.compared and self.compared.of == key and self.selection.asks_for_change):
            return self.selection.turned()
        peiling, pins = self._counted_in(key), self.selection.pins
        moved = at(catalogue, peiling, peiling.versie if pins or peiling not in catalogue.current else None)
        before = catalogue.before(peiling.peildatum)
        if pins:
            moved = replace(moved, vergelijk_versie=before.versie if before else None, eerder=(NONE,))
        return self.selection.without_change().over(moved)

    def _counted_in(self, key: str) -> Peiling:
        return next(p for p in self.peilingen if p.key == key)


def summed(rows: tuple[Row, ...], width: int) -> tuple[Value, ...]:
    """Column totals; None where nothing is registered."""
    columns = [[row.values[i] for row in rows] for i in range(width)]
    return tuple(
        sum(v for v in column if v is not None) if any(v is not None for v in column) else None for column in columns
    )
