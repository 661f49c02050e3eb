"""Step 2: what the register is of: peildatum, label, note, correction, deellevering, and a sheet that is missing."""

from datetime import date

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.domain.declaration import HOLDER, Sheet
from wir.domain.labels import LONGEST_LABEL
from wir.domain.peiling import Peiling, default_label
from wir.domain.vocabulary import vocabulary
from wir.store.delivery import FAR
from wir.ui.update.remarks import show_remarks_of_delivery
from wir.ui.update.work import AtWork
from wir.ui.view import html, notice

WAITING = (
    "Er wacht al een concept van deze peildatum (versie {versie}, van {door}). Publiceert u deze levering, dan kan dat "
    "concept niet meer definitief worden; wat alleen daarin staat, staat niet in uw peiling."
)
WHOLE, PART = "Alle concessiehouders", "Een deellevering van één of meer concessiehouders"
KEEP, LEAVE = "Overnemen uit de peiling ervoor", "Niet geregistreerd"


def show_particulars(work: AtWork) -> None:
    """The questions, filled with what was answered before or what the file suggests."""
    st.header("2. Peiling", anchor=False)
    choices = work.choices
    current = work.series.catalogue().current
    existing = next((p for p in current if p.peildatum == choices.peildatum), None)
    if existing and not choices.correction:
        html(notice(f"Van {numbers.day(existing.peildatum)} is er al een peiling: {text(existing.label)}."))
    left, middle, right = st.columns([2, 1, 3])
    with left:
        _date_input(work)
    with middle:
        hint = existing.label if existing else default_label(choices.peildatum) if choices.peildatum else ""
        _text_input(work, "Label", "label", hint, "Korte naam van de peildatum, zoals mei-21.")
    with right:
        _text_input(work, "Toelichting voor lezers", "toelichting", "Wat lezers moeten weten, mag leeg", "")
    if choices.peildatum is None:
        html(
            notice(
                "Wij konden uit het bestand geen peildatum opmaken. Kies de datum waarover het "
                "register gaat, of typ haar en klik ernaast."
            )
        )
        return
    if (choices.peildatum - numbers.today()).days > FAR:
        st.session_state["bijwerken_ver"] = choices.far
        st.checkbox(
            f"Ja, {numbers.day(choices.peildatum)} klopt, al ligt dat meer dan een jaar vooruit",
            key="bijwerken_ver",
            on_change=lambda: work.say(far=st.session_state["bijwerken_ver"]),
        )
    _ask_correction(work, existing)
    _ask_part(work)
    show_remarks_of_delivery(work, existing)


def _date_input(work: AtWork) -> None:
    st.session_state["bijwerken_peildatum"] = work.choices.peildatum
    st.date_input(
        "Peildatum",
        key="bijwerken_peildatum",
        format="DD-MM-YYYY",
        min_value=date(2000, 1, 1),
        max_value=date(2099, 12, 31),
        on_change=lambda: work.say(peildatum=st.session_state["bijwerken_peildatum"], correction=False),
        help="De datum waarover het register gaat.",
    )


def _text_input(work: AtWork, label: str, name: str, placeholder: str, help: str) -> None:
    key = f"bijwerken_{name}"
    st.session_state[key] = getattr(work.choices, name)
    st.text_input(
        label,
        key=key,
        placeholder=placeholder,
        help=help or None,
        max_chars=LONGEST_LABEL if name == "label" else 500,
        on_change=lambda: work.say(**{name: st.session_state[key].strip()}),
    )


def _ask_correction(work: AtWork, existing: Peiling | None) -> None:
    for p in work.series.peilingen():
        if p.peildatum == work.choices.peildatum and p.state == "concept":
            html(notice(WAITING.format(versie=p.versie, door=text(p.manifest.door))))
    if existing is None and not work.choices.correction:
        html("<p>Dit wordt een nieuwe peiling.</p>")
        return
    # What it corrects may have been withdrawn in the meantime; then the tick can be taken away.
    what = f"{numbers.day(existing.peildatum)} (versie {existing.versie})" if existing else "deze peildatum"
    st.session_state["bijwerken_correctie"] = work.choices.correction
    st.checkbox(
        f"Dit is een correctie van de peiling van {what}",
        key="bijwerken_correctie",
        on_change=lambda: work.say(correction=st.session_state["bijwerken_correctie"]),
        help="De nieuwe versie komt in de plaats; de oude blijft leesbaar voor wie haar heeft aangehaald.",
    )


def _ask_part(work: AtWork) -> None:
    """Whether all delivered, with what the file suggests; and what becomes of a sheet that is not there."""
    if work.choices.peildatum and (base := work.series.catalogue().replaced_by(work.choices.peildatum)):
        if any(HOLDER in sheet.fields for sheet in work.choices.declared.sheets):
            _ask_scope(work, base)
        for sheet in _missing(work):
            _ask_missing(work, sheet, base)


def _ask_scope(work: AtWork, base: Peiling) -> None:
    """Only of a register that zorgkantoren deliver."""
    st.session_state["bijwerken_omvang"] = PART if work.choices.partial else WHOLE
    st.radio("Wie heeft geleverd?", [WHOLE, PART], key="bijwerken_omvang", on_change=_scope_chosen, args=(work,))
    if work.choices.partial:
        _choose_holders(work, base)


def _scope_chosen(work: AtWork) -> None:
    work.say(partial=st.session_state["bijwerken_omvang"] == PART, holders=())


def _choose_holders(work: AtWork, base: Peiling) -> None:
    """All of them: one may deliver for the first time."""
    labels = {t.code: t.label for t in vocabulary().terms("concessiehouder")}
    st.session_state["bijwerken_houders"] = list(work.choices.holders)
    st.multiselect(
        "Geleverd door",
        list(labels),
        key="bijwerken_houders",
        format_func=labels.__getitem__,
        placeholder="Kies",
        on_change=lambda: work.say(holders=tuple(sorted(st.session_state["bijwerken_houders"]))),
    )
    html(f"<p class='bron'>De anderen houden wat zij hadden in de peiling van {numbers.day(base.peildatum)}.</p>")


def _missing(work: AtWork) -> list[Sheet]:
    present = {raw.sheet for raw in work.examined().reading.sheets if not raw.is_empty}
    return [sheet for sheet in work.choices.declared.sheets if sheet not in present]


def _ask_missing(work: AtWork, sheet: Sheet, base: Peiling) -> None:
    st.session_state["bijwerken_ontbreekt"] = KEEP if work.choices.keep_missing else LEAVE
    st.radio(
        f"Het bestand heeft geen blad {sheet.name}. Wat geldt er?",
        [KEEP, LEAVE],
        key="bijwerken_ontbreekt",
        on_change=lambda: work.say(keep_missing=st.session_state["bijwerken_ontbreekt"] == KEEP),
        help=f"Overnemen: zoals in de peiling van {numbers.day(base.peildatum)}.",
    )
