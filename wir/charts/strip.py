"""Small drawings above a list: how its rows divide over a property, to choose from with a click or a sweep."""

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from wir.charts.bars import STATUS_COLOURS
from wir.charts.drawing import CHOICE, INK, LINE, Drawing, colour, finished, paled, tooltips
from wir.common import numbers
from wir.domain.periods import period_words
from wir.domain.vocabulary import UNKNOWN

HEIGHT = 150
MOST_BARS = 6
MOST_NUMBERED = 12  # bars over time: with more no number fits on one


@dataclass(frozen=True)
class Part:
    """One value of a property: how many rows it would leave, and whether it is chosen."""

    code: str
    label: str
    count: int
    chosen: bool


def _frame(name: str, title: str, parts: Sequence[Part]) -> pd.DataFrame:
    some = any(part.chosen for part in parts)
    frame = pd.DataFrame(
        [
            {
                "code": part.code,
                "label": part.label,
                "aantal": part.count,
                "telling": numbers.count(part.count),
                "zin": f"{title} {part.label}: {numbers.count(part.count)}",
                "gekozen": part.chosen or not some,
                f"{CHOICE}{name}": part.code if part.count else None,
            }
            for part in parts
        ]
    )
    return frame.assign(dekking=paled(frame.gekozen))


def bars(name: str, title: str, parts: Sequence[Part]) -> Drawing:
    """The largest values of a property, and what is chosen of it, as bars; a click chooses one."""
    total = sum(part.count for part in parts)
    ranked = sorted(parts, key=lambda part: (not part.chosen, -part.count))[:MOST_BARS]
    shown = sorted(ranked, key=lambda part: -part.count)
    if not total and not shown:
        return Drawing(f"strook-{name}", "Geen projecten in deze selectie", "", {})
    fills = {p.code: colour(STATUS_COLOURS.get(p.code, "schaal-5-4")) for p in shown}
    frame = _frame(name, title, shown).assign(vul=[fills[p.code] for p in shown])
    y = alt.Y("label:N", sort=[p.label for p in shown], title=None, axis=alt.Axis(labelLimit=170, labelFontSize=12))
    marks = (
        alt.Chart(frame, name="balken")
        .mark_bar(height=13, cursor="pointer")
        .encode(
            y=y,
            x=alt.X("aantal:Q", title=None, axis=None, scale=alt.Scale(domainMin=0)),
            fill=alt.Fill("vul:N", scale=None),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description="zin:N",
            tooltip=tooltips(label=title, telling="Projecten"),
        )
    )
    words = (
        alt.Chart(frame)
        .mark_text(align="left", dx=5, fontSize=12, aria=False)
        .encode(y=y, x="aantal:Q", text="telling:N", color=alt.value(INK))
    )
    rest = len(parts) - len(shown)
    largest = max(parts, key=lambda part: part.count)
    said = f"{largest.label}: {numbers.count(largest.count)} van {numbers.count(total)}"
    more = f"; de {len(shown)} grootste van {len(parts)}" if rest > 0 else ""
    spec = finished(marks + words, HEIGHT, (name,), "balken")
    return Drawing(f"strook-{name}", said, f"Klik kiest{more}", spec, (name,))


def over_time(name: str, title: str, parts: Sequence[Part]) -> Drawing:
    """How many rows begin in each half year, as bars in the order of time; a sweep chooses what it passes."""
    known = {part.code: part for part in parts if part.code != UNKNOWN}
    if not known:
        return Drawing(f"strook-{name}", "Geen startdatums in deze selectie", "", {})
    every = [known.get(code) or Part(code, period_words(code), 0, False) for code in _halves(min(known), max(known))]
    frame = _frame(name, title, every)
    years = "split(datum.value, '-')[1] == '1' ? split(datum.value, '-')[0] : ''"
    axis = alt.Axis(labelExpr=years, labelAngle=0, labelFontSize=12, domain=True, domainColor=LINE, labelOverlap=True)
    x = alt.X("code:O", sort=list(frame.code), title=None, axis=axis)
    marks = (
        alt.Chart(frame, name="balken")
        .mark_bar(cursor="pointer", color=colour("schaal-5-4"))
        .encode(
            x=x,
            y=alt.Y("aantal:Q", title=None, axis=None, scale=alt.Scale(domainMin=0)),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description="zin:N",
            tooltip=tooltips(label=title, telling="Projecten"),
        )
    )
    numbered = frame if len(every) <= MOST_NUMBERED else frame[frame.aantal == frame.aantal.max()]
    words = (
        alt.Chart(numbered)
        .mark_text(dy=-7, fontSize=12, aria=False)
        .encode(x=x, y="aantal:Q", text="telling:N", color=alt.value(INK))
    )
    most = max(every, key=lambda part: part.count)
    unknown = sum(part.count for part in parts if part.code == UNKNOWN)
    said = f"Meeste starts: {most.label} ({numbers.count(most.count)})"
    rest = f"; van {numbers.count(unknown)} onbekend" if unknown else ""
    spec = finished(marks + words, HEIGHT, (name,), "balken", sweep=True)
    return Drawing(f"strook-{name}", said, f"Klik of sleep kiest{rest}", spec, (name,))


def _halves(first: str, last: str) -> list[str]:
    """Every half year from one to another."""
    found: list[str] = []
    year, half = (int(part) for part in first.split("-"))
    while (code := f"{year}-{half}") <= last and len(found) < 200:
        found.append(code)
        year, half = (year, 2) if half == 1 else (year + 1, 1)
    return found
