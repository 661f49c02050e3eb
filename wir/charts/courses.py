"""How the phase of each regio went: a line for every regio beside the others, with its name where it ends."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from wir.charts.drawing import CHOICE, INK, LINE, MEASURED, MUTED, PALE, Drawing, by_width, colour, finished, tooltips
from wir.common import numbers
from wir.domain.peiling import Peiling, labels
from wir.tables.courses import Course
from wir.tables.transitions import DIMENSIONS

HEIGHT, LEAST = 560, 260
NAME = 13.5  # pixels that a name needs
FLAT = 0.08  # of the time drawn: how long a line is level at each peildatum
TAIL = 0.3  # the same: how far the names stand to the right of the last
SMALL, NAMES, PHASES_BESIDE = 480, 125, 48  # pixels: less wide is narrow; for the names and for the phases there
ROOM = 0.78  # of the height of a phase that its lines take at most
APART = 0.14  # phases between two lines, where there is room
STEPS = {None: "rand", -1: "minder", 0: "status-wacht", 1: "schaal-5-3", 2: "schaal-5-4", 3: "schaal-5-5"}
WORDS = {
    None: "niet te vergelijken",
    -1: "terug",
    0: "gelijk",
    1: "1 fase verder",
    2: "2 fasen verder",
    3: "3 of meer fasen verder",
}
DASHES = {"nagebouwd": [5, 2], "gepubliceerd": [1, 0]}
LINES = "Elke lijn is een regio, van links naar rechts door de tijd; hoe hoger, hoe verder. Haar naam staat rechts."
Spot = tuple[str, str]  # a regio on a peildatum, by code and key


def courses(found: Sequence[Course], peilingen: Sequence[Peiling], words: Mapping[int, str]) -> Drawing:
    """The courses of one dimension; those that are not chosen are pale. `words` are its phases, from the first up.

    A click chooses the regio.
    """
    dimension = found[0].dimension if found else ""
    drawn = [c for c in found if any(s.phases[dimension] for s in c.scores)]
    chosen = [c for c in drawn if c.chosen]
    name = f"verloop-{dimension}"
    if not chosen:
        return Drawing(name, "In deze selectie is geen regio gescoord", "", {})
    scored = [k for k, p in enumerate(peilingen) if any(_phase(c, p) for c in drawn)]
    held = peilingen[scored[0] : scored[-1] + 1]  # within it a date without scores is a gap
    at = _moments(held)
    height = max(LEAST, HEIGHT if len(drawn) > 12 else 32 * len(drawn))
    heights = _heights(drawn, held)
    lines = pd.DataFrame(_lines(drawn, held, at, heights, len(words) / height * NAME, words))
    ends = lines.groupby("regio", sort=False).tail(1)
    steps = [_class(c.step) for c in chosen]
    legend = tuple((colour(STEPS[k]), f"{WORDS[k]} ({n})") for k, n in sorted(Counter(steps).items(), key=_order))
    top = len(words) + 0.5
    x = alt.X("x:Q", axis=None, scale=alt.Scale(domainMin=-FLAT, domainMax=_end(), nice=False))
    y = alt.Y(
        "y:Q",
        title=None,
        scale=alt.Scale(domain=[0.5, top], nice=False),
        axis=alt.Axis(values=list(words), format="d", labelExpr="'fase ' + datum.label", grid=False),
    )
    told = tooltips(regio="Regio", concessiehouder="Concessiehouder", verloop=DIMENSIONS[dimension], stap="Verschil")
    base = alt.Chart(lines).encode(x=x, y=y, detail=alt.Detail("deel:N"))
    seen = base.mark_line(aria=False, interpolate="monotone", strokeWidth=2.2).encode(
        color=alt.Color("stap:N", legend=None, scale=_scale(_class(c.step) for c in drawn)),
        strokeDash=alt.StrokeDash(
            "bron:N", legend=None, scale=alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
        ),
        opacity=alt.Opacity("dekking:Q", scale=None),
    )
    # Wide and unseen: what a hand can point at.
    felt = (
        alt.Chart(lines, name="lijnen")
        .mark_line(interpolate="monotone", strokeWidth=11, stroke="transparent", cursor="pointer")
        .encode(x=x, y=y, detail=alt.Detail("regio:N"), description=alt.Description("zin:N"), tooltip=told)
    )
    names = (
        alt.Chart(ends)
        .mark_text(aria=False, align="left", dx=5, fontSize=by_width(10, 12, SMALL), limit=by_width(NAMES, 0, SMALL))
        .encode(
            x=x, y=y, text=alt.Text("regio:N"), opacity=alt.Opacity("dekking:Q", scale=None), color=alt.ColorValue(INK)
        )
    )
    between = alt.Chart(pd.DataFrame({"y": [k + 0.5 for k in range(1, len(words))]}))
    rules = between.mark_rule(aria=False, color=LINE).encode(y=y)
    days = alt.Chart(pd.DataFrame([{"x": at[p.key], "y": top, "dag": day} for p, day in _named(held)]))
    dates = days.mark_text(aria=False, dy=-9, fontSize=by_width(10, 13, SMALL), color=MUTED).encode(
        x=x, y=y, text=alt.Text("dag:N")
    )
    spec = finished(alt.layer(rules, dates, seen, felt, names), height, ("regio",), "lijnen")
    spec["padding"] = {"top": 18, "left": 0, "right": 8, "bottom": 0}  # names end where letters do
    subtitle = f"{DIMENSIONS[dimension]}: elke lijn is een regio{_dashed(drawn)}. Klik kiest een regio."
    return Drawing(name, said(chosen, held, len(words)), subtitle, spec, ("regio",), legend, reading=LINES)


def _end() -> alt.ExprRef:
    """Until where the time is drawn, so that there is room for the names behind it; on a narrow screen NAMES pixels."""
    part = f"{NAMES} / max(260, {MEASURED} - {PHASES_BESIDE})"
    return by_width(f"({1 + TAIL} + {FLAT} * {part}) / (1 - {part})", 1 + TAIL * 1.9, SMALL)


def _scale(there: Iterable[int | None]) -> alt.Scale:
    """A colour for every step that there is."""
    made = sorted(set(there), key=lambda step: _order((step, 0)))
    return alt.Scale(domain=[WORDS[step] for step in made], range=[colour(STEPS[step]) for step in made])


def said(chosen: Sequence[Course], held: Sequence[Peiling], top: int) -> str:
    """How many went forward over all of it, and how many had nowhere left to go."""
    since = f" sinds {next(iter(labels(held).values()))}" if len(held) > 1 else ""
    if len(chosen) == 1:
        return f"{chosen[0].region.naam}: {WORDS[_class(chosen[0].step)]}{since}"
    steps = [c.step for c in chosen if c.step is not None]
    further, back, same = sum(n > 0 for n in steps), sum(n < 0 for n in steps), steps.count(0)
    if not since or not steps:
        return f"{numbers.counted(len(chosen), 'regio', 'regio’s')} op één peildatum"
    ended = sum(1 for c in chosen if c.step == 0 and c.scores[-1].phases[c.dimension] == top)
    went = f"{'gingen' if further != 1 else 'ging'} vooruit{since}"
    parts = [f"{numbers.count(further)} van de {numbers.count(len(chosen))} regio’s {went}"]
    parts += [f"{numbers.count(back)} terug"] if back else []
    stood = f", waarvan {numbers.count(ended)} al in de hoogste fase" if ended else ""
    parts += [f"{numbers.count(same)} {'bleven' if same != 1 else 'bleef'} gelijk{stood}"] if same else []
    return "; ".join(parts)


def _dashed(drawn: Sequence[Course]) -> str:
    return ", gestreept waar zij is nagebouwd" if any(c.rebuilt(s) for c in drawn for s in c.scores) else ""


def _class(step: int | None) -> int | None:
    return None if step is None else max(-1, min(step, 3))


def _order(counted: tuple[int | None, int]) -> int:
    return -9 if counted[0] is None else -counted[0]


def _named(held: Sequence[Peiling]) -> Iterable[tuple[Peiling, str]]:
    return zip(held, labels(held).values(), strict=True)


def _moments(held: Sequence[Peiling]) -> dict[str, float]:
    """Where each peiling stands from left to right, as far apart as their dates; of one date side by side."""
    first, last = held[0].peildatum, held[-1].peildatum
    days = (last - first).days
    if not days:
        return {p.key: k / max(len(held) - 1, 1) for k, p in enumerate(held)}
    return {p.key: (p.peildatum - first).days / days for p in held}


def _heights(drawn: Sequence[Course], held: Sequence[Peiling]) -> dict[Spot, float]:
    """Where each regio stands on each date: in its phase, those that went alike beside one another."""
    ranked = sorted(drawn, key=lambda c: [_phase(c, p) or 0 for p in reversed(held)])
    heights: dict[Spot, float] = {}
    for peiling in held:
        together: dict[int, list[str]] = {}
        for course in ranked:
            if phase := _phase(course, peiling):
                together.setdefault(phase, []).append(course.region.code)
        for phase, codes in together.items():
            apart = min(APART, ROOM / len(codes))
            for k, code in enumerate(codes):
                heights[code, peiling.key] = phase + apart * (k - (len(codes) - 1) / 2)
    return heights


def _phase(course: Course, peiling: Peiling) -> int | None:
    score = next((s for s in course.scores if s.peiling.key == peiling.key), None)
    return score.phases[course.dimension] if score else None


def _lines(
    drawn: Sequence[Course],
    held: Sequence[Peiling],
    at: Mapping[str, float],
    heights: Mapping[Spot, float],
    room: float,
    words: Mapping[int, str],
) -> Iterable[dict[str, Any]]:
    """The points of every line, in the order of its time; a line breaks where there is no score."""
    ends = _spread({c.region.code: heights[c.region.code, _last(c, held).key] for c in drawn}, room, len(words) + 0.5)
    for course in drawn:
        code, there = course.region.code, [p for p in held if _phase(course, p)]
        rebuilt = {s.peiling.key for s in course.scores if course.rebuilt(s)}
        step = _class(course.step)
        about = {
            "regio": course.region.naam,
            "concessiehouder": course.holder,
            "verloop": course.said,
            "stap": WORDS[step],
            "dekking": 1.0 if course.chosen else PALE,
            "gekozen": course.chosen,
            "zin": f"{course.region.naam}: {course.said}",
            f"{CHOICE}regio": code,
        }
        for k, (here, after) in enumerate(pairwise([*there, None])):
            assert here is not None
            level = heights[code, here.key]
            dash = {"bron": "nagebouwd" if here.key in rebuilt else "gepubliceerd", "deel": f"{code}{k}"}
            point = {**about, **dash, "peiling": here.key, "fase": _phase(course, here)}
            yield {**point, "x": at[here.key] - FLAT / 2, "y": level}
            yield {**point, "x": at[here.key] + FLAT / 2, "y": level}
            # On to where the next piece begins, unless a date in between has no score.
            if after is not None and held.index(after) == held.index(here) + 1:
                yield {**point, "x": at[after.key] - FLAT / 2, "y": heights[code, after.key]}
        name = {} if there[-1] is held[-1] else {"deel": f"{code}naam"}  # no line where there is no score
        yield {**point, **name, "x": 1 + TAIL, "y": ends[code]}


def _last(course: Course, held: Sequence[Peiling]) -> Peiling:
    return [p for p in held if _phase(course, p)][-1]


def _spread(wanted: Mapping[str, float], room: float, top: float) -> dict[str, float]:
    """The names beside the ends of their lines, so far apart that each can be read."""
    placed: dict[str, float] = {}
    free = 0.5 + room / 2
    for code, height in sorted(wanted.items(), key=lambda item: item[1]):
        placed[code] = max(height, free)
        free = placed[code] + room
    ceiling = top - room / 2
    for code in reversed(placed):
        placed[code] = min(placed[code], ceiling)
        ceiling = placed[code] - room
    return placed
