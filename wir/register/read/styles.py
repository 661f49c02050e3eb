"""Which styles of an .xlsx show something else than the cell holds: struck through, unseen, or in other signs."""

import colorsys
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from operator import eq, ge, gt, le, lt, ne
from xml.etree.ElementTree import Element
from zipfile import ZipFile

from defusedxml import ElementTree

STYLES, THEME = "xl/styles.xml", "xl/theme/theme1.xml"
Colour = tuple[int, ...]  # red, green and blue; of a palette that we do not know its number alone
WHITE, BLACK = (255, 255, 255), (0, 0, 0)
PLAIN = (*"0#.-+ ()/:",)  # signs of a format that stand for themselves, or for a digit
HEX, NUMBER = re.compile("(?:[0-9a-fA-F]{2}){3,4}"), re.compile(r"-?\d{1,9}(?:\.\d*)?(?:E[-+]?\d{1,2})?", re.IGNORECASE)
LONGEST_FORMAT = 255  # signs, in Excel
LARGEST = 1e15  # what Excel keeps whole
PALETTE = {0: BLACK, 1: WHITE, 8: BLACK, 9: WHITE, 64: BLACK, 65: WHITE}
OFFICE = (WHITE, BLACK)  # how a theme begins
HARDLY_DIFFERENT = 32  # of 255, in each of red, green and blue
SMALLEST = 2.0  # points
# What of a number format shows the value; what is quoted, escaped or stands in brackets does not.
NOT_SHOWING = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]', re.IGNORECASE)
SHOWING = re.compile(r"[0#?@dmyhsajgeb]|general|standaard", re.IGNORECASE)
EMPTY_SIGNS = re.compile(r'[_*].|\[[^\]]*\]|["\\ ]')
TOKENS = re.compile(r'"([^"]*)"|\\(.)|[_*].|\[[^\]]*\]|(.)')
TELLING_FORMATS = {"2": "0.00"}  # of those that Excel has by itself
CONDITION = re.compile(r"\[(<=|>=|<>|<|>|=)(-?[0-9.]+)\]")
COMPARE = {"<=": le, ">=": ge, "<>": ne, "<": lt, ">": gt, "=": eq}


@dataclass(frozen=True)
class Styles:
    """By the number that a cell names: which are `struck` through, `unseen`, or have a telling number format.

    `conditional` are the numbers of what conditional formatting may do to a cell and that makes it unseen.
    """

    struck: frozenset[str] = frozenset()
    unseen: frozenset[str] = frozenset()
    formats: Mapping[str, str] = field(default_factory=dict)
    conditional: frozenset[str] = frozenset()

    @property
    def odd(self) -> frozenset[str]:
        """Each that makes a cell worth a look."""
        return self.struck | self.unseen | self.formats.keys()

    def hides(self, style: str, text: str, is_text: bool) -> bool:
        """Whether a cell of this style does not show its value."""
        return style in self.unseen or (style in self.formats and _hides(self.formats[style], text, is_text))

    def shows(self, style: str, text: str) -> str | None:
        """The signs that a cell of this style adds to a number; None where it adds none or more than signs."""
        return _as_shown(self.formats[style], text) if style in self.formats else None


def styles_of(archive: ZipFile) -> Styles:
    """What the styles of a workbook do. Raises ParseError or ValueError where they are damaged."""
    if STYLES not in archive.namelist():
        return Styles()
    root = ElementTree.fromstring(archive.read(STYLES))
    theme = _theme(archive)
    fonts, fills = root.findall("{*}fonts/{*}font"), root.findall("{*}fills/{*}fill")
    own = TELLING_FORMATS | {
        f.get("numFmtId", ""): f.get("formatCode", "")[:LONGEST_FORMAT] for f in root.iterfind("{*}numFmts/{*}numFmt")
    }
    struck, unseen, formats = set(), set(), {}
    for number, style in enumerate(root.iterfind("{*}cellXfs/{*}xf")):
        font, fill = _at(fonts, style.get("fontId")), _at(fills, style.get("fillId"))
        if font is not None and _is_struck(font):
            struck.add(str(number))
        if _blends(font, fill, theme, "fgColor"):
            unseen.add(str(number))
        if may_hide(code := own.get(style.get("numFmtId", ""), "")) or _tokens(code):
            formats[str(number)] = code
    return Styles(frozenset(struck), frozenset(unseen), formats, frozenset(_conditional(root, theme)))


