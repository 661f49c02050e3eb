"""The public list of corrections: which published figures a later version changed, and what was withdrawn and why."""

from collections.abc import Iterator
from itertools import pairwise

import streamlit as st

from wir import numbers
from wir.address import at
from wir.charts import text
from wir.export.text import printed
from wir.peiling import Peiling
from wir.table_html import simple_table
from wir.tables.changes import Erratum
from wir.tables.model import Column
from wir.ui import cache as shared
from wir.ui.links import LANDELIJK, link
from wir.ui.view import View, html

MARKED = {"ingetrokken": "ingetrokken", "teruggezet": "teruggezet", "definitief": "definitief gemaakt"}


def show_corrections(view: View) -> None:
    """Every later version with the figures that it changed, newest peildatum first."""
    st.header("Correcties", anchor=False)
    catalogue = view.database.catalogue.public
    dates = sorted({p.peildatum for p in catalogue.peilingen}, reverse=True)
    parts = [part for day in dates for part in _of_date(view, catalogue.versions(day))]
    html("".join(parts) or "<p>Er is nog geen gepubliceerd cijfer gecorrigeerd of ingetrokken.</p>")


def _of_date(view: View, versions: tuple[Peiling, ...]) -> Iterator[str]:
    for old, new in pairwise(versions):
        changed = shared.errata(view.database, old, new)
        where = " en ".join(
            link(f"versie {p.versie}", view.link_to(LANDELIJK, at(view.database.catalogue, p, p.versie)))
            for p in (old, new)
        )
        note = f" {text(new.manifest.toelichting)}" if new.manifest.toelichting else ""
        counted = numbers.counted(len(changed), "cijfer is veranderd", "cijfers zijn veranderd")
        day, since = numbers.day(new.peildatum), numbers.day_of(new.published_at)
        yield f"<p><b>{day}</b>, {where} van {since}: {counted}.{note}</p>"
        if changed:
            yield _table(old, new, changed)
    for p in versions:
        for mark in p.marks:
            reason = f": {text(mark.reden)}" if mark.reden else ""
            named = f"<b>{numbers.day(p.peildatum)}</b>, versie {p.versie}"
            yield f"<p>{named} is op {numbers.day_of(mark.wanneer)} {MARKED[mark.kind]}{reason}.</p>"


def _table(old: Peiling, new: Peiling, changed: tuple[Erratum, ...]) -> str:
    rows = [[text(e.table), text(e.row), text(e.column), *(_printed(e, v) for v in (e.old, e.new))] for e in changed]
    headers = ["Tabel", "Rij", "Kolom", f"Versie {old.versie}", f"Versie {new.versie}"]
    title = f"Gecorrigeerde cijfers van {numbers.day(new.peildatum)}"
    return f'<section class="tabelblok">{simple_table(title, headers, rows, words=(1, 2))}</section>'


def _printed(erratum: Erratum, value: int | float | None) -> str:
    return printed(value, Column(erratum.column, "", erratum.kind))
