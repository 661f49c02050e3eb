"""What goes back to who sent it: the file, mended and with remarks, and a message to each concessiehouder."""

from collections.abc import Callable
from functools import partial
from weakref import ref

import streamlit as st

from wir.domain.vocabulary import regions, vocabulary
from wir.export.messages import Message, message_workbook, messages
from wir.register.check.findings import Finding
from wir.register.write.annotating import annotate_apart, remarked_name
from wir.register.write.mending import Mended, mended, of_file
from wir.store.delivery import Examined
from wir.ui.update.desk import desk
from wir.ui.update.work import AtWork
from wir.ui.view import html, label

TO_MEND = "Uw eigen bestand, met wat u hier herstelde en bij elke cel de bevinding. Het kan zo weer worden ingebracht."


def show_downloads(work: AtWork, examined: Examined) -> None:
    """Each file with its remarks."""
    row, again = st.container(horizontal=True), _again(work, examined)
    several = len(work.delivery.parts) > 1
    for place, (name, _) in enumerate(work.delivery.parts):
        row.download_button(
            label(f"Download {name} hersteld en met opmerkingen")
            if several
            else "Download hersteld en met opmerkingen",
            data=partial(_with_remarks, work, again, place, several),
            file_name=remarked_name(name),
            key=f"opmerkingen_{place}",
            help=TO_MEND,
            on_click="ignore",
        )


def _again(work: AtWork, examined: Examined) -> Callable[[], Examined]:
    """What was found, for a click that comes later: Streamlit keeps a button, and what that holds stays in memory."""
    found = ref(examined)
    return lambda: found() or work.examined_anew()


def _done(examined: Examined) -> tuple[Mended, ...]:
    choices = examined.choices
    return mended(examined.file.cells, choices.repairs, choices.skipped, choices.declared)


def _with_remarks(work: AtWork, again: Callable[[], Examined], place: int, several: bool) -> bytes:
    with desk().turn(told=False):
        examined, name = again(), work.delivery.parts[place][0]
        findings: tuple[Finding, ...] = examined.checked.findings
        done = _done(examined)
        if several:
            findings, done = of_file(findings, name), of_file(done, name)
        return annotate_apart(work.deliveries.source(work.delivery, place), findings, done)


def show_messages(work: AtWork, examined: Examined) -> None:
    """What can be sent to one concessiehouder."""
    lists = (vocabulary(), regions())
    choices, checked = examined.choices, examined.checked
    found = messages(work.delivery.name, examined.reading, checked.findings, lists, choices.peildatum, examined.earlier)
    if not found:
        return
    with st.expander(f"Bericht aan een concessiehouder ({len(found)})"):
        by_name = {message.name: message for message in found}
        chosen = by_name[st.selectbox("Bericht aan", list(by_name), key="bijwerken_bericht")]
        html("<p>Wat er in zijn rijen is gevonden, om te kopiëren of te sturen. De werkmap heeft alleen die rijen.</p>")
        st.code(chosen.text, language=None, wrap_lines=True, height=240)
        row = st.container(horizontal=True)
        file = f"bericht_{chosen.holder}"
        row.download_button("Download bericht (.txt)", chosen.text, f"{file}.txt", "text/plain", on_click="ignore")
        row.download_button(
            "Download werkmap met opmerkingen",
            data=partial(_of_holder, _again(work, examined), chosen),
            file_name=f"{file}.xlsx",
            on_click="ignore",
        )


def _of_holder(again: Callable[[], Examined], message: Message) -> bytes:
    with desk().turn(told=False):
        examined = again()
        file = examined.file
        return message_workbook(message, file.name, file.cells, examined.reading, (vocabulary(), regions()))
