"""Any property of a register across any other: how many projects or regions have which values, from the declaration."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import Literal

from wir.common import numbers
from wir.database.database import Database
from wir.database.sheet_sql import properties
from wir.domain.declaration import PROJECTS, REGIO, REGIONS, SEVERAL, Sheet
from wir.domain.peiling import Peiling
from wir.domain.periods import period_words
from wir.domain.selection import Selection
from wir.domain.vocabulary import UNKNOWN, Term
from wir.tables.model import Column, ColumnKind, Opening, Row, Table, Value
from wir.tables.spec import TableSpec
from wir.tables.two_peilingen import pair_of

Measure = Literal["aantal", "rij", "kolom", "verschil"]
MEASURES: Mapping[Measure, str] = {
    "aantal": "aantal",
    "rij": "aandeel van de rij",
    "kolom": "aandeel van de kolom",
    "verschil": "verandering",
}
KINDS: Mapping[Measure, ColumnKind] = {"aantal": "aantal", "rij": "aandeel", "kolom": "aandeel", "verschil": "verschil"}
# Each sheet with the macro that filters what is counted of it: every scored regio, also the ones without a score.
SOURCES: Mapping[Sheet, str] = {PROJECTS: "project_in", REGIONS: "regio_in"}
ABSENT = ""  # the code of what a peiling does not register
TOTAL = "totaal"
FEW = 5  # from there on a share says something
Counts = Mapping[tuple[str, str | None, str | None], int]  # by peiling, row and column; None is all of them


def number_of(rows: str, columns: str, measure: Measure = "aantal") -> str:
    """What the table of two properties is called: kruis-thema-status, kruis-thema-status-rij."""
    return "-".join(("kruis", rows, columns, *(() if measure == "aantal" else (measure,))))


def sheet_of(rows: str, columns: str) -> Sheet | None:
    """The sheet whose rows have both properties; None where there is none, or they are the same."""
    return next((s for s in SOURCES if {rows, columns} <= properties(s).keys()), None) if rows != columns else None


@dataclass(frozen=True)
class CrossTable(TableSpec):
    """Rows of a sheet by two of its properties: a count, a share of the row or column, or the change between two."""

    sheet: Sheet
    rows: str
    columns: str
    measure: Measure

    @property
    def columns_title(self) -> str:
        """What its columns are."""
        return properties(self.sheet)[self.columns]

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection, self.sheet is REGIONS) if self.measure == "verschil" else None
        shown = database.shown(selection)
        peilingen = pair.both if pair else (shown,)
        counts = self._counts(database, selection, peilingen)
        rows, columns = (
            [*self._values(database, selection, peilingen, name, {key[place] for key in counts}), (TOTAL, "Totaal")]
            for place, name in ((1, self.rows), (2, self.columns))
        )
        figures = Figures(counts, shown, next((p for p in peilingen if p != shown), None), self.measure, self.sheet)
        lines = [self._row(figures, code, label, [c for c, _ in columns]) for code, label in rows]
        heads = [Column(figures.head(code, label), code, figures.kind(code)) for code, label in columns]
        notes = list(self._notes(database, figures, rows))
        return self.over(shown, selection, heads, lines, heads[-1], notes, pair.both if pair else ())

    def _counts(self, database: Database, selection: Selection, peilingen: Sequence[Peiling]) -> Counts:
        """All counts, those of a zorgkantoorregio as a whole with what its parts have."""
        source = SOURCES.get(self.sheet, f"{self.sheet.table}_in")
        found = database.cross(self.sheet, source, (self.rows, self.columns), selection, peilingen)
        counts = {(r["peiling"], r["rij"], r["kolom"]): r["aantal"] for r in found}
        if REGIO.name not in (self.rows, self.columns):
            return counts
        place = 1 if self.rows == REGIO.name else 2
        summed = dict(counts)
        for key, count in counts.items():
            for whole in _wholes(database, key[0], key[place]):
                of_whole = (key[0], *((whole, key[2]) if place == 1 else (key[1], whole)))
                summed[of_whole] = summed.get(of_whole, 0) + count
        return summed

    def _values(
        self,
        database: Database,
        selection: Selection,
        peilingen: Sequence[Peiling],
        name: str,
        counted: Collection[str | None],
    ) -> list[tuple[str, str]]:
        """The codes of a property in order, each with its label; of one that is filtered only what is let through."""
        labels = _labels(database, selection, name, peilingen, counted)
        if wanted := selection.of(name):
            regions = database.regions(peilingen[-1])
            within = regions.within if name == REGIO.name else lambda code: (code,)
            through = {part for code in wanted for part in within(code)}
            return [(code, label) for code, label in labels.items() if through.issuperset(within(code))]
        return [*labels.items(), *([(ABSENT, numbers.NOT_REGISTERED.capitalize())] if ABSENT in counted else [])]

    def _row(self, figures: "Figures", code: str, label: str, columns: Sequence[str]) -> Row:
        values = tuple(figures.value(code, c) for c in columns)
        opens = tuple(
            Opening(tuple(self._filters(code, c)), figures.opened_in(code, c)) if ABSENT not in (code, c) else None
            for c in columns
        )
        kinds = {TOTAL: "totaal", UNKNOWN: "onbekend", ABSENT: "onbekend"}
        return Row(label, values, self.rows, code, kinds.get(code, "waarde"), opens)  # type: ignore[arg-type]

    def _filters(self, row: str, column: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        for name, code in ((self.rows, row), (self.columns, column)):
            if code != TOTAL:
                yield name, (code,)

    def _notes(self, database: Database, figures: "Figures", rows: Sequence[tuple[str, str]]) -> Iterator[str]:
        one, more = self.sheet.nouns
        if figures.shown.rows(self.sheet) is None:
            yield f"{figures.shown.label}: {numbers.NOT_REGISTERED} (deze peiling bevat geen {more})."
        titles, several = properties(self.sheet), {f.name for f in self.sheet.stored if f.kind in SEVERAL}
        for name in (self.rows, self.columns):
            if name in several:
                yield (
                    f"Een {one} met meer dan één waarde van ‘{titles[name].lower()}’ telt bij elke waarde mee, "
                    "en in de totalen één keer."
                )
            elif name == REGIO.name and any(r.soort == "geheel" for r in database.regions(figures.shown).selectable):
                yield (
                    f"Een {one} in een deel van een zorgkantoorregio telt bij dat deel en bij het geheel, "
                    "en in de totalen één keer."
                )
        few = [label for code, label in rows if 0 < (figures.count(code, TOTAL) or 0) < FEW]
        if few and self.measure == "rij":
            yield f"Een aandeel van minder dan {FEW} {more} zegt weinig: {', '.join(few)}."


@dataclass(frozen=True)
class Figures:
    """The counts of a cross table and what is said of them: themselves, a share, or their change since another."""

    counts: Counts
    shown: Peiling
    other: Peiling | None
    measure: Measure
    sheet: Sheet

    def count(self, row: str, column: str, peiling: Peiling | None = None) -> int | None:
        """How many were counted; None where the peiling does not hold such rows."""
        of = peiling or self.shown
        key = (of.key, None if row == TOTAL else row, None if column == TOTAL else column)
        return None if of.zero(self.sheet) is None else self.counts.get(key, 0)

    def value(self, row: str, column: str) -> Value:
        """What stands in a cell."""
        count = self.count(row, column)
        if self.measure == "verschil":
            then = self.count(row, column, self.other)
            return None if count is None or then is None else count - then
        whole = {"rij": self.count(row, TOTAL), "kolom": self.count(TOTAL, column)}.get(self.measure)
        if self.kind(column) == "aantal":
            return count
        return count / whole if whole and count is not None else None

    def kind(self, column: str) -> ColumnKind:
        """Of what kind a column is: beside the shares of a row stands what they are shares of."""
        return "aantal" if self.measure == "rij" and column == TOTAL else KINDS[self.measure]

    def head(self, column: str, label: str) -> str:
        """What a column is called: with what its shares are shares of."""
        if self.measure != "kolom":
            return label
        return f"{label} (n={numbers.count(self.count(TOTAL, column))})"

    def opened_in(self, row: str, column: str) -> str:
        """The peiling whose rows a cell opens: of a change those that there are now, or else those there were."""
        return self.other.key if self.other and not self.count(row, column) else ""


def _wholes(database: Database, key: str, code: str | None) -> Iterator[str]:
    """The zorgkantoorregio's as a whole that a part belongs to, in the peiling with this key."""
    regions = database.regions(database.catalogue.by_key(key))
    for region in regions.selectable:
        if region.soort == "geheel" and code != region.code and code in regions.within(region.code):
            yield region.code


