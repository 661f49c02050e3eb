"""The report as a Word document with real styles, numbered captions and tables that read aloud."""

import io
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document
from docx.shared import Length, Pt

from wir.export.listing import clean
from wir.export.picture import to_png
from wir.register.write.workbook import WRITTEN, ZIPPED
from wir.report.model import Chapter, Figures, Paragraph, Part, Picture, Report, Terms, Told
from wir.report.print_layout import LINK, MADE, address, caption, cards, chapter_titles, made_of, too_wide, turned
from wir.report.word_fields import add_field, add_link, describe
from wir.report.word_pages import Pages
from wir.report.word_style import LANGUAGE, add_styles, fresh, speak_dutch
from wir.report.word_table import add_caption, add_foot, add_table
from wir.report.word_template import open_template

AUTHOR = "WIR-dashboard"
HIGHEST = 380  # points of a picture: with its caption it fits on a page that lies


def to_docx(report: Report, template: bytes | None = None) -> bytes:
    """The report as .docx, in the house style of a template where there is one. The same report gives the same bytes.

    Raises UnusableTemplate.
    """
    document = open_template(template) if template else fresh()
    add_styles(document)
    speak_dutch(document)
    _describe(document, report)
    pages = Pages(document)
    pages.head_and_foot(f"{report.title} · {report.subtitle}")
    _title_page(document, report)
    contents_before = document.paragraphs[-1]
    writer = _Writer(document, pages)
    for title, chapter in zip(chapter_titles(report), report.chapters, strict=True):
        writer.chapter(title, chapter)
    writer.made(report)
    pages.add_contents(contents_before)
    buffer = io.BytesIO()
    document.save(buffer)
    return _timeless(buffer)


def _describe(document: Document, report: Report) -> None:
    """What the file says of itself; nothing of when it was made, or of who made the template."""
    about = document.core_properties
    about.title, about.subject = clean(report.title), clean(report.subtitle)
    about.author = about.last_modified_by = AUTHOR
    about.language = LANGUAGE
    about.created = about.modified = WRITTEN
    about.comments = about.keywords = about.category = ""
    about.revision = 1


def _title_page(document: Document, report: Report) -> None:
    document.add_paragraph(clean(report.title), "Title")
    document.add_paragraph(clean(report.subtitle), "Subtitle")
    document.add_paragraph(clean(report.caption))
    document.add_paragraph(clean(report.made))
    if report.example:
        document.add_paragraph(clean(report.example), "WIR Voorbeeld")


class _Writer:
    """Writes chapters at the end of a document."""

    def __init__(self, document: Document, pages: Pages) -> None:
        self.document, self.pages = document, pages
        self.pictures = 0

    def chapter(self, title: str, chapter: Chapter) -> None:
        lying = turned(chapter, self.pages.upright, self.pages.lying)
        self.pages.turn(bool(lying) and lying[0])
        self.pages.add_heading(title, 1, new_page=chapter.kind == "bijlage")
        for part, lies in zip(chapter.parts, lying, strict=True):
            self.pages.turn(lies)
            self._part(part)

    def _part(self, part: Part) -> None:
        match part:
            case Paragraph() | Told():
                self.document.add_paragraph(clean(part.text))
            case Figures():
                self._figures(part)
            case Picture():
                self._picture(part)
            case Terms():
                self.pages.add_heading(part.heading, 2)
                for term, meaning in part.items:
                    paragraph = self.document.add_paragraph(style="List Bullet")
                    paragraph.add_run(f"{clean(term)}: ").bold = True
                    paragraph.add_run(clean(meaning))

    def _figures(self, part: Figures) -> None:
        room, listing = self.pages.room, part.listing
        if too_wide(listing, self.pages.lying):
            self.document.add_paragraph(clean(caption(part)), "Caption").paragraph_format.keep_with_next = True
            for heading, card in cards(listing):
                self.pages.add_heading(heading, 2)
                add_table(self.document, card, room, self.pages.height, heading, followed=False)
        else:
            add_caption(self.document, part)
            add_table(self.document, listing, room, self.pages.height, caption(part), followed=True)
        add_foot(self.document, listing)

    def _picture(self, part: Picture) -> None:
        self.pictures += 1
        run = self.document.add_paragraph(style="WIR Figuur").add_run()
        picture = run.add_picture(io.BytesIO(to_png(part.svg)))
        scale = min(Pt(self.pages.room) / picture.width, Pt(HIGHEST) / picture.height)
        picture.width, picture.height = (Length(side * scale) for side in (picture.width, picture.height))
        describe(run, clean(part.alt))
        paragraph = self.document.add_paragraph("Figuur ", "Caption")
        add_field(paragraph, r"SEQ Figuur \* ARABIC", str(self.pictures))
        paragraph.add_run(f": {clean(part.title)}")

    def made(self, report: Report) -> None:
        """The last page: where the figures come from."""
        self.pages.turn(False)
        self.pages.add_heading(MADE, 1, new_page=True)
        for said in made_of(report):
            self.document.add_paragraph(clean(said), "List Bullet")
        if link := address(report):
            add_link(self.document, self.document.add_paragraph(), LINK, link)


def _timeless(saved: io.BytesIO) -> bytes:
    """The same file with fixed dates in the zip."""
    result = io.BytesIO()
    with ZipFile(saved) as source, ZipFile(result, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            entry = ZipInfo(name, ZIPPED)
            entry.compress_type = ZIP_DEFLATED
            target.writestr(entry, source.read(name))
    return result.getvalue()
