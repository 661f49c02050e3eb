"""The regions as hexagons: one of the three scores, or the step it made; a click chooses a regio."""

import json
import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import altair as alt
import pandas as pd

from wir.charts.drawing import CHOICE, INK, MUTED, PALE, PAPER, RIM, Drawing, colour, dashed, finished
from wir.charts.tile_names import label_lines
from wir.domain.vocabulary import Region, Regions

TILES = "Elke zeshoek is een regio, ongeveer waar zij ligt en alle even groot: kleine regio’s zijn even goed te zien."
RADIUS = 0.56  # a little under 1 / sqrt(3), which leaves a thin seam between tiles
Feature = dict[str, Any]


@dataclass(frozen=True)
class Shade:
    """How a hexagon is filled, the colour of its name on that, and what it says; a pale one has a rim."""

    fill: str
    letter: str
    words: str
    pale: bool = False


NOT_TAKING_PART = Shade(colour("buiten"), MUTED, "doet niet mee")


def phase_shades(phases: Sequence[str]) -> list[Shade]:
    """The phases of a score from the first up, as they are printed, from light to dark."""
    names = [f"schaal-{len(phases)}-{k}" for k in range(1, len(phases) + 1)]
    return [
        Shade(colour(name), colour(f"{name}-tekst"), words, pale=name == names[0])
        for name, words in zip(names, phases, strict=True)
    ]


def step_shades() -> dict[int, Shade]:
    """The steps of a score between two peildata, in phases; three forward and more are one, as are all back."""
    words = {-1: "terug", 0: "gelijk", 1: "1 fase vooruit", 2: "2 fasen vooruit", 3: "3 of meer fasen vooruit"}
    ahead = {k: Shade(colour(f"schaal-4-{k + 1}"), colour(f"schaal-4-{k + 1}-tekst"), words[k]) for k in (1, 2, 3)}
    return {
        -1: Shade(colour("status-tegen"), PAPER, words[-1]),
        0: Shade(colour("water"), INK, words[0], pale=True),
        **ahead,
    }


@dataclass(frozen=True)
class Tile:
    """One hexagon: how it is filled and what a reader gets to know of it.

    A regio that takes no part has no `code`; one without a value is `open`. `facts` are further lines of its tooltip,
    by their titles.
    """

    code: str
    name: str
    row: int
    col: int
    shade: Shade
    facts: Mapping[str, str]
    open: bool = False
    chosen: bool = True
    rebuilt: bool = False


def tiles_of(regions: Regions, tile: Callable[[Region, tuple[int, int]], Tile]) -> list[Tile]:
    """A tile for every region with a place, as `tile` makes it of one that takes part."""
    placed = [(r, (r.tegel_rij, r.tegel_kolom)) for r in regions.all_regions]
    there = [(r, (row, col)) for r, (row, col) in placed if row is not None and col is not None]
    return [tile(r, at) if r.soort == "regio" else Tile("", "DSW", *at, NOT_TAKING_PART, {}) for r, at in there]


def _corner(tile: Tile, k: int) -> list[float]:
    x, y = tile.col + 0.5 * (tile.row % 2), 0.866 * tile.row
    return [x + RADIUS * math.sin(math.pi / 3 * k), y + RADIUS * math.cos(math.pi / 3 * k)]


def _place(tile: Tile) -> Feature:
    """Where a regio lies and the lines of its name: the same whatever is known of it."""
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [[_corner(tile, k) for k in range(7)]]},
        "vak": tile.name,
        "regels": list(label_lines(tile.name)),
        "x": tile.col + 0.5 * (tile.row % 2),
        # The first line of a name; the others follow below it.
        "y": 0.866 * tile.row - 0.0825 * (len(label_lines(tile.name)) - 1),
    }


def _known(tile: Tile, titles: Sequence[str]) -> dict[str, Any]:
    """What is known of a regio, and how it looks."""
    hollow = tile.open or tile.rebuilt or not tile.code
    words = tile.shade.words + (" (nagebouwd)" if tile.rebuilt else "")
    return {
        "vak": tile.name,
        "naam": tile.name,
        "woorden": words,
        "stand": tile.shade.words,
        **{f"feit_{k}": tile.facts.get(title) for k, title in enumerate(titles)},
        "letter": tile.shade.letter if tile.chosen or not tile.code else INK,
        "rand": MUTED if hollow else RIM if tile.shade.pale else PAPER,
        "hol": hollow,
        "dekking": 1.0 if tile.chosen else PALE,
        "zin": f"{tile.name}: {words}",
        f"{CHOICE}regio": tile.code or None,
    }


def _tip(titles: Sequence[str]) -> alt.ExprRef:
    """What a tooltip says: of each tile only what there is. The names are ours, for a title may hold anything.

    A fact that a tile lacks has to be undefined, and no field is called "geen": null would be told as such.
    """
    said = [(title, f"isValid(datum.feit_{k}) ? datum.feit_{k} : datum.geen") for k, title in enumerate(titles)]
    every = (("Regio", "datum.naam"), ("Stand", "datum.woorden"), *said)
    return alt.ExprRef(f"{{{', '.join(f'{json.dumps(title)}: {value}' for title, value in every)}}}")


def region_map(
    name: str, words: tuple[str, str], tiles: Sequence[Tile], scale: Sequence[Shade], height: int
) -> Drawing:
    """The map. `words` say what is to be seen and what is drawn, `scale` what a tile can be, as in its key."""
    others = dict.fromkeys(tile.shade for tile in tiles if tile.shade not in scale)
    legend = [(shade.fill, shade.words) for shade in (*scale, *others)]
    fills = alt.Scale(domain=[said for _, said in legend], range=[fill for fill, _ in legend])
    # Places apart from what is known of them: another selection then only brings other values to a map that stands.
    places = alt.LookupData(data=alt.NamedData("plaatsen"), key="vak", fields=["type", "geometry", "regels", "x", "y"])
    titles = list(dict.fromkeys(title for tile in tiles for title in tile.facts))
    known = pd.DataFrame([_known(tile, titles) for tile in tiles])
    base = alt.Chart(known).project(type="identity", reflectY=False)
    shapes = base.mark_geoshape(strokeWidth=1.5, cursor="pointer", tooltip=_tip(titles)).encode(
        fill=alt.Fill("stand:N", legend=None, scale=fills),
        stroke=alt.Stroke("rand:N", scale=None),
        strokeDash=dashed("hol"),
        opacity=alt.Opacity("dekking:Q", scale=None),
        description=alt.Description("zin:N"),
    )
    names = base.mark_text(
        aria=False,
        fontSize=alt.ExprRef("max(8, min(width, height * 0.82) / 44)"),
        lineHeight=alt.ExprRef("max(8, min(width, height * 0.82) / 44) + 1"),
        baseline="middle",
    ).encode(
        longitude=alt.Longitude("x:Q"),
        latitude=alt.Latitude("y:Q"),
        text=alt.Text("regels:N"),
        color=alt.Color("letter:N", scale=None),
    )
    spec = finished(alt.layer(shapes, names).transform_lookup("vak", places), height, ("regio",))
    # Not before: Altair copies all that a chart holds at every step.
    spec["transform"][0]["from"]["data"] = {"values": [_place(tile) for tile in tiles]}
    return Drawing(name, *words, spec, ("regio",), tuple(legend), reading=TILES)
