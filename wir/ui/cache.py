"""What all visitors share: the database of the present store and the tables computed from it. Nothing personal."""

import os
from datetime import date

import streamlit as st

from wir import multiples, records
from wir import profile as profiles
from wir.claims import Claim, claims
from wir.database import Database
from wir.deliveries import Deliveries
from wir.facets import Facet
from wir.facets import facets as find_facets
from wir.learning import Advice, Landscape, advise
from wir.multiples import Course
from wir.paths import store_folder
from wir.peiling import Peiling
from wir.profile import Profile
from wir.publishing import fill_empty_store
from wir.records import Project
from wir.report.build import build_report
from wir.report.model import Report
from wir.selection import Selection
from wir.standing import Standing, standings
from wir.store import Store
from wir.tables import build_table, changes
from wir.tables.changes import Erratum
from wir.tables.model import Table
from wir.tables.side import side_by_side
from wir.units import Kind
from wir.vocabulary import Region


def database(concepts: bool = False) -> Database:
    """The database over the store as it is now; an empty store gets the example registers first.

    One with concepts is only for a beheerder: that of readers does not hold them.
    """
    store = Store(store_folder())
    return _database(store, str(store.folder), store.version(), concepts)


@st.cache_resource(max_entries=4, show_spinner="Register wordt ingelezen…")
def _database(_store: Store, folder: str, version: str, concepts: bool) -> Database:
    fill_empty_store(_store)
    if os.access(_store.folder, os.W_OK):
        Deliveries(_store).clear()
    return Database(_store, concepts)


def table(database: Database, selection: Selection, number: str) -> Table:
    """A report table, computed once per version of the store and selection."""
    return _table(database, database.version, selection, number)


@st.cache_resource(max_entries=5000, show_spinner=False)
def _table(_database: Database, version: str, selection: Selection, number: str) -> Table:
    return build_table(number, _database, selection)


def region_standings(database: Database, selection: Selection) -> tuple[Standing, ...]:
    """The matrix of regions and scores, computed once per version of the store and selection."""
    return _standings(database, database.version, selection)


@st.cache_resource(max_entries=1000, show_spinner=False)
def _standings(_database: Database, version: str, selection: Selection) -> tuple[Standing, ...]:
    return standings(_database, selection)


def profile(database: Database, selection: Selection, region: Region) -> Profile:
    """What there is to say of one regio, computed once per version of the store and selection."""
    return _profile(database, database.version, selection, region)


@st.cache_resource(max_entries=1000, show_spinner=False)
def _profile(_database: Database, version: str, selection: Selection, region: Region) -> Profile:
    return profiles.profile(_database, selection, region)


def courses(database: Database, selection: Selection, dimension: str) -> tuple[Course, ...]:
    """How the phases of the regions went, computed once per version of the store and selection."""
    return _courses(database, database.version, selection, dimension)


@st.cache_resource(max_entries=1000, show_spinner=False)
def _courses(_database: Database, version: str, selection: Selection, dimension: str) -> tuple[Course, ...]:
    return multiples.courses(_database, selection, dimension)


def side(database: Database, selection: Selection, number: str, kind: Kind, codes: tuple[str, ...]) -> Table:
    """A report table of some units side by side, computed once per version of the store and selection."""
    return _side(database, database.version, selection, number, kind, codes)


@st.cache_resource(max_entries=2000, show_spinner=False)
def _side(
    _database: Database, version: str, selection: Selection, number: str, kind: Kind, codes: tuple[str, ...]
) -> Table:
    return side_by_side(_database, selection, number, kind, codes)


def errata(database: Database, old: Peiling, new: Peiling) -> tuple[Erratum, ...]:
    """What a version of a peildatum changed, computed once: both are immutable."""
    return _errata(database, old.folder.parent.as_posix(), old.key, new.key, old, new)


@st.cache_resource(max_entries=200, show_spinner=False)
def _errata(
    _database: Database, folder: str, old_key: str, new_key: str, _old: Peiling, _new: Peiling
) -> tuple[Erratum, ...]:
    return changes.errata(_database, _old, _new)


def report_claims(database: Database) -> list[Claim]:
    """The claims of the report, recomputed once per version of the store. Raises UnknownPeiling."""
    return _claims(database, database.version)


@st.cache_resource(max_entries=2, show_spinner=False)
def _claims(_database: Database, version: str) -> list[Claim]:
    return claims(_database)


def projects(database: Database, selection: Selection) -> tuple[Project, ...]:
    """The projects that fit a selection, looked up once per version of the store and selection."""
    return _projects(database, database.version, selection)


@st.cache_resource(max_entries=200, show_spinner=False)
def _projects(_database: Database, version: str, selection: Selection) -> tuple[Project, ...]:
    return records.projects(_database, selection)


def facets(database: Database, selection: Selection) -> tuple[Facet, ...]:
    """The counts beside the filters, computed once per version of the store and selection."""
    return _facets(database, database.version, selection)


@st.cache_resource(max_entries=500, show_spinner=False)
def _facets(_database: Database, version: str, selection: Selection) -> tuple[Facet, ...]:
    return find_facets(_database, selection)


def advice(database: Database, selection: Selection, off: tuple[str, ...]) -> Advice:
    """From whom the one regio of a selection can learn, computed once per version of the store and rule."""
    return _advice(database, database.version, selection, off)


@st.cache_resource(max_entries=200, show_spinner=False)
def _advice(_database: Database, version: str, selection: Selection, off: tuple[str, ...]) -> Advice:
    landscape = Landscape(
        projects(_database, selection.without_filters()), *_database.lists(_database.shown(selection))
    )
    return advise(landscape, projects(_database, selection.with_filter("regio", ())), selection, off)


def report(
    database: Database, selection: Selection, chapters: tuple[str, ...], kept: tuple[str, ...], made: date, link: str
) -> Report:
    """The report of a selection, put together once per version of the store."""
    return _report(database, database.version, selection, chapters, kept, made, link)


@st.cache_resource(max_entries=50, show_spinner=False)
def _report(
    _database: Database,
    version: str,
    selection: Selection,
    chapters: tuple[str, ...],
    kept: tuple[str, ...],
    made: date,
    link: str,
) -> Report:
    return build_report(_database, selection, chapters, kept, made, link)
