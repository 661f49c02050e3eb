"""Inventarisatie per regio: the register of rounds, below what was published of 2023."""

from functools import partial

import streamlit as st

from wir.charts import bars
from wir.charts.bars import Subject
from wir.charts.drawing import INK, PAPER, Drawing
from wir.charts.levels import Level, levels
from wir.charts.maps import Shade, Tile, phase_shades, region_map, tiles_of
from wir.common import numbers
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.inventarisatie import INVENTARISATIE, LESS_NEED, SCALES
from wir.domain.selection import Selection
from wir.domain.vocabulary import UNKNOWN, Region
from wir.insight.register_sentences import EMPTY_INVENTORY, moved, scale_told, short, steps_told, uncapitalised
from wir.tables.inventarisatie import Levels, levels_of, number_of, round_names
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.blocks.refreshing import Rows
from wir.ui.blocks.source_and_citation import under_table
from wir.ui.blocks.table_html import table_html
from wir.ui.blocks.tables_and_figures import show_table
from wir.ui.links import link
from wir.ui.other_register import RegisterView, peiling_links, show_register
from wir.ui.view import View, folded, html, notice

MAP_HEIGHT = 540
FIRST = "urgentie"
NOT_FILLED = "Niet ingevuld"
OWN_LISTS = (
    "De lijsten van knelpunten en van met wie is gesproken zijn van ons; de niveaus zijn die van het instrument."
)


def show_rounds_per_region(view: View) -> None:
    """What every regio says in the round that the address names; where there is none what is missing."""
    st.header("Per regio: het register van de inventarisatie", anchor=False)
    show_register(view, INVENTARISATIE, notice(text(EMPTY_INVENTORY)), _show)


def _show(view: RegisterView) -> None:
    names = round_names(view.database, view.selection, view.database.catalogue.current)
    html(f'{peiling_links(view, names)}<p class="wir-onderschrift">{text(view.caption)}</p>')
    scale = view.extra.get("schaal", FIRST)
    if scale not in SCALES:
        html(notice(f"De schaal ‘{text(scale)}’ bestaat niet; u ziet de urgentie."))
        scale = FIRST
    number = number_of(scale)
    said = [*scale_told(view.table(number)), *(steps_told(view.table(STEPS)) if view.compared else ())]
    html("".join(f'<p class="zin">{text(sentence)}</p>' for sentence in said))
    choices = "".join(
        link(short(name), view.here(schaal=name), "keuze gekozen" if name == scale else "keuze") for name in SCALES
    )
    html(f'<p class="keuzes">{choices}</p>')
    left, right = st.columns([5, 4], gap="large")
    with left:
        show_drawing(view, SCALES[scale], cache.drawing(view.database, division, view.selection, scale), number)
        show_drawing(view, "Knelpunten", cache.drawing(view.database, obstacles, view.selection), f"{PREFIX}knelpunten")
    with right:
        drawing = cache.drawing(view.database, level_map, view.selection, scale)
        rows = Rows(f"tabel/{PREFIX}regios", view.selection)
        show_drawing(view, "De schaal op de kaart", drawing, rows=rows)
    drawing = cache.drawing(view.database, matrix, view.selection)
    show_drawing(view, "Regio’s en schalen", drawing, f"{PREFIX}regios")
    if view.compared:
        show_table(view, STEPS)
    others = "".join(_folded(view, number_of(name)) for name in SCALES if name != scale)
    html(f'<div class="vouwen">{others}{_folded(view, f"{PREFIX}gesproken-met")}</div><p class="bron">{OWN_LISTS}</p>')


PREFIX = "inventarisatie-"
STEPS = f"{PREFIX}stappen"


def _folded(view: RegisterView, number: str) -> str:
    table = view.table(number)
    rows = table_html(table, partial(view.opening, table))
    return folded(table.title, f'<section class="tabelblok">{rows}{under_table(view, table)}</section>')


