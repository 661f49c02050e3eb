"""The projects of a regio, and those of the zorgkantoorregio around it."""

from collections.abc import Sequence

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.domain.declaration import PROJECTS
from wir.export.listing import Cell, Header
from wir.insight.profile import Profile, scopes
from wir.tables.project_rows import Project
from wir.ui.blocks.reconstructed import PROJECTS_LEGEND, marked
from wir.ui.blocks.refreshing import Rows
from wir.ui.blocks.source_and_citation import under
from wir.ui.blocks.table_html import simple_table
from wir.ui.links import PROJECTEN, link
from wir.ui.profile.taken_along import files
from wir.ui.view import View, html, notice

MOST = 15  # more are a click away
FIELDS = {
    "thema": "Thema",
    "status": "Status",
    "impact": "Impact",
    "deelbaarheid": "Delen van resultaten",
    "opschaalbaarheid": "Opschaalbaarheid",
}
BROAD = "regiobreed"


def show_projects(view: View, profile: Profile) -> None:
    """The first of its projects, a link to all, and apart from them what is placed at the whole zorgkantoorregio."""
    st.header("Projecten", anchor=False)
    if view.shown.rows(PROJECTS) is None:
        html(notice(f"Projecten: {numbers.NOT_REGISTERED} op deze peildatum."))
        return
    name = profile.region.naam
    parts = [_block(view, profile, profile.projects, f"Projecten van {name}", "projecten")]
    if profile.whole and profile.regionwide:
        said = (
            f"<p>{text(f'Regiobreed: geplaatst bij {profile.whole.naam}. Ze gelden ook voor {name}, en tellen mee')} "
            f"bij de hele zorgkantoorregio en landelijk, niet bij de projecten hierboven.</p>"
        )
        title = f"Regiobrede projecten van {profile.whole.naam}"
        parts.append(said + _block(view, profile, profile.regionwide, title, BROAD))
    html("".join(f'<section class="tabelblok">{part}</section>' for part in parts))


def _block(view: View, profile: Profile, projects: Sequence[Project], title: str, name: str) -> str:
    if not projects:
        return f"<p>{text(profile.region.naam)} heeft geen projecten in deze selectie.</p>"
    headers = ["Project", *FIELDS.values()]
    placed = profile.region.soort == "geheel"
    headers[1:1] = ["Regio"] if placed else []
    shown = projects[:MOST]
    rows = [_row(view, profile, p) for p in shown]
    table = simple_table(title, headers, rows, words=range(1, len(headers)), kind="woorden")
    legend = PROJECTS_LEGEND if any(p.marked(f) for p in shown for f in FIELDS) else ""
    headers_out = [Header("Projectnummer"), *(Header(h) for h in headers), Header("Gereconstrueerd")]
    taken = files(view, name, title, headers_out, [_listed(view, profile, p) for p in projects])
    # No selection has only what is placed at the whole zorgkantoorregio.
    own = None if name == BROAD else Rows("projecten", scopes(view.selection, profile.region, view.lists)[0].selection)
    menu = under(view, title, list(FIELDS), files=taken, rows=own)
    return f"{table}{_all(view, profile, len(projects), name)}{legend}{menu}"


def _all(view: View, profile: Profile, count: int, name: str) -> str:
    """The way to all of them; no selection has only what is placed at the whole zorgkantoorregio."""
    if name == BROAD:
        return f"<p>{numbers.counted(count, 'project', 'projecten')}.</p>" if count > MOST else ""
    own = scopes(view.selection, profile.region, view.lists)[0].selection
    words = f"Alle {numbers.count(count)} projecten" if count > 1 else "Dit project in het register"
    return f"<p>{link(words, view.link_to(PROJECTEN, own))}</p>"


def _row(view: View, profile: Profile, project: Project) -> list[str]:
    own = scopes(view.selection, profile.region, view.lists)[0].selection
    target = view.link_to(PROJECTEN, own, project=project.projectnummer)
    cells = [marked(text(words), project.marked(field)) for field, words in _words(view, project).items()]
    place = [text(_place(view, project))] if profile.region.soort == "geheel" else []
    return [link(project.projectnaam, target), *place, *cells]


def _words(view: View, project: Project) -> dict[str, str]:
    vocabulary = view.lists[0]
    return {field: vocabulary.label(field, getattr(project, field)) for field in FIELDS}


def _place(view: View, project: Project) -> str:
    region = view.lists[1].by_code[project.regio]
    return BROAD if region.soort == "geheel" else region.naam


def _listed(view: View, profile: Profile, project: Project) -> list[Cell]:
    place = [_place(view, project)] if profile.region.soort == "geheel" else []
    return [
        project.projectnummer,
        project.projectnaam,
        *place,
        *_words(view, project).values(),
        project.gereconstrueerd or "",
    ]
