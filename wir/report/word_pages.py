"""The pages of the Word document: which way they lie, what stands above and below them, and the contents."""

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Pt
from docx.text.paragraph import Paragraph

from wir.export.listing import clean
from wir.report.print_layout import CONTENTS
from wir.report.word_fields import add_bookmark, add_field, add_jump, begin_field, element, end_field

LEVELS = 2  # of headings in the contents


class Pages:
    """The pages of a document that is being written; all lengths are in points.

    `upright` and `lying` are the room between the margins on a page that stands and on one that lies, which are the
    same where the house style lies already.
    """

    def __init__(self, document: Document) -> None:
        self.document = document
        self.headings: list[tuple[str, int, Paragraph]] = []
        self.lies = False
        self.upright = _between_margins(self.section, self.section.page_width)
        self.lying = max(self.upright, _between_margins(self.section, self.section.page_height))

    @property
    def section(self) -> Section:
        return self.document.sections[-1]

    @property
    def room(self) -> float:
        return self.lying if self.lies else self.upright

    @property
    def height(self) -> float:
        section = self.section
        return ((section.page_height or 0) - (section.top_margin or 0) - (section.bottom_margin or 0)) / Pt(1)

    def head_and_foot(self, title: str) -> None:
        """The title above and the page number below, unless the house style has its own; not on the title page."""
        section = self.section
        sect = section._sectPr
        if sect.findall(qn("w:headerReference")) or sect.findall(qn("w:footerReference")):
            return
        section.different_first_page_header_footer = True
        head, foot = section.header.paragraphs[0], section.footer.paragraphs[0]
        head.style, foot.style = self.document.styles["header"], self.document.styles["footer"]
        head.add_run(clean(title))
        foot.add_run("Pagina ")
        add_field(foot, "PAGE", "1")
        foot.add_run(" van ")
        add_field(foot, "NUMPAGES", "1")

    def turn(self, lies: bool) -> None:
        """Go on on a page that lies, or that stands; nothing where it does so already."""
        if lies == self.lies or self.lying == self.upright:
            return
        self.lies = lies
        last = self.document.paragraphs[-1]._p
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        section.page_width, section.page_height = section.page_height, section.page_width
        section.orientation = WD_ORIENT.LANDSCAPE if lies else WD_ORIENT.PORTRAIT
        section.different_first_page_header_footer = False
        # python-docx ends a section with an empty paragraph; the last one with text does as well, if there is one:
        # before the first heading the contents still have to come, which do not lie.
        broken = self.document.paragraphs[-1]._p
        if self.headings and broken.getprevious() is last:
            last.get_or_add_pPr().append(next(broken.iter(qn("w:sectPr"))))
            broken.getparent().remove(broken)

    def add_heading(self, title: str, level: int, new_page: bool = False) -> None:
        """A heading that the contents lead to; a first chapter always begins on a new page."""
        paragraph = self.document.add_paragraph(clean(title), f"Heading {level}")
        above = paragraph._p.getprevious()
        starts = above is not None and above.find(f"./{qn('w:pPr')}/{qn('w:sectPr')}") is not None
        if (new_page or not self.headings) and not starts:
            paragraph.paragraph_format.page_break_before = True
        self.headings.append((clean(title), level, paragraph))
        add_bookmark(paragraph, _bookmark(len(self.headings)), len(self.headings))

    def add_contents(self, after: Paragraph) -> None:
        """The contents as a field that Word fills with F9; until then its entries lead to their headings."""
        block, about, content = (OxmlElement(tag) for tag in ("w:sdt", "w:sdtPr", "w:sdtContent"))
        part = element("w:docPartObj")
        part.append(element("w:docPartGallery", val="Table of Contents"))
        part.append(element("w:docPartUnique"))
        about.append(part)
        block.extend((about, content))
        title = self.document.add_paragraph(CONTENTS, "TOC Heading")
        title.paragraph_format.page_break_before = True
        lines = [title]
        entries = [(n, said, level) for n, (said, level, _) in enumerate(self.headings, start=1) if level <= LEVELS]
        for place, (number, said, level) in enumerate(entries):
            line = self.document.add_paragraph(style=f"toc {level}")
            if not place:
                begin_field(line, rf'TOC \o "1-{LEVELS}" \h \z \u')
            add_jump(line, said, _bookmark(number))
            lines.append(line)
        end_field(lines[-1])
        content.extend(line._p for line in lines)
        after._p.addnext(block)


def _between_margins(section: Section, side: Length | None) -> float:
    margins = (section.left_margin or 0) + (section.right_margin or 0)
    return ((side or 0) - margins) / Pt(1)


def _bookmark(number: int) -> str:
    return f"_Toc{number:08d}"
