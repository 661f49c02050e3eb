"""Dots and lines of units side by side say what their tables say, for any selection, and mark what rests on few."""

import random

import pytest
from vl_convert import vegalite_to_svg

from tests.support.drawn import rows
from tests.support.selections import random_selection
from wir.charts.drawing import PALE, exported
from wir.common import numbers
from wir.database.database import Database
from wir.domain.compared_units import UNIT_KINDS, UnitKind, names_of
from wir.domain.selection import Selection
from wir.tables.build import build_table
from wir.tables.courses import courses
from wir.tables.key_figures import PHASE_TABLES
from wir.tables.side_by_side import side_by_side, units
from wir.ui import comparing as page

SEEDS = [seed if seed < 8 else pytest.param(seed, marks=pytest.mark.full) for seed in range(100)]


def some_units(database: Database, selection: Selection, dice: random.Random) -> tuple[UnitKind, tuple[str, ...]]:
    kind = dice.choice(list(UNIT_KINDS))
    codes = sorted(names_of(kind, database.lists(database.shown(selection))))
    return kind, tuple(dice.sample(codes, dice.randint(2, 6)))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_dot_is_a_cell_of_the_table_whatever_is_chosen_of_its_rows(
    database: Database, okt20: Selection, seed: int
) -> None:
    dice = random.Random(seed)
    selection = random_selection(dice, okt20)
    kind, codes = some_units(database, selection, dice)
    for number in ("4", *page.JUDGED.values()):
        own = page._counted_by(number, kind)
        table = side_by_side(database, selection.with_filter(own, ()), number, kind, codes)
        wholes = {u.name: table.cell(table.closing, u).whole for u in units(table)}
        drawn = {
            (line["wat"], line["wie"]): line["aantal"].removesuffix(" (weinig)")
            for line in rows(page.table_dots(database, selection, number, kind, codes))
        }
        held = [row for row in table.counted if any(table.cell(row, u).value for u in units(table))]
        assert drawn == {
            (row.label, u.name): f"{numbers.count(table.cell(row, u).whole)} van {numbers.count(wholes[u.name])}"
            for row in held
            for u in units(table)
            if wholes[u.name]
        }
    for line in rows(page.in_short(database, selection, kind, codes)):
        assert line["deel"].endswith("(weinig)") == (int(line["aantal"].split()[2]) < 5)


def test_in_short_is_of_the_tables_too(database: Database, okt20: Selection) -> None:
    lines = {(line["wat"], line["wie"]): line for line in rows(page.in_short(database, okt20, "regio", ("TWE", "ZEE")))}
    running = build_table("6", database, okt20.with_filter("regio", ["TWE"]))
    whole = running.total("status", ("totaal",))
    assert lines["Lopend", "Twente"]["aantal"] == f"{running.value('status', 'lopend')} van {whole}"
    assert lines["Lopend", "Nederland"]["deel"] == "76,7%"


def test_a_share_of_few_is_marked_in_drawing_legend_and_table(database: Database, okt20: Selection) -> None:
    one = okt20.with_filter("thema", ["anders-werken"])
    drawing = page.table_dots(database, one, "6", "regio", ("TWE", "ZEE"))
    shares = {(line["wat"], line["wie"]): line["deel"] for line in rows(drawing)}
    assert shares["Lopend", "Twente"] == "100,0% (weinig)"
    assert [words for _, words in drawing.legend] == [
        "Twente (n=1, weinig)",
        "Zeeland (n=1, weinig)",
        "streep: Nederland (n=15)",
    ]
    # Who has few is not what differs most.
    assert drawing.title == "Geen verschil met Nederland van twee projecten of meer"


def test_units_keep_the_order_in_which_they_were_chosen(database: Database, okt20: Selection) -> None:
    codes = ("ZEE", "TWE", "GRN")
    named = ["Zeeland", "Twente", "Groningen"]
    dots = page.table_dots(database, okt20, "4", "regio", codes)
    assert [words.split(" (")[0] for _, words in dots.legend][:3] == named
    lines = page.phases_of_regions(database, okt20, "visie", codes)
    assert [words for _, words in lines.legend] == named
    assert [fill for fill, _ in lines.legend] == [fill for fill, _ in dots.legend][:3]


def test_a_regio_has_one_colour_also_beside_a_whole_without_a_phase(database: Database, okt20: Selection) -> None:
    codes = ("ARN-ALLE", "ARN", "TWE")
    legend = page.table_dots(database, okt20, "4", "regio", codes).legend
    dots = {words.split(" (n")[0]: fill for fill, words in legend}
    lines = page.phases_of_regions(database, okt20, "visie", codes)
    assert {words: fill for fill, words in lines.legend} == {name: dots[name] for name in ("Arnhem", "Twente")}


def test_a_click_chooses_the_value_and_the_other_rows_pale(database: Database, okt20: Selection) -> None:
    chosen = okt20.with_filter("status", ["lopend"])
    drawing = page.table_dots(database, chosen, "6", "concessiehouder", ("vgz", "cz"))
    assert drawing.chooses == ("status",)
    by_row = {line["wat"]: (line["kies_status"], line["dekking"]) for line in rows(drawing)}
    assert by_row["Lopend"] == ("lopend", 1.0)
    assert by_row["Nog niet gestart"] == ("nog-niet-gestart", PALE)
    # An answer of several values cannot be chosen with one click.
    short = {
        line["wat"]: line.get("kies_opschaalbaarheid")
        for line in rows(page.in_short(database, okt20, "regio", ("TWE", "ZEE")))
    }
    assert short["Opschaalbaar"] is None


@pytest.mark.parametrize("dimension", PHASE_TABLES)
def test_lines_of_regions_and_of_concessiehouders_go_through_their_figures(
    database: Database, okt20: Selection, dimension: str
) -> None:
    codes = ("TWE", "ZWO", "ACH")
    drawn = {
        (line["wie"], line["dag"]): line["fase"]
        for line in rows(page.phases_of_regions(database, okt20, dimension, codes))
        if line["punt"]
    }
    days = ("mrt-19", "okt-19", "mrt-20", "okt-20")
    assert drawn == {
        (c.region.naam, day): s.phases[dimension]
        for c in courses(database, okt20, dimension)
        if c.region.code in codes
        for s, day in zip(c.scores, days, strict=True)
    }
    shares = {
        (line["wie"], line["dag"]): line
        for line in rows(page.phases_of_holders(database, okt20, dimension, ("vgz", "eno")))
    }
    table = build_table(PHASE_TABLES[dimension], database, okt20.with_filter("concessiehouder", ["vgz"]))
    top = max((row.code for row in table.counted if row.code != "onbekend"), key=int)
    for column in table.columns:
        assert shares["VGZ", column.name]["woorden"] == f"{int(table.value(dimension, top, column) or 0)} van 8"
    assert shares["ENO", "okt-20"]["woorden"].endswith("(weinig)")


def test_each_goes_on_paper_with_its_legend(database: Database, okt20: Selection) -> None:
    for drawing in (
        page.in_short(database, okt20, "regio", ("TWE", "ZEE")),
        page.phases_of_regions(database, okt20, "visie", ("TWE", "ZEE")),
        page.phases_of_holders(database, okt20, "visie", ("vgz", "cz")),
    ):
        svg = vegalite_to_svg(dict(exported(drawing, ["Bron: WIR-register, okt-20"], 800)))
        assert "Bron: WIR-register, okt-20" in svg
        assert "var(" not in svg
        assert {"Twente", "VGZ"} & set(svg.replace("<", ">").split(">"))
