"""What changed between two registers: which projects came and went, and how each count came about."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wir.database.database import Database
from wir.domain.change_codes import PROJECT_CHANGES, Shift
from wir.domain.selection import Selection
from wir.domain.vocabulary import UNKNOWN, Term
from wir.tables.model import Cell, Column, Opening, Row, RowKind, Table, summed
from wir.tables.two_peilingen import BetweenTable, Pair, pair_of, unknown_note

# Of the projects with a value in one register: absent from the other, there with another value, there with the same.
WAYS = ("alleen", "overgegaan", "gebleven")


class ChangeTable(BetweenTable):
    """New, vanished, changed and unchanged projects: each column adds up to its register."""

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection)
        counts: Counter[tuple[str, str]] = Counter()
        for r in database.beside("status", selection, pair.both):
            counts[_kind(r["gelijk"], r["peiling"] == pair.earlier.key), r["peiling"]] += r["aantal"]
        rows = []
        for kind in PROJECT_CHANGES:
            values = tuple(counts[kind, p.key] for p in pair.both)
            opens = tuple(Opening((("verandering", (kind,)),), p.key) for p in pair.both)
            rows.append(Row(kind.capitalize(), values, "verandering", kind, opens=opens))
        totals = summed(tuple(rows), 2)
        everything = tuple(Opening((("verandering", ()),), p.key) for p in pair.both)
        total = Row("Totaal", totals, "verandering", "totaal", "totaal", everything)
        before, after = (counts["gewijzigd", p.key] for p in pair.both)
        return self.between(pair, selection, pair.columns, [*rows, total], _moved_note(pair, before, after))


def of_change(table: Table, kind: str) -> Cell:
    """Of the table of changes: the new, changed or unchanged projects of the later register, or the earlier's gone."""
    earlier, later = table.peilingen
    return table.cell(table.row("verandering", kind), (earlier if kind == "verdwenen" else later).key)


def _kind(same: bool | None, of_earlier: bool) -> str:
    """What became of a project, by whether its row is the same in the other register; None is not there."""
    if same is None:
        return "verdwenen" if of_earlier else "nieuw"
    return "ongewijzigd" if same else "gewijzigd"


def _moved_note(pair: Pair, before: int, after: int) -> list[str]:
    """Where the changed projects differ in number, some came into the selection or left it by changing."""
    earlier, later = pair.columns
    notes = ["Gewijzigd: ten minste één veld van het register is anders dan in de andere peiling."]
    if before != after:
        notes.append(
            f"Van de gewijzigde projecten pasten er op {earlier.name} {before} bij deze selectie en op "
            f"{later.name} {after}: een gewijzigd project kan in of uit een selectie gaan."
        )
    return notes


@dataclass(frozen=True)
class OriginTable(BetweenTable):
    """How each count of a list came about: what it was, what left and entered the register, and what went over."""

    lijst: str

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection)
        counts: Counter[tuple[str, str, str]] = Counter()
        for r in database.beside(self.lijst, selection, pair.both):
            stayed = "gebleven" if r["hier"] == r["daar"] else "overgegaan"
            counts[r["peiling"], "alleen" if r["gelijk"] is None else stayed, r["hier"]] += r["aantal"]
        terms = database.terms(self.lijst, pair.both)
        earlier, later = (p.key for p in pair.both)
        drifted = any(counts[earlier, "gebleven", t.code] != counts[later, "gebleven", t.code] for t in terms)
        columns = _origin_columns(pair, drifted)
        rows = [self._row(t, pair, counts, columns) for t in terms]
        sums = summed(tuple(rows), len(columns))
        total = Row("Totaal", sums, self.lijst, "totaal", "totaal", self._opens(pair, columns))
        notes = [
            "Verdwenen en nieuw: het project staat in één van de twee registers. "
            "Andere waarde: het staat in beide, maar niet met dezelfde waarde."
        ]
        if drifted:
            notes.append(
                "Door de selectie: de waarde bleef, maar een ander kenmerk bracht het project in of uit de selectie."
            )
        table = self.between(pair, selection, columns, [*rows, total], notes)
        sizes = [[table.total(self.lijst, (c,), key) or 0 for c in (UNKNOWN, "totaal")] for key in (earlier, later)]
        return replace(table, footnotes=(*notes, *unknown_note(self.lijst, pair, sizes)))

    def _row(self, term: Term, pair: Pair, counts: Counter[tuple[str, str, str]], columns: Sequence[Column]) -> Row:
        earlier, later = (p.key for p in pair.both)
        before, after = ({way: counts[key, way, term.code] for way in WAYS} for key in (earlier, later))
        values = {
            earlier: sum(before.values()),
            "verdwenen": before["alleen"],
            "eraf": before["overgegaan"],
            "nieuw": after["alleen"],
            "erbij": after["overgegaan"],
            "selectie": after["gebleven"] - before["gebleven"],
            later: sum(after.values()),
        }
        kind: RowKind = "onbekend" if term.code == UNKNOWN else "waarde"
        shown = tuple(values[column.code] for column in columns)
        return Row(term.printed, shown, self.lijst, term.code, kind, self._opens(pair, columns, term.code))

    def _opens(self, pair: Pair, columns: Sequence[Column], code: str = "") -> tuple[Opening | None, ...]:
        earlier, later = (p.key for p in pair.both)

        def opening(key: str, *change: str) -> Opening:
            of_value = ((self.lijst, (code,)),) if code else ()
            return Opening((*of_value, ("verandering", change)), key)

        opens = {
            earlier: opening(earlier),
            "verdwenen": opening(earlier, "verdwenen"),
            "eraf": opening(earlier, Shift(self.lijst, code, "").code),
            "nieuw": opening(later, "nieuw"),
            "erbij": opening(later, Shift(self.lijst, "", code).code),
            later: opening(later),
        }
        return tuple(opens.get(column.code) for column in columns)


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
