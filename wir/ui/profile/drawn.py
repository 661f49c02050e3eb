"""How a regio stands, drawn: its scores in the spread of all, its shares beside others, its projects over time."""

import streamlit as st

from wir.charts import standing
from wir.charts.drawing import Drawing
from wir.charts.standing import Beside, Point, Span
from wir.database.database import Database
from wir.domain.peiling import labels
from wir.domain.selection import Selection
from wir.domain.vocabulary import Region
from wir.insight.profile import Profile, scopes, theme_mix
from wir.tables.key_figures import PHASE_TABLES, QUESTIONS
from wir.tables.transitions import DIMENSIONS
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.blocks.refreshing import Rows
from wir.ui.view import View


def show_courses(view: View, profile: Profile) -> None:
    """The three scores over the peildata, within how all regions stand."""
    if len(profile.parts) != 1:
        return
    for column, dimension in zip(st.columns(len(PHASE_TABLES), gap="medium"), PHASE_TABLES, strict=True):
        with column:
            drawing = cache.drawing(view.database, course, view.selection, profile.region, dimension)
            own = Rows(f"verloop/{dimension}", scopes(view.selection, profile.region, view.lists)[0].selection)
            show_drawing(view, DIMENSIONS[dimension], drawing, rows=own)


def course(database: Database, selection: Selection, region: Region, dimension: str) -> Drawing:
    """One score of a regio, over how many of all regions are in each phase."""
    table = cache.table(database, selection.without_filters(), PHASE_TABLES[dimension])
    scores = cache.profile(database, selection, region).histories[region.code]
    names = labels(table.peilingen)
    points = [Point(names[s.peiling.key], s.phases[dimension], dimension in s.rebuilt) for s in scores]
    return standing.course(table, dimension, region.naam, points)


def show_beside(view: View, profile: Profile) -> None:
    """The judgements and the themes of the regio beside its concessiehouder and the Netherlands."""
    if not profile.projects:
        return
    left, right = st.columns(2, gap="large")
    with left:
        show_drawing(view, "Oordelen", cache.drawing(view.database, judgements, view.selection, profile.region))
    with right:
        show_drawing(view, "Thema’s", cache.drawing(view.database, themes, view.selection, profile.region))


def judgements(database: Database, selection: Selection, region: Region) -> Drawing:
    """Shares of the projects by judgement."""
    groups = scopes(selection, region, database.lists(database.shown(selection)))
    shares = [
        Beside(what, group.name, table.total(lijst, codes) or 0, table.total(lijst, ("totaal",)) or 0)
        for what, number, lijst, codes in QUESTIONS
        for group in groups
        for table in [cache.table(database, group.selection, number)]
    ]
    return standing.beside("oordelen", _most_different(shares, region.naam), shares, region.naam)


def themes(database: Database, selection: Selection, region: Region) -> Drawing:
    """Shares of the projects by theme, of the themes that the regio has, and the largest that it lacks."""
    groups = scopes(selection, region, database.lists(database.shown(selection)))
    lines = theme_mix([cache.table(database, group.selection, "4") for group in groups])
    *rows, total = lines
    wholes = [n or 0 for n in total.counts]
    own = sorted((line for line in rows if line.counts[-1]), key=lambda line: (-(line.counts[0] or 0), line.label))
    shares = [
        Beside(line.label, group.name, count or 0, whole)
        for line in own
        for group, count, whole in zip(groups, line.counts, wholes, strict=True)
    ]
    return standing.beside("themas-naast", _most_different(shares, region.naam), shares, region.naam)


def _most_different(shares: list[Beside], own: str) -> str:
    """Where the regio has most more than the Netherlands, in one sentence."""
    mine = {s.what: s for s in shares if s.who == own}
    land = {s.what: s for s in shares if s.who == "Nederland"}
    apart = {
        what: mine[what].count / mine[what].whole - land[what].count / land[what].whole
        for what in mine
        if mine[what].whole and land[what].whole
    }
    if not apart:
        return f"{own} heeft geen projecten in deze selectie"
    most = max(apart, key=lambda what: apart[what])
    if apart[most] <= 0:
        return f"{own} is nergens hoger dan Nederland"
    return f"{own} springt eruit bij ‘{most.lower()}’: {mine[most].count} van de {mine[most].whole} projecten"


def show_timeline(view: View, profile: Profile) -> None:
    """Its projects over time."""
    if profile.dated:
        drawing = cache.drawing(view.database, timeline, view.selection, profile.region)
        own = Rows("projecten", scopes(view.selection, profile.region, view.lists)[0].selection)
        show_drawing(view, "Projecten over de tijd", drawing, rows=own)


def timeline(database: Database, selection: Selection, region: Region) -> Drawing:
    """The projects of a regio from their begin to their end."""
    shown = database.shown(selection)
    vocabulary = database.vocabulary(shown)
    spans = [
        Span(
            p.projectnummer,
            p.projectnaam,
            p.status,
            vocabulary.label("status", p.status),
            vocabulary.label("thema", p.thema),
            p.startdatum,
            p.einddatum,
            p.marked("startdatum"),
        )
        for p in cache.profile(database, selection, region).projects
        if p.startdatum
    ]
    return standing.timeline(region.naam, spans, shown.peildatum)
