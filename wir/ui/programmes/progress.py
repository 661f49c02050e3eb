"""Ondersteuning en voortgang: what the progress reports on medisch generalistische zorg give."""

from itertools import groupby

import streamlit as st

from wir.charts.progress import all_meetings, progress_of
from wir.common.facts import facts
from wir.common.markup import text
from wir.domain.mgz import MAY, OCTOBER, indicators
from wir.export.programmes import mgz
from wir.insight.programme_sentences import figures_untold, progress_told
from wir.insight.register_sentences import EMPTY_TRAJECTORIES
from wir.ui.blocks.published import folded_published, published_html
from wir.ui.blocks.published_drawings import show_published_drawing
from wir.ui.programmes.trajectories import show_trajectories
from wir.ui.view import View, folded, html, listed, notice

DIMENSIONS = {
    "fase": "Fasen van een ondersteuningstraject",
    "rol": "Rollen van de ondersteuner",
    "sector": "Sectoren",
    "vorm": "Vormen van ondersteuning",
    "tevredenheid": "Tevredenheid",
    "afloop_vraag": "Afloop van een vraag",
}
WIDEST = "Bereik"  # the group with the most figures: it stands beside the others
ORDER_OURS = (
    "Fasen, rollen en de afloop van een vraag staan in een volgorde, en de laatste onder een naam, die van ons is."
)


def show_in_short() -> None:
    """What the figures come to."""
    html("".join(f'<p class="zin">{text(sentence)}</p>' for sentence in progress_told()))


def show_progress(view: View) -> None:
    """The indicators of both reports by group and who came to the meetings, as drawings; behind them every table."""
    left, right = st.columns(2, gap="large")
    for name in dict.fromkeys(i.group for i in indicators()):
        with right if name == WIDEST else left:
            show_published_drawing(view, name, progress_of(name), mgz.progress().part(name))
    with right:
        show_published_drawing(view, "Bijeenkomsten", all_meetings(), mgz.meetings())
    tables = (mgz.progress(), *(mgz.progress_on(day) for day in (OCTOBER, MAY)), mgz.unnamed())
    html(f'<div class="vouwen">{"".join(folded_published(view, table) for table in tables)}</div>')


def show_more(view: View) -> None:
    """What else the reports hold, folded."""
    st.header("Kennis en onderzoek", anchor=False)
    tables = (mgz.use_of_knowledge(), mgz.products(), mgz.studies(), mgz.questions())
    html(f'<div class="vouwen">{"".join(folded_published(view, table) for table in tables)}</div>')


def show_register(view: View) -> None:
    """The register of trajectories; where it is empty that it is, and what would be in it."""
    fields = folded("Wat een register van trajecten bevat", published_html(view, mgz.trajectory_fields()))
    show_trajectories(view, f'{notice(text(EMPTY_TRAJECTORIES))}<div class="vouwen">{fields}</div>')


def show_words() -> None:
    """The words of the reports, and the drawings of which they give no numbers."""
    html(
        f'<div class="vouwen">{folded("Begrippen: fasen, rollen, sectoren en vormen", _categories())}'
        f"{folded('Tekeningen zonder getallen', f'<p>{text(figures_untold())}</p>')}</div>"
    )


def _categories() -> str:
    """Every list of the reports, in words."""
    rows = facts("mgz/ondersteuning_categorieen.csv")
    items = "".join(
        f"<dt>{text(DIMENSIONS[name])}</dt><dd>{listed([text(row['label']) for row in found])}</dd>"
        for name, found in groupby(rows, key=lambda row: row["dimensie"])
    )
    source = f"{ORDER_OURS} Bron: {mgz.BOTH}"
    return f'<dl class="begrippen">{items}</dl><p class="bron">{text(source)}</p>'
