"""The matrix of regions by three scores, with the step since the comparison."""

from collections import Counter
from collections.abc import Sequence

from wir import numbers
from wir.charts import phase_chip, step_mark, text
from wir.standing import DIMENSIONS, Standing
from wir.table_html import simple_table
from wir.ui.downloads import offer_table
from wir.ui.links import REGIOPROFIEL, link, profile_of
from wir.ui.under import under
from wir.ui.view import View, html
from wir.vocabulary import PHASES, UNKNOWN

REBUILT = "gereconstrueerd: niet in het rapport gepubliceerd"


def show_matrix(view: View) -> None:
    """The regions of the selection, a row each, in the order of appendix 1."""
    chosen = [s for s in view.standings() if s.chosen]
    compared = view.compared
    since = f", stap {view.table('1').since}" if compared else ""
    caption = f"Stand per regio, {view.shown.label}{since}"
    headers = ["Regio", "Concessiehouder", *DIMENSIONS.values()]
    rows = [_row(view, standing) for standing in chosen]
    table = simple_table(caption, headers, rows, words=(1, 2, 3, 4), kind="matrix")
    steps = _steps(chosen) if compared else ""
    below = under(view, f"Bijlage 1, {caption}", PHASES)
    files = f'<div class="onder-tabel">{offer_table(view, view.table("bijlage-1"))}</div>'
    html(f'<section class="tabelblok">{table}{steps}{_legend(chosen)}{files}{below}</section>')


def _row(view: View, standing: Standing) -> list[str]:
    region = standing.region
    name = link(region.naam, view.link_to(REGIOPROFIEL, profile_of(view.selection, region)))
    holder = text(view.database.vocabulary(view.shown).label("concessiehouder", region.concessiehouder))
    return [name, holder, *(_cell(view, standing, dimension) for dimension in PHASES)]


def _cell(view: View, standing: Standing, dimension: str) -> str:
    terms = view.database.vocabulary(view.shown).terms(dimension)
    phase = standing.phases[dimension]
    label = next(t.label for t in terms if t.code == (str(phase) if phase else UNKNOWN))
    chip = phase_chip(phase, sum(1 for t in terms if t.code != UNKNOWN), label)
    mark = step_mark(standing.step(dimension)) if view.compared else ""
    if dimension in standing.rebuilt:
        chip = f'<div class="reconstructie" title="{REBUILT}">{chip}</div>'
    if dimension in standing.rebuilt | standing.rebuilt_before and mark:
        mark = f'<span class="reconstructie" title="{REBUILT}">{mark}</span>'
    return f'<div class="stand">{chip}{mark}</div>'


def _steps(standings: Sequence[Standing]) -> str:
    """How many regions went forward, stayed and went back, per dimension."""
    lines = []
    for dimension, name in DIMENSIONS.items():
        steps = Counter(_direction(s.step(dimension)) for s in standings)
        said = ", ".join(
            f"{numbers.count(steps[word])} {word}"
            for word in ("vooruit", "gelijk", "terug", "niet te vergelijken")
            if steps[word]
        )
        lines.append(f"<li>{name}: {said or 'geen regio’s'}.</li>")
    return f'<ul class="voetnoten">{"".join(lines)}</ul>'


def _direction(step: int | None) -> str:
    if step is None:
        return "niet te vergelijken"
    return "vooruit" if step > 0 else "terug" if step < 0 else "gelijk"


def _legend(standings: Sequence[Standing]) -> str:
    if not any(s.rebuilt | s.rebuilt_before for s in standings):
        return ""
    words = "berust op een gereconstrueerde score, niet op een gepubliceerde"
    return f'<p class="bron"><span class="reconstructie">Grijs cursief</span>: {words}.</p>'
