"""A listing as a Word table that a screen reader can walk: a repeated header, no merged cells, no broken rows."""

from collections.abc import Sequence

from docx.document import Document
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt

from wir.export.listing import Listing, clean
from wir.report.model import Figures
from wir.report.print_layout import caption as caption_of
from wir.report.print_layout import foot, rows, stays_whole, widths
from wir.report.word_fields import add_field, element
from wir.report.word_style import TABLE_STYLE

KEPT = 2  # rows of a long table that stay with its header, and with its source


def add_caption(document: Document, part: Figures) -> None:
    """The caption above a table; its number is a field that Word can refer to, and stays the number of the report."""
    paragraph = document.add_paragraph(style="Caption")
    paragraph.paragraph_format.keep_with_next = True
    number = clean(part.number)
    if number.isascii() and number.isdecimal():
        paragraph.add_run("Tabel ")
        add_field(paragraph, rf"SEQ Tabel \* ARABIC \r {number}", number)
        paragraph.add_run(": ")
    elif number:
        paragraph.add_run(f"Tabel {number}: ")
    paragraph.add_run(clean(caption_of(part)))


def add_table(document: Document, listing: Listing, room: float, page: float, alt: str, *, followed: bool) -> None:
    """The rows of a listing over a room of so many points, on a page of such a height; `alt` is its title.

    `followed` says that a foot comes under it that has to stay with it.
    """
    columns = [round(width * 20) for width in widths(listing, room)]  # Word counts in twentieths of a point
    drawn, whole = rows(listing), stays_whole(listing, room, page)
    table = document.add_table(0, 0)._tbl
    properties = table.tblPr
    for old in list(properties):
        properties.remove(old)
    style = document.styles[TABLE_STYLE].style_id
    properties.append(element("w:tblStyle", val=style))
    properties.append(element("w:tblW", w=str(sum(columns)), type="dxa"))
    properties.append(element("w:tblLayout", type="fixed"))
    look = {"firstRow": "1", "lastRow": "0", "firstColumn": "1", "lastColumn": "0", "noHBand": "1", "noVBand": "1"}
    properties.append(element("w:tblLook", val="06A0", **look))
    properties.append(element("w:tblCaption", val=clean(alt)))
    for width in columns:
        table.tblGrid.append(element("w:gridCol", w=str(width)))
    numbers = [header.kind != "tekst" for header in listing.headers]
    text, figure = (document.styles[name].style_id for name in ("WIR Tabeltekst", "WIR Tabelgetal"))
    styles = [figure if number else text for number in numbers]
    head = [clean(header.name) for header in listing.headers]
    table.append(_row(columns, styles, head, bold=True, kept=True, header=True))
    for place, row in enumerate(drawn):
        left = len(drawn) - 1 - place
        kept = whole or place < KEPT or left < KEPT or row.kind == "kop"
        kept = kept and (left > 0 or followed)
        strong = row.kind in ("totaal", "kop")
        table.append(_row(columns, styles, row.cells, bold=strong, kept=kept, italic=row.kind == "onbekend"))


def add_foot(document: Document, listing: Listing) -> None:
    """The footnotes and the line with selection and source, small under the table; nothing where there are none."""
    lines = [document.add_paragraph(clean(line), "WIR Bron") for line in foot(listing)]
    for line in lines[:-1]:
        line.paragraph_format.keep_with_next = True
    if lines:
        lines[-1].paragraph_format.space_after = Pt(14)


def _row(
    columns: Sequence[int],
    styles: Sequence[str],
    cells: Sequence[str],
    *,
    bold: bool,
    kept: bool,
    italic: bool = False,
    header: bool = False,
) -> BaseOxmlElement:
    """A row as XML: python-docx looks every cell up anew, which takes seconds for a long table."""
    row = element("w:tr")
    properties = element("w:trPr")
    properties.append(element("w:cantSplit"))
    if header:
        properties.append(element("w:tblHeader"))
    row.append(properties)
    for width, style, said in zip(columns, styles, cells, strict=True):
        cell, about = element("w:tc"), element("w:tcPr")
        about.append(element("w:tcW", w=str(width), type="dxa"))
        cell.append(about)
        cell.append(_paragraph(style, said, bold=bold, kept=kept, italic=italic))
        row.append(cell)
    return row


def _paragraph(style: str, said: str, *, bold: bool, kept: bool, italic: bool) -> BaseOxmlElement:
    paragraph, properties = element("w:p"), element("w:pPr")
    properties.append(element("w:pStyle", val=style))
    if kept:
        properties.append(element("w:keepNext"))
    paragraph.append(properties)
    if said:
        run, look = element("w:r"), element("w:rPr")
        for wanted, tag in ((bold, "w:b"), (italic, "w:i")):
            if wanted:
                look.append(element(tag))
        run.append(look)
        run.text = said  # python-docx: with line breaks and tabs as Word has them
        paragraph.append(run)
    return paragraph
