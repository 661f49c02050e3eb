"""Tables that count the rows of a register per value of one of its lists, one column a peiling."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wir.common import numbers
from wir.database.database import Database, Rows
from wir.domain.declaration import SEVERAL, Sheet
from wir.domain.peiling import Peiling, labels
from wir.domain.selection import Selection
from wir.domain.vocabulary import UNKNOWN, Term
from wir.tables.model import Block, Column, Opening, Row, Table
from wir.tables.spec import TableSpec

Counts = Mapping[str, int]  # by code


@dataclass(frozen=True)
class ListTable(TableSpec):
    """How many rows of a sheet have each value of a filter: as tables 1 to 3, for any register.

    Of a list with several values a row counts at each of them, and its total is the number of rows.
    """

    sheet: Sheet
    counted: str

    def build(self, database: Database, selection: Selection) -> Table:
        shown, compared = database.shown(selection), database.compared(selection)
        peilingen = database.history(selection)
        columns = self.columns(database, peilingen)
        counts = [value_counts(database, selection, self.sheet, p) for p in peilingen]
        rows = [self._row(term, peilingen, counts) for term in database.terms(self._lijst, peilingen)]
        rows = [row for row in rows if not (self._several and row.kind == "onbekend")]
        totals = tuple(sum(next(iter(c.values())).values()) for c in counts)
        opens = tuple(Opening(peiling=p.key) for p in peilingen)
        total = Row("Totaal", totals, self.counted, "totaal", "totaal", opens)
        return Table(
            number=self.number,
            title=self.title,
            first_column=self.first_column,
            columns=tuple(columns.values()),
            blocks=(Block("", (*rows, total)),),
            selection=selection,
            peiling=shown,
            peilingen=tuple(peilingen),
            shown=columns[shown.key],
            compared=columns[compared.key] if compared else None,
            footnotes=tuple(self._notes(rows, totals, list(columns.values()))),
        )

    def columns(self, database: Database, peilingen: Sequence[Peiling]) -> dict[str, Column]:
        """A column for each peiling by its key, named by its label."""
        names = labels(peilingen)
        return {p.key: Column(names[p.key], p.peildatum.isoformat(), of=p.key) for p in peilingen}

    @property
    def _lijst(self) -> str:
        return next((f.lijst for f in self.sheet.fields if f.name == self.counted and f.lijst), self.counted)

    @property
    def _several(self) -> bool:
        return any(f.kind in SEVERAL for f in self.sheet.stored if f.name == self.counted)

    def _row(self, term: Term, peilingen: Sequence[Peiling], counts: Sequence[Mapping[str, Counts]]) -> Row:
        values = tuple(c.get(self.counted, {}).get(term.code, 0) for c in counts)
        opens = tuple(Opening(((self.counted, (term.code,)),), p.key) for p in peilingen)
        kind = "onbekend" if term.code == UNKNOWN else "waarde"
        return Row(term.printed, values, self.counted, term.code, kind, opens)  # type: ignore[arg-type]

    def _notes(self, rows: Sequence[Row], totals: Sequence[int], columns: Sequence[Column]) -> list[str]:
        """Over how many rows it is: what is not filled in is none of a scale."""
        one, more = self.sheet.nouns
        if self._several:
            return [f"Een {one} kan er meer hebben en telt bij elk mee; het totaal is het aantal {more}."]
        if not any(f.kind == "fase" for f in self.sheet.stored if f.name == self.counted):
            return []
        unknown = next((row.values for row in rows if row.kind == "onbekend"), ())
        said = [
            f"{column.name} {numbers.count(total - int(missing or 0))} van {numbers.counted(total, one, more)}"
            for column, total, missing in zip(columns, totals, unknown, strict=False)
            if missing
        ]
        return [f"Ingevuld: {', '.join(said)}."] if said else []


def value_counts(database: Database, selection: Selection, sheet: Sheet, peiling: Peiling) -> Mapping[str, Counts]:
    """How many rows of a selection have each value of each filter of a sheet; first one with a value for each row."""
    single = next(f.name for f in sheet.stored if f.filtered and f.kind in ("begrip", "fase"))
    found: dict[str, dict[str, int]] = {single: {}}
    for r in database.counted.ask(_facets, sheet, selection, peiling.key):
        found.setdefault(r["lijst"], {})[r["code"]] = r["aantal"]
    return found


def _facets(database: Database, sheet: Sheet, selection: Selection, key: str) -> Rows:
    return database.facets(sheet, selection, [database.catalogue.by_key(key)])
