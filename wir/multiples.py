"""How the phase of each regio went over all peilingen shown: small multiples, drawn as steps."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wir.charts import address, attribute, text
from wir.database import Database
from wir.peiling import Peiling
from wir.selection import Selection
from wir.standing import rebuilt_dimensions
from wir.vocabulary import Region

WIDTH, HEIGHT = 132.0, 66.0
LEFT, RIGHT, TOP, BOTTOM = 6.0, 22.0, 7.0, 7.0
RADIUS = 3.4


@dataclass(frozen=True)
class Stand:
    """The phase of a regio in one peiling; None is not scored. `rebuilt` says that it was not published."""

    peiling: Peiling
    phase: int | None
    rebuilt: bool


@dataclass(frozen=True)
class Course:
    """One dimension of one regio over the peilingen, oldest first."""

    region: Region
    holder: str
    stands: tuple[Stand, ...]

    @property
    def said(self) -> str:
        """The same in words."""
        parts = (
            f"{s.peiling.label} {f'fase {s.phase}' if s.phase else 'niet gescoord'}"
            f"{' (gereconstrueerd)' if s.phase and s.rebuilt else ''}"
            for s in self.stands
        )
        return f"{self.region.naam} ({self.holder}): {', '.join(parts)}"


@dataclass(frozen=True)
class Dot:
    """A score as a point, in pixels from the top left."""

    x: float
    y: float
    phase: int
    open: bool


@dataclass(frozen=True)
class Plot:
    """A course as it is drawn: a line of steps that breaks where there is no score, and the points on it."""

    path: str
    dots: tuple[Dot, ...]
    grid: tuple[float, ...]


def courses(
    database: Database, selection: Selection, peilingen: Sequence[Peiling], dimension: str
) -> tuple[Course, ...]:
    """The regions that the selection covers, in the order of appendix 1, each with its phase in these peilingen."""
    shown = database.shown(selection)
    vocabulary, regions = database.lists(shown)
    everywhere = selection.without_filters()
    scores = {p.key: {r["regio"]: r for r in database.run("standen", everywhere, [p])} for p in peilingen}
    chosen = [regions.by_code[r["regio"]] for r in database.run("standen", selection, [shown])]
    return tuple(
        Course(
            region,
            vocabulary.label("concessiehouder", region.concessiehouder),
            tuple(_stand(p, scores[p.key].get(region.code), dimension) for p in peilingen),
        )
        for region in chosen
    )


def _stand(peiling: Peiling, row: dict[str, object] | None, dimension: str) -> Stand:
    phase = row[dimension] if row else None
    return Stand(peiling, phase if isinstance(phase, int) else None, bool(row) and dimension in rebuilt_dimensions(row))


def plot(course: Course, steps: int) -> Plot:
    """Where a course is drawn: time to the right, as far apart as the peildata are; the highest phase on top."""
    first, last = (course.stands[i].peiling.peildatum.toordinal() for i in (0, -1))
    room = WIDTH - LEFT - RIGHT
    rise = (HEIGHT - TOP - BOTTOM) / max(steps - 1, 1)
    path, dots = "", []
    drawing = False
    for stand in course.stands:
        if stand.phase is None:
            drawing = False
            continue
        x = LEFT + room * (stand.peiling.peildatum.toordinal() - first) / max(last - first, 1)
        y = HEIGHT - BOTTOM - rise * (stand.phase - 1)
        path += f"H{x:.1f}V{y:.1f}" if drawing else f"M{x:.1f} {y:.1f}"
        dots.append(Dot(x, y, stand.phase, stand.rebuilt))
        drawing = True
    return Plot(path, tuple(dots), tuple(HEIGHT - BOTTOM - rise * k for k in range(steps)))


@dataclass(frozen=True)
class Multiple:
    """One drawing on screen and where it leads."""

    course: Course
    href: str


def multiples(drawn: Sequence[Multiple], steps: int, caption: str) -> str:
    """All courses as small drawings, each a link, in one list."""
    items = "".join(f"<li>{''.join(_item(m, steps))}</li>" for m in drawn)
    return f'<figure class="wir-verloop"><figcaption>{text(caption)}</figcaption><ul>{items}</ul></figure>'


def _item(multiple: Multiple, steps: int) -> Iterator[str]:
    course = multiple.course
    yield f'<a class="wir-link verloop" target="_self" href="{address(multiple.href)}"'
    yield f' aria-label="{attribute(course.said)}"><b>{text(course.region.naam)}</b><span>{text(course.holder)}</span>'
    yield f"{_svg(plot(course, steps))}</a>"


def _svg(drawn: Plot) -> str:
    lines = "".join(f'<path class="hulplijn" d="M0 {y:.1f}H{WIDTH - RIGHT + LEFT:g}"/>' for y in drawn.grid)
    dots = "".join(
        f'<circle class="{"punt open" if d.open else "punt"}" cx="{d.x:.1f}" cy="{d.y:.1f}" r="{RADIUS}"/>'
        for d in drawn.dots
    )
    last = drawn.dots[-1:]
    number = "".join(f'<text x="{d.x + 9:.1f}" y="{d.y + 4.5:.1f}">{d.phase}</text>' for d in last)
    return (
        f'<svg viewBox="0 0 {WIDTH:g} {HEIGHT:g}" aria-hidden="true">{lines}'
        f'<path class="lijn" d="{drawn.path or "M0 0"}"/>{dots}{number}</svg>'
    )
