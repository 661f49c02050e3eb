"""Landelijk beeld as drawings: the phases over the peildata, the map, and the themes."""

from wir.charts import bars
from wir.charts.drawing import Drawing
from wir.charts.maps import Tile, region_map
from wir.common import numbers
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, UNKNOWN
from wir.tables.key_figures import PHASE_TABLES
from wir.tables.region_scores import DIMENSIONS, Standing
from wir.tables.transitions import DIMENSIONS as LONG_NAMES
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.links import REGIOPROFIEL, link, profile_of
from wir.ui.view import View, html, notice

MAP_HEIGHT = 540
MOST_CARDS = 3


def show_phases(view: View) -> None:
    """Tables 1 to 3: in which phase the regions are, a bar for each peildatum."""
    for dimension, number in PHASE_TABLES.items():
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
    dimension = view.extra.get("kaart", "visie")
    if dimension not in DIMENSIONS:
        html(notice(f"De kaart kent ‘{text(dimension)}’ niet; u ziet de regiovisie."))
        dimension = "visie"
    choices = "".join(
        link(name, view.here(kaart=key), "keuze gekozen" if key == dimension else "keuze")
        for key, name in DIMENSIONS.items()
    )
    drawing = cache.drawing(view.database, score_map, view.selection, dimension)
    show_drawing(view, "De regio’s op de kaart", drawing, below=_cards(view), choices=choices)


def score_map(database: Database, selection: Selection, dimension: str) -> Drawing:
    """The map of one of the three scores; what is not in the selection is pale, the choice of regions too."""
    shown = database.shown(selection)
    words = {t.code: t.printed for t in database.terms(dimension, [shown])}
    standings = cache.region_standings(database, selection)
    tiles = [_tile(database, selection, standing, dimension, words) for standing in standings]
    outside = [r for r in database.regions(shown).all_regions if r.soort == "buiten"]
    tiles += [Tile("", "DSW", r.tegel_rij or 0, r.tegel_kolom or 0, None, "doet niet mee", {}) for r in outside]
    top = max((code for code in words if code != UNKNOWN), key=int)
    there = sum(str(standing.phases[dimension]) == top for standing in standings)
    title = f"{LONG_NAMES[dimension]}: {there} van de {len(standings)} regio’s in {words[top].lower()}"
    subtitle = f"Peildatum {numbers.day(shown.peildatum)}. Klik kiest een regio, shift-klik voegt er een toe."
    phases = [printed for code, printed in words.items() if code != UNKNOWN]
    return region_map(f"kaart-{dimension}", (title, subtitle), tiles, phases, MAP_HEIGHT)


def _tile(database: Database, selection: Selection, standing: Standing, dimension: str, words: dict[str, str]) -> Tile:
    region, phase, compared = standing.region, standing.phases[dimension], database.compared(selection)
    facts = {f"Sinds {compared.label}": _moved(standing.step(dimension))} if compared else {}
    return Tile(
        code=region.code,
        name=region.naam,
        row=region.tegel_rij or 0,
        col=region.tegel_kolom or 0,
        phase=phase,
        words=words[str(phase or UNKNOWN)],
        facts=facts,
        chosen=standing.chosen,
        rebuilt=dimension in standing.rebuilt,
    )


def _moved(step: int | None) -> str:
    if not step:
        return "niet te vergelijken" if step is None else "gelijk"
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
    lines = "".join(f"<li>{text(line)}</li>" for line in [*said, numbers.counted(count, "project", "projecten")])
    profile = link(
        f"Naar het profiel van {standing.region.naam}",
        view.link_to(REGIOPROFIEL, profile_of(view.selection, standing.region)),
    )
    return f'<div class="kaartje"><b>{text(standing.region.naam)}</b><ul>{lines}</ul>{profile}</div>'
