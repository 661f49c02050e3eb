"""The inventarisatie of 2023: in how many regions each outcome is, as exactly as it was published and no more."""

from collections.abc import Sequence
from functools import cache

import altair as alt
import pandas as pd

from wir.charts.drawing import LINE, MUTED, PAPER, Drawing, colour, dashed, finished, tooltips
from wir.charts.named_rows import BELOW, height_of, row_of, words_above
from wir.common import numbers
from wir.common.facts import Fact, facts, number
from wir.insight.programme_sentences import as_said

FULL = colour("schaal-4-4")
READING = (
    "De hele balk is alle regio’s waarover de uitkomst gaat. Gevuld is hoeveel er ten minste of precies zijn, grijs de "
    "andere regio’s. Een open veld is niet gepubliceerd: daar kan het wel of niet zo zijn."
)
KNOWN, ABOUT, OTHERS, OPEN = "zeker", "ongeveer", "andere regio’s", "niet gepubliceerd"
EXACT, ALL, A_DOZEN = "exact", "alle", "een twaalftal"
LEGEND = ((FULL, KNOWN), (colour("schaal-4-2"), ABOUT), (LINE, OTHERS), (PAPER, OPEN))


@cache
def outcomes_of(dimension: str) -> Drawing:
    """The outcomes of a dimension that were published."""
    rows = [row for row in facts("inventarisatie/uitkomsten_2023.csv") if row["dimensie"] == dimension]
    return outcomes(dimension, rows)


def outcomes(dimension: str, rows: Sequence[Fact]) -> Drawing:
    """Each outcome of a dimension as a bar over all regions that it is counted over.

    What was not published stays an open field: above "ten minste 8", and the whole bar where there is no number.
    """
    frame = pd.DataFrame([line for row in rows for line in _lines(row)])
    y = row_of([row["categorie"] for row in rows])
    x = alt.X("van:Q", axis=None, scale=alt.Scale(domain=[0, float(frame.noemer.max())], nice=False))
    there = [(fill, words) for fill, words in LEGEND if frame.soort.eq(words).any()]
    scale = alt.Scale(domain=[words for _, words in there], range=[fill for fill, _ in there])
    bars = (
        alt.Chart(frame)
        .mark_bar(height=14, yOffset=BELOW, strokeWidth=1)
        .encode(
            y=y,
            x=x,
            x2=alt.X2("tot:Q"),
            fill=alt.Fill("soort:N", scale=scale, legend=None),
            stroke=alt.Stroke("rand:N", scale=None),
            strokeDash=dashed("open"),
            description=alt.Description("zin:N"),
            tooltip=tooltips(rij="Uitkomst", gezegd="Gepubliceerd", deel="Dit deel", opmerking="Opmerking"),
        )
    )
    spec = finished(alt.layer(bars, words_above(frame, y)), height_of(len(rows)))
    whole = " of ".join(dict.fromkeys(row["noemer"] for row in rows))
    subtitle = f"Elke balk is {whole} regio’s breed; een open veld is niet gepubliceerd"
    return Drawing(
        f"inventarisatie-{dimension.replace(' ', '-')}",
        _said(rows),
        subtitle,
        spec,
        legend=tuple(there),
        reading=READING,
    )


def _counted(row: Fact) -> str:
    """The count as exactly as it was published: "9", "ten minste 8", and "genoemd, geen getal"."""
    if not row["regios"]:
        return f"{as_said(row)}, geen getal"
    return row["regios"] if row["precisie"] == EXACT else as_said(row)


def _lines(row: Fact) -> list[dict[str, object]]:
    """The parts of a bar, from the left."""
    count, whole = int(number(row["regios"]) or 0), int(row["noemer"])
    kind = ABOUT if row["precisie"] == A_DOZEN else KNOWN
    rest = OTHERS if row["precisie"] in (EXACT, ALL) else OPEN
    parts = [(kind, 0, count), (rest, count, whole)]
    told = {KNOWN: numbers.counted(count, "regio", "regio’s"), ABOUT: f"ongeveer {count} regio’s"}
    told |= {OTHERS: f"{whole - count} andere regio’s", OPEN: "van deze regio’s is niets gepubliceerd"}
    if row["precisie"] == A_DOZEN:
        told[OPEN] = "de andere regio’s, en het juiste aantal is niet gepubliceerd"
    return [
        {
            "rij": row["categorie"],
            "kop": f"{_counted(row)} · {row['categorie']}",
            "soort": name,
            "van": begin,
            "tot": end,
            "noemer": whole,
            "gezegd": f"{_counted(row)} van {whole}" if row["regios"] else _counted(row),
            "deel": told[name],
            "opmerking": row["opmerking"] or numbers.NOTHING,
            "rand": MUTED if name == OPEN else FULL if name in (KNOWN, ABOUT) else LINE,
            "open": name == OPEN,
            "zin": f"{row['categorie']}: {_counted(row)}; {told[name]}",
        }
        for name, begin, end in parts
        if end > begin
    ]


def _said(rows: Sequence[Fact]) -> str:
    """What most regions have, apart from what all have; where no number was published that is said."""
    counted = [row for row in rows if row["regios"]]
    if not counted:
        return "Geen getal gepubliceerd"
    most = max(counted, key=lambda row: (row["precisie"] != ALL, int(row["regios"])))
    return f"{most['categorie']}: {_counted(most)} van de {most['noemer']} regio’s"
