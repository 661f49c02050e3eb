"""A table of units side by side as it leaves the app, with in words which differences rest on few."""

from dataclasses import replace

from wir.common import numbers
from wir.export.listing import Header, Line, Listing, of_table
from wir.tables.model import Column, Row, Table
from wir.tables.side_by_side import rests_on_few, share, units

FEW_HEADER = "Verschil rust op weinig (°)"


def of_side(table: Table, link: str = "") -> Listing:
    """The counts and shares, and last the names of the units whose share differs by few."""
    listing = of_table(table, link)
    lines = tuple(_with_few(line, table, row) for line, row in zip(listing.lines, table.rows, strict=True))
    return replace(listing, headers=(*listing.headers, Header(FEW_HEADER)), lines=lines)


def as_seen(table: Table) -> Listing:
    """The same as on screen: count and share of a unit together, with a sign where the difference rests on few."""
    listing = of_table(table)
    headers = [Header(f"{unit.name} (n={_count(table, table.closing, unit)})") for unit in units(table)]
    lines = tuple(
        replace(line, cells=(row.label, *(_count_and_share(table, row, unit) for unit in units(table))))
        for line, row in zip(listing.lines, table.rows, strict=True)
    )
    return replace(listing, headers=(listing.headers[0], *headers), lines=lines)


def _count(table: Table, row: Row, unit: Column) -> str:
    return numbers.count(table.cell(row, unit).whole)


def _count_and_share(table: Table, row: Row, unit: Column) -> str:
    sign = "°" if rests_on_few(table, row, unit) else ""
    return f"{_count(table, row, unit)} · {numbers.share(share(table, row, unit))}{sign}"


def _with_few(line: Line, table: Table, row: Row) -> Line:
    few = [unit.name for unit in units(table) if unit != table.shown and rests_on_few(table, row, unit)]
    return replace(line, cells=(*line.cells, ", ".join(few)))
