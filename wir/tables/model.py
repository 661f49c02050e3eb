"""What a report table is once computed. Immutable: screens, exports and the command line only draw it."""

from dataclasses import dataclass, replace
from typing import Literal

import pandas as pd

from wir.address import at
from wir.catalogue import Catalogue
from wir.peiling import Peiling
from wir.selection import NONE, Selection

Value = int | float | None
FRAME = ["blok", "lijst", "code", "label", "soort", "kolom", "naam", "waarde"]
ColumnKind = Literal["aantal", "aandeel", "fase", "verschil"]
RowKind = Literal["waarde", "onbekend", "totaal"]


@dataclass(frozen=True)
class Column:
    """`key` says what the column counts: a peildatum, a concessiehouder, a range of start years or a dimension."""

    name: str
    key: str
    kind: ColumnKind = "aantal"


@dataclass(frozen=True)
class Opening:
    """What a count opens: the selection of its table with these filters set, over one of the peilingen of the table.

    `peiling` is its key; empty for the one of the peildatum.
    """

    filters: tuple[tuple[str, tuple[str, ...]], ...] = ()
    peiling: str = ""


@dataclass(frozen=True)
class Row:
    """One line. `lijst` and `code` say what it counts; `opens` holds what each value opens, None for a share."""

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


@dataclass(frozen=True)
class Table:
    """A computed table of the report, for one selection.

    `shown` and `compared` are the places of the columns with the count of the peildatum and of its comparison;
    `peiling` is the one of the peildatum, `peilingen` are all that were counted. `between` says that its figures are
    about two peilingen together.
    """

    number: str
    title: str
    first_column: str
    columns: tuple[Column, ...]
    blocks: tuple[Block, ...]
    selection: Selection
    peiling: Peiling
    peilingen: tuple[Peiling, ...]
    shown: int
    compared: int | None = None
    caption: str = ""
    between: bool = False
    footnotes: tuple[str, ...] = ()
    equals_report: bool | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for block in self.blocks for row in block.rows)

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
            for column, value in zip(self.columns, row.values, strict=True)
        ]
        return pd.DataFrame(lines, columns=FRAME)

    @property
    def name(self) -> str:
        """How the report calls it (tabel 6, bijlage 1); a table that is not in the report goes by its own name."""
        if self.number[0].isdigit():
            return f"tabel {self.number}"
        return self.number.replace("-", " ")

    @property
    def reconstructed(self) -> bool:
        """Whether a peiling behind these figures holds values that were not published but rebuilt."""
        return any(p.manifest.gereconstrueerd for p in self.peilingen)

    def change(self, row: Row) -> int | None:
        """The count of the shown peildatum less that of the comparison; None where either is not registered."""
        if self.compared is None:
            return None
        now, then = row.values[self.shown], row.values[self.compared]
        return None if now is None or then is None else int(now - then)

    @property
    def since(self) -> str:
        """The comparison in words, with the name of its column; empty where there is none."""
        if self.compared is None:
            return ""
        then, now = (self.peilingen[place] for place in (self.compared, self.shown))
        earlier = (then.peildatum, then.versie) < (now.peildatum, now.versie)
        return f"{'sinds' if earlier else 't.o.v.'} {self.columns[self.compared].name}"

    def total(self, lijst: str, codes: tuple[str, ...], column: int | None = None) -> int | None:
        """The sum of some rows in the column of the shown peildatum unless another is named; None as registered."""
        values = [self.value(lijst, code, column) for code in codes]
        return None if any(v is None for v in values) else int(sum(v for v in values if v is not None))

    def value(self, lijst: str, code: str, column: int | None = None) -> Value:
        """The value of one row, None where there is no such row; of the shown peildatum unless a column is named."""
        row = next((r for r in self.rows if (r.lijst, r.code) == (lijst, code)), None)
        return row.values[self.shown if column is None else column] if row else None

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
        place = next(i for i, p in enumerate(self.peilingen) if p.key == key)
        if self.between or (place == self.compared and self.selection.asks_for_change):
            return self.selection.turned()
        peiling, pins = self.peilingen[place], self.selection.pins
        moved = at(catalogue, peiling, peiling.versie if pins or peiling not in catalogue.current else None)
        before = catalogue.before(peiling.peildatum)
        if pins:
            moved = replace(moved, vergelijk_versie=before.versie if before else None, eerder=(NONE,))
        return self.selection.without_change().over(moved)


def summed(rows: tuple[Row, ...], width: int) -> tuple[Value, ...]:
    """Column totals; None where nothing is registered."""
    columns = [[row.values[i] for row in rows] for i in range(width)]
    return tuple(
        sum(v for v in column if v is not None) if any(v is not None for v in column) else None for column in columns
    )
