"""The register as a list: searching, facets with counts, columns to choose, sorting, and the files of its rows."""

from collections.abc import Callable, Sequence

import streamlit as st

from wir.charts import strip
from wir.charts.drawing import Drawing
from wir.charts.strip import Part
from wir.common import numbers
from wir.common.markup import address, link_or_text, text
from wir.database.database import Database
from wir.domain.address import find_words
from wir.domain.declaration import PROJECTS
from wir.domain.selection import Selection
from wir.export.listing import Listing, printed
from wir.export.picture import table_svg
from wir.export.project_columns import (
    BY_NAME,
    COLUMNS,
    STANDARD,
    WHENCE,
    ProjectColumn,
    cell,
    only,
    ordered,
    to_listing,
)
from wir.tables.facets import Facet, FacetValue
from wir.tables.project_rows import Project
from wir.ui import cache as shared
from wir.ui.blocks.downloads import Offer, full_address
from wir.ui.blocks.drawings import show_drawing
from wir.ui.blocks.reconstructed import PROJECTS_LEGEND, marked
from wir.ui.blocks.refreshing import Rows, refreshing
from wir.ui.blocks.source_and_citation import figure_citation, take_along
from wir.ui.blocks.table_html import simple_table
from wir.ui.links import PROJECTEN, link
from wir.ui.projects.shortlist import keep_link
from wir.ui.view import View, html, notice

STRIP = {
    "halfjaar": ("Start per halfjaar", strip.over_time),
    "status": ("Status", strip.bars),
    "thema": ("Thema", strip.bars),
}
OF_STRIP = {"halfjaar": "kruis-halfjaar-status", "status": "6", "thema": "kruis-thema-status"}  # with the same counts
PER_PAGE = 50
MOST_AT_ONCE = 1000
SHORT = 20  # letters: fits in two lines of any column
ALL = "alle"
FIRST_OPEN = ("status", "deelbaarheid", "opschaalbaarheid")


def show_projects(view: View) -> None:
    """The search field, drawings of what fits, the facets, and the rows."""
    _search(view)
    drawings = st.container(key="strook")
    with st.container(key="lijst"):
        left, right = st.columns([2, 9], gap="medium")
    with left:
        html(
            f'<details class="verfijnen" data-breed open><summary>Verfijnen</summary>'
            f'<div class="facetten" role="group" aria-label="Verfijnen">{_facets(view)}</div></details>'
        )
    with right:
        _show_rows(view)
    # Last: who types is shown the rows first.
    with drawings:
        _show_drawings(view)


def _show_drawings(view: View) -> None:
    """How the projects that fit divide over start, status and theme; each says what its own filter would leave."""
    if view.shown.rows(PROJECTS) is None:
        return
    places = st.columns(len(STRIP), gap="medium", wrap=False)
    for place, (name, (heading, draw)) in zip(places, STRIP.items(), strict=True):
        with place:
            drawing = shared.drawing(view.database, strip_drawing, view.selection, name, draw)
            rows = Rows(f"tabel/{OF_STRIP[name]}", view.selection.with_filter(name, ()))
            show_drawing(view, heading, drawing, rows=rows)


def strip_drawing(
    database: Database, selection: Selection, name: str, draw: Callable[[str, str, Sequence[Part]], Drawing]
) -> Drawing:
    """One of the drawings above the list, of the counts beside the filters."""
    facet = next(f for f in shared.facets(database, selection) if f.name == name)
    parts = [Part(value.code, value.label, value.count, value.chosen) for value in facet.values]
    return draw(name, facet.heading, parts)


def _search(view: View) -> None:
    """Searches as you type; the text on screen is left alone while it means what the address says."""

    def changed() -> None:
        words = find_words(st.session_state["zoek"])
        view.change(lambda now: now.with_filter("zoek", [words] if words else []))

    asked = " ".join(view.selection.of("zoek"))
    if (find_words(st.session_state.get("zoek", "")) or "") != asked:
        st.session_state["zoek"] = asked
    st.text_input(
        "Zoek in project, regio, concessiehouder en thema",
        key="zoek",
        type="search",
        live=True,
        max_chars=100,
        placeholder="bijvoorbeeld: Twente technologie",
        on_change=changed,
    )


