"""The register as a list: which columns it can show, what stands in their cells, and how its rows are ordered."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from wir.domain.declaration import PROJECTS
from wir.domain.peiling import Peiling
from wir.domain.selection import Lists
from wir.domain.vocabulary import normalise
from wir.export.listing import Cell, Header, Line, Listing, ValueKind, source_of
from wir.tables.project_rows import Project


@dataclass(frozen=True)
class ProjectColumn:
    """One column. `lijst` names the vocabulary of its codes, empty for text, numbers and dates."""

    name: str
    header: str
    kind: ValueKind
    lijst: str
    standard: bool


COLUMNS = tuple(
    ProjectColumn(
        f.name,
        f.title,
        "datum" if f.kind == "datum" else "aantal" if f.kind == "aantal" else "tekst",
        f.lijst or "",
        f.listed == "standaard",
    )
    for f in PROJECTS.listed
)
BY_NAME = {column.name: column for column in COLUMNS}
STANDARD = tuple(column.name for column in COLUMNS if column.standard)
WHENCE = (Header("Herkomst"), Header("Gereconstrueerd"))  # of every row that leaves the app


def cell(project: Project, column: ProjectColumn, lists: Lists) -> Cell:
    """What stands in a cell: labels for codes, numbers and dates as such, None for what is not registered."""
    vocabulary, regions = lists
    value = project.values[column.name]
    if column.name == "regio":
        return regions.by_code[project.regio].naam
    if isinstance(value, list):
        return "; ".join(vocabulary.label(column.lijst, code) for code in value) or None
    return vocabulary.label(column.lijst, value) if column.lijst and value is not None else value


def ordered(projects: Sequence[Project], by: str, lists: Lists) -> list[Project]:
    """The projects by a column, "-status" for the other way round; what is not registered comes last either way."""
    column = BY_NAME[by.lstrip("-")]
    known = [p for p in projects if p.values[column.name] is not None]
    known.sort(key=lambda p: _rank(p, column, lists), reverse=by.startswith("-"))
    return known + [p for p in projects if p.values[column.name] is None]


def _rank(project: Project, column: ProjectColumn, lists: Lists) -> tuple[int, str]:
    """Judgements in the order of their list, numbers and dates by size, words by their letters."""
    vocabulary, regions = lists
    value = project.values[column.name]
    if column.lijst:
        term = vocabulary.find(column.lijst, "".join(value[:1]) if isinstance(value, list) else value)
        return (term.volgorde if term else 0, "")
    if column.name == "regio":
        return (0, normalise(regions.by_code[value].naam))
    if column.kind == "tekst":
        # Project 24 comes before project 130.
        return (0, re.sub(r"\d+", lambda number: number.group().zfill(9), normalise(value)))
    return (value if column.kind == "aantal" else value.toordinal(), "")


def to_listing(
    projects: Sequence[Project], title: str, caption: str, peiling: Peiling, lists: Lists, link: str
) -> Listing:
    """Every column of these projects, in this order, and which of their values were not published but rebuilt."""
    lines = tuple(
        Line((*(cell(p, column, lists) for column in COLUMNS), p.herkomst, p.gereconstrueerd)) for p in projects
    )
    headers = (*(Header(c.header, c.kind) for c in COLUMNS), *WHENCE)
    return Listing(
        name="projecten",
        title=title,
        caption=caption,
        headers=headers,
        lines=lines,
        source=source_of([peiling]),
        link=link,
        example=bool(peiling.manifest.gereconstrueerd),
    )


def only(listing: Listing, names: Collection[str]) -> Listing:
    """The listing with the columns under these headers, for a picture: a file of rows has all of them."""
    places = [i for i, header in enumerate(listing.headers) if header.name in names]
    lines = tuple(replace(line, cells=tuple(line.cells[i] for i in places)) for line in listing.lines)
    return replace(listing, headers=tuple(listing.headers[i] for i in places), lines=lines)
