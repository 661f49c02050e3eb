"""WIR's own remarks on tables and regions: with a delivery, or with a peiling that readers have already."""

from collections.abc import Callable, Mapping

import streamlit as st

from wir.common.markup import text
from wir.domain.catalogue import Catalogue
from wir.domain.declaration import WIR
from wir.domain.peiling import Peiling
from wir.domain.remarks import LONGEST_REMARK, about_region, about_table, named, with_remark
from wir.domain.vocabulary import regions
from wir.register.check.own_remarks import checked, doubt
from wir.tables.build import EVERY
from wir.ui.blocks.table_html import simple_table
from wir.ui.update.work import CHOSEN, SAID, AtWork, Work, act
from wir.ui.view import html, notice

DRAFT = "bijwerken_opmerkingen"  # of the peiling that the history shows: its key, and the remarks so far
TITLE = "Opmerkingen bij tabellen en regio’s"
Keep = Callable[[Mapping[str, str]], object]


def show_remarks_of_delivery(work: AtWork, existing: Peiling | None) -> None:
    """The remarks that go along with a delivery; a correction begins with those of what it corrects."""
    if work.choices.declared is not WIR:
        return
    kept = existing.manifest.opmerkingen if existing and work.choices.correction else {}
    held = kept if work.choices.opmerkingen is None else work.choices.opmerkingen
    with st.expander(TITLE):
        _edit(held, lambda said: work.say(opmerkingen=said), "levering")


def show_remarks_of_peiling(work: Work, catalogue: Catalogue, peiling: Peiling) -> None:
    """The remarks of what readers get now: changed ones are published as its next version."""
    if work.store.declared is not WIR or peiling not in catalogue.current:
        return
    drafted, draft = st.session_state.get(DRAFT, ("", {}))
    held = draft if drafted == peiling.key else peiling.manifest.opmerkingen

    def keep(said: Mapping[str, str]) -> None:
        st.session_state[DRAFT] = peiling.key, said

    with st.expander(TITLE):
        _edit(held, keep, peiling.key)
    if dict(held) != dict(peiling.manifest.opmerkingen):
        html("<p>Nog niet gepubliceerd. Er komt een volgende versie met dezelfde cijfers en deze opmerkingen.</p>")
        st.button("Publiceer met deze opmerkingen", on_click=_publish, args=(work, peiling, held), type="primary")


def _edit(held: Mapping[str, str], keep: Keep, key: str) -> None:
    """What is remarked, and two fields to add to it, change it or take from it."""
    known = regions()
    if held:
        rows = [[text(named(subject, known)), text(said)] for subject, said in held.items()]
        html(simple_table("Opmerkingen van WIR", ["Bij", "Opmerking"], rows, words=(1,), kind="woorden"))
        for unsure in filter(None, map(doubt, held.values())):
            html(notice(text(unsure)))
    subjects = [*map(about_table, EVERY), *(about_region(r.code) for r in known.selectable)]
    subject = st.selectbox(
        "Opmerking bij",
        subjects,
        index=None,
        format_func=lambda one: named(one, known).capitalize() if one.startswith("tabel") else named(one, known),
        placeholder="Kies een tabel of regio",
        key=f"opmerking_bij_{key}",
    )
    if subject is None:
        return
    field = f"opmerking_{key}_{subject}"
    st.text_input(
        "Opmerking (lezers zien deze; leeg haalt haar weg)",
        value=held.get(subject, ""),
        max_chars=LONGEST_REMARK,
        key=field,
    )
    st.button("Bewaar opmerking", key=f"bewaar_{field}", on_click=_keep, args=(held, keep, subject, field))


def _keep(held: Mapping[str, str], keep: Keep, subject: str, field: str) -> None:
    act(lambda: keep(with_remark(held, subject, checked(st.session_state[field]))))


def _publish(work: Work, peiling: Peiling, held: Mapping[str, str]) -> None:
    made: list[Peiling] = []
    concept = work.access.four_eyes
    if act(lambda: made.append(work.store.remark(peiling.key, held, work.access.who, concept))):
        st.session_state.pop(DRAFT, None)
        state = "als concept gepubliceerd; een andere beheerder bevestigt haar" if concept else "gepubliceerd"
        st.session_state[SAID] = f"De peiling {made[0].label} (versie {made[0].versie}) is {state}."
        st.session_state[CHOSEN] = made[0].key
