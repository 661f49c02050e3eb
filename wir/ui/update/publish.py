"""Step 6: publish what was previewed, for everyone or first as a concept."""

from dataclasses import replace
from datetime import date

import streamlit as st

from wir import numbers
from wir.charts import text
from wir.delivery import Examined, publish
from wir.peiling import Peiling
from wir.register.findings import count
from wir.ui.access import current_access
from wir.ui.update.work import DELIVERY, AtWork, act
from wir.ui.view import html


def show_publish(work: AtWork, examined: Examined, peildatum: date) -> None:
    """The last question. What is published is what the preview showed, or nothing."""
    st.header("6. Publiceren", anchor=False)
    if work.access.four_eyes:
        html("<p>Deze installatie vraagt vier ogen: u publiceert een concept, een andere beheerder bevestigt het.</p>")
    else:
        st.session_state["bijwerken_concept"] = work.choices.concept
        st.checkbox(
            "Eerst als concept: alleen beheerders zien het, tot iemand het definitief maakt",
            key="bijwerken_concept",
            on_change=lambda: work.say(concept=st.session_state["bijwerken_concept"]),
        )
    warnings = count(examined.checked.findings)[1]
    noted = f" met {numbers.counted(warnings, 'waarschuwing', 'waarschuwingen')}" if warnings else ""
    counted = _contents(examined)
    html(f"<p>U publiceert {text(counted)}{noted} als peiling van {numbers.day(peildatum)}.</p>")
    st.button("Publiceer deze peiling", type="primary", on_click=_publish, args=(work, examined))


def _contents(examined: Examined) -> str:
    parts = examined.register.by_sheet
    return " en ".join(f"{numbers.count(len(rows))} {sheet.name.lower()}" for sheet, rows in parts.items())


def _publish(work: AtWork, examined: Examined) -> None:
    published: list[Peiling] = []

    def action() -> None:
        choices = replace(examined.choices, concept=examined.choices.concept or current_access().four_eyes)
        published.append(publish(work.store, replace(examined, choices=choices), work.access.who))
        work.deliveries.discard(work.delivery.id)

    if act(action):
        peiling = published[0]
        state = "als concept gepubliceerd" if peiling.concept else "gepubliceerd"
        st.session_state["bijwerken_gezegd"] = f"De peiling {peiling.label} (versie {peiling.versie}) is {state}."
        st.query_params.pop(DELIVERY, None)
