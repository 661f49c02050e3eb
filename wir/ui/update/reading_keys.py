"""Keys with which Excel or Power BI reads where reading needs an account: making one, which shows it once, and taking
it back.
"""

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.store.reading_keys import ReadingKey, make_key, reading_keys, withdraw_key
from wir.ui.access import reading_needs_account
from wir.ui.update.work import Work, act
from wir.ui.view import html, label

NAME, MADE = "leessleutel_naam", "leessleutel_gemaakt"
WHY = (
    "Lezen kan hier alleen wie is aangemeld. Excel en Power BI melden zich niet aan, en lezen met een leessleutel: wie "
    "hem heeft leest alles wat een lezer leest, en kan niets wijzigen."
)
ONCE = "Dit is de sleutel; hij is hierna niet meer op te vragen. Geef hem alleen aan wie hem nodig heeft."


def show_reading_keys(work: Work) -> None:
    """The keys that there are; nothing where everyone may read and none was ever made."""
    keys = reading_keys(work.store)
    if not keys and not reading_needs_account():
        return
    st.header("Leessleutels", anchor=False)
    html(f"<p>{text(WHY)}</p>")
    if made := st.session_state.pop(MADE, ""):
        html(f"<p>{text(ONCE)}</p>")
        st.code(made, language=None)
    for key in keys:
        words = f"Trek in: {key.naam}, gemaakt op {numbers.moment(key.wanneer)} door {key.door}"
        st.button(label(words), key=f"leessleutel_weg_{key.naam}", on_click=_withdraw, args=(work, key))
    st.text_input("Voor wie of wat is de nieuwe sleutel?", key=NAME, placeholder="Power BI van het zorgkantoor")
    st.button("Maak een leessleutel", key="leessleutel_maak", on_click=_make, args=(work,))


def _make(work: Work) -> None:
    made: list[str] = []
    if act(lambda: made.append(make_key(work.store, st.session_state[NAME], work.access.who))):
        st.session_state[MADE], st.session_state[NAME] = made[0], ""


def _withdraw(work: Work, key: ReadingKey) -> None:
    act(lambda: withdraw_key(work.store, key.naam), f"De sleutel {key.naam} opent niets meer.")
