"""What changed between two peilingen: regions forward and back, values into values, and how counts came about."""

from collections.abc import Sequence
from textwrap import fill as in_lines
from typing import Any

import altair as alt
import pandas as pd

from wir.charts.drawing import (
    CHOICE,
    INK,
    NARROW,
    PAPER,
    RIM,
    Drawing,
    by_width,
    colour,
    finished,
    named,
    paled,
    tooltips,
    upright,
)
from wir.common import numbers
from wir.domain.change_codes import DIRECTIONS, Shift, parse_shift
from wir.domain.peiling import labels
from wir.domain.vocabulary import PHASES
from wir.tables.model import Column, Row, Table

BAR = 28
FIELD = 46  # height of a row of a heatmap
LINE_LENGTH = 12  # letters of a label above a column
KINDS = ((colour("schaal-5-5"), "stand"), (colour("meer"), "erbij"), (colour("minder"), "eraf"))
IN_LINES = "split(datum.label, '\\n')"
DIRECTION_COLOURS = {"vooruit": "schaal-4-4", "gelijk": "schaal-4-2", "terug": "minder", "onvergelijkbaar": "lijn"}
FIELDS = "Links wat het was, boven wat het werd. Grijs bleef gelijk; hoe donkerder, hoe meer er zo gingen."
FALLS = (
    "Links wat het was en rechts wat het is; daartussen wat eraf ging en wat erbij kwam, elk waar het vorige ophield."
)
SIDES = "Naar rechts wat erbij kwam, naar links wat eraf ging; erachter het aantal op de twee peildata."
# What the columns of a table of origins do with the count: take from it or add to it.
SIGNS = {"verdwenen": -1, "eraf": -1, "nieuw": 1, "erbij": 1, "selectie": 1, "anders": 1}


def steps(table: Table, chosen: Sequence[str]) -> Drawing:
    """How many regions went forward, stayed and went back, a bar a dimension; a click chooses those regions."""
    lines = []
    for row in table.counted:
        whole, so_far = table.cell(row, "totaal").whole or 0, 0
        for direction, words in DIRECTIONS.items():
            count, code = table.cell(row, direction).whole or 0, f"{row.code}.{direction}"
            if not count:
                continue
            begin, so_far = so_far, so_far + count
            on = not chosen or code in chosen
            lines.append(
                {
                    "dimensie": row.label,
                    "richting": words,
                    "aantal": count,
                    "telling": f"{numbers.count(count)} van {numbers.count(whole)}",
                    "van": begin / whole,
                    "midden": (begin + count / 2) / whole,
                    "tot": so_far / whole,
                    "letter": PAPER if on and direction in ("vooruit", "terug") else INK,
                    "zin": f"{row.label}: {numbers.count(count)} {words}",
                    "gekozen": on,
                    f"{CHOICE}stap": code,
                }
            )
    if not lines:
        return Drawing("stappen", "In deze selectie zijn geen regio’s te vergelijken", "", {})
    frame = pd.DataFrame(lines)
    frame = frame.assign(dekking=paled(frame.gekozen))
    order = list(dict.fromkeys(frame.dimensie))
    there = [d for d in DIRECTIONS if frame.richting.eq(DIRECTIONS[d]).any()]
    legend = tuple((colour(DIRECTION_COLOURS[d]), DIRECTIONS[d]) for d in there)
    y = alt.Y("dimensie:N", sort=order, title=None, axis=alt.Axis(labelExpr="split(datum.label, ' en ')[0]"))
    bars = (
        alt.Chart(frame, name="balken")
        .mark_bar(height=BAR, stroke=PAPER, strokeWidth=1, cursor="pointer")
        .encode(
            y=y,
            x=alt.X("van:Q", axis=None, scale=alt.Scale(domain=[0, 1])),
            x2=alt.X2("tot:Q"),
            fill=_filled("richting", legend),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(dimensie="Dimensie", richting="Richting", telling="Regio’s"),
        )
    )
    words_in = (
        alt.Chart(frame)
        .mark_text(aria=False, fontSize=13, fontWeight="bold")
        .encode(y=y, x=alt.X("midden:Q"), text=alt.Text("aantal:N"), color=alt.Color("letter:N", scale=None))
    )
    first = max(table.counted, key=lambda row: table.cell(row, "vooruit").whole or 0)
    most = table.cell(first, "vooruit").whole or 0
    title = f"{first.label}: {numbers.counted(most, 'regio', 'regio’s')} vooruit" if most else "Geen regio ging vooruit"
    spec = finished(bars + words_in, len(order) * (BAR + 12), ("stap",), "balken")
    return Drawing("stappen", title, f"Regio’s vooruit, gelijk en terug, {period(table)}", spec, ("stap",), legend)


