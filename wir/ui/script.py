"""What Python tells our scripts in the browser; server/shell.py loads them, file.js comes with a file."""

import base64
from functools import cache
from urllib.parse import urlencode
from uuid import uuid4

import streamlit as st

from wir.log import this_run
from wir.paths import ROOT

STATIC = ROOT / "wir" / "static"


@cache
def asset(name: str) -> str:
    """The text of one of the files in wir/static."""
    return (STATIC / name).read_text(encoding="utf-8")


def page_script(address: str = "", my_region: str = "") -> str:
    """Tell page.js of this run; the name of the file that the reader asked for by a click, empty where none was.

    `address` is what the address bar should say, `my_region` the regio to remember in this browser.
    """
    # Registering again with the same text costs nothing and survives a restart of the runtime.
    mount = st.components.v2.component("wir_page", js="export default (page) => window.wir.run(page);")
    data = {
        "query": address,
        "gelezen": urlencode({name: st.query_params.get_all(name) for name in st.query_params}, doseq=True),
        "regio": my_region,
        "aanvraag": this_run().id,
    }  # another each time: page.js hears of each run
    result = mount(data=data, key="wir_page", height=0, on_bestand_change=lambda: None)
    return str(result.get("bestand") or "")


def hand_over(name: str, kind: str, content: bytes) -> None:
    """Give the browser a file to save. `kind` is its MIME type."""
    mount = st.components.v2.component("wir_file", js=asset("file.js"))
    data = {"id": uuid4().hex, "name": name, "kind": kind, "content": base64.b64encode(content).decode()}
    mount(data=data, key="wir_file", height=0)
