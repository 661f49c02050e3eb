"""How the number of projects of each regio came about between two peilingen."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import Region
from wir.tables.model import Column, Opening, Row, RowKind, Table
from wir.tables.two_peilingen import BetweenTable, Pair, pair_of

Counts = Counter[tuple[str, str, str]]  # by peiling, whether the other has the project too, and regio


class PlaceTable(BetweenTable):
    """What each regio had, what left and entered its register, and what it has.

    A zorgkantoorregio with parts has a line of its own, with those and the projects of the whole in it.
    """

    def build(self, database: Database, selection: Selection) -> Table:
        pair = pair_of(database, selection)
        counts: Counts = Counter()
        for r in database.beside("regio", selection, pair.both):
            counts[r["peiling"], "alleen" if r["gelijk"] is None else "beide", r["hier"]] += r["aantal"]
        lists = [database.regions(p) for p in pair.both]
        known = {r.code: r for regions in lists for r in regions.selectable}
        parts = {c: {part for regions in lists if c in regions.by_code for part in regions.within(c)} for c in known}
        values = [_values(pair, counts, parts[code]) for code in known]
        whole = _values(pair, counts, {place for _, _, place in counts})
        moved = any(line["anders"] for line in (*values, whole))
        columns = _columns(pair, moved)
        within = {part for code in selection.of("regio") for part in parts.get(code, {code})}
        rows = [
            _row(region, line, columns, _opens(pair, columns, _places(region, parts[region.code] & within)))
            for region, line in zip(known.values(), values, strict=True)
        ]
        shown = tuple(whole[c.code] for c in columns)
        total = Row("Totaal", shown, "regio", "totaal", "totaal", _opens(pair, columns))
        notes = ["Verdwenen en nieuw: het project staat in één van de twee registers."]
        if moved:
            notes.append("Anders: het project staat in beide, maar kwam uit of ging naar een andere regio of selectie.")
        return self.between(pair, selection, columns, [*rows, total], notes)


def _values(pair: Pair, counts: Counts, places: Iterable[str]) -> dict[str, int]:
    earlier, later = (p.key for p in pair.both)
    before, after = (
        {way: sum(counts[key, way, place] for place in places) for way in ("alleen", "beide")}
        for key in (earlier, later)
    )
    return {
        earlier: sum(before.values()),
        "verdwenen": before["alleen"],
        "nieuw": after["alleen"],
        "anders": after["beide"] - before["beide"],
        later: sum(after.values()),
    }


def _columns(pair: Pair, moved: bool) -> list[Column]:
    earlier, later = pair.columns
    leaving, entering = Column("Eraf: verdwenen", "verdwenen"), Column("Erbij: nieuw", "nieuw")
    return [earlier, leaving, entering, *([Column("Anders", "anders", "verschil")] if moved else []), later]


def _places(region: Region, chosen: Collection[str]) -> list[str]:
    """What opens a regio: itself, or where only some of its parts are chosen those."""
    return sorted(chosen) if chosen and region.code not in chosen else [region.code]


def _row(region: Region, values: dict[str, int], columns: Sequence[Column], opens: tuple[Opening | None, ...]) -> Row:
    kind: RowKind = "totaal" if region.soort == "geheel" else "waarde"
    shown = tuple(values[column.code] for column in columns)
    return Row(region.naam, shown, "regio", region.code, kind, opens)


def _opens(pair: Pair, columns: Sequence[Column], places: Sequence[str] = ()) -> tuple[Opening | None, ...]:
    earlier, later = (p.key for p in pair.both)
    place = (("regio", tuple(places)),) if places else ()
    opens = {
        earlier: Opening((*place, ("verandering", ())), earlier),
        "verdwenen": Opening((*place, ("verandering", ("verdwenen",))), earlier),
        "nieuw": Opening((*place, ("verandering", ("nieuw",))), later),
        later: Opening((*place, ("verandering", ())), later),
    }
    return tuple(opens.get(column.code) for column in columns)
