"""The schematische kaart as a picture: the drawing of the screen with its colours written out and without links."""

from collections.abc import Sequence
from dataclasses import replace
from xml.etree import ElementTree as ET

from wir.charts.hexagon_map import Tile, tile_map
from wir.export.listing import Listing, clean
from wir.export.picture_parts import COLOURS, ROOM, Drawing, filled, framed, legend, not_scored, stacked

MAP_WIDTH = 620.0
GEOMETRY = frozenset({"points", "d", "x", "y"})
LETTERS = {"naam": ("15.5", "normal"), "fasecijfer": ("14", "bold")}


def map_svg(listing: Listing, tiles: Sequence[Tile], labels: Sequence[str]) -> str:
    """The regions as tiles in the colour of their phase; `labels` names the phases from 1 up.

    `listing` is the same as a table; its title has to say which score is drawn.
    """
    plain = [
        replace(t, name=clean(t.name), code=clean(t.code), description=clean(t.description), href=None) for t in tiles
    ]
    drawn = next(ET.fromstring(tile_map(plain, "", len(labels))).iter("svg"))  # nosec B314 # ours
    left, top, width, height = map(float, drawn.attrib["viewBox"].split())
    for group in drawn.iter("g"):
        if "tegel" in group.get("class", "").split():
            _paint_tile(group)
    for water in drawn.findall("polygon"):
        _paint(water, fill="water")
    scale = MAP_WIDTH / width
    place = f"translate({(ROOM - MAP_WIDTH) / 2:.1f} 0) scale({scale:.4f}) translate({-left:.1f} {-top:.1f})"
    inner = "".join(ET.tostring(child, encoding="unicode") for child in drawn)
    tiles_drawn = Drawing(f'<g transform="{place}">{inner}</g>', height * scale)
    said = ". ".join(tile.description or tile.name for tile in plain) + "."
    return framed(listing, stacked([tiles_drawn, _legend(plain, labels)], 14), said)


def _legend(tiles: Sequence[Tile], labels: Sequence[str]) -> Drawing:
    steps = len(labels)
    items = [(filled(f"schaal-{steps}-{k}"), f"Fase {k}: {label}") for k, label in enumerate(labels, start=1)]
    items += [(not_scored(), "Niet gescoord")] if any(t.phase is None and t.kind == "regio" for t in tiles) else []
    items += [(filled("buiten"), "Doet niet mee")] if any(t.kind == "buiten" for t in tiles) else []
    return legend(items)


def _colours(names: Sequence[str]) -> tuple[str, str]:
    """The fill and the text of a tile by the names that style.css gives it a colour for."""
    if "buiten" in names:
        return "buiten", "inkt"
    if "niet-gescoord" in names:
        return "papier", "inkt"
    scale = next(name for name in names if name.startswith("schaal-"))
    phase = next(name for name in names if name.startswith("fase-")).removeprefix("fase-")
    return f"{scale}-{phase}", f"{scale}-{phase}-tekst"


def _paint(element: ET.Element, **given: str) -> None:
    """Give an element literal colours and leave it no attribute that only means something on a page."""
    kept = {name: value for name, value in element.attrib.items() if name in GEOMETRY}
    said = {name.replace("_", "-"): COLOURS.get(value, value) for name, value in given.items()}
    element.attrib.clear()
    element.attrib.update(kept | said)


def _paint_tile(group: ET.Element) -> None:
    names = group.get("class", "").split()
    fill, ink = _colours(names)
    chosen, dimmed = "gekozen" in names, "gedimd" in names
    for part in group.iter():
        match part.get("class"):
            case "vlak" if chosen:
                _paint(part, fill=fill, stroke="inkt", stroke_width="7")
            case "vlak" if "niet-gescoord" in names:
                _paint(part, fill=fill, stroke="gedempt", stroke_width="2", stroke_dasharray="7 5")
            case "vlak":
                _paint(part, fill="papier" if dimmed else fill, stroke="lijn", stroke_width="1")
            case "ring":
                ring = ("papier", "3") if chosen else (fill, "6") if dimmed else ("none", "0")
                _paint(part, fill="none", stroke=ring[0], stroke_width=ring[1])
            case "arcering":
                _paint(part, fill="none", stroke="buiten-streep", stroke_width="3")
            case "naam" | "fasecijfer" as kind:
                size, weight = LETTERS[kind]
                _paint(
                    part, fill="gedempt" if dimmed else ink, font_size=size, font_weight=weight, text_anchor="middle"
                )
            case "code":
                _paint(part, display="none")
            case _:
                _paint(part)
