"""What can be asked for by address: the tables of every register, projects and regions, and what their columns mean."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from wir.common.errors import UnknownTable
from wir.database.database import Database
from wir.domain.declaration import HOME, PROJECTS, REGIONS, WIR, Declaration, Field, Sheet
from wir.domain.registers import REGISTERS
from wir.domain.selection import DATES, PROJECT_FILTERS, REGION_FILTERS, Selection
from wir.export.courses import REBUILT, of_courses
from wir.export.data import long_form
from wir.export.listing import Header, Listing, ValueKind, of_table
from wir.export.programmes.by_name import PUBLISHED, RECOMPUTED
from wir.export.project_columns import COLUMNS, WHENCE, to_listing
from wir.export.region_scores import of_standings
from wir.tables.build import CROSSES, EVERY, OF_REGIONS, OF_REGISTER, build_table, filters_of
from wir.tables.courses import courses, periods
from wir.tables.project_rows import projects
from wir.tables.region_scores import DIMENSIONS, standings
from wir.tables.spec import TableSpec

Build = Callable[[Database, Selection], Listing]
FORM, WIDE, LONG = "vorm", "breed", "lang"
VALUES: Mapping[ValueKind, str] = {
    "aantal": "Aantal {}.",
    "verschil": "Verschil in aantal {}.",
    "aandeel": "Deel van de {}, van 0 tot 1.",
    "fase": "De fase; leeg is niet gescoord.",
    "niveau": "Het niveau; leeg is niet ingevuld.",
}
WHICH_REBUILT = "Van welke peildata de fase niet is gepubliceerd maar nagebouwd."
STEPS = ("fase", "niveau")
NOT_OURS = "Gepubliceerd in een rapport; verandert niet."


@dataclass(frozen=True)
class Column:
    """A column: its name, what it means, and where it comes from."""

    name: str
    meaning: str
    source: str


@dataclass(frozen=True)
class Offered:
    """Rows that have an address: tabel/6. Without filters they are of no peiling.

    `declared` is the register that they are of: its name stands before its dates and filters in an address.
    """

    path: str
    title: str
    filters: tuple[str, ...]
    of_peiling: bool
    build: Build
    columns: Callable[[Listing], tuple[Column, ...]]
    long: Build | None = None
    declared: Declaration = WIR

    @property
    def dates(self) -> tuple[str, ...]:
        """What its address calls the peiling, its version and its comparison."""
        return tuple(map(self.declared.parameter, DATES)) if self.of_peiling else ()

    @property
    def chosen_by(self) -> tuple[str, ...]:
        """What its address calls its filters."""
        return tuple(map(self.declared.parameter, self.filters))

    @property
    def forms(self) -> tuple[str, ...]:
        """In which forms it can be had."""
        return (WIDE, LONG) if self.long else (WIDE,)

    def listing(self, database: Database, selection: Selection, form: str) -> Listing:
        """The rows of a selection."""
        build = self.long if form == LONG and self.long else self.build
        return build(database, selection)


@cache
def offered() -> Mapping[str, Offered]:
    """Everything that can be asked for and stands in the index, by its path."""
    every = (*_tables(EVERY), _projects(), _regions(), *_courses(), *_of_other_registers(), *_of_reports())
    return {each.path: each for each in every}


@cache
def _crosses() -> Mapping[str, Offered]:
    """Any property across any other, by its path: too many for an index."""
    return {each.path: each for each in _tables(CROSSES)}


def known(path: str) -> Offered | None:
    """What has this path, if anything has."""
    return offered().get(path) or _crosses().get(path)


def find(path: str) -> Offered:
    """Raises UnknownTable with what there is."""
    found = known(path)
    if found is None:
        raise UnknownTable(f"Er is geen {path[:60]}; er zijn: {', '.join(offered())}.")
    return found


def _tables(specs: Mapping[str, TableSpec], declared: Declaration = WIR) -> Iterator[Offered]:
    for number, spec in specs.items():
        home = declared.name == HOME
        filters = filters_of(number) if home else tuple(f for f in declared.filters if f not in spec.ignores)
        sheet = (REGIONS if number in OF_REGIONS else PROJECTS) if home else declared.sheets[0]
        yield Offered(
            f"tabel/{number}",
            spec.title,
            filters,
            True,
            partial(_wide, number),
            partial(_of_table, declared, sheet),
            partial(_long, number),
            declared,
        )


def _of_other_registers() -> Iterator[Offered]:
    for name, specs in OF_REGISTER.items():
        if name != HOME:
            yield from _tables(specs, REGISTERS[name])


def _wide(number: str, database: Database, selection: Selection) -> Listing:
    return of_table(build_table(number, database, selection))


def _long(number: str, database: Database, selection: Selection) -> Listing:
    return long_form(build_table(number, database, selection))


def _of_table(declared: Declaration, sheet: Sheet, listing: Listing) -> tuple[Column, ...]:
    return tuple(_column(declared, sheet, header) for header in listing.flat.headers)


def _column(declared: Declaration, sheet: Sheet, header: Header) -> Column:
    """The first columns say what is counted, the others how many; some stand beside what a report published."""
    if "gepubliceerd" in header.name.casefold():
        return Column(header.name, NOT_OURS, PUBLISHED["voortgang"]().source)
    field = _meant(sheet, header.name)
    if header.kind == "tekst" or (header.kind in STEPS and field):
        meaning = field.explanation if field else "Waarvan de rij is."
    else:
        meaning = VALUES.get(header.kind, VALUES["aantal"]).format(sheet.nouns[1])
    return Column(header.name, meaning, _source(declared, sheet, field))


def _meant(sheet: Sheet, name: str) -> Field | None:
    """The column of the register that a header of a table is about."""
    return sheet.meant(name) or next((f for f in sheet.fields if f.title == name), None)


def _source(declared: Declaration, sheet: Sheet, field: Field | None) -> str:
    return f"{declared.title}, blad {sheet.name}" + (f", kolom ‘{field.header}’" if field else "")


def _projects() -> Offered:
    def build(database: Database, selection: Selection) -> Listing:
        shown = database.shown(selection)
        used, lists = selection.only(PROJECT_FILTERS), database.lists(shown)
        rows = projects(database, used)
        return to_listing(rows, f"Projecten, {shown.label}", used.caption(lists), shown, lists, "")

    fields = [PROJECTS.field(c.name) if c.name != "regio" else None for c in COLUMNS]
    told = [
        Column(c.header, f.explanation if f else "De regio.", _source(WIR, PROJECTS, f))
        for c, f in zip(COLUMNS, fields, strict=True)
    ]
    whence = [(h.name, PROJECTS.field(h.name.lower())) for h in WHENCE]
    told += [Column(name, field.explanation, _source(WIR, PROJECTS, field)) for name, field in whence]
    return Offered("projecten", "Projecten, een per rij", PROJECT_FILTERS, True, build, lambda _: tuple(told))


def _regions() -> Offered:
    def build(database: Database, selection: Selection) -> Listing:
        shown, compared = database.shown(selection), database.compared(selection)
        chosen = [s for s in standings(database, selection.only(REGION_FILTERS)) if s.chosen]
        since = f"sinds {compared.label}" if compared else ""
        return of_standings(chosen, shown, compared, since, database.vocabulary(shown))

    def columns(listing: Listing) -> tuple[Column, ...]:
        return tuple(_of_region(header.name) for header in listing.headers)

    return Offered("regios", "Stand per regio", REGION_FILTERS, True, build, columns)


def _of_region(name: str) -> Column:
    about = next((REGIONS.field(key) for key, title in DIMENSIONS.items() if name.startswith(title)), None)
    field = about or _meant(REGIONS, name)
    return Column(name, field.explanation if field else "De regio.", _source(WIR, REGIONS, field))


def _courses() -> Iterator[Offered]:
    """The phases of each regio over the peildata, a score at a time."""
    for dimension, title in DIMENSIONS.items():
        columns = partial(_of_courses, dimension)
        build = partial(_course, dimension, title)
        yield Offered(f"verloop/{dimension}", f"Verloop per regio: {title}", REGION_FILTERS, True, build, columns)


def _course(dimension: str, title: str, database: Database, selection: Selection) -> Listing:
    used, shown = selection.only(REGION_FILTERS), database.shown(selection)
    found = [course for course in courses(database, used, dimension) if course.chosen]
    return of_courses(f"{title} per regio", used.caption(database.lists(shown)), found, periods(database, used), "")


def _of_courses(dimension: str, listing: Listing) -> tuple[Column, ...]:
    phase = _source(WIR, REGIONS, REGIONS.field(dimension))
    whence = _source(WIR, REGIONS, REGIONS.field("gereconstrueerd"))
    ours = {
        **{h.name: Column(h.name, VALUES["fase"], phase) for h in listing.headers if h.kind == "fase"},
        REBUILT: Column(REBUILT, WHICH_REBUILT, whence),
    }
    return tuple(ours.get(header.name) or _of_region(header.name) for header in listing.headers)


def _of_reports() -> Iterator[Offered]:
    for name, make in PUBLISHED.items():
        yield Offered(f"tabel/{name}", make().title, (), False, partial(_as_published, make), _published)
    for name, remake in RECOMPUTED.items():
        title = "Uitspraken van het rapport, nagerekend"
        yield Offered(f"tabel/{name}", title, (), False, partial(_recomputed, remake), _published)


def _as_published(make: Callable[[], Listing], _database: Database, _selection: Selection) -> Listing:
    return make()


def _recomputed(remake: Callable[[Database], Listing], database: Database, _selection: Selection) -> Listing:
    return remake(database)


def _published(listing: Listing) -> tuple[Column, ...]:
    return tuple(Column(header.name, NOT_OURS, listing.source) for header in listing.flat.headers)


def described(each: Offered, listing: Listing, names: Sequence[str]) -> list[dict[str, str]]:
    """The columns of what is offered as an index tells them, by the names that the rows have."""
    told = each.columns(listing)
    return [
        {"naam": name, "betekenis": column.meaning, "bron": column.source}
        for name, column in zip(names, told, strict=True)
    ]
