"""Bars: what was counted per value of a list, a bar for each peildatum; and themes with what is new in them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import altair as alt
import pandas as pd

from wir.charts.drawing import CHOICE, INK, LINE, PAPER, RIM, Drawing, colour, finished, nothing, paled, tooltips
from wir.common import numbers
from wir.domain.vocabulary import PHASES, SCALABLE, UNKNOWN
from wir.tables.model import Row, Table
from wir.tables.themes import by_period

ROOMY = 0.045  # of the length of a bar: from there on its number fits in a mark
BAR, GAP = 28, 12
NAMED = {
    "afspraken": "fase van de afspraken",
    "dynamiek": "fase van de samenwerkingsdynamiek",
    "visie": "fase van de regiovisie",
    "betrokkenheid": "aantal organisaties",
    "deelbaarheid": "delen van resultaten",
}
# What a division is about, where that is not its largest part.
HEADLINES = {"opschaalbaarheid": ("Opschaalbaar", SCALABLE), "deelbaarheid": ("Deelbaar", ("ja",))}
SHARES = (
    "Elke balk is een peildatum en is even lang: hoe breder een stuk, hoe groter het deel. Het getal is het aantal. "
    "Alleen de stukken van de gekozen peildatum kunt u aanklikken."
)
NEW = "De hele balk zijn alle projecten van een thema; het donkere stuk begint in of na het jaar van de peildatum."
STATUS_COLOURS = {
    "succesvol": "status-goed",
    "lopend": "status-loopt",
    "nog-niet-gestart": "status-wacht",
    "niet-succesvol": "status-tegen",
    "gestopt": "status-niet",
}


@dataclass(frozen=True)
class Subject:
    """What is counted and by which property, in words; with `filled` shares are of what was filled in."""

    what: str
    property: str
    filled: bool = False


def shares(table: Table, lijst: str, chosen: Sequence[str] = (), of: Subject | None = None) -> Drawing:
    """The division over the values of a list, a bar a peildatum: tables 1 to 3, 5, 6, 10 and 11.

    A click on a mark of the peildatum shown chooses its value; `of` says what is counted where it is another register.
    Raises UnknownFigure for a list that it does not count.
    """
    of = of or Subject("regio’s" if lijst in PHASES else "projecten", NAMED.get(lijst, lijst))
    rows = [row for row in table.counted if row.lijst == lijst and not (of.filled and row.kind == "onbekend")]
    fills = _fills(lijst, rows)
    frame = _shares_frame(table, rows, chosen)
    what = of.what
    if frame.empty:
        return Drawing(f"verdeling-{lijst}", nothing(table, what), "", {})
    order = [column.name for column in table.columns if frame.naam.eq(column.name).any()]
    y = alt.Y("naam:N", sort=order, title=None, scale=alt.Scale(paddingOuter=0.1))
    legend = tuple((fills[row.code], row.label) for row in rows if _drawn(table, row))
    scale = alt.Scale(domain=[row.label for row in rows], range=[fills[row.code] for row in rows])
    color = alt.Color("label:N", legend=None, scale=scale)
    bars = (
        alt.Chart(frame, name="balken")
        .mark_bar(height=BAR, strokeWidth=1, cursor="pointer")
        .encode(
            y=y,
            x=alt.X("van:Q", axis=None, scale=alt.Scale(domain=[0, 1])),
            x2=alt.X2("tot:Q"),
            color=color,
            stroke=alt.Stroke("rand:N", scale=None),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(label="Waarde", naam="Peildatum", telling=what.capitalize(), deel="Aandeel"),
        )
    )
    words = (
        alt.Chart(frame)
        .mark_text(fontSize=13, fontWeight="bold", aria=False)
        .encode(y=y, x=alt.X("midden:Q"), text=alt.Text("getal:N"), color=alt.Color("letter:N", scale=None))
    )
    spec = finished(bars + words, len(order) * (BAR + GAP), (lijst,), "balken")
    days = " en ".join([", ".join(order[:-1]), order[-1]] if order[1:] else order)
    subtitle = f"{what.capitalize()} naar {of.property}, {'van wat is ingevuld, ' if of.filled else ''}op {days}"
    title = _headline(table, rows, what)
    return Drawing(f"verdeling-{lijst}", title, subtitle, spec, (lijst,), legend, reading=SHARES, remarks=table.remarks)


def _drawn(table: Table, row: Row) -> bool:
    return any(cell.value for cell in table.cells(row))


def _fills(lijst: str, rows: Sequence[Row]) -> Mapping[str, str]:
    """The colour of each value: a status its own, the steps of a scale from light to dark, unknown none."""
    if lijst == "status":
        return {row.code: colour(STATUS_COLOURS.get(row.code, "status-wacht")) for row in rows}
    steps = [row.code for row in rows if row.code != UNKNOWN]
    size = 4 if len(steps) <= 4 else 5
    ramp = {code: colour(f"schaal-{size}-{_step(k, len(steps), size)}") for k, code in enumerate(steps)}
    return {row.code: ramp.get(row.code, LINE) for row in rows}


def _step(place: int, of: int, size: int) -> int:
    """Which of the colours of a ramp: the last value gets the darkest."""
    return 1 + round(place * (size - 1) / max(of - 1, 1))


def _shares_frame(table: Table, rows: Sequence[Row], chosen: Sequence[str]) -> pd.DataFrame:
    """A line for each value in each peildatum that registers it, with where its mark begins and ends."""
    lijst, filled = rows[0].lijst, _fills(rows[0].lijst, rows)
    lines = []
    for column in table.columns:
        counts = [table.cell(row, column).whole for row in rows]
        whole, so_far = sum(n or 0 for n in counts), 0
        if not whole or None in counts:
            continue
        for row, count in zip(rows, counts, strict=True):
            begin, so_far = so_far, so_far + (count or 0)
            share = numbers.share((count or 0) / whole)
            lines.append(
                {
                    "code": row.code,
                    "label": row.label,
                    "naam": column.name,
                    "aantal": count,
                    "telling": numbers.count(count),
                    "getal": numbers.count(count) if (count or 0) >= ROOMY * whole else "",
                    "aandeel": (count or 0) / whole,
                    "deel": share,
                    "van": begin / whole,
                    "midden": (begin + (count or 0) / 2) / whole,
                    "tot": so_far / whole,
                    "rand": RIM if count and (filled[row.code].endswith("-1)") or filled[row.code] == LINE) else PAPER,
                    "letter": _letter(filled[row.code]) if not chosen or row.code in chosen else INK,
                    "zin": f"{column.name}, {row.label}: {numbers.count(count)} ({share})",
                    "gekozen": not chosen or row.code in chosen,
                    f"{CHOICE}{lijst}": row.code if column == table.shown else None,
                }
            )
    frame = pd.DataFrame(lines)
    return frame.assign(dekking=paled(frame.gekozen)) if lines else frame


def _letter(fill: str) -> str:
    """The colour of a number on a fill."""
    if "schaal" in fill:
        return f"{fill[:-1]}-tekst)"
    return PAPER if "status" in fill else INK


def _headline(table: Table, rows: Sequence[Row], what: str) -> str:
    """What the division shows in one sentence: the largest part, and its change."""
    if said := nothing(table, what):
        return said
    total = sum(table.cell(row).whole or 0 for row in rows)
    if not total:
        return f"Geen {what} ingevuld in deze selectie"
    largest = max(rows, key=lambda row: table.cell(row).whole or 0)
    if total == 1:
        return _of_one(table, rows, largest)
    words, codes = HEADLINES.get(rows[0].lijst, (largest.label, (largest.code,)))
    most = table.total(rows[0].lijst, codes) or 0
    then = table.total(rows[0].lijst, codes, table.compared) if table.compared else None
    moved = f", {numbers.change(most - then)} {table.since}" if then is not None and then != most else ""
    return f"{words}: {numbers.count(most)} van de {numbers.count(total)} {what} ({numbers.share(most / total)}){moved}"


def _of_one(table: Table, rows: Sequence[Row], now: Row) -> str:
    """The value of the one that is left, and the value that it had."""
    before = [row for row in rows if table.compared and table.cell(row, table.compared).value]
    if table.compared is None or len(before) != 1:
        return now.label
    return f"{now.label}, {'ook' if before == [now] else 'was ' + before[0].label} in {table.compared.name}"


def _nothing_started(table: Table) -> str:
    """As `nothing`, for the table of which no column counts all projects."""
    parts = [cell.whole for cell in by_period(table, table.closing).values()]
    if any(parts):
        return ""
    return nothing(table, "projecten") or "Geen projecten in deze selectie"


def themes(table: Table, chosen: Sequence[str] = ()) -> Drawing:
    """How many projects each theme has, and how many of them are new: table 7, the largest first.

    A click chooses the theme.
    """
    if said := _nothing_started(table):
        return Drawing("themas", said, "", {})
    kinds = ["eerder begonnen", f"start in {table.shown.key}"]
    lines: list[dict[str, object]] = []
    for row in table.counted:
        new = table.cell(row).whole
        parts = {period: cell.whole for period, cell in by_period(table, row).items()}
        old = sum(parts.get(name) or 0 for name in ("eerder", "overig"))
        for kind, count in zip(kinds, (old, new or 0), strict=True):
            lines.append(
                {
                    "label": row.label,
                    "soort": kind,
                    "aantal": count,
                    "totaal": old + (new or 0),
                    "telling": numbers.count(count),
                    "alle": numbers.count(old + (new or 0)),
                    "achter": "" if lines and lines[-1]["label"] == row.label else numbers.count(old + (new or 0)),
                    "zin": f"{row.label}: {numbers.count(count)} {kind}, van {numbers.count(old + (new or 0))}",
                    "gekozen": not chosen or row.code in chosen,
                    f"{CHOICE}thema": row.code,
                }
            )
    frame = pd.DataFrame(lines)
    frame = frame.assign(dekking=paled(frame.gekozen)).sort_values("totaal", ascending=False, kind="stable")
    totals = frame.drop_duplicates("label")
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=260))
    legend = tuple(zip((colour("schaal-4-2"), colour("schaal-4-4")), kinds, strict=True))
    scale = alt.Scale(domain=kinds, range=[fill for fill, _ in legend])
    bars = (
        alt.Chart(frame, name="balken")
        .mark_bar(height=18, cursor="pointer")
        .encode(
            y=y,
            x=alt.X("aantal:Q", title=None, stack="zero", axis=None),
            color=alt.Color("soort:N", scale=scale, legend=None),
            order=alt.Order("soort:N"),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(label="Thema", soort="Projecten die", telling="Aantal", alle="Alle projecten"),
        )
    )
    words = (
        alt.Chart(frame)
        .mark_text(align="left", dx=6, fontSize=13, fontWeight="bold", aria=False)
        .encode(y=y, x=alt.X("totaal:Q"), text=alt.Text("achter:N"), color=alt.ColorValue(INK))
    )
    largest = totals.iloc[0]
    whole = numbers.count(int(totals.totaal.sum()))
    title = f"{largest.label} is het grootste thema: {largest.alle} van de {whole} projecten"
    subtitle = f"Projecten per thema, {table.peiling.label}, en hoeveel daarvan in {table.shown.key} beginnen"
    return Drawing(
        "themas",
        title,
        subtitle,
        finished(bars + words, 26 * len(totals) + 10, ("thema",), "balken"),
        ("thema",),
        legend,
        reading=NEW,
        remarks=table.remarks,
    )


def years(table: Table, chosen: Sequence[str] = ()) -> Drawing:
    """How many projects start in each year, a bar for each peildatum side by side: table startjaar.

    A click on a bar of the peildatum shown chooses its year.
    """
    if said := nothing(table, "projecten"):
        return Drawing("startjaar", said, "", {})
    columns = [c for c in table.columns if table.cell(table.closing, c).value]
    rows = [row for row in table.counted if any(table.cell(row, c).value for c in columns)]
    frame = pd.DataFrame(
        [
            {
                "jaar": row.label,
                "naam": column.name,
                "aantal": cell.whole,
                "telling": numbers.count(cell.whole),
                "zin": f"Start {row.label}, {column.name}: {numbers.count(cell.whole)}",
                "gekozen": not chosen or row.code in chosen,
                f"{CHOICE}startjaar": row.code if column == table.shown else None,
            }
            for row in rows
            for column in columns
            for cell in [table.cell(row, column)]
        ]
    )
    frame = frame.assign(dekking=paled(frame.gekozen))
    names = [c.name for c in columns]
    legend = tuple(zip((colour("schaal-4-2"), colour("schaal-4-4"))[-len(names) :], names, strict=True))
    x = alt.X("jaar:N", sort=[row.label for row in rows], title=None, axis=alt.Axis(labelAngle=0))
    beside = alt.XOffset("naam:N", sort=names)
    y = alt.Y("aantal:Q", title=None, axis=None)
    fills = alt.Scale(domain=names, range=[fill for fill, _ in legend])
    bars = (
        alt.Chart(frame, name="balken")
        .mark_bar(cursor="pointer")
        .encode(
            x=x,
            xOffset=beside,
            y=y,
            color=alt.Color("naam:N", scale=fills, legend=None),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(jaar="Startjaar", naam="Peildatum", telling="Projecten"),
        )
    )
    words = (
        alt.Chart(frame)
        .mark_text(dy=-7, fontSize=12.5, fontWeight="bold", aria=False)
        .encode(x=x, xOffset=beside, y=y, text=alt.Text("telling:N"), color=alt.ColorValue(INK))
    )
    subtitle = f"Projecten naar startjaar, op {' en '.join(names)}"
    spec = finished(bars + words, 200, ("startjaar",), "balken")
    return Drawing("startjaar", _most_started(table), subtitle, spec, ("startjaar",), legend, remarks=table.remarks)


def _most_started(table: Table) -> str:
    """Which start year has most more than on the comparison, or most projects where none has more."""
    grown = max(table.counted, key=lambda row: table.change(row) or 0)
    if (more := table.change(grown) or 0) > 0:
        projects = numbers.counted(more, "project", "projecten")
        return f"{_began(grown.label)} kwamen er {table.since} de meeste bij: {projects}"
    largest = max(table.counted, key=lambda row: table.cell(row).whole or 0)
    most, whole = table.cell(largest).whole or 0, table.cell(table.closing).whole or 0
    return f"{_began(largest.label)} beginnen de meeste: {numbers.count(most)} van de {numbers.count(whole)} projecten"


def _began(label: str) -> str:
    return f"In {label}" if label.isdigit() else f"Met startjaar {label.lower()}"


def counts(table: Table, lijst: str, of: Subject, chosen: Sequence[str] = ()) -> Drawing:
    """A bar for each value of a list of which a row may have several, on the peildatum shown; a click chooses it."""
    rows = [row for row in table.counted if row.lijst == lijst and row.kind != "onbekend"]
    most = max(rows, key=lambda row: table.cell(row).whole or 0)
    whole = table.cell(table.closing).whole or 0
    if not table.cell(most).whole:
        return Drawing(f"aantallen-{lijst}", f"Geen {of.what} met {of.property} in deze selectie", "", {})
    lines = [
        {
            "label": row.label,
            "aantal": table.cell(row).whole or 0,
            "telling": numbers.count(table.cell(row).whole),
            "zin": f"{row.label}: {numbers.count(table.cell(row).whole)}",
            "gekozen": not chosen or row.code in chosen,
            f"{CHOICE}{lijst}": row.code if table.cell(row).value else None,
        }
        for row in rows
    ]
    frame = pd.DataFrame(lines)
    frame = frame.assign(dekking=paled(frame.gekozen))
    y = alt.Y("label:N", sort=[row.label for row in rows], title=None, axis=alt.Axis(labelLimit=340))
    bars = (
        alt.Chart(frame, name="balken")
        .mark_bar(height=18, cursor="pointer", color=colour("schaal-4-3"))
        .encode(
            y=y,
            x=alt.X("aantal:Q", title=None, axis=None),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(label="Waarde", telling=of.what.capitalize()),
        )
    )
    words = (
        alt.Chart(frame)
        .mark_text(align="left", dx=6, fontSize=13, fontWeight="bold", aria=False)
        .encode(y=y, x=alt.X("aantal:Q"), text=alt.Text("telling:N"), color=alt.ColorValue(INK))
    )
    title = f"{most.label}: {numbers.count(table.cell(most).whole)} van de {numbers.count(whole)} {of.what}"
    subtitle = f"{of.what.capitalize()} naar {of.property}, {table.shown.name}"
    spec = finished(bars + words, 26 * len(rows) + 10, (lijst,), "balken")
    return Drawing(f"aantallen-{lijst}", title, subtitle, spec, (lijst,))
