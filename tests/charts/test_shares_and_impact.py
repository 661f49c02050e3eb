"""What the drawings promise: safe text, every figure also in words, readable colours, a form that Markdown keeps."""

import re
from collections.abc import Callable
from xml.etree import ElementTree as ET

import pytest

from wir.charts import hexagon_map, phase_marks, shares_and_impact
from wir.charts.hexagon_map import Tile
from wir.charts.shares_and_impact import ImpactCell, ShareRow
from wir.common import markup
from wir.common.paths import ROOT
from wir.domain.vocabulary import vocabulary

EVIL = "<script>alert(1)</script> \"a\" 'b' & c\n\n[x](http://elders)"


def tile(code: str, name: str, **more: object) -> Tile:
    return Tile(code, name, row=0, col=0, **more)  # type: ignore[arg-type]


IMPACT = [ImpactCell("groot-groot", 76, "76", "23,9%", "+12"), ImpactCell("onbekend", 5, "5")]
DRAWINGS: dict[str, Callable[[str], str]] = {
    "map": lambda t: hexagon_map.tile_map([tile(t, t, phase=2, description=t, href=f"?q={t}")], t, 4, (t, t, t, t)),
    "map without link": lambda t: hexagon_map.tile_map([tile(t, t)], t, 4),
    "shares": lambda t: shares_and_impact.stacked_shares(
        [ShareRow(t, (1, 2, 3, 4), 5), ShareRow(t, (0,) * 4)], t, 4, (t, t, t, t)
    ),
    "impact": lambda t: shares_and_impact.impact_grid([ImpactCell("groot-groot", 1, t, t, t)], t),
    "impact, unknown": lambda t: shares_and_impact.impact_grid([ImpactCell("onbekend", 1, t, t, t)], t),
    "legend": lambda t: shares_and_impact.legend(4, (t, t, t, t), unknown=True, outside=True),
    "bar": lambda t: shares_and_impact.bar_cell([(t, 1)], 2),
    "chip": lambda t: phase_marks.phase_chip(1, 4, t),
    "chip with link": lambda t: phase_marks.phase_chip(1, 4, t, "?visie=1"),
    "step mark": lambda t: phase_marks.step_mark(-1),
}


@pytest.mark.parametrize("draw", DRAWINGS.values(), ids=DRAWINGS.keys())
@pytest.mark.parametrize("said", ["Twente", EVIL], ids=["plain", "hostile"])
class TestEveryDrawing:
    def test_is_one_line_of_well_formed_markup(self, draw: Callable[[str], str], said: str) -> None:
        drawn = draw(said)
        ET.fromstring(drawn)
        assert "\n" not in drawn

    def test_holds_no_tag_that_came_from_text(self, draw: Callable[[str], str], said: str) -> None:
        found = {e.tag for e in ET.fromstring(draw(said)).iter()}
        assert "script" not in found
        allowed = {"class", "style", "href", "target", "aria-label", "aria-hidden", "aria-current", "role", "title"}
        drawn = {"points", "d", "x", "y", "viewBox", "scope", "colspan"}
        assert {a for e in ET.fromstring(draw(said)).iter() for a in e.attrib} <= allowed | drawn

    def test_gives_no_colour_of_its_own(self, draw: Callable[[str], str], said: str) -> None:
        assert not re.search(r"#[0-9a-f]{3,6}\b|rgb|fill=|stroke=", draw("Twente"))


@pytest.mark.parametrize("name", ["map", "shares", "impact", "legend", "bar"])
def test_a_drawing_that_stands_alone_starts_with_a_block(name: str) -> None:
    """Markdown reads the text in what starts with an inline element: *ster* in a name would become italic."""
    assert re.match(r"<(figure|table|ul|div)\b", DRAWINGS[name]("Twente"))


@pytest.mark.parametrize(
    "href", ["/Regios?regio=TWE", "Regioprofiel?regio=TWE", "?x=1:2", "#kaart", "Leren_van_elkaar"]
)
def test_links_lead_within_the_app(href: str) -> None:
    assert markup.address(href) == href


@pytest.mark.parametrize("href", ["javascript:alert(1)", "data:text/html,x", "https://elders", "//elders", " /x", ""])
def test_links_elsewhere_are_refused(href: str) -> None:
    with pytest.raises(ValueError, match="not a link within the app"):
        markup.address(href)


