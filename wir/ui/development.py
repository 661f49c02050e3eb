"""What changed between two peildata: projects that came, went and moved, and regions from phase to phase."""

from collections.abc import Mapping
from functools import partial

import streamlit as st

from wir.charts import text
from wir.errors import NoComparison
from wir.narrative import Sentence
from wir.progress import project_sentence, shift_sentence, step_sentence
from wir.standing import DIMENSIONS
from wir.table_html import table_html
from wir.tables import CHANGES
from wir.ui.links import link
from wir.ui.under import under_table
from wir.ui.view import View, html, notice

# What a change can be looked at by; a theme has too many values for a matrix.
JUDGEMENT_NAMES = {
    "status": "Status",
    "impact": "Impact",
    "deelbaarheid": "Delen",
    "opschaalbaarheid": "Opschaalbaarheid",
    "betrokkenheid": "Betrokkenheid",
    "thema": "Thema",
}


def show_projects(view: View) -> None:
    """New, vanished, changed and unchanged projects, and for one judgement where they went; or why that is unknown."""
    st.header("Projecten", anchor=False)
    try:
        changes = view.table("verandering")
    except NoComparison as error:
        html(notice(text(str(error))))
        return
    html(_said(project_sentence(changes)))
    _show(view, "verandering")
    _show_judgement(view)


def _show_judgement(view: View) -> None:
    judgement, choices = choice(view, "oordeel", JUDGEMENT_NAMES)
    shifts = f"overgang-{judgement}"
    st.subheader(f"{JUDGEMENT_NAMES[judgement]}: wat er veranderde", anchor=False)
    html(choices)
    if shifts in CHANGES:
        html(_said(shift_sentence(view.table(shifts))))
        _show(view, shifts, "overgang")
    _show(view, f"opbouw-{judgement}", "opbouw")


def show_regions(view: View) -> None:
    """The regions forward, the same and back, and for one dimension from phase to phase; or why that is unknown."""
    st.header("Regio’s", anchor=False)
    try:
        steps = view.table("stappen")
    except NoComparison as error:
        html(notice(text(str(error))))
        return
    html(_said(step_sentence(steps)))
    _show(view, "stappen")
    dimension, choices = choice(view, "dimensie", DIMENSIONS, "visie")
    st.subheader(f"{DIMENSIONS[dimension]}: van fase naar fase", anchor=False)
    html(choices)
    _show(view, f"overgang-{dimension}", "overgang")


def choice(view: View, name: str, names: Mapping[str, str], default: str = "") -> tuple[str, str]:
    """What a parameter of this page chooses of `names`, the first or `default` unless it is known; and the chips."""
    chosen, said = view.extra.get(name, ""), ""
    if chosen not in names:
        known = default or next(iter(names))
        if chosen:
            said = notice(f"Deze pagina kent {text(f'{name} ‘{chosen}’')} niet; u ziet {text(names[known].lower())}.")
        chosen = known
    chips = (
        link(words, view.here(None, **{name: key}), "keuze gekozen" if key == chosen else "keuze")
        for key, words in names.items()
    )
    return chosen, f'<div class="kop">{said}<p class="keuzes">{"".join(chips)}</p></div>'


def _said(sentence: Sentence | None) -> str:
    return (
        f'<p class="zin">{text(sentence.text)}</p>' if sentence else "<p>In deze selectie is niets te vergelijken.</p>"
    )


def _show(view: View, number: str, kind: str = "") -> None:
    table = view.table(number)
    rows = table_html(table, partial(view.opening, table))
    html(f'<section class="tabelblok {kind}">{rows}{under_table(view, table)}</section>')
