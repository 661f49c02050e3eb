"""What we bring into the browser beside Streamlit, as components of its own kind: our script, our style, and files.

The first part of a page is the script with the style; Streamlit's cache of messages sends them once a visit. The other
parts call a function of that script.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from uuid import uuid4

import streamlit as st

from wir.common.log import this_run
from wir.common.paths import ROOT
from wir.ui.address_bar import as_query

STATIC = ROOT / "wir" / "ui" / "static"
SCRIPTS = ("show", "place", "page")
STYLES = ("style", "frame", "explore", "profile", "learning", "reach", "print")


@cache
def asset(name: str) -> str:
    """The text of one of the files in wir/ui/static."""
    return (STATIC / name).read_text(encoding="utf-8")


def calling(function: str) -> str:
    """The script of a part that calls a function of page.js, at once or when page.js is there."""
    return f"""export default (part) => {{
  const wir = (window.wir ??= {{ early: [] }}), call = () => window.wir.{function}(part);
  wir.run ? call() : wir.early.push(call);
}};"""


def bring_script() -> None:
    """The first part of a page: our script and style."""
    # Registering again with the same text costs nothing and survives a restart of the runtime.
    mount = st.components.v2.component("wir_frame", js="".join(asset(f"{name}.js") for name in SCRIPTS))
    mount(data="".join(asset(f"{name}.css") for name in STYLES), key="wir_frame", height=0)


@dataclass(frozen=True)
class Told:
    """What page.js hears of a run.

    `page` is the path of the page, None where it shows something else; `address` what the address bar should say,
    `instead` an address to go on to at once,
    `my_region` the regio and `seen` the newest peiling that this browser is to remember, `chosen` whether a field of
    the sidebar brought this run, `counts` what is behind each choice of a field, by field and name.
    """

    page: str | None = None
    address: str = ""
    my_region: str = ""
    seen: str = ""
    chosen: bool = False
    counts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    instead: str = ""


NOTHING_TOLD = Told()


def page_script(told: Told = NOTHING_TOLD) -> str:
    """Tell page.js of this run; the name of the file that the reader asked for by a click, empty where none was."""
    mount = st.components.v2.component("wir_page", js=calling("run"))
    data = {
        "pagina": told.page,
        "query": told.address,
        "door": told.instead,
        "gelezen": as_query(),
        "regio": told.my_region,
        "gezien": told.seen,
        "gekozen": told.chosen,
        "aantallen": told.counts,
        "aanvraag": this_run().id,
    }  # another each time: page.js hears of each run
    result = mount(data=data, key="wir_page", height=0, on_bestand_change=lambda: None)
    return str(result.get("bestand") or "")


def hand_over(name: str, kind: str, content: bytes) -> None:
    """Give the browser a file to save. `kind` is its MIME type."""
    mount = st.components.v2.component("wir_file", js=asset("file.js"))
    data = {"id": uuid4().hex, "name": name, "kind": kind, "content": base64.b64encode(content).decode()}
    mount(data=data, key="wir_file", height=0)
