"""What all visitors share: the database of the present store and what was computed from it. Nothing personal.

The database remembers for as long as it lives: until the store changes.
"""

from collections.abc import Callable, Hashable, Mapping
from datetime import date, datetime

import streamlit as st

from wir.charts.drawing import Drawing
from wir.common.paths import names_store
from wir.database.database import Database
from wir.domain.catalogue import Catalogue
from wir.domain.compared_units import UnitKind
from wir.domain.declaration import Declaration
from wir.domain.peiling import Peiling
from wir.domain.registers import REGISTERS
from wir.domain.selection import Selection
from wir.domain.vocabulary import Region
from wir.export import recount
from wir.insight import profile as profiles
from wir.insight.learning import Advice, Landscape, advise
from wir.insight.profile import Profile
from wir.report.build import build_report
from wir.report.model import Report
from wir.store.publishing import prepare
from wir.store.store import Store, our_store
from wir.tables import corrections, project_rows
from wir.tables.build import build_table
from wir.tables.claims import Claim, claims
from wir.tables.corrections import Erratum
from wir.tables.courses import Course
from wir.tables.courses import courses as find_courses
from wir.tables.facets import Facet
from wir.tables.facets import choice_counts as count_choices
from wir.tables.facets import facets as find_facets
from wir.tables.model import Table
from wir.tables.project_rows import Project
from wir.tables.published import Compared
from wir.tables.region_scores import Standing, standings
from wir.tables.side_by_side import side_by_side


def database(concepts: bool = False) -> Database:
    """The database over the store as it is now. Raises OSError where it cannot be reached.

    One with concepts is only for a beheerder: that of readers does not hold them.
    """
    store = our_store()
    _prepare_once(store, store.home.address, not names_store())
    store.home.refuse_absence()  # a store that went missing is no store without peilingen
    return _database_over(store, concepts)


def register(declared: Declaration, concepts: bool = False) -> Database:
    """The database over the series of another register; empty where none of it was ever published."""
    return _database_over(our_store().of(declared), concepts)


def _database_over(store: Store, concepts: bool) -> Database:
    seen = store.catalogue()
    try:
        return _database(store, seen, str(store.folder), store.version(seen), concepts)
    except _Otherwise as otherwise:
        return otherwise.database


class _Otherwise(Exception):
    """Loading found another damage than there was before, or none: this database is not to be remembered."""

    def __init__(self, database: Database) -> None:
        self.database = database


@st.cache_resource(show_spinner=False)
def _prepare_once(_store: Store, address: str, fill: bool) -> None:
    """A store that nobody named gets the example registers, but not when it goes missing while it is served."""
    prepare(_store, fill)


@st.cache_resource(max_entries=4 * len(REGISTERS), show_spinner=False)
def _database(_store: Store, _seen: Catalogue, folder: str, version: str, concepts: bool) -> Database:
    made = Database(_store, concepts)
    if made.on_disk.damaged != (_seen if concepts else _seen.public).damaged:
        raise _Otherwise(made)
    return made


def gone_since() -> datetime | None:
    """Since when the store cannot be reached, while we go on with what was read; None where it can."""
    return our_store().home.gone_since


def table(database: Database, selection: Selection, number: str) -> Table:
    """A table by its number."""
    return database.tables.ask(_table, selection, number)


def _table(database: Database, selection: Selection, number: str) -> Table:
    return build_table(number, database, selection)


def drawing(database: Database, make: Callable[..., Drawing], selection: Selection, *arguments: Hashable) -> Drawing:
    """A drawing of a selection; to make one takes longer than all the rest of a page."""
    return database.tables.ask(make, selection, *arguments)


def region_standings(database: Database, selection: Selection) -> tuple[Standing, ...]:
    """The matrix of regions and scores."""
    return database.tables.ask(standings, selection)


def profile(database: Database, selection: Selection, region: Region) -> Profile:
    """What there is to say of one regio."""
    return database.tables.ask(profiles.profile, selection, region)


def courses(database: Database, selection: Selection, dimension: str) -> tuple[Course, ...]:
    """How the phases of the regions went."""
    return database.tables.ask(find_courses, selection, dimension)


def side(database: Database, selection: Selection, number: str, kind: UnitKind, codes: tuple[str, ...]) -> Table:
    """A report table of some units side by side."""
    return database.tables.ask(side_by_side, selection, number, kind, codes)


def errata(database: Database, old: Peiling, new: Peiling) -> tuple[Erratum, ...]:
    """What a version of a peildatum changed."""
    return database.tables.ask(_errata, old.key, new.key)


def _errata(database: Database, old: str, new: str) -> tuple[Erratum, ...]:
    return corrections.errata(database, database.catalogue.by_key(old), database.catalogue.by_key(new))


def compared_tables(database: Database) -> Mapping[str, tuple[Compared, ...]]:
    """What the report printed beside what is computed. Raises UnknownPeiling."""
    return database.tables.ask(recount.compared_tables)


def report_claims(database: Database) -> list[Claim]:
    """The claims of the report, recomputed. Raises UnknownPeiling."""
    return database.tables.ask(claims)


def projects(database: Database, selection: Selection) -> tuple[Project, ...]:
    """The projects that fit a selection."""
    return database.rows.ask(project_rows.projects, selection)


def near_searches(database: Database, selection: Selection) -> dict[str, int]:
    """Other searches where one finds nothing."""
    return database.tables.ask(project_rows.near_searches, selection)


def facets(database: Database, selection: Selection) -> tuple[Facet, ...]:
    """The counts beside the filters."""
    return database.tables.ask(find_facets, selection)


def choice_counts(database: Database, selection: Selection, names: tuple[str, ...]) -> dict[str, dict[str, int]]:
    """The counts behind the choices of these filters."""
    return database.tables.ask(count_choices, selection, names)


def advice(database: Database, selection: Selection, off: tuple[str, ...]) -> Advice:
    """From whom the one regio of a selection can learn."""
    return database.rows.ask(_advice, selection, off)


def _advice(database: Database, selection: Selection, off: tuple[str, ...]) -> Advice:
    landscape = Landscape(projects(database, selection.without_filters()), *database.lists(database.shown(selection)))
    return advise(landscape, projects(database, selection.with_filter("regio", ())), selection, off)


def report(
    database: Database,
    selection: Selection,
    chapters: tuple[str, ...],
    kept: tuple[str, ...],
    made: date,
    link: str,
    others: tuple[Database, ...] = (),
) -> Report:
    """The report of a selection; `others` are databases of other registers, for the chapters about them."""
    return database.rows.ask(build_report, selection, chapters, kept, made, link, others)