class TestSharesPerPeildatum:
    def test_says_all_numbers_aloud_also_those_without_room(self) -> None:
        bar = ET.fromstring(shares_and_impact.stacked_shares([ShareRow("mrt-19", (1, 7, 10, 16))], "Afspraken", 4))
        said = [e.attrib["aria-label"] for e in bar.iter() if e.get("role") == "img"]
        assert said == ["mrt-19: fase 1: 1, fase 2: 7, fase 3: 10, fase 4: 16"]

    def test_prints_a_number_only_where_it_fits(self) -> None:
        bar = ET.fromstring(shares_and_impact.stacked_shares([ShareRow("mrt-19", (1, 7, 0, 26))], "Afspraken", 4))
        segments = [(e.attrib["style"], "".join(e.itertext())) for e in bar.iter() if "style" in e.attrib]
        assert segments == [("flex-grow:1", ""), ("flex-grow:7", "7"), ("flex-grow:26", "26")]

    def test_shows_what_is_not_scored(self) -> None:
        drawn = shares_and_impact.stacked_shares([ShareRow("okt-19", (1, 1), unknown=2)], "Visie", 2)
        assert 'class="onbekend"' in drawn
        assert "niet gescoord: 2" in drawn

    def test_never_draws_absence_as_zero(self) -> None:
        assert "niet geregistreerd" in shares_and_impact.stacked_shares([ShareRow("mrt-19", (0, 0))], "Visie", 2)

    def test_refuses_a_row_of_another_scale(self) -> None:
        with pytest.raises(ValueError, match="3 counts for a scale of 4"):
            shares_and_impact.stacked_shares([ShareRow("mrt-19", (1, 2, 3))], "Visie", 4)


class TestImpact:
    def test_has_a_place_for_every_value_of_the_list(self) -> None:
        placed = {code for _, codes in shares_and_impact.IMPACT_ROWS for code in codes}
        assert placed | {"onbekend"} == {t.code for t in vocabulary().terms("impact")}

    def test_is_a_table_with_large_scale_on_top(self) -> None:
        table = ET.fromstring(shares_and_impact.impact_grid(IMPACT, "Impact"))
        assert table.findtext("caption") == "Impact"
        heads = [(e.attrib["scope"], e.text) for e in table.iter("th")]
        assert heads[:3] == [("col", "Beperkte betekenis"), ("col", "Veel of grote betekenis"), ("row", "Grote schaal")]
        assert heads[-1] == ("row", "Nog onbekend")

    def test_shades_by_count_and_leaves_unknown_uncoloured(self) -> None:
        cells = [ImpactCell(c, n, str(n)) for c, n in (("groot-groot", 95), ("klein-veel", 48), ("klein-beperkt", 0))]
        drawn = shares_and_impact.impact_grid([*cells, ImpactCell("onbekend", 400, "400")], "Impact")
        shades = dict(re.findall(r'<td class="(tint-\d)"><b>(\d+)', drawn))
        assert shades == {"tint-5": "95", "tint-3": "48", "tint-1": "0"}

    def test_prints_number_share_and_change(self) -> None:
        drawn = shares_and_impact.impact_grid(IMPACT, "Impact")
        assert all(f">{t}</" in drawn for t in ("76", "23,9%", "+12"))

    def test_refuses_a_value_without_a_place(self) -> None:
        with pytest.raises(ValueError, match="reusachtig"):
            shares_and_impact.impact_grid([ImpactCell("reusachtig", 1, "1")], "Impact")


class TestSmallMarks:
    def test_a_bar_is_as_long_as_its_share_of_the_longest(self) -> None:
        drawn = shares_and_impact.bar_cell([("deel-licht", 29), ("deel-donker", 14.5)], 58)
        assert re.findall(r'class="(deel-\w+)" style="width:([\d.]+)%"', drawn) == [
            ("deel-licht", "50.00"),
            ("deel-donker", "25.00"),
        ]

    def test_a_bar_of_nothing_is_empty(self) -> None:
        assert shares_and_impact.bar_cell([("deel-licht", 0)], 0) == '<div class="balkje" aria-hidden="true"></div>'

    def test_a_legend_has_a_label_for_each_colour(self) -> None:
        terms = [t.label for t in vocabulary().terms("visie") if t.code != "onbekend"]
        items = ["".join(e.itertext()) for e in ET.fromstring(shares_and_impact.legend(5, terms, unknown=True))]
        assert items == [f"fase {k}: {label}" for k, label in enumerate(terms, start=1)] + ["niet gescoord"]


def test_the_style_sheet_knows_every_class_that_is_drawn() -> None:
    css = (ROOT / "wir" / "ui" / "static" / "style.css").read_text(encoding="utf-8")
    used = {
        c for draw in DRAWINGS.values() for names in re.findall(r'class="([^"]+)"', draw("T")) for c in names.split()
    }
    plain = {"T", "gelijk", "onvergelijkbaar"}  # the hostile class of the bar, and marks that keep the muted colour
    assert {c for c in used if f".{c}" not in css} <= plain
