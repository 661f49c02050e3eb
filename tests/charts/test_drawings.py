"""Drawings say what their tables say, for any selection; what a click chooses, and what goes on paper."""

import random
from dataclasses import replace
from datetime import date, timedelta

import pytest
from vl_convert import vegalite_to_svg

from tests.support.drawn import rows
from tests.tables.test_recount import random_selection
from wir.charts import bars, standing
from wir.charts.drawing import INK, PALE, exported
from wir.charts.standing import Span
from wir.database.database import Database
from wir.domain.address import at
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES
from wir.insight.profile import profile
from wir.store.store import Store
from wir.tables.build import build_table
from wir.tables.key_figures import PHASE_TABLES
from wir.tables.model import Block
from wir.ui import national, themes
from wir.ui.blocks.drawings import chosen
from wir.ui.profile import drawn

JUDGED = {lijst: number for lijst, (number, _) in themes.JUDGED.items()}
SEEDS = [seed if seed < 5 else pytest.param(seed, marks=pytest.mark.full) for seed in range(100)]


@pytest.fixture(scope="module")
def database(example_store: Store) -> Database:
    return Database(example_store)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_division_has_the_counts_of_its_table_whatever_is_chosen_of_it(database: Database, seed: int) -> None:
    selection = random_selection(random.Random(seed), at(database.catalogue, database.catalogue.latest()))
    for lijst, number in {**JUDGED, **PHASE_TABLES}.items():
        drawing = national.division(database, selection, number, lijst)
        table = build_table(number, database, selection.with_filter(lijst, ()))
        drawn = {(line["code"], line["naam"]): line["aantal"] for line in rows(drawing)}
        wholes = {c.name: table.cell(table.closing, c).value for c in table.columns}
        assert drawn == {
            (row.code, c.name): table.cell(row, c).value
            for row in table.counted
            for c in table.columns
            if wholes[c.name]
        }


@pytest.mark.parametrize("seed", SEEDS)
def test_heatmap_impact_and_themes_have_the_counts_of_theirs(database: Database, seed: int) -> None:
    selection = random_selection(random.Random(seed), at(database.catalogue, database.catalogue.latest()))
    table = build_table("4", database, selection.with_filter("thema", ()).with_filter("concessiehouder", ()))
    across = themes.theme_heatmap(database, selection, "aantal")
    for line in rows(across) if across.spec else []:
        assert line["telling"] == str(table.value("thema", line["rij"], line["kolom"]))
    of_impact = build_table("8", database, selection.with_filter("impact", ()))
    counts = {line["zin"]: line["aantal"] for line in rows(themes.impact_grid(database, selection))}
    known = of_impact.total("impact", ("totaal",)), of_impact.total("impact", ("onbekend",))
    assert sum(n or 0 for n in counts.values()) == (known[0] or 0) - (known[1] or 0)
    started = build_table("7", database, selection.with_filter("thema", ()))
    bars_of = national.theme_bars(database, selection)
    new = [line for line in rows(bars_of) if line["soort"].startswith("start")]
    assert {line["label"]: line["aantal"] for line in new} == {
        row.label: started.cell(row).whole or 0 for row in started.counted if bars_of.spec
    }


@pytest.mark.parametrize("dimension", PHASES)
def test_the_map_shows_the_phase_of_each_regio_and_pales_what_is_not_selected(
    database: Database, dimension: str
) -> None:
    selection = at(database.catalogue, database.catalogue.latest()).with_filter("concessiehouder", ["menzis"])
    table = build_table("bijlage-1", database, selection.without_filters())
    regions = [f for f in rows(national.score_map(database, selection, dimension)) if f["kies_regio"]]
    assert len(regions) == 34
    for f in regions:
        phase = table.value("regio", f["kies_regio"], dimension)
        assert f["woorden"].startswith(f"Fase {phase}: ")
    bright = {f["kies_regio"] for f in regions if f["dekking"] > PALE}
    held = database.regions(database.shown(selection)).scored
    assert bright == {r.code for r in held if r.concessiehouder == "menzis"}


def test_the_course_of_a_regio_is_hollow_where_it_was_rebuilt(database: Database) -> None:
    selection = at(database.catalogue, database.catalogue.latest()).with_filter("regio", ["TWE"])
    region = database.regions(database.shown(selection)).by_code["TWE"]
    points = [line for line in rows(drawn.course(database, selection, region, "visie")) if "bron" in line]
    assert {p["dag"]: (p["fase"], p["bron"]) for p in points}["okt-20"] == (4, "gepubliceerd")
    assert {p["bron"] for p in points if p["dag"] != "okt-20"} == {"nagebouwd"}


def test_dots_say_of_how_many_a_share_is(database: Database) -> None:
    selection = at(database.catalogue, database.catalogue.latest()).with_filter("regio", ["TWE"])
    region = database.regions(database.shown(selection)).by_code["TWE"]
    own = {
        line["wat"]: line["aantal"]
        for line in rows(drawn.judgements(database, selection, region))
        if line["wie"] == "Twente"
    }
    count = len(profile(database, selection, region).projects)
    assert all(words.endswith(f" van {count}") for words in own.values())
    running = build_table("6", database, selection).value("status", "lopend")
    assert own["Lopend"] == f"{running} van {count}"


