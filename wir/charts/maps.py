"""The regions as hexagons: one of the three scores, or how it moved; a click chooses a regio."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt

from wir.charts.drawing import CHOICE, INK, MUTED, PALE, PAPER, RIM, Drawing, colour, finished, tooltips
from wir.charts.tile_names import label_lines

RADIUS = 0.56  # a little under 1 / sqrt(3), which leaves a thin seam between tiles
Feature = dict[str, Any]


@dataclass(frozen=True)
class Tile:
    """One hexagon: `phase` in which the regio stands (None: not scored), and what a reader gets to know of it.

    A regio that takes no part has no `code`. `facts` are further lines of its tooltip, by their titles.
    """

    code: str
    name: str
    row: int
    col: int
    phase: int | None
    words: str
    facts: Mapping[str, str]
    chosen: bool = True
    rebuilt: bool = False


def _corner(tile: Tile, k: int) -> list[float]:
    x, y = tile.col + 0.5 * (tile.row % 2), 0.866 * tile.row
    return [x + RADIUS * math.sin(math.pi / 3 * k), y + RADIUS * math.cos(math.pi / 3 * k)]


def _feature(tile: Tile, steps: int) -> Feature:
    letter = colour(f"schaal-{steps}-{tile.phase}-tekst") if tile.phase and tile.chosen else INK
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [[_corner(tile, k) for k in range(7)]]},
        "naam": tile.name,
        "woorden": tile.words + (" (nagebouwd)" if tile.rebuilt else ""),
        "stand": tile.words,
        **{f"feit_{k}": said for k, said in enumerate(tile.facts.values())},
        "regels": list(label_lines(tile.name)),
        "x": tile.col + 0.5 * (tile.row % 2),
        # The first line of a name; the others follow below it.
        "y": 0.866 * tile.row - 0.0825 * (len(label_lines(tile.name)) - 1),
        "letter": letter if tile.code else MUTED,
        "rand": MUTED if not tile.phase or tile.rebuilt else RIM if tile.phase == 1 else PAPER,
        "streep": [3, 2] if not tile.phase or tile.rebuilt else [1, 0],
        "dekking": 1.0 if tile.chosen else PALE,
        "zin": f"{tile.name}: {tile.words}{' (nagebouwd)' if tile.rebuilt else ''}",
        f"{CHOICE}regio": tile.code or None,
    }


def region_map(name: str, words: tuple[str, str], tiles: Sequence[Tile], phases: Sequence[str], height: int) -> Drawing:
    """The map. `words` say what is to be seen and what is drawn, `phases` are those of the score from the first up."""
    steps = len(phases)
    legend = [(colour(f"schaal-{steps}-{k}"), phase) for k, phase in enumerate(phases, start=1)]
    legend += [(PAPER, tile.words) for tile in tiles if tile.code and not tile.phase][:1]
    legend += [(colour("buiten"), tile.words) for tile in tiles if not tile.code][:1]
    scale = alt.Scale(domain=[said for _, said in legend], range=[fill for fill, _ in legend])
    values = [_feature(tile, steps) for tile in tiles]
    # Names of our own: a label of a peiling may hold anything, and a name of a field may not.
    facts = {f"feit_{k}": title for tile in tiles for k, title in enumerate(tile.facts)}
    base = alt.Chart(alt.InlineData(values=values)).project(type="identity", reflectY=False)
    tooltip = tooltips(naam="Regio", woorden="Stand", **facts)
    shapes = base.mark_geoshape(strokeWidth=1.5, cursor="pointer").encode(
        fill=alt.Fill("stand:N", legend=None, scale=scale),
        stroke=alt.Stroke("rand:N", scale=None),
        strokeDash=alt.StrokeDash("streep:N", scale=None),
        opacity=alt.Opacity("dekking:Q", scale=None),
        description="zin:N",
        tooltip=tooltip,
    )
    names = base.mark_text(
        aria=False,
        fontSize=alt.ExprRef("max(8, min(width, height * 0.82) / 44)"),
        lineHeight=alt.ExprRef("max(8, min(width, height * 0.82) / 44) + 1"),
        baseline="middle",
    ).encode(longitude="x:Q", latitude="y:Q", text="regels:N", color=alt.Color("letter:N", scale=None))
    spec = finished(alt.layer(shapes, names), height, ("regio",))
    return Drawing(name, *words, spec, ("regio",), tuple(legend))
