"""Every number that the report of January 2021 prints beside the computed one, as rows."""

from collections.abc import Mapping, Sequence

from wir.database.database import Database
from wir.export.listing import Header, Line, Listing
from wir.tables.build import TABLES, build_table
from wir.tables.claims import REPORT_SELECTION
from wir.tables.published import Compared, compare

NAME, TITLE = "gepubliceerd-berekend", "Gepubliceerd naast berekend"
SOURCE = "Bron: rapport van januari 2021 en WIR-register"


def compared_tables(database: Database) -> Mapping[str, tuple[Compared, ...]]:
    """The printed numbers of each table by its name: Tabel 1, Bijlage 1. Raises UnknownPeiling."""
    return {_name(number): compare(build_table(number, database, REPORT_SELECTION)) for number in TABLES}


def _name(number: str) -> str:
    return f"Tabel {number}" if number[0].isdigit() else number.replace("-", " ").capitalize()


def of_compared(found: Mapping[str, Sequence[Compared]]) -> Listing:
    """A row for each printed number."""
    numbers = ("Gepubliceerd", "Berekend")
    headers = (
        Header("Rij"),
        Header("Kolom"),
        *(Header(name, "aantal") for name in numbers),
        Header("Verschil", "verschil"),
    )
    lines = tuple(
        Line((c.row, c.column, c.cell.value, c.computed, c.difference), name)
        for name, table in found.items()
        for c in table
    )
    return Listing(NAME, TITLE, "Peildatum 1 november 2020", headers, lines, (), SOURCE, group="Tabel")