def division(database: Database, selection: Selection, scale: str) -> Drawing:
    """How the regions divide over the levels of a scale, of those that filled it in."""
    table = cache.table(database, selection.with_filter(scale, ()), number_of(scale))
    return bars.shares(table, scale, selection.of(scale), Subject("regio’s", uncapitalised(SCALES[scale]), filled=True))


def obstacles(database: Database, selection: Selection) -> Drawing:
    """How many regions name each knelpunt."""
    table = cache.table(database, selection.with_filter("knelpunten", ()), f"{PREFIX}knelpunten")
    return bars.counts(table, "knelpunten", Subject("regio’s", "knelpunt"), selection.of("knelpunten"))


def level_map(database: Database, selection: Selection, scale: str) -> Drawing:
    """A scale on the map, whatever is chosen of the regions; a whole zorgkantoorregio is drawn on each of its tiles."""
    shown, compared = database.shown(selection), database.compared(selection)
    terms = {t.code: t.printed for t in database.terms(scale, [shown])}
    shades: dict[int | None, Shade] = dict(enumerate(phase_shades([terms[str(k)] for k in range(1, 5)]), start=1))
    unknown = Shade(PAPER, INK, terms[UNKNOWN])
    names = round_names(database, selection, [p for p in (compared, shown) if p])
    chosen = {v.region.code for v in levels_of(database, selection)}
    every = levels_of(database, selection.without_filters())
    of_tile = {code: v for v in every for code in database.regions(shown).within(v.region.code)}

    def tile(region: Region, place: tuple[int, int]) -> Tile:
        own = of_tile.get(region.code)
        level, code = (own.levels[scale], own.region.code) if own else (None, region.code)
        facts = {f"Sinds {names[compared.key]}": moved(own, scale)} if compared else {}
        facts["Ingevuld voor"] = own.region.naam if own else "niet in deze ronde"
        on = not own or code in chosen
        return Tile(code, region.naam, *place, shades.get(level, unknown), facts, open=level is None, chosen=on)

    filled = [v for v in every if v.levels[scale]]
    top = [v for v in filled if v.levels[scale] == 4]
    title = f"{SCALES[scale]}: {len(top)} van de {numbers.counted(len(filled), 'regio', 'regio’s')} op niveau 4"
    wholes = " Een hele zorgkantoorregio staat op elk van haar tegels." if any(_is_whole(v) for v in every) else ""
    less = " Hoger is minder nood." if scale in LESS_NEED else ""
    subtitle = f"{names[shown.key].capitalize()}, van wat is ingevuld.{less}{wholes} Klik kiest een regio."
    tiles = tiles_of(database.regions(shown), tile)
    return region_map(f"niveau-{scale}", (title, subtitle), tiles, list(shades.values()), MAP_HEIGHT)


def _is_whole(found: Levels) -> bool:
    return found.region.soort == "geheel"


def matrix(database: Database, selection: Selection) -> Drawing:
    """Every regio across the eight scales, whatever is chosen of the regions."""
    shown = database.shown(selection)
    found = levels_of(database, selection.with_filter("regio", ()))
    terms = {name: {t.code: t.printed for t in database.terms(name, [shown])} for name in SCALES}
    said = {
        (v.region.code, name): Level(v.levels[name], terms[name][str(v.levels[name] or UNKNOWN)], moved(v, name))
        for v in found
        for name in SCALES
    }
    empty = sum(level.level is None for level in said.values())
    title = (
        f"{numbers.counted(len(found), 'regio', 'regio’s')}, acht schalen: {numbers.count(empty)} keer niet ingevuld"
    )
    within = database.regions(shown).within
    chosen = [part for code in selection.of("regio") for part in within(code)]
    return levels(
        "regios-schalen",
        title,
        "Niveau per schaal; hoe donkerder, hoe hoger. Klik kiest een regio.",
        {v.region.code: v.region.naam for v in found},
        {name: short(name) for name in SCALES},
        said,
        chosen,
    )
