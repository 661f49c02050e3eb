"""Where each regio stands on the three scales, and the step since the comparison: for the matrix and the map."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from wir.database import Database
from wir.register.fields import ALL
from wir.selection import Selection
from wir.vocabulary import PHASES, Region

DIMENSIONS = {"afspraken": "Afspraken", "dynamiek": "Dynamiek", "visie": "Regiovisie"}


@dataclass(frozen=True)
class Standing:
    """The phases of one regio; None is not scored. `chosen` says whether the selection covers it.

    `rebuilt` and `rebuilt_before` name the dimensions that were not published but reconstructed, on either date.
    """

    region: Region
    phases: Mapping[str, int | None]
    before: Mapping[str, int | None]
    chosen: bool
    rebuilt: frozenset[str]
    rebuilt_before: frozenset[str]

    def step(self, dimension: str) -> int | None:
        """How many phases forward (positive) or back; None where it was not scored on either date."""
        now, then = self.phases[dimension], self.before.get(dimension)
        return None if now is None or then is None else now - then


def standings(database: Database, selection: Selection) -> tuple[Standing, ...]:
    """All scored regions in the order of appendix 1, also those outside the selection (chosen is False)."""
    shown, compared = database.shown(selection), database.compared(selection)
    everywhere = selection.without_filters()
    now = {r["regio"]: r for r in database.counts("standen", everywhere, [shown])}
    then = {r["regio"]: r for r in database.counts("standen", everywhere, [compared])} if compared else {}
    chosen = {r["regio"] for r in database.counts("standen", selection, [shown])}
    regions = database.regions(shown).by_code
    return tuple(
        Standing(
            region=regions[code],
            phases={d: row[d] for d in PHASES},
            before={d: then[code][d] for d in PHASES} if code in then else {},
            chosen=code in chosen,
            rebuilt=rebuilt_dimensions(row),
            rebuilt_before=rebuilt_dimensions(then[code]) if code in then else frozenset(),
        )
        for code, row in now.items()
    )


def rebuilt_dimensions(row: Mapping[str, Any]) -> frozenset[str]:
    """The dimensions that the column gereconstrueerd names; 'alle' names all."""
    named = {part.strip() for part in (row["gereconstrueerd"] or "").split(";")}
    return frozenset(PHASES if ALL in named else named & set(PHASES))
