"""One project: all that the register says of it, what changed when, its region, and projects like it."""

from collections.abc import Callable, Sequence
from functools import partial

import streamlit as st

from wir.common.markup import link_or_text, text
from wir.domain.address import at
from wir.domain.named_projects import facts
from wir.domain.peiling import days
from wir.domain.selection import PROJECT_FILTERS
from wir.domain.vocabulary import JUDGEMENTS
from wir.export.listing import Cell, Listing, printed
from wir.export.picture import table_svg
from wir.export.project import became, like, of_alike, of_facts, of_history, upright
from wir.export.project_columns import COLUMNS, cell, to_listing
from wir.insight.project_history import Moment, alike, history
from wir.tables.project_rows import Project
from wir.ui.blocks.downloads import Offer, full_address, offer
from wir.ui.blocks.reconstructed import PROJECTS_LEGEND, marked
from wir.ui.blocks.source_and_citation import take_along, under
from wir.ui.blocks.table_html import simple_table
from wir.ui.links import PROJECTEN, REGIOPROFIEL, link, profile_of
from wir.ui.projects.shortlist import keep_link
from wir.ui.view import View, html, notice


def project_title(view: View) -> str:
    """The name of the project that the address names: in the peiling shown, else in the latest that has it.

    The name of the page where there is no such project.
    """
    found = _moments(view) if view.extra.get("project") else ()
    last = sorted(found, key=lambda m: m.peiling.key == view.shown.key)
    return next((m.project.projectnaam for m in reversed(last) if m.project), view.page.name)


def show_project(view: View, number: str) -> None:
    """The project as the peiling shown has it; where it is not in it, where it is."""
    moments = _moments(view)
    back = link("← Alle projecten van deze selectie", view.here(project="", pagina=view.extra.get("pagina", "")))
    html(f'<p class="terug">{back}</p>')
    now = next((m.project for m in moments if m.peiling.key == view.shown.key), None)
    if now is None:
        _show_absent(view, number, moments)
        return
    left, right = st.columns([5, 4], gap="large")
    with left:
        _show_fields(view, now)
        _show_facts(view, now)
    with right:
        _show_history(view, now, moments)
        _show_alike(view, now)


def _moments(view: View) -> tuple[Moment, ...]:
    """The project in the current peilingen and in the two of the selection, which may be older or withdrawn."""
    catalogue = view.database.catalogue
    peilingen = {p.key: p for p in (*catalogue.current, view.shown, view.compared) if p}
    in_time = sorted(peilingen.values(), key=lambda p: (p.peildatum, p.versie))
    return history(view.database, view.extra["project"], in_time)


def _show_absent(view: View, number: str, moments: Sequence[Moment]) -> None:
    there = [m.peiling for m in moments if m.project]
    named, catalogue = days([*(m.peiling for m in moments), view.shown]), view.database.catalogue
    if not there:
        html(notice(f"Project ‘{text(number)}’ staat in geen enkele peiling."))
        return
    links = ", ".join(
        link(named[p.key], view.here(at(catalogue, p, None if p in catalogue.current else p.versie), project=number))
        for p in there
    )
    html(notice(f"Dit project staat niet in de peiling van {named[view.shown.key]}; wel in die van {links}."))


def _show_fields(view: View, project: Project) -> None:
    rows = [[text(c.header), _field(view, project, c.name)] for c in COLUMNS if c.name != "projectnaam"]
    rows.append(["Herkomst van de gegevens", text(project.herkomst or "–")])
    table = simple_table(f"Project {project.projectnummer}", ["Kenmerk", "Waarde"], rows, words=(1,), kind="woorden")
    legend = PROJECTS_LEGEND if project.gereconstrueerd else ""
    listing = Offer("project", lambda: _listing(view, project), lambda: table_svg(upright(_listing(view, project))))
    kept = f"<p>{keep_link(view, project.projectnummer, project.projectnaam)}</p>"
    files = offer(view, listing, "dit project")
    menu = under(view, f"Project {project.projectnummer}, {project.projectnaam}", ("thema", *JUDGEMENTS), files=files)
    html(f'<section class="tabelblok">{table}{legend}{kept}{menu}</section>')


