"""The report on screen as it will be in Word: its sentences and counts open what they are about."""

import base64
from functools import partial

from wir import numbers
from wir.charts import attribute, text
from wir.export.listing import Cell, Header, Listing, printed
from wir.report.model import Chapter, Figures, Paragraph, Part, Picture, Report, Terms, Told
from wir.table_html import footnotes, simple_table, table_html
from wir.ui.show import sentence_html
from wir.ui.view import View, listed


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
            drawn = table_html(table, partial(view.opening, table)) if table else _listing(listing)
            return f'<div class="tabelblok">{drawn}</div>'
        case Picture(svg, title, alt):
            source = base64.b64encode(svg.encode()).decode()
            said = attribute(f"{title}. {alt}")
            return f'<img class="rapportbeeld" src="data:image/svg+xml;base64,{source}" alt="{said}">'
        case Terms(heading, items):
            terms = "".join(f"<dt>{text(word)}</dt><dd>{text(meaning)}</dd>" for word, meaning in items)
            return f'<h3>{text(heading)}</h3><dl class="begrippen">{terms}</dl>'


def _listing(listing: Listing) -> str:
    rows = [[text(_cell(v, h)) for v, h in zip(line.cells, listing.headers, strict=True)] for line in listing.lines]
    words = [i for i, header in enumerate(listing.headers) if header.kind == "tekst"]
    return simple_table(listing.title, [h.name for h in listing.headers], rows, words, "woorden") + footnotes(
        listing.notes
    )


def _cell(value: Cell, header: Header) -> str:
    return numbers.NOTHING if value is None else printed(value, header.kind)
