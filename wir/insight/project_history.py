"""One project over the peilingen: what changed when, and which other projects are most like it."""

from collections.abc import Sequence
from dataclasses import dataclass

from wir.database.database import Database
from wir.domain.declaration import PROJECTS
from wir.domain.peiling import Peiling
from wir.domain.register_differences import Change, compare
from wir.domain.register_rows import Register
from wir.domain.selection import Lists
from wir.domain.vocabulary import UNKNOWN
from wir.tables.project_rows import Project, to_projects

ALIKE = ("impact", "deelbaarheid", "opschaalbaarheid", "status", "betrokkenheid")
MOST_ALIKE = 5


@dataclass(frozen=True)
class Moment:
    """A peiling with projects: the project as it was there (None: not in it), and what differs from the one before.

    `lists` name its values; `before` is the last earlier moment that has the project, None where none has.
    """

    peiling: Peiling
    project: Project | None
    lists: Lists
    before: "Moment | None"
    changes: tuple[Change, ...]


def history(database: Database, number: str, peilingen: Sequence[Peiling]) -> tuple[Moment, ...]:
    """A project in every peiling with projects, oldest first. `peilingen` stand in the order of time."""
    registered = [p for p in peilingen if p.rows(PROJECTS) is not None]
    rows = {p.peiling: p for p in to_projects(database.run_project(number, registered))}
    moments: list[Moment] = []
    for peiling in registered:
        now = rows.get(peiling.key)
        before = next((m for m in reversed(moments) if m.project), None)
        changes = _changes(before.project if before else None, now)
        moments.append(Moment(peiling, now, database.lists(peiling), before, changes))
    return tuple(moments)


def _changes(before: Project | None, now: Project | None) -> tuple[Change, ...]:
    if before is None or now is None:
        return ()
    old, new = (Register({PROJECTS: (p.values,)}) for p in (before, now))
    return compare(old, new)[PROJECTS].changes


def alike(project: Project, others: Sequence[Project]) -> tuple[tuple[Project, int], ...]:
    """Projects of the same theme, first those with most of the judgements in ALIKE equal, then as in the register.

    Each with how many are equal; an unknown judgement is equal to nothing.
    """
    same = [o for o in others if o.thema == project.thema and o.projectnummer != project.projectnummer]
    counted = [(o, sum(_equal(project, o, name) for name in ALIKE)) for o in same]
    return tuple(sorted(counted, key=lambda found: -found[1])[:MOST_ALIKE])


def _equal(one: Project, other: Project, name: str) -> bool:
    value: str = getattr(one, name)
    return value == getattr(other, name) and value != UNKNOWN
