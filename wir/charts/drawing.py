"""What every drawing is: a Vega-Lite specification with its words, made once for a selection and used everywhere.

Colours are names of wir/ui/static/style.css, as var(--name): the page fills them in, light, dark or printed; `exported`
does so for pictures, Word and PDF, which are on white paper.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, cached_property
from textwrap import wrap
from typing import Any

import altair as alt
import pandas as pd
import pyarrow as pa

from wir.common import numbers
from wir.common.paths import ROOT
from wir.tables.model import Table

Spec = Mapping[str, Any]
FONT = "'Source Sans', Arial, 'Liberation Sans', sans-serif"
PAPER_FONT = "Arial, 'Liberation Sans', sans-serif"  # vl-convert draws no text at all in a font that it lacks
PALE = 0.3  # of what is not chosen beside what is
CHOICE = "kies_"  # the columns of a frame with the code that a click on a mark chooses, by filter
LOCALE = {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["€ ", ""]}


def colour(name: str) -> str:
    """A colour of style.css by its name."""
    return f"var(--{name})"


INK, MUTED, LINE, PAPER = (colour(name) for name in ("inkt", "gedempt", "lijn", "papier"))
RIM = colour("rand")  # around what is too pale to stand out by its fill
CONFIG: Spec = {
    "font": FONT,
    "background": "transparent",
    "locale": {"number": LOCALE},
    "view": {"stroke": None},
    "axis": {
        "aria": False,
        "domain": False,
        "ticks": False,
        "gridColor": LINE,
        "labelColor": INK,
        "labelFontSize": 13,
        "labelPadding": 6,
        "titleColor": MUTED,
        "titleFontSize": 12,
        "titleFontWeight": "normal",
    },
    "legend": {
        "aria": False,
        "labelColor": INK,
        "labelFontSize": 12.5,
        "labelLimit": 420,
        "orient": "bottom",
        "direction": "horizontal",
        "symbolType": "square",
        "title": None,
    },
    "text": {"fontSize": 13, "color": INK},
}
LETTER = 6.2  # about as wide as one of a subtitle
LEGEND: Spec = {"columns": 2, "offset": 14, "symbolStrokeWidth": 1}  # on paper; on a screen it is our own HTML


@dataclass(frozen=True)
class Drawing:
    """A drawing with its words.

    `title` says what is to be seen, `subtitle` what is drawn, `alt` both for who cannot see it. Where there is nothing
    to draw the title says so and there is no `spec`. `chooses` are the filters that a click on a mark sets, to the
    codes in its columns kies_<filter>. `legend` gives colours their words. One that is `wide` scrolls by itself where a
    screen is narrow. `reading` says how to read it to who has not seen one before, `remarks` are WIR's own on it.
    """

    name: str
    title: str
    subtitle: str
    spec: Spec = field(repr=False, compare=False)
    chooses: tuple[str, ...] = ()
    legend: tuple[tuple[str, str], ...] = ()
    wide: bool = False
    reading: str = ""
    remarks: tuple[str, ...] = ()

    @property
    def alt(self) -> str:
        return f"{self.title}. {self.subtitle}"

    @cached_property
    def sent(self) -> dict[str, Any]:
        """What a browser gets: its values as Arrow, without the columns that no mark names, which cost it time."""
        rest = {name: part for name, part in self.spec.items() if name != "datasets"}
        named = json.dumps(rest, ensure_ascii=False)
        values = {}
        for name, lines in self.spec.get("datasets", {}).items():
            frame = pd.DataFrame(lines)
            values[name] = pa.Table.from_pandas(frame[[column for column in frame.columns if column in named]])
        return {**rest, "datasets": values}


def finished(
    chart: alt.Chart | alt.LayerChart | alt.FacetChart,
    height: int,
    chooses: Sequence[str] = (),
    clicked: str = "",
    sweep: bool = False,
) -> dict[str, Any]:
    """The specification of a chart as wide as its place. `clicked` is the layer whose marks can be chosen.

    With `sweep` a sweep over its horizontal axis chooses all that it passes over.
    """
    # Whether it is Vega-Lite the tests look at: that would take a page a third of what it takes to draw it.
    spec: dict[str, Any] = chart.properties(height=height, width="container").to_dict(validate=False)
    spec["config"] = CONFIG
    spec["autosize"] = {"type": "fit", "contains": "padding"}
    spec["padding"] = {"left": 2, "top": 4, "right": 4, "bottom": 4}  # Streamlit leaves 20 below by itself
    if chooses:
        layers = spec.get("layer", [spec])
        target = next((layer for layer in layers if layer.get("name") == clicked), layers[0])
        swept = [{"name": "veeg", "select": {"type": "interval", "encodings": ["x"]}}] if sweep else []
        target["params"] = [*target.get("params", []), *_clicks(chooses), *swept]
    return spec


def _clicks(chooses: Sequence[str]) -> list[dict[str, Any]]:
    """A click takes the place of what was chosen, with shift it is added or taken away: who hears it decides."""
    fields = [f"{CHOICE}{name}" for name in chooses]
    select = {"type": "point", "fields": fields, "toggle": False, "clear": False}
    return [
        {"name": "kies", "select": {**select, "on": "click[!event.shiftKey]"}},
        {"name": "erbij", "select": {**select, "on": "click[event.shiftKey]"}},
    ]


def tooltips(**titles: str) -> list[alt.Tooltip]:
    """The words of a mark: a column of the frame under each title."""
    return [alt.Tooltip(field=name, type="nominal", title=title) for name, title in titles.items()]


def fields(frame: pd.DataFrame, y: alt.Y, x: alt.X, told: list[alt.Tooltip]) -> alt.Chart:
    """The fields of a heatmap, on which a click works: their columns are vul, dekking and zin."""
    made: alt.Chart = (
        alt.Chart(frame, name="vakken")
        .mark_rect(stroke=PAPER, strokeWidth=2, cornerRadius=3, cursor="pointer")
        .encode(
            y=y,
            x=x,
            fill=alt.Fill("vul:N", scale=None),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=told,
        )
    )
    return made


def dashed(field: str, dash: Sequence[int] = (3, 2)) -> alt.StrokeDash:
    """A rim that is dashed where the field is true. The dashes are no data: to a page that goes without lists."""
    scale = alt.Scale(domain=[False, True], range=[[1, 0], list(dash)])
    return alt.StrokeDash(field=field, type="nominal", legend=None, scale=scale)


MEASURED = "containerSize()[0]"  # how wide a drawing is on a screen
NARROW = 640  # pixels: of a drawing that is less wide the names of columns stand on their side


def by_width(narrow: str | float, wide: str | float, least: int = NARROW) -> alt.ExprRef:
    """An expression for where a drawing is narrow and where it is not, on a screen or on paper."""
    return alt.ExprRef(f"{MEASURED} < {least} ? ({narrow}) : ({wide})")


def upright(lines: str, words: str, padding: float, least: int = NARROW) -> dict[str, Any]:
    """An axis above narrow columns: names of more lines, on their side where the drawing is narrow.

    `lines` and `words` are expressions for a name over its lines and in one.
    """
    return {
        "labelAngle": by_width(-90, 0, least),
        "labelExpr": f"{MEASURED} < {least} ? ({words}) : ({lines})",
        "labelAlign": by_width("'left'", "'center'", least),
        "labelBaseline": by_width("'middle'", "'bottom'", least),
        "labelPadding": by_width(4, padding, least),
        "labelLimit": by_width(170, 400, least),
    }


def named(names: Mapping[str, Any]) -> str:
    """An expression that gives a label for the value of a tick; a name is data in it, never part of it."""
    return f"({json.dumps(names, ensure_ascii=False)})[datum.value]"


def paled(chosen: Iterable[bool]) -> "pd.Series[float]":
    """How opaque each mark is, where some are chosen and others not."""
    return pd.Series([1.0 if one else PALE for one in chosen])


def nothing(table: Table, what: str) -> str:
    """Why there is nothing to draw of a table, as a sentence; empty where there is."""
    total = table.cell(table.closing).value
    if total is None:
        return f"{what.capitalize()}: {numbers.NOT_REGISTERED} op deze peildatum"
    return "" if total else f"Geen {what} in deze selectie"


@cache
def paper_colours() -> Mapping[str, str]:
    """The light value of every colour of the screen by its name."""
    text = (ROOT / "wir" / "ui" / "static" / "style.css").read_text(encoding="utf-8")
    return dict(re.findall(r"--([\w-]+): light-dark\((#[0-9a-f]{6}),", text))


def exported(drawing: Drawing, subtitle: Sequence[str], width: int) -> Spec:
    """The same for paper: with its words in it, a width of its own and no clicks."""
    text = json.dumps(drawing.spec).replace(FONT, PAPER_FONT).replace(MEASURED, str(width))
    spec: dict[str, Any] = json.loads(re.sub(r"var\(--([\w-]+)\)", lambda found: paper_colours()[found[1]], text))
    for layer in spec.get("layer", [spec]):
        layer.pop("params", None)
        for channel in ("color", "fill"):
            if domain := (layer["encoding"].get(channel, {}).get("scale") or {}).get("domain"):
                # Where the scale holds more than is drawn, what is drawn.
                there = [words for _, words in drawing.legend if words in domain] or domain
                looks = {**LEGEND, "values": there, "symbolStrokeColor": paper_colours()["rand"]}
                layer["encoding"][channel]["legend"] = looks
    remarks = [line for remark in drawing.remarks for line in wrap(remark, round(width / LETTER))]
    spec |= {"width": width, "padding": 20, "title": _title(drawing.title, [drawing.subtitle, *subtitle, *remarks])}
    spec["config"] = {**spec["config"], "background": "#ffffff"}
    # Its words and legend come on top of its height, which on a screen is that of the drawing alone.
    spec["autosize"] = {"type": "fit-x", "contains": "padding"}
    return spec


def _title(text: str, subtitle: Sequence[str]) -> Spec:
    look = {"anchor": "start", "fontSize": 17, "offset": 14, "color": paper_colours()["inkt"]}
    below = {"subtitleFontSize": 12.5, "subtitleColor": paper_colours()["gedempt"], "subtitlePadding": 5}
    return {"text": text, "subtitle": list(subtitle), **look, **below}
