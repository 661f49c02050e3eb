"""What a reader sees when a page fails: in Dutch that it failed, what to do, and the number that the log has it by."""

from collections.abc import Callable

import streamlit as st
from streamlit.errors import StreamlitDuplicateElementKey

from wir.common import log
from wir.common.errors import WirError, why
from wir.common.markup import text
from wir.common.paths import store_address
from wir.ui.browser_script import bring_script, page_script
from wir.ui.frame.menu import show_brand, show_menu
from wir.ui.links import link
from wir.ui.view import html, notice

FAILED = "Er ging iets mis bij het tonen van deze pagina. Er zijn geen gegevens verloren gegaan."
NO_STORE = "De opslag met de peilingen is nu niet te bereiken ({why}). Dit ligt niet aan u."


def show_failure(error: Exception) -> bool:
    """Say where the page broke off that it did; Streamlit has logged it already. True: it shows nothing itself."""
    _stood(bring_script)
    if not _stood(page_script):
        show_brand()
        show_menu(None, lambda page: page.path or "./")
        st.title("Deze pagina kan nu niet worden getoond", anchor=False)
    again = link("Probeer het opnieuw", "")
    number = f"Blijft dit zo, meld het dan aan de beheerder met nummer <b>{log.this_run().id}</b>."
    html(f'<div class="kop">{notice(f"{text(words_for(error))} {again}. {number}", role="alert")}</div>')
    return True


def words_for(error: Exception) -> str:
    """What may be told of an error: our own messages, what is the matter with the store, else only that it failed."""
    if isinstance(error, WirError):
        return str(error)
    if isinstance(error, OSError) and str(error.filename).startswith(str(store_address())):
        return NO_STORE.format(why=why(error))
    return FAILED


def _stood(part: Callable[[], object]) -> bool:
    """Whether the page had this part before it failed; if not, it gets it now. With its script it had its menu."""
    try:
        part()
    except StreamlitDuplicateElementKey:
        return True
    return False
