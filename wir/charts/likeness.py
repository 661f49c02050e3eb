"""How much other regions are like one: a bar for each, of the parts of the rule."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from wir.charts.drawing import CHOICE, INK, Drawing, colour, finished, tooltips
from wir.common import numbers

MOST_POINTS = 5
PARTS = "Hoe langer de balk, hoe meer een regio lijkt; de stukken zeggen waarin. De regel staat onder de tabel."


@dataclass(frozen=True)
class Alike:
    """Another regio and its points, by the part of the rule that gives them."""

    code: str
    name: str
    points: Mapping[str, float]

    @property
    def total(self) -> float:
        return sum(self.points.values())


def alike(own: str, others: Sequence[Alike], day: str) -> Drawing:
    """The regions most like `own`, the first on top. A click chooses a regio."""
    if not others:
        return Drawing("gelijkenis", f"Geen enkele regio heeft op {day} iets gemeen met {own}", "", {})
    frame = pd.DataFrame(
        [
            {
                "regio": other.name,
                "deel": part,
                "punten": points,
                "telling": numbers.decimal(points, 2),
                "totaal": other.total,
                "alle": numbers.decimal(other.total, 2),
                "zin": f"{other.name}, {part}: {numbers.decimal(points, 2)}",
                f"{CHOICE}regio": other.code,
            }
            for other in others
            for part, points in other.points.items()
        ]
    )
    parts = list(others[0].points)
    fills = [colour(f"schaal-4-{k}") for k in (4, 3, 2)]
    y = alt.Y("regio:N", sort=[other.name for other in others], title=None, axis=alt.Axis(labelLimit=220))
    x = alt.X("punten:Q", stack="zero", title=None, axis=None, scale=alt.Scale(domain=[0, MOST_POINTS * 1.1]))
    bars = (
        alt.Chart(frame, name="balken")
        .mark_bar(height=18, cursor="pointer")
        .encode(
            y=y,
            x=x,
            color=alt.Color("deel:N", legend=None, scale=alt.Scale(domain=parts, range=fills)),
            order=alt.Order("deel:N", sort="descending"),
            description=alt.Description("zin:N"),
            tooltip=tooltips(regio="Regio", deel="Waarin", telling="Punten", alle="Samen"),
        )
    )
    words = (
        alt.Chart(frame.drop_duplicates("regio"))
        .mark_text(align="left", dx=6, fontWeight="bold", aria=False)
        .encode(y=y, x=alt.X("totaal:Q"), text=alt.Text("alle:N"), color=alt.ColorValue(INK))
    )
    most = others[0]
    title = f"{most.name} lijkt het meest op {own}: {numbers.decimal(most.total, 2)} van de {MOST_POINTS} punten"
    spec = finished(bars + words, 26 * len(others) + 10, ("regio",), "balken")
    legend = tuple(zip(fills, parts, strict=True))
    return Drawing("gelijkenis", title, f"Gelijkenis in punten, {day}", spec, ("regio",), legend, reading=PARTS)
