"""The tables of the report. Adding one is one entry in TABLES, at most one .sql, and one golden file."""

from dataclasses import replace
from typing import Protocol

from wir.database import Database
from wir.errors import UnknownTable
from wir.selection import FILTERS, REGION_FILTERS, Selection
from wir.tables.counting import Counted, CountingTable, ThemeTable
from wir.tables.model import Table
from wir.tables.published import compare
from wir.tables.standings import StandingsTable
from wir.tables.themes import HolderTable, StartYearTable


class TableSpec(Protocol):
    """What every table of the report can do."""

    @property
    def number(self) -> str: ...

    def build(self, database: Database, selection: Selection) -> Table: ...


IMPACT = Counted("impact", "Mate van impact", prints_unknown=True)
SHARING = Counted("deelbaarheid", "Delen van resultaten", prints_unknown=True)
SCALING = Counted("opschaalbaarheid", "Analyse opschaalbaarheid")

_SPECS: tuple[TableSpec, ...] = (
    CountingTable("1", "Afspraken en convenanten", "Afspraken / Convenanten", (Counted("afspraken", "Afspraken"),)),
    CountingTable(
        "2", "Samenwerkingsdynamiek", "Samenwerkingsdynamiek zorgkantoorregio’s", (Counted("dynamiek", "Dynamiek"),)
    ),
    CountingTable(
        "3", "Regiovisie / stip op de horizon", "Regiovisie / stip op de horizon", (Counted("visie", "Visie"),)
    ),
    HolderTable("4", "Projecten per thema en concessiehouder", "Hoofdrubriek"),
    CountingTable(
        "5",
        "Aantal betrokken zorgorganisaties",
        "Aantal betrokken",
        (Counted("betrokkenheid", "Aantal betrokken", prints_total=False),),
    ),
    CountingTable("6", "Projectstatus", "Projectstatus", (Counted("status", "Projectstatus"),)),
    StartYearTable("7", "Projecten per thema en startjaar", "Hoofdrubriek"),
    CountingTable("8", "Impact", "Mate van impact", (IMPACT,)),
    CountingTable("10", "Delen van resultaten", "Delen van resultaten", (SHARING,)),
    CountingTable("11", "Opschaalbaarheid", "Analyse opschaalbaarheid", (SCALING,)),
    ThemeTable("12", "Thema", (replace(IMPACT, prints_unknown=False), SHARING, SCALING)),
    StandingsTable("bijlage-1", "Stand per zorgkantoorregio", "Zorgkantoorregio"),
)
TABLES = {spec.number: spec for spec in _SPECS}
OF_REGIONS = ("1", "2", "3", "bijlage-1")


def filters_of(number: str) -> tuple[str, ...]:
    """Which filters a table can use: regions have no theme or status."""
    return REGION_FILTERS if number in OF_REGIONS else FILTERS


def build_table(number: str, database: Database, selection: Selection) -> Table:
    """Compute a table of the report. Raises UnknownTable, or UnknownPeiling for a date that is not there."""
    if number not in TABLES:
        raise UnknownTable(f"Tabel {number} bestaat niet; er zijn: {', '.join(TABLES)}.")
    table = TABLES[number].build(database, selection)
    unused = [name for name in table.selection.filters if name not in filters_of(number)]
    notes = (
        (f"Niet gebruikt in deze tabel: {', '.join(unused)} (een regio heeft deze kenmerken niet).",) if unused else ()
    )
    # Table 12 sets its own theme where none was chosen: that is the report's table, not a filter.
    found = () if selection.filters else compare(table)
    return replace(
        table,
        caption=_caption(table, database),
        footnotes=(*table.footnotes, *notes),
        equals_report=all(c.equal for c in found) if found else None,
    )


def _caption(table: Table, database: Database) -> str:
    """The selection in words, without a comparison or filter that the table does not use."""
    used = table.selection if table.compared is not None else replace(table.selection, vergelijk_peildatum=None)
    for name in table.selection.filters:
        if name not in filters_of(table.number):
            used = used.with_filter(name, ())
    return used.caption(database.lists(table.peiling))
