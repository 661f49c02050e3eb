"""Thema's as drawings: themes by concessiehouder, and the judgements on two peildata."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from wir.charts import bars
from wir.charts.drawing import Drawing
from wir.charts.impact import impact
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.tables.cross import MEASURES, Measure, number_of
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.exploring import cross_drawing, crossed, holders
from wir.ui.links import VERKENNEN, link
from wir.ui.national import division, show_theme_bars
from wir.ui.view import View, html

ACROSS = ("thema", "concessiehouder")
WORDS: Mapping[Measure, str] = {
    "aantal": "Aantal",
    "rij": "Aandeel van het thema",
    "kolom": "Aandeel van de concessiehouder",
    "verschil": "Verandering",
}
JUDGED = {
    "status": ("6", "Projectstatus"),
    "deelbaarheid": ("10", "Delen van resultaten"),
    "opschaalbaarheid": ("11", "Opschaalbaarheid"),
    "betrokkenheid": ("5", "Aantal betrokken organisaties"),
}


def show_theme_drawings(view: View) -> None:
    """The impact as a grid, and the division of each judgement."""
    left, right = st.columns(2, gap="large")
    with left:
        for lijst in ("status", "deelbaarheid", "betrokkenheid"):
            show_judged(view, lijst)
    with right:
        drawing = cache.drawing(view.database, impact_grid, view.selection)
        show_drawing(view, "Impact", drawing, "8", choices=_per_theme(view, "impact"))
        show_judged(view, "opschaalbaarheid")
        started = cache.drawing(view.database, start_years, view.selection)
        show_drawing(view, "Startjaar", started, "startjaar")
    show_theme_bars(view)


def show_scalable(view: View) -> None:
    """Which theme is least scalable and which most in one sentence, with the way to all and to one concessiehouder."""
    ends = crossed(view.database, view.selection, number_of("thema", "opschaalbaarheid")).ends(view.selection.filters)
    every = _per_theme(view, "opschaalbaarheid", "Bekijk per thema", "")
    said = f"<p>{text(ends.said)}. {every}</p>" if ends else ""
    if said or holders(view):
        html(f'<section class="tabelblok">{said}{holders(view)}</section>')


def _per_theme(view: View, lijst: str, words: str = "Per thema", classes: str = "keuze") -> str:
    """A link to a judgement on the projects of each theme."""
    return link(words, view.link_to(VERKENNEN, rijen="thema", kolommen=lijst, als="rij"), classes)


def show_across(view: View) -> None:
    """The themes across the concessiehouders, as counts, shares or the change; the address says which."""
    asked = view.extra.get("als", "aantal")
    measures = [m for m in MEASURES if m != "verschil" or view.compared]
    measure: Measure = next((m for m in measures if m == asked), "aantal")
    choices = "".join(link(WORDS[m], view.here(als=m), f"keuze{' gekozen' if m == measure else ''}") for m in measures)
    number = "4" if measure == "aantal" else number_of(*ACROSS, measure)
    drawing = cache.drawing(view.database, theme_heatmap, view.selection, measure)
    show_drawing(view, "Thema’s en concessiehouders", drawing, number, choices=choices)


def show_judged(view: View, lijst: str) -> None:
    """How the projects divide over the values of a judgement, on both peildata."""
    number, heading = JUDGED[lijst]
    drawing = cache.drawing(view.database, division, view.selection, number, lijst)
    show_drawing(view, heading, drawing, number, choices=_per_theme(view, lijst))


def theme_heatmap(database: Database, selection: Selection, measure: Measure) -> Drawing:
    """The themes across the concessiehouders, whatever is chosen of either. Raises NoComparison."""
    drawing = cross_drawing(database, selection, number_of(*ACROSS, measure), "vakken")
    return replace(drawing, remarks=cache.table(database, selection, "4").remarks)


def start_years(database: Database, selection: Selection) -> Drawing:
    """The start years on both peildata, whatever is chosen of them."""
    return bars.years(
        cache.table(database, selection.with_filter("startjaar", ()), "startjaar"), selection.of("startjaar")
    )


def impact_grid(database: Database, selection: Selection) -> Drawing:
    """Schaal across betekenis, whatever is chosen of them."""
    table = cache.table(database, selection.with_filter("impact", ()), "8")
    return impact(table, selection.of("impact"))
