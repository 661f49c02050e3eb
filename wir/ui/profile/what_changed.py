"""What changed in a regio since the comparison, and where it is behind or fell back: sentences with counts to open."""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from wir.common import numbers
from wir.common.errors import NoComparison
from wir.common.markup import link_or_text, text
from wir.domain.change_codes import PROJECT_CHANGES
from wir.domain.peiling import days
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, Region
from wir.insight.profile import Profile, Transition, ahead, scopes, transitions
from wir.tables.development import of_change
from wir.tables.key_figures import PHASE_TABLES
from wir.tables.model import Table
from wir.tables.transitions import DIMENSIONS
from wir.ui.blocks.downloads import offer_table
from wir.ui.blocks.reconstructed import marked
from wir.ui.blocks.source_and_citation import under
from wir.ui.blocks.table_html import footnotes
from wir.ui.profile.scores import now
from wir.ui.view import View, html, listed, notice

TAKEN = {"verandering": "Projecten", "overgang-status": "Status", "stappen": "Fasen"}
BEHIND = "Achter: meer dan de helft van de gescoorde regio’s in Nederland staat in een hogere fase (onder de mediaan)."
NOT_BEHIND = "In geen score achter."
FALLEN = "Gezakt: een lagere fase dan op de vorige van de twee peildata die u vergelijkt."


def show_changes(view: View, profile: Profile) -> None:
    """The projects that came, went and changed, their status, and the phases."""
    st.header(_since(view), anchor=False)
    own = scopes(view.selection, profile.region, view.lists)[0].selection
    said: list[str] = []
    refused: list[str] = []
    for part in (_projects, _phases):
        try:
            said += part(view, profile, own)
        except NoComparison as error:
            refused.append(text(str(error)))
    notices = "".join(notice(words) for words in dict.fromkeys(refused))
    html(f'<section class="tabelblok">{_points(said)}{notices}{_files(view, profile, own)}</section>')


def _since(view: View) -> str:
    if view.compared is None:
        return "Wat er veranderde"
    two = sorted((view.compared, view.shown), key=lambda p: (p.peildatum, p.versie))
    earlier, later = days(two).values()
    return f"Sinds {earlier}" if two[1] == view.shown else f"Tussen {earlier} en {later}"


def _projects(view: View, profile: Profile, own: Selection) -> list[str]:
    """What became of the projects, and from which status to which."""
    table, statuses = view.table("verandering", own), view.table("overgang-status", own)
    kinds = [_kind(view, table, kind) for kind in PROJECT_CHANGES]
    ways = [f"Status: {_opened(view, statuses, t, _way_words(t))}." for t in transitions(statuses) if t.old != t.new]
    return [f"Projecten: {', '.join(kinds[:-1])} en {kinds[-1]}.", *ways]


def _way_words(way: Transition) -> str:
    old, new = way.words
    return f"{numbers.counted(way.count, 'project ging', 'projecten gingen')} van ‘{old}’ naar ‘{new}’"


def _kind(view: View, table: Table, kind: str) -> str:
    cell = of_change(table, kind)
    count = numbers.count(cell.whole) if cell.value else "geen"
    return link_or_text(f"{count} {kind}", view.opening(table, cell.opens) if cell.value and cell.opens else "")


def _phases(view: View, profile: Profile, own: Selection) -> list[str]:
    return [f"{name}: {', '.join(_steps(view, profile, own, d))}." for d, name in DIMENSIONS.items()]


def _steps(view: View, profile: Profile, own: Selection, dimension: str) -> list[str]:
    """What became of one score, for each of the regions in the profile together."""
    table = view.table(f"overgang-{dimension}", own)
    two = (view.shown, view.compared)
    rebuilt = any(dimension in s.rebuilt for scores in profile.histories.values() for s in scores if s.peiling in two)
    said = []
    for t in transitions(table):
        who = f"{numbers.counted(t.count, 'regio', 'regio’s')} " if len(profile.parts) > 1 else ""
        said.append(marked(_opened(view, table, t, f"{who}{_step_words(t)}"), rebuilt))
    return said


def _step_words(step: Transition) -> str:
    if not step.comparable:
        return numbers.NOT_COMPARABLE
    return f"gelijk, fase {step.new}" if step.old == step.new else f"van fase {step.old} naar fase {step.new}"


def _opened(view: View, table: Table, transition: Transition, words: str) -> str:
    return link_or_text(words, view.opening(table, transition.opening) if transition.opening else "")


def _files(view: View, profile: Profile, own: Selection) -> str:
    """The tables behind the sentences, those that can be told."""
    found = ""
    for number, what in TAKEN.items():
        with suppress(NoComparison):
            found += f"<p>{what}</p>{offer_table(view, view.table(number, own))}"
    return under(view, f"Wat er veranderde in {profile.region.naam}", (), files=found)


def show_behind(view: View, profile: Profile) -> None:
    """In what the regio is behind most others, and in what it fell back."""
    st.header("Achter en gezakt", anchor=False)
    behind = [item for part in profile.parts for d in PHASES for item in _behind(view, profile, part, d)]
    try:
        fallen = [item for part in profile.parts for d in PHASES for item in _fallen(view, profile, part, d)]
        fallen = fallen or [f"In geen score gezakt {_since(view)[0].lower()}{_since(view)[1:]}."]
    except NoComparison as error:
        fallen = [f"Gezakt: {text(str(error))}"]
    points = _points([*(behind or [NOT_BEHIND]), *fallen])
    html(f'<section class="tabelblok">{points}{footnotes([BEHIND, FALLEN])}</section>')


def _behind(view: View, profile: Profile, part: Region, dimension: str) -> list[str]:
    score = now(view, profile, part)
    phase = score.phases[dimension] if score else None
    if not phase:
        why = numbers.NOT_REGISTERED if score and not score.registered else "niet gescoord"
        return [f"{why.capitalize()}: {_whose(profile, part, dimension)}."]
    table = view.table(PHASE_TABLES[dimension], scopes(view.selection, part, view.lists)[2].selection)
    further = ahead(table, dimension, phase)
    if not further.behind:
        return []
    words = f"{numbers.count(further.count)} van de {numbers.counted(further.scored, 'regio', 'regio’s')} verder"
    return [
        f"<b>Achter</b>: {_whose(profile, part, dimension)} in fase {phase}, "
        f"{link_or_text(words, view.opening(table, further.opening))}."
    ]


def _fallen(view: View, profile: Profile, part: Region, dimension: str) -> list[str]:
    table = view.table(f"overgang-{dimension}", scopes(view.selection, part, view.lists)[0].selection)
    return [
        f"{'<b>Gezakt</b>: ' if t.back else ''}{_whose(profile, part, dimension)} "
        f"{_opened(view, table, t, _step_words(t))}."
        for t in transitions(table)
        if t.back or not t.comparable
    ]


def _whose(profile: Profile, part: Region, dimension: str) -> str:
    of_part = f" van {part.naam}" if part != profile.region else ""
    return text(f"{DIMENSIONS[dimension].lower()}{of_part}")


def _points(items: Sequence[str]) -> str:
    return f'<div class="profielpunten">{listed(items)}</div>' if items else ""