def _filled(name: str, legend: Sequence[tuple[str, str]]) -> alt.Fill:
    """The colours that a legend gives to the values of a column."""
    fills, words = zip(*legend, strict=True)
    return alt.Fill(f"{name}:N", legend=None, scale=alt.Scale(domain=list(words), range=list(fills)))


def period(table: Table) -> str:
    """The two peilingen that it is about."""
    return "van {} naar {}".format(*labels(table.peilingen).values())


def shifts(table: Table, chosen: Sequence[str]) -> Drawing:
    """From which value to which: what stayed the same is on the diagonal. A click chooses the rows that went so.

    Values that nothing came from or went to are left out.
    """
    lijst = table.closing.lijst
    filter_name, what = ("stap", "regio’s") if lijst in PHASES else ("verandering", "projecten")
    name = f"overgang-{lijst}"
    if not table.cell(table.closing, "totaal").value:
        return Drawing(name, f"Geen {what} in beide peilingen", "", {})
    held = [r for r in table.counted if table.cell(r, "totaal").value or table.cell(table.closing, r.code).value]
    most = max((_went(table, old, new) for old in held for new in held if old is not new), default=0)
    lines = [_shift(table, old, new, most, filter_name, chosen) for old in held for new in held]
    frame = pd.DataFrame(lines)
    frame = frame.assign(dekking=paled(frame.gekozen))
    names = alt.Axis(labelLimit=by_width(120, 280), labelFontSize=by_width(11, 13))
    y = alt.Y("van:N", sort=[_short(row) for row in held], title=None, axis=names)
    across = [in_lines(_short(row), LINE_LENGTH) for row in held]
    deepest = max(label.count("\n") for label in across)
    # Of phases the words stand in the tooltip: what is left fits above its column on any screen.
    in_full = named(dict(zip(across, map(_short, held), strict=True)))
    above = upright(IN_LINES, in_full, 8 + 14 * deepest, 0 if lijst in PHASES else NARROW)
    axis = alt.Axis(**above, orient="top", labelLineHeight=14, labelFontSize=11.5)
    x = alt.X("naar:N", sort=across, title=None, axis=axis)
    fields = (
        alt.Chart(frame, name="vakken")
        .mark_rect(strokeWidth=3, cornerRadius=4, cursor="pointer")
        .encode(
            y=y,
            x=x,
            fill=alt.Fill("vul:N", scale=None),
            stroke=alt.StrokeValue(PAPER),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(was="Van", werd="Naar", telling=what.capitalize(), deel="Van wat er was"),
        )
    )
    counts = (
        alt.Chart(frame)
        .mark_text(aria=False, fontSize=13)
        .encode(y=y, x=x, text=alt.Text("getal:N"), color=alt.Color("letter:N", scale=None))
    )
    gone = [row.label for row in table.counted if row not in held and row.kind == "waarde"]
    left_out = f"; zonder {what}: {', '.join(gone)}" if gone else ""
    subtitle = f"Van (links) naar (boven), {period(table)}; grijs bleef gelijk{left_out}"
    height = FIELD * len(held) + 14 * deepest + 24
    spec = finished(fields + counts, height, (filter_name,), "vakken")
    return Drawing(name, _most(table, held, what), subtitle, spec, (filter_name,), reading=FIELDS)


def _short(row: Row) -> str:
    """A value beside or above its fields; of a phase the words stand in the tooltip."""
    return row.label.split(":")[0] if row.lijst in PHASES else row.label


def _went(table: Table, old: Row, new: Row) -> int:
    return table.cell(old, new.code).whole or 0


