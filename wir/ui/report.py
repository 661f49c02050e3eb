"""The half-yearly report: choosing its chapters, seeing them as they will be, and taking it along."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

import streamlit as st

from wir.common import numbers
from wir.common.errors import WirError
from wir.common.markup import text
from wir.domain.registers import REGISTERS
from wir.domain.selection import Selection
from wir.export.listing import file_name
from wir.export.picture import to_png
from wir.report.build import OF_OTHERS, STANDARD, gaps
from wir.report.chapters import OUTLINES
from wir.report.files import MAKERS
from wir.report.model import Chapter, Figures, Paragraph, Picture, Report, Terms, Told
from wir.ui import cache as shared
from wir.ui.access import current_access
from wir.ui.blocks.block_menu import block_menu
from wir.ui.blocks.downloads import FILE_KINDS, full_address, offer
from wir.ui.blocks.drawings import how_to_read, place
from wir.ui.blocks.source_and_citation import citation
from wir.ui.blocks.table_html import listing_html, simple_table, table_html
from wir.ui.blocks.tables_and_figures import sentence_html
from wir.ui.browser_script import hand_over
from wir.ui.links import link
from wir.ui.view import View, folded, html, listed, notice

FILES = {"docx": "Word", "pdf": "PDF", "xlsx": "Excel"}
MADE = "gemaakt"


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
    concepts = current_access().role == "beheerder"
    others = tuple(shared.register(REGISTERS[name], concepts) for name in OF_OTHERS if name in chosen)
    where, today = full_address(view), numbers.today()
    report = shared.report(view.database, view.selection, chosen, view.kept, today, where, others)
    _files(view, report, template)
    beside, whole = st.columns([1, 4], gap="medium")
    with beside:
        html(contents(report))
    with whole:
        _preview(view, report)


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
    table += '<p class="bron">Alleen één hoofdstuk? Laat de andere weg.</p>' if len(chosen) > 1 else ""
    summary = f"Hoofdstukken kiezen ({len(chosen)} van {len(OUTLINES)})"
    html(folded(summary, table))


def _moves(view: View, chosen: Sequence[str], key: str) -> str:
    at, links = chosen.index(key), []
    for step, words in ((-1, "omhoog"), (1, "omlaag")):
        if 0 <= at + step < len(chosen):
            order = list(chosen)
            order[at], order[at + step] = order[at + step], order[at]
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


def _files(view: View, report: Report, template: bytes | None) -> None:
    """The links to the files; the one that was asked for is made and handed over."""
    for kind in MAKERS:
        if view.wanted == f"rapport.{kind}":
            with st.spinner("Het rapport wordt gemaakt…"):
                _hand_over(view, report, kind, template)
    links = " ".join(
        f'<a class="wir-link bestand" target="_self" href="#rapport.{kind}">{words}</a>'
        for kind, words in FILES.items()
    )
    html(f'<p class="bestanden"><b>Het rapport als:</b> {links}</p>')


def _hand_over(view: View, report: Report, kind: str, template: bytes | None) -> None:
    what = "voortgang" if len(report.chapters) > 1 else f"voortgang-{report.chapters[0].key}"
    name = file_name(what, view.selection, view.lists, kind, example=bool(report.example))
    try:
        made = MAKERS[kind](report, view.database, view.selection, template)
    except WirError as error:
        html(notice(text(str(error)), role="alert"))
        return
    hand_over(name, FILE_KINDS[kind], made)


def contents(report: Report) -> str:
    """The chapters as links, beside the report; folded where there is no room beside it."""
    items = [
        f'<a class="wir-link hierin" href="#{_anchor(chapter)}">{number} {text(chapter.title)}</a>'
        for number, chapter in enumerate(report.chapters, start=1)
    ]
    items.append(f'<a class="wir-link hierin" href="#{MADE}">Hoe deze cijfers tot stand kwamen</a>')
    return (
        f'<nav class="rapport-inhoud" aria-label="Inhoud van het rapport"><details class="vouw">'
        f"<summary>Inhoud</summary>{listed(items)}</details></nav>"
    )


def _anchor(chapter: Chapter) -> str:
    return f"hoofdstuk-{chapter.key}"


def _preview(view: View, report: Report) -> None:
    """The whole report: what can be read as HTML, and between it its drawings as on every page."""
    html(f'<div class="rapport kop"><h2>{text(report.title)}</h2><p>{text(report.subtitle)}</p></div>')
    for number, chapter in enumerate(report.chapters, start=1):
        _chapter(view, chapter, number)
    sources = listed([text(source) for source in report.sources])
    closing = f"<p>Gemaakt op {text(report.made)} met WIR-dashboard {text(report.app_version)}.</p>{sources}"
    html(f'<div class="rapport"><h2 id="{MADE}">Hoe deze cijfers tot stand kwamen</h2>{closing}</div>')


def _chapter(view: View, chapter: Chapter, number: int) -> None:
    markup = f'<h2 class="hoofdstuk" id="{_anchor(chapter)}">{number} {text(chapter.title)}</h2>'
    for drawn, parts in groupby(chapter.parts, key=lambda part: isinstance(part, Picture)):
        if drawn and markup:
            html(f'<div class="rapport">{markup}</div>')
            markup = ""
        for part in parts:
            if isinstance(part, Picture):
                _picture(view, part, cited=not part.published and chapter.key not in OF_OTHERS)
            else:
                markup += _part(view, part)
    if markup:
        html(f'<div class="rapport">{markup}</div>')


def _picture(view: View, part: Picture, cited: bool) -> None:
    """A drawing as on its own page; what is taken along is the picture that stands in Word and PDF.

    Where it is `cited` there is a line for a letter: what is of another register or report is cited on its own page.
    """
    files = PictureFiles(part, view)
    offered = offer(view, files, f"de tekening {part.drawing.name}", f"WIR-{files.name}" if part.published else "")
    line = citation(view, f"{part.title}: {part.drawing.title}", "", view.selection) if cited else ""
    menu = block_menu(part.title, offered, line, how_to_read(part.drawing))
    place(view, part.title, part.drawing, menu, level=3)


@dataclass(frozen=True)
class PictureFiles:
    """A picture of the report as files."""

    part: Picture
    view: View
    selection: Selection | None = None

    @property
    def name(self) -> str:
        return f"tekening-{self.part.drawing.name}"

    @property
    def example(self) -> bool:
        return bool(self.view.shown.manifest.gereconstrueerd)

    @property
    def makers(self) -> Mapping[str, Callable[[], bytes]]:
        """How to make each kind of file."""
        return {"png": lambda: to_png(self.part.svg), "svg": lambda: self.part.svg.encode()}


def _part(view: View, part: Paragraph | Told | Figures | Terms) -> str:
    match part:
        case Paragraph(words):
            return f"<p>{text(words)}</p>"
        case Told(sentences):
            return f"<p>{' '.join(sentence_html(view, s) for s in sentences)}</p>"
        case Figures(listing, _, table):
            drawn = table_html(table, partial(view.opening, table)) if table else listing_html(listing)
            return f'<div class="tabelblok">{drawn}</div>'
        case Terms(heading, items):
            terms = "".join(f"<dt>{text(word)}</dt><dd>{text(meaning)}</dd>" for word, meaning in items)
            return f'<h3>{text(heading)}</h3><dl class="begrippen">{terms}</dl>'
