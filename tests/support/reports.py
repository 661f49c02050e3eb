"""Reports to draw: the one of the example register with every chapter, and small ones of given parts."""

import io
import re
from datetime import date

import altair as alt
import pandas as pd
from docx import Document as open_document
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table as WordTable
from pypdf import PdfReader

from wir.charts.drawing import Drawing, finished
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.export.listing import Header, Line, Listing, printed
from wir.report.build import build_report
from wir.report.chapters import OUTLINES
from wir.report.model import Chapter, ChapterKind, Figures, Part, Picture, Report
from wir.report.pdf import to_pdf
from wir.report.word import to_docx
from wir.tables.project_rows import projects

LINK = "https://dashboard.example/Rapport?peildatum=2020-11-01"
# Markup of HTML, Markdown, typst, Excel and Word fields, half an emoji, a bell, and letters that turn the line around.
HOSTILE = "<b>& =cmd|'/C calc'!A0 #set *x* _y_ $z$ `q` @a \\n {PAGE} \x00\x07\ud800 \u202eomgekeerd 😀"
PRINTED = "<b>& =cmd|'/C calc'!A0 #set *x* _y_ $z$ `q` @a \\n {PAGE}  omgekeerd 😀"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="900" height="300" viewBox="0 0 900 300"></svg>'
LONG = "Naam" * 1250


def example_report(database: Database, selection: Selection) -> Report:
    """Every chapter of OUTLINES, with three projects as examples."""
    kept = tuple(p.projectnummer for p in list(projects(database, selection))[:3])
    return build_report(database, selection, tuple(OUTLINES), kept, date(2026, 11, 22), LINK)


def of_parts(*parts: Part, title: str = "Hoofdstuk", kind: ChapterKind = "hoofdstuk") -> Report:
    """A report of one chapter."""
    chapter = Chapter("proef", title, parts, kind)
    return Report("Rapport", "Stand", "Peildatum", (chapter,), "22 november 2026", ("Peiling",), "0.1", LINK, "")


def listing(*names: str, columns: int = 1) -> Listing:
    """A row for every name, with counts behind it."""
    headers = (Header("Naam"), *(Header(f"Kolom {i}", "aantal") for i in range(columns)))
    lines = tuple(Line((name, *range(1000, 1000 + columns))) for name in names)
    return Listing("proef", "Titel (proef)", "Selectie", headers, lines, ("Noot.",), "Bron: register")


def picture(title: str, height: int = 300) -> Picture:
    """A picture of one bar, with this text in its words."""
    chart = alt.Chart(pd.DataFrame([{"naam": "een", "aantal": 1}])).mark_bar().encode(y="naam:N", x="aantal:Q")
    return Picture(Drawing("proef", title, title, finished(chart, height)), title, (title,))


def figures(report: Report) -> list[Figures]:
    """Every table in it, in order."""
    return [part for chapter in report.chapters for part in chapter.parts if isinstance(part, Figures)]


def opened(report: Report, template: bytes | None = None) -> Document:
    return open_document(io.BytesIO(to_docx(report, template)))


def cells(table: WordTable) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def as_printed(made_of: Listing) -> list[list[str]]:
    """The rows that a listing is to give: its headers, a row for each group, its values as on screen."""
    kinds = [header.kind for header in made_of.headers]
    rows, heading = [[header.name for header in made_of.headers]], ""
    for line in made_of.lines:
        if line.heading != heading:
            heading = line.heading
            rows.append([heading, *[""] * (len(kinds) - 1)])
        rows.append([printed(value, kind) for value, kind in zip(line.cells, kinds, strict=True)])
    return rows


def styled(document: Document, *names: str) -> list[str]:
    return [p.text for p in document.paragraphs if p.style is not None and p.style.name in names]


def instructions(document: Document) -> list[str]:
    return [(code.text or "").strip() for code in document.element.iter(qn("w:instrText"))]


def opened_pdf(report: Report) -> PdfReader:
    return PdfReader(io.BytesIO(to_pdf(report)))


def squeezed(text: str) -> str:
    """Without spaces and the places where a line may end: a cell over two lines reads as one."""
    return re.sub(r"[\s\u200b]", "", text)


def said(reader: PdfReader) -> str:
    return squeezed("".join(page.extract_text() for page in reader.pages))
