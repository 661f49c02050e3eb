"""Step 1: a file comes in, or one that was left is taken up again."""

from collections.abc import Sequence
from functools import partial

import streamlit as st

from wir.common import numbers
from wir.common.errors import WirError, why
from wir.common.markup import text
from wir.domain.declaration import WIR, Declaration
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import regions, vocabulary
from wir.register.read.limits import MOST_MEGABYTES, MOST_ROWS
from wir.register.write.template import empty_register, template_of
from wir.store.delivery import published_before
from wir.store.pending_deliveries import KEPT
from wir.store.received import Sent
from wir.store.remembered import Meaning, remembered
from wir.store.remembered import forget as forget_value
from wir.store.store import Store
from wir.ui.access import publisher_now
from wir.ui.links import BIJWERKEN, href, link
from wir.ui.open_sessions import passes, this_session
from wir.ui.update.desk import desk
from wir.ui.update.progress import stoppable
from wir.ui.update.work import DELIVERY, ROUND, SAID, AtWork, Work, act, empty_uploader, forget
from wir.ui.view import html, label, listed, notice

FILE_ENDINGS = ("xlsx", "xlsm", "xlsb", "xls", "ods", "csv")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READING = "Bestand wordt gelezen…"
REFUSED = "bijwerken_geweigerd"
RENEWED = "bijwerken_vervangen"


def show_upload(work: Work) -> None:
    """The place to drop a file, the template to start from, and deliveries that were left."""
    st.header("Een register inbrengen", anchor=False)
    html(
        "<p>Kies het bijgewerkte register. Het wordt eerst nagekeken en vergeleken; er wordt niets gepubliceerd "
        "voordat u dat bevestigt. Stuurde elke concessiehouder een eigen bestand, kies die dan samen.</p>"
    )
    number = st.session_state.get(ROUND, 0)
    sent = st.file_uploader(
        f"Registerbestand (.{', .'.join(FILE_ENDINGS)}; "
        f"ten hoogste {MOST_MEGABYTES} MB en {numbers.count(MOST_ROWS)} rijen)",
        type=list(FILE_ENDINGS),
        key=f"bijwerken_upload_{number}",
        max_upload_size=MOST_MEGABYTES,
        accept_multiple_files=True,
    )
    if why := passes().lost(this_session()):
        passes().have_read(this_session())
        _refuse(why)
        st.rerun()
    if sent:
        _refuse(_receive(work, [(file.name, file.getvalue()) for file in sent]))
        st.rerun()
    if refused := st.session_state.get(REFUSED):
        html(notice(text(refused), role="alert"))
    _show_templates(work)
    _show_left(work)
    _show_remembered(work)


def _show_remembered(work: Work) -> None:
    """What values meant before, each with a way to forget it."""
    for declared in REGISTERS.values():
        series = work.store.of(declared)
        if meanings := remembered(series):
            with st.expander(label(f"Onthouden waarden van {declared.title} ({len(meanings)})")):
                for m in meanings:
                    words = label(f"Vergeet: {m.column} ‘{m.typed}’ betekent ‘{m.meant}’")
                    key = f"vergeet_waarde_{declared.name}_{m.column}_{m.typed}"
                    st.button(words, key=key, on_click=_forget_meaning, args=(series, m))


def _forget_meaning(series: Store, meaning: Meaning) -> None:
    act(lambda: forget_value(series, meaning.column, meaning.typed), f"{meaning.typed} is vergeten.")


def _refuse(why_not: str) -> None:
    """Say why, beside an uploader that holds nothing: what is chosen next does not come on top of what was refused."""
    st.session_state[REFUSED] = why_not
    empty_uploader()


def _receive(work: Work, sent: Sequence[Sent]) -> str:
    """Read files and go on with them; or say what is the matter."""
    st.session_state.pop(REFUSED, None)
    passes().have_read(this_session())
    try:
        publisher_now()
        if same := work.deliveries.same_files(sent):
            st.session_state[SAID] = f"Dit bestand is al ingebracht als {same.name}; u gaat daarmee verder."
            st.query_params[DELIVERY] = same.id
            st.rerun()
        with desk().turn(), st.spinner(READING), stoppable("lezen", _stopped) as told:
            delivery, *others = work.deliveries.receive(sent, work.access.who, told)
    except WirError as error:
        return str(error)
    except OSError as error:
        return f"De opslag kan niet worden geschreven: {why(error)}. Het bestand is niet ontvangen."
    if len(delivery.parts) > 1:
        st.session_state[SAID] = (
            f"{len(delivery.parts)} bestanden zijn samen ingebracht: {', '.join(name for name, _ in delivery.parts)}. "
            "Mist u er een, dan was dat te groot of van een andere soort."
        )
    if others:
        also = " en ".join(other.choices.declared.title for other in others)
        st.session_state[SAID] = (
            f"Dit bestand heeft ook {also}: dat is een eigen levering, die hieronder bij Nog niet gepubliceerd wacht. "
            f"U gaat nu verder met {delivery.choices.declared.title}."
        )
    st.query_params[DELIVERY] = delivery.id
    st.rerun()


