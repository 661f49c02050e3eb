"""Regio's as a heatmap: the three scores of all regions over the peildata, in the order that a reader chooses."""

from collections.abc import Callable, Sequence

from wir.charts import scores_over_time
from wir.charts.drawing import Drawing
from wir.charts.scores_over_time import Line, Phase
from wir.common import numbers
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.peiling import labels
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, UNKNOWN
from wir.tables.region_scores import DIMENSIONS, Score, Standing, histories
from wir.ui import cache
from wir.ui.blocks.drawings import show_drawing
from wir.ui.blocks.refreshing import Rows
from wir.ui.blocks.region_matrix import matrix
from wir.ui.links import link
from wir.ui.view import View, html, notice

Key = Callable[[Standing], tuple[float | str, ...]]
ORDERS = {"bijlage": "Bijlage 1", "naam": "Naam", **DIMENSIONS}


def show_scores(view: View, listed: bool) -> None:
    """The heatmap with its orders; the table of where each regio stands beneath it where not `listed` already."""
    order = view.extra.get("volgorde", "bijlage")
    if order not in ORDERS:
        html(notice(f"Regio’s op volgorde van ‘{text(order)}’ kan niet; u ziet de volgorde van bijlage 1."))
        order = "bijlage"
    drawing = cache.drawing(view.database, scores_drawing, view.selection, order)
    choices = "".join(
        link(words, view.here(volgorde=key), f"keuze{' gekozen' if key == order else ''}")
        for key, words in ORDERS.items()
    )
    below = "" if listed else matrix(view)
    orders, rows = f"<span>Volgorde:</span>{choices}", Rows("regios", view.selection)
    show_drawing(view, "De scores over de tijd", drawing, below=below, choices=orders, rows=rows)


def scores_drawing(database: Database, selection: Selection, order: str) -> Drawing:
    """The regions of the selection, whatever is chosen of the regions themselves."""
    everything = selection.with_filter("regio", ())
    standings = [s for s in cache.region_standings(database, everything) if s.chosen]
    chosen = {s.region.code for s in cache.region_standings(database, selection) if s.chosen}
    peilingen = database.history(everything)
    names = labels(peilingen)
    found = histories(database, everything, [s.region.code for s in standings], peilingen)
    words = {(d, t.code): t.printed for d in PHASES for t in database.terms(d, peilingen)}
    steps = {d: sum(1 for at, code in words if at == d and code != UNKNOWN) for d in PHASES}

    def phase(score: Score, d: str) -> Phase:
        now = score.phases[d]
        said = words[d, str(now or UNKNOWN)]
        return Phase(d, names[score.peiling.key], now, said, d in score.rebuilt)

    lines = [
        Line(
            s.region.code,
            s.region.naam,
            [phase(score, d) for d in PHASES for score in found[s.region.code]],
            s.region.code in chosen,
        )
        for s in sorted(standings, key=_by(order))
    ]
    behind = [s.region.naam for s in standings if s.phases["visie"] == _lowest(standings)]
    title = _title(behind, _lowest(standings))
    subtitle = "Getal: de fase; hoe donkerder, hoe verder. Vaal: nagebouwd. Klik kiest een regio."
    return scores_over_time.heatmap(title, subtitle, lines, DIMENSIONS, steps)


def _by(order: str) -> Key:
    if order == "naam":
        return lambda s: (s.region.naam,)
    if order in PHASES:
        return lambda s: (s.phases[order] or 0, sum(s.phases[d] or 0 for d in PHASES), s.region.naam)
    return lambda s: ()


def _lowest(standings: Sequence[Standing]) -> int | None:
    return min((s.phases["visie"] for s in standings if s.phases["visie"]), default=None)


def _title(behind: Sequence[str], lowest: int | None) -> str:
    """Who is least far with the regiovisie."""
    if lowest is None:
        return "Geen regio is gescoord op de regiovisie"
    some = ", ".join(behind[:3]) + (f" en nog {len(behind) - 3}" if len(behind) > 3 else "")
    return f"Minst ver met de regiovisie, in fase {lowest}: {numbers.counted(len(behind), 'regio', 'regio’s')} ({some})"
