"""The short list: projects that a reader keeps in the address, so that every page and every link takes them along."""

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from wir.common import numbers
from wir.common.markup import link_or_text, text
from wir.domain.declaration import PROJECTS
from wir.export.listing import Listing, printed
from wir.export.picture import table_svg
from wir.export.project_columns import BY_NAME, cell, only, to_listing
from wir.tables.project_rows import Project
from wir.ui.blocks.block_menu import block_menu
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.reconstructed import PROJECTS_LEGEND, marked
from wir.ui.blocks.source_and_citation import citation
from wir.ui.blocks.table_html import simple_table
from wir.ui.links import MOST_KEPT, PROJECTEN, REGIOPROFIEL, link, profile_of
from wir.ui.view import View, html, notice

KEPT_COLUMNS = (
    "regio",
    "concessiehouder",
    "thema",
    "status",
    "impact",
    "deelbaarheid",
    "opschaalbaarheid",
)
NO_CONTACT = '<p class="bron">Geen contact in het register: dat is bij geen van deze projecten ingevuld.</p>'


def keep_link(view: View, projectnummer: str, naam: str = "") -> str:
    """A link that puts a project on the short list or takes it off, and leaves the reader where they are."""
    named = f"{projectnummer} {naam}".strip()
    if projectnummer in view.kept:
        words, kept = "Bewaard ✓ (weghalen)", tuple(n for n in view.kept if n != projectnummer)
    elif len(view.kept) >= MOST_KEPT:
        return f'<span class="bron">lijst is vol ({MOST_KEPT})</span>'
    else:
        words, kept = "Bewaren", (*view.kept, projectnummer)
    return link(words, view.keeping(kept), "bewaar", f"{words}: {named}")


def show_shortlist(view: View) -> None:
    """What was kept, in the order of keeping, as the peiling shown has it; with its files."""
    st.header("Bewaarde projecten", anchor=False)
    if not view.kept:
        html(
            "<p>Nog niets bewaard. Kies bij een project ‘Bewaren’: het gaat mee naar elke pagina en in elke link, "
            "zodat een collega dezelfde lijst ziet.</p>"
        )
        return
    found, missing = kept_projects(view)
    parts = [notice(_missing(view, missing))] if missing else []
    if len(view.kept) == MOST_KEPT:
        parts.append(notice(f"De lijst is vol: zij bevat ten hoogste {MOST_KEPT} projecten."))
    if found:
        parts.append(
            project_table(view, _caption(view, found), found, columns_with(found, KEPT_COLUMNS)) + remarks(found)
        )
        everything = view.selection.without_filters()
        files = Offer(
            "bewaarde-projecten",
            lambda: _listing(view, found),
            lambda: drawn(_listing(view, found), KEPT_COLUMNS),
            everything,
        )
        said = "de bewaarde projecten"
        cited = citation(view, _caption(view, found), "", everything, of_list=True)
        parts.append(block_menu(said, offer(view, files, said), cited))
    cleared = link("Wis lijst", view.keeping(()))
    copied = link("Kopieer de link naar deze lijst", view.here(view.pinned()), "kopieer")
    html(f'<section class="tabelblok">{"".join(parts)}<p>{cleared} · {copied}</p></section>')


def kept_projects(view: View) -> tuple[tuple[Project, ...], tuple[str, ...]]:
    """The kept projects that the peiling shown has, and the numbers that it does not have."""
    register = {p.projectnummer: p for p in view.projects(view.selection.without_filters())}
    found = tuple(register[number] for number in view.kept if number in register)
    return found, tuple(number for number in view.kept if number not in register)


def project_table(
    view: View,
    caption: str,
    projects: Sequence[Project],
    columns: Sequence[str],
    last: tuple[str, Callable[[Project], str]] | None = None,
) -> str:
    """Projects with some of their columns and a link to keep each; `last` is one column more, as ready-made HTML."""
    more = [last] if last else []
    headers = ["Project", *(BY_NAME[name].header for name in columns), *(name for name, _ in more), "Bewaren"]
    rows = [
        [
            _name(view, p),
            *(_project_cell(view, p, name) for name in columns),
            *(make(p) for _, make in more),
            keep_link(view, p.projectnummer, p.projectnaam),
        ]
        for p in projects
    ]
    return simple_table(caption, headers, rows, words=range(1, len(headers)), kind="woorden projectlijst")


def drawn(listing: Listing, columns: Sequence[str], last: str = "") -> str:
    """The picture of projects, with the columns of the screen."""
    names = ("Nummer", "Project", *(BY_NAME[name].header for name in columns), last, "Gereconstrueerd")
    return table_svg(only(listing, names))


def columns_with(projects: Sequence[Project], columns: Sequence[str]) -> Sequence[str]:
    """The columns, with the contacts where the register has any."""
    return (*columns, "contact") if any(p.contact for p in projects) else columns


def remarks(projects: Sequence[Project]) -> str:
    """What is said once under the tables of these projects."""
    legend = PROJECTS_LEGEND if any(p.gereconstrueerd for p in projects) else ""
    return legend + ("" if any(p.contact for p in projects) else NO_CONTACT)


def _name(view: View, project: Project) -> str:
    """The name as a link to the project, with its number."""
    target = view.link_to(PROJECTEN, project=project.projectnummer)
    return f'{link_or_text(project.projectnaam, target)} <span class="bron">{text(project.projectnummer)}</span>'


def _project_cell(view: View, project: Project, name: str) -> str:
    value = cell(project, BY_NAME[name], view.lists)
    if value is None:
        return "geen contact in het register" if name == "contact" else numbers.NOTHING
    words = text(printed(value, BY_NAME[name].kind))
    if name == "regio":
        region = view.lists[1].by_code[project.regio]
        words = link(region.naam, view.link_to(REGIOPROFIEL, profile_of(view.selection, region)))
    return marked(words, project.marked(name))


def _caption(view: View, found: Sequence[Project]) -> str:
    said = numbers.counted(len(found), "project", "projecten")
    return f"Bewaarde projecten: {said}, zoals in de peiling van {numbers.day(view.shown.peildatum)}"


def _missing(view: View, missing: Sequence[str]) -> str:
    day = numbers.day(view.shown.peildatum)
    gone = link("Haal ze van de lijst", view.keeping([n for n in view.kept if n not in missing]))
    named = text(", ".join(missing))
    if view.shown.rows(PROJECTS) is None:
        return f"De projecten van {day} zijn niet geregistreerd; bewaard zijn: {named}."
    return f"Niet in het register van {day}: {named}. {gone}."


def _listing(view: View, found: Sequence[Project]) -> Listing:
    """The register's own columns of what was kept."""
    caption = f"Peildatum {numbers.day(view.shown.peildatum)} · {numbers.counted(len(found), 'project', 'projecten')}"
    listed = to_listing(found, "Bewaarde projecten", caption, view.shown, view.lists, full_address(view))
    return replace(listed, name="bewaarde projecten")
