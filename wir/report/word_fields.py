"""What python-docx has no words for: fields, bookmarks, links and what a picture says to who listens."""

from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from docx.text.run import Run


def element(tag: str, **attributes: str) -> BaseOxmlElement:
    """An element such as w:tblHeader with attributes in the same namespace: element("w:lang", val="nl-NL")."""
    made = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    return made


def begin_field(paragraph: Paragraph, instruction: str) -> None:
    """From here to `end_field` stands what the field last came to. An instruction is ours, never text of a register."""
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="begin"))
    code = OxmlElement("w:instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    paragraph.add_run()._r.append(code)
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="separate"))


def end_field(paragraph: Paragraph) -> None:
    paragraph.add_run()._r.append(element("w:fldChar", fldCharType="end"))


def add_field(paragraph: Paragraph, instruction: str, result: str) -> None:
    """A field that shows its result until Word computes it again."""
    begin_field(paragraph, instruction)
    paragraph.add_run(result)
    end_field(paragraph)


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Name the whole paragraph; `number` is unique in the document."""
    start = element("w:bookmarkStart", id=str(number), name=name)
    paragraph._p.insert_element_before(start, "w:r", "w:hyperlink")
    paragraph._p.append(element("w:bookmarkEnd", id=str(number)))


def add_jump(paragraph: Paragraph, words: str, bookmark: str) -> None:
    """Words that lead to a place in the document."""
    _add_link(paragraph, words).set(qn("w:anchor"), bookmark)


def add_link(document: Document, paragraph: Paragraph, words: str, address: str) -> None:
    """Words that lead to a page."""
    relation = document.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = _add_link(paragraph, words)
    link.set(qn("r:id"), relation)
    Run(link[0], paragraph).style = document.styles["Hyperlink"]


def _add_link(paragraph: Paragraph, words: str) -> BaseOxmlElement:
    link = OxmlElement("w:hyperlink")
    link.append(paragraph.add_run(words)._r)
    paragraph._p.append(link)
    return link


def describe(run: Run, alt: str) -> None:
    """What the picture in a run shows, in words."""
    for properties in run._r.iter(qn("wp:docPr")):
        properties.set("descr", alt)
