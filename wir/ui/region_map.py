"""The tile map of one of the three scores."""

from collections.abc import Sequence

import streamlit as st

from wir import numbers
from wir.charts import text
from wir.charts_map import Tile, tile_map
from wir.selection import Selection
from wir.standing import DIMENSIONS, Standing
from wir.ui.links import REGIOS, link
from wir.ui.under import under
from wir.ui.view import View, html, notice
from wir.vocabulary import UNKNOWN, Region, Term


def show_map(view: View) -> None:
    """The map of the dimension that the URL names, regiovisie unless it names another."""
    dimension = view.extra.get("kaart", "visie")
    if dimension not in DIMENSIONS:
        html(notice(f"De kaart kent ‘{text(dimension)}’ niet; u ziet de regiovisie."))
        dimension = "visie"
    choices = "".join(
        link(name, view.here(view.selection, kaart=key), "keuze gekozen" if key == dimension else "keuze")
        for key, name in DIMENSIONS.items()
    )
    terms = view.database.terms(dimension, [view.shown])
    labels = [t.label for t in terms if t.code != UNKNOWN]
    caption = f"Schematische kaart, peildatum {numbers.day(view.shown.peildatum)}. Klik op een regio om die te kiezen."
    drawn = tile_map(_tiles(view, dimension, terms), caption, len(labels), labels)
    st.header(f"{DIMENSIONS[dimension]} per regio", anchor=False)
    below = under(view, f"Kaart {DIMENSIONS[dimension].lower()} per regio", [dimension])
    as_table = (
        "" if view.page is REGIOS else f'<p class="bron">{link("Als tabel: alle regio’s", view.link_to(REGIOS))}</p>'
    )
    html(f'<section class="tabelblok"><p class="keuzes">{choices}</p>{drawn}{as_table}{below}</section>')


def _tiles(view: View, dimension: str, terms: Sequence[Term]) -> list[Tile]:
    labels = {t.code: t.printed for t in terms}
    regions = view.database.regions(view.shown)
    chosen = {part for code in view.selection.regio for part in regions.within(code)}
    tiles = [_tile(view, s, s.phases[dimension], labels, chosen) for s in view.standings()]
    return tiles + [_outside(r) for r in regions.all_regions if r.soort == "buiten"]


def _tile(view: View, standing: Standing, phase: int | None, labels: dict[str, str], chosen: set[str]) -> Tile:
    region = standing.region
    return Tile(
        code=region.code,
        name=region.naam,
        row=region.tegel_rij or 0,
        col=region.tegel_kolom or 0,
        phase=phase,
        description=f"{region.naam}: {labels[str(phase) if phase else UNKNOWN]}",
        href=view.link_to(REGIOS, _after_click(view.selection, region)),
        dimmed=not standing.chosen,
        selected=region.code in chosen,
    )


def _after_click(selection: Selection, region: Region) -> Selection:
    """A click chooses a regio, a second click lets it go; another concessiehouder would leave nothing to see."""
    if selection.regio == (region.code,):
        return selection.with_filter("regio", [])
    chosen = selection.with_filter("regio", [region.code])
    return chosen if region.concessiehouder in selection.concessiehouder else chosen.with_filter("concessiehouder", [])


def _outside(region: Region) -> Tile:
    """The regio of DSW, which takes no part."""
    said = f"{region.naam} (DSW): doet niet mee"
    return Tile(region.code, "DSW", region.tegel_rij or 0, region.tegel_kolom or 0, description=said, kind="buiten")
