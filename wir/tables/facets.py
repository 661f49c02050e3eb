"""Facets: for every filter how many projects each of its values would leave, given all the other filters."""

from dataclasses import dataclass

from wir.database.database import Database
from wir.domain.change_codes import PROJECT_CHANGES
from wir.domain.declaration import PROJECTS, WIR
from wir.domain.periods import period_words
from wir.domain.selection import Lists, Selection
from wir.domain.vocabulary import UNKNOWN
from wir.tables.build import build_table
from wir.tables.two_peilingen import pair_of


@dataclass(frozen=True)
class FacetValue:
    """One value: `count` is the number of projects that choosing only this value would give."""

    code: str
    label: str
    count: int
    chosen: bool


@dataclass(frozen=True)
class Facet:
    """One filter with its values: those that leave projects, and those that are chosen."""

    name: str
    heading: str
    values: tuple[FacetValue, ...]


def facets(database: Database, selection: Selection) -> tuple[Facet, ...]:
    """Every filter of the register but the search, in a fixed order."""
    lists = database.lists(database.shown(selection))
    found = [
        Facet(name, PROJECTS.filters[name], _values(name, counts, selection.of(name), lists))
        for name, counts in choice_counts(database, selection, tuple(PROJECTS.filters)).items()
    ]
    return (*found, *_changes(database, selection))


def choice_counts(database: Database, selection: Selection, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """For each of these filters how many projects each of its values would leave, given all the other filters.

    A value without projects is not in it.
    """
    shared, found = _counts(database, selection), {}
    for name in names:
        every = _counts(database, selection.with_filter(name, ())) if selection.of(name) else shared
        found[name] = every.get(name, {})
        if name == "regio":
            regions = database.lists(database.shown(selection))[1]
            within = {r.code: [found[name].get(part, 0) for part in regions.within(r.code)] for r in regions.selectable}
            found[name] = {code: sum(counts) for code, counts in within.items()}
    return found


def _counts(database: Database, selection: Selection) -> dict[str, dict[str, int]]:
    counts: dict[str, dict[str, int]] = {}
    for r in database.facets(PROJECTS, selection, [database.shown(selection)]):
        counts.setdefault(r["lijst"], {})[r["code"]] = r["aantal"]
    return counts


def _values(name: str, counts: dict[str, int], own: tuple[str, ...], lists: Lists) -> tuple[FacetValue, ...]:
    labels = _labels(name, counts, lists)
    return tuple(
        FacetValue(code, label, counts.get(code, 0), code in own)
        for code, label in labels.items()
        if counts.get(code) or code in own
    )


def _labels(name: str, counts: dict[str, int], lists: Lists) -> dict[str, str]:
    """What each code is called, in the order of its list; periods newest first."""
    vocabulary, regions = lists
    if name in WIR.periods:
        found = sorted((code for code in counts if code != UNKNOWN), reverse=True)
        return {**{code: period_words(code) for code in found}, UNKNOWN: "Onbekend"}
    if name == "regio":
        return {r.code: r.naam for r in regions.selectable}
    return {t.code: t.label for t in vocabulary.terms(name)}


def _changes(database: Database, selection: Selection) -> tuple[Facet, ...]:
    """What became of the projects since the comparison; nothing where there is none to compare with."""
    if selection.vergelijk_peildatum is None or not _registered(database, selection):
        return ()
    pair = pair_of(database, selection)
    table = build_table("verandering", database, selection)
    counts = {row.code: table.cell(row).whole or 0 for row in table.rows}
    own = selection.of("verandering")
    values = tuple(
        FacetValue(kind, kind.capitalize(), counts[kind], kind in own)
        for kind in PROJECT_CHANGES
        if counts[kind] or kind in own
    )
    earlier, later = pair.columns
    return (Facet("verandering", f"Van {earlier.name} naar {later.name}", values),)


def _registered(database: Database, selection: Selection) -> bool:
    both = (database.shown(selection), database.compared(selection))
    return all(p and p.rows(PROJECTS) is not None for p in both)