def _labels(
    database: Database, selection: Selection, name: str, peilingen: Sequence[Peiling], counted: Collection[str | None]
) -> dict[str, str]:
    """What each code of a property is called, in order, what is unknown last; of periods those that are counted."""
    declared = database.declared
    if name == REGIO.name:
        return {r.code: r.naam for p in reversed(peilingen) for r in database.regions(p).selectable}
    if name in declared.periods:
        found = sorted(code for code in counted if code not in (None, UNKNOWN, ABSENT))
        return {**{code: period_words(code) for code in found if code}, UNKNOWN: "Onbekend"}
    terms = sorted(database.terms(declared.lijst(name), peilingen), key=_unknown_last)
    return {t.code: t.printed for t in terms}


def _unknown_last(term: Term) -> bool:
    return term.code == UNKNOWN


def cross_tables() -> Iterator[CrossTable]:
    """Each two properties that rows of one sheet have, in every measure."""
    for sheet in SOURCES:
        titles = properties(sheet)
        for rows, columns in permutations(titles, 2):
            if sheet_of(rows, columns) is not sheet:
                continue
            for measure, words in MEASURES.items():
                what = f"{sheet.nouns[1].capitalize()} naar {titles[rows].lower()} en {titles[columns].lower()}"
                title = what if measure == "aantal" else f"{what}: {words}"
                yield CrossTable(number_of(rows, columns, measure), title, titles[rows], sheet, rows, columns, measure)
