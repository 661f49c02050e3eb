"""What is new or corrected since somebody was here last, for the regio that they call theirs.

The browser keeps the moment of the newest peiling that was seen, nothing personal; who wants no such line keeps OFF.
"""

import streamlit as st

from wir.common import numbers
from wir.domain.address import at
from wir.domain.peiling import Peiling
from wir.ui.links import ONTWIKKELING, REGIOPROFIEL, VERANTWOORDING, link, profile_of
from wir.ui.my_region import my_region
from wir.ui.view import View, html, notice

SEEN = "gezien"  # in the session, and as the cookie wir_gezien that static/page.js keeps
OFF = "uit"


def to_keep(view: View) -> str:
    """What the browser has to remember after this run: the newest peiling at a first visit, or what was clicked."""
    chosen = str(st.session_state.get(SEEN, ""))
    return chosen or ("" if st.context.cookies.get("wir_gezien") else _newest(view))


def show_news(view: View) -> None:
    """One line on what was published since the last visit, with the way to it and the ways to be rid of it."""
    seen = str(st.session_state.get(SEEN, "") or st.context.cookies.get("wir_gezien") or OFF)
    found = [] if seen == OFF else [p for p in view.database.catalogue.current if p.published_at > seen]
    if not found:
        return
    html(notice(f"Sinds uw vorige bezoek: {'; '.join(_said(view, p) for p in found)}."))
    with st.container(key="nieuws", horizontal=True, gap="small"):
        st.button("Gezien", key="nieuws_gezien", on_click=_keep, args=(_newest(view),))
        st.button("Meld dit niet meer", key="nieuws_uit", on_click=_keep, args=(OFF,))


def _keep(what: str) -> None:
    st.session_state[SEEN] = what


def _newest(view: View) -> str:
    return max((p.published_at for p in view.database.catalogue.current), default="")


def _said(view: View, peiling: Peiling) -> str:
    """That a peiling is new or corrected, with a link to what that means for the reader's regio or for all."""
    day, region = numbers.day(peiling.peildatum), my_region(view)
    when = numbers.day_of(peiling.published_at)
    if peiling.versie > 1:
        what = link("wat er veranderde", view.link_to(VERANTWOORDING))
        became = "kreeg op {} een opmerking" if peiling.manifest.zelfde_cijfers else "is op {} gecorrigeerd"
        return f"de peiling van {day} {became.format(when)} ({what})"
    selection = at(view.database.catalogue, peiling)
    if region is None:
        what = link("de ontwikkeling", view.link_to(ONTWIKKELING, selection))
    else:
        what = link(f"wat er veranderde in {region.naam}", view.link_to(REGIOPROFIEL, profile_of(selection, region)))
    return f"een nieuwe peiling van {day} ({what})"
