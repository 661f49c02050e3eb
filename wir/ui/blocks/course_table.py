"""The courses of regions in words: a phase for every peiling."""

from collections.abc import Sequence

from wir.common import numbers
from wir.common.markup import text
from wir.domain.peiling import labels
from wir.tables.courses import Course, periods
from wir.ui.blocks.reconstructed import LEGEND, marked
from wir.ui.blocks.table_html import simple_table
from wir.ui.links import REGIOPROFIEL, link, profile_of
from wir.ui.view import View


def course_table(view: View, title: str, found: Sequence[Course]) -> str:
    """A row a regio, each with the way to its profile; a reconstructed phase is marked."""
    peilingen = periods(view.database, view.selection)
    rows = [
        [link(c.region.naam, _profile(view, c)), text(c.holder), *(_phase(c, p.key) for p in peilingen)] for c in found
    ]
    headers = ["Regio", "Concessiehouder", *labels(peilingen).values()]
    legend = LEGEND if any(c.rebuilt(s) for c in found for s in c.scores) else ""
    return simple_table(title, headers, rows, words=(1,)) + legend


def _phase(course: Course, key: str) -> str:
    """What a course says of one peiling."""
    score = next((s for s in course.scores if s.peiling.key == key), None)
    if score is None:
        return numbers.NOTHING
    said = text(course.at(score))
    return marked(said, course.rebuilt(score))


def _profile(view: View, course: Course) -> str:
    return view.link_to(REGIOPROFIEL, profile_of(view.selection, course.region))
