"""The bars, the grid and the map as pictures: every number of their table, in the right place and colour."""

from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from tests.export.test_picture import BLANK, PHASES, SVG, TILES, texts
from wir.charts.hexagon_map import Tile
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.export.listing import printed
from wir.export.picture_charts import impact_svg, shares_svg
from wir.export.picture_map import map_svg
from wir.export.picture_parts import COLOURS
from wir.tables.build import build_table
from wir.tables.model import Row


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_bars_show_every_number(database: Database, okt20: Selection, number: str) -> None:
    table = build_table(number, database, okt20)
    found = texts(shares_svg(table))
    for i, column in enumerate(table.columns):
        counts = [str(row.values[i]) for row in table.rows if row.kind != "totaal" and row.values[i]]
        at = found.index(column.name)
        assert found[at + 1 : at + 1 + len(counts)] == counts


def test_bars_without_scores_say_so(database: Database, okt20: Selection) -> None:
    table = build_table("1", database, okt20)

    def emptied(row: Row) -> Row:
        return replace(row, values=(None, *row.values[1:]))

    block = replace(table.blocks[0], rows=tuple(map(emptied, table.blocks[0].rows)))
    svg = shares_svg(replace(table, blocks=(block,)))
    assert "niet geregistreerd" in texts(svg)
    assert "mrt-19: niet geregistreerd." in svg


@pytest.mark.parametrize("number", ["8", "12"])
def test_the_grid_shows_every_number(database: Database, okt20: Selection, number: str) -> None:
    table = build_table(number, database, okt20)
    rows = [row for row in table.rows if row.lijst == "impact" and row.kind != "totaal"]
    found = texts(impact_svg(table))
    assert len(rows) == 7
    for row in rows:
        at = [k for k, said in enumerate(found) if said == str(table.cell(row).value)]
        change = printed(table.change(row), "verschil")
        assert any(found[k + 1].endswith(f"% · {change} sinds mrt-20") for k in at), row


def test_a_table_without_impact_has_no_grid(database: Database, okt20: Selection) -> None:
    with pytest.raises(ValueError, match="tabel 6 does not count impact"):
        impact_svg(build_table("6", database, okt20))


def test_the_map_has_its_colours_written_out() -> None:
    root = ET.fromstring(map_svg(BLANK, TILES, PHASES))
    tiles = {t.text: g for g in root.iter(f"{SVG}g") for t in g.findall(f"{SVG}title")}
    assert list(tiles) == ["Achterhoek: fase 4", "Twente: niet gescoord", "Zwolle", "DSW"]
    face = {name: g.findall(f"{SVG}polygon")[0] for name, g in tiles.items()}
    assert [element.get("fill") for element in face.values()] == [
        COLOURS["schaal-4-4"],
        COLOURS["papier"],
        COLOURS["papier"],
        COLOURS["buiten"],
    ]
    assert [element.get("stroke-width") for element in face.values()] == ["7", "7", "1", "1"]
    ring = tiles["Zwolle"].findall(f"{SVG}polygon")[1]
    assert ring.get("stroke") == COLOURS["schaal-4-2"]
    assert {"Fase 1: Verkenning", "Niet gescoord", "Doet niet mee"} <= set(texts(map_svg(BLANK, TILES, PHASES)))
    assert "Achterhoek: fase 4. Twente: niet gescoord" in str(root[1].text)


def test_the_map_drops_what_no_xml_can_hold() -> None:
    odd = Tile("A\x01", "Twen\x00te", 0, 0, phase=1, description="Twente\uffff")
    assert "Twente" in texts(map_svg(BLANK, [odd], PHASES))
