"""How a regio stands: its scores within the spread of all regions, and its shares beside those of others."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import altair as alt
import pandas as pd

from wir.charts.bars import STATUS_COLOURS
from wir.charts.drawing import INK, LINE, PAPER, Drawing, colour, dashed, finished, tooltips
from wir.common import numbers
from wir.domain.vocabulary import UNKNOWN
from wir.tables.model import Table

SPREAD = "De lijn is de regio; de bollen zijn alle regio’s: hoe groter een bol, hoe meer er dan in die fase staan."
DOTS = (
    "Elke rij is een vraag; elke punt is het aandeel van de projecten waarvoor het antwoord ja is. Staat de donkere "
    "punt rechts van de andere, dan is het aandeel van de regio groter."
)
SPANS = "Elke balk loopt van het begin tot het einde van een project, of tot de peildatum waar geen einde is opgegeven."
MOST_SPANS = 40  # on a time line: with more nobody finds their own
FEW = 5  # projects: from there on a share says something


@dataclass(frozen=True)
class Point:
    """The phase of a regio in a peiling; None where it is not scored. `rebuilt`: not published but reconstructed."""

    column: str
    phase: int | None
    rebuilt: bool


def course(table: Table, dimension: str, name: str, points: Sequence[Point]) -> Drawing:
    """The phases of one regio as a line, over how many of all regions are in each phase (tables 1 to 3)."""
    rows = [row for row in table.counted if row.code != UNKNOWN]
    days = [c.name for c in table.columns if any(table.cell(row, c).value for row in rows)]
    spread = pd.DataFrame(
        [
            {
                "dag": cell.column.name,
                "fase": int(row.code),
                "regios": cell.whole,
                "woorden": row.label,
                "zin": f"{cell.column.name}, {row.label}: {cell.whole} regio’s",
            }
            for row in rows
            for cell in table.cells(row)
            if cell.value and cell.column.name in days
        ],
        columns=["dag", "fase", "regios", "woorden", "zin"],
    )
    words = {int(row.code): row.label for row in rows}
    own = pd.DataFrame(
        [
            {
                "dag": p.column,
                "fase": p.phase,
                "woorden": words.get(p.phase, f"Fase {p.phase}"),
                "vul": PAPER if p.rebuilt else colour("schaal-5-5"),
                "bron": "nagebouwd" if p.rebuilt else "gepubliceerd",
                "zin": f"{name}, {p.column}: {words.get(p.phase, p.phase)}",
            }
            for p in points
            if p.phase is not None and p.column in days
        ],
        columns=["dag", "fase", "woorden", "vul", "bron", "zin"],
    )
    x = alt.X("dag:N", sort=days, title=None, axis=alt.Axis(labelAngle=0), scale=alt.Scale(padding=0.4))
    steps = [int(row.code) for row in rows]
    y = alt.Y(
        "fase:Q",
        title=None,
        scale=alt.Scale(domain=[0.5, len(steps) + 0.5], nice=False),
        axis=alt.Axis(values=steps, format="d", labelExpr="'fase ' + datum.label"),
    )
    size = alt.Size("regios:Q", legend=None, scale=alt.Scale(domain=[0, 34], range=[0, 1300]))
    others = (
        alt.Chart(spread)
        .mark_circle(color=colour("schaal-5-2"), opacity=1)
        .encode(
            x=x,
            y=y,
            size=size,
            description=alt.Description("zin:N"),
            tooltip=tooltips(woorden="Fase", dag="Peildatum", regios="Regio’s"),
        )
    )
    line = alt.Chart(own).mark_line(aria=False, color=colour("schaal-5-5"), strokeWidth=3).encode(x=x, y=y)
    ends = (
        alt.Chart(own)
        .mark_point(filled=True, size=110, opacity=1, stroke=colour("schaal-5-5"), strokeWidth=2.5)
        .encode(
            x=x,
            y=y,
            fill=alt.Fill("vul:N", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(woorden=name, dag="Peildatum", bron="Herkomst"),
        )
    )
    title = _said(name, own, words)
    subtitle = f"Lijn: {name} (open punt: nagebouwd); bollen: hoeveel regio’s in die fase staan"
    spec = finished(alt.layer(others, line, ends), 200)
    return Drawing(f"verloop-{dimension}", title, subtitle, spec, reading=SPREAD)


def _said(name: str, own: pd.DataFrame, words: dict[int, str]) -> str:
    if own.empty:
        return f"{name}: niet gescoord"
    first, last = int(own.fase.iloc[0]), int(own.fase.iloc[-1])
    moved = last - first
    how = (
        "even ver als"
        if not moved
        else f"{abs(moved)} {'fase' if abs(moved) == 1 else 'fasen'} {'verder' if moved > 0 else 'terug'} dan"
    )
    return f"{words.get(last, last)}" + (f", {how} in {own.dag.iloc[0]}" if len(own) > 1 else "")


@dataclass(frozen=True)
class Beside:
    """A share of the projects of a regio, its concessiehouder or the Netherlands: `count` of `whole`."""

    what: str
    who: str
    count: int
    whole: int


def beside(name: str, title: str, shares: Sequence[Beside], own: str) -> Drawing:
    """Dots for each judgement or theme: the regio beside its concessiehouder and the Netherlands."""
    who = list(dict.fromkeys(s.who for s in shares))
    frame = pd.DataFrame(
        [
            {
                "wat": s.what,
                "wie": s.who,
                "aandeel": s.count / s.whole,
                "deel": numbers.share(s.count / s.whole),
                "aantal": f"{numbers.count(s.count)} van {numbers.count(s.whole)}"
                + (" (weinig)" if s.whole < FEW else ""),
                "grootte": 200 if s.who == own else 90,
                "zin": f"{s.what}, {s.who}: {numbers.share(s.count / s.whole)}, {s.count} van {s.whole}",
            }
            for s in shares
            if s.whole
        ]
    )
    order = list(dict.fromkeys(frame.wat))
    y = alt.Y("wat:N", sort=order, title=None, axis=alt.Axis(labelLimit=300, labelPadding=14))
    rule = (
        alt.Chart(frame)
        .mark_rule(aria=False, color=LINE, strokeWidth=3)
        .encode(y=y, x=alt.X("min(aandeel):Q"), x2=alt.X2("max(aandeel):Q"))
    )
    highest = min(1.0, float(frame.aandeel.max()) * 1.1) or 1.0
    x = alt.X(
        "aandeel:Q",
        title="aandeel van de projecten",
        axis=alt.Axis(format=".0%", tickCount=5),
        scale=alt.Scale(domain=[0, highest]),
    )
    colours = [colour("schaal-5-5"), colour("schaal-5-3"), colour("rand")]
    fill = alt.Fill(
        "wie:N",
        scale=alt.Scale(domain=who, range=colours[: len(who)]),
        legend=None,
    )
    dots = (
        alt.Chart(frame)
        .mark_point(filled=True, opacity=1)
        .encode(
            y=y,
            x=x,
            fill=fill,
            size=alt.Size("grootte:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(wat="Wat", wie="Van", deel="Aandeel", aantal="Projecten"),
        )
    )
    n = next((s.whole for s in shares if s.who == own), 0)
    few = "weinig: een verschil van een project telt zwaar" if n < 20 else "naast concessiehouder en Nederland"
    subtitle = f"{own}: {numbers.counted(n, 'project', 'projecten')}, {few}"
    return Drawing(
        name,
        title,
        subtitle,
        finished(rule + dots, 30 * len(order) + 50),
        legend=tuple(zip(colours, who, strict=False)),
        reading=DOTS,
    )


@dataclass(frozen=True)
class Span:
    """A project on the time line; without an end it goes on until the peildatum."""

    code: str
    name: str
    status: str
    status_words: str
    theme: str
    start: date
    end: date | None
    rebuilt: bool


def timeline(name: str, spans: Sequence[Span], peildatum: date) -> Drawing:
    """The projects of a regio over time, the earliest first, coloured by status; of very many the last that began.

    Projects without a start are not among the spans.
    """
    shown = sorted(spans, key=lambda s: (s.start, s.name))[-MOST_SPANS:]
    names = Counter(s.name for s in shown)
    order = [s.name if names[s.name] == 1 else f"{s.name} ({s.code})" for s in shown]
    frame = pd.DataFrame(
        [
            {
                "project": row,
                "van": s.start.isoformat(),
                "tot": max(s.end or peildatum, s.start).isoformat(),
                "begin": numbers.day(s.start),
                "einde": numbers.day(s.end) if s.end else "niet opgegeven",
                "status": s.status_words,
                "thema": s.theme,
                "herkomst": "datums nagebouwd" if s.rebuilt else "uit het register",
                "vul": colour(STATUS_COLOURS.get(s.status, "status-wacht")),
                "nagebouwd": s.rebuilt,
                "dekking": 0.25 if s.rebuilt else 1.0,
                "zin": f"{s.name}: {s.status_words}, begin {numbers.day(s.start)}",
            }
            for s, row in zip(shown, order, strict=True)
        ]
    )
    y = alt.Y("project:N", sort=order, title=None, axis=alt.Axis(labelLimit=260))
    x = alt.X("van:T", title=None, axis=alt.Axis(format="%Y", tickCount="year"))
    legend = {
        words: colour(STATUS_COLOURS.get(code, "status-wacht"))
        for code, words in {s.status: s.status_words for s in shown}.items()
    }
    fill = alt.Fill("status:N", legend=None, scale=alt.Scale(domain=list(legend), range=list(legend.values())))
    bars = (
        alt.Chart(frame)
        .mark_bar(height=14, cornerRadius=3)
        .encode(
            y=y,
            x=x,
            x2=alt.X2("tot:T"),
            fill=fill,
            stroke=alt.Stroke("vul:N", scale=None),
            strokeDash=dashed("nagebouwd", (4, 3)),
            fillOpacity=alt.FillOpacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(
                project="Project", thema="Thema", status="Status", begin="Begin", einde="Einde", herkomst="Datums"
            ),
        )
    )
    starts = (
        alt.Chart(frame)
        .mark_point(aria=False, filled=True, size=60, opacity=1)
        .encode(y=y, x=x, fill=alt.Fill("vul:N", scale=None))
    )
    now = (
        alt.Chart(pd.DataFrame([{"nu": peildatum.isoformat()}]))
        .mark_rule(aria=False, color=INK, strokeDash=[4, 3])
        .encode(x=alt.X("nu:T"))
    )
    title = f"{numbers.counted(len(spans), 'project', 'projecten')}, het eerste uit {min(s.start for s in spans).year}"
    which = f"de {MOST_SPANS} die het laatst begonnen" if len(spans) > MOST_SPANS else "elk van begin tot einde"
    subtitle = f"Projecten van {name}, {which}; streep: de peildatum {numbers.day(peildatum)}"
    return Drawing(
        "tijdlijn",
        title,
        subtitle,
        finished(alt.layer(bars, starts, now), 24 * len(order) + 40),
        legend=tuple((fill, words) for words, fill in legend.items()),
        reading=SPANS,
    )
