"""A table of units side by side as it leaves the app, with in words which differences rest on few."""

from dataclasses import replace

from wir import numbers
from wir.export.listing import Header, Line, Listing, of_table
from wir.tables.model import Block, Row, Table
from wir.tables.side import rests_on_few

FEW_HEADER = "Verschil rust op weinig (°)"


def of_side(table: Table, link: str = "") -> Listing:
    """The counts and shares, and last the names of the units whose share differs by few."""
    listing = of_table(table, link)
    rows = [(block, row) for block in table.blocks for row in block.rows]
    lines = tuple(_line(line, table, *pair) for line, pair in zip(listing.lines, rows, strict=True))
    return replace(listing, headers=(*listing.headers, Header(FEW_HEADER)), lines=lines)


def as_seen(table: Table) -> Listing:
    """The same as on screen: count and share of a unit together, with a sign where the difference rests on few."""
    listing = of_table(table)
    rows = [(block, row) for block in table.blocks for row in block.rows]
    units = range(len(table.columns) // 2)
    total = table.rows[-1]
    headers = [Header(f"{table.columns[2 * i].name} (n={_count(total, i)})") for i in units]
    lines = tuple(
        replace(line, cells=(row.label, *(_cell(row, block.rows[-1], i) for i in units)))
        for line, (block, row) in zip(listing.lines, rows, strict=True)
    )
    return replace(listing, headers=(listing.headers[0], *headers), lines=lines)


def _count(row: Row, unit: int) -> str:
    value = row.values[2 * unit]
    return numbers.count(None if value is None else int(value))


def _cell(row: Row, total: Row, unit: int) -> str:
    sign = "°" if rests_on_few(row, total, unit) else ""
    return f"{_count(row, unit)} · {numbers.share(row.values[2 * unit + 1])}{sign}"


def _line(line: Line, table: Table, block: Block, row: Row) -> Line:
    units = range(len(table.columns) // 2 - 1)
    few = [table.columns[2 * i].name for i in units if rests_on_few(row, block.rows[-1], i)]
    return replace(line, cells=(*line.cells, ", ".join(few)))
