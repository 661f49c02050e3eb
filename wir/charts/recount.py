"""What the report of January 2021 printed beside what is computed: where each number lies, and whether both agree."""

from collections import Counter
from collections.abc import Mapping, Sequence

import altair as alt
import pandas as pd

from wir.charts.drawing import INK, PAPER, Drawing, colour, finished, tooltips
from wir.common import numbers
from wir.tables.published import Compared

SAME, OTHER = "gelijk", "anders: de lijn gaat van gedrukt naar berekend"
FILL = colour("schaal-4-3")
READING = (
    "Elke stip is een getal dat in het rapport staat, op de regel van zijn tabel; staat het er vaker, dan is de stip "
    "groter. Een dichte stip is gelijk aan wat wij uit de rijen berekenen, een open stip niet."
)
NAMED = 3  # numbers that a tooltip names


def recount(found: Mapping[str, Sequence[Compared]]) -> Drawing:
    """A dot for each value that a table prints, the larger the more often; `found` by the name of the table."""
    if not any(found.values()):
        return Drawing("nagerekend", "Geen van deze peilingen is die van het rapport", "", {})
    frame = pd.DataFrame([line for table, numbers_ in found.items() for line in _lines(table, numbers_)])
    y = alt.Y("tabel:N", sort=list(found), title=None)
    axis = alt.Axis(values=[0, 10, 50, 100, 200, 300], format=",d")
    highest = float(max(frame.gedrukt.max(), frame.berekend.max()))
    x = alt.X(
        "gedrukt:Q",
        title="gedrukt getal",
        axis=axis,
        scale=alt.Scale(type="sqrt", domain=[0, highest], nice=False, padding=9),
    )
    apart = frame[frame.soort == OTHER]
    legend = ((FILL, SAME), *(((PAPER, OTHER),) if len(apart) else ()))
    scale = alt.Scale(domain=[words for _, words in legend], range=[fill for fill, _ in legend])
    moved = alt.Chart(apart).mark_rule(aria=False, color=INK, strokeWidth=2).encode(y=y, x=x, x2=alt.X2("berekend:Q"))
    dots = (
        alt.Chart(frame)
        .mark_point(filled=True, opacity=0.85, strokeWidth=1)
        .encode(
            y=y,
            x=x,
            size=alt.Size("keer:Q", legend=None, scale=alt.Scale(domain=[1, float(frame.keer.max())], range=[45, 320])),
            fill=alt.Fill("soort:N", scale=scale, legend=None),
            stroke=alt.Stroke("rand:N", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(
                tabel="Tabel",
                getal="Gedrukt",
                uit="Berekend",
                verschil="Verschil",
                welke="Waar",
                hoevaak="Hoe vaak",
            ),
        )
    )
    whole, equal = sum(map(len, found.values())), sum(c.equal for table in found.values() for c in table)
    said = numbers.count(whole)
    title, other = f"Alle {said} getallen van het rapport zijn gelijk aan wat wij berekenen", whole - equal
    if other:
        verb = "is" if other == 1 else "zijn"
        title = f"{numbers.count(other)} van de {said} getallen van het rapport {verb} anders dan wat wij berekenen"
    subtitle = "Elke stip een waarde die de tabel drukt; hoe groter, hoe vaker"
    layers = alt.layer(moved, dots) if len(apart) else dots
    return Drawing(
        "nagerekend", title, subtitle, finished(layers, 26 * len(found) + 40), legend=legend, reading=READING
    )


def _lines(table: str, found: Sequence[Compared]) -> list[dict[str, object]]:
    """A line for each pair of a printed and a computed value, with how often it is there and where."""
    each = Counter((c.cell.value, c.whole) for c in found)
    lines = []
    for (printed, computed), times in each.items():
        same = printed == computed
        where = [f"{c.row}, {c.column}" for c in found if (c.cell.value, c.whole) == (printed, computed)]
        more = f" en {times - NAMED} andere" if times > NAMED else ""
        lines.append(
            {
                "tabel": table,
                "gedrukt": printed,
                "berekend": printed if computed is None else computed,
                "getal": numbers.count(printed),
                "uit": numbers.count(computed),
                "verschil": numbers.change(None if computed is None else computed - printed),
                "keer": times,
                "hoevaak": numbers.count(times),
                "welke": "; ".join(where[:NAMED]) + more,
                "soort": SAME if same else OTHER,
                "rand": FILL if same else INK,
                "zin": f"{table}: {times} keer {numbers.count(printed)}, {SAME if same else 'anders berekend'}",
            }
        )
    return lines
