"""What the fast reader does not tell of an .xlsx: hidden rows, Excel errors and formulas without an outcome."""

import io
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces
from xml.sax.xmlreader import AttributesNSImpl
from zipfile import ZipFile

from defusedxml import ElementTree
from defusedxml.expatreader import create_parser

from wir.errors import UnreadableRegister
from wir.register.grids import Uncalculated

WORKBOOK = "xl/workbook.xml"
RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
TELLING = (b"hidden=", b't="e"', b"t='e'", b"<f", b":f")


@dataclass(frozen=True)
class Oddities:
    """Of one sheet: the hidden rows, and by row and column number the cells that are not what they seem."""

    hidden_rows: frozenset[int] = frozenset()
    cells: Mapping[tuple[int, int], str | Uncalculated] = field(default_factory=dict)


def oddities_of(content: bytes) -> dict[str, Oddities] | None:
    """The oddities of each sheet by its title; None for a kind of file in which they cannot be seen."""
    if not content.startswith(b"PK"):
        return None
    with ZipFile(io.BytesIO(content)) as archive:
        if WORKBOOK not in archive.namelist():
            return None
        return {title: _of_part(archive, part) for title, part in _parts(archive).items()}


def _parts(archive: ZipFile) -> dict[str, str]:
    """The worksheet part of each sheet title."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): posixpath.normpath(posixpath.join("/xl", r.get("Target", ""))) for r in relations}
    sheets = ElementTree.fromstring(archive.read(WORKBOOK)).iterfind(".//{*}sheets/{*}sheet")
    found = {s.get("name", ""): targets.get(s.get(RELATION), "").lstrip("/") for s in sheets}
    return {title: part for title, part in found.items() if part in archive.namelist()}


def _of_part(archive: ZipFile, part: str) -> Oddities:
    content = archive.read(part)
    if not any(sign in content for sign in TELLING):
        return Oddities()
    handler = _SheetHandler()
    parser = create_parser()
    parser.setFeature(feature_namespaces, True)
    parser.setContentHandler(handler)
    try:
        parser.parse(io.BytesIO(content))
    except SAXException as error:
        raise UnreadableRegister("Het bestand is beschadigd. Open het in Excel en sla het opnieuw op.") from error
    return Oddities(frozenset(handler.hidden), handler.cells)


class _SheetHandler(ContentHandler):
    """Walks through a worksheet and gathers its oddities."""

    def __init__(self) -> None:
        super().__init__()
        self.hidden: set[int] = set()
        self.cells: dict[tuple[int, int], str | Uncalculated] = {}
        self.row = self.column = 0
        self.kind = self.text = ""
        self.has_formula = self.reading = False

    def startElementNS(self, name: tuple[str | None, str], qname: str | None, attrs: AttributesNSImpl) -> None:
        match name[1]:
            case "row":
                self.row = int(attrs.get((None, "r"), str(self.row + 1)))
                self.column = 0
                if attrs.get((None, "hidden")) in ("1", "true"):
                    self.hidden.add(self.row)
            case "c":
                address = attrs.get((None, "r"))
                self.column = column_number(address) if address else self.column + 1
                self.kind = attrs.get((None, "t"), "")
                self.text, self.has_formula = "", False
            case "f":
                self.has_formula = True
            case "v":
                self.reading = True

    def characters(self, content: str) -> None:
        if self.reading:
            self.text += content

    def endElementNS(self, name: tuple[str | None, str], qname: str | None) -> None:
        if name[1] == "v":
            self.reading = False
        elif name[1] == "c":
            if self.kind == "e":
                self.cells[self.row, self.column] = self.text
            elif self.has_formula and not self.text and self.kind != "str":
                self.cells[self.row, self.column] = Uncalculated()


def column_number(address: str) -> int:
    """1 for column A: openpyxl knows this too, but takes longer to load than a register to read."""
    number = 0
    for letter in address.rstrip("0123456789"):
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
