"""What the fast reader does not tell of an .xlsx: what is hidden or struck, Excel errors, formulas without outcome."""

import io
import posixpath
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError
from xml.parsers.expat import ExpatError, ParserCreate
from zipfile import ZipFile

from defusedxml import ElementTree

from wir.common.errors import UnreadableRegister
from wir.register.read.cells import NOTED, RAISED, SHOWN, UNSEEN, Area, Odd, Uncalculated
from wir.register.read.styles import Styles, styles_of

WORKBOOK, SHARED = "xl/workbook.xml", "xl/sharedStrings.xml"
MARKS = ("strike", "vertAlign")  # of a part of a text
OURS = "WIR-"  # how the authors of our own notes are called
MOST_HIDDEN_COLUMNS, MOST_AREAS = 250, 100
TEXTS = ("s", "str", "inlineStr")
TELLING = (b"hidden=", b't="e"', b"t='e'", b"<f", b":f", b"rPr>")
# Rows and columns so low or narrow that nobody sees them.
LOW, NARROW = re.compile(rb"""\sht=["'][01]?(?:\.\d*)?["']"""), re.compile(rb"""\swidth=["']0?(?:\.\d*)?["']""")
LOWEST, NARROWEST = 2.0, 0.5  # points, signs
LAST_ROW, LONGEST_COLUMN = 2**20, 3
DAMAGED = "Het bestand is beschadigd. Open het in Excel en sla het opnieuw op."


@dataclass(frozen=True)
class Strings:
    """The numbers of shared texts with a part that is struck through, raised or lowered."""

    struck: frozenset[str] = frozenset()
    raised: frozenset[str] = frozenset()

    @property
    def any(self) -> bool:
        """Whether there is one."""
        return bool(self.struck or self.raised)


@dataclass(frozen=True)
class Oddities:
    """Of one sheet: what is hidden, rows with a value struck through, and by row and column cells that mislead.

    `odd` and `veiled` are as in cells.Grid.
    """

    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    struck_rows: frozenset[int] = frozenset()
    cells: Mapping[tuple[int, int], str | Uncalculated] = field(default_factory=dict)
    odd: tuple[Odd, ...] = ()
    veiled: tuple[Area, ...] = ()


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
            styles = styles_of(archive)
            strings = _marked_strings(archive)
            return {
                title: _of_part(archive.read(part), styles, strings, _noted(archive, part))
                for title, part in parts.items()
            }
        except (ExpatError, ParseError, KeyError, ValueError) as error:
            raise UnreadableRegister(DAMAGED) from error


def sheet_parts(archive: ZipFile) -> dict[str, str]:
    """The worksheet part of each sheet title."""
    relations = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    targets = {r.get("Id"): posixpath.normpath(posixpath.join("/xl", r.get("Target", ""))) for r in relations}
    sheets = ElementTree.fromstring(archive.read(WORKBOOK)).iterfind(".//{*}sheets/{*}sheet")
    return {s.get("name", ""): targets.get(_relation(s), "").lstrip("/") for s in sheets}


def _relation(sheet: Element) -> str:
    """The r:id of a sheet; its namespace differs between the two kinds of .xlsx that Excel writes."""
    return next((value for name, value in sheet.items() if name.endswith("}id")), "")


def _marked_strings(archive: ZipFile) -> Strings:
    """The shared texts of which a part is struck through, and those with a part that is raised or lowered."""
    content = archive.read(SHARED) if SHARED in archive.namelist() else b""
    if b"strike" not in content and b"vertAlign" not in content:
        return Strings()
    texts = list(map(_marks, ElementTree.fromstring(content).iterfind("{*}si")))
    return Strings(*(frozenset(str(n) for n, marks in enumerate(texts) if kind in marks) for kind in MARKS))


def _marks(text: Element) -> set[str]:
    """Which of the marks a part of a text has that holds more than spaces."""
    parts = [run for run in text.iterfind("{*}r") if "".join(run.itertext()).strip()]
    return {m.tag.rpartition("}")[2] for run in parts for m in run.iterfind("{*}rPr/*") if _is_mark(m.tag, m.attrib)}


def _is_mark(tag: str, attributes: Mapping[str, str]) -> bool:
    return tag.rpartition("}")[2] in MARKS and attributes.get("val", "1") not in ("0", "false", "baseline")


def _noted(archive: ZipFile, part: str) -> tuple[Odd, ...]:
    """The cells with a note of somebody, but for those that we wrote ourselves."""
    folder, name = posixpath.split(part)
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in archive.namelist():
        return ()
    targets = [r.get("Target", "") for r in ElementTree.fromstring(archive.read(relations))]
    parts = [posixpath.normpath(posixpath.join("/", folder, t)).lstrip("/") for t in targets if "comments" in t]
    roots = [ElementTree.fromstring(archive.read(p)) for p in parts if p in archive.namelist()]
    return tuple(found for root in roots for found in _notes(root))


def _notes(root: Element) -> Iterator[Odd]:
    authors = [author.text or "" for author in root.iterfind("{*}authors/{*}author")]
    for note in root.iterfind("{*}commentList/{*}comment"):
        place, text = int(note.get("authorId", len(authors))), "".join(note.itertext()).strip()
        if text and not (place < len(authors) and authors[place].startswith(OURS)):
            yield (*_corner(note.get("ref", "")), NOTED, "")


