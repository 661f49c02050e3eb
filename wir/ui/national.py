"""Landelijk beeld as drawings: the phases over the peildata, the map, and the themes."""

from collections.abc import Mapping, Sequence
from textwrap import shorten

from streamlit.delta_generator import DeltaGenerator

from wir.charts import bars
from wir.charts.drawing import INK, PAPER, Drawing
from wir.charts.maps import NOT_TAKING_PART, Shade, Tile, phase_shades, region_map, step_shades
from wir.common import numbers
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.peiling import Peiling
from wir.domain.remarks import about_region, told
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, UNKNOWN
from wir.tables.key_figures import PHASE_TABLES
from wir.tables.region_scores import DIMENSIONS, Standing
from wir.tables.transitions import DIMENSIONS as LONG_NAMES
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.blocks.refreshing import Rows
from wir.ui.links import REGIOPROFIEL, link, profile_of
from wir.ui.view import View, html, notice

MAP_HEIGHT = 540
MOST_CARDS = 3
LONGEST_IN_TOOLTIP = 140  # letters of a remark; all of it stands in the card of a regio that is chosen
STEP = "-stap"  # behind a dimension in the address: the map shows how it moved


def show_phases(view: View, places: Sequence[DeltaGenerator]) -> None:
    """Tables 1 to 3: in which phase the regions are, a bar for each peildatum; each score in a place of its own."""
    for place, (dimension, number) in zip(places, PHASE_TABLES.items(), strict=True):
        with place:
            drawing = cache.drawing(view.database, division, view.selection, number, dimension)
            show_drawing(view, LONG_NAMES[dimension], drawing, number)


def division(database: Database, selection: Selection, number: str, lijst: str) -> Drawing:
    """How what is counted divides over the values of a list, whatever is chosen of them."""
    table = cache.table(database, selection.with_filter(lijst, ()), number)
    return bars.shares(table, lijst, selection.of(lijst))


def show_theme_bars(view: View) -> None:
    """Table 7: the themes, and what is new in them."""
    drawing = cache.drawing(view.database, theme_bars, view.selection)
    show_drawing(view, "Thema’s, oud en nieuw", drawing, "7")


def theme_bars(database: Database, selection: Selection) -> Drawing:
    """The themes of table 7, whatever is chosen of them."""
    return bars.themes(cache.table(database, selection.with_filter("thema", ()), "7"), selection.of("thema"))


def show_map(view: View) -> None:
    """The regions by the score that the address names, and what there is to know of those that are chosen."""
    asked = view.extra.get("kaart", "visie")
    dimension, stepped = asked.removesuffix(STEP), asked.endswith(STEP)
    if dimension not in DIMENSIONS:
        html(notice(f"De kaart kent ‘{text(asked)}’ niet; u ziet de regiovisie."))
        dimension, stepped = "visie", False
    stepped = stepped and view.compared is not None
    behind = STEP if stepped else ""
    choices = [(name, key + behind, key == dimension) for key, name in DIMENSIONS.items()]
    shown = [("Fase", dimension, not stepped)]
    if view.compared:
        shown.append((f"Stap {view.table('1').since}", dimension + STEP, stepped))
    links = '<span class="tussen"></span>'.join(
        "".join(link(words, view.here(kaart=to), f"keuze{' gekozen' if on else ''}") for words, to, on in group)
        for group in (choices, shown)
    )
    drawing = cache.drawing(view.database, step_map if stepped else score_map, view.selection, dimension)
    show_drawing(
        view, "De regio’s op de kaart", drawing, below=_cards(view), choices=links, rows=Rows("regios", view.selection)
    )


def score_map(database: Database, selection: Selection, dimension: str) -> Drawing:
    """The map of one of the three scores; what is not in the selection is pale, the choice of regions too."""
    shown = database.shown(selection)
    words = {t.code: t.printed for t in database.terms(dimension, [shown])}
    phases = [code for code in words if code != UNKNOWN]
    shades = dict(zip(phases, phase_shades([words[code] for code in phases]), strict=True))
    unknown = Shade(PAPER, INK, words[UNKNOWN])
    standings = cache.region_standings(database, selection)
    compared = database.compared(selection)
    tiles = [
        _tile(
            standing,
            shades.get(str(standing.phases[dimension]), unknown),
            {f"Sinds {compared.label}": _moved(standing.step(dimension))} if compared else {},
            shown,
            rebuilt=dimension in standing.rebuilt,
            open_=standing.phases[dimension] is None,
        )
        for standing in standings
    ]
    top = max(phases, key=int)
    there = sum(str(standing.phases[dimension]) == top for standing in standings)
    title = f"{LONG_NAMES[dimension]}: {there} van de {len(standings)} regio’s in {words[top].lower()}"
    subtitle = f"Peildatum {numbers.day(shown.peildatum)}. Klik kiest een regio, shift-klik voegt er een toe."
    tiles += _outside(database, selection)
    return region_map(f"kaart-{dimension}", (title, subtitle), tiles, list(shades.values()), MAP_HEIGHT)