class TestClick:
    """What a click on a mark does with the selection."""

    @pytest.fixture
    def start(self, database: Database) -> Selection:
        return at(database.catalogue, database.catalogue.latest()).with_filter("thema", ["technologie"])

    def test_it_takes_the_place_of_what_was_chosen_and_takes_itself_away(self, start: Selection) -> None:
        once = chosen(start, {"regio": "TWE"}, add=False)
        assert once.filters == {"regio": ("TWE",), "thema": ("technologie",)}
        assert chosen(once, {"regio": "ZEE"}, add=False).of("regio") == ("ZEE",)
        assert chosen(once, {"regio": "TWE"}, add=False) == start

    def test_with_shift_it_is_added_or_taken_away(self, start: Selection) -> None:
        both = chosen(chosen(start, {"regio": "TWE"}, add=False), {"regio": "ZEE"}, add=True)
        assert both.of("regio") == ("TWE", "ZEE")
        assert chosen(both, {"regio": "TWE"}, add=True).of("regio") == ("ZEE",)

    def test_a_field_stands_for_two_values(self, start: Selection) -> None:
        codes = {"thema": "technologie", "concessiehouder": "cz"}
        once = chosen(start, codes, add=False)
        assert once.filters == {"concessiehouder": ("cz",), "thema": ("technologie",)}
        assert chosen(once, codes, add=False).filters == {}


def test_what_is_chosen_stands_out(database: Database) -> None:
    selection = at(database.catalogue, database.catalogue.latest()).with_filter("status", ["succesvol"])
    lines = list(rows(national.division(database, selection, "6", "status")))
    assert {line["code"] for line in lines if line["dekking"] == 1} == {"succesvol"}
    assert {line["dekking"] for line in lines if line["code"] != "succesvol"} == {PALE}


def test_only_the_peildatum_shown_can_be_clicked(database: Database) -> None:
    selection = at(database.catalogue, database.catalogue.latest())
    lines = list(rows(national.division(database, selection, "6", "status")))
    assert {line["naam"] for line in lines if line["kies_status"]} == {"okt-20"}


def test_a_picture_has_its_words_and_no_colour_of_the_screen(database: Database) -> None:
    selection = at(database.catalogue, database.catalogue.latest())
    drawing = national.division(database, selection, "6", "status")
    svg = vegalite_to_svg(dict(exported(drawing, ["Peildatum 1 november 2020", "Bron: WIR-register, okt-20"], 800)))
    for words in (
        "Lopend: 244 van de 318 projecten (76,7%)",
        "Peildatum 1 november 2020",
        "Bron: WIR-register",
        ">244<",
    ):
        assert words in svg
    assert "var(" not in svg


def test_an_empty_selection_is_said(database: Database) -> None:
    selection = at(database.catalogue, database.catalogue.latest()).with_filter("thema", ["efficient-werken"])
    assert national.division(database, selection, "6", "status").title == "Geen projecten in deze selectie"


def test_a_time_line_of_very_many_says_which_it_shows_and_tells_equal_names_apart() -> None:
    begin = date(2018, 1, 1)
    spans = [
        Span(f"P{n}", "Samen leren", "lopend", "Lopend", "Technologie", begin + timedelta(days=n), None, False)
        for n in range(5000)
    ]
    drawing = standing.timeline("Twente", spans, date(2020, 11, 1))
    assert drawing.title == "5.000 projecten, het eerste uit 2018"
    assert "de 40 die het laatst begonnen" in drawing.subtitle
    lines = [line["project"] for line in rows(drawing) if "project" in line]
    assert lines == [f"Samen leren (P{n})" for n in range(4960, 5000)]
    assert drawing.spec["height"] < 1100


def test_what_is_not_chosen_can_be_read_on_its_pale_field(database: Database) -> None:
    selection = at(database.catalogue, database.catalogue.latest()).with_filter("impact", ["groot-groot"])
    lines = list(rows(themes.impact_grid(database, selection)))
    assert {line["letter"] for line in lines if not line["gekozen"]} == {INK}


def test_numbers_are_dutch_in_marks_words_and_titles(database: Database) -> None:
    selection = at(database.catalogue, database.catalogue.latest())
    table = build_table("6", database, selection)
    many = replace(table, blocks=tuple(thousandfold(block) for block in table.blocks))
    drawing = bars.shares(many, "status")
    assert drawing.title.startswith("Lopend: 244.000 van de 318.000 projecten")
    running = next(line for line in rows(drawing) if (line["code"], line["naam"]) == ("lopend", "okt-20"))
    assert (running["telling"], running["zin"]) == ("244.000", "okt-20, Lopend: 244.000 (76,7%)")
    assert "244.000" in vegalite_to_svg(dict(exported(drawing, [], 800)))


def thousandfold(block: Block) -> Block:
    return replace(block, rows=tuple(replace(r, values=tuple(1000 * (v or 0) for v in r.values)) for r in block.rows))
