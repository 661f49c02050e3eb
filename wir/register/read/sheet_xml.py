"""What the fast reader does not tell of an .xlsx: what is hidden or struck, Excel errors, formulas without outcome."""

import io
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from defusedxml import ElementTree

from wir.common.errors import UnreadableRegister
from wir.register.read.cells import Uncalculated

WORKBOOK, STYLES = "xl/workbook.xml", "xl/styles.xml"
MOST_HIDDEN_COLUMNS = 250
TELLING = (b"hidden=", b't="e"', b"t='e'", b"<f", b":f")
LAST_ROW, LONGEST_COLUMN = 2**20, 3
DAMAGED = "Het bestand is beschadigd. Open het in Excel en sla het opnieuw op."


@dataclass(frozen=True)
class Oddities:
    """Of one sheet: what is hidden, rows with a value struck through, and by row and column cells that mislead."""

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    cells: Mapping[tuple[int, int], str | Uncalculated] = field(default_factory=dict)


def oddities_of(content: bytes) -> dict[str, Oddities] | None:
    """The oddities of each sheet by its title; None for a kind of file in which they cannot be seen."""
    if not content.startswith(b"PK"):
        return None
    with ZipFile(io.BytesIO(content)) as archive:
        if WORKBOOK not in archive.namelist():
            return None
        try:
            parts = sheet_parts(archive)
            if not set(parts.values()) <= set(archive.namelist()):
                return None
            struck = _struck_styles(archive)
            return {title: _of_part(archive.read(part), struck) for title, part in parts.items()}
        except (ExpatError, ParseError, KeyError, ValueError) as error:
            raise UnreadableRegister(DAMAGED) from error


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """The worksheet part of each sheet title."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): posixpath.normpath(posixpath.join("/xl", r.get("Target", ""))) for r in relations}
    sheets = ElementTree.fromstring(archive.read(WORKBOOK)).iterfind(".//{*}sheets/{*}sheet")
    return {s.get("name", ""): targets.get(_relation(s), "").lstrip("/") for s in sheets}


def _struck_styles(archive: ZipFile) -> frozenset[str]:
    """The styles, as cells name them, whose text is struck through."""
    if STYLES not in archive.namelist():
        return frozenset()
    styles = ElementTree.fromstring(archive.read(STYLES))
    fonts = [_is_struck(font) for font in styles.iterfind("{*}fonts/{*}font")]
    used = [int(style.get("fontId", 0)) for style in styles.iterfind("{*}cellXfs/{*}xf")]
    return frozenset(str(n) for n, font in enumerate(used) if font < len(fonts) and fonts[font])


def _is_struck(font: Element) -> bool:
    found = font.find("{*}strike")
    return found is not None and found.get("val", "1") in ("1", "true")


def _relation(sheet: Element) -> str:
    """The r:id of a sheet; its namespace differs between the two kinds of .xlsx that Excel writes."""
    return next((value for name, value in sheet.items() if name.endswith("}id")), "")


def _of_part(content: bytes, struck: frozenset[str]) -> Oddities:
    if not struck and not any(sign in content for sign in TELLING):
        return Oddities()
    walk = _Walk(struck)
    walk.parser.Parse(content, True)
    return Oddities(frozenset(walk.hidden), frozenset(walk.hidden_columns), frozenset(walk.struck_rows), walk.cells)


class _Walk:
    """Walks through a worksheet and gathers its oddities; straight on expat, for a hundred thousand rows."""

    def __init__(self, struck: frozenset[str]) -> None:
        self.struck = struck
        self.hidden_columns: set[int] = set()
        self.struck_rows: set[int] = set()  # with a value that is struck through
        self.style = ""
        self.parser = ParserCreate()
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.EntityDeclHandler = _refuse
        self.hidden: set[int] = set()
        self.cells: dict[tuple[int, int], str | Uncalculated] = {}
        self.row = self.column = 0
        self.kind = self.text = ""
        self.has_formula = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                address = attributes.get("r")
                self.column = column_number(address) if address else self.column + 1
                self.kind, self.style = attributes.get("t", ""), attributes.get("s", "")
                self.text, self.has_formula = "", False
            case "v" | "is":
                if self.style in self.struck:
                    self.struck_rows.add(self.row)
                # Only here: a sheet of nothing but line ends would call it for each.
                self.parser.CharacterDataHandler = self._characters
            case "f":
                self.has_formula = True
            case "col" if attributes.get("hidden") in ("1", "true"):
                first, last = int(attributes["min"]), int(attributes["max"])
                self.hidden_columns.update(range(first, min(last, MOST_HIDDEN_COLUMNS) + 1))
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                if not 1 <= self.row <= LAST_ROW:
                    raise ValueError(self.row)
                self.column = 0
                if attributes.get("hidden") in ("1", "true"):
                    self.hidden.add(self.row)

    def _characters(self, text: str) -> None:
        self.text += text

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v" | "is":
                self.parser.CharacterDataHandler = None
            case "c" if self.kind == "e":
                self.cells[self.row, self.column] = self.text
            case "c" if self.has_formula and not self.text and self.kind != "str":
                self.cells[self.row, self.column] = Uncalculated()


def _refuse(*declaration: object) -> None:
    raise ValueError("entity")


def column_number(address: str) -> int:
    """1 for column A: openpyxl knows this too, but takes longer to load than a register to read."""
    letters = address.rstrip("0123456789").upper()
    if not (letters.isascii() and letters.isalpha() and len(letters) <= LONGEST_COLUMN):
        raise ValueError(address)
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - ord("A") + 1
    return number
