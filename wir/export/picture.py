"""A listing as a picture: SVG that stands on its own, and from it a PNG."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree as ET

from vl_convert import svg_to_png, vegalite_to_svg

from wir.charts.drawing import Spec
from wir.export.listing import Listing, ValueKind, clean, printed
from wir.export.picture_parts import ROOM, SMALL, Drawing, Ink, framed, rule, stacked, words, wrapped
from wir.tables.model import RowKind

SHARPNESS = 2.0  # pixels of a PNG for each of the SVG
MOST_PIXELS = 30_000_000  # takes four bytes each while it is drawn
MOST_ROWS = 100  # more is no picture any more
MOST_LINES = 6  # of one cell; a PNG of whole summaries takes many seconds
GAP = 16.0  # between two columns
PAD = 5.0  # above and under the text of a row
WIDEST_TEXT = 420.0
NARROWEST_TEXT = 110.0
NARROWEST_NUMBER = 64.0
HEAD = Ink(SMALL, "gedempt", bold=True)
HEADING = Ink(colour="blauw", bold=True)
INKS: dict[RowKind, Ink] = {
    "waarde": Ink(),
    "onbekend": Ink(colour="gedempt", italic=True),
    "totaal": Ink(bold=True),
}


@dataclass(frozen=True)
class Column:
    """A column of a drawn table: where its text begins and how wide it may be."""

    left: float
    width: float
    kind: ValueKind

    @property
    def right(self) -> float:
        return self.left + self.width

    def draw(self, said: Sequence[str], ink: Ink) -> str:
        """Lines of text under one another: text from the left, numbers against the right."""
        x, anchor = (self.left, "start") if self.kind == "tekst" else (self.right, "end")
        return "".join(words(x, PAD + ink.size + k * ink.leading, line, ink, anchor) for k, line in enumerate(said))


def to_png(svg: str) -> bytes:
    """The picture in pixels, twice as many as the SVG is wide so that it is sharp in print, unless it is very large."""
    width, height = map(float, ET.fromstring(svg).attrib["viewBox"].split()[2:])  # nosec B314 # ours
    return svg_to_png(svg, scale=min(SHARPNESS, math.sqrt(MOST_PIXELS / (width * height))))


def drawing_svg(spec: Spec) -> str:
    """A drawing as it was made for paper."""
    return vegalite_to_svg(_without_unseen(dict(spec)))


def _without_unseen(value: Any) -> Any:
    """The same without characters that no XML can hold."""
    if isinstance(value, dict):
        return {name: _without_unseen(inner) for name, inner in value.items()}
    if isinstance(value, list):
        return [_without_unseen(inner) for inner in value]
    return clean(value) if isinstance(value, str) else value


def table_svg(listing: Listing) -> str:
    """The listing as a drawn table, at most MOST_ROWS rows of it; a wide one makes the picture wider."""
    if len(listing.lines) > MOST_ROWS:
        all_of_them = printed(len(listing.lines), "aantal")
        rest = f"De eerste {MOST_ROWS} van {all_of_them} rijen; Excel en CSV bevatten ze alle."
        listing = replace(listing, lines=listing.lines[:MOST_ROWS], notes=(*listing.notes, rest))
    kinds = [header.kind for header in listing.headers]
    cells = [[printed(c, kind) for c, kind in zip(line.cells, kinds, strict=True)] for line in listing.lines]
    return framed(listing, _table(listing, cells), _in_words(listing, cells))


def _in_words(listing: Listing, cells: Sequence[Sequence[str]]) -> str:
    """A sentence for every row: "Lopend: mrt-20 237, okt-20 244, sinds mrt-20 +7."."""
    said = []
    for line, (label, *values) in zip(listing.lines, cells, strict=True):
        pairs = zip(listing.headers[1:], values, strict=True)
        heading = f"{line.heading}, " if line.heading else ""
        said.append(f"{heading}{label}: {', '.join(f'{header.name} {value}' for header, value in pairs)}.")
    return " ".join(said)


def _columns(listing: Listing, cells: Sequence[Sequence[str]]) -> tuple[Column, ...]:
    """Columns that fill the page. Where they do not fit text gives way, and where that is too little the page grows."""
    widths = [_natural(listing, [row[i] for row in cells], i) for i in range(len(listing.headers))]
    texts = {i: widths[i] for i, header in enumerate(listing.headers) if header.kind == "tekst"}
    room = ROOM - GAP * (len(widths) - 1)
    spare = room - sum(widths)
    if spare > 0:
        widths = [w * room / sum(widths) for w in widths]
    elif texts:
        part = max(1 + spare / sum(texts.values()), 0)
        least = {i: _longest_word(row[i] for row in cells) for i in texts}
        widths = [max(w * part, min(w, least[i])) if i in texts else w for i, w in enumerate(widths)]
    lefts = [sum(widths[:i]) + GAP * i for i in range(len(widths))]
    return tuple(Column(x, w, h.kind) for x, w, h in zip(lefts, widths, listing.headers, strict=True))


def _natural(listing: Listing, texts: Sequence[str], column: int) -> float:
    """How wide a column would be with every cell on one line, within bounds; the header above numbers may wrap."""
    header = listing.headers[column]
    inks = [INKS[line.kind] for line in listing.lines]
    longest = max((ink.width(said) for ink, said in zip(inks, texts, strict=True)), default=0)
    if header.kind == "tekst":
        return min(max(longest, HEAD.width(header.name)), WIDEST_TEXT)
    return max(longest, NARROWEST_NUMBER, *(HEAD.width(word) for word in header.name.split()))


def _longest_word(texts: Iterable[str]) -> float:
    """How wide a column of text must be to keep its words whole, and still read as a column."""
    return max([NARROWEST_TEXT, *(INKS["waarde"].width(word) for said in texts for word in said.split())])


def _table(listing: Listing, cells: Sequence[Sequence[str]]) -> Drawing:
    columns = _columns(listing, cells)
    width = columns[-1].right
    rows = [_row(columns, [header.name for header in listing.headers], HEAD, "lijn-sterk")]
    heading = ""
    for line, texts in zip(listing.lines, cells, strict=True):
        if line.heading != heading:
            heading = line.heading
            rows.append(_row((Column(0, width, "tekst"),), [heading], HEADING, "lijn"))
        if line.kind == "totaal":
            rows[-1] = replace(rows[-1], svg=rows[-1].svg + rule(rows[-1].height, width, "lijn-sterk"))
        rows.append(_row(columns, texts, INKS[line.kind], "lijn"))
    return stacked(rows)


def _row(columns: Sequence[Column], cells: Sequence[str], ink: Ink, below: str) -> Drawing:
    """Cells beside one another, as high as the one with the most lines, with a rule under them."""
    texts = [_cut(wrapped(cell, column.width, ink)) for cell, column in zip(cells, columns, strict=True)]
    height = max(1, *map(len, texts)) * ink.leading + 2 * PAD
    drawn = "".join(column.draw(lines, ink) for column, lines in zip(columns, texts, strict=True))
    return Drawing(drawn + rule(height, columns[-1].right, below), height, columns[-1].right)


def _cut(lines: Sequence[str]) -> Sequence[str]:
    return lines if len(lines) <= MOST_LINES else (*lines[: MOST_LINES - 1], lines[MOST_LINES - 1] + "…")
