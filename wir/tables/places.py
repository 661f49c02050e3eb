"""Projects by regio: in which theme, and how their number came about between two peilingen."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence

from wir.common import numbers
from wir.database.database import Database
from wir.domain.declaration import PROJECTS
from wir.domain.selection import Selection
from wir.domain.vocabulary import Region
from wir.tables.model import Column, Opening, Row, RowKind, Table, Value
from wir.tables.spec import TableSpec
from wir.tables.two_peilingen import BetweenTable, Pair, pair_of

Within = Mapping[str, Collection[str]]  # the places of a regio by its code: itself, and of a whole also its parts
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
        rows = [
            _row(region, line, columns, _opens(pair, columns, _places(region, parts, selection)))
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


def _places(region: Region, parts: Within, selection: Selection) -> list[str]:
    """What opens a regio: itself, or where only some of its parts are chosen those."""
    chosen = {part for code in selection.of("regio") for part in parts.get(code, (code,))} & {*parts[region.code]}
    return sorted(chosen) if chosen and region.code not in chosen else [region.code]


class ThemePlaceTable(TableSpec):
    """Projects per regio and theme; a zorgkantoorregio with parts has a line of its own, with those in it."""

    def build(self, database: Database, selection: Selection) -> Table:
        peiling = database.shown(selection)
        regions, themes, zero = database.regions(peiling), database.terms("thema", [peiling]), peiling.zero(PROJECTS)
        records = database.counts("themas_per_regio", selection, [peiling])
        counts = {(r["regio"], r["thema"]): r["aantal"] for r in records}
        parts = {r.code: regions.within(r.code) for r in regions.selectable}
        codes = [theme.code for theme in themes]
        rows = []
        for region in regions.selectable:
            kind: RowKind = "totaal" if region.soort == "geheel" else "waarde"
            places = (("regio", tuple(_places(region, parts, selection))),)
            values = _per_theme(counts, parts[region.code], codes, zero)
            rows.append(Row(region.naam, values, "regio", region.code, kind, _of_themes(codes, *places)))
        everywhere = _per_theme(counts, {place for place, _ in counts}, codes, zero)
        total = Row("Totaal", everywhere, "regio", "totaal", "totaal", _of_themes(codes))
        columns = [*(Column(theme.label, theme.code) for theme in themes), Column("Totaal", "totaal")]
        missing = (
            [] if zero == 0 else [f"{peiling.label}: {numbers.NOT_REGISTERED} (deze peiling bevat geen projecten)."]
        )
        return self.over(peiling, selection, columns, [*rows, total], columns[-1], missing)


def _per_theme(
    counts: Mapping[tuple[str, str], int], places: Iterable[str], themes: Sequence[str], zero: int | None
) -> tuple[Value, ...]:
    """How many projects some places together have in each theme, and in all."""
    if zero is None:
        return (None,) * (len(themes) + 1)
    there = list(places)
    values = [sum(counts.get((place, theme), 0) for place in there) for theme in themes]
    return (*values, sum(values))


def _of_themes(themes: Sequence[str], *place: tuple[str, tuple[str, ...]]) -> tuple[Opening, ...]:
    return (*(Opening((*place, ("thema", (theme,)))) for theme in themes), Opening(place))


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