def _stopped() -> None:
    _refuse("Het lezen is gestopt; er is niets bewaard.")


def _show_templates(work: Work) -> None:
    row = st.container(horizontal=True)
    for declared in REGISTERS.values():
        row.download_button(
            "Leeg sjabloon" if declared is WIR else label(f"Leeg sjabloon {declared.title}"),
            data=partial(_template, declared),
            file_name=f"{declared.title}_sjabloon.xlsx",
            mime=XLSX,
            help="Een leeg register met keuzelijsten en uitleg, om in te vullen.",
            on_click="ignore",
        )
    current = work.view.database.catalogue.current
    if current:
        latest = current[-1]
        row.download_button(
            label(f"Register van {latest.label}"),
            data=lambda: template_of(work.store.register_of(latest), vocabulary(), regions()),
            file_name=f"WIR-register_{latest.peildatum.isoformat()}.xlsx",
            mime=XLSX,
            help="Het register zoals het nu is, om bij te werken en weer in te brengen.",
            on_click="ignore",
        )


def _template(declared: Declaration) -> bytes:
    return template_of(empty_register(declared), vocabulary(), regions())


def _show_left(work: Work) -> None:
    """Deliveries that nobody finished, and those that can only be thrown away."""
    left = work.deliveries.all()
    for id in work.deliveries.damaged():
        html(notice("Een levering is beschadigd; gooi haar weg en breng het bestand opnieuw in."))
        st.button("Gooi de beschadigde levering weg", key=f"weg_{id}", on_click=_discard_damaged, args=(work, id))
    if left:
        st.subheader("Nog niet gepubliceerd", anchor=False)
        items = [
            f"{link(d.name, href(BIJWERKEN, work.view.selection, {DELIVERY: d.id}))}, "
            f"{text(d.choices.declared.title)}, ingebracht op {numbers.moment(d.wanneer)} door {text(d.door)}"
            for d in left
        ]
        html(listed(items) + f"<p class='bron'>Na {KEPT.days} dagen wordt een levering weggegooid.</p>")


def show_file(work: AtWork) -> None:
    """Which file it is, and the ways out."""
    st.header("1. Bestand", anchor=False)
    d = work.delivery
    elsewhere = link("Ander bestand", href(BIJWERKEN, work.view.selection))
    html(f"<p><b>{text(d.name)}</b>, ingebracht op {numbers.moment(d.wanneer)} door {text(d.door)}. {elsewhere}</p>")
    if before := published_before(d.hashes, work.series.catalogue()):
        said = f"Precies dit is al gepubliceerd als {before.label} (versie {before.versie}, {before.manifest.door})."
        html(notice(text(said)))
    with st.expander("Breng een hersteld bestand in, of voeg er een toe"):
        _ask_renewal(work)
    with st.popover("Gooi deze levering weg"):
        html("<p>Het bestand en wat u ervan zei zijn dan weg.</p>")
        st.button("Ja, gooi weg", on_click=_discard, args=(work,))


def _ask_renewal(work: AtWork) -> None:
    """A file, and which of those that are here it takes the place of."""
    places = {place: f"In de plaats van {name}" for place, (name, _) in enumerate(work.delivery.parts)}
    places[len(places)] = "Erbij: het is van een andere concessiehouder"
    place = st.radio("Waar komt het bestand?", list(places), format_func=places.__getitem__, key="bijwerken_plaats")
    sent = st.file_uploader("Bestand", type=list(FILE_ENDINGS), key="bijwerken_hersteld")
    if sent is not None and st.session_state.get(RENEWED) != sent.file_id:
        st.session_state[RENEWED] = sent.file_id
        passes().have_read(this_session())
        _renew(work, (sent.name, sent.getvalue()), place)


def _renew(work: AtWork, sent: Sent, place: int) -> None:
    """The same delivery with another file; what was found in the other is forgotten."""
    with desk().turn(), st.spinner(READING), stoppable("vervangen", _kept) as told:
        if act(lambda: work.deliveries.renew(work.delivery.id, sent, place, told), f"{sent[0]} is nagekeken."):
            forget()
    st.rerun()


def _kept() -> None:
    st.session_state[SAID] = "Het lezen is gestopt; er is niets vervangen."


def _discard(work: AtWork) -> None:
    if act(lambda: work.deliveries.discard(work.delivery.id), f"{work.delivery.name} is weggegooid."):
        st.query_params.pop(DELIVERY, None)


def _discard_damaged(work: Work, id: str) -> None:
    act(lambda: work.deliveries.discard(id), "De beschadigde levering is weggegooid.")
