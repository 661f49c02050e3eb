"""The courses of regions as rows: a phase for every peiling, and which of those were reconstructed."""

from collections.abc import Sequence

from wir.domain.peiling import Peiling, labels
from wir.export.listing import Cell, Header, Line, Listing, source_of
from wir.tables.courses import Course

REBUILT = "Gereconstrueerd"


def of_courses(title: str, caption: str, courses: Sequence[Course], peilingen: Sequence[Peiling], link: str) -> Listing:
    """A row for every course."""
    phases = (Header(name, "fase") for name in labels(peilingen).values())
    return Listing(
        name="verloop",
        title=title,
        caption=caption,
        headers=(Header("Regio"), Header("Concessiehouder"), *phases, Header(REBUILT)),
        lines=tuple(Line(_cells(course, peilingen)) for course in courses),
        source=source_of(peilingen),
        link=link,
        example=any(p.manifest.gereconstrueerd for p in peilingen),
    )


def _cells(course: Course, peilingen: Sequence[Peiling]) -> tuple[Cell, ...]:
    phases = {s.peiling.key: s.phases[course.dimension] for s in course.scores}
    names = labels(peilingen)
    rebuilt = ", ".join(names[s.peiling.key] for s in course.scores if course.rebuilt(s))
    return (course.region.naam, course.holder, *(phases.get(p.key) for p in peilingen), rebuilt)
