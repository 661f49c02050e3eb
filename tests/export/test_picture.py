"""The pictures: well-formed and self-contained, with every figure and the words that belong to it."""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from PIL import Image

from tests.support.command_line import golden
from wir.charts import bars
from wir.charts.drawing import exported
from wir.charts.impact import impact
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.export import picture
from wir.export.listing import EXAMPLE, NO_ROWS, Header, Line, Listing, of_table, printed
from wir.export.picture import MOST_LINES, MOST_ROWS, drawing_svg, table_svg, to_png
from wir.export.picture_parts import COLOURS, PLAIN, wrapped
from wir.tables.build import TABLES, build_table
from wir.tables.model import Table

SVG = "{http://www.w3.org/2000/svg}"
EVIL = "<script>alert(1)</script> \"a\" 'b' & c\x00\n\uffff"
TAME = "<script>alert(1)</script> \"a\" 'b' & c"
BLANK = Listing("proef", "Titel", "Peildatum", (Header("Naam"), Header("n", "aantal")), ())


def listing(rows: int = 1, columns: int = 1, said: str = "Twente") -> Listing:
    headers = (Header("Naam"), *(Header(f"kolom {k}", "aantal") for k in range(columns)))
    lines = tuple(Line((f"{said} {i}", *range(1000 * i, 1000 * i + columns))) for i in range(rows))
    return replace(BLANK, headers=headers, lines=lines)


def hostile(table: Table) -> Table:
    """A table with the same figures under the worst of words."""
    blocks = tuple(replace(block, rows=tuple(replace(row, label=EVIL) for row in block.rows)) for block in table.blocks)
    return replace(table, title=EVIL, caption=EVIL, first_column=EVIL, footnotes=(EVIL,), blocks=blocks)


def texts(svg: str) -> list[str]:
    return ["".join(element.itertext()) for element in ET.fromstring(svg).iter(f"{SVG}text")]


def outline(svg: str) -> Iterator[str]:
    """A picture for a person to read: its coloured surfaces and its words, in the order in which they are drawn."""
    for element in ET.fromstring(svg).iter():
        if element.tag == f"{SVG}rect":
            yield f"[{element.get('fill')} {element.get('width')} x {element.get('height')}]"
        elif element.tag in (f"{SVG}text", f"{SVG}desc"):
            bold = " (vet)" if element.get("font-weight") else ""
            yield f"{element.get('fill', element.tag.removeprefix(SVG))}{bold}: {''.join(element.itertext())}"


@pytest.fixture(params=["tabel", "lege tabel"])
def draw(request: pytest.FixtureRequest, database: Database, okt20: Selection) -> Callable[[bool], tuple[str, Listing]]:
    """Draws one of the pictures, with plain or hostile words, and says what it is a picture of."""

    def drawn(evil: bool) -> tuple[str, Listing]:
        table = build_table("6", database, okt20)
        table = hostile(table) if evil else table
        shown = of_table(table)
        if request.param == "lege tabel":
            shown = replace(shown, lines=())
        return table_svg(shown), shown

    return drawn


Draw = Callable[[bool], tuple[str, Listing]]


class TestEveryPicture:
    def test_says_what_it_is_of_and_where_it_comes_from(self, draw: Draw) -> None:
        svg, shown = draw(False)
        said = " ".join(texts(svg))
        for words in (shown.caption, shown.source, EXAMPLE, *shown.notes):
            assert words in said
        root = ET.fromstring(svg)
        assert root.get("role") == "img"
        assert [child.tag for child in root[:2]] == [f"{SVG}title", f"{SVG}desc"]
        assert root[0].text == texts(svg)[0]
        assert shown.caption in str(root[1].text)

    @pytest.mark.parametrize("evil", [False, True])
    def test_holds_only_shapes_and_text(self, draw: Draw, evil: bool) -> None:
        svg, _ = draw(evil)
        root = ET.fromstring(svg)
        tags = {element.tag.removeprefix(SVG) for element in root.iter()}
        assert tags <= {"svg", "title", "desc", "g", "rect", "path", "polygon", "text", "tspan"}
        names = {name for element in root.iter() for name in element.attrib}
        assert not names & {"href", "class", "style", "id"}
        assert not [name for name in names if name.startswith("on")]
        assert "url(" not in svg
        paint = {element.get(name) for element in root.iter() for name in ("fill", "stroke")} - {None, "none"}
        assert paint <= set(COLOURS.values())

    def test_shows_hostile_words_as_words(self, draw: Draw) -> None:
        svg, _ = draw(True)
        assert TAME in " ".join(" ".join(texts(svg)).split())
        assert "&lt;script&gt;" in svg

    def test_becomes_pixels_with_ink(self, draw: Draw) -> None:
        svg, _ = draw(False)
        png = to_png(svg)
        assert png.startswith(b"\x89PNG\r\n\x1a\n")
        image = Image.open(io.BytesIO(png)).convert("L")
        size = ET.fromstring(svg).attrib
        assert image.size == (2 * int(size["width"]), 2 * int(size["height"]))
        title = image.crop((48, 48, 800, 100))  # where the title stands, and nothing but letters
        dark = sum(title.histogram()[:100]) / (title.width * title.height)
        assert 0.02 < dark < 0.5
        assert image.getpixel((5, 5)) == 255


