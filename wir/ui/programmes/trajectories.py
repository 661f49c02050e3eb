"""The register of trajectories: what was asked, what runs, and how it is valued, beside what was published."""

from functools import partial

import streamlit as st

from wir.charts import bars
from wir.charts.bars import Subject
from wir.charts.crosses import Crossed, cross
from wir.charts.drawing import INK, PAPER, Drawing
from wir.charts.maps import Shade, Tile, phase_shades, region_map, tiles_of
from wir.common import numbers
from wir.common.errors import NoComparison
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.mgz import PEILDATA, START
from wir.domain.peiling import labels
from wir.domain.selection import Selection
from wir.domain.trajecten import TRAJECTEN
from wir.domain.vocabulary import UNKNOWN, Region
from wir.insight.register_sentences import trajectories_told
from wir.register.check.dates import date_in
from wir.tables.trajecten import PREFIX, REGION_COLUMNS, ROLES, per_region, since_of
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.blocks.refreshing import Rows
from wir.ui.blocks.source_and_citation import under_table
from wir.ui.blocks.table_html import table_html
from wir.ui.blocks.tables_and_figures import show_table
from wir.ui.links import link
from wir.ui.other_register import RegisterView, peiling_links, show_register
from wir.ui.programmes.trajectory_list import show_list
from wir.ui.view import View, folded, html, notice

MAP_HEIGHT = 540
SINCE = "tel_sinds"
WHAT = Subject("trajecten en vragen", "fase")
# The pictures of the map, and the classes of its counts with the least of each.
PICTURES = {"vragen": "Vragen", "gestart": "Trajecten", "wir": "Lage fase, geen traject"}
CLASSES = ((1, "1"), (2, "2 of 3"), (4, "4 of 5"), (6, "6 of meer"))
FOLDED = ("rol", "vorm", "onderwerp", "afloop", "regios")


def show_trajectories(view: View, empty: str) -> None:
    """The register on the date that the address names; `empty` is said where there is none."""
    st.header("Het register van trajecten", anchor=False)
    show_register(view, TRAJECTEN, empty, partial(_show, view))


def _show(around: View, view: RegisterView) -> None:
    current = view.database.catalogue.current
    html(f'{peiling_links(view, labels(current))}<p class="wir-onderschrift">{text(view.caption)}</p>')
    _choose_since(view)
    try:
        stand = view.table(f"{PREFIX}stand")
        html("".join(f'<p class="zin">{text(sentence)}</p>' for sentence in trajectories_told(stand)))
        show_table(view, f"{PREFIX}stand")
    except NoComparison as error:
        html(notice(text(str(error)), role="alert"))
    _show_published(view)
    left, right = st.columns([5, 4], gap="large")
    with left:
        show_drawing(view, "Fase", cache.drawing(view.database, phases, view.selection), f"{PREFIX}fase")
        show_drawing(view, "Sectoren", cache.drawing(view.database, sectors, view.selection), f"{PREFIX}sector")
        show_table(view, f"{PREFIX}sectoren-samen")
    with right:
        _show_map(around, view)
    show_drawing(view, "Rollen per fase", cache.drawing(view.database, roles, view.selection), f"{PREFIX}rol-fase")
    left, right = st.columns(2, gap="large")
    with left:
        drawing = cache.drawing(view.database, satisfaction, view.selection)
        show_drawing(view, "Tevredenheid", drawing, f"{PREFIX}tevredenheid")
    with right:
        show_drawing(view, "Voortgang", cache.drawing(view.database, progress, view.selection), f"{PREFIX}voortgang")
    html(f'<div class="vouwen">{"".join(_folded(view, f"{PREFIX}{name}") for name in FOLDED)}</div>')
    show_list(view)


def _folded(view: RegisterView, number: str) -> str:
    table = view.table(number)
    rows = table_html(table, partial(view.opening, table))
    return folded(table.title, f'<section class="tabelblok">{rows}{under_table(view, table)}</section>')


