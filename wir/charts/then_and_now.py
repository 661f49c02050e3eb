"""Then and now: the shares that a report begins with, a dot for each of two peildata on one line."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from wir.charts.drawing import LINE, Drawing, colour, finished, tooltips
from wir.common import numbers
from wir.domain.vocabulary import FINISHED, SCALABLE
from wir.tables.key_figures import PHASE_TABLES, highest_phases
from wir.tables.model import Column, Table

SCORES = {"afspraken": "Afspraken", "dynamiek": "Dynamiek", "visie": "Regiovisie"}
JUDGED = (
    ("6", "status", ("lopend",), "Projecten: lopend"),
    ("6", "status", FINISHED, "Projecten: afgerond"),
    ("10", "deelbaarheid", ("ja",), "Projecten: deelbaar"),
    ("11", "opschaalbaarheid", SCALABLE, "Projecten: opschaalbaar"),
)
USED = tuple(dict.fromkeys((*PHASE_TABLES.values(), *(number for number, *_ in JUDGED))))
THEN, NOW = colour("schaal-4-2"), colour("schaal-4-4")
ROW = 30


@dataclass(frozen=True)
class Share:
    """A part of what a table counts on one peildatum: `count` of `whole`."""

    name: str
    lijst: str
    codes: tuple[str, ...]
    column: Column
    count: int
    whole: int
    now: bool

    @property
    def part(self) -> float:
        return self.count / self.whole

    @property
    def counted(self) -> str:
        """How many of how many, in words."""
        return f"{numbers.count(self.count)} van {numbers.count(self.whole)}"


def shares(tables: Mapping[str, Table]) -> tuple[Share, ...]:
    """How large each of the parts is that say most, first on the comparison and then on the peildatum.

    `tables` are those of USED. A part of nothing, or of what is not registered, is not among them.
    """
    highest = highest_phases({number: tables[number] for number in PHASE_TABLES.values()})
    parts = [(number, d, (highest[d],), f"{SCORES[d]}: fase {highest[d]}") for d, number in PHASE_TABLES.items()]
    return tuple(
        share for number, lijst, codes, name in (*parts, *JUDGED) for share in _of(tables[number], lijst, codes, name)
    )


def _of(table: Table, lijst: str, codes: tuple[str, ...], name: str) -> list[Share]:
    found = []
    for column in filter(None, (table.compared, table.shown)):
        count, whole = table.total(lijst, codes, column), table.total(lijst, ("totaal",), column)
        if whole and count is not None:
            found.append(Share(name, lijst, codes, column, count, whole, column == table.shown))
    # Without the peildatum itself there is nothing to compare.
    return found if found and found[-1].now else []


def then_and_now(tables: Mapping[str, Table]) -> Drawing:
    """The shares as dots, those of one part on a line."""
    found = shares(tables)
    if not found:
        return Drawing("samenvatting", "Geen regio’s of projecten in deze selectie", "", {})
    frame = pd.DataFrame(
        [
            {
                "wat": s.name,
                "dag": s.column.name,
                "aandeel": s.part,
                "deel": numbers.share(s.part),
                "aantal": s.counted,
                "zin": f"{s.name}, {s.column.name}: {numbers.share(s.part)}, {s.counted}",
            }
            for s in found
        ]
    )
    order = list(dict.fromkeys(frame.wat))
    days = {s.column.name: NOW if s.now else THEN for s in sorted(found, key=lambda s: s.now)}
    y = alt.Y("wat:N", sort=order, title=None, axis=alt.Axis(labelLimit=200))
    x = alt.X("aandeel:Q", title=None, axis=alt.Axis(format=".0%", tickCount=5), scale=alt.Scale(domain=[0, 1]))
    scale = alt.Scale(domain=list(days), range=list(days.values()))
    rule = (
        alt.Chart(frame)
        .mark_rule(aria=False, color=LINE, strokeWidth=4)
        .encode(y=y, x=alt.X("min(aandeel):Q"), x2=alt.X2("max(aandeel):Q"))
    )
    dots = (
        alt.Chart(frame)
        .mark_point(filled=True, opacity=1, size=150)
        .encode(
            y=y,
            x=x,
            fill=alt.Fill("dag:N", scale=scale, legend=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(wat="Wat", dag="Peildatum", deel="Aandeel", aantal="Aantal"),
        )
    )
    subtitle = f"Deel van de regio’s in de hoogste fase, en deel van de projecten, op {' en '.join(days)}"
    legend = tuple((fill, day) for day, fill in days.items())
    spec = finished(rule + dots, ROW * len(order) + 30)
    return Drawing("samenvatting", _said(found), subtitle, spec, legend=legend)


def _said(found: Sequence[Share]) -> str:
    """What moved most; without a comparison what is largest."""
    now, then = ({s.name: s for s in found if s.now is when} for when in (True, False))
    if not then:
        most = max(found, key=lambda s: s.part)
        return f"{most.name} is het grootste deel: {most.counted} ({numbers.share(most.part)})"
    moved = {name: now[name].part - before.part for name, before in then.items()}
    name = max(moved, key=lambda name: abs(moved[name]))
    if not moved[name]:
        return "Geen van deze delen veranderde"
    from_to = f"van {numbers.share(then[name].part)} naar {numbers.share(now[name].part)}"
    return f"{name} {'groeide' if moved[name] > 0 else 'kromp'} het meest: {from_to}"