def _facets(view: View) -> str:
    return "".join(_facet(view, facet) for facet in shared.facets(view.database, view.selection))


def _facet(view: View, facet: Facet) -> str:
    opened = " open" if facet.name in FIRST_OPEN or any(v.chosen for v in facet.values) else ""
    items = "".join(_facet_value(view, facet, value) for value in facet.values)
    body = f'<ul aria-label="{text(facet.heading)}">{items}</ul>' if items else "<p>Niets om uit te kiezen.</p>"
    return f'<details class="facet"{opened}><summary>{text(facet.heading)}</summary>{body}</details>'


def _facet_value(view: View, facet: Facet, value: FacetValue) -> str:
    """A value that is chosen or let go with a click."""
    chosen = set(view.selection.of(facet.name))
    target = view.here(view.selection.with_filter(facet.name, chosen ^ {value.code}))
    state = ' aria-current="true"' if value.chosen else ""
    # Beside a value that is chosen already another one adds its projects to those.
    added = "+" if chosen and not value.chosen else ""
    return (
        f'<li><a class="wir-link facetwaarde" target="_self" href="{address(target)}"{state}>'
        f"<span>{text(value.label)}</span><b>{added}{numbers.count(value.count)}</b></a></li>"
    )


def _show_rows(view: View) -> None:
    projects = view.projects()
    by, columns, notes = _asked(view)
    rows = ordered(projects, by, view.lists) if by else list(projects)
    shown, pages = _page(view, rows)
    total = view.database.shown(view.selection).rows(PROJECTS)
    what = f"{numbers.count(len(rows))} van {numbers.counted(total or 0, 'project', 'projecten')}"
    parts = [*(notice(words) for words in notes), f'<p class="lijstkop" role="status">{what}</p>']
    parts.append(figure_citation(view, numbers.counted(len(rows), "project", "projecten"), PROJECTEN))
    parts.append(_column_choice(view, columns))
    if rows:
        parts.append(_table(view, shown, columns, by, what))
        parts.append(pages)
        if any(p.gereconstrueerd for p in shown):
            parts.append(PROJECTS_LEGEND)
    elif view.selection.of("zoek"):
        parts.append(_near(view))
    files = Offer("projecten", lambda: _listing(view, rows), lambda: _picture(view, rows, columns))
    parts.append(
        take_along(view, files, "deze projecten", f"Projecten: {what}", refreshing(Rows("projecten", view.selection)))
    )
    html(f'<section class="tabelblok">{"".join(parts)}</section>')


def _near(view: View) -> str:
    """Other words to search for where nothing was found."""
    found = shared.near_searches(view.database, view.selection)
    links = [
        f"{link(words[:1].upper() + words[1:], view.here(view.selection.with_filter('zoek', [words])))}"
        f" ({numbers.counted(count, 'project', 'projecten')})"
        for words, count in found.items()
    ]
    return f"<p>Bedoelde u: {' of '.join(links)}?</p>" if links else "<p>Ook niets dat erop lijkt.</p>"


def _asked(view: View) -> tuple[str, tuple[str, ...], list[str]]:
    """The sorting and the columns that the address names, and what it names that is not there."""
    by, wanted = view.extra.get("sorteer", ""), [n for n in view.extra.get("kolommen", "").split(",") if n]
    notes = [f"De kolom ‘{text(n)}’ bestaat niet." for n in wanted if n not in BY_NAME]
    if by and by.removeprefix("-") not in BY_NAME:
        notes.append(f"Sorteren op ‘{text(by)}’ kan niet.")
        by = ""
    columns = tuple(c.name for c in COLUMNS if c.name in wanted) or STANDARD
    return by, columns, notes


