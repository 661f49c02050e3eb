"""One project: all that the register says of it, what changed when, its region, and projects like it."""

from collections.abc import Sequence

import streamlit as st

from wir import numbers
from wir.address import at
from wir.charts import link_or_text, text
from wir.export.differences import in_words
from wir.export.listing import Cell, Listing, printed
from wir.project_columns import COLUMNS, cell, to_listing
from wir.project_history import ALIKE, Moment, alike, history
from wir.records import Project
from wir.register.diff import Change
from wir.register.fields import PROJECTS
from wir.table_html import simple_table
from wir.ui.downloads import Offer, full_address, offer
from wir.ui.links import PROJECTEN, REGIOPROFIEL, link, profile_of
from wir.ui.rebuilt import LEGEND, marked
from wir.ui.shortlist import keep_link
from wir.ui.under import under
from wir.ui.view import View, html, notice
from wir.vocabulary import JUDGEMENTS


def project_title(view: View) -> str:
    """The name of the project that the address names, else that of the page."""
    found = _moments(view) if view.extra.get("project") else ()
    return next((m.project.projectnaam for m in reversed(found) if m.project), view.page.name)


def show_project(view: View, number: str) -> None:
    """The project as the peiling shown has it; where it is not in it, where it is."""
    moments = _moments(view)
    back = link("← Alle projecten van deze selectie", view.here(project=""))
    html(f'<p class="terug">{back}</p>')
    now = next((m.project for m in moments if m.peiling.key == view.shown.key), None)
    if now is None:
        _show_absent(view, number, moments)
        return
    left, right = st.columns([5, 4], gap="large")
    with left:
        _show_fields(view, now)
    with right:
        _show_history(view, moments)
        _show_alike(view, now)


def _moments(view: View) -> tuple[Moment, ...]:
    catalogue = view.database.catalogue
    peilingen = {p.key: p for p in (*catalogue.current, view.shown)}
    in_time = sorted(peilingen.values(), key=lambda p: (p.peildatum, p.versie))
    return history(view.database, view.extra["project"], in_time)


def _show_absent(view: View, number: str, moments: Sequence[Moment]) -> None:
    there = [m for m in moments if m.project]
    where = numbers.day(view.shown.peildatum)
    if not there:
        html(notice(f"Project ‘{text(number)}’ staat in geen enkele peiling."))
        return
    links = ", ".join(
        link(numbers.day(m.peiling.peildatum), view.here(at(view.database.catalogue, m.peiling), project=number))
        for m in there
    )
    html(notice(f"Dit project staat niet in de peiling van {where}; wel in die van {links}."))


def _show_fields(view: View, project: Project) -> None:
    rows = [[text(c.header), _field(view, project, c.name)] for c in COLUMNS if c.name != "projectnaam"]
    rows.append(["Herkomst van de gegevens", text(project.herkomst or "–")])
    table = simple_table(f"Project {project.projectnummer}", ["Kenmerk", "Waarde"], rows, words=(1,), kind="woorden")
    legend = LEGEND if project.gereconstrueerd else ""
    listing = Offer("project", lambda: _listing(view, project))
    files = f'<div class="onder-tabel">{offer(view, listing, "dit project")}'
    files += f"<p>{keep_link(view, project.projectnummer, project.projectnaam)}</p></div>"
    below = under(view, f"Project {project.projectnummer}, {project.projectnaam}", ("thema", *JUDGEMENTS))
    html(f'<section class="tabelblok">{table}{legend}{files}{below}</section>')


def _field(view: View, project: Project, name: str) -> str:
    column = next(c for c in COLUMNS if c.name == name)
    value: Cell = cell(project, column, view.lists)
    if value is None:
        return "niet geregistreerd"
    words = text(printed(value, column.kind))
    if name == "regio":
        region = view.lists[1].by_code[project.regio]
        words = link(region.naam, view.link_to(REGIOPROFIEL, profile_of(view.selection, region)))
    elif column.lijst:
        same = view.selection.without_filters().with_filter(name, [getattr(project, name)])
        words = link_or_text(str(value), view.link_to(PROJECTEN, same))
    return marked(words) if project.marked(name) else words


def _listing(view: View, project: Project) -> Listing:
    title = f"Project {project.projectnummer}: {project.projectnaam}"
    return to_listing([project], title, view.caption, view.shown, view.lists, full_address(view))


def _show_history(view: View, moments: Sequence[Moment]) -> None:
    rows = [[text(numbers.day(m.peiling.peildatum)), _became(view, m, i, moments)] for i, m in enumerate(moments)]
    table = simple_table("Wat veranderde wanneer", ["Peildatum", "Wat er veranderde"], rows, (1,), "woorden")
    html(f'<section class="tabelblok">{table}</section>')


def _became(view: View, moment: Moment, place: int, moments: Sequence[Moment]) -> str:
    if moment.project is None:
        return "staat er niet in"
    if not any(m.project for m in moments[:place]):
        return "nieuw in het register" if place else "staat er voor het eerst in"
    if not moment.changes:
        return "ongewijzigd"
    return "<br>".join(_change(view, change, moment.project) for change in moment.changes)


def _change(view: View, change: Change, project: Project) -> str:
    header = "regio" if change.field == "regio" else PROJECTS.field(change.field).header
    old, new = (in_words(PROJECTS, change.field, value, view.lists) for value in (change.old, change.new))
    words = f"{text(header)}: {text(old)} → {text(new)}"
    return marked(words) if project.marked(change.field) else words


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
            f"{equal} van {len(ALIKE)}",
        ]
        for other, equal in found
    ]
    rule = (
        f"Zelfde thema ({theme}); eerst waar de meeste oordelen gelijk zijn: impact, delen, opschaalbaarheid, "
        "status en aantal organisaties. Onbekend telt niet als gelijk."
    )
    table = simple_table("Projecten die erop lijken", ["Project", "Regio", "Gelijk"], rows, (1,))
    html(f'<section class="tabelblok">{table}<p class="bron">{text(rule)}</p></section>')