def _conditional(root: Element, theme: Sequence[Colour]) -> set[str]:
    found = set()
    for number, change in enumerate(root.iterfind("{*}dxfs/{*}dxf")):
        code = change.find("{*}numFmt")
        blends = _blends(change.find("{*}font"), change.find("{*}fill"), theme, "bgColor")
        if blends or (code is not None and may_hide(code.get("formatCode", ""))):
            found.add(str(number))
    return found


def _at(elements: Sequence[Element], number: str | None) -> Element | None:
    place = int(_number(number, 0))
    return elements[place] if 0 <= place < len(elements) else None


def _is_struck(font: Element) -> bool:
    found = font.find("{*}strike")
    return found is not None and found.get("val", "1") in ("1", "true")


def _blends(font: Element | None, fill: Element | None, theme: Sequence[Colour], of_fill: str) -> bool:
    """Whether text has nearly the colour of its cell, or is too small to be seen."""
    size = font.find("{*}sz") if font is not None else None
    if size is not None and 0 < _number(size.get("val"), 11) <= SMALLEST:
        return True
    ink = _colour(font.find("{*}color") if font is not None else None, theme, BLACK)
    paper = _paper(fill, theme, of_fill)
    if ink is None or paper is None or len(ink) != len(paper):
        return False
    return ink == paper or (len(ink) > 1 and max(map(abs, map(int.__sub__, ink, paper))) <= HARDLY_DIFFERENT)


def _paper(fill: Element | None, theme: Sequence[Colour], of_fill: str) -> Colour | None:
    """The colour of a cell; None for what is no even colour."""
    if fill is None:
        return WHITE
    pattern = fill.find("{*}patternFill")
    if pattern is None:
        return None
    kind = pattern.get("patternType", "solid" if of_fill == "bgColor" else "none")
    if kind == "none":
        return WHITE
    return _colour(pattern.find(f"{{*}}{of_fill}"), theme, WHITE) if kind == "solid" else None


def _colour(element: Element | None, theme: Sequence[Colour], automatic: Colour) -> Colour | None:
    if element is None or element.get("auto"):
        return automatic
    if rgb := element.get("rgb"):
        return _of_hex(rgb)
    if number := element.get("indexed"):
        place = int(_number(number, -1))
        return PALETTE.get(place, (place,))
    place = int(_number(element.get("theme"), len(theme)))
    return _tinted(theme[place], _number(element.get("tint"), 0)) if 0 <= place < len(theme) else None


def _of_hex(text: str) -> Colour:
    """Red, green and blue; nothing for what is no colour: then nothing is said of it."""
    return tuple(bytes.fromhex(text[-6:])) if HEX.fullmatch(text) else ()


def _number(text: str | None, otherwise: float) -> float:
    """What another program wrote as a number, where it is one."""
    return float(text) if text and NUMBER.fullmatch(text) else otherwise


def _tinted(colour: Colour, tint: float) -> Colour:
    """Darker below zero, lighter above it."""
    if not colour:
        return colour
    hue, light, full = colorsys.rgb_to_hls(*(c / 255 for c in colour))
    light = light * (1 + tint) if tint < 0 else light * (1 - tint) + tint
    return tuple(round(255 * c) for c in colorsys.hls_to_rgb(hue, light, full))


