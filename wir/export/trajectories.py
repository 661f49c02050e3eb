"""Trajectories as a listing: every column in words."""

from collections.abc import Sequence

from wir.domain.declaration import Field
from wir.domain.peiling import Peiling
from wir.domain.register_rows import several_words
from wir.domain.selection import Lists
from wir.domain.trajecten import TRAJECTS
from wir.export.listing import Cell, Header, Line, Listing, printed, source_of
from wir.tables.trajecten import Traject

COLUMNS = {f.name: f for f in TRAJECTS.stored}
NOT_SAID = "–"


def in_words(found: Traject, name: str, lists: Lists) -> str:
    """A field of a trajectory in words."""
    field, value = COLUMNS[name], found.row[name]
    if isinstance(value, list):
        return ", ".join(several_words(field, value, lists)) or NOT_SAID
    if field.lijst:
        term = lists[0].find(field.lijst, str(value)) if value is not None else None
        return term.printed if term else NOT_SAID
    return printed(value, "tekst") or NOT_SAID


def to_listing(found: Sequence[Traject], caption: str, peiling: Peiling, lists: Lists, link: str) -> Listing:
    """Every column of these trajectories."""

    def cell(one: Traject, field: Field) -> Cell:
        return one.row[field.name] if field.kind == "datum" else in_words(one, field.name, lists)

    return Listing(
        name="trajecten",
        title="Vragen en trajecten",
        caption=caption,
        headers=tuple(Header(f.title, "datum" if f.kind == "datum" else "tekst") for f in COLUMNS.values()),
        lines=tuple(Line(tuple(cell(one, field) for field in COLUMNS.values())) for one in found),
        source=source_of([peiling]),
        link=link,
    )