def _shift(table: Table, old: Row, new: Row, most: int, filter_name: str, chosen: Sequence[str]) -> dict[str, Any]:
    count, code = _went(table, old, new), Shift(old.lijst, old.code, new.code).code
    whole, same = table.cell(old, "totaal").whole or 0, old is new
    shade = 0 if same or not count else 1 + round(4 * count / most)
    on = not any(shift.field == old.lijst for c in chosen if (shift := parse_shift(c))) or code in chosen
    return {
        "van": _short(old),
        "naar": in_lines(_short(new), LINE_LENGTH),
        "was": old.label,
        "werd": f"{new.label} (gelijk)" if same else new.label,
        "aantal": count,
        "getal": numbers.count(count) if count else "",
        "telling": numbers.count(count),
        "deel": numbers.share(count / whole) if whole else numbers.NOTHING,
        "vul": colour(f"schaal-5-{shade}") if shade else colour("buiten") if same else colour("papier-2"),
        "letter": colour(f"schaal-5-{shade}-tekst") if shade and on else INK,
        "zin": f"{old.label} bleef: {numbers.count(count)}"
        if same
        else f"{old.label} → {new.label}: {numbers.count(count)}",
        "gekozen": on,
        f"{CHOICE}{filter_name}": code if count else None,
    }


def _most(table: Table, held: Sequence[Row], what: str) -> str:
    """Which way most of them went."""
    ways = [(_went(table, old, new), old, new) for old in held for new in held if old is not new]
    moved, whole = sum(n for n, *_ in ways), table.cell(table.closing, "totaal").whole
    if not moved:
        return f"Alle {numbers.count(whole)} {what} bleven gelijk" if whole != 1 else f"{held[0].label}: bleef gelijk"
    count, old, new = max(ways, key=lambda way: way[0])
    if whole == 1:
        return f"Van ‘{old.label}’ naar ‘{new.label}’"
    went = f"{numbers.count(count)} van ‘{old.label}’ naar ‘{new.label}’"
    how = "veranderde" if moved == 1 else "veranderden"
    return f"{numbers.count(moved)} van de {numbers.count(whole)} {what} {how}, {went}"


def waterfall(table: Table, row: Row) -> Drawing:
    """How the count of one value came about: what it was, what left and entered, and what it is."""
    name = f"opbouw-{row.lijst}"
    if not any(value for value in row.values):
        return Drawing(name, f"{row.label}: geen projecten op beide peildata", "", {})
    lines, level = [], 0
    for column in table.columns:
        count, sign = table.cell(row, column).whole or 0, SIGNS.get(column.code, 0)
        begin, level = (level, level + sign * count) if sign else (0, count)
        change = numbers.change(sign * count) if sign else numbers.count(count)
        lines.append(
            {
                "stap": _in_two(column),
                "kolom": column.name,
                "aantal": count,
                "van": begin,
                "tot": level,
                "boven": max(begin, level),
                "telling": change,
                "soort": "stand" if not sign else "erbij" if level >= begin else "eraf",
                "zin": f"{row.label}, {column.name}: {change}",
            }
        )
    frame = pd.DataFrame(lines)
    order = list(frame.stap)
    x = alt.X(
        "stap:N",
        sort=order,
        title=None,
        axis=alt.Axis(labelAngle=0, labelExpr=IN_LINES, labelLineHeight=14, labelFontSize=12),
        scale=alt.Scale(paddingInner=0.3, paddingOuter=0.1),
    )
    y = alt.Y("van:Q", title=None, axis=None)
    bars = (
        alt.Chart(frame)
        .mark_bar(cornerRadius=2)
        .encode(
            x=x,
            y=y,
            y2=alt.Y2("tot:Q"),
            fill=_filled("soort", KINDS),
            description=alt.Description("zin:N"),
            tooltip=tooltips(kolom=row.label, telling="Projecten"),
        )
    )
    words = (
        alt.Chart(frame)
        .mark_text(aria=False, dy=-9, fontSize=14, fontWeight="bold")
        .encode(x=x, y=alt.Y("boven:Q", axis=None), text=alt.Text("telling:N"), color=alt.ColorValue(INK))
    )
    ground = alt.Chart(pd.DataFrame({"nul": [0]})).mark_rule(aria=False, color=RIM).encode(y=alt.Y("nul:Q", axis=None))
    then, now = (table.cell(row, p.key).whole or 0 for p in table.peilingen)
    title = f"{row.label}: van {numbers.count(then)} naar {numbers.count(now)} ({numbers.change(now - then)})"
    spec = finished(alt.layer(bars, words, ground), 280)
    return Drawing(name, title, f"Hoe het aantal projecten veranderde, {period(table)}", spec, (), KINDS, reading=FALLS)


