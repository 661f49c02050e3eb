"""Small multiples as a picture: the course of every regio, as many beside one another as fit."""

from collections.abc import Sequence

from wir.charts.small_multiples import HEIGHT, RADIUS, RIGHT, WIDTH, Course, Plot, plot
from wir.domain.peiling import Peiling, labels
from wir.export.listing import Cell, Header, Line, Listing, source_of
from wir.export.picture_parts import COLOURS, MUTED, ROOM, SMALL, Drawing, Ink, framed, paragraph, stacked, words

ACROSS = 6
NAME = Ink(SMALL, "inkt", bold=True)
PHASE = Ink(SMALL, "blauw", bold=True)
SPACE = 6.0  # between two names
GAP = 16.0
FILLED = COLOURS["blauw"]
STROKE = f'stroke="{COLOURS["blauw"]}"'


def multiples_svg(listing: Listing, courses: Sequence[Course], steps: int) -> str:
    """The courses in rows of small drawings; `listing` is the same as a table."""
    rows = [courses[i : i + ACROSS] for i in range(0, len(courses), ACROSS)]
    drawn = [_row(row, steps) for row in rows]
    rebuilt = any(course.rebuilt(score) for course in courses for score in course.scores)
    body = stacked([*drawn, _legend()] if rebuilt else drawn, GAP)
    return framed(listing, body, " ".join(f"{c.region.naam}: {c.said}." for c in courses))


def _legend() -> Drawing:
    published = _dot(5, 8, False) + words(14, 12, "gepubliceerd", MUTED)
    return Drawing(published + _dot(105, 8, True) + words(114, 12, "gereconstrueerd", MUTED), 18)


def of_courses(title: str, caption: str, courses: Sequence[Course], peilingen: Sequence[Peiling], link: str) -> Listing:
    """The courses as rows: a phase for every peiling, and which of those were reconstructed."""
    headers = ("Regio", "Concessiehouder")
    phases = (Header(name, "fase") for name in labels(peilingen).values())
    columns = (*map(Header, headers), *phases, Header("Gereconstrueerd"))
    return Listing(
        name="verloop",
        title=title,
        caption=caption,
        headers=columns,
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


def _row(courses: Sequence[Course], steps: int) -> Drawing:
    """Drawings beside one another, under names of as many lines as the longest takes."""
    wide = ROOM / ACROSS
    heads = [_head(course, wide - SPACE) for course in courses]
    top = max(head.height for head in heads)
    svg = ""
    for i, (course, head) in enumerate(zip(courses, heads, strict=True)):
        below = f'<g transform="translate(0 {top:.1f})">{_plot(plot(course, steps))}</g>'
        svg += f'<g transform="translate({i * wide:.1f} 0)">{head.svg}{below}</g>'
    return Drawing(svg, top + HEIGHT)


def _head(course: Course, room: float) -> Drawing:
    return stacked([paragraph(course.region.naam, NAME, room), paragraph(course.holder, MUTED, room)])


def _plot(drawn: Plot) -> str:
    grid = "".join(f'<path d="M0 {y:.1f}H{WIDTH - RIGHT:g}" stroke="{COLOURS["lijn"]}"/>' for y in drawn.grid)
    line = f'<path d="{drawn.path}" fill="none" {STROKE} stroke-width="2"/>' if drawn.path else ""
    dots = "".join(_dot(d.x, d.y, d.open) for d in drawn.dots)
    return grid + line + dots + "".join(words(d.x + 8, d.y + 4.5, str(d.phase), PHASE) for d in drawn.dots[-1:])


def _dot(x: float, y: float, is_open: bool) -> str:
    fill = COLOURS["papier"] if is_open else FILLED
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{RADIUS}" fill="{fill}" {STROKE} stroke-width="1.5"/>'
