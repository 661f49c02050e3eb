"""A listing of a file in data/: which of its fields are columns, and how they are headed."""

from collections.abc import Mapping, Sequence

from wir.common.facts import Fact, number
from wir.export.listing import Cell, Header, Line, Listing, ValueKind

Columns = Mapping[Header, str]
SOURCE = Header("Vindplaats")
NUMBERS: tuple[ValueKind, ...] = ("aantal", "verschil", "toename")


def listing_of(
    name: str,
    title: str,
    rows: Sequence[Fact],
    columns: Columns,
    source: str,
    heading: str = "",
    group: str = "",
    notes: Sequence[str] = (),
) -> Listing:
    """The rows with these fields as columns; `heading` is the field that groups them and `group` what it is called."""
    lines = tuple(
        Line(tuple(_cell(row[field], header) for header, field in columns.items()), row[heading] if heading else "")
        for row in rows
    )
    return Listing(name, title, "", tuple(columns), lines, tuple(notes), f"Bron: {source}", group=group)


def _cell(text: str, header: Header) -> Cell:
    return number(text) if header.kind in NUMBERS else text
