"""A link that Excel or Power BI fetches anew: the address of the rows of a block, and how to put it there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlencode

import streamlit as st

from wir.common.markup import text
from wir.domain.selection import Selection
from wir.export.offered import FORM, LONG, known
from wir.export.programmes.by_name import PUBLISHED, RECOMPUTED
from wir.ui.access import reading_needs_account
from wir.ui.links import link

HELP = (
    "In Excel kiest u Gegevens › Van het web, plakt u de link en kiest u Laden; Alles vernieuwen haalt hem opnieuw op. "
    "In Power BI kiest u Gegevens ophalen › Web en plakt u dezelfde link; vernieuwen gaat daar ook volgens een schema. "
    "De eerste link blijft bij deze peildatum; de tweede geeft altijd de laatste, met een rij voor elk getal, zodat de "
    "kolommen gelijk blijven."
)
OF_ROWS = HELP.replace(", met een rij voor elk getal, zodat de kolommen gelijk blijven", "")
UNCHANGING = HELP.partition(" De eerste")[0]
WITH_KEY = (
    "Vraagt het programma wie u bent, kies dan Basis (Basic), met als wachtwoord een leessleutel van een beheerder."
)


@dataclass
class Served:
    """Where this process answers with data; nowhere under a plain `streamlit run`."""

    at: str = ""


@cache
def served() -> Served:
    """Of this process; the server says so when it starts."""
    return Served()


@dataclass(frozen=True)
class Rows:
    """What can be fetched anew: a path of /data with a selection; without one the rows are of no peiling."""

    path: str
    selection: Selection | None = None


NO_ROWS = Rows("")  # where what is shown has no address, though its table alone has one


def refreshing(rows: Rows) -> str:
    """The links to rows, folded, as HTML; nothing where they have no address."""
    path, selection = rows.path, rows.selection
    each = known(path)
    if each is None or not served().at:
        return ""
    if selection is None:
        links, said = [_to("Kopieer de link", path, {})], UNCHANGING
    else:
        used = selection.only(each.filters)
        dated = used.to_params()
        filters = {name: values for name, values in dated.items() if name not in each.dates}
        latest = {**filters, FORM: [LONG]} if each.long else filters
        links = [_to("Kopieer: deze peildatum", path, dated), _to("Kopieer: altijd de laatste", path, latest)]
        said = HELP if each.long else OF_ROWS
    key = f" {WITH_KEY}" if reading_needs_account() else ""
    every = f'<a href="{text(_root())}" target="_blank" rel="noopener">Alle adressen</a>'
    parts = [f"<p>{' · '.join((*links, every))}</p>", f"<p>{text(said + key)}</p>"]
    return f'<details class="ververs"><summary>Verversbare link</summary>{"".join(parts)}</details>'


def of_published(name: str) -> str:
    """The same of a table that a report published."""
    return refreshing(Rows(f"tabel/{name}")) if name in (*PUBLISHED, *RECOMPUTED) else ""


def _to(words: str, path: str, params: Mapping[str, Sequence[str]]) -> str:
    asked = urlencode(sorted(params.items()), doseq=True)
    return link(words, f"{_root()}{path}.csv{'?' if asked else ''}{asked}", "kopieer")


def _root() -> str:
    """In full where we know what the reader's browser calls us."""
    here = (st.context.url or "").split("/")
    return f"{'/'.join(here[:3])}{served().at}/"
