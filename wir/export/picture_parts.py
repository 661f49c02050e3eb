"""What every picture is drawn with: literal colours, wrapped and escaped text, and the frame around a drawing."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wir.charts.tile_names import text_width
from wir.common.markup import text
from wir.common.paths import ROOT
from wir.export.listing import Listing, clean

WIDTH = 900.0
MARGIN = 24.0
ROOM = WIDTH - 2 * MARGIN
SIZE = 14.0
SMALL = 12.0
BOLDER = 1.07  # how much wider bold letters are than the estimate for plain ones
LEADING = 1.4  # of the size of the letters
# vl-convert carries Liberation Sans; Arial, which a reader of the SVG has, is as wide. It draws nothing for others.
FONT = "Arial, 'Liberation Sans', Helvetica, sans-serif"

# A picture goes into a letter: white paper, so the light value of every colour of the screen.
COLOURS = dict(
    re.findall(
        r"--([\w-]+): light-dark\((#[0-9a-f]{6}),", (ROOT / "wir/ui/static/style.css").read_text(encoding="utf-8")
    )
)


@dataclass(frozen=True)
class Drawing:
    """Part of an SVG that starts at (0, 0), and the room it takes."""

    svg: str
    height: float
    width: float = ROOM


@dataclass(frozen=True)
class Ink:
    """How text is drawn: the size in pixels and the name of a colour in style.css."""

    size: float = SIZE
    colour: str = "inkt"
    bold: bool = False
    italic: bool = False

    @property
    def leading(self) -> float:
        return self.size * LEADING

    def width(self, said: str) -> float:
        """About how wide the text is; rather too wide than too narrow."""
        return text_width(said, self.size) * (BOLDER if self.bold else 1)


PLAIN = Ink()
MUTED = Ink(SMALL, "gedempt")


def escaped(said: str) -> str:
    """Text for between tags, without what XML cannot hold."""
    return text(clean(said))


def rule(y: float, width: float, colour: str) -> str:
    """A line over the whole width."""
    return f'<path d="M0 {y:.1f}H{width:.1f}" stroke="{COLOURS[colour]}" stroke-width="1"/>'


def words(x: float, y: float, said: str, ink: Ink = PLAIN, anchor: str = "start") -> str:
    """One line of text; y is where its letters stand."""
    style = (' font-weight="bold"' if ink.bold else "") + (' font-style="italic"' if ink.italic else "")
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" font-size="{ink.size:g}" fill="{COLOURS[ink.colour]}"'
        f' text-anchor="{anchor}"{style}>{escaped(said)}</text>'
    )


def wrapped(said: str, room: float, ink: Ink = PLAIN) -> tuple[str, ...]:
    """The text in lines that fit; a word that is too long for a line is broken where the line ends."""
    lines: list[str] = []
    for word in clean(said).split():
        if lines and ink.width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
            continue
        lines.append("")
        for letter in word:
            if lines[-1] and ink.width(lines[-1] + letter) > room:
                lines.append("")
            lines[-1] += letter
    return tuple(lines)


def paragraph(said: str, ink: Ink = PLAIN, room: float = ROOM) -> Drawing:
    """Text over as many lines as it takes."""
    lines = wrapped(said, room, ink)
    drawn = "".join(words(0, ink.size + k * ink.leading, line, ink) for k, line in enumerate(lines))
    return Drawing(drawn, len(lines) * ink.leading, room)


def stacked(drawings: Sequence[Drawing], gap: float = 0) -> Drawing:
    """Drawings under one another."""
    svg, y = "", 0.0
    for drawing in drawings:
        svg += f'<g transform="translate(0 {y:.1f})">{drawing.svg}</g>'
        y += drawing.height + gap
    return Drawing(svg, max(y - gap, 0), max((d.width for d in drawings), default=0))


def framed(listing: Listing, body: Drawing, said: str) -> str:
    """An SVG that can leave the app: the body between title and selection above and notes and source below.

    `said` is the body in words, for who listens.
    """
    room = max(body.width, ROOM)
    footnotes = [paragraph(f"* {note}", MUTED, room) for note in listing.remarks]
    head = [paragraph(listing.title, Ink(19, "inkt", bold=True), room), paragraph(listing.caption, MUTED, room)]
    foot = [*footnotes, paragraph(listing.closing, MUTED, room)]
    inner = stacked([stacked(head, 2), body, stacked(foot, 2)], 16)
    width, height = room + 2 * MARGIN, inner.height + 2 * MARGIN
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" role="img" lang="nl" font-family="{FONT}"'
        f' width="{width:.0f}" height="{height:.0f}" viewBox="0 0 {width:.0f} {height:.0f}">'
        f"<title>{escaped(listing.title)}</title><desc>{escaped(f'{listing.caption}. {said} {listing.closing}')}</desc>"
        f'<rect width="100%" height="100%" fill="{COLOURS["papier"]}"/>'
        f'<g transform="translate({MARGIN:g} {MARGIN:g})">{inner.svg}</g></svg>\n'
    )
