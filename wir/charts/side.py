"""Units side by side: a dot for each share, a colour for each unit, and a line for all of them together."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import altair as alt
import pandas as pd

from wir.charts.drawing import CHOICE, INK, LINE, Drawing, colour, finished, paled, tooltips
from wir.common import numbers
from wir.domain.compared_units import ALL
from wir.domain.peiling import Peiling, labels
from wir.tables.courses import Course
from wir.tables.model import Column, Table
from wir.tables.side_by_side import FEW, FEW_IN_ALL, units

LABEL, LANE, GAP = 20, 14, 12  # pixels: the words of a row, a unit under them, and until the next row
COURSE_HEIGHT = 210
APART = 0.13  # phases between two units that stand in the same
DOTS = (
    "Elke stip is een aandeel van de eigen projecten, in de kleur van wie het is; de streep is alle projecten samen. "
    "Een lange lijn is een groot verschil, maar bij weinig projecten telt een project zwaar."
)
COURSES = "Van links naar rechts de peildata. Wie gelijk staan, staan een weinig onder elkaar."
DASHES = {"nagebouwd": [5, 3], "gepubliceerd": [1, 0]}


def colours(count: int) -> list[str]:
    """A colour for each unit, in the order in which they were chosen."""
    return [colour(f"reeks-{k}") for k in range(1, count + 1)]


@dataclass(frozen=True)
class Share:
    """A row: what it counts, how many of how many of each unit and of all, and by which values of a filter.

    A click chooses the value, where it is one.
    """

    what: str
    counts: tuple[tuple[int, int], ...]
    of_all: tuple[int, int]
    filter: str = ""
    codes: tuple[str, ...] = ()

    @property
    def chooses(self) -> str:
        """The filter that a click sets, if any."""
        return self.filter if len(self.codes) == 1 else ""


def shares_of(table: Table) -> list[Share]:
    """The rows of a table of units side by side."""
    *compared, everything = units(table)
    found = []
    for row in table.counted:
        whole = table.row(row.lijst, "totaal")
        counts = [(table.cell(row, u).whole or 0, table.cell(whole, u).whole or 0) for u in (*compared, everything)]
        # A period of start years is no value of the filter.
        by = ("", ()) if row.lijst == "startjaar" else (row.lijst, (row.code,))
        found.append(Share(row.label, tuple(counts[:-1]), counts[-1], *by))
    return found


def dots(
    name: str, subtitle: str, shares: Sequence[Share], who: Sequence[Column], chosen: Mapping[str, Sequence[str]]
) -> Drawing:
    """A row for each share that any unit or all together have; a click chooses the value of the row.

    `who` are the units and, last, all of them together.
    """
    *compared, everything = (unit.name for unit in who)
    held = [s for s in shares if s.of_all[0] or any(count for count, _ in s.counts)]
    if not held:
        return Drawing(name, "Geen projecten in deze selectie", "", {})
    row = LABEL + LANE * len(compared) + GAP
    lines = pd.DataFrame(_dots(held, compared, everything, row, chosen))
    lines = lines.assign(dekking=paled(lines.gekozen))
    height = row * len(held)
    y = alt.Y("y:Q", axis=None, scale=alt.Scale(domain=[height, 0], nice=False))
    most = min(1.0, max(0.05, float(lines.aandeel.max()) * 1.08))
    x = alt.X(
        "aandeel:Q",
        title=None,
        scale=alt.Scale(domain=[0, most], nice=False),
        axis=alt.Axis(format=".0%", tickCount=5, orient="top"),
    )
    told = tooltips(wat="Wat", wie="Van", deel="Aandeel", aantal="Projecten", verschil=f"Naast {_inside(everything)}")
    fill = alt.Fill("wie:N", legend=None, scale=alt.Scale(domain=compared, range=colours(len(compared))))
    opacity = alt.Opacity("dekking:Q", scale=None)
    base = alt.Chart(lines)
    of_units, of_all = base.transform_filter("datum.baan > 0"), base.transform_filter("datum.baan == 0")
    away = of_units.mark_rule(aria=False, color=LINE, strokeWidth=2).encode(
        y=y, x=x, x2=alt.X2("land:Q"), opacity=opacity
    )
    points = (
        alt.Chart(lines, name="punten")
        .transform_filter("datum.baan > 0")
        .mark_point(filled=True, size=120, cursor="pointer")
        .encode(y=y, x=x, fill=fill, opacity=opacity, description=alt.Description("zin:N"), tooltip=told)
    )
    land = of_all.mark_rule(color=INK, strokeWidth=2.5).encode(
        y=y, y2=alt.Y2("onder:Q"), x=x, opacity=opacity, description=alt.Description("zin:N"), tooltip=told
    )
    words = of_all.mark_text(aria=False, align="left", fontSize=13, fontWeight="bold").encode(
        y=alt.Y("boven:Q", axis=None),
        x=alt.value(0),
        text=alt.Text("wat:N"),
        opacity=opacity,
        color=alt.ColorValue(INK),
    )
    chooses = tuple(dict.fromkeys(s.chooses for s in held if s.chooses))
    spec = finished(alt.layer(away, land, points, words), height, chooses, "punten")
    left_out = [s.what for s in shares if s not in held]
    none = f" Bij niemand: {', '.join(left_out)}." if left_out else ""
    legend = _legend(compared, everything, [whole for _, whole in held[0].counts], held[0].of_all[1])
    return Drawing(
        name, _most_different(held, compared, everything), f"{subtitle}{none}", spec, chooses, legend, reading=DOTS
    )


def _legend(compared: Sequence[str], everything: str, wholes: Sequence[int], whole: int) -> tuple[tuple[str, str], ...]:
    """Each unit with how many it has, and that this is few."""
    named = zip(colours(len(compared)), compared, wholes, strict=True)
    return (
        *((fill, f"{unit} (n={numbers.count(n)}{', weinig' if n < FEW_IN_ALL else ''})") for fill, unit, n in named),
        (INK, f"streep: {everything} (n={numbers.count(whole)})"),
    )


def _dots(
    held: Sequence[Share], compared: Sequence[str], everything: str, row: int, chosen: Mapping[str, Sequence[str]]
) -> Iterable[dict[str, Any]]:
    for place, share in enumerate(held):
        top, of_all = row * place, _part(*share.of_all)
        for lane, (unit, (count, whole)) in enumerate(
            zip((everything, *compared), (share.of_all, *share.counts), strict=True)
        ):
            if not whole:
                continue
            part, few = count / whole, " (weinig)" if whole < FEW_IN_ALL else ""
            of = f"{numbers.count(count)} van {numbers.count(whole)}{few}"
            yield {
                "wat": share.what,
                "wie": unit,
                "baan": lane,
                "aandeel": part,
                "land": of_all,
                "deel": f"{numbers.share(part)}{few}",
                "aantal": of,
                "verschil": _beside(count, whole, of_all) if lane else numbers.NOTHING,
                "boven": top + LABEL / 2,
                "y": top + LABEL + LANE * (lane - 0.5) if lane else top + LABEL,
                "onder": top + row - GAP,
                "zin": f"{share.what}, {unit}: {numbers.share(part)}, {of}",
                "gekozen": not chosen.get(share.filter) or bool({*share.codes} & {*chosen[share.filter]}),
                **({f"{CHOICE}{share.chooses}": share.codes[0]} if share.chooses else {}),
            }


def _part(count: int, whole: int) -> float:
    return count / whole if whole else 0.0


def _beside(count: int, whole: int, of_all: float) -> str:
    """The difference with all together in projects, since a share of few says little."""
    apart = count - of_all * whole
    if abs(apart) < FEW:
        return "minder dan twee projecten verschil"
    return f"{numbers.count(round(abs(apart)))} {'meer' if apart > 0 else 'minder'} dan bij hetzelfde aandeel"


def _inside(everything: str) -> str:
    """The name of all together within a sentence."""
    return next((said for said in ALL.values() if said.lower() == everything.lower()), everything)


def _most_different(held: Sequence[Share], compared: Sequence[str], everything: str) -> str:
    """The unit and the row that differ most from all together, of those that rest on more than few."""
    apart = [
        (abs(count / whole - _part(*s.of_all)), s, unit, count, whole)
        for s in held
        for unit, (count, whole) in zip(compared, s.counts, strict=True)
        if whole >= FEW_IN_ALL and abs(count - _part(*s.of_all) * whole) >= FEW
    ]
    if not apart:
        return f"Geen verschil met {_inside(everything)} van twee projecten of meer"
    _, share, unit, count, whole = max(apart, key=lambda found: found[0])
    of, land = f"{numbers.count(count)} van de {numbers.count(whole)}", numbers.share(_part(*share.of_all))
    return f"{unit} verschilt het meest bij ‘{share.what}’: {of}, {_inside(everything)} {land}"


def over_each_other(
    found: Sequence[Course], peilingen: Sequence[Peiling], words: Mapping[int, str], fills: Sequence[str]
) -> Drawing:
    """The phases of some regions over each other, each in its colour; those in the same phase beside one another."""
    dimension = found[0].dimension
    name, drawn = f"naast-{dimension}", [c for c in found if any(s.phases[dimension] for s in c.scores)]
    if not drawn:
        return Drawing(name, "Geen van deze regio’s is gescoord", "", {})
    names = labels(peilingen)
    own = {course.region.naam: fill for course, fill in zip(found, fills, strict=True) if course in drawn}
    lines = []
    for lane, course in enumerate(drawn):
        there = [s for s in course.scores if s.phases[dimension]]
        for k, (score, after) in enumerate(pairwise([*there, None])):
            assert score is not None
            phase, rebuilt = score.phases[dimension], course.rebuilt(score)
            point = {
                "wie": course.region.naam,
                "deel": f"{course.region.code}{k}",
                "dag": names[score.peiling.key],
                "fase": phase,
                "y": (phase or 0) + APART * ((len(drawn) - 1) / 2 - lane),
                "woorden": words.get(phase or 0, f"Fase {phase}"),
                "bron": "nagebouwd" if rebuilt else "gepubliceerd",
                "vul": colour("papier") if rebuilt else own[course.region.naam],
                "zin": f"{course.region.naam}, {names[score.peiling.key]}: fase {phase}",
                "punt": True,
            }
            lines.append(point)
            # The piece to the next date, unless there is no score in between.
            if after and _follow(score.peiling, after.peiling, peilingen):
                level = (after.phases[dimension] or 0) + APART * ((len(drawn) - 1) / 2 - lane)
                lines.append({**point, "dag": names[after.peiling.key], "y": level, "punt": False})
    steps = list(words)
    y = alt.Y(
        "y:Q",
        title=None,
        scale=alt.Scale(domain=[0.5, len(steps) + 0.5], nice=False),
        axis=alt.Axis(values=steps, format="d", labelExpr="'fase ' + datum.label"),
    )
    order = [names[p.key] for p in peilingen if any(line["dag"] == names[p.key] for line in lines)]
    title = _furthest(drawn, words)
    return _lines(name, title, "Gestreept en open: nagebouwd", lines, own, order, y)


def _follow(one: Peiling, other: Peiling, peilingen: Sequence[Peiling]) -> bool:
    keys = [p.key for p in peilingen]
    return keys.index(other.key) == keys.index(one.key) + 1


def _furthest(drawn: Sequence[Course], words: Mapping[int, str]) -> str:
    """Which of them stand furthest now."""
    now = {c.region.naam: phase for c in drawn if (phase := c.scores[-1].phases[c.dimension])}
    if not now:
        return "Op deze peildatum niet gescoord"
    top = max(now.values())
    first = [name for name, phase in now.items() if phase == top]
    if len(first) == len(drawn):
        who = first[0] if len(first) == 1 else f"Alle {numbers.count(len(drawn))}"
        return f"{who} in fase {top}"
    return f"Het verst: {', '.join(first)} (fase {top})"


def top_phase(name: str, tables: Sequence[tuple[str, Table]], code: str) -> Drawing:
    """Which part of the regions of each unit is in the highest phase, over the peildata; the last is all together.

    `tables` are tables 1, 2 or 3 of each, `code` the highest phase.
    """
    *compared, everything = (who for who, _ in tables)
    fills = {**dict(zip(compared, colours(len(compared)), strict=True)), everything: INK}
    lines: list[dict[str, Any]] = [
        {
            "wie": who,
            "deel": who,
            "dag": column.name,
            "y": count / whole,
            "n": whole,
            "punt": True,
            "woorden": f"{numbers.count(count)} van {numbers.count(whole)}{' (weinig)' if whole < FEW_IN_ALL else ''}",
            "bron": "gepubliceerd",
            "vul": fills[who],
            "zin": f"{who}, {column.name}: {numbers.count(count)} van {numbers.count(whole)} regio’s",
        }
        for who, table in tables
        for column in table.columns
        if (whole := table.cell(table.closing, column).whole)
        for count in [table.cell(table.row(table.closing.lijst, code), column).whole or 0]
    ]
    if not lines:
        return Drawing(name, "Geen regio’s in deze selectie", "", {})
    y = alt.Y("y:Q", title=None, scale=alt.Scale(domain=[0, 1]), axis=alt.Axis(format=".0%", tickCount=5))
    order = list(dict.fromkeys(line["dag"] for line in lines))
    label = tables[0][1].row(tables[0][1].closing.lijst, code).label
    now = [line for line in lines if line["dag"] == order[-1] and line["n"] >= FEW_IN_ALL]
    best = max(now, key=lambda line: (line["y"], line["wie"] != everything), default=lines[-1])
    title = f"{best['wie']}: {best['woorden']} in fase {code}"
    return _lines(name, title, f"Deel van de regio’s in {label.lower()}", lines, fills, order, y)


def _lines(
    name: str,
    title: str,
    subtitle: str,
    lines: Sequence[dict[str, Any]],
    fills: Mapping[str, str],
    order: Sequence[str],
    y: alt.Y,
) -> Drawing:
    """A line for each unit over the peildata, in its colour; dashed and hollow where it was rebuilt."""
    scale = alt.Scale(domain=list(fills), range=list(fills.values()))
    x = alt.X("dag:N", sort=list(order), title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(padding=0.3))
    base = alt.Chart(pd.DataFrame([{**line, "lijn": fills[line["wie"]]} for line in lines]))
    drawn = base.mark_line(aria=False, strokeWidth=2.5).encode(
        x=x,
        y=y,
        detail=alt.Detail("deel:N"),
        color=alt.Color("wie:N", legend=None, scale=scale),
        strokeDash=alt.StrokeDash(
            "bron:N", legend=None, scale=alt.Scale(domain=list(DASHES), range=list(DASHES.values()))
        ),
    )
    points = (
        base.transform_filter("datum.punt")
        .mark_point(filled=True, size=80, opacity=1, strokeWidth=2)
        .encode(
            x=x,
            y=y,
            stroke=alt.Stroke("lijn:N", scale=None),
            fill=alt.Fill("vul:N", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(wie="Van", dag="Peildatum", woorden="Stand", bron="Herkomst"),
        )
    )
    spec = finished(alt.layer(drawn, points), COURSE_HEIGHT)
    return Drawing(name, title, subtitle, spec, (), tuple((fill, who) for who, fill in fills.items()), reading=COURSES)
