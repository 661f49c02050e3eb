"""Heatmaps: two properties across each other, the darker the more; a click on a field chooses both."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import altair as alt
import pandas as pd

from wir.charts.drawing import CHOICE, INK, Drawing, colour, finished, nothing, paled, tooltips
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
SHADED = "Elk vak is een aantal. De kleur vergelijkt binnen een kolom: een donker vak is een groot deel van die kolom."
BETTER = "Hoe verder naar boven en naar rechts, hoe groter de impact; hoe donkerder, hoe meer projecten."
FIELD = 36  # height of a row
IN_LINES = "split(replace(replace(datum.label, ' (', '|('), ' en ', ' en|'), '|')"  # of a long name


@dataclass(frozen=True)
class Axes:
    """The two filters across each other, how a reader calls them, and the values of each in order, by their codes."""

    rows: tuple[str, str, Mapping[str, str]]
    columns: tuple[str, str, Mapping[str, str]]


def heatmap(
    name: str,
    title: str,
    subtitle: str,
    axes: Axes,
    counts: Mapping[tuple[str, str], int],
    chosen: Mapping[str, Sequence[str]],
) -> Drawing:
    """Counts of projects by the codes of a row and a column. Colour: the share within the column."""
    (row_filter, row_title, rows), (column_filter, column_title, columns) = axes.rows, axes.columns
    totals = {c: sum(counts.get((r, c), 0) for r in rows) for c in columns}
    highest = max((counts.get((r, c), 0) / totals[c] for r in rows for c in columns if totals[c]), default=0)
    lines = []
    for r, row in rows.items():
        for c, column in columns.items():
            count = counts.get((r, c), 0)
            share = count / totals[c] if totals[c] else 0
            shade = 1 + round((SHADES - 1) * share / highest) if count else 0
            on = all(not chosen.get(f) or code in chosen[f] for f, code in ((row_filter, r), (column_filter, c)))
            lines.append(
                {
                    "rij": row,
                    "kolom": column,
                    "getal": numbers.count(count) if count else "",
                    "telling": numbers.count(count),
                    "deel": numbers.share(share) if totals[c] else numbers.NOTHING,
                    "vul": colour(f"schaal-5-{shade}") if shade else colour("papier-2"),
                    "letter": colour(f"schaal-5-{shade}-tekst") if shade and on else INK,
                    "zin": f"{row}, {column}: {numbers.count(count)}",
                    "gekozen": on,
                    f"{CHOICE}{row_filter}": r if count else None,
                    f"{CHOICE}{column_filter}": c if count else None,
                }
            )
    frame = pd.DataFrame(lines)
    frame = frame.assign(dekking=paled(frame.gekozen))
    y = alt.Y("rij:N", sort=list(rows.values()), title=None, axis=alt.Axis(labelLimit=300))
    x = alt.X(
        "kolom:N",
        sort=list(columns.values()),
        title=None,
        axis=alt.Axis(
            orient="top", labelAngle=0, labelExpr=IN_LINES, labelLineHeight=15, labelBaseline="bottom", labelPadding=22
        ),
    )
    told = tooltips(rij=row_title, kolom=column_title, telling="Projecten", deel=f"Van {column_title.lower()}")
    fields = _fields(frame, y, x, told)
    words = (
        alt.Chart(frame).mark_text(aria=False).encode(y=y, x=x, text="getal:N", color=alt.Color("letter:N", scale=None))
    )
    chooses = (row_filter, column_filter)
    return Drawing(
        name,
        title,
        subtitle,
        finished(fields + words, FIELD * len(rows) + 56, chooses, "vakken"),
        chooses,
        wide=True,
        reading=SHADED,
    )


def _fields(frame: pd.DataFrame, y: alt.Y, x: alt.X, told: list[alt.Tooltip]) -> alt.Chart:
    """The fields that a click works on."""
    fields: alt.Chart = (
        alt.Chart(frame, name="vakken")
        .mark_rect(stroke=colour("papier"), strokeWidth=3, cornerRadius=4, cursor="pointer")
        .encode(
            y=y,
            x=x,
            fill=alt.Fill("vul:N", scale=None),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description="zin:N",
            tooltip=told,
        )
    )
    return fields


def themes_by_holder(table: Table, chosen: Mapping[str, Sequence[str]]) -> Drawing:
    """Table 4: the themes across the concessiehouders, the largest first; themes without a project are left out."""
    if said := nothing(table, "projecten"):
        return Drawing("thema-concessiehouder", said, "", {})
    held = [row for row in table.counted if table.cell(row).value]
    held = sorted(held, key=lambda row: -(table.cell(row).whole or 0))
    columns = [c for c in table.columns if c.key != "totaal" and table.cell(table.closing, c).value]
    counts = {(row.code, c.key): table.cell(row, c).whole or 0 for row in held for c in columns}
    axes = Axes(
        ("thema", "Thema", {row.code: row.label for row in held}),
        ("concessiehouder", "Concessiehouder", {c.key: c.name for c in columns}),
    )
    row, column = max(((row, c) for row in held for c in columns), key=lambda at: table.cell(*at).whole or 0)
    most = numbers.counted(table.cell(row, column).whole or 0, "project", "projecten")
    title = f"Meest bij elkaar: {most} van {column.name} in ‘{row.label.lower()}’"
    what = f"Projecten per thema en concessiehouder, {table.peiling.label}"
    subtitle = f"{what}; hoe donkerder, hoe groter het deel van de concessiehouder"
    return replace(heatmap("thema-concessiehouder", title, subtitle, axes, counts, chosen), remarks=table.remarks)


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
    fields = _fields(frame, y, x, told)
    base = alt.Chart(frame).encode(y=y, x=x, color=alt.Color("letter:N", scale=None))
    counts = base.mark_text(aria=False, fontSize=18, fontWeight="bold", dy=-8).encode(text="telling:N")
    below = base.mark_text(aria=False, fontSize=12, dy=12).encode(text="onder:N")
    unknown = table.total("impact", ("onbekend",))
    rest = f"; van {numbers.count(unknown)} nog onbekend" if unknown else ""
    since = f"; tussen haakjes: {table.since}" if table.compared else ""
    largest = max(table.counted, key=lambda row: table.cell(row).whole or 0)
    title = f"{largest.label}: {numbers.count(table.cell(largest).whole)} van de {numbers.count(whole)} projecten"
    spec = finished(alt.layer(fields, counts, below), 230, ("impact",), "vakken")
    return Drawing(
        "impact",
        title,
        f"Projecten naar schaal en betekenis van de impact, {table.peiling.label}{since}{rest}",
        spec,
        ("impact",),
        reading=BETTER,
        remarks=table.remarks,
    )
