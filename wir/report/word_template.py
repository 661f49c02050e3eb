"""A house style from a user: a .docx whose styles, headers and page set-up we take and whose text we leave.

Nothing in it is trusted: it is looked at as a zip before python-docx opens it.
"""

import io
import zlib
from collections.abc import Iterator
from copy import deepcopy
from zipfile import BadZipFile, ZipFile

from docx import Document as open_document
from docx.document import Document
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import nsmap, qn
from docx.oxml.xmlchemy import BaseOxmlElement

from wir.common.errors import UnusableTemplate
from wir.register.read.limits import MOST_ENTRIES

MOST_MEGABYTES = 10
MOST_UNZIPPED = 30 * 2**20
MOST_TAGS = 500_000  # lxml takes some 150 bytes for each; a house style has a few thousand
# SyntaxError is what lxml raises for XML that is none.
DAMAGED = (BadZipFile, EOFError, NotImplementedError, OSError, RuntimeError, SyntaxError, zlib.error)
ZIP, OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
MAIN = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NO_DOCX = "Dit is geen leesbaar Word-document. Open het in Word en sla het op als .docx."
TOO_LARGE = f"Het sjabloon is te groot (ten hoogste {MOST_MEGABYTES} MB). Haal er tekst en afbeeldingen uit."
MACROS = "Het sjabloon bevat macro’s of ingesloten programma’s. Sla het in Word op als .docx zonder macro’s."
OLD = "Het sjabloon is een oud Word-document of heeft een wachtwoord. Sla het zonder wachtwoord op als .docx."
DEFINES = "Het sjabloon bevat XML-definities die een document niet heeft; het is geweigerd."
ELSEWHERE = "Het sjabloon haalt iets op van buiten ({}). Sluit het in het document in, of verwijder het."


def open_template(content: bytes) -> Document:
    """The document without its text: styles, headers, footers and the page of its last section remain.

    Raises UnusableTemplate for what is no .docx, is too large, has macros or fetches something from elsewhere.
    """
    try:
        _inspect(content)
        document = open_document(io.BytesIO(content))
        document.styles["Normal"]  # KeyError where it has no styles to speak of
        _empty(document)
    except (*DAMAGED, KeyError, ValueError, AttributeError) as error:
        raise UnusableTemplate(NO_DOCX) from error
    _refuse_elsewhere(document)
    return document


def _inspect(content: bytes) -> None:
    if len(content) > MOST_MEGABYTES * 2**20:
        raise UnusableTemplate(TOO_LARGE)
    if content.startswith(OLE):
        raise UnusableTemplate(OLD)
    if not content.startswith(ZIP):
        raise UnusableTemplate(NO_DOCX)
    with ZipFile(io.BytesIO(content)) as archive:
        entries = archive.infolist()
        # Python unpacks no more of an entry than its directory says, so this sum holds.
        if len(entries) > MOST_ENTRIES or sum(e.file_size for e in entries) > MOST_UNZIPPED:
            raise UnusableTemplate(TOO_LARGE)
        types = archive.read("[Content_Types].xml")
        if b"macroEnabled" in types or any("vbaproject" in e.filename.lower() for e in entries):
            raise UnusableTemplate(MACROS)
        if MAIN not in types:
            raise UnusableTemplate(NO_DOCX)
        tags = 0
        for entry in entries:
            part = archive.read(entry).replace(b"\0", b"")  # UTF-16 reads alike without its zeros
            tags += part.count(b"<")
            if tags > MOST_TAGS:
                raise UnusableTemplate(TOO_LARGE)
            if b"<!DOCTYPE" in part or b"<!ENTITY" in part:
                raise UnusableTemplate(DEFINES)


def _empty(document: Document) -> None:
    """Take out the text and what only the text used; the headers of earlier sections go on in the last."""
    body = document.element.body
    last = body.get_or_add_sectPr()
    heads = {(ref.tag, ref.get(qn("w:type"))): ref for ref in _headers(body)}
    own = {(ref.tag, ref.get(qn("w:type"))) for ref in _headers(last)}
    for inherited in [ref for key, ref in heads.items() if key not in own]:
        last.insert(0, deepcopy(inherited))
    used = set(_relations(body))
    body.clear_content()
    rels = document.part.rels
    gone = used - set(_relations(last))
    for key in [key for key, rel in rels.items() if key in gone or "omments" in rel.reltype]:
        rels.pop(key)
    settings = document.settings.element
    for tie in settings.findall(qn("w:attachedTemplate")):
        settings.remove(tie)
        document.part.part_related_by(RELATIONSHIP_TYPE.SETTINGS).rels.pop(tie.get(qn("r:id")))


def _refuse_elsewhere(document: Document) -> None:
    """What a document fetches on opening; a link waits for a click."""
    package = document.part.package
    for rels in (package.rels, *(part.rels for part in package.iter_parts())):
        for rel in rels.values():
            if rel.is_external and rel.reltype != RELATIONSHIP_TYPE.HYPERLINK:
                raise UnusableTemplate(ELSEWHERE.format(rel.reltype.rpartition("/")[2]))


def _headers(element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
    yield from element.iter(qn("w:headerReference"), qn("w:footerReference"))


def _relations(element: BaseOxmlElement) -> Iterator[str]:
    """The relations that some XML mentions: its pictures, links, headers."""
    marker = f"{{{nsmap['r']}}}"
    for found in element.iter():
        yield from (value for name, value in found.attrib.items() if str(name).startswith(marker))
