"""A table of units side by side as it leaves the app, with in words which differences rest on few."""

from dataclasses import replace

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


def _line(line: Line, table: Table, block: Block, row: Row) -> Line:
    units = range(len(table.columns) // 2 - 1)
    few = [table.columns[2 * i].name for i in units if rests_on_few(row, block.rows[-1], i)]
    return replace(line, cells=(*line.cells, ", ".join(few)))
