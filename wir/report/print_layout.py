"""What Word and PDF print alike: titles, captions, the text of every cell, and how wide a table has to be."""

import math
from dataclasses import dataclass

from wir.charts.tile_names import text_width
from wir.export.listing import Header, Line, Listing, clean, printed
from wir.report.model import Chapter, Figures, Report

MADE = "Hoe dit rapport is gemaakt"
CONTENTS = "Inhoud"
LINK = "Dit rapport in het dashboard"
LONGEST_LINK = 2079  # Word calls a document with a longer one damaged
# In points, on A4 with these margins.
LETTER = 9.0  # the size of the letters in a table
PADDING = 11.0  # left and right of the text in a cell, together
MARGIN = 64.0
A4 = (595.3, 841.9)
PORTRAIT, LANDSCAPE = (side - 2 * MARGIN for side in A4)
WIDEST_TEXT = 260.0
NARROWEST_TEXT = 90.0
WIDEST_HEADER = 64.0  # above numbers
BOLDER = 1.15
LINE, ROW = 12.5, 5.0  # the height of a line of text, and what a row has above and under its lines
KEPT_WHOLE = 0.8  # of the height of a page; a table that is lower stays on one page


@dataclass(frozen=True)
class Row:
    """A row of a table as text: `heading` where a group of rows begins, which has no cells of its own."""

    cells: tuple[str, ...]
    kind: str


def chapter_titles(report: Report) -> list[str]:
    """The titles in order, those of the appendices with their number."""
    titles, appendix = [], 0
    for chapter in report.chapters:
        appendix += chapter.kind == "bijlage"
        titles.append(f"Bijlage {appendix}: {chapter.title}" if chapter.kind == "bijlage" else chapter.title)
    return titles


def made_of(report: Report) -> list[str]:
    """Where the figures come from: every peiling, the day, the version of the app."""
    made = f"Gemaakt op {report.made} met WIR-dashboard {report.app_version}. Selectie: {report.caption}."
    return [*report.sources, made, *([report.example] if report.example else [])]


def address(report: Report) -> str:
    """Where the same report is on screen; empty where that is no address that a document can lead to."""
    link = clean(report.link)
    return link if link.startswith(("http://", "https://")) and len(link) <= LONGEST_LINK else ""


def caption(part: Figures) -> str:
    """The title of a table without the name that its number already says."""
    return part.listing.title.removesuffix(f" ({part.listing.name})")


def foot(listing: Listing) -> list[str]:
    """The lines under a table: its footnotes, then its selection and its source."""
    closing = ". ".join(said for said in (listing.caption, listing.closing) if said)
    return [*(f"* {note}" for note in listing.remarks), *([closing] if closing else [])]


def rows(listing: Listing) -> list[Row]:
    """Every line as a reader sees it, after a heading where a group begins; the headers are not among them."""
    found: list[Row] = []
    heading = ""
    for line in listing.lines:
        if line.heading != heading:
            heading = line.heading
            found.append(Row((clean(heading), *[""] * (len(listing.headers) - 1)), "kop"))
        cells = zip(line.cells, listing.headers, strict=True)
        found.append(Row(tuple(clean(printed(value, header.kind)) for value, header in cells), line.kind))
    return found


def cards(listing: Listing) -> list[tuple[str, Listing]]:
    """A table that fits on no page as a small one for every line, with what it is about: its first two cells."""
    kinds = [header.kind for header in listing.headers]
    found = []
    for line in listing.lines:
        cells = [printed(value, kind) for value, kind in zip(line.cells, kinds, strict=True)]
        pairs = tuple(Line((h.name, cell)) for h, cell in zip(listing.headers, cells, strict=True))
        card = Listing(listing.name, listing.title, "", (Header("Kenmerk"), Header("Waarde")), pairs)
        found.append((" · ".join(filter(None, cells[:2])), card))
    return found


def needed(listing: Listing) -> list[float]:
    """The least width of every column, in points: a number and each word above it on one line, of text a part."""
    return [_least(listing, i) + PADDING for i in range(len(listing.headers))]


def fits(listing: Listing, room: float) -> bool:
    """Whether every column has the room it needs."""
    return sum(needed(listing)) <= room


def too_wide(listing: Listing, room: float) -> bool:
    """Whether its rows are better read as cards."""
    return bool(listing.lines) and not fits(listing, room)


def widths(listing: Listing, room: float) -> list[float]:
    """Columns that fill the room together: what the least leaves goes to text that is longer, then to headers."""
    found = needed(listing)
    if sum(found) <= room:
        wished = [max(_wished(listing, i) + PADDING - least, 0) for i, least in enumerate(found)]
        for text in (True, False):
            asking = [w if (h.kind == "tekst") is text else 0 for w, h in zip(wished, listing.headers, strict=True)]
            part = min((room - sum(found)) / sum(asking), 1) if any(asking) else 0
            found = [width + part * more for width, more in zip(found, asking, strict=True)]
    return [width * room / sum(found) for width in found]


def heights(listing: Listing, room: float) -> list[float]:
    """About how high every row is; the header is not among them."""
    inner = [width - PADDING for width in widths(listing, room)]
    return [LINE * max(map(_lines, row.cells, inner)) + ROW for row in rows(listing)]


def stays_whole(listing: Listing, room: float, page: float) -> bool:
    """Whether a table is low enough to stay on one page that has so much height between its margins."""
    return sum(heights(listing, room)) <= page * KEPT_WHOLE


def turned(chapter: Chapter, portrait: float, landscape: float) -> list[bool]:
    """For every part whether it stands on a page that lies: a table that fits only so, with what is around it.

    A chapter whose every table lies, lies as a whole; so a heading never stays behind on a page of its own.
    """
    tables = [part.listing for part in chapter.parts if isinstance(part, Figures)]
    lying = [not fits(listing, portrait) and fits(listing, landscape) for listing in tables]
    if tables and all(lying):
        return [True] * len(chapter.parts)
    found = iter(lying)
    return [isinstance(part, Figures) and next(found) for part in chapter.parts]


def _lines(cell: str, width: float) -> int:
    return sum(math.ceil(text_width(line, LETTER) / width) or 1 for line in cell.split("\n"))


def _least(listing: Listing, column: int) -> float:
    header = listing.headers[column]
    if header.kind == "tekst":
        return min(_wished(listing, column), NARROWEST_TEXT)
    return max(_longest(listing, column), *map(_bold, header.name.split()), 0)


def _wished(listing: Listing, column: int) -> float:
    """With every cell on one line, within bounds, and the header too."""
    header = listing.headers[column]
    longest, above = _longest(listing, column), _bold(header.name)
    if header.kind == "tekst":
        return min(max(longest, above), WIDEST_TEXT)
    return max(longest, min(above, WIDEST_HEADER))


def _longest(listing: Listing, column: int) -> float:
    kind = listing.headers[column].kind
    return max((text_width(clean(printed(line.cells[column], kind)), LETTER) for line in listing.lines), default=0)


def _bold(said: str) -> float:
    return text_width(said, LETTER) * BOLDER
