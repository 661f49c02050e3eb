"""The tile map of one of the three scores."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from wir.charts.hexagon_map import Tile, tile_map
from wir.common import numbers
from wir.common.markup import text
from wir.domain.vocabulary import UNKNOWN, Region, Term
from wir.export.listing import Listing, of_table
from wir.export.picture_map import map_svg
from wir.tables.region_scores import DIMENSIONS, Standing
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.source_and_citation import under
from wir.ui.links import REGIOPROFIEL, REGIOS, link, profile_of
from wir.ui.view import View, html, notice


def show_map(view: View, heading: str = "") -> None:
    """The map of the dimension that the URL names, regiovisie unless it names another."""
    dimension = view.extra.get("kaart", "visie")
    if dimension not in DIMENSIONS:
        html(notice(f"De kaart kent ‘{text(dimension)}’ niet; u ziet de regiovisie."))
        dimension = "visie"
    choices = "".join(
        link(name, view.here(kaart=key), "keuze gekozen" if key == dimension else "keuze")
        for key, name in DIMENSIONS.items()
    )
    terms = view.database.terms(dimension, [view.shown])
    labels = [t.label for t in terms if t.code != UNKNOWN]
    day = numbers.day(view.shown.peildatum)
    caption = f"Schematische kaart: {DIMENSIONS[dimension].lower()} op {day}. Klik op een regio voor haar profiel."
    tiles = _tiles(view, dimension, terms)
    drawn = tile_map(tiles, caption, len(labels), labels)
    title = f"{DIMENSIONS[dimension]} per regio"
    st.header(heading or title, anchor=False)
    below = under(view, f"Kaart {title.lower()}", [dimension], "bijlage-1")
    as_table = (
        "" if view.page is REGIOS else f'<p class="bron">{link("Als tabel: alle regio’s", view.link_to(REGIOS))}</p>'
    )
    files = offer(
        view,
        Offer(f"kaart-{dimension}", lambda: _listing(view, title), lambda: _picture(view, title, tiles, labels)),
        "de kaart",
    )
    html(
        f'<section class="tabelblok"><p class="keuzes">{choices}</p>{drawn}{as_table}'
        f'<div class="onder-tabel">{files}</div>{below}</section>'
    )


def _listing(view: View, title: str) -> Listing:
    """What the map draws, as rows: appendix 1."""
    return replace(of_table(view.table("bijlage-1"), full_address(view)), title=title)


def _picture(view: View, title: str, tiles: Sequence[Tile], labels: Sequence[str]) -> str:
    return map_svg(_listing(view, title), tiles, labels)


def _tiles(view: View, dimension: str, terms: Sequence[Term]) -> list[Tile]:
    labels = {t.code: t.printed for t in terms}
    regions = view.database.regions(view.shown)
    chosen = {part for code in view.selection.of("regio") for part in regions.within(code)}
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
        href=view.link_to(REGIOPROFIEL, profile_of(view.selection, region)),
        dimmed=not standing.chosen and view.page is not REGIOPROFIEL,
        selected=region.code in chosen,
    )


def _outside(region: Region) -> Tile:
    """The regio of DSW, which takes no part."""
    said = f"{region.naam} (DSW): doet niet mee"
    return Tile(region.code, "DSW", region.tegel_rij or 0, region.tegel_kolom or 0, description=said, kind="buiten")
