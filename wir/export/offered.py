"""What can be asked for by address: each table, the projects and the regions, with what their columns mean."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial

from wir.common.errors import UnknownTable
from wir.database.database import Database
from wir.domain.declaration import PROJECTS, REGIONS, Field, Sheet
from wir.domain.selection import PROJECT_FILTERS, REGION_FILTERS, Selection
from wir.export.data import long_form
from wir.export.listing import Listing, ValueKind, of_table
from wir.export.programmes.by_name import PUBLISHED, RECOMPUTED
from wir.export.project_columns import COLUMNS, WHENCE, to_listing
from wir.export.region_scores import of_standings
from wir.tables.build import EVERY, OF_REGIONS, build_table, filters_of
from wir.tables.project_rows import projects
from wir.tables.region_scores import DIMENSIONS, standings

Build = Callable[[Database, Selection], Listing]
FORM, WIDE, LONG = "vorm", "breed", "lang"
VALUES: Mapping[ValueKind, str] = {
    "aantal": "Aantal {}.",
    "verschil": "Verschil in aantal {}.",
    "aandeel": "Deel van de {}, van 0 tot 1.",
    "fase": "De fase; leeg is niet gescoord.",
}
NOT_OURS = "Gepubliceerd in een rapport; verandert niet."


@dataclass(frozen=True)
class Column:
    """A column: its name, what it means, and where it comes from."""

    name: str
    meaning: str
    source: str


@dataclass(frozen=True)
class Offered:
    """Rows that have an address: tabel/6. Without filters they are of no peiling."""

    path: str
    title: str
    filters: tuple[str, ...]
    of_peiling: bool
    build: Build
    columns: Callable[[Listing], tuple[Column, ...]]
    long: Build | None = None

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
    """Everything that can be asked for, by its path."""
    every = (*map(_table, EVERY), _projects(), _regions(), *_of_reports())
    return {each.path: each for each in every}


def find(path: str) -> Offered:
    """Raises UnknownTable with what there is."""
    found = offered().get(path)
    if found is None:
        raise UnknownTable(f"Er is geen {path[:60]}; er zijn: {', '.join(offered())}.")
    return found


def _table(number: str) -> Offered:
    return Offered(
        f"tabel/{number}",
        EVERY[number].title,
        filters_of(number),
        True,
        lambda database, selection: of_table(build_table(number, database, selection)),
        lambda listing: tuple(_of_table(number, listing)),
        lambda database, selection: long_form(build_table(number, database, selection)),
    )


def _of_table(number: str, listing: Listing) -> Iterator[Column]:
    """The first columns say what is counted, the others how many."""
    sheet = REGIONS if number in OF_REGIONS else PROJECTS
    counted = "regio’s" if sheet is REGIONS else "projecten"
    for header in listing.flat.headers:
        field = _meant(sheet, header.name)
        if header.kind == "tekst" or (header.kind == "fase" and field):
            meaning = field.explanation if field else "Waarvan de rij is."
        else:
            meaning = VALUES.get(header.kind, VALUES["aantal"]).format(counted)
        yield Column(header.name, meaning, _source(sheet, field))


def _meant(sheet: Sheet, name: str) -> Field | None:
    """The column of the register that a header of a table is about."""
    return sheet.meant(name) or next((f for f in sheet.fields if f.title == name), None)


def _source(sheet: Sheet, field: Field | None) -> str:
    return f"WIR-register, blad {sheet.name}" + (f", kolom ‘{field.header}’" if field else "")


def _projects() -> Offered:
    def build(database: Database, selection: Selection) -> Listing:
        shown = database.shown(selection)
        used, lists = selection.only(PROJECT_FILTERS), database.lists(shown)
        rows = projects(database, used)
        return to_listing(rows, f"Projecten, {shown.label}", used.caption(lists), shown, lists, "")

    fields = [PROJECTS.field(c.name) if c.name != "regio" else None for c in COLUMNS]
    told = [
        Column(c.header, f.explanation if f else "De regio.", _source(PROJECTS, f))
        for c, f in zip(COLUMNS, fields, strict=True)
    ]
    told += [
        Column(h.name, PROJECTS.field(h.name.lower()).explanation, _source(PROJECTS, PROJECTS.field(h.name.lower())))
        for h in WHENCE
    ]
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
    return Column(name, field.explanation if field else "De regio.", _source(REGIONS, field))


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
