"""The scores of all regions over the peildata as one heatmap: a row a regio, a group of columns a score."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from wir.charts.drawing import CHOICE, INK, MUTED, PAPER, RIM, Drawing, colour, finished, paled, tooltips

ROWS = "Elke rij is een regio. Van links naar rechts ziet u per score hoe haar fase over de peildata verschoof."
ROW, HEAD = 21, 64  # pixels
REBUILT = 0.35  # how much of its colour a phase keeps that was not published


@dataclass(frozen=True)
class Phase:
    """The phase of a regio in a score on a peildatum; None where it is not scored. `words` are those of the phase."""

    dimension: str
    day: str
    phase: int | None
    words: str
    rebuilt: bool


@dataclass(frozen=True)
class Line:
    """A regio with its phases; `chosen` says whether the selection has it."""

    code: str
    name: str
    phases: Sequence[Phase]
    chosen: bool


def heatmap(
    title: str, subtitle: str, lines: Sequence[Line], dimensions: Mapping[str, str], steps: Mapping[str, int]
) -> Drawing:
    """The lines in this order. `dimensions` are the names of the scores, `steps` how many phases each has.

    A click chooses a regio.
    """
    if not lines:
        return Drawing("standen", "Geen regio’s in deze selectie", "", {})
    days = list(dict.fromkeys(p.day for p in lines[0].phases))
    # A column without a name leaves room between two scores.
    columns = [key for d in dimensions for key in (*(f"{d}|{day}" for day in days), f"{d}|")][:-1]
    fields_of = ((line, p, dimensions[p.dimension], steps[p.dimension]) for line in lines for p in line.phases)
    frame = pd.DataFrame([_field(*one) for one in fields_of])
    frame = frame.assign(dekking=paled(frame.gekozen))
    in_lines = "split(replace(split(datum.label, '|')[1], '-', ' '), ' ')"
    dates = alt.Axis(
        orient="top",
        labelExpr=in_lines,
        labelAngle=0,
        labelFontSize=11,
        labelLineHeight=12,
        labelBaseline="bottom",
        labelPadding=16,
    )
    x = alt.X("kolom:N", title=None, axis=dates, scale=alt.Scale(domain=columns, paddingInner=0.06))
    y = alt.Y("regio:N", sort=None, title=None, axis=alt.Axis(labelLimit=220))
    fields = (
        alt.Chart(frame, name="vakken")
        .mark_rect(strokeWidth=1, cornerRadius=2, cursor="pointer")
        .encode(
            x=x,
            y=y,
            fill=alt.Fill("vul:N", scale=None),
            fillOpacity=alt.FillOpacity("vulling:Q", scale=None),
            stroke=alt.Stroke("rand:N", scale=None),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(regio="Regio", score="Score", dag="Peildatum", woorden="Stand", herkomst="Herkomst"),
        )
    )
    letter = alt.Color("letter:N", scale=None)
    digits = (
        alt.Chart(frame).mark_text(aria=False, fontSize=12).encode(x=x, y=y, text=alt.Text("cijfer:N"), color=letter)
    )
    heads = pd.DataFrame([{"kolom": f"{d}|{days[0]}", "score": name} for d, name in dimensions.items()])
    names = (
        alt.Chart(heads)
        .mark_text(aria=False, align="left", fontWeight="bold", dx=-14)
        .encode(x=x, y=alt.value(-40), text=alt.Text("score:N"), color=alt.ColorValue(INK))
    )
    spec = finished(alt.layer(fields, digits, names), ROW * len(lines) + HEAD, ("regio",), "vakken")
    return Drawing("standen", title, subtitle, spec, ("regio",), wide=True, reading=ROWS)


def _field(line: Line, p: Phase, score: str, steps: int) -> dict[str, object]:
    name = f"schaal-{steps}-{p.phase}"
    words = p.words + (" (nagebouwd)" if p.rebuilt else "")
    pale = p.phase in (None, 1)
    return {
        "regio": line.name,
        "kolom": f"{p.dimension}|{p.day}",
        "score": score,
        "dag": p.day,
        "cijfer": str(p.phase or "–"),
        "woorden": words,
        "herkomst": "nagebouwd" if p.rebuilt else "gepubliceerd",
        "vul": colour(name) if p.phase else PAPER,
        "vulling": REBUILT if p.rebuilt else 1.0,
        "rand": MUTED if p.rebuilt or p.phase is None else RIM if pale else PAPER,
        "letter": INK if p.rebuilt or p.phase is None or not line.chosen else colour(f"{name}-tekst"),
        "zin": f"{line.name}, {score}, {p.day}: {words}",
        "gekozen": line.chosen,
        f"{CHOICE}regio": line.code,
    }
