"""Thema's as drawings: themes by concessiehouder, and the judgements on two peildata."""

import streamlit as st

from wir.charts import bars, grids
from wir.charts.drawing import Drawing
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.national import division, show_theme_bars
from wir.ui.view import View

JUDGED = {
    "status": ("6", "Projectstatus"),
    "deelbaarheid": ("10", "Delen van resultaten"),
    "opschaalbaarheid": ("11", "Opschaalbaarheid"),
    "betrokkenheid": ("5", "Aantal betrokken organisaties"),
}


def show_theme_drawings(view: View) -> None:
    """Table 4 as a heatmap, the impact as a grid, and the division of each judgement."""
    by_holder = cache.drawing(view.database, theme_heatmap, view.selection)
    show_drawing(view, "Thema’s en concessiehouders", by_holder, "4")
    left, right = st.columns(2, gap="large")
    with left:
        for lijst in ("status", "deelbaarheid", "betrokkenheid"):
            show_judged(view, lijst)
    with right:
        show_drawing(view, "Impact", cache.drawing(view.database, impact_grid, view.selection), "8")
        show_judged(view, "opschaalbaarheid")
        started = cache.drawing(view.database, start_years, view.selection)
        show_drawing(view, "Startjaar", started, "startjaar")
    show_theme_bars(view)


def show_judged(view: View, lijst: str) -> None:
    """How the projects divide over the values of a judgement, on both peildata."""
    number, heading = JUDGED[lijst]
    drawing = cache.drawing(view.database, division, view.selection, number, lijst)
    show_drawing(view, heading, drawing, number)


def theme_heatmap(database: Database, selection: Selection) -> Drawing:
    """The themes across the concessiehouders, whatever is chosen of either."""
    everything = selection.with_filter("thema", ()).with_filter("concessiehouder", ())
    return grids.themes_by_holder(cache.table(database, everything, "4"), selection.filters)


def start_years(database: Database, selection: Selection) -> Drawing:
    """The start years on both peildata, whatever is chosen of them."""
    return bars.years(
        cache.table(database, selection.with_filter("startjaar", ()), "startjaar"), selection.of("startjaar")
    )


def impact_grid(database: Database, selection: Selection) -> Drawing:
    """Schaal across betekenis, whatever is chosen of them."""
    table = cache.table(database, selection.with_filter("impact", ()), "8")
    return grids.impact(table, selection.of("impact"))