@pytest.mark.parametrize("number", TABLES)
def test_a_table_shows_every_number(database: Database, okt20: Selection, number: str) -> None:
    shown = of_table(build_table(number, database, okt20))
    found = texts(table_svg(shown))
    numbers = [
        printed(cell, header.kind)
        for line in shown.lines
        for cell, header in zip(line.cells, shown.headers, strict=True)
        if header.kind != "tekst"
    ]
    drawn = iter(found)
    assert numbers
    assert all(said in drawn for said in numbers), "every number, in the order of the table"
    assert [
        heading for heading in dict.fromkeys(line.heading for line in shown.lines) if heading not in ("", *found)
    ] == []


def test_a_table_without_rows_says_so() -> None:
    assert f"* {NO_ROWS}" in texts(table_svg(BLANK))


def test_a_long_table_is_drawn_whole_and_a_longer_one_says_that_it_is_cut() -> None:
    assert "Twente 59" in texts(table_svg(listing(60)))
    cut = texts(table_svg(listing(1200)))
    assert [f"Twente {k}" in cut for k in (MOST_ROWS - 1, MOST_ROWS)] == [True, False]
    assert "* De eerste 100 van 1.200 rijen; Excel en CSV bevatten ze alle." in cut


def test_long_words_wrap_and_many_columns_widen_the_page() -> None:
    assert ET.fromstring(table_svg(listing(3, 3))).get("width") == "900"
    wide = ET.fromstring(table_svg(listing(3, 30)))
    assert int(wide.attrib["width"]) > 2000
    right = max(float(element.attrib["x"]) for element in wide.iter(f"{SVG}text"))
    assert right < int(wide.attrib["width"]) - 40
    assert len(wrapped("een twee " * 40, 200)) > 10
    assert "".join(wrapped("x" * 300, 200)) == "x" * 300
    assert max(PLAIN.width(line) for line in wrapped("Aaneengeschreven" * 20 + " kort", 200)) <= 200


def test_a_huge_picture_has_fewer_pixels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(picture, "MOST_PIXELS", 200_000)
    width, height = Image.open(io.BytesIO(to_png(table_svg(listing(20))))).size
    assert 190_000 < width * height < 210_000


def test_a_cell_with_a_long_text_shows_its_beginning() -> None:
    drawn = [said for said in texts(table_svg(listing(1, 1, "lang " * 1000))) if "lang" in said]
    assert len(drawn) == MOST_LINES
    assert [said.endswith("…") for said in drawn] == [False] * (MOST_LINES - 1) + [True]


def test_dates_and_unknowns_are_drawn_as_on_screen() -> None:
    headers = (Header("Naam"), Header("Start", "datum"), Header("Visie", "fase"))
    shown = replace(BLANK, headers=headers, lines=(Line(("x", date(2020, 9, 1), None)),))
    assert {"01-09-2020", "niet gescoord"} <= set(texts(table_svg(shown)))


def test_every_colour_comes_from_the_style_sheet() -> None:
    assert COLOURS["blauw"] == "#154273"
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in COLOURS.values())
    assert {f"schaal-{n}-{k}{t}" for n in (4, 5) for k in range(1, n + 1) for t in ("", "-tekst")} <= set(COLOURS)


def test_a_picture_of_a_table_reads_as_agreed(database: Database, okt20: Selection) -> None:
    drawn = table_svg(of_table(build_table("6", database, okt20)))
    assert "\n".join(outline(drawn)) + "\n" == golden("export_afbeeldingen.txt")


@pytest.mark.parametrize("number", ["6", "8"])
def test_a_drawing_shows_hostile_words_as_words(database: Database, okt20: Selection, number: str) -> None:
    table = hostile(build_table(number, database, okt20))
    drawing = bars.shares(table, "status") if number == "6" else impact(table)
    svg = drawing_svg(exported(drawing, [EVIL], 700))
    assert TAME.split(" ", maxsplit=1)[0] in " ".join(texts(svg))
    assert {element.tag.removeprefix(SVG) for element in ET.fromstring(svg).iter()} <= DRAWN
    assert to_png(svg).startswith(b"\x89PNG")


DRAWN = {"svg", "g", "path", "rect", "text", "tspan", "title", "desc", "defs", "clipPath", "line"}
