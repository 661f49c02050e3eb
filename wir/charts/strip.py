"""Small drawings above a list: how its rows divide over a property, to choose from with a click or a sweep."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import altair as alt

from wir.charts.bars import STATUS_COLOURS
from wir.charts.drawing import CHOICE, INK, LINE, PALE, Drawing, Spec, by_width, colour, finished, tooltips
from wir.common import numbers
from wir.domain.periods import period_words
from wir.domain.vocabulary import UNKNOWN

HEIGHT = 150
NAMES = by_width(105, 170, 270)  # of bars, by how wide the drawing is
MOST_BARS = 6
MOST_HALVES = 200  # a start in the year 1020 is a slip
ROWS = "rijen"
MOST_NUMBERED = 12  # bars over time: with more no number fits on one


@dataclass(frozen=True)
class Part:
    """One value of a property: how many rows it would leave, and whether it is chosen."""

    code: str
    label: str
    count: int
    chosen: bool


def bars(name: str, title: str, parts: Sequence[Part]) -> Drawing:
    """The largest values of a property, and what is chosen of it, as bars; a click chooses one."""
    total = sum(part.count for part in parts)
    ranked = sorted(parts, key=lambda part: (not part.chosen, -part.count))[:MOST_BARS]
    shown = sorted(ranked, key=lambda part: -part.count)
    if not shown:
        return Drawing(f"strook-{name}", "Geen projecten in deze selectie", "", {})
    largest = max(parts, key=lambda part: (part.chosen, part.count))
    said = f"{largest.label}: {numbers.count(largest.count)} van {numbers.count(total)}"
    more = f"; de {len(shown)} grootste van {len(parts)}" if len(shown) < len(parts) else ""
    return Drawing(
        f"strook-{name}", said, f"Klik kiest{more}", _filled(_bars(name, title), name, title, shown), (name,)
    )


def over_time(name: str, title: str, parts: Sequence[Part]) -> Drawing:
    """How many rows begin in each half year, as bars in the order of time; a sweep chooses what it passes."""
    known = {part.code: part for part in parts if part.code != UNKNOWN}
    if not known:
        return Drawing(f"strook-{name}", "Geen startdatums in deze selectie", "", {})
    every = [known.get(code) or Part(code, period_words(code), 0, False) for code in _halves(min(known), max(known))]
    most = max(every, key=lambda part: part.count)
    unknown = sum(part.count for part in parts if part.code == UNKNOWN)
    said = f"Meeste starts: {most.label} ({numbers.count(most.count)})"
    rest = f"; van {numbers.count(unknown)} onbekend" if unknown else ""
    spec = _filled(_columns(name, title), name, title, every, numbered=len(every) <= MOST_NUMBERED)
    return Drawing(f"strook-{name}", said, f"Klik of sleep kiest{rest}", spec, (name,))


def _filled(spec: Spec, name: str, title: str, parts: Sequence[Part], numbered: bool = True) -> Spec:
    """The drawing with these values in it. Its form is made once: who types in the search field has no time for it."""
    some, most = any(part.chosen for part in parts), max(part.count for part in parts)
    rows = [
        {
            "code": part.code,
            "label": part.label,
            "aantal": part.count,
            "telling": numbers.count(part.count),
            "getal": numbers.count(part.count) if numbered or part.count == most else "",
            "zin": f"{title} {part.label}: {numbers.count(part.count)}",
            "vul": colour(STATUS_COLOURS.get(part.code, "schaal-5-4")),
            "dekking": 1.0 if part.chosen or not some else PALE,
            f"{CHOICE}{name}": part.code if part.count else None,
        }
        for part in parts
    ]
    return {**spec, "datasets": {ROWS: rows}}


@cache
def _bars(name: str, title: str) -> Spec:
    """The form of bars beside their names, in the order of their rows."""
    base = alt.Chart(alt.NamedData(ROWS))
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=NAMES, labelFontSize=12))
    x = alt.X("aantal:Q", title=None, axis=None, scale=alt.Scale(domainMin=0))
    marks = _choosable(base.mark_bar(height=13, cursor="pointer").encode(y=y, x=x), title)
    words = base.mark_text(align="left", dx=5, fontSize=12, aria=False)
    return finished(
        marks + words.encode(y=y, x=x, text=alt.Text("getal:N"), color=alt.ColorValue(INK)), HEIGHT, (name,), "balken"
    )


@cache
def _columns(name: str, title: str) -> Spec:
    """The form of bars over time, which a sweep passes over."""
    base = alt.Chart(alt.NamedData(ROWS))
    years = "split(datum.value, '-')[1] == '1' ? split(datum.value, '-')[0] : ''"
    axis = alt.Axis(labelExpr=years, labelAngle=0, labelFontSize=12, domain=True, domainColor=LINE, labelOverlap=True)
    x = alt.X("code:O", sort=None, title=None, axis=axis)
    y = alt.Y("aantal:Q", title=None, axis=None, scale=alt.Scale(domainMin=0))
    marks = _choosable(base.mark_bar(cursor="pointer").encode(x=x, y=y), title)
    words = base.mark_text(dy=-7, fontSize=12, aria=False).encode(
        x=x, y=y, text=alt.Text("getal:N"), color=alt.ColorValue(INK)
    )
    return finished(marks + words, HEIGHT, (name,), "balken", sweep=True)


def _choosable(marks: alt.Chart, title: str) -> alt.Chart:
    chart: alt.Chart = marks.properties(name="balken").encode(
        fill=alt.Fill("vul:N", scale=None),
        opacity=alt.Opacity("dekking:Q", scale=None),
        description=alt.Description("zin:N"),
        tooltip=tooltips(label=title, telling="Projecten"),
    )
    return chart


def _halves(first: str, last: str) -> list[str]:
    """Every half year from one to another."""
    found: list[str] = []
    year, half = (int(part) for part in first.split("-"))
    while (code := f"{year}-{half}") <= last and len(found) < MOST_HALVES:
        found.append(code)
        year, half = (year, 2) if half == 1 else (year + 1, 1)
    return found