def _in_two(column: Column) -> str:
    return in_lines(column.name.replace(": ", ":\n", 1), 13, replace_whitespace=False)


def growth(table: Table, chosen: Sequence[str]) -> Drawing:
    """What came and went per value, those that moved most first; a click chooses the value.

    Values whose count has nothing that came or went are one sentence.
    """
    lijst = table.closing.lijst
    name, peilingen = f"groei-{lijst}", table.peilingen
    lines, still, moved = [], [], []
    for row in table.counted:
        then, now = (table.cell(row, p.key).whole or 0 for p in peilingen)
        signed = [SIGNS[c.code] * (table.cell(row, c).whole or 0) for c in table.columns if c.code in SIGNS]
        parts = {"eraf": sum(n for n in signed if n < 0), "erbij": sum(n for n in signed if n > 0)}
        if not any(signed):
            still += [f"{row.label} ({numbers.count(now)})"] if now else []
            continue
        moved.append((now - then, row))
        for kind, count in parts.items():
            lines.append(
                {
                    "label": row.label,
                    "code": row.code,
                    "soort": kind,
                    "aantal": count,
                    "telling": numbers.change(count),
                    "was": then,
                    "werd": now,
                    "stand": f"{numbers.count(then)} → {numbers.count(now)}",
                    "zin": f"{row.label}: {numbers.change(count)} {kind}",
                    "gekozen": not chosen or row.code in chosen,
                    f"{CHOICE}{lijst}": row.code if table.cell(row, peilingen[1].key).opens else None,
                }
            )
    same = f"Gelijk gebleven: {', '.join(still)}." if still else ""
    if not lines:
        return Drawing(name, same or "Geen projecten in deze selectie", "", {})
    frame = pd.DataFrame(lines)
    ranked = [row.label for _, row in sorted(moved, key=lambda change: -change[0])]
    frame = frame.assign(dekking=paled(frame.gekozen))
    frame = frame.sort_values("label", key=lambda labels: labels.map(ranked.index), kind="stable")
    y = alt.Y("label:N", sort=None, title=None, axis=alt.Axis(labelLimit=190))
    x = alt.X("aantal:Q", title=None, axis=None, scale=alt.Scale(nice=False))
    bars = (
        alt.Chart(frame, name="balken")
        .mark_bar(height=14, cursor="pointer")
        .encode(
            y=y,
            x=x,
            fill=_filled("soort", KINDS[1:]),
            opacity=alt.Opacity("dekking:Q", scale=None),
            description=alt.Description("zin:N"),
            tooltip=tooltips(label="Naam", soort="Projecten", telling="Verschil", stand="Totaal"),
        )
    )
    words = (
        alt.Chart(frame)
        .transform_filter("datum.soort == 'erbij'")
        .mark_text(aria=False, align="left", dx=6, fontSize=12)
        .encode(y=y, x=x, text=alt.Text("stand:N"), color=alt.ColorValue(INK))
    )
    zero = alt.Chart(pd.DataFrame({"nul": [0]})).mark_rule(aria=False, color=RIM).encode(x=alt.X("nul:Q", axis=None))
    change, most = max(moved, key=lambda c: c[0])
    was, became = (numbers.count(table.cell(most, p.key).whole) for p in peilingen)
    title = f"{most.label} groeide het meest: van {was} naar {became}" if change > 0 else "Nergens meer projecten"
    spec = finished(alt.layer(bars, zero, words), 20 * len(moved) + 12, (lijst,), "balken")
    return Drawing(
        name,
        title,
        f"Wat erbij kwam en wat eraf ging, {period(table)}. {same}".strip(),
        spec,
        (lijst,),
        KINDS[1:],
        reading=SIDES,
    )
