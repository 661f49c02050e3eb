"""How the phase of each regio went over all peilingen shown."""

from collections.abc import Sequence
from dataclasses import dataclass

from wir.common import numbers
from wir.database.database import Database
from wir.domain.peiling import Peiling, labels
from wir.domain.selection import Selection
from wir.domain.vocabulary import Region
from wir.tables.region_scores import Score, histories


@dataclass(frozen=True)
class Course:
    """One dimension of one regio over the peilingen, oldest first; a peiling that did not know the regio is left out.

    `chosen` says whether the selection covers it.
    """

    region: Region
    holder: str
    dimension: str
    scores: tuple[Score, ...]
    chosen: bool = True

    @property
    def said(self) -> str:
        """Its phases in words."""
        names = labels([s.peiling for s in self.scores])
        return ", ".join(
            f"{names[s.peiling.key]} {self.at(s)}{' (gereconstrueerd)' if self.rebuilt(s) else ''}" for s in self.scores
        )

    @property
    def step(self) -> int | None:
        """How many phases forward since the first peiling that scored it; None where fewer than two did."""
        phases = [phase for s in self.scores if (phase := s.phases[self.dimension]) is not None]
        return phases[-1] - phases[0] if len(phases) > 1 else None

    def at(self, score: Score) -> str:
        """The phase on one peildatum in words."""
        phase = score.phases[self.dimension]
        if phase is None:
            return "niet gescoord" if score.registered else numbers.NOT_REGISTERED
        return f"fase {phase}"

    def rebuilt(self, score: Score) -> bool:
        """Whether there is a phase that was not published."""
        return score.phases[self.dimension] is not None and self.dimension in score.rebuilt


def periods(database: Database, selection: Selection) -> Sequence[Peiling]:
    """The peilingen over which a course goes: a step that is asked for chooses regions, not dates."""
    return database.history(selection.with_filter("stap", ()))


def courses(database: Database, selection: Selection, dimension: str) -> tuple[Course, ...]:
    """All regions in the order of appendix 1; those outside the selection are not chosen."""
    shown = database.shown(selection)
    vocabulary, regions = database.lists(shown)
    covered = {row["regio"] for row in database.counts("standen", selection, [shown])}
    scores = histories(database, selection, [r.code for r in regions.scored], periods(database, selection))
    return tuple(
        Course(
            region,
            vocabulary.label("concessiehouder", region.concessiehouder),
            dimension,
            scores[region.code],
            region.code in covered,
        )
        for region in regions.scored
    )
