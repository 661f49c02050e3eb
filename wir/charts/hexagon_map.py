"""The schematische kaart: the regions as a hexagonal tile map, one SVG string with real links."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wir.charts.shares_and_impact import legend
from wir.common.markup import address, attribute, text

PITCH = 100.0  # distance between two tile centres in a row; every other measure follows from it
RADIUS = 55.5  # a little under PITCH / sqrt(3), which leaves a thin seam between tiles
WATER = ((1, 2), (1, 3), (2, 3))  # (row, col) of the IJsselmeer and Markermeer
FONT = 15.5
LEADING = 16.0
ROOM = 86.0  # width of the middle band of a hexagon, inside its edges; three lines fit in that band
MAX_LINES = 3
NARROW = frozenset("fijlrtI'’.,:;/()-– ")
WIDE = frozenset("mwMWOQ&%@")
# Second halves of Dutch compounds: where a name too long for one line may be broken.
ENDINGS = ("hollandse", "landen", "land", "streek", "eilanden", "broek", "hoek", "veen", "dam", "burg", "drecht")

Point = tuple[float, float]


@dataclass(frozen=True)
class Tile:
    """One hexagon. `description` is what the tile says aloud: "Twente: fase 4, Dialoogsessie"."""

    code: str
    name: str
    row: int
    col: int
    phase: int | None = None
    description: str = ""
    href: str | None = None
    dimmed: bool = False
    selected: bool = False
    kind: Literal["regio", "buiten"] = "regio"


def centre(row: int, col: int) -> Point:
    """The middle of a tile; odd rows lie half a tile to the right."""
    return (col + 0.5 * (row % 2)) * PITCH, 0.866 * row * PITCH


def corners(middle: Point, radius: float = RADIUS) -> tuple[Point, ...]:
    """The six corners of a pointy-top hexagon, clockwise from the top."""
    angles = (math.radians(60 * i - 90) for i in range(6))
    return tuple((middle[0] + radius * math.cos(a), middle[1] + radius * math.sin(a)) for a in angles)


def text_width(line: str, size: float = FONT) -> float:
    """A careful estimate: on the server nothing can measure a font, and too wide sticks out of the tile."""
    ems = sum(0.33 if c in NARROW else 0.88 if c in WIDE else 0.66 if c.isupper() else 0.545 for c in line)
    return ems * size


def _broken(word: str) -> list[str]:
    """A word in pieces that each fit: at the seam of a compound, else wherever the room ends."""
    if text_width(word) <= ROOM:
        return [word]
    fitting = [n for n in range(2, len(word) - 1) if text_width(word[:n] + "-") <= ROOM]
    seams = [n for n in fitting if word[n:].lower().startswith(ENDINGS)]
    at = max(seams or fitting)
    return [word[:at] + "-", *_broken(word[at:])]


def _pieces(name: str) -> list[tuple[str, str]]:
    """The name in pieces that each fit on a line, with what joins each to the piece before it."""
    found: list[tuple[str, str]] = []
    for word in re.sub(r"\s*/\s*", "/ ", name).split():
        parts = [p for half in re.split(r"(?<=-)", word) if half for p in _broken(half)]
        found += [(" " if k == 0 else "", p) for k, p in enumerate(parts)]
    return found


def _cut(line: str) -> str:
    while text_width(line + "…") > ROOM:
        line = line[:-1]
    return line + "…"


def label_lines(name: str) -> tuple[str, ...]:
    """The name over at most three lines that fit in a hexagon; what does not fit ends in an ellipsis."""
    lines: list[str] = []
    for glue, piece in _pieces(name):
        if lines and text_width(lines[-1] + glue + piece) <= ROOM:
            lines[-1] += glue + piece
        else:
            lines.append(piece)
    if len(lines) > MAX_LINES:
        lines = [*lines[: MAX_LINES - 1], _cut(lines[MAX_LINES - 1].rstrip("-"))]
    return tuple(lines)


def _points(points: Sequence[Point]) -> str:
    return " ".join(f"{x:.1f},{y:.1f}" for x, y in points)


def _between(a: Point, b: Point, part: float) -> Point:
    return a[0] + (b[0] - a[0]) * part, a[1] + (b[1] - a[1]) * part


def _hatching(middle: Point) -> str:
    """Slanting lines within a tile, drawn one by one: a pattern needs an id, and a page may hold two maps."""
    top, right, low_right, bottom, low_left, left = corners(middle, RADIUS - 1)
    lines = [(_between(top, left, k / 4), _between(right, low_right, k / 4)) for k in range(1, 5)]
    lines += [(_between(left, low_left, k / 4), _between(low_right, bottom, k / 4)) for k in range(1, 4)]
    path = "".join(f"M{a[0]:.1f} {a[1]:.1f}L{b[0]:.1f} {b[1]:.1f}" for a, b in lines)
    return f'<path class="arcering" d="{path}"/>'


def _words(tile: Tile, middle: Point) -> str:
    """The name, the code that takes its place on a narrow screen, and the phase as a number."""
    x, y = middle
    lines = label_lines(tile.name)
    first = y + 5 - (len(lines) - 1) / 2 * LEADING - (4 if tile.phase else 0)
    spans = "".join(f'<tspan x="{x:.1f}" y="{first + k * LEADING:.1f}">{text(t)}</tspan>' for k, t in enumerate(lines))
    number = f'<text class="fasecijfer" x="{x:.1f}" y="{y + 41:.1f}">{tile.phase}</text>' if tile.phase else ""
    code = f'<text class="code" x="{x:.1f}" y="{y + (5 if tile.phase else 9):.1f}">{text(tile.code)}</text>'
    return f'<g aria-hidden="true"><text class="naam">{spans}</text>{code}{number}</g>'


def _classes(tile: Tile, steps: int) -> str:
    if tile.kind == "buiten":
        return "tegel buiten"
    state = f"schaal-{steps} fase-{tile.phase}" if tile.phase else "niet-gescoord"
    return f"tegel {state}{' gedimd' if tile.dimmed else ''}{' gekozen' if tile.selected else ''}"


def _tile(tile: Tile, steps: int) -> str:
    middle = centre(tile.row, tile.col)
    said = tile.description or tile.name
    drawn = f'<polygon class="vlak" points="{_points(corners(middle))}"/>'
    drawn += _hatching(middle) if tile.kind == "buiten" else ""
    # The ring shows only on focus or choice: inside the edge, so that a neighbour drawn later cannot cover it.
    drawn += f'<polygon class="ring" points="{_points(corners(middle, RADIUS - 5))}"/>'
    drawn = f"<title>{text(said)}</title>{drawn}{_words(tile, middle)}"
    names = f'class="{_classes(tile, steps)}"'
    if tile.href is None:
        return f'<g role="img" aria-label="{attribute(said)}" {names}>{drawn}</g>'
    here = ' aria-current="true"' if tile.selected else ""
    # The title names the link; an aria-label would have to repeat the broken-up text that is drawn.
    # Without target="_self" Streamlit opens every link in a new tab.
    return f'<a href="{address(tile.href)}" target="_self" {names}{here}>{drawn}</a>'


def tile_map(tiles: Sequence[Tile], caption: str, steps: int, labels: Sequence[str] = ()) -> str:
    """The map with its caption above and its legend under it."""
    middles = [centre(t.row, t.col) for t in tiles] + [centre(*w) for w in WATER]
    edge = RADIUS + 4
    left, top = min(x for x, _ in middles) - edge, min(y for _, y in middles) - edge
    width, height = max(x for x, _ in middles) + edge - left, max(y for _, y in middles) + edge - top
    water = "".join(f'<polygon class="water" points="{_points(corners(centre(*w)))}"/>' for w in WATER)
    drawn = "".join(_tile(t, steps) for t in tiles)
    box = f"{left:.1f} {top:.1f} {width:.1f} {height:.1f}"
    unknown = any(t.phase is None and t.kind == "regio" for t in tiles)
    outside = any(t.kind == "buiten" for t in tiles)
    return (
        f'<figure class="wir-kaart"><figcaption>{text(caption)}</figcaption>'
        f'<svg viewBox="{box}" role="group" aria-label="{attribute(caption)}">{water}{drawn}</svg>'
        f"{legend(steps, labels, unknown, outside)}</figure>"
    )
