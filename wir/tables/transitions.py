"""From which value to which: of the projects, or of the regions, that stand in two peilingen."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wir.database.database import Database
from wir.domain.change_codes import DIRECTIONS, Shift
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, UNKNOWN
from wir.tables.model import Column, Opening, Row, RowKind, Table, summed
from wir.tables.two_peilingen import BetweenTable, Pair, pair_of, unknown_note

DIMENSIONS = {"afspraken": "Afspraken en convenanten", "dynamiek": "Samenwerkingsdynamiek", "visie": "Regiovisie"}


@dataclass(frozen=True)
class ShiftTable(BetweenTable):
    """From which value to which: of the projects (or regions) of the peildatum that the other peiling has too."""

    lijst: str

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection, self.lijst in PHASES)
        counts = self._counts(database, selection, pair)
        terms = database.terms(self.lijst, pair.both)
        codes = [t.code for t in terms]
        columns = [*(Column(t.printed, t.code) for t in terms), Column("Totaal", "totaal")]
        rows = [self._row(t.printed, t.code, [counts[t.code, c] for c in codes], codes) for t in terms]
        sums = summed(tuple(rows), len(columns))
        opens = (*(self._opens([(old, c) for old in codes]) for c in codes), self._everything())
        total = Row("Totaal", sums, self.lijst, "totaal", "totaal", opens)
        went = [sum(n for way, n in counts.items() if way[side] == UNKNOWN) for side in (0, 1)]
        notes = unknown_note(self.lijst, pair, [(n, counts.total()) for n in went])
        notes = ["Op de diagonaal staat wat gelijk bleef.", *notes]
        return self.between(pair, selection, columns, [*rows, total], notes)

    def _counts(self, database: Database, selection: Selection, pair: Pair) -> Counter[tuple[str, str]]:
        """How many went from which value to which, of those that fit the selection on the date shown."""
        counts: Counter[tuple[str, str]] = Counter()
        if self.lijst in PHASES:
            for r in database.steps(selection, pair.shown):
                if r["lijst"] == self.lijst:
                    counts[r["van"], r["naar"]] += r["aantal"]
            return counts
        for r in database.beside(self.lijst, selection, [pair.shown]):
            if r["gelijk"] is not None:
                way = (r["daar"], r["hier"]) if pair.shown is pair.later else (r["hier"], r["daar"])
                counts[way] += r["aantal"]
        return counts

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


class StepTable(BetweenTable):
    """How many regions went forward, stayed and went back, per dimension."""

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection, of_regions=True)
        counts: Counter[tuple[str, str]] = Counter()
        on_top: Counter[str] = Counter()
        for r in database.steps(selection, pair.shown):
            counts[r["lijst"], r["richting"]] += r["aantal"]
            if r["richting"] == "gelijk" and r["naar"] == _highest(database, pair, r["lijst"]):
                on_top[r["lijst"]] += r["aantal"]
        columns = [*(Column(words.capitalize(), d) for d, words in DIRECTIONS.items()), Column("Totaal", "totaal")]
        rows = []
        for dimension, name in DIMENSIONS.items():
            values = [counts[dimension, direction] for direction in DIRECTIONS]
            codes = [f"{dimension}.{direction}" for direction in DIRECTIONS]
            opens = (*(Opening((("stap", (c,)),)) for c in codes), Opening((("stap", tuple(codes)),)))
            rows.append(Row(name, (*values, sum(values)), "dimensie", dimension, opens=opens))
        return self.between(pair, selection, columns, rows, _top_notes(counts, on_top))


def _highest(database: Database, pair: Pair, dimension: str) -> str:
    """The last phase of a scale: who stands there cannot go forward."""
    return max(t.code for t in database.terms(dimension, pair.both) if t.code != UNKNOWN)


def _top_notes(counts: Counter[tuple[str, str]], on_top: Counter[str]) -> list[str]:
    """How many of those that stayed had nowhere left to go."""
    parts = [
        f"{name.lower()}: {on_top[dimension]} van de {counts[dimension, 'gelijk']}"
        for dimension, name in DIMENSIONS.items()
        if on_top[dimension]
    ]
    return [f"Gelijk, maar al in de hoogste fase: {'; '.join(parts)}."] if parts else []