def _theme(archive: ZipFile) -> Sequence[Colour]:
    """The colours of the theme as styles number them: light before dark."""
    if THEME not in archive.namelist():
        return OFFICE
    scheme = ElementTree.fromstring(archive.read(THEME)).find(".//{*}clrScheme")
    each = [one for colour in (scheme if scheme is not None else ()) for one in list(colour)[:1]]
    found = [_of_hex(one.get("lastClr", one.get("val", "000000"))) for one in each]
    return [*(found[i] for i in (1, 0, 3, 2)), *found[4:]] if len(found) > 3 else OFFICE


def may_hide(code: str) -> bool:
    """Whether a number format has a part that shows nothing of the value."""
    return bool(code) and not all(map(_shows, _parts(code)))


@lru_cache
def _parts(code: str) -> tuple[str, ...]:
    quoted = re.split(r'("[^"]*"|\\.)', code)
    cut = "".join(part if i % 2 else part.replace(";", "\n") for i, part in enumerate(quoted))
    return tuple(cut.split("\n"))


def _shows(part: str) -> bool:
    return SHOWING.search(NOT_SHOWING.sub("", part)) is not None


def _hides(code: str, text: str, is_text: bool) -> bool:
    """Whether a format shows nothing of this value; another sign for zero, such as a dash, tells enough."""
    parts = _parts(code)
    if is_text:
        return len(parts) > 3 and not _shows(parts[3])  # the fourth is of texts
    try:
        value = float(text)
    except ValueError:
        return False
    part = _part_of(parts[:3], value)
    return not _shows(part) and not (value == 0 and EMPTY_SIGNS.sub("", part))


def _part_of(parts: Sequence[str], value: float) -> str:
    """Which part of a format a number takes."""
    asked = [CONDITION.search(part) for part in parts]
    if any(asked):
        fitting = (p for p, a in zip(parts, asked, strict=True) if not a or COMPARE[a[1]](value, float(a[2])))
        return next(fitting, parts[-1])
    place = 0 if value > 0 else 1 if value < 0 else 2
    return parts[place] if place < len(parts) else parts[0]


@lru_cache
def _tokens(code: str) -> tuple[str, ...]:
    """The signs of the part of a format for numbers, digits as 0 or #; empty where it does more than add signs."""
    part = _parts(code)[0]
    tokens: list[str] = []
    for match in TOKENS.finditer(part):
        quoted, escaped, plain = match.groups()
        if plain and plain not in PLAIN:
            return ()
        tokens += [f"'{sign}" for sign in quoted or escaped or ""]
        tokens += [plain] if plain in ("0", "#", ".") else [f"'{plain}"] if plain else []
    return tuple(tokens) if "0" in tokens and tokens.count(".") <= 1 and tokens != ["0"] else ()


def _as_shown(code: str, text: str) -> str | None:
    """A whole or broken number with the zeros and signs that its format adds; as Dutch Excel writes it."""
    tokens = _tokens(code)
    try:
        value = float(text)
    except ValueError:
        return None
    if not tokens or value < 0 or value >= LARGEST:
        return None
    point = tokens.index(".") if "." in tokens else len(tokens)
    whole, _, broken = f"{value:.{sum(t in '0#' for t in tokens[point:])}f}".partition(".")
    before = _filled(tokens[:point][::-1], whole[::-1])[::-1]
    return before + ("," if broken else "") + _filled(tokens[point + 1 :], broken)


def _filled(tokens: Sequence[str], digits: str) -> str:
    """The digits in their places, from the point; what is left goes before the last place that is for a digit."""
    left, found = list(digits), []
    last = max((n for n, t in enumerate(tokens) if t in ("0", "#")), default=-1)
    for number, sign in enumerate(tokens):
        if sign not in ("0", "#"):
            found.append(sign[1:])
        elif left or sign == "0":
            found.append(left.pop(0) if left else "0")
        if number == last:
            found += left
            left = []
    return "".join(found)