def _choose_since(view: RegisterView) -> None:
    """Since which day arrivals are counted: a peildatum, the start of the reports, or a day that is typed."""
    now = since_of(view.database, view.selection)
    days = sorted({p.peildatum for p in view.database.catalogue.current} | {START}, reverse=True)
    links = [
        link(
            numbers.day(day),
            view.here(view.selection.with_filter("sinds", [day.isoformat()])),
            "keuze gekozen" if day == now else "keuze",
        )
        for day in days
        if day < view.shown.peildatum
    ]
    html(f'<p class="keuzes"><span>Erbij sinds</span> {"".join(links)}</p>')

    def changed() -> None:
        day = date_in(st.session_state[SINCE])
        if day:
            view.change(lambda then: then.with_filter("sinds", [day.isoformat()]))

    st.text_input("Of sinds een andere dag (dd-mm-jjjj)", key=SINCE, max_chars=20, on_change=changed, width=280)


def _show_published(view: RegisterView) -> None:
    """Published against computed, on a date that both have."""
    if view.shown.peildatum in PEILDATA:
        show_table(view, f"{PREFIX}gepubliceerd")
    else:
        days = " en ".join(numbers.day(day) for day in PEILDATA)
        html(f'<p class="bron">Gepubliceerde totalen zijn er van {days}: op die peildata staan zij hier ernaast.</p>')


def phases(database: Database, selection: Selection) -> Drawing:
    """How what was asked divides over the phases, on each date."""
    table = cache.table(database, selection.with_filter("fase", ()), f"{PREFIX}fase")
    return bars.shares(table, "fase", selection.of("fase"), WHAT)


def sectors(database: Database, selection: Selection) -> Drawing:
    """How many are of each sector."""
    table = cache.table(database, selection.with_filter("sectoren", ()), f"{PREFIX}sector")
    return bars.counts(table, "sectoren", Subject(WHAT.what, "sector"), selection.of("sectoren"))


def satisfaction(database: Database, selection: Selection) -> Drawing:
    """What project leaders thought, of what was evaluated."""
    table = cache.table(database, selection.with_filter("tevredenheid", ()), f"{PREFIX}tevredenheid")
    subject = Subject("geëvalueerde trajecten", "tevredenheid", filled=True)
    return bars.shares(table, "tevredenheid", selection.of("tevredenheid"), subject)


def progress(database: Database, selection: Selection) -> Drawing:
    """The marks as a distribution."""
    table = cache.table(database, selection.with_filter("voortgang", ()), f"{PREFIX}voortgang")
    return bars.counts(table, "voortgang", Subject(WHAT.what, "voortgang, 1 tot en met 10"), selection.of("voortgang"))


def roles(database: Database, selection: Selection) -> Drawing:
    """Roles across phases, whatever is chosen of either."""
    plain = selection.with_filter("rollen", ()).with_filter("fase", ())
    table = cache.table(database, plain, ROLES.number)
    return cross(Crossed(ROLES, table, table), "vakken", selection.filters)


def _show_map(around: View, view: RegisterView) -> None:
    picture = view.extra.get("beeld", "vragen")
    if picture not in PICTURES:
        html(notice(f"De kaart kent ‘{text(picture)}’ niet; u ziet de vragen."))
        picture = "vragen"
    choices = "".join(
        link(name, view.here(beeld=key), "keuze gekozen" if key == picture else "keuze")
        for key, name in PICTURES.items()
    )
    rows = None
    if picture == "wir":
        scored = around.standings() if around.database.catalogue.current else ()
        low = tuple((s.region.code, s.phases["dynamiek"]) for s in scored)
        words = tuple((t.code, t.printed) for t in around.database.terms("dynamiek", [around.shown])) if scored else ()
        label = around.shown.label if scored else ""
        drawing = cache.drawing(view.database, low_and_none, view.selection, low, words, label)
    else:
        drawing = cache.drawing(view.database, count_map, view.selection, picture)
        rows = Rows(f"tabel/{PREFIX}regios", view.selection)
    show_drawing(view, "De regio’s op de kaart", drawing, choices=choices, rows=rows)


