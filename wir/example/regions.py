"""The phases of the 34 regions on every date: appendix 1 on the last one, and backwards from there."""

from collections.abc import Callable, Mapping
from datetime import date

from wir.domain.vocabulary import PHASES, Region, regions
from wir.example.assign import assign, noise
from wir.example.report import peildata, phase_counts, region_phases

Phases = Mapping[str, Mapping[str, int]]
"""Dimension -> code of the region -> phase."""

_IMPOSSIBLE = 100_000


def phases_by_date() -> dict[date, Phases]:
    """Tables 1 to 3 divided over the regions such that no region ever falls back."""
    last, *earlier = reversed([p.dag for p in peildata()])
    later: Phases = {dimension: region_phases(dimension) for dimension in PHASES}
    standing = {r.code: _standing(r, later) for r in regions().scored}
    result = {last: later}
    for day in earlier:
        later = {d: _earlier_phases(d, day, later[d], standing) for d in PHASES}
        result[day] = later
    return result


def _standing(region: Region, phases: Phases) -> int:
    """How far a region is over all dimensions: one order for all three, because who leads in one leads in the rest."""
    return 10 * sum(phases[d][region.code] for d in PHASES) + noise("stand", region.code, below=10)


def _earlier_phases(dimension: str, day: date, later: Mapping[str, int], standing: Mapping[str, int]) -> dict[str, int]:
    cost = _cost(later, standing)
    return assign(regions().scored, phase_counts(dimension, day), cost, lambda r: r.code, f"{dimension} {day}")


def _cost(later: Mapping[str, int], standing: Mapping[str, int]) -> Callable[[Region, int], int]:
    def cost(region: Region, phase: int) -> int:
        steps = later[region.code] - phase
        if steps < 0:
            return _IMPOSSIBLE
        # The first term lets the leaders keep the high phases, the second spares everyone leaps of two steps.
        return 10 * steps**2 - 2 * standing[region.code] * phase

    return cost
