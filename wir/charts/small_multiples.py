"""How the phase of each regio went over all peilingen shown: small multiples, drawn as steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from wir.common import numbers
from wir.common.markup import address, text
from wir.database.database import Database
from wir.domain.peiling import labels
from wir.domain.selection import Selection
from wir.domain.vocabulary import Region
from wir.tables.region_scores import Score, histories

WIDTH, HEIGHT = 132.0, 66.0
LEFT, RIGHT, MARGIN = 6.0, 22.0, 7.0
RADIUS = 3.4


# How a point is drawn, with what that means.
DOTS = (
    ('<svg viewBox="0 0 10 10" aria-hidden="true"><circle class="punt" cx="5" cy="5" r="3.4"/></svg>', "gepubliceerd"),
    (
        '<svg viewBox="0 0 10 10" aria-hidden="true"><circle class="punt open" cx="5" cy="5" r="3.4"/></svg>',
        "gereconstrueerd: niet in het rapport gepubliceerd",
    ),
)


@dataclass(frozen=True)
class Course:
    """One dimension of one regio over the peilingen, oldest first; a peiling that did not know the regio is left out.

    `span` is the first and last day that is drawn, the same for all regions.
    """

    region: Region
    holder: str
    dimension: str
    scores: tuple[Score, ...]
    span: tuple[date, date]

    @property
    def said(self) -> str:
        """Its phases in words."""
        names = labels([s.peiling for s in self.scores])
        return ", ".join(
            f"{names[s.peiling.key]} {self.at(s)}{' (gereconstrueerd)' if self.rebuilt(s) else ''}" for s in self.scores
        )

    def at(self, score: Score) -> str:
        """The phase on one peildatum in words."""
        phase = score.phases[self.dimension]
        if phase is None:
            return "niet gescoord" if score.registered else numbers.NOT_REGISTERED
        return f"fase {phase}"

    def rebuilt(self, score: Score) -> bool:
        """Whether there is a phase that was not published."""
        return score.phases[self.dimension] is not None and self.dimension in score.rebuilt


@dataclass(frozen=True)
class Dot:
    """A score as a point, in pixels from the top left; open where it was reconstructed."""

    x: float
    y: float
    phase: int
    open: bool


@dataclass(frozen=True)
class Plot:
    """A course as it is drawn: lines of steps that break where there is no score, the points on it, and the scale."""

    path: str
    dots: tuple[Dot, ...]
    grid: tuple[float, ...]


def courses(database: Database, selection: Selection, dimension: str) -> tuple[Course, ...]:
    """The regions that the selection covers, in the order of appendix 1, with their phases in its history."""
    shown = database.shown(selection)
    vocabulary, regions = database.lists(shown)
    codes = [row["regio"] for row in database.counts("standen", selection, [shown])]
    peilingen = database.history(selection)
    scores = histories(database, selection, codes, peilingen)
    span = (peilingen[0].peildatum, peilingen[-1].peildatum)
    found = [(r, vocabulary.label("concessiehouder", r.concessiehouder)) for r in map(regions.by_code.get, codes) if r]
    return tuple(Course(region, holder, dimension, scores[region.code], span) for region, holder in found)


def plot(course: Course, steps: int) -> Plot:
    """Where a course is drawn: time to the right, as far apart as the peildata are; the highest phase on top."""
    first, last = course.span
    wide = (WIDTH - LEFT - RIGHT) / max((last - first).days, 1)
    high = (HEIGHT - 2 * MARGIN) / max(steps - 1, 1)
    path, dots, drawing = "", [], False
    for score in course.scores:
        phase = score.phases[course.dimension]
        if phase is not None:
            x, y = LEFT + wide * (score.peiling.peildatum - first).days, HEIGHT - MARGIN - high * (phase - 1)
            path += f"H{x:.1f}V{y:.1f}" if drawing else f"M{x:.1f} {y:.1f}"
            dots.append(Dot(x, y, phase, course.rebuilt(score)))
        drawing = phase is not None
    return Plot(path, tuple(dots), tuple(HEIGHT - MARGIN - high * k for k in range(steps)))


def multiples(drawn: Sequence[tuple[Course, str]], steps: int, caption: str) -> str:
    """All courses as small drawings in one list, each a link to its address."""
    items = "".join(f"<li>{''.join(_item(course, href, steps))}</li>" for course, href in drawn)
    return f'<figure class="wir-verloop"><figcaption>{text(caption)}</figcaption><ul>{items}</ul></figure>'


def _item(course: Course, href: str, steps: int) -> Iterator[str]:
    yield f'<a class="wir-link verloop" target="_self" href="{address(href)}"><b>{text(course.region.naam)}</b> '
    yield f'<span>{text(course.holder)}</span> <span class="voorlezen">{text(course.said)}</span>'
    yield f"{_svg(plot(course, steps))}</a>"


def _svg(drawn: Plot) -> str:
    lines = "".join(f'<path class="hulplijn" d="M0 {y:.1f}H{WIDTH - RIGHT + LEFT:g}"/>' for y in drawn.grid)
    dots = "".join(
        f'<circle class="{"punt open" if d.open else "punt"}" cx="{d.x:.1f}" cy="{d.y:.1f}" r="{RADIUS}"/>'
        for d in drawn.dots
    )
    number = "".join(f'<text x="{d.x + 8:.1f}" y="{d.y + 4.5:.1f}">{d.phase}</text>' for d in drawn.dots[-1:])
    line = f'<path class="lijn" d="{drawn.path}"/>' if drawn.path else ""
    return f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-hidden="true">{lines}{line}{dots}{number}</svg>'