def _of_part(content: bytes, styles: Styles, strings: Strings, noted: tuple[Odd, ...]) -> Oddities:
    used = frozenset(n for n in styles.odd if f's="{n}"'.encode() in content or f"s='{n}'".encode() in content)
    telling = used or strings.any or any(sign in content for sign in TELLING)
    if not telling and not _veils_or_flattens(content, styles):
        return Oddities(odd=noted)
    walk = _Walk(styles, used, strings)
    walk.odd += noted
    walk.parser.Parse(content, True)
    return walk.found()


def _veils_or_flattens(content: bytes, styles: Styles) -> bool:
    """Whether conditional formatting or a size may hide something; columns stand before the rows, that behind them."""
    before, after = content[: content.find(b"sheetData")], content[content.rfind(b"sheetData") :]
    veils = b"cfRule" in after and (bool(styles.conditional) or b"showValue" in after)
    flat = NARROW.search(before) or (b"customHeight" in content and LOW.search(content))
    return veils or bool(flat)


class _Walk:
    """Walks through a worksheet and gathers its oddities; straight on expat, for a hundred thousand rows."""

    def __init__(self, styles: Styles, used: frozenset[str], strings: Strings) -> None:
        self.styles, self.used, self.strings = styles, used, strings
        self.marks: set[str] = set()  # of a part of the text that stands in the cell itself
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
        self.odd: list[Odd] = []
        self.veiled: dict[Area, None] = {}
        self.areas = ""
        self.row = self.column = 0
        self.kind = self.text = ""
        self.has_formula = False

    def found(self) -> Oddities:
        """All that was gathered."""
        return Oddities(
            frozenset(self.hidden),
            frozenset(self.hidden_columns),
            frozenset(self.struck_rows),
            self.cells,
            tuple(self.odd),
            tuple(self.veiled),
        )

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        match name.rpartition(":")[2]:
            case "c":
                address = attributes.get("r")
                self.column = column_number(address) if address else self.column + 1
                self.kind, self.style = attributes.get("t", ""), attributes.get("s", "")
                self.text, self.has_formula, self.marks = "", False, set()
            case "v" | "is":
                # Only here: a sheet of nothing but line ends would call it for each.
                self.parser.CharacterDataHandler = self._characters
            case "f":
                self.has_formula = True
            case "col" if _is_flat(attributes, "width", NARROWEST):
                first, last = int(attributes["min"]), int(attributes["max"])
                self.hidden_columns.update(range(first, min(last, MOST_HIDDEN_COLUMNS) + 1))
            case "row":
                self.row = int(attributes.get("r", self.row + 1))
                if not 1 <= self.row <= LAST_ROW:
                    raise ValueError(self.row)
                self.column = 0
                if _is_flat(attributes, "ht", LOWEST):
                    self.hidden.add(self.row)
            case "strike" | "vertAlign" if _is_mark(name.rpartition(":")[2], attributes):
                self.marks.add(name.rpartition(":")[2])
            case "conditionalFormatting":
                self.areas = attributes.get("sqref", "")
            case "cfRule" if attributes.get("dxfId") in self.styles.conditional:
                self._veil()
            case "iconSet" | "dataBar" if attributes.get("showValue") in ("0", "false"):
                self._veil()

    def _veil(self) -> None:
        """Conditional formatting may hide what stands in these areas."""
        for area in self.areas.split()[:MOST_AREAS]:
            (top, left), (bottom, right) = (_corner(corner) for corner in (area.split(":") * 2)[:2])
            self.veiled[top, left, bottom, right] = None

    def _mark(self) -> None:
        """What its style, and parts of its text, do to a cell with a value."""
        is_text, shared = self.kind in TEXTS, self.text if self.kind == "s" else ""
        if self.style in self.styles.struck or "strike" in self.marks or shared in self.strings.struck:
            self.struck_rows.add(self.row)
        if "vertAlign" in self.marks or shared in self.strings.raised:
            self._say(RAISED)
        if self.styles.hides(self.style, self.text, is_text):
            self._say(UNSEEN)
        elif not is_text and (said := self.styles.shows(self.style, self.text)):
            self._say(SHOWN, said)

    def _say(self, kind: str, shown: str = "") -> None:
        self.odd.append((self.row, self.column, kind, shown))

    def _characters(self, text: str) -> None:
        self.text += text

    def _end(self, name: str) -> None:
        match name.rpartition(":")[2]:
            case "v" | "is":
                self.parser.CharacterDataHandler = None
                if self.style in self.used or self.marks or (self.kind == "s" and self.strings.any):
                    self._mark()
            case "c" if self.kind == "e":
                self.cells[self.row, self.column] = self.text
            case "c" if self.has_formula and not self.text and self.kind != "str":
                self.cells[self.row, self.column] = Uncalculated()


def _is_flat(attributes: Mapping[str, str], of: str, least: float) -> bool:
    """Whether a row or column is hidden, or so low or narrow that it might be."""
    return attributes.get("hidden") in ("1", "true") or float(attributes.get(of, least)) < least


def _corner(address: str) -> tuple[int, int]:
    """The row and column of an address such as $C$17; of a whole row or column its beginning."""
    letters = address.replace("$", "").rstrip("0123456789")
    number = address.replace("$", "")[len(letters) :]
    return int(number or 1), column_number(letters) if letters else 1


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
