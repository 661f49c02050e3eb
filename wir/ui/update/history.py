"""What was published before: every peiling, what was read, and taking back, putting back and confirming."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import streamlit as st

from wir.common import numbers
from wir.common.errors import NotPossible
from wir.common.markup import text
from wir.domain.address import at
from wir.domain.catalogue import Catalogue
from wir.domain.declaration import WIR
from wir.domain.peiling import Peiling
from wir.domain.registers import REGISTERS
from wir.ui.blocks.table_html import simple_table
from wir.ui.links import LANDELIJK, href, link
from wir.ui.update.remarks import show_remarks_of_peiling
from wir.ui.update.upload import XLSX
from wir.ui.update.work import CHOSEN, Work, act
from wir.ui.view import html

REASON = "bijwerken_reden"
OF_REGISTER = "bijwerken_register"


def show_history(work: Work) -> None:
    """The list of a register, and below it what can be done with one of them."""
    st.header("Peilingen in deze opslag", anchor=False)
    if len(REGISTERS) > 1:
        titles = {declared.name: declared.title for declared in REGISTERS.values()}
        register = st.selectbox("Register", list(titles), format_func=titles.__getitem__, key=OF_REGISTER)
        work = replace(work, store=work.store.of(REGISTERS[register]))
    catalogue = work.store.catalogue()
    html(_table(catalogue, work))
    keys = [p.key for p in reversed(catalogue.peilingen)]
    if not keys:
        html(f"<p>{'Geen enkele peiling is heel.' if catalogue.damaged else 'Er is nog niets gepubliceerd.'}</p>")
        return
    names = {p.key: f"{numbers.day(p.peildatum)} ({p.label}), versie {p.versie}" for p in catalogue.peilingen}
    st.subheader("Een peiling bekijken, intrekken of terugzetten", anchor=False)
    key = st.selectbox("Peiling", keys, format_func=names.__getitem__, key=CHOSEN)
    _show_actions(work, catalogue, catalogue.by_key(key))


def _table(catalogue: Catalogue, work: Work) -> str:
    rows, sheets = [], work.store.declared.sheets
    for p in reversed(catalogue.peilingen):
        m = p.manifest
        state = "geldt" if p in catalogue.current else "vervangen" if p.state == "gepubliceerd" else p.state
        day = text(numbers.day(p.peildatum))
        if work.store.declared is WIR:
            day = link(numbers.day(p.peildatum), href(LANDELIJK, at(work.view.database.catalogue, p, p.versie)))
        rows.append(
            [
                day,
                text(p.label),
                f"{p.versie}",
                state,
                *(numbers.count(m.rows(sheet)) for sheet in sheets),
                text(m.door),
                numbers.moment(m.wanneer),
                text(m.bestand),
                text(_remarks(p)),
            ]
        )
    counted = [sheet.nouns[1].capitalize() for sheet in sheets]
    headers = ["Peildatum", "Label", "Versie", "Stand", *counted, "Door", "Gepubliceerd", "Bestand", "Toelichting"]
    words = (1, 3, *range(len(headers) - 4, len(headers)))
    return simple_table("Alle peilingen", headers, rows, words=words, kind="woorden")


def _remarks(peiling: Peiling) -> str:
    """The note, and what happened afterwards."""
    marks = [f"{m.kind} door {m.door}" + (f": {m.reden}" if m.reden else "") for m in peiling.marks]
    return "; ".join([*([peiling.manifest.toelichting] if peiling.manifest.toelichting else []), *marks])


def _show_actions(work: Work, catalogue: Catalogue, peiling: Peiling) -> None:
    m = peiling.manifest
    html(f"<p class='bron'>Kenmerk (SHA-256) van {text(m.bestand)}: <code>{m.sha256}</code></p>")
    st.download_button(
        "Wat is ingelezen (.xlsx)",
        data=lambda: (peiling.folder / "ingelezen.xlsx").read_bytes(),
        file_name=f"ingelezen_{peiling.key}.xlsx",
        mime=XLSX,
        help="Het register zoals het is gelezen, zonder kolommen die niet worden bewaard.",
        on_click="ignore",
    )
    show_remarks_of_peiling(work, catalogue, peiling)
    store, who = work.store, work.access.who
    named = f"De peiling van {numbers.day(peiling.peildatum)} (versie {peiling.versie}) is"
    if peiling.state == "concept":
        confirm = partial(store.confirm, peiling.key, who, four_eyes=work.access.four_eyes)
        st.button("Maak definitief", on_click=_do, args=(confirm, f"{named} definitief."))
    html(f"<p>{text(_consequence(catalogue, peiling))}</p>")
    st.text_input("Reden (lezers zien deze)", key=REASON, max_chars=500)
    words, said = ("Zet terug", "teruggezet") if peiling.withdrawn else ("Trek in", "ingetrokken")
    change = partial(_with_reason, store.put_back if peiling.withdrawn else store.withdraw, peiling.key, who)
    st.button(words, on_click=_do, args=(change, f"{named} {said}."))


def _with_reason(change: Callable[[str, str, str], None], key: str, who: str) -> None:
    reason = st.session_state[REASON].strip()
    if not reason:
        raise NotPossible("Geef eerst een reden; lezers zien die bij de correcties.")
    change(key, who, reason)


def _do(change: Callable[[], None], done: str) -> None:
    if act(change, done):
        st.session_state[REASON] = ""


def _consequence(catalogue: Catalogue, peiling: Peiling) -> str:
    """What readers will see instead."""
    if peiling.state == "concept":
        return "Lezers zien een concept niet; intrekken verandert voor hen niets."
    if peiling.withdrawn:
        return f"Zet u deze peiling terug, dan {_seen_by_readers(catalogue.with_back(peiling), peiling)}"
    if peiling not in catalogue.current:
        return "Lezers zien deze versie nu alleen langs een link met haar versienummer; dat blijft zo."
    return f"Trekt u deze peiling in, dan {_seen_by_readers(catalogue.without(peiling), peiling)}"


def _seen_by_readers(after: Catalogue, peiling: Peiling) -> str:
    day = numbers.day(peiling.peildatum)
    same = next((p for p in after.current if p.peildatum == peiling.peildatum), None)
    if same:
        held = [(same.rows(sheet), sheet.nouns) for sheet in REGISTERS[same.manifest.register].sheets]
        counted = ", ".join(numbers.counted(n, *nouns) for n, nouns in held if n is not None)
        return f"zien lezers van {day} versie {same.versie} ({counted})."
    latest = f"de laatste is dan {numbers.day(after.current[-1].peildatum)}" if after.current else "er is er dan geen"
    return f"is er voor lezers geen peiling van {day} meer; {latest}."
