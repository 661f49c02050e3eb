"""The menu in the sidebar."""

from collections.abc import Callable

import streamlit as st

from wir.common.markup import text
from wir.ui.links import PAGES, REGIOPROFIEL, Page, link
from wir.ui.view import html


def show_brand() -> None:
    """What this is, at the top of the sidebar."""
    with st.sidebar:
        html('<div class="merk"><b>WIR-dashboard</b><span>Regionale samenwerking verpleeghuiszorg</span></div>')


def show_menu(here: Page | None, to: Callable[[Page], str], own: str = "", above: str = "") -> None:
    """All pages by group; `to` gives the link to one, `here` is the page that is open.

    `own` is the link to the profile of the reader's own regio; `above` is our own HTML over the menu.
    """
    parts, group = [above, '<nav class="menu" aria-label="Pagina’s">'], ""
    for page in PAGES:
        if page.group != group:
            parts.append(f'<p class="menugroep">{text(page.group)}</p>')
            group = page.group
        # By its path: what a page uses may depend on what is chosen there.
        current = here is not None and page.path == here.path
        classes = "menulink actief" if current else "menulink"
        parts.append(link(page.name, to(page), classes, current=current))
        if page is REGIOPROFIEL:
            parts.append(own)
    with st.sidebar:
        html("".join(parts) + "</nav>")
