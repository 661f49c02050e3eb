"""The drawings of a report table as pictures: the bars of tables 1 to 3, the grid of impact of tables 8 and 12."""

from collections.abc import Sequence
from dataclasses import replace
from xml.etree import ElementTree as ET

from wir.charts.shares_and_impact import ImpactCell, ShareRow, impact_grid
from wir.common import numbers
from wir.export.listing import of_table
from wir.export.picture_parts import (
    COLOURS,
    MUTED,
    ROOM,
    Drawing,
    Ink,
    box,
    filled,
    framed,
    legend,
    not_scored,
    stacked,
    words,
)
from wir.tables.model import Column, Row, Table

BAR = 30.0
BAR_GAP = 8.0
BAR_LEFT = 84.0
NUMBER = Ink(13)
GRID_LEFT = 150.0
CELL_WIDTH = 348.0
CELL_HEIGHT = 64.0
CELL_GAP = 6.0
FIGURE = 22.0
HEAD = Ink(13, "gedempt", bold=True)


def share_rows(table: Table) -> list[ShareRow]:
    """A bar for every peildatum of a phase table."""
    phases = [row for row in table.rows if row.kind == "waarde"]
    unknown = next(row for row in table.rows if row.kind == "onbekend")

    def counted(row: Row, column: Column) -> int:
        return table.cell(row, column).whole or 0

    return [
        ShareRow(column.name, [counted(row, column) for row in phases], counted(unknown, column))
        for column in table.columns
    ]


def shares_svg(table: Table) -> str:
    """How the regions are divided over the phases, a bar for every peildatum of table 1, 2 or 3."""
    rows = share_rows(table)
    labels = [row.label for row in table.rows if row.kind == "waarde"]
    items = [(filled(f"schaal-{len(labels)}-{k}"), label) for k, label in enumerate(labels, start=1)]
    items += [(not_scored(), "Niet gescoord")] if any(row.unknown for row in rows) else []
    bars = [_bar(row, len(labels)) for row in rows]
    said = " ".join(_said(row, labels) for row in rows)
    return framed(of_table(table), stacked([stacked(bars, BAR_GAP), legend(items)], 14), said)


def _said(row: ShareRow, labels: Sequence[str]) -> str:
    if not sum(row.counts) + row.unknown:
        return f"{row.label}: {numbers.NOT_REGISTERED}."
    parts = [f"{label} {n}" for label, n in zip(labels, row.counts, strict=True)]
    return f"{row.label}: {', '.join([*parts, f'Niet gescoord {row.unknown}'])}."


def _bar(row: ShareRow, steps: int) -> Drawing:
    """One bar over the whole width; a number stands in its part where there is room for it."""
    svg = words(0, 20, row.label, MUTED)
    total = sum(row.counts) + row.unknown
    room = ROOM - BAR_LEFT
    if not total:
        outline = f' stroke="{COLOURS["lijn"]}"'
        svg += box(BAR_LEFT, 0, room, BAR, "papier", outline)
        return Drawing(svg + words(BAR_LEFT + room / 2, 20, numbers.NOT_REGISTERED, MUTED, "middle"), BAR)
    x = BAR_LEFT
    for k, count in enumerate((*row.counts, row.unknown), start=1):
        width = room * count / total
        known = k <= steps
        fill = filled(f"schaal-{steps}-{k}") if known else not_scored()
        ink = Ink(NUMBER.size, f"schaal-{steps}-{k}-tekst" if known else "inkt")
        if count:
            svg += f'<rect x="{x:.1f}" y="0" width="{width:.1f}" height="{BAR:g}" {fill}/>'
        if count and NUMBER.width(str(count)) + 4 < width:
            svg += words(x + width / 2, 20, str(count), ink, "middle")
        x += width
    return Drawing(svg, BAR)


def impact_cells(table: Table) -> list[ImpactCell]:
    """The impact rows of table 8 or 12, with their shares and changes. Raises ValueError for a table without them."""
    rows = [row for row in table.counted if row.lijst == "impact"]
    if not rows:
        raise ValueError(f"{table.name} does not count impact")
    total = table.value("impact", "totaal")
    cells = []
    for row in rows:
        count, change = table.cell(row).whole, table.change(row)
        share = numbers.share(count / total) if count is not None and total else ""
        changed = "" if change is None else numbers.change(change)
        cells.append(ImpactCell(row.code, count or 0, numbers.count(count), share, changed))
    return cells


def impact_svg(table: Table) -> str:
    """Table 8, or the impact in table 12, as a grid of schaal and betekenis: the darker, the more projects."""
    name = table.shown.name
    since = f" {table.since}"
    cells = [replace(cell, change=cell.change and cell.change + since) for cell in impact_cells(table)]
    labels = {row.code: row.label for row in table.rows if row.lijst == "impact"}
    said = " ".join(f"{labels[c.code]}: {', '.join(t for t in (c.text, c.share, c.change) if t)}." for c in cells)
    listing = replace(of_table(table), title=f"Impact: schaal en betekenis, {name} ({table.name})")
    return framed(listing, _grid(ET.fromstring(impact_grid(cells, ""))), said)  # nosec B314 # ours


def _grid(screen: ET.Element) -> Drawing:
    """The grid of the screen, which knows where each value stands and how dark it is."""
    middles = [GRID_LEFT + CELL_WIDTH / 2, GRID_LEFT + CELL_WIDTH * 1.5 + CELL_GAP]
    heads = [head.text or "" for head in screen.iterfind("thead/tr/th")]
    drawings = [Drawing("".join(words(x, 14, t, HEAD, "middle") for x, t in zip(middles, heads, strict=True)), 22)]
    for row in (*screen.iterfind("tbody/tr"), *screen.iterfind("tfoot/tr")):
        svg = words(0, CELL_HEIGHT / 2 + 5, row.findtext("th", ""), HEAD)
        cells = row.findall("td")
        places = middles if len(cells) == len(middles) else [sum(middles) / len(middles)]
        svg += "".join(_impact_box(cell, x) for cell, x in zip(cells, places, strict=True))
        drawings.append(Drawing(svg, CELL_HEIGHT))
    return stacked(drawings, CELL_GAP)


def _impact_box(cell: ET.Element, middle: float) -> str:
    tint = cell.get("class", "").replace("tint", "schaal-5")
    colour = f"{tint}-tekst" if tint else "inkt"
    below = box(middle - CELL_WIDTH / 2, 0, CELL_WIDTH, CELL_HEIGHT, tint, ' rx="5"') if tint else ""
    rest = " · ".join(span.text or "" for span in cell.iterfind("span"))
    number = words(middle, 30, cell.findtext("b", ""), Ink(FIGURE, colour, bold=True), "middle")
    return below + number + words(middle, 51, rest, Ink(NUMBER.size, colour), "middle")