def _field(view: View, project: Project, name: str) -> str:
    column = next(c for c in COLUMNS if c.name == name)
    value: Cell = cell(project, column, view.lists)
    if value is None:
        return "niet geregistreerd"
    words = text(printed(value, column.kind))
    if name == "regio":
        region = view.lists[1].by_code[project.regio]
        words = link(region.naam, view.link_to(REGIOPROFIEL, profile_of(view.selection, region)))
    elif column.lijst and name in PROJECT_FILTERS:
        held = project.values[name]
        same = view.selection.without_filters().with_filter(name, held if isinstance(held, list) else [held])
        words = link_or_text(str(value), view.link_to(PROJECTEN, same))
    return marked(words, project.marked(name))


def _show_facts(view: View, project: Project) -> None:
    """What the report of January 2021 gives of it in words, beside what the register has."""
    found = facts(project.regio, project.projectnaam)
    if not found:
        return
    rows = [[text(f.gegeven), text(f.waarde), text(f.bron)] for f in found]
    table = simple_table("In de bron", ["Gegeven", "Waarde", "Bron"], rows, words=(1, 2), kind="woorden")

    def listing() -> Listing:
        return of_facts(found, project, full_address(view))

    offered = Offer("in-de-bron", listing, lambda: table_svg(listing()), view.selection.without_filters())
    taken = take_along(view, offered, "wat in de bron staat", f"In de bron: {project.projectnaam}")
    html(f'<section class="tabelblok">{table}{taken}</section>')


def _listing(view: View, project: Project) -> Listing:
    title = f"Project {project.projectnummer}: {project.projectnaam}"
    return to_listing([project], title, view.caption, view.shown, view.lists, full_address(view))


def _show_history(view: View, project: Project, moments: Sequence[Moment]) -> None:
    named = days([m.peiling for m in moments])
    rows = [[text(named[m.peiling.key]), _became(i, moments)] for i, m in enumerate(moments)]
    table = simple_table("Wat veranderde wanneer", ["Peildatum", "Wat er veranderde"], rows, (1,), "woorden")
    files = _files(view, "geschiedenis", "Wat veranderde wanneer", project, partial(of_history, moments))
    html(f'<section class="tabelblok">{table}{files}</section>')


def _became(place: int, moments: Sequence[Moment]) -> str:
    project = moments[place].project
    found = became(place, moments)
    return "<br>".join(marked(text(words), bool(field and project and project.marked(field))) for words, field in found)


def _show_alike(view: View, project: Project) -> None:
    everything = view.projects(view.selection.without_filters())
    found = alike(project, everything)
    theme = view.lists[0].label("thema", project.thema)
    if not found:
        html(f"<p>Er is geen ander project over {text(theme.lower())}.</p>")
        return
    rows = [
        [
            link_or_text(other.projectnaam, view.here(project=other.projectnummer)),
            text(view.lists[1].by_code[other.regio].naam),
            like(equal),
        ]
        for other, equal in found
    ]
    rule = (
        f"Zelfde thema ({theme}); eerst waar de meeste oordelen gelijk zijn: impact, delen, opschaalbaarheid, "
        "status en aantal organisaties. Onbekend telt niet als gelijk."
    )
    table = simple_table("Projecten die erop lijken", ["Project", "Regio", "Gelijk"], rows, (1,))
    listing = partial(of_alike, found, rule, view.shown, view.lists)
    files = _files(view, "lijkt-erop", "Projecten die erop lijken", project, listing)
    html(f'<section class="tabelblok">{table}<p class="bron">{text(rule)}</p>{files}</section>')


def _files(view: View, name: str, title: str, project: Project, made: Callable[[str, str], Listing]) -> str:
    """The links to take along what stands beside the project, whatever the filters are."""
    everything = view.selection.without_filters()

    def listing() -> Listing:
        return made(everything.caption(view.lists), full_address(view))

    offered = Offer(name, listing, lambda: table_svg(listing()), everything)
    return take_along(view, offered, title.lower(), f"{title}: {project.projectnaam} ({project.projectnummer})")
