"""The matrix of regions by three scores, with the step since the comparison."""

from collections.abc import Sequence
from dataclasses import replace

from wir.charts.phase_marks import phase_chip, step_mark
from wir.common import numbers
from wir.common.markup import link_or_text, text
from wir.domain.change_codes import DIRECTIONS
from wir.domain.vocabulary import PHASES, UNKNOWN
from wir.export.listing import Listing
from wir.export.picture import table_svg
from wir.export.region_scores import as_seen, of_standings
from wir.tables.build import used_by
from wir.tables.region_scores import DIMENSIONS, Standing
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.reconstructed import LEGEND, marked
from wir.ui.blocks.refreshing import Rows
from wir.ui.blocks.source_and_citation import figure_citation, under
from wir.ui.blocks.table_html import remarks, simple_table
from wir.ui.links import REGIOPROFIEL, REGIOS, link, profile_of
from wir.ui.view import View, folded, html


def show_matrix(view: View, order: Sequence[str] = ()) -> None:
    """The regions of the selection, a row each, in the order of appendix 1 or with those of `order` first."""
    html(_matrix(view, order))


def matrix(view: View) -> str:
    """The same, folded under a drawing."""
    return folded("Als tabel (bijlage 1)", _matrix(view))


def _matrix(view: View, order: Sequence[str] = ()) -> str:
    places = {code: place for place, code in enumerate(order)}
    chosen = [s for s in view.standings() if s.chosen]
    chosen.sort(key=lambda s: places.get(s.region.code, len(places)))
    compared = view.compared
    since = f", stap {view.table('1').since}" if compared else ""
    caption = f"Stand per regio, {view.shown.label}{since}"
    headers = ["Regio", "Concessiehouder", *DIMENSIONS.values()]
    rows = [_row(view, standing) for standing in chosen]
    table = simple_table(caption, headers, rows, words=(1, 2, 3, 4), kind="matrix")
    steps = _steps(view, chosen) if compared else ""
    legend = LEGEND if any(s.rebuilt | s.rebuilt_before for s in chosen) else ""
    said = remarks(view.table("bijlage-1").remarks)
    files = offer(view, _files(view, chosen), "de stand per regio")
    cited = figure_citation(view, numbers.counted(len(chosen), "regio", "regio’s"), REGIOS)
    menu = under(view, f"Bijlage 1, {caption}", PHASES, files=files, more=cited, rows=Rows("regios", view.selection))
    return f'<section class="tabelblok">{table}{steps}{said}{legend}{menu}</section>'


def _row(view: View, standing: Standing) -> list[str]:
    region = standing.region
    name = link(region.naam, view.link_to(REGIOPROFIEL, profile_of(view.selection, region)))
    holder = text(view.database.vocabulary(view.shown).label("concessiehouder", region.concessiehouder))
    return [name, holder, *(_phase_cell(view, standing, dimension) for dimension in PHASES)]


def _phase_cell(view: View, standing: Standing, dimension: str) -> str:
    """The phase, which opens the regions that share it, and the step."""
    vocabulary, phase = view.database.vocabulary(view.shown), standing.phases[dimension]
    code, steps = str(phase or UNKNOWN), sum(1 for t in vocabulary.terms(dimension) if t.code != UNKNOWN)
    same = view.link_to(REGIOS, view.selection.with_filter(dimension, [code]))
    chip = marked(phase_chip(phase, steps, vocabulary.label(dimension, code), same), dimension in standing.rebuilt)
    mark = step_mark(standing.step(dimension)) if view.compared else ""
    rests_on_rebuilt = dimension in standing.rebuilt | standing.rebuilt_before
    return f'<div class="stand">{chip}{marked(mark, rests_on_rebuilt) if mark else ""}</div>'


def _steps(view: View, standings: Sequence[Standing]) -> str:
    """How many regions went forward, stayed and went back, per dimension; each count opens them."""
    lines = []
    for dimension, name in DIMENSIONS.items():
        said = []
        for direction, words in DIRECTIONS.items():
            if regions := [s.region.code for s in standings if _direction(s.step(dimension)) == direction]:
                opens = _opening(view, f"{dimension}.{direction}", regions)
                said.append(link_or_text(f"{numbers.count(len(regions))} {words}", opens))
        lines.append(f"<li>{name}: {', '.join(said) or 'geen regio’s'}.</li>")
    return f'<ul class="voetnoten">{"".join(lines)}</ul>'


def _opening(view: View, code: str, regions: Sequence[str]) -> str:
    """A link to the regions that made a step.

    By the step itself where the selection can say it: it knows one step, from the earlier peiling to the later. Where
    another is chosen already or the peiling shown is the earlier one, by their names.
    """
    shown, compared = view.shown, view.compared
    forward = compared and (compared.peildatum, compared.versie) < (shown.peildatum, shown.versie)
    if forward and view.selection.of("stap") in ((), (code,)):
        return view.link_to(REGIOS, view.selection.with_filter("stap", [code]))
    return view.link_to(REGIOS, view.selection.with_filter("regio", regions))


def _direction(step: int | None) -> str:
    """The key of DIRECTIONS."""
    if step is None:
        return "onvergelijkbaar"
    return "vooruit" if step > 0 else "terug" if step < 0 else "gelijk"


def _files(view: View, standings: Sequence[Standing]) -> Offer:
    used = used_by("bijlage-1", view.selection)

    def listing() -> Listing:
        since = view.table("1").since if view.compared else ""
        rows = of_standings(standings, view.shown, view.compared, since, view.database.vocabulary(view.shown))
        said = view.table("bijlage-1").remarks
        return replace(rows, caption=used.caption(view.lists), link=full_address(view), own_remarks=said)

    return Offer("stand-per-regio", listing, lambda: table_svg(as_seen(listing())), used)
