"""The rule of "leren van elkaar" on screen: in words, each part with a link that turns it off or on."""

from collections.abc import Mapping, Sequence

import streamlit as st

from wir.charts import text
from wir.learning_rule import ORDER, PARTS, REQUIREMENTS
from wir.ui.links import link
from wir.ui.view import View, html, notice


def parts_off(view: View) -> tuple[str, ...]:
    """The parts that the address turns off, in the order of the rule."""
    named = view.extra.get("zonder", "").split(",")
    return tuple(code for code in PARTS if code in named)


def show_unknown_parts(view: View) -> None:
    """Say which parts the address names that the rule does not have."""
    if unknown := [n for n in view.extra.get("zonder", "").split(",") if n and n not in PARTS]:
        html(notice(f"De regel heeft geen onderdeel {text(', '.join(unknown))}; dat is niet uitgezet."))


def show_rule(view: View, off: Sequence[str]) -> None:
    """What a project elsewhere must have, what comes first, and the way to turn each part off."""
    st.header("De regel", anchor=False)
    required, order = (_parts(view, parts, off) for parts in (REQUIREMENTS, ORDER))
    everything = f" {link('Alles weer aanzetten', view.here(zonder=''))}." if off else ""
    html(
        '<section class="tabelblok regel"><div><div><p>Een project van elders staat hieronder als het:</p>'
        f"<ul>{required}</ul></div><div><p>In deze volgorde; elke volgende regel beslist bij gelijke stand:</p>"
        f"<ol>{order}</ol></div></div><p>Blijft het gelijk, dan beslist het projectnummer. Er wordt niets opgeteld of "
        f"gemiddeld.{everything}</p></section>"
    )


def rule_in_words(off: Sequence[str]) -> tuple[str, ...]:
    """The rule as it was applied, for in a file."""
    required = [words for code, words in REQUIREMENTS.items() if code not in off] or ["in het thema valt"]
    order = [words for code, words in ORDER.items() if code not in off]
    return (
        f"Getoond is een project van elders dat {'; '.join(required)}.",
        f"Volgorde: {'; dan '.join([*order, 'projectnummer'])}.",
    )


def _parts(view: View, parts: Mapping[str, str], off: Sequence[str]) -> str:
    return "".join(f"<li>{_part(view, code, words, off)}</li>" for code, words in parts.items())


def _part(view: View, code: str, words: str, off: Sequence[str]) -> str:
    """A part with its switch; what is off is struck through and says so."""
    there = code not in off
    others = [c for c in PARTS if (c in off) != (c == code)]
    verb = "uitzetten" if there else "aanzetten"
    switch = link(verb, view.here(zonder=",".join(others)), "schakel", f"{verb}: {words}")
    return f"{text(words)} {switch}" if there else f"<s>{text(words)}</s> (uitgezet) {switch}"
