"""Step 6: publish what was previewed, for everyone or first as a concept."""

import hashlib
from dataclasses import replace
from datetime import date

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.common.numbers import whole
from wir.domain.address import at
from wir.domain.declaration import HOME
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.domain.vocabulary import vocabulary
from wir.register.check.findings import count
from wir.store.delivery import Examined, open_questions, publish, seems_partial
from wir.ui.update.mending import show_questions
from wir.ui.update.work import CHOSEN, DELIVERY, PUBLISHED, SAID, AtWork, act
from wir.ui.view import html, label


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
    if examined.base and examined.corrects:
        as_what = f"correctie van de peiling van {day}; versie {examined.base.versie} blijft bewaard"
    html(f"<p>U publiceert {text(counted)}{noted} als {as_what}.</p>")
    # Another preview is another button: a click never publishes what was not on screen.
    seen = _seen(examined)
    unanswered = tuple(question.words for question in open_questions(examined))
    show_questions(unanswered)
    _ask_loss(work, examined)
    if st.button("Publiceer deze peiling", type="primary", key=f"publiceer_{seen}", disabled=bool(unanswered)):
        _publish(work, examined)


def _ask_loss(work: AtWork, examined: Examined) -> None:
    """The number of rows that vanish, to be typed where it may be a mistake."""
    if not examined.losses:
        return
    agreed = work.choices.agreed_loss
    key = f"verlies_{examined.lost}"
    st.session_state[key] = "" if agreed is None else str(agreed)
    st.text_input(
        "Typ hoeveel er verdwijnen, als dat klopt",
        key=key,
        placeholder="aantal",
        on_change=lambda: work.say(agreed_loss=whole(st.session_state[key].strip().replace(".", ""))),
    )
    part = seems_partial(examined)
    if part and not examined.choices.holders:
        names = ", ".join(vocabulary().label("concessiehouder", holder) for holder in part)
        words = label(f"Alleen {names} leverde: neem de rest over")
        st.button(words, key="is_deellevering", on_click=lambda: work.say(partial=True, holders=part))


def _contents(examined: Examined) -> str:
    parts = examined.register.by_sheet
    return " en ".join(numbers.counted(len(rows), *sheet.nouns) for sheet, rows in parts.items())


def _seen(examined: Examined) -> str:
    """What decides on what is published and for whom; a label, a note or a remark does not."""
    looked_at = replace(examined.choices, label="", toelichting="", opmerkingen=None)
    return hashlib.sha256(f"{looked_at!r} {examined.seen}".encode()).hexdigest()


def _publish(work: AtWork, examined: Examined) -> None:
    choices = replace(examined.choices, concept=examined.choices.concept or work.access.four_eyes)
    published: list[Peiling] = []
    with st.spinner("Peiling wordt geschreven…"):
        done = act(lambda: published.append(publish(work.store, replace(examined, choices=choices), work.access.who)))
    if done:
        # Apart: a delivery that a colleague threw away meanwhile does not undo what was published.
        act(lambda: work.deliveries.done(work.delivery))
        peiling = published[0]
        state = "als concept gepubliceerd" if peiling.concept else "gepubliceerd"
        st.session_state[SAID] = f"De peiling {peiling.label} (versie {peiling.versie}) is {state}."
        st.session_state[CHOSEN] = peiling.key
        st.query_params.pop(DELIVERY, None)
        st.session_state[PUBLISHED] = (peiling.manifest.register, peiling.key)
        if peiling.manifest.register == HOME:
            st.query_params.from_dict(_shows(work, peiling).to_params())
    st.rerun()


def _shows(work: AtWork, peiling: Peiling) -> Selection:
    """What was selected, of the peiling that was just published."""
    return work.view.selection.over(at(work.store.catalogue(), peiling, peiling.versie if peiling.concept else None))
