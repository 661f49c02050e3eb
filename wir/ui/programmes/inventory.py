"""Inventarisatie 2023: what was published over 31 regions, its instrument, and the rounds that are not there."""

from dataclasses import replace
from itertools import groupby

import streamlit as st

from wir.charts.outcomes import outcomes_of
from wir.common.facts import Fact, facts
from wir.common.markup import text
from wir.export.programmes import inventory
from wir.insight.programme_sentences import outcomes_told
from wir.ui.blocks.published import folded_published, show_published
from wir.ui.blocks.published_drawings import show_published_drawing
from wir.ui.view import View, folded, html, listed, notice

RIGHT = ("Knelpunten", "Initiatieven", "Wachtlijsten")  # as high as what stands to the left of it
OTHER_ROUNDS = (
    "Van de rondes 2024 en 2025 zijn geen uitkomsten gepubliceerd: zij zijn hier leeg. Een beeld per regio is van geen "
    "enkele ronde gepubliceerd."
)
NUMBERS_OURS = "De nummers van de niveaus zijn van ons. De gepubliceerde uitkomsten van 2023 zijn niet in deze niveaus."


def show_in_short() -> None:
    """Over how many regions the outcomes are, and what they are not."""
    html("".join(f'<p class="zin">{text(sentence)}</p>' for sentence in outcomes_told()))


def show_outcomes(view: View) -> None:
    """The published outcomes with their precision, a drawing for each dimension; all of them as one table below."""
    listing = replace(inventory.outcomes(), notes=())  # they stand on the page
    places = st.columns(2, gap="large")
    for name in dict.fromkeys(line.heading for line in listing.lines):
        with places[name in RIGHT]:
            show_published_drawing(view, name, outcomes_of(name.casefold()), listing.part(name))
    html(f'<div class="vouwen">{folded_published(view, listing)}</div>')


def show_rounds(view: View) -> None:
    """The three rounds, two of them without anything to see."""
    st.header("Rondes", anchor=False)
    html(notice(text(OTHER_ROUNDS)))
    show_published(view, inventory.rounds())


def show_instrument(view: View) -> None:
    """The scales with their levels and questions, as definitions."""
    st.header("Het instrument", anchor=False)
    scales = groupby(facts("inventarisatie/instrument.csv"), key=lambda row: row["dimensie"])
    parts = [_scale(list(levels)) for _, levels in scales]
    loose = [row["vraag"] for row in facts("inventarisatie/vragen.csv") if row["dimensie"] == "knelpunten"]
    parts.append(folded("Knelpunten (open vraag)", _questions(loose)))
    html(
        f'<p class="zin">{text(NUMBERS_OURS)}</p><div class="vouwen">{"".join(parts)}'
        f"{folded_published(view, inventory.initiatives())}</div>"
        f'<p class="bron">Bron: {text(inventory.INSTRUMENT)}</p>'
    )


def _scale(levels: list[Fact]) -> str:
    """A scale of four levels, and what is asked with it."""
    asked = [q["vraag"] for q in facts("inventarisatie/vragen.csv") if q["dimensie"] == levels[0]["dimensie"]]
    items = "".join(f"<dt>Niveau {text(row['niveau'])}</dt><dd>{text(row['omschrijving'])}</dd>" for row in levels)
    return folded(levels[0]["titel"], f'<dl class="begrippen">{items}</dl>{_questions(asked)}')


def _questions(asked: list[str]) -> str:
    return f"<div><b>Gevraagd</b>{listed([text(words) for words in asked])}</div>" if asked else ""
