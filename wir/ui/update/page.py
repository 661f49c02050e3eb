"""The page: a new delivery or the one that the URL names, step by step, and below it what was published before."""

import streamlit as st

from wir.common.errors import NotPossible, UnreadableRegister
from wir.common.markup import text
from wir.domain.address import at
from wir.domain.declaration import HOME
from wir.domain.registers import REGISTERS
from wir.register.read.reading import HeadAsked, SheetsAsked
from wir.store.pending_deliveries import Deliveries, UnknownDelivery
from wir.store.received import Delivery
from wir.store.store import our_store
from wir.ui.access import require_publisher
from wir.ui.links import INVENTARISATIE, LANDELIJK, VOORTGANG, href, link
from wir.ui.update.columns import show_columns
from wir.ui.update.desk import desk
from wir.ui.update.findings import show_findings
from wir.ui.update.history import show_history
from wir.ui.update.particulars import show_particulars
from wir.ui.update.preview import show_preview
from wir.ui.update.publish import show_publish
from wir.ui.update.reading_keys import show_reading_keys
from wir.ui.update.sheets import ask_head, ask_sheets, show_pointed
from wir.ui.update.upload import show_file, show_upload
from wir.ui.update.work import DELIVERY, PUBLISHED, AtWork, Work, forget, show_said
from wir.ui.view import View, html, notice

# Where a register is to be seen.
PAGE_OF = {HOME: LANDELIJK, INVENTARISATIE.registers[0]: INVENTARISATIE, VOORTGANG.registers[0]: VOORTGANG}
READ_ONLY = (
    "De opslag is alleen te lezen: lezers merken daar niets van, maar inbrengen, publiceren, intrekken en terugzetten "
    "kan nu niet. Wie de server beheert moet de opslag weer schrijfbaar maken."
)


def show_update(view: View) -> None:
    """All steps for a beheerder; a lezer sees why not."""
    access = require_publisher()
    store = our_store()
    work = Work(view, access, store, Deliveries(store))
    show_said()
    _show_published(work)
    if not store.writable:
        html(notice(READ_ONLY, role="alert"))
    delivery = _delivery(work)
    if delivery is None:
        forget()
        show_upload(work)
    else:
        with desk().turn():  # all of it: who waits halfway holds a register meanwhile
            _show_steps(AtWork(view, access, store, work.deliveries, delivery))
    show_history(work)
    show_reading_keys(work)


def _show_published(work: Work) -> None:
    """Where what was just published is to be seen."""
    register, key = st.session_state.pop(PUBLISHED, (HOME, ""))
    catalogue = work.store.of(REGISTERS[register]).catalogue()
    if found := next((p for p in catalogue.peilingen if p.key == key), None):
        selection = at(catalogue, found, found.versie if found.concept else None)
        html(f"<p>{link(f'Bekijk de peiling {found.label}', href(PAGE_OF[register], selection))}</p>")


def _delivery(work: Work) -> Delivery | None:
    """The delivery that the URL names."""
    id = work.view.extra.get(DELIVERY)
    if id is None:
        return None
    try:
        return work.deliveries.find(id)
    except UnknownDelivery as error:
        html(notice(text(str(error)), role="alert"))
        return None


def _show_steps(work: AtWork) -> None:
    show_file(work)
    try:
        show_particulars(work)
        examined = work.examined()
    except SheetsAsked as error:
        ask_sheets(work, error.words, error.titles)
        return
    except HeadAsked as error:
        ask_head(work, error.words, error.title)
        return
    except (NotPossible, UnreadableRegister) as error:
        html(notice(text(str(error)), role="alert"))
        return
    show_pointed(work)
    show_columns(work, examined.reading)
    show_findings(work, examined)
    if examined.checked.errors or not examined.choices.peildatum:
        st.header("5. Voorbeeld", anchor=False)
        first = (
            "Herstel eerst de fouten hierboven" if examined.checked.errors else "Kies eerst een peildatum bij stap 2"
        )
        html(f"<p>{first}; daarna ziet u hier wat er verandert.</p>")
    else:
        show_preview(work, examined)
        show_publish(work, examined, examined.choices.peildatum)
