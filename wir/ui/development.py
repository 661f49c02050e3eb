"""What changed between two peildata: the phases of all regions over all peildata, regions from phase to phase, and
projects that came, went and moved; each as a drawing over its table."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

import streamlit as st

from wir.charts import changes
from wir.charts import courses as drawn
from wir.charts.drawing import Drawing
from wir.common import numbers
from wir.common.errors import NoComparison
from wir.common.markup import text
from wir.database.database import Database
from wir.domain.change_codes import parse_shift
from wir.domain.peiling import labels
from wir.domain.selection import REGION_FILTERS, Selection
from wir.domain.vocabulary import UNKNOWN
from wir.export.courses import of_courses
from wir.export.listing import Listing, source_of
from wir.insight.change_sentences import project_sentence, step_sentence
from wir.insight.sentences import Sentence
from wir.tables.build import CHANGES
from wir.tables.courses import Course, periods
from wir.tables.model import Row, Table
from wir.tables.transitions import DIMENSIONS
from wir.ui import cache as shared
from wir.ui.blocks.course_table import course_table
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.drawings import show_drawing
from wir.ui.blocks.refreshing import Rows
from wir.ui.blocks.source_and_citation import under
from wir.ui.blocks.tables_and_figures import show_table
from wir.ui.links import PROJECTEN, REGIOS, link
from wir.ui.view import View, folded, html, notice

# What a change can be looked at by; a theme has too many values for a matrix.
JUDGEMENT_NAMES = {
    "status": "Status",
    "impact": "Impact",
    "deelbaarheid": "Delen",
    "opschaalbaarheid": "Opschaalbaarheid",
    "betrokkenheid": "Betrokkenheid",
    "thema": "Thema",
}
OF_PHASES = "bijlage-1"  # the table that uses the same filters as the courses


def show_regions(view: View) -> None:
    """The courses of all regions in one dimension, and who went forward, stayed and went back, from phase to phase."""
    dimension, choices = choice(view, "dimensie", DIMENSIONS, "visie")
    left, right = st.columns([5, 4], gap="large")
    with left:
        _show_courses(view, dimension, choices)
    with right:
        try:
            steps = view.table("stappen")
        except NoComparison as error:
            html(notice(text(str(error))))
            return
        html(_said(step_sentence(steps)))
        bars = shared.drawing(view.database, step_bars, view.selection)
        card = _chosen(view, "stap", [code for code in view.selection.of("stap") if not parse_shift(code)])
        show_drawing(view, "Vooruit, gelijk en terug", bars, "stappen", card)
        _show_shifts(view, f"overgang-{dimension}", f"{DIMENSIONS[dimension]}: van fase naar fase")


def show_projects(view: View) -> None:
    """How counts of projects came about, and for one judgement where they went; or why that is unknown."""
    st.header("Projecten", anchor=False)
    try:
        moved = view.table("verandering")
    except NoComparison as error:
        html(notice(text(str(error))))
        return
    html(_said(project_sentence(moved)))
    show_table(view, "verandering")
    judgement, choices = choice(view, "oordeel", JUDGEMENT_NAMES)
    name, shifts = JUDGEMENT_NAMES[judgement], f"overgang-{judgement}"
    if shifts in CHANGES:
        _show_shifts(view, shifts, f"{name}: wat er veranderde", choices)
    left, right = st.columns(2, gap="large")
    with left:
        # Of a theme there is no matrix above it.
        _show_origin(view, judgement, f"{name}: hoe een aantal ontstond", "" if shifts in CHANGES else choices)
        _show_growth(view, "thema", "Per thema")
    with right:
        _show_growth(view, "regio", "Per regio")


def _show_origin(view: View, judgement: str, heading: str, before: str) -> None:
    origin = view.table(f"opbouw-{judgement}")
    values = {row.code: row.label for row in origin.rows}
    value, choices = choice(view, "waarde", values, _most_moved(origin).code)
    drawing = shared.drawing(view.database, waterfall, view.selection, judgement, value)
    show_drawing(view, heading, drawing, origin.number, choices=before + choices)


def _show_growth(view: View, lijst: str, heading: str) -> None:
    drawing = shared.drawing(view.database, growth, view.selection, lijst)
    show_drawing(view, heading, drawing, f"opbouw-{lijst}")


def _most_moved(origin: Table) -> Row:
    """The value of which the count changed most, the first of them."""
    earlier, later = (p.key for p in origin.peilingen)
    return max(
        origin.counted,
        key=lambda row: abs((origin.cell(row, later).whole or 0) - (origin.cell(row, earlier).whole or 0)),
    )


def _show_shifts(view: View, number: str, heading: str, choices: str = "") -> None:
    drawing = shared.drawing(view.database, shift_map, view.selection, number)
    lijst, (name,) = view.table(number).closing.lijst, drawing.chooses or ("",)
    codes = [c for c in view.selection.of(name) if (shift := parse_shift(c)) and shift.field == lijst]
    show_drawing(view, heading, drawing, number, _chosen(view, name, codes), choices)


def _chosen(view: View, name: str, codes: Sequence[str]) -> str:
    """The way to the rows of what is chosen in a drawing."""
    if not codes:
        return ""
    page, what = (REGIOS, "regio’s") if name == "stap" else (PROJECTEN, "projecten")
    only = view.selection.with_filter(name, codes)
    said = ", ".join(Selection(view.selection.peildatum).with_filter(name, codes).filter_labels(view.lists))
    way = link(f"Bekijk deze {what}", view.link_to(page, only))
    names = [s.region.naam for s in view.standings() if s.chosen] if name == "stap" else []
    who = f"<p>{len(names)}: {text(', '.join(names))}.</p>" if names else ""
    return f'<div class="kaartje"><b>{text(said)}</b>{who}<p>{way}</p></div>'


def step_bars(database: Database, selection: Selection) -> Drawing:
    """How many regions went forward, stayed and went back, whatever is chosen of that."""
    return changes.steps(shared.table(database, selection, "stappen"), selection.of("stap"))


def shift_map(database: Database, selection: Selection, number: str) -> Drawing:
    """From which value to which, whatever is chosen of that."""
    table = shared.table(database, selection, number)
    return changes.shifts(table, (*selection.of("stap"), *selection.of("verandering")))


def waterfall(database: Database, selection: Selection, lijst: str, code: str) -> Drawing:
    """How the count of a value came about, whatever is chosen of its list."""
    table = shared.table(database, selection, f"opbouw-{lijst}")
    return changes.waterfall(table, table.row(lijst, code))


def growth(database: Database, selection: Selection, lijst: str) -> Drawing:
    """What came and went per theme or regio, whatever is chosen of them."""
    table = shared.table(database, selection.with_filter(lijst, ()), f"opbouw-{lijst}")
    chosen = selection.of(lijst)
    if lijst == "regio":
        chosen = tuple(part for code in chosen for part in database.regions(database.shown(selection)).within(code))
    return changes.growth(table, chosen)


def choice(view: View, name: str, names: Mapping[str, str], default: str = "") -> tuple[str, str]:
    """What a parameter of this page chooses of `names`, the first or `default` unless it is known; and the chips."""
    chosen = view.extra.get(name, "")
    if chosen not in names:
        known = default or next(iter(names))
        if chosen:
            said = f"Deze pagina kent {text(f'{name} ‘{chosen}’')} niet; u ziet {text(names[known].lower())}."
            html(notice(said))
        chosen = known
    chips = (
        link(words, view.here(None, **{name: key}), "keuze gekozen" if key == chosen else "keuze")
        for key, words in names.items()
    )
    return chosen, "".join(chips)


def _said(sentence: Sentence | None) -> str:
    return (
        f'<p class="zin">{text(sentence.text)}</p>' if sentence else "<p>In deze selectie is niets te vergelijken.</p>"
    )


def _show_courses(view: View, dimension: str, choices: str) -> None:
    """A line for every regio, and the same as a table of those in the selection."""
    name = DIMENSIONS[dimension]
    chosen = [c for c in shared.courses(view.database, view.selection, dimension) if c.chosen]
    names = list(labels(periods(view.database, view.selection)).values())
    title = f"{name} per regio, {' tot en met '.join(dict.fromkeys((names[0], names[-1])))}"
    drawing = shared.drawing(view.database, course_lines, view.selection, dimension)
    files = offer(view, _files(view, title, dimension, chosen), "het verloop")
    rows = Rows(f"verloop/{dimension}", view.selection)
    source = f'<p class="bron">{text(source_of(periods(view.database, view.selection)))}</p>{_unused(view)}'
    table = (
        f'<section class="tabelblok">{course_table(view, title, chosen)}{source}'
        f"{under(view, title, [dimension], OF_PHASES, files=files, rows=rows)}</section>"
    )
    below = folded(f"Als tabel ({name.lower()})", table)
    of_regions = replace(view, page=replace(view.page, uses=REGION_FILTERS))  # what is not used is not cited
    show_drawing(of_regions, "Fasen over alle peildata", drawing, below=below, choices=choices, rows=rows)


def course_lines(database: Database, selection: Selection, dimension: str) -> Drawing:
    """The courses of all regions; those outside the selection are pale."""
    shown = database.shown(selection)
    words = {int(t.code): t.printed for t in database.terms(dimension, [shown]) if t.code != UNKNOWN}
    found = shared.courses(database, selection, dimension)
    drawing = drawn.courses(found, periods(database, selection), words)
    # Who asks which regions stood still since the comparison is not told how far they went since the first peildatum.
    return replace(drawing, title=_stepped(database, selection, found)) if selection.of("stap") else drawing


def _stepped(database: Database, selection: Selection, found: Sequence[Course]) -> str:
    """How many regions made the step that is chosen, and of those that stayed how many had nowhere to go."""
    chosen = [course for course in found if course.chosen]
    shown, compared = database.shown(selection), database.compared(selection)
    step = ", ".join(selection.only(("stap",)).filter_labels(database.lists(shown)))
    top = max(int(t.code) for t in database.terms(found[0].dimension, [shown]) if t.code != UNKNOWN)
    ended = sum(course.scores[-1].phases[course.dimension] == top for course in chosen)
    stayed = selection.of("stap") == (f"{found[0].dimension}.gelijk",)
    already = f", waarvan {numbers.count(ended)} al in de hoogste fase" if stayed and ended else ""
    since = f" sinds {compared.label}" if compared else ""
    return f"{numbers.counted(len(chosen), 'regio', 'regio’s')}: {step}{since}{already}"


def _unused(view: View) -> str:
    """Which filters a regio knows nothing of."""
    unused = [name for name in view.selection.filters if name not in REGION_FILTERS]
    why = "een regio heeft deze kenmerken niet"
    return f'<p class="bron">Niet gebruikt in deze tekening: {", ".join(unused)} ({why}).</p>' if unused else ""


def _files(view: View, title: str, dimension: str, found: list[Course]) -> Offer:
    used = view.used(OF_PHASES)

    def listing() -> Listing:
        peilingen = periods(view.database, view.selection)
        return of_courses(title, used.caption(view.lists), found, peilingen, full_address(view))

    return Offer(f"verloop-{dimension}", listing, selection=used)
