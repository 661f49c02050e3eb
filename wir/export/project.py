"""The page of one project as it leaves the app: its fields, what changed when, and the projects like it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from wir.common import numbers
from wir.domain.declaration import PROJECTS
from wir.domain.named_projects import Fact
from wir.domain.peiling import Peiling
from wir.domain.selection import Lists
from wir.export.differences import header, in_words
from wir.export.listing import Header, Line, Listing, printed, source_of
from wir.export.project_columns import WHENCE
from wir.insight.project_history import ALIKE, Moment
from wir.tables.project_rows import Project

DATE = (Header("Peildatum", "datum"), Header("Versie", "aantal"))  # a peildatum may stand there in two versions


def upright(listing: Listing) -> Listing:
    """A listing of one row with its columns under one another, as a page shows a project: for its picture."""
    (line,) = listing.lines
    cells = zip(listing.headers, line.cells, strict=True)
    said = [
        (h.name, numbers.NOT_REGISTERED if value is None else printed(value, h.kind))
        for h, value in cells
        if value is not None or h not in WHENCE
    ]
    return replace(listing, headers=(Header("Kenmerk"), Header("Waarde")), lines=tuple(map(Line, said)))


def became(place: int, moments: Sequence[Moment]) -> list[tuple[str, str]]:
    """What a project became in one peiling, in words; each with the field that it is about, "" for the whole.

    What it was and what it became are each named by the lists of their own peiling.
    """
    moment = moments[place]
    if moment.project is None:
        return [("staat er niet in", "")]
    if moment.before is None:
        return [("nieuw in het register" if place else "staat er voor het eerst in", "")]
    found = []
    for c in moment.changes:
        values = ((c.old, moment.before.lists), (c.new, moment.lists))
        old, new = (in_words(PROJECTS, c.field, value, lists) for value, lists in values)
        found.append((f"{header(PROJECTS, c.field)}: {old} → {new}", c.field))
    return found or [("ongewijzigd", "")]


def of_history(moments: Sequence[Moment], caption: str, link: str) -> Listing:
    """A line for each thing that changed, and whether its value was rebuilt."""
    lines = [
        Line((*_date(m), words, "ja" if field and m.project and m.project.rebuilt(field) else ""))
        for place, m in enumerate(moments)
        for words, field in became(place, moments)
    ]
    return _listing(
        "wat veranderde wanneer",
        caption,
        (*DATE, Header("Wat er veranderde"), Header("Gereconstrueerd")),
        lines,
        [m.peiling for m in moments],
        link,
    )


def _date(moment: Moment) -> tuple[date, int]:
    """The cells of DATE."""
    return moment.peiling.peildatum, moment.peiling.versie


def of_alike(
    found: Sequence[tuple[Project, int]], rule: str, peiling: Peiling, lists: Lists, caption: str, link: str
) -> Listing:
    """The projects with how many of their judgements are equal, and which of their values were rebuilt."""
    lines = [
        Line((p.projectnummer, p.projectnaam, lists[1].by_code[p.regio].naam, like(equal), p.gereconstrueerd))
        for p, equal in found
    ]
    headers = tuple(map(Header, ("Nummer", "Project", "Regio", "Gelijk", "Gereconstrueerd")))
    return replace(_listing("projecten die erop lijken", caption, headers, lines, [peiling], link), notes=(rule,))


def of_facts(facts: Sequence[Fact], project: Project, link: str) -> Listing:
    """What the report gives of a project in its own terms: nothing of it is rebuilt, and each line has its source."""
    lines = tuple(Line((f.gegeven, f.waarde, f.bron)) for f in facts)
    headers = tuple(map(Header, ("Gegeven", "Waarde", "Bron")))
    caption = f"Project {project.projectnummer}: {project.projectnaam}"
    source = f"Bron: {'; '.join(dict.fromkeys(f.bron for f in facts))}"
    return Listing("in de bron", "In de bron", caption, headers, lines, source=source, link=link)


def like(equal: int) -> str:
    """How many of the judgements that are looked at are equal."""
    return f"{equal} van {len(ALIKE)}"


def _listing(
    name: str,
    caption: str,
    headers: tuple[Header, ...],
    lines: Sequence[Line],
    peilingen: Sequence[Peiling],
    link: str,
) -> Listing:
    return Listing(
        name=name,
        title=name.capitalize(),
        caption=caption,
        headers=headers,
        lines=tuple(lines),
        source=source_of(peilingen),
        link=link,
        example=any(p.manifest.gereconstrueerd for p in peilingen),
    )