def step_map(database: Database, selection: Selection, dimension: str) -> Drawing:
    """The map of how many phases each regio went forward or back since the comparison."""
    words = {t.code: t.printed for t in database.terms(dimension, [database.shown(selection)])}
    shades, unknown = step_shades(), Shade(PAPER, INK, numbers.NOT_COMPARABLE)
    standings = cache.region_standings(database, selection)
    table = cache.table(database, selection.without_filters(), "1")
    tiles = []
    for standing in standings:
        step, now, then = standing.step(dimension), standing.phases[dimension], standing.before.get(dimension)
        tiles.append(
            _tile(
                standing,
                unknown if step is None else shades[max(-1, min(step, max(shades)))],
                {"Was": words[str(then or UNKNOWN)], "Is": words[str(now or UNKNOWN)]},
                database.shown(selection),
                rebuilt=dimension in standing.rebuilt | standing.rebuilt_before,
                open_=step is None,
            )
        )
    ahead = sum((s.step(dimension) or 0) > 0 for s in standings)
    back = sum((s.step(dimension) or 0) < 0 for s in standings)
    title = f"{LONG_NAMES[dimension]}: {ahead} van de {len(standings)} regio’s vooruit, {back or 'geen'} terug"
    subtitle = f"Stap {table.since}. Gestreept: een van beide standen is nagebouwd."
    tiles += _outside(database, selection)
    return region_map(f"kaart-{dimension}-stap", (title, subtitle), tiles, list(shades.values()), MAP_HEIGHT)


def _outside(database: Database, selection: Selection) -> list[Tile]:
    regions = database.regions(database.shown(selection)).all_regions
    return [
        Tile("", "DSW", r.tegel_rij or 0, r.tegel_kolom or 0, NOT_TAKING_PART, {})
        for r in regions
        if r.soort == "buiten"
    ]


def _tile(
    standing: Standing, shade: Shade, facts: Mapping[str, str], shown: Peiling, rebuilt: bool, open_: bool
) -> Tile:
    """A tile with its facts, and what WIR remarked on the regio in the peiling shown."""
    region = standing.region
    said = shown.manifest.opmerkingen.get(about_region(region.code))
    remark = {"Opmerking": shorten(said, LONGEST_IN_TOOLTIP, placeholder="…")} if said else {}
    return Tile(
        code=region.code,
        name=region.naam,
        row=region.tegel_rij or 0,
        col=region.tegel_kolom or 0,
        shade=shade,
        facts={**facts, **remark},
        open=open_,
        chosen=standing.chosen,
        rebuilt=rebuilt,
    )


def _moved(step: int | None) -> str:
    if not step:
        return numbers.NOT_COMPARABLE if step is None else "gelijk"
    return f"{numbers.counted(abs(step), 'fase', 'fasen')} {'vooruit' if step > 0 else 'terug'}"


def _cards(view: View) -> str:
    """What there is to know of the regions that are chosen, the first of them, with the way to their profiles."""
    regions = view.database.regions(view.shown)
    wanted = {part for code in view.selection.of("regio") for part in regions.within(code)}
    return "".join(_card(view, s) for s in [s for s in view.standings() if s.region.code in wanted][:MOST_CARDS])


def _stands(standing: Standing, dimension: str) -> str:
    phase = standing.phases[dimension]
    return f"fase {phase}, {_moved(standing.step(dimension))}" if phase else "niet gescoord"


def _card(view: View, standing: Standing) -> str:
    said = [f"{DIMENSIONS[dimension]}: {_stands(standing, dimension)}" for dimension in PHASES]
    count = len(view.projects(view.selection.with_filter("regio", [standing.region.code])))
    said += [numbers.counted(count, "project", "projecten"), *told(view.shown, about_region(standing.region.code))]
    lines = "".join(f"<li>{text(line)}</li>" for line in said)
    profile = link(
        f"Naar het profiel van {standing.region.naam}",
        view.link_to(REGIOPROFIEL, profile_of(view.selection, standing.region)),
    )
    return f'<div class="kaartje"><b>{text(standing.region.naam)}</b><ul>{lines}</ul>{profile}</div>'
