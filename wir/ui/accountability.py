"""What Verantwoording shows: published against computed, the report's claims recomputed, definitions and sources, and
the public list of corrections."""

from collections.abc import Iterator
from itertools import groupby, pairwise

import streamlit as st

from wir.charts.drawing import Drawing
from wir.charts.recount import recount
from wir.common import numbers
from wir.common.errors import UnknownPeiling
from wir.common.markup import text
from wir.common.paths import ROOT
from wir.database.database import Database
from wir.domain.address import at
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.definitions import definitions
from wir.domain.peiling import Peiling
from wir.domain.selection import Selection
from wir.export.programmes.claims import claim_value, verdict_word
from wir.export.recount import TITLE, of_compared
from wir.tables.claims import REPORT_SELECTION
from wir.tables.corrections import Erratum
from wir.tables.model import Column, printed
from wir.tables.published import Compared
from wir.ui import cache as shared
from wir.ui.blocks.drawings import place
from wir.ui.blocks.published_drawings import menu_of
from wir.ui.blocks.table_html import simple_table
from wir.ui.links import LANDELIJK, link
from wir.ui.view import View, folded, html

LISTS = {
    "afspraken": "Afspraken en convenanten (tabel 1)",
    "dynamiek": "Samenwerkingsdynamiek (tabel 2)",
    "visie": "Regiovisie (tabel 3)",
    "status": "Projectstatus (tabel 6)",
    "oordeel": "Oordelen over projecten",
    "kanttekening": "Kanttekeningen",
}


def show_published(view: View) -> None:
    """Each printed table: its numbers beside the computed ones, first as a picture."""
    database = view.database
    try:
        found = shared.compared_tables(database)
    except UnknownPeiling as error:
        st.header(TITLE, anchor=False)
        html(f"<p>De peilingen van het rapport zijn er niet: {text(str(error))}</p>")
        return
    drawing = shared.drawing(database, recounted, REPORT_SELECTION)
    menu = menu_of(view, TITLE, drawing, of_compared(found))
    parts = []
    for name, table in found.items():
        different = sum(not c.equal for c in table)
        verdict = "alles gelijk" if not different else f"{numbers.counted(different, 'verschil', 'verschillen')}"
        title = f"{name}: {numbers.count(len(table))} getallen, {verdict}"
        parts.append(folded(title, _published_table(name, table)))
    place(view, TITLE, drawing, menu, f'<div class="vouwen">{"".join(parts)}</div>')


def recounted(database: Database, _: Selection) -> Drawing:
    """What the report printed beside what is computed, as a drawing."""
    return recount(shared.compared_tables(database))


def _published_table(name: str, table: tuple[Compared, ...]) -> str:
    rows = [
        [
            text(c.row),
            text(c.column),
            numbers.count(c.cell.value),
            numbers.count(c.whole),
            numbers.change(c.difference),
        ]
        for c in table
    ]
    return simple_table(
        f"{name}: gepubliceerd en berekend", ["Rij", "Kolom", "Gepubliceerd", "Berekend", "Verschil"], rows, words=(1,)
    )


def show_claims(database: Database) -> None:
    """What the report says in words, recomputed from its tables."""
    st.header("Uitspraken van het rapport nagerekend", anchor=False)
    try:
        found = shared.report_claims(database)
    except UnknownPeiling as error:
        html(f"<p>{text(str(error))}</p>")
        return
    rows = []
    for claim in found:
        remark = "" if claim.remark.startswith("klopt") else claim.remark
        said = [claim.claim, claim.derivation, claim_value(claim), verdict_word(claim), remark]
        rows.append([text(words) for words in said])
    headers = ["Uitspraak", "Hoe berekend", "Waarde", "Oordeel", "Toelichting"]
    html(simple_table("Uitspraken in het rapport van januari 2021", headers, rows, words=(1, 3, 4), kind="woorden"))
    html(
        "<p class='bron'>‘Bijna’ is ten hoogste 2,5 procentpunt eronder, ‘ruim’ ten hoogste 1 procentpunt erboven, "
        "een rond percentage minder dan 1 procentpunt ernaast.</p>"
    )


def show_definitions() -> None:
    """Every phase, status and judgement, and what to keep in mind."""
    st.header("Begrippen", anchor=False)
    parts = []
    for lijst, found in groupby(definitions(), key=lambda d: d.lijst):
        items = "".join(f"<dt>{text(d.name)}</dt><dd>{text(d.meaning)}</dd>" for d in found)
        parts.append(folded(LISTS[lijst], f'<dl class="begrippen">{items}</dl>'))
    html(f'<div class="vouwen">{"".join(parts)}</div>')


def show_example() -> None:
    """How the example register was reconstructed (docs/voorbeeldregister.md)."""
    st.header("Het voorbeeldregister", anchor=False)
    _, _, body = (ROOT / "docs" / "voorbeeldregister.md").read_text(encoding="utf-8").partition("\n")
    st.markdown(body.replace("\n## ", "\n#### "))


def show_peilingen(view: View) -> None:
    """Which peilingen there are, withdrawn and replaced ones included; who published them is not for every reader."""
    st.header("Peilingen", anchor=False)
    current = view.database.catalogue.current
    rows = []
    for p in view.database.catalogue.peilingen:
        m = p.manifest
        state = "geldt" if p in current else "vervangen" if p.state == "gepubliceerd" else p.state
        where = link(numbers.day(p.peildatum), view.link_to(LANDELIJK, at(view.database.catalogue, p, p.versie)))
        rows.append(
            [
                where,
                text(p.label),
                f"{p.versie}",
                state,
                *(_registered(n) for n in (m.rows(PROJECTS), m.rows(REGIONS))),
                numbers.day_of(p.published_at),
                f'<span title="{m.sha256}">{m.sha256[:12]}</span>',
            ]
        )
    headers = [
        "Peildatum",
        "Label",
        "Versie",
        "Stand",
        "Projecten",
        "Regio’s",
        "Gepubliceerd",
        "Kenmerk van het bestand",
    ]
    html(simple_table("Peilingen in deze opslag", headers, rows, words=(1, 3, 6, 7)))


def _registered(rows: int | None) -> str:
    return numbers.NOT_REGISTERED if rows is None else numbers.count(rows)


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
