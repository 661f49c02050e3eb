"""What changed between two peilingen: what came and went, from which value to which, and how a count came about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wir.database import Database
from wir.errors import NoComparison
from wir.peiling import Peiling
from wir.selection import Selection
from wir.shifts import DIRECTIONS, KINDS, Shift
from wir.tables.model import Block, Column, Opening, Row, RowKind, Table, Value, summed
from wir.vocabulary import PHASES, UNKNOWN, Term

DIMENSIONS = {"afspraken": "Afspraken en convenanten", "dynamiek": "Samenwerkingsdynamiek", "visie": "Regiovisie"}


@dataclass(frozen=True)
class Pair:
    """Two peilingen in the order of time, of which one is shown."""

    shown: Peiling
    earlier: Peiling
    later: Peiling

    @property
    def both(self) -> tuple[Peiling, Peiling]:
        return self.earlier, self.later

    @property
    def words(self) -> str:
        """Between which dates, for under a table."""
        return f"van {self.earlier.label} naar {self.later.label}"


def pair_of(database: Database, selection: Selection, of_regions: bool = False) -> Pair:
    """The two peilingen that a selection compares. Raises NoComparison where there is nothing to compare."""
    shown, compared = database.shown(selection), database.compared(selection)
    if compared is None:
        raise NoComparison("Kies bij ‘Vergelijk met’ een tweede peildatum: dan is te zien wat er veranderde.")
    what = "regioscores" if of_regions else "projecten"
    for peiling in (shown, compared):
        if (peiling.manifest.regios if of_regions else peiling.manifest.projecten) is None:
            raise NoComparison(f"De peiling {peiling.label} bevat geen {what}: wat er veranderde is niet te zeggen.")
    earlier, later = sorted((shown, compared), key=lambda p: (p.peildatum, p.versie))
    return Pair(shown, earlier, later)


def _table(
    spec: "ChangeTable | ShiftTable | StepTable | OriginTable",
    pair: Pair,
    selection: Selection,
    columns: Sequence[Column],
    rows: Sequence[Row],
    footnotes: Sequence[str] = (),
) -> Table:
    return Table(
        number=spec.number,
        title=spec.title,
        first_column=spec.first_column,
        columns=tuple(columns),
        blocks=(Block("", tuple(rows)),),
        selection=selection,
        peiling=pair.shown,
        peilingen=pair.both,
        shown=len(columns) - 1,
        footnotes=tuple(footnotes),
        between=True,
    )


@dataclass(frozen=True)
class ChangeTable:
    """New, vanished, changed and unchanged projects: each column adds up to its register."""

    number: str
    title: str
    first_column: str

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection)
        counts = {
            (r["soort"], r["peiling"]): r["aantal"] for r in database.run_between("verandering", selection, pair.both)
        }
        rows = []
        for kind in KINDS:
            values: list[Value] = [counts.get((kind, p.key), 0) for p in pair.both]
            opens = tuple(Opening((("verandering", (kind,)),), p.key) for p in pair.both)
            rows.append(Row(kind.capitalize(), tuple(values), "verandering", kind, opens=opens))
        totals = summed(tuple(rows), 2)
        everything = tuple(Opening((("verandering", ()),), p.key) for p in pair.both)
        total = Row("Totaal", totals, "verandering", "totaal", "totaal", everything)
        columns = [Column(p.label, p.peildatum.isoformat()) for p in pair.both]
        return _table(self, pair, selection, columns, [*rows, total], _moved_note(rows, pair))


def _moved_note(rows: Sequence[Row], pair: Pair) -> list[str]:
    """Where the changed projects differ in number, some came into the selection or left it by changing."""
    before, after = (int(rows[2].values[i] or 0) for i in range(2))
    notes = ["Gewijzigd: ten minste één veld van het register is anders dan in de andere peiling."]
    if before != after:
        notes.append(
            f"Van de gewijzigde projecten pasten er op {pair.earlier.label} {before} bij deze selectie en op "
            f"{pair.later.label} {after}: een gewijzigd project kan in of uit een selectie gaan."
        )
    return notes


@dataclass(frozen=True)
class ShiftTable:
    """From which value to which: of the projects (or regions) of the peildatum that the other peiling has too."""

    number: str
    title: str
    first_column: str
    lijst: str

    def build(self, database: Database, selection: Selection) -> Table:
        of_regions = self.lijst in PHASES
        pair = pair_of(database, selection, of_regions)
        counts: Counter[tuple[str, str]] = Counter()
        for r in database.run_between("stappen" if of_regions else "overgang", selection, [pair.shown]):
            if r["lijst"] == self.lijst:
                counts[r["van"], r["naar"]] += r["aantal"]
        terms = database.terms(self.lijst, pair.both)
        codes = [t.code for t in terms]
        columns = [*(Column(t.printed, t.code) for t in terms), Column("Totaal", "totaal")]
        rows = [self._row(t.printed, t.code, [counts[t.code, c] for c in codes], codes) for t in terms]
        sums = summed(tuple(rows), len(columns))
        opens = (*(self._opens([(old, c) for old in codes]) for c in codes), self._everything())
        total = Row("Totaal", sums, self.lijst, "totaal", "totaal", opens)
        return _table(self, pair, selection, columns, [*rows, total], ["Op de diagonaal staat wat gelijk bleef."])

    def _row(self, label: str, code: str, counts: Sequence[int], codes: Sequence[str]) -> Row:
        opens = (*(self._opens([(code, c)]) for c in codes), self._opens([(code, c) for c in codes]))
        kind: RowKind = "onbekend" if code == UNKNOWN else "waarde"
        return Row(label, (*counts, sum(counts)), self.lijst, code, kind, opens)

    def _opens(self, shifts: Sequence[tuple[str, str]]) -> Opening:
        """The rows that made any of these shifts."""
        name = "stap" if self.lijst in PHASES else "verandering"
        return Opening(((name, tuple(Shift(self.lijst, old, new).code for old, new in shifts)),))

    def _everything(self) -> Opening:
        if self.lijst in PHASES:
            return Opening((("stap", tuple(f"{self.lijst}.{direction}" for direction in DIRECTIONS)),))
        return Opening((("verandering", ("gewijzigd", "ongewijzigd")),))


@dataclass(frozen=True)
class StepTable:
    """How many regions went forward, stayed and went back, per dimension."""

    number: str
    title: str
    first_column: str

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection, of_regions=True)
        counts: Counter[tuple[str, str]] = Counter()
        for r in database.run_between("stappen", selection, [pair.shown]):
            counts[r["lijst"], r["richting"]] += r["aantal"]
        columns = [*(Column(words.capitalize(), d) for d, words in DIRECTIONS.items()), Column("Totaal", "totaal")]
        rows = []
        for dimension, name in DIMENSIONS.items():
            values = [counts[dimension, direction] for direction in DIRECTIONS]
            codes = [f"{dimension}.{direction}" for direction in DIRECTIONS]
            opens = (*(Opening((("stap", (c,)),)) for c in codes), Opening((("stap", tuple(codes)),)))
            rows.append(Row(name, (*values, sum(values)), "dimensie", dimension, opens=opens))
        return _table(self, pair, selection, columns, rows)


@dataclass(frozen=True)
class OriginTable:
    """How each count of a list came about: what it was, what left and entered the register, and what went over."""

    number: str
    title: str
    first_column: str
    lijst: str

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection)
        counts: Counter[tuple[str, str, str]] = Counter()
        for r in database.run_between("opbouw", selection, pair.both):
            if r["lijst"] == self.lijst:
                counts[r["peiling"], r["soort"], r["code"]] += r["aantal"]
        terms = database.terms(self.lijst, pair.both)
        drifted = any(self._drift(counts, pair, t.code) for t in terms)
        rows = [self._row(t, pair, counts, drifted) for t in terms]
        sums = summed(tuple(rows), len(rows[0].values))
        total = Row("Totaal", sums, self.lijst, "totaal", "totaal", self._opens(pair, drifted))
        notes = [
            "Verdwenen en nieuw: in een van de twee registers. Andere waarde: het project kreeg een ander oordeel."
        ]
        if drifted:
            notes.append(
                "Door de selectie: het oordeel bleef, maar een ander kenmerk bracht het project in of uit de selectie."
            )
        return _table(self, pair, selection, _origin_columns(pair, drifted), [*rows, total], notes)

    def _row(self, term: Term, pair: Pair, counts: Counter[tuple[str, str, str]], drifted: bool) -> Row:
        before, after = (
            [counts[p.key, kind, term.code] for kind in ("alleen", "overgegaan", "gebleven")] for p in pair.both
        )
        drift = (after[2] - before[2],) if drifted else ()
        values = (sum(before), *before[:2], *after[:2], *drift, sum(after))
        kind: RowKind = "onbekend" if term.code == UNKNOWN else "waarde"
        return Row(term.printed, values, self.lijst, term.code, kind, self._opens(pair, drifted, term.code))

    def _drift(self, counts: Counter[tuple[str, str, str]], pair: Pair, code: str) -> int:
        return counts[pair.later.key, "gebleven", code] - counts[pair.earlier.key, "gebleven", code]

    def _opens(self, pair: Pair, drifted: bool, code: str = "") -> tuple[Opening | None, ...]:
        def opening(peiling: Peiling, *change: str) -> Opening:
            of_value = ((self.lijst, (code,)),) if code else ()
            return Opening((*of_value, ("verandering", change)), peiling.key)

        away, arrived = Shift(self.lijst, code, "").code, Shift(self.lijst, "", code).code
        before = (opening(pair.earlier), opening(pair.earlier, "verdwenen"), opening(pair.earlier, away))
        after = (opening(pair.later, "nieuw"), opening(pair.later, arrived))
        return (*before, *after, *((None,) if drifted else ()), opening(pair.later))


def _origin_columns(pair: Pair, drifted: bool) -> list[Column]:
    return [
        Column(pair.earlier.label, pair.earlier.peildatum.isoformat()),
        Column("Eraf: verdwenen", "verdwenen"),
        Column("Eraf: andere waarde", "eraf"),
        Column("Erbij: nieuw", "nieuw"),
        Column("Erbij: andere waarde", "erbij"),
        *([Column("Door de selectie", "selectie", "verschil")] if drifted else []),
        Column(pair.later.label, pair.later.peildatum.isoformat()),
    ]
