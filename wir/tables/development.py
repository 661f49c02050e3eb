"""What changed between two registers: which projects came and went, and how each count came about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from wir.database import Database
from wir.peiling import Peiling
from wir.selection import Selection
from wir.shifts import KINDS, Shift
from wir.tables.between import Pair, between_table, pair_of, unknown_note
from wir.tables.model import Column, Opening, Row, RowKind, Table, summed
from wir.vocabulary import UNKNOWN, Term


@dataclass(frozen=True)
class ChangeTable:
    """New, vanished, changed and unchanged projects: each column adds up to its register."""

    number: str
    title: str
    first_column: str

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection)
        counts: Counter[tuple[str, str]] = Counter()
        for r in database.beside("status", selection, pair.both):
            counts[_kind(r["gelijk"], r["peiling"] == pair.earlier.key), r["peiling"]] += r["aantal"]
        rows = []
        for kind in KINDS:
            values = tuple(counts[kind, p.key] for p in pair.both)
            opens = tuple(Opening((("verandering", (kind,)),), p.key) for p in pair.both)
            rows.append(Row(kind.capitalize(), values, "verandering", kind, opens=opens))
        totals = summed(tuple(rows), 2)
        everything = tuple(Opening((("verandering", ()),), p.key) for p in pair.both)
        total = Row("Totaal", totals, "verandering", "totaal", "totaal", everything)
        return between_table(self, pair, selection, pair.columns, [*rows, total], _moved_note(rows, pair))


def _kind(same: bool | None, of_earlier: bool) -> str:
    """What became of a project, by whether its row is the same in the other register; None is not there."""
    if same is None:
        return "verdwenen" if of_earlier else "nieuw"
    return "ongewijzigd" if same else "gewijzigd"


def _moved_note(rows: Sequence[Row], pair: Pair) -> list[str]:
    """Where the changed projects differ in number, some came into the selection or left it by changing."""
    earlier, later = pair.columns
    before, after = (int(rows[2].values[i] or 0) for i in range(2))
    notes = ["Gewijzigd: ten minste één veld van het register is anders dan in de andere peiling."]
    if before != after:
        notes.append(
            f"Van de gewijzigde projecten pasten er op {earlier.name} {before} bij deze selectie en op "
            f"{later.name} {after}: een gewijzigd project kan in of uit een selectie gaan."
        )
    return notes


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
        for r in database.beside(self.lijst, selection, pair.both):
            stayed = "gebleven" if r["hier"] == r["daar"] else "overgegaan"
            counts[r["peiling"], "alleen" if r["gelijk"] is None else stayed, r["hier"]] += r["aantal"]
        terms = database.terms(self.lijst, pair.both)
        drifted = any(self._drift(counts, pair, t.code) for t in terms)
        rows = [self._row(t, pair, counts, drifted) for t in terms]
        sums = summed(tuple(rows), len(rows[0].values))
        total = Row("Totaal", sums, self.lijst, "totaal", "totaal", self._opens(pair, drifted))
        notes = [
            "Verdwenen en nieuw: het project staat in één van de twee registers. "
            "Andere waarde: het staat in beide, maar niet met dezelfde waarde."
        ]
        if drifted:
            notes.append(
                "Door de selectie: de waarde bleef, maar een ander kenmerk bracht het project in of uit de selectie."
            )
        unknown = next((row.values for row in rows if row.kind == "onbekend"), (0,))
        notes += unknown_note(self.lijst, pair, [(int(unknown[i] or 0), int(sums[i] or 0)) for i in (0, -1)])
        return between_table(self, pair, selection, _origin_columns(pair, drifted), [*rows, total], notes)

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
    earlier, later = pair.columns
    return [
        earlier,
        Column("Eraf: verdwenen", "verdwenen"),
        Column("Eraf: andere waarde", "eraf"),
        Column("Erbij: nieuw", "nieuw"),
        Column("Erbij: andere waarde", "erbij"),
        *([Column("Door de selectie", "selectie", "verschil")] if drifted else []),
        later,
    ]