def _page(view: View, rows: Sequence[Project]) -> tuple[Sequence[Project], str]:
    """The rows of the page that the address names, and the links to the others."""
    pages = max(1, -(-len(rows) // PER_PAGE))
    asked = view.extra.get("pagina", "1")
    if asked == ALL and len(rows) <= MOST_AT_ONCE:
        return rows, f'<p class="bladeren">{link(f"Per {PER_PAGE} tonen", view.here())}</p>' if pages > 1 else ""
    number = min(numbers.whole(asked) or 1, pages)
    start = (number - 1) * PER_PAGE
    return rows[start : start + PER_PAGE], _paging(view, number, pages, len(rows)) if pages > 1 else ""


def _paging(view: View, number: int, pages: int, count: int) -> str:
    first = (number - 1) * PER_PAGE + 1
    links = [f"{numbers.count(first)}–{numbers.count(min(first + PER_PAGE - 1, count))} van {numbers.count(count)}"]
    if number > 1:
        links.append(link("Vorige", view.here(pagina=str(number - 1))))
    if number < pages:
        links.append(link("Volgende", view.here(pagina=str(number + 1))))
    if count <= MOST_AT_ONCE:
        links.append(link("Alle rijen", view.here(pagina=ALL)))
    return f'<nav class="bladeren" aria-label="Bladeren">{" ".join(links)}</nav>'


def _column_choice(view: View, columns: Sequence[str]) -> str:
    """Which columns there are, each to show or hide with a click; the name of the project always stands there."""
    items = []
    for column in COLUMNS:
        if column.name == "projectnaam":
            continue
        there = column.name in columns
        wanted = [n for n in BY_NAME if (n in columns) != (n == column.name)]
        target = view.here(kolommen="" if tuple(wanted) == STANDARD else ",".join(wanted))
        items.append(link(column.header, target, "keuze gekozen" if there else "keuze"))
    return (
        f'<details class="kolommen"><summary>Kolommen kiezen</summary><p class="keuzes">{"".join(items)}</p></details>'
    )


def _table(view: View, rows: Sequence[Project], columns: Sequence[str], by: str, what: str) -> str:
    shown = [BY_NAME[n] for n in ("projectnaam", *(n for n in columns if n != "projectnaam"))]
    sorting = {column.header: _header(view, column, by) for column in shown}
    cells = [
        [
            _name(view, p),
            *(_column_cell(view, p, column) for column in shown[1:]),
            keep_link(view, p.projectnummer, p.projectnaam),
        ]
        for p in rows
    ]
    left = [i for i, column in enumerate(shown) if column.kind == "tekst"]
    return simple_table(
        f"Projecten: {what}",
        [*sorting, "Bewaren"],
        cells,
        words=[*left, len(shown)],
        kind="register breed" if len(shown) > len(STANDARD) else "register",
        header=lambda name: sorting.get(name) or text(name),
    )


def _header(view: View, column: ProjectColumn, by: str) -> str:
    """A header that sorts: up, then down, then back to the order of the register."""
    following = {column.name: f"-{column.name}", f"-{column.name}": ""}.get(by, column.name)
    arrow = {column.name: " ▲", f"-{column.name}": " ▼"}.get(by, "")
    return link_or_text(column.header + arrow, view.here(sorteer=following), "sorteer")


def _name(view: View, project: Project) -> str:
    target = view.here(project=project.projectnummer, pagina=view.extra.get("pagina", ""))
    return _in_two_lines(link_or_text(project.projectnaam, target), text(project.projectnaam))


def _column_cell(view: View, project: Project, column: ProjectColumn) -> str:
    value = cell(project, column, view.lists)
    words = text(printed(value, column.kind)) if value is not None else "–"
    return _in_two_lines(marked(words, value is not None and project.marked(column.name)), words)


def _in_two_lines(markup: str, words: str) -> str:
    """A cell of two lines at most; what does not fit in them is told when one points at it."""
    if len(words) <= SHORT:
        return markup
    return f'<span class="regels" title="{words}">{markup}</span>'


def _listing(view: View, rows: Sequence[Project]) -> Listing:
    return to_listing(rows, "Projecten", view.caption, view.shown, view.lists, full_address(view))


def _picture(view: View, rows: Sequence[Project], columns: Sequence[str]) -> str:
    """The columns on screen, and last what was rebuilt of each row."""
    on_screen = [BY_NAME[name].header for name in ("projectnaam", *columns)]
    return table_svg(only(_listing(view, rows), [*on_screen, WHENCE[-1].name]))
