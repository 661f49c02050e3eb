"""Table 8 as a grid: the impact of projects as schaal across betekenis; a click on a field chooses it."""

from collections.abc import Sequence

import altair as alt
import pandas as pd

from wir.charts.drawing import CHOICE, INK, Drawing, colour, fields, finished, nothing, paled, tooltips
from wir.common import numbers
from wir.tables.model import Table

# Rows and columns of the impact drawing: large scale on top and great meaning to the right, so better is up and right.
IMPACT_ROWS = (
    ("Grote schaal", ("groot-beperkt", "groot-groot")),
    ("Gemiddelde schaal", ("gemiddeld-beperkt", "gemiddeld-veel")),
    ("Kleine schaal", ("klein-beperkt", "klein-veel")),
)

IMPACT_COLUMNS = ("Beperkte betekenis", "Veel of grote betekenis")
SHADES = 5
BETTER = "Hoe verder naar boven en naar rechts, hoe groter de impact; hoe donkerder, hoe meer projecten."


def impact(table: Table, chosen: Sequence[str] = ()) -> Drawing:
    """Table 8: impact as schaal across betekenis; what is not known yet is said in the subtitle."""
    if said := nothing(table, "projecten"):
        return Drawing("impact", said, "", {})
    lines = []
    whole = table.total("impact", ("totaal",)) or 0
    for label, codes in IMPACT_ROWS:
        for column, code in zip(IMPACT_COLUMNS, codes, strict=True):
            row = table.row("impact", code)
            count, change = table.cell(row).whole, table.change(row)
            share = numbers.share(count / whole) if whole and count is not None else numbers.NOTHING
            lines.append(
                {
                    "rij": label,
                    "kolom": column,
                    "aantal": count,
                    "telling": numbers.count(count),
                    "deel": share,
                    "verschil": f"{numbers.change(change)} {table.since}" if change is not None else numbers.NOTHING,
                    "onder": share if change is None else f"{share} ({numbers.change(change)})",
                    "zin": f"{label}, {column.lower()}: {numbers.count(count)}",
                    "gekozen": not chosen or code in chosen,
                    f"{CHOICE}impact": code if count else None,
                }
            )
    frame = pd.DataFrame(lines)
    most = max([n or 0 for n in frame.aantal], default=0)
    shades = [1 + round((SHADES - 1) * (n or 0) / most) if most else 1 for n in frame.aantal]
    frame = frame.assign(
        dekking=paled(frame.gekozen),
        vul=[colour(f"schaal-5-{k}") for k in shades],
        letter=[colour(f"schaal-5-{k}-tekst") if on else INK for k, on in zip(shades, frame.gekozen, strict=True)],
    )
    y = alt.Y("rij:N", sort=[label for label, _ in IMPACT_ROWS], title=None)
    x = alt.X("kolom:N", sort=list(IMPACT_COLUMNS), title=None, axis=alt.Axis(orient="bottom", labelAngle=0))
    told = tooltips(rij="Schaal", kolom="Betekenis", telling="Projecten", deel="Aandeel", verschil="Verandering")
    base = alt.Chart(frame).encode(y=y, x=x, color=alt.Color("letter:N", scale=None))
    counts = base.mark_text(aria=False, fontSize=18, fontWeight="bold", dy=-8).encode(text=alt.Text("telling:N"))
    below = base.mark_text(aria=False, fontSize=12, dy=12).encode(text=alt.Text("onder:N"))
    unknown = table.total("impact", ("onbekend",))
    rest = f"; van {numbers.count(unknown)} nog onbekend" if unknown else ""
    since = f"; tussen haakjes: {table.since}" if table.compared else ""
    largest = max(table.counted, key=lambda row: table.cell(row).whole or 0)
    title = f"{largest.label}: {numbers.count(table.cell(largest).whole)} van de {numbers.count(whole)} projecten"
    spec = finished(alt.layer(fields(frame, y, x, told), counts, below), 230, ("impact",), "vakken")
    return Drawing(
        "impact",
        title,
        f"Projecten naar schaal en betekenis van de impact, {table.peiling.label}{since}{rest}",
        spec,
        ("impact",),
        reading=BETTER,
        remarks=table.remarks,
    )
