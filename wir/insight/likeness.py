"""Which regions are most like a regio: a rule that a reader can recompute, part by part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, Region
from wir.tables.region_scores import Standing, standings

MOST = 5
RULE = (
    "Gelijkenis in punten, ten hoogste 5: 1 voor elke score in dezelfde fase, 1 voor dezelfde concessiehouder, en 0 "
    "tot 1 voor de thema’s: het deel van de projecten dat gelijk over de thema’s is verdeeld (1 min de helft van de "
    "som van de verschillen in aandeel). Wat niet gescoord is of geen projecten heeft, geeft geen punten. Het gaat om "
    "alle projecten van de peiling, zonder filters."
)
Themes = Mapping[str, int]


@dataclass(frozen=True)
class Likeness:
    """How a regio is like another: the scores in the same phase, and the overlap of themes from 0 to 1.

    `overlap` is None where one of the two has no projects.
    """

    region: Region
    same_holder: bool
    equal: tuple[str, ...]
    overlap: float | None

    @property
    def points(self) -> float:
        return len(self.equal) + self.same_holder + (self.overlap or 0)


def overlap(one: Themes, other: Themes) -> float | None:
    """The part of two theme mixes that is the same, from 0 to 1: one less half the summed differences in share."""
    total_one, total_other = sum(one.values()), sum(other.values())
    if not total_one or not total_other:
        return None
    themes = {*one, *other}
    return 1 - sum(abs(one.get(t, 0) / total_one - other.get(t, 0) / total_other) for t in themes) / 2


def ranked(region: Region, all_regions: Sequence[Standing], themes: Mapping[str, Themes]) -> tuple[Likeness, ...]:
    """The other regions that are like it in anything, most like it first; equal ones in the order of appendix 1."""
    own = next(s for s in all_regions if s.region == region)
    found = [
        Likeness(
            region=other.region,
            same_holder=other.region.concessiehouder == region.concessiehouder,
            equal=tuple(d for d in PHASES if own.phases[d] is not None and own.phases[d] == other.phases[d]),
            overlap=overlap(themes.get(region.code, {}), themes.get(other.region.code, {})),
        )
        for other in all_regions
        if other is not own
    ]
    return tuple(sorted((a for a in found if a.points), key=lambda likeness: -likeness.points))


def most_like(database: Database, selection: Selection, region: Region) -> tuple[Likeness, ...]:
    """The regions most like a scored regio on the peiling shown, whatever else is selected."""
    everywhere = selection.without_filters()
    themes: dict[str, dict[str, int]] = {}
    for row in database.counts("themas_per_regio", everywhere, [database.shown(selection)]):
        themes.setdefault(row["regio"], {})[row["thema"]] = row["aantal"]
    return ranked(region, standings(database, everywhere), themes)[:MOST]