def count_map(database: Database, selection: Selection, picture: str) -> Drawing:
    """Questions or trajectories per regio; what is of a whole zorgkantoorregio is on each of its tiles."""
    shown = database.shown(selection)
    found = per_tile(database, selection.with_filter("regio", ()))
    chosen = {part for code in selection.of("regio") for part in database.regions(shown).within(code)}
    words = PICTURES[picture].lower()
    shades = [Shade(PAPER, INK, "geen"), *phase_shades([said for _, said in CLASSES])]

    def tile(region: Region, place: tuple[int, int]) -> Tile:
        counts = found[region.code]
        facts = {title: numbers.count(counts[key]) for title, key in REGION_COLUMNS}
        step = sum(counts[picture] >= least for least, _ in CLASSES)
        on = not chosen or region.code in chosen
        return Tile(region.code, region.naam, *place, shades[step], facts, open=not step, chosen=on)

    tiles = tiles_of(database.regions(shown), tile)
    most = max((tile for tile in tiles if tile.code), key=lambda t: found[t.code][picture])
    count = found[most.code][picture]
    title = f"De meeste {words}: {most.name}, {count}" if count else f"Geen {words} in deze selectie"
    subtitle = (
        f"Peildatum {numbers.day(shown.peildatum)}. Wat van een hele zorgkantoorregio is staat op elk van haar tegels. "
        "Klik kiest een regio."
    )
    return region_map(f"trajecten-{picture}", (title, subtitle), tiles, shades[1:], MAP_HEIGHT)


def per_tile(database: Database, selection: Selection) -> dict[str, dict[str, int]]:
    """The counts of each tile, with those of the zorgkantoorregio as a whole that it is part of."""
    regions = database.regions(database.shown(selection))
    found, total = per_region(database, selection), {}
    for region in regions.scored:
        own = [r.code for r in regions.selectable if r.code == region.code or region.code in regions.within(r.code)]
        total[region.code] = {key: sum(found[code][key] for code in own) for _, key in REGION_COLUMNS}
    return total


Phases = tuple[tuple[str, int | None], ...]


def low_and_none(
    database: Database, selection: Selection, scored: Phases, words: tuple[tuple[str, str], ...], label: str
) -> Drawing:
    """The samenwerkingsdynamiek of the WIR register; what is low and has no trajectory stands out, the rest pales.

    A phase is low where more than half of the scored regions are in a higher one.
    """
    if not scored:
        return Drawing("lage-fase", "Er zijn geen WIR-regioscores om naast te leggen", "", {})
    shown, terms = database.shown(selection), dict(words)
    found = per_tile(database, selection.with_filter("regio", ()))
    phases = dict(scored)
    levels = [phase for phase in phases.values() if phase]
    low = {level for level in levels if 2 * sum(other > level for other in levels) > len(levels)}
    named = [code for code, phase in scored if phase in low and not found[code]["gestart"]]
    steps = [code for code in terms if code != UNKNOWN]
    shades = dict(zip(steps, phase_shades([terms[code] for code in steps]), strict=True))
    unknown = Shade(PAPER, INK, terms[UNKNOWN])

    def tile(region: Region, place: tuple[int, int]) -> Tile:
        phase, facts = phases.get(region.code), {"Trajecten": numbers.count(found[region.code]["gestart"])}
        shade = shades.get(str(phase), unknown)
        on = region.code in named
        return Tile(region.code, region.naam, *place, shade, facts, open=phase is None, chosen=on)

    names = ", ".join(database.regions(shown).by_code[code].naam for code in named) or "geen enkele regio"
    title = f"Lage fase en geen traject: {names}"
    subtitle = (
        f"Kleur: samenwerkingsdynamiek, WIR-register {label}; laag is dat meer dan de helft van de regio’s verder is. "
        f"Trajecten: {shown.label}. Twee registers naast elkaar, niet samen geteld."
    )
    return region_map(
        "lage-fase", (title, subtitle), tiles_of(database.regions(shown), tile), list(shades.values()), MAP_HEIGHT
    )
