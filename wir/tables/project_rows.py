"""The rows behind the figures: the projects and regions of a selection, one by one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import date
from typing import Any

from wir.database.database import Database
from wir.domain.declaration import ALL, PROJECTS
from wir.domain.selection import Selection

MOST_MISSING = 2  # words of a search that are looked for in other spellings


@dataclass(frozen=True)
class Project:
    """One project as a peiling has it; `peiling` is its key. Judgements are codes, `regio` is one too.

    `gereconstrueerd` names the fields that were not published but rebuilt; `values` has every column by its name.
    """

    peiling: str
    projectnummer: str
    projectnaam: str
    regio: str
    concessiehouder: str
    thema: str
    startdatum: date | None
    einddatum: date | None
    aantal_organisaties: int | None
    status: str
    impact: str
    deelbaarheid: str
    opschaalbaarheid: str
    betrokkenheid: str
    startjaar: int | None
    omschrijving: str | None
    contact: str | None
    herkomst: str | None
    gereconstrueerd: str | None
    values: Mapping[str, Any] = field(compare=False, repr=False)

    def rebuilt(self, field: str) -> bool:
        """Whether the value of a field was not published but reconstructed."""
        named = {part.strip() for part in (self.gereconstrueerd or "").split(";")}
        derived = {**{d.name: d.source for d in PROJECTS.derived}, "regio": "zorgkantoorregio"}
        return ALL in named or PROJECTS.field(derived.get(field, field)).header in named

    def marked(self, field: str) -> bool:
        """Whether a value must be told apart: rebuilt, in a project whose name is real."""
        return self.rebuilt(field) and not self.rebuilt("projectnaam")


def projects(database: Database, selection: Selection) -> tuple[Project, ...]:
    """The projects of the peiling shown that fit a selection, in the order of the register.

    All selections share one value a project: many lists of a long register may be remembered at a time.
    """
    shown = database.shown(selection)
    everything = database.rows.ask(_register, shown.key)
    return tuple(everything[r["projectnummer"]] for r in database.run("projecten", selection, [shown]))


def near_searches(database: Database, selection: Selection) -> dict[str, int]:
    """Where a search finds nothing: other ones that do, with how many projects each finds.

    A word that is nowhere gives way to words like it; where each is somewhere, each is tried alone.
    """
    words = " ".join(selection.of("zoek")).split()
    shown, anything = database.shown(selection), selection.with_filter("zoek", ())
    found: dict[str, int] = {}
    missing = [w for w in words if not projects(database, selection.with_filter("zoek", [w]))]
    tries = [words] if missing else [[word] for word in words]
    for word in missing[:MOST_MISSING]:
        near = database.near_words(word, anything, shown)
        tries = [[other if w == word else w for w in tried] for tried in tries for other in near]
    for tried in tries:
        if count := len(projects(database, selection.with_filter("zoek", [" ".join(tried)]))):
            found[" ".join(tried)] = count
    return found


def _register(database: Database, key: str) -> Mapping[str, Project]:
    """All projects of a peiling by number."""
    peiling = database.catalogue.by_key(key)
    records = database.run("register", Selection(peiling.peildatum, peiling.versie), [peiling])
    return {p.projectnummer: p for p in to_projects(records)}


def to_projects(records: Sequence[Mapping[str, Any]]) -> tuple[Project, ...]:
    """Rows of the table project as values."""
    named = [f.name for f in fields(Project) if f.name != "values"]
    return tuple(Project(**{n: r[n] for n in named}, values=r) for r in records)
