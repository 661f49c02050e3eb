"""The schematische kaart: every region in its place, its name within its hexagon, its phase in words."""

import re
from itertools import combinations
from math import hypot
from xml.etree import ElementTree as ET

import pytest

from wir.charts import hexagon_map
from wir.charts.hexagon_map import Tile
from wir.domain.vocabulary import regions

EVIL = "<script>alert(1)</script> \"a\" 'b' & c\n\n[x](http://elders)"


def tile(code: str, name: str, **more: object) -> Tile:
    return Tile(code, name, row=0, col=0, **more)  # type: ignore[arg-type]


def all_tiles() -> list[Tile]:
    placed = [r for r in regions().all_regions if r.tegel_rij is not None and r.tegel_kolom is not None]
    return [
        Tile(r.code, r.naam, r.tegel_rij or 0, r.tegel_kolom or 0, None if r.soort == "buiten" else 1 + i % 5)
        for i, r in enumerate(placed)
    ]


class TestTheMap:
    def test_puts_a_tile_half_a_step_to_the_right_in_odd_rows(self) -> None:
        assert hexagon_map.centre(0, 4) == (400.0, 0.0)
        assert hexagon_map.centre(3, 5) == pytest.approx((550.0, 259.8))

    def test_draws_every_region_and_three_waters_without_overlap(self) -> None:
        middles = [hexagon_map.centre(t.row, t.col) for t in all_tiles()]
        middles += [hexagon_map.centre(*w) for w in hexagon_map.WATER]
        assert len(middles) == 34 + 1 + 3
        least = min(hypot(a[0] - b[0], a[1] - b[1]) for a, b in combinations(middles, 2))
        assert least > 2 * hexagon_map.RADIUS * 0.866

    def test_puts_every_corner_within_the_picture(self) -> None:
        root = ET.fromstring(hexagon_map.tile_map(all_tiles(), "Kaart", 5))
        svg = root.find("svg")
        assert svg is not None
        left, top, width, height = map(float, svg.attrib["viewBox"].split())
        points = [p.split(",") for e in svg.iter("polygon") for p in e.attrib["points"].split()]
        assert all(left <= float(x) <= left + width and top <= float(y) <= top + height for x, y in points)

    @pytest.mark.parametrize("name", [r.naam for r in regions().all_regions] + [EVIL, "W" * 80, "Ĳ" * 30])
    def test_keeps_every_name_within_its_hexagon(self, name: str) -> None:
        lines = hexagon_map.label_lines(name)
        assert 1 <= len(lines) <= 3
        assert all(hexagon_map.text_width(line) <= hexagon_map.ROOM for line in lines)

    @pytest.mark.parametrize("name", [t.name for t in all_tiles()])
    def test_shortens_no_name_of_a_region(self, name: str) -> None:
        assert "".join(hexagon_map.label_lines(name)).replace("-", "").replace(" ", "") == re.sub(r"[- ]", "", name)

    @pytest.mark.parametrize(
        ("name", "lines"),
        [
            ("Twente", ("Twente",)),
            ("Zuid-Limburg", ("Zuid-", "Limburg")),
            ("Amstelland en de Meerlanden", ("Amstelland", "en de", "Meerlanden")),
            ("Noord- en Midden-Limburg", ("Noord- en", "Midden-", "Limburg")),
            ("Kennemerland", ("Kennemer-", "land")),
            ("Apeldoorn / Zutphen", ("Apeldoorn/", "Zutphen")),
        ],
    )
    def test_breaks_names_where_dutch_does(self, name: str, lines: tuple[str, ...]) -> None:
        assert hexagon_map.label_lines(name) == lines

    def test_makes_a_tile_a_link_in_the_same_tab_that_says_its_phase(self) -> None:
        drawn = hexagon_map.tile_map(
            [tile("TWE", "Twente", phase=4, description="Twente: fase 4, Dialoogsessie", href="/R?a=1&b=2")], "K", 5
        )
        link = ET.fromstring(drawn).find(".//a")
        assert link is not None
        assert (link.attrib["href"], link.attrib["target"]) == ("/R?a=1&b=2", "_self")
        assert link.attrib["class"] == "tegel schaal-5 fase-4"
        assert link.findtext("title") == "Twente: fase 4, Dialoogsessie"
        assert link.findtext(".//text[@class='fasecijfer']") == "4"

    def test_tells_chosen_dimmed_unscored_and_outside_apart(self) -> None:
        tiles = [
            tile("A", "A", phase=1, href="?", selected=True),
            tile("B", "B", phase=1, dimmed=True),
            tile("C", "C"),
            tile("D", "D", kind="buiten"),
        ]
        drawn = hexagon_map.tile_map(tiles, "Kaart", 4)
        states = ("schaal-4 fase-1 gekozen", "schaal-4 fase-1 gedimd", "niet-gescoord", "buiten")
        assert all(f'"tegel {state}"' in drawn for state in states)
        assert drawn.count('aria-current="true"') == 1
        assert drawn.count('class="arcering"') == 1
        assert "niet gescoord" in drawn
        assert "doet niet mee" in drawn

    def test_needs_no_ids_so_that_two_maps_fit_on_a_page(self) -> None:
        assert " id=" not in hexagon_map.tile_map([*all_tiles(), tile("D", "D", kind="buiten")], "Kaart", 5)

    def test_explains_nothing_that_is_not_there(self) -> None:
        assert "niet gescoord" not in hexagon_map.tile_map([tile("A", "A", phase=1)], "Kaart", 4)
