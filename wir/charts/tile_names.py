"""Names of regions over the lines of a hexagon, and about how wide a text is: on the server nothing can measure."""

import re

FONT = 15.5
LEADING = 16.0
ROOM = 86.0  # width of the middle band of a hexagon, inside its edges; three lines fit in that band
MAX_LINES = 3
NARROW = frozenset("fijlrtI'’.,:;/()-– ")
WIDE = frozenset("mwMWOQ&%@")
# Second halves of Dutch compounds: where a name too long for one line may be broken.
ENDINGS = ("hollandse", "landen", "land", "streek", "eilanden", "broek", "hoek", "veen", "dam", "burg", "drecht")


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
