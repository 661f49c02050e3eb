"""The tables of the report. Adding one is one entry in TABLES, at most one .sql, and one golden file."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from wir.common.errors import UnknownTable
from wir.database.database import Database
from wir.domain.declaration import HOME, REGIONS
from wir.domain.inventarisatie import INVENTARISATIE
from wir.domain.remarks import about_region, about_table, told
from wir.domain.selection import PROJECT_FILTERS, REGION_FILTERS, Selection
from wir.domain.trajecten import TRAJECTEN
from wir.tables import inventarisatie, trajecten
from wir.tables.counting import Counted, CountingTable, ThemeTable
from wir.tables.cross import cross_tables
from wir.tables.development import ChangeTable, OriginTable
from wir.tables.model import Table
from wir.tables.places import PlaceTable, ThemePlaceTable
from wir.tables.published import compare
from wir.tables.region_scores import StandingsTable
from wir.tables.spec import TableSpec
from wir.tables.themes import HolderTable, StartYearTable, YearTable
from wir.tables.transitions import DIMENSIONS, ShiftTable, StepTable

IMPACT = Counted("impact", "Mate van impact", prints_unknown=True)
SHARING = Counted("deelbaarheid", "Delen van resultaten", prints_unknown=True)
SCALING = Counted("opschaalbaarheid", "Analyse opschaalbaarheid")

FROM_TO = "Van ↓ naar →"
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
    ThemeTable(
        "12", "impact, delen en opschaalbaarheid", "Thema", (replace(IMPACT, prints_unknown=False), SHARING, SCALING)
    ),
    StandingsTable("bijlage-1", "Stand per zorgkantoorregio", "Zorgkantoorregio"),
)
# Not in the report: what changed between two peilingen. "status" gives tables overgang-status and opbouw-status.
JUDGED = {
    "status": "projectstatus",
    "impact": "impact",
    "deelbaarheid": "delen van resultaten",
    "opschaalbaarheid": "opschaalbaarheid",
    "betrokkenheid": "aantal betrokken zorgorganisaties",
}
_CHANGES: tuple[TableSpec, ...] = (
    ChangeTable("verandering", "Nieuwe, verdwenen en gewijzigde projecten", "Verandering"),
    StepTable("stappen", "Regio’s vooruit, gelijk en terug", "Dimensie"),
    *(ShiftTable(f"overgang-{d}", f"{name}: van fase naar fase", FROM_TO, d) for d, name in DIMENSIONS.items()),
    *(ShiftTable(f"overgang-{j}", f"Verschuiving in {name}", FROM_TO, j) for j, name in JUDGED.items()),
    *(OriginTable(f"opbouw-{j}", f"Hoe de telling van {name} veranderde", "Waarde", j) for j, name in JUDGED.items()),
    OriginTable("opbouw-thema", "Hoe de telling per thema veranderde", "Hoofdrubriek", "thema"),
    PlaceTable("opbouw-regio", "Hoe de telling per regio veranderde", "Zorgkantoorregio"),
)
_OWN: tuple[TableSpec, ...] = (
    YearTable("startjaar", "Projecten per startjaar", "Startjaar"),
    ThemePlaceTable("regio-thema", "Projecten per regio en thema", "Zorgkantoorregio"),
)
TABLES = {spec.number: spec for spec in _SPECS}
CHANGES = {spec.number: spec for spec in _CHANGES}
EVERY = {**TABLES, **CHANGES, **{spec.number: spec for spec in _OWN}}
# Any property across any other, made of what is declared: kruis-thema-status, kruis-thema-status-rij.
CROSSES = {spec.number: spec for spec in cross_tables()}
SPECS: Mapping[str, TableSpec] = {**EVERY, **CROSSES}
# The tables of each register by its name; those of another one are a mapping in its own folder, named here.
OF_REGISTER: Mapping[str, Mapping[str, TableSpec]] = {
    HOME: SPECS,
    INVENTARISATIE.name: inventarisatie.TABLES,
    TRAJECTEN.name: trajecten.TABLES,
}
OF_REGIONS = (
    "1",
    "2",
    "3",
    "bijlage-1",
    "stappen",
    *(f"overgang-{d}" for d in DIMENSIONS),
    *(n for n, spec in CROSSES.items() if spec.sheet is REGIONS),
)


def filters_of(number: str) -> tuple[str, ...]:
    """Which filters a table can use: regions have no theme, and a table of all changes does not choose one."""
    filters = REGION_FILTERS if number in OF_REGIONS else PROJECT_FILTERS
    return tuple(name for name in filters if name not in ("verandering", "stap") or number not in CHANGES)


def used_by(number: str, selection: Selection) -> Selection:
    """The selection without the filters that a table cannot use."""
    if number not in SPECS:
        spec = OF_REGISTER[selection.declared.name].get(number)
        return selection.only(n for n in selection.filters if spec is None or n not in spec.ignores)
    for name in selection.filters:
        if name not in filters_of(number):
            selection = selection.with_filter(name, ())
    return selection


def build_table(number: str, database: Database, selection: Selection) -> Table:
    """Compute a table by its number. Raises UnknownTable, UnknownPeiling or NoComparison."""
    specs = OF_REGISTER[database.declared.name]
    if number not in specs:
        raise UnknownTable(f"Tabel {number} bestaat niet; er zijn: {', '.join(n for n in specs if n not in CROSSES)}.")
    used = used_by(number, selection)
    unused = [name for name in selection.filters if name not in used.filters]
    table = specs[number].build(database, used)
    chosen = table.selection
    for name in unused:
        chosen = chosen.with_filter(name, selection.of(name))
    # Table 12 sets its own theme where none was chosen: that is the report's table, not a filter.
    found = () if used.filters or number not in EVERY else compare(table)
    return replace(
        table,
        selection=chosen,
        caption=_caption(table, database),
        footnotes=(*table.footnotes, *_unused_note(unused, number)),
        equals_report=all(c.equal for c in found) if found else None,
        remarks=tuple(_remarks(table)),
    )


def _remarks(table: Table) -> Iterator[str]:
    """What WIR remarked on it, and in a table of regions on each of those, the newest peiling first."""
    for peiling in reversed(table.peilingen):
        yield from told(peiling, about_table(table.number))
        for row in table.rows if table.number == "bijlage-1" else ():
            yield from told(peiling, about_region(row.code), row.label)


def _unused_note(unused: list[str], number: str) -> tuple[str, ...]:
    if not unused:
        return ()
    if number not in EVERY:
        return (f"Niet gebruikt in deze tabel: {', '.join(unused)}.",)
    why = "een regio heeft deze kenmerken niet" if number in OF_REGIONS else "een project heeft deze kenmerken niet"
    if number in CHANGES:
        why = "deze tabel laat alle veranderingen zien" if set(unused) <= {"verandering", "stap"} else why
    return (f"Niet gebruikt in deze tabel: {', '.join(unused)} ({why}).",)


def _caption(table: Table, database: Database) -> str:
    """The selection in words, without a comparison that the table does not use."""
    two = table.compared is not None or table.between
    used = used_by(table.number, table.selection)
    used = used if two else replace(used, vergelijk_peildatum=None)
    return used.caption(database.lists(table.peiling))
