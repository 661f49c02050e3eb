"""The half-yearly report: choosing its chapters, seeing them as they will be, and taking it along."""

import base64
from collections.abc import Sequence
from functools import partial

import streamlit as st

from wir.common import numbers
from wir.common.errors import WirError
from wir.common.markup import text
from wir.export.listing import file_name
from wir.report.build import STANDARD, gaps
from wir.report.chapters import OUTLINES
from wir.report.files import MAKERS
from wir.report.model import Chapter, Figures, Paragraph, Part, Picture, Report, Terms, Told
from wir.ui import cache as shared
from wir.ui.access import current_access
from wir.ui.blocks.downloads import FILE_KINDS, full_address
from wir.ui.blocks.table_html import listing_html, simple_table, table_html
from wir.ui.blocks.tables_and_figures import sentence_html
from wir.ui.browser_script import hand_over
from wir.ui.links import link
from wir.ui.view import View, folded, html, listed, notice

FILES = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}


def show_report(view: View) -> None:
    """The chapters to choose, the files, and under them the report as it will be."""
    asked = [key for key in view.extra.get("hoofdstukken", "").split(",") if key]
    unknown = [key for key in asked if key not in OUTLINES]
    chosen = tuple(dict.fromkeys(key for key in asked if key in OUTLINES)) or STANDARD
    if unknown:
        html(notice(f"Dit hoofdstuk bestaat niet: {text(', '.join(unknown))}."))
    _choose(view, chosen)
    missing = list(gaps(view.database, view.selection, chosen))
    if missing:
        html(notice(f"Wat dit rapport niet bevat:{listed([text(words) for words in missing])}"))
    template = _template()
    report = shared.report(view.database, view.selection, chosen, view.kept, numbers.today(), full_address(view))
    _files(view, report, chosen, template)
    html(preview(view, report))


def _choose(view: View, chosen: Sequence[str]) -> None:
    """Each chapter with links to leave it out, put it back, and move it."""
    rows = []
    for key in (*chosen, *(k for k in OUTLINES if k not in chosen)):
        there = key in chosen
        following = [k for k in chosen if k != key] if there else [*chosen, key]
        change = "Weglaten" if there else "Toevoegen"
        words = link(change, _with(view, following), "", f"{change}: {OUTLINES[key].title}")
        rows.append(
            [text(OUTLINES[key].title), _moves(view, chosen, key) if there else "", "ja" if there else "nee", words]
        )
    table = simple_table("Hoofdstukken van dit rapport", ["Hoofdstuk", "Volgorde", "Erin", "Wijzigen"], rows, (1, 2, 3))
    summary = f"Hoofdstukken kiezen ({len(chosen)} van {len(OUTLINES)})"
    html(folded(summary, table))


def _moves(view: View, chosen: Sequence[str], key: str) -> str:
    place, links = chosen.index(key), []
    for step, words in ((-1, "omhoog"), (1, "omlaag")):
        if 0 <= place + step < len(chosen):
            order = list(chosen)
            order[place], order[place + step] = order[place + step], order[place]
            links.append(link(words, _with(view, order), "", f"{words}: {OUTLINES[key].title}"))
    return " ".join(links)


def _with(view: View, chapters: Sequence[str]) -> str:
    return view.here(hoofdstukken="" if tuple(chapters) == STANDARD else ",".join(chapters))


def _template() -> bytes | None:
    """The house style of who makes it, kept for this session only; files are taken of a beheerder alone."""
    with st.expander("Eigen huisstijl"):
        if current_access().role != "beheerder":
            html("<p>Een eigen huisstijl kan alleen een beheerder meegeven.</p>")
            return None
        html("<p>Een Word-bestand met uw stijlen, kop- en voetteksten en marges. Zijn tekst wordt weggelaten.</p>")
        sent = st.file_uploader("Word-bestand met huisstijl", type=["docx"], key="huisstijl")
    return sent.getvalue() if sent else None


def _files(view: View, report: Report, chosen: Sequence[str], template: bytes | None) -> None:
    """The links to the files; the one that was asked for is made and handed over."""
    for kind in MAKERS:
        if view.wanted == f"rapport.{kind}":
            with st.spinner("Het rapport wordt gemaakt…"):
                _hand_over(view, report, kind, template)
    links = " ".join(
        f'<a class="wir-link bestand" target="_self" href="#rapport.{kind}">{words}</a>'
        for kind, words in FILES.items()
    )
    alone = " Alleen één hoofdstuk? Laat de andere weg." if len(chosen) > 1 else ""
    html(f'<p class="bestanden"><b>Het rapport als:</b> {links}<span class="bron">{alone}</span></p>')


def _hand_over(view: View, report: Report, kind: str, template: bytes | None) -> None:
    what = "voortgang" if len(report.chapters) > 1 else f"voortgang-{report.chapters[0].key}"
    name = file_name(what, view.selection, view.lists, kind, example=bool(report.example))
    try:
        made = MAKERS[kind](report, view.database, view.selection, template)
    except WirError as error:
        html(notice(text(str(error)), role="alert"))
        return
    hand_over(name, FILE_KINDS[kind], made)


def preview(view: View, report: Report) -> str:
    """The whole report as HTML."""
    body = "".join(_chapter(view, chapter, number) for number, chapter in enumerate(report.chapters, start=1))
    sources = listed([text(source) for source in report.sources])
    closing = f"<p>Gemaakt op {text(report.made)} met WIR-dashboard {text(report.app_version)}.</p>{sources}"
    head = f"<h2>{text(report.title)}</h2><p>{text(report.subtitle)}</p>"
    return f'<article class="rapport">{head}{body}<h2>Hoe deze cijfers tot stand kwamen</h2>{closing}</article>'


def _chapter(view: View, chapter: Chapter, number: int) -> str:
    parts = "".join(_part(view, part) for part in chapter.parts)
    return f"<section><h2>{number} {text(chapter.title)}</h2>{parts}</section>"


def _part(view: View, part: Part) -> str:
    match part:
        case Paragraph(words):
            return f"<p>{text(words)}</p>"
        case Told(sentences):
            return f"<p>{' '.join(sentence_html(view, s) for s in sentences)}</p>"
        case Figures(listing, _, table):
            drawn = table_html(table, partial(view.opening, table)) if table else listing_html(listing)
            return f'<div class="tabelblok">{drawn}</div>'
        case Picture(svg, title, alt):
            source = base64.b64encode(svg.encode()).decode()
            said = text(f"{title}. {alt}")
            return f'<img class="rapportbeeld" src="data:image/svg+xml;base64,{source}" alt="{said}">'
        case Terms(heading, items):
            terms = "".join(f"<dt>{text(word)}</dt><dd>{text(meaning)}</dd>" for word, meaning in items)
            return f'<h3>{text(heading)}</h3><dl class="begrippen">{terms}</dl>'
