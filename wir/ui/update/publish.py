"""Step 6: publish what was previewed, for everyone or first as a concept."""

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.domain.peiling import Peiling
from wir.register.check.findings import count
from wir.store.delivery import Examined, publish
from wir.ui.update.work import CHOSEN, DELIVERY, SAID, AtWork, act
from wir.ui.view import html

LARGE_LOSS = 0.1


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
    day = numbers.day(peildatum)
    as_what = f"de peiling van {day}"
    if examined.base and examined.choices.correction:
        as_what = f"correctie van de peiling van {day}; versie {examined.base.versie} blijft bewaard"
    html(f"<p>U publiceert {text(counted)}{noted} als {as_what}.</p>")
    # Another preview is another button: a click never publishes what was not on screen.
    seen = _seen(examined)
    agreed = [st.checkbox(f"Ja, {said}", key=f"akkoord_{examined.seen}_{said}") for said in _large_losses(examined)]
    if st.button("Publiceer deze peiling", type="primary", key=f"publiceer_{seen}", disabled=not all(agreed)):
        _publish(work, examined)


def _large_losses(examined: Examined) -> Iterator[str]:
    """What disappears in such numbers that it may be a mistake."""
    for d in examined.differences.values():
        lost, before = len(d.vanished), len(d.vanished) + d.changed + d.unchanged
        if lost > before * LARGE_LOSS:
            yield f"{numbers.count(lost)} van de {numbers.count(before)} {d.sheet.nouns[1]} verdwijnen"


def _contents(examined: Examined) -> str:
    parts = examined.register.by_sheet
    return " en ".join(numbers.counted(len(rows), *sheet.nouns) for sheet, rows in parts.items())


def _seen(examined: Examined) -> str:
    """What decides on what is published and for whom; a label or a note does not."""
    looked_at = replace(examined.choices, label="", toelichting="")
    return hashlib.sha256(f"{looked_at!r} {examined.seen}".encode()).hexdigest()


def _publish(work: AtWork, examined: Examined) -> None:
    choices = replace(examined.choices, concept=examined.choices.concept or work.access.four_eyes)
    published: list[Peiling] = []
    with st.spinner("Peiling wordt geschreven…"):
        done = act(lambda: published.append(publish(work.store, replace(examined, choices=choices), work.access.who)))
    if done:
        # Apart: a delivery that a colleague threw away meanwhile does not undo what was published.
        act(lambda: work.deliveries.discard(work.delivery.id))
        peiling = published[0]
        state = "als concept gepubliceerd" if peiling.concept else "gepubliceerd"
        st.session_state[SAID] = f"De peiling {peiling.label} (versie {peiling.versie}) is {state}."
        st.session_state[CHOSEN] = peiling.key
        st.query_params.pop(DELIVERY, None)
    st.rerun()
