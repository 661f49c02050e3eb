"""The three scores of regions over the peilingen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wir.database import Database
from wir.peiling import Peiling
from wir.register.fields import REGIONS
from wir.selection import Selection
from wir.standing import rebuilt_dimensions
from wir.vocabulary import PHASES


@dataclass(frozen=True)
class Score:
    """What one peiling says of one regio; a phase of None is not scored. `note` is the toelichting of WIR."""

    peiling: Peiling
    phases: Mapping[str, int | None]
    rebuilt: frozenset[str]
    note: str

    @property
    def registered(self) -> bool:
        """Whether the peiling has scores at all."""
        return self.peiling.rows(REGIONS) is not None


def histories(
    database: Database, selection: Selection, codes: Sequence[str], peilingen: Sequence[Peiling]
) -> dict[str, tuple[Score, ...]]:
    """Of each of these regions its scores, in the order of the peilingen; none of one that did not know the regio."""
    asked = selection.without_filters().with_filter("regio", codes)
    rows = {(r["peiling"], r["regio"]): r for r in database.run("verloop", asked, peilingen)}
    return {
        code: tuple(
            Score(p, {d: row[d] for d in PHASES}, rebuilt_dimensions(row), row["toelichting"] or "")
            for p in peilingen
            if (row := rows.get((p.key, code)))
        )
        for code in codes
    }
