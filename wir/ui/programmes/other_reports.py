"""In Verantwoording: the claims of the other reports, what they recommend, and the words that they use."""

import streamlit as st

from wir.common.facts import facts
from wir.common.markup import text
from wir.export.programmes import research
from wir.export.programmes.claims import claims_of
from wir.tables.programme_claims import PROGRAMMES
from wir.ui.blocks.published import folded_published
from wir.ui.view import View, folded, html, listed

NOT_OURS = (
    "Nagerekend uit wat de rapporten zelf publiceren. Waar dat niet kan, staat het oordeel van wie het rapport las, en "
    "‘niet uit onze gegevens’."
)


def show_other_claims(view: View) -> None:
    """Every claim of the three other reports with its verdict, by report."""
    st.header("Uitspraken van de andere rapporten nagerekend", anchor=False)
    tables = "".join(folded_published(view, claims_of(programme)) for programme in PROGRAMMES)
    html(f'<p>{text(NOT_OURS)}</p><div class="vouwen">{tables}</div>')


def show_subjects() -> None:
    """The subjects of a regiovisie and the themes of the Kwaliteitskader, as definitions."""
    subjects = listed([text(row["onderwerp"]) for row in facts("rapport/regiovisie_onderwerpen.csv")])
    themes = facts("rapport/kwaliteitskader.csv")
    framework = "".join(f"<dt>{text(row['thema'])}</dt><dd>{text(row['soort'])}</dd>" for row in themes)
    source = '<p class="bron">Bron: Rapport januari 2021</p>'
    html(
        f'<div class="vouwen">{folded("Onderwerpen van een regiovisie", subjects + source)}'
        f"{folded('Thema’s van het Kwaliteitskader', _terms(framework) + source)}</div>"
    )


def show_recommendations(view: View) -> None:
    """What the reports recommend and the mechanisms of one of them, as a short list."""
    st.header("Aanbevelingen en mechanismen", anchor=False)
    html(f'<div class="vouwen">{folded_published(view, research.recommendations())}</div>')


def _terms(items: str) -> str:
    return f'<dl class="begrippen">{items}</dl>'
