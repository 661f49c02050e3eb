"""Who has what and where to learn: the drawings say what table and advice say, for any selection."""

import random
from collections import Counter

import pytest
from vl_convert import vegalite_to_svg

from tests.support.drawn import rows
from tests.support.selections import random_selection
from wir.charts.drawing import INK, PALE, exported
from wir.common import numbers
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.tables.build import build_table
from wir.ui import cache
from wir.ui.learning import page

SEEDS = [seed if seed < 8 else pytest.param(seed, marks=pytest.mark.full) for seed in range(100)]


@pytest.mark.parametrize("seed", SEEDS)
def test_every_field_is_a_cell_of_the_table_and_the_outlined_ones_are_the_advice(
    database: Database, okt20: Selection, seed: int
) -> None:
    dice = random.Random(seed)
    code = dice.choice([r.code for r in database.regions(database.shown(okt20)).selectable])
    selection = random_selection(dice, okt20).with_filter("regio", [code])
    table = build_table("regio-thema", database, page.everything(selection))
    drawing = page.grid(database, selection, ())
    if not table.cell(table.closing).value:
        assert drawing.title == "Geen projecten in deze selectie"
        return
    advice = cache.advice(database, selection.with_filter("thema", ()), ())
    drawn = {(line["regio"], line["naam"]): line["telling"] for line in rows(drawing)}
    others = [row for row in table.counted if row.code != code and table.cell(row).value]
    names = {c.key: c.name for c in table.columns if c.key != "totaal"}
    # One's own row is what the page says of one's own projects, whatever the selection asks of those elsewhere.
    assert drawn == {
        (row.label, name): numbers.count(table.cell(row, key).whole) for row in others for key, name in names.items()
    } | {(advice.region.naam, names[e.lack.thema]): str(len(e.lack.own)) for e in advice.lessons}
    advised = sum(len(lesson.projects) for lesson in advice.told)
    fitting = sum(int(line["passend"]) for line in rows(drawing) if line["passend"] != numbers.NOTHING)
    assert fitting == advised == sum(page.learner(database, selection, ()).advised.values())
    own = [line for line in rows(drawing) if line["regio"] == advice.region.naam]
    assert sum(line["mist"] != numbers.NOTHING for line in own) == len(advice.told)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_map_places_the_projects_that_fit_the_rule(database: Database, okt20: Selection, seed: int) -> None:
    dice = random.Random(seed)
    regions = database.regions(database.shown(okt20))
    code = dice.choice([r.code for r in regions.selectable])
    selection = random_selection(dice, okt20).with_filter("regio", [code])
    advice = cache.advice(database, selection, ())
    there = Counter(p.regio for lesson in advice.told for p in lesson.projects)
    tiles = {f["kies_regio"]: f for f in rows(page.places(database, selection, ())) if f["kies_regio"]}
    assert len(tiles) == 34
    for place, tile in tiles.items():
        assert tile["feit_0"] == numbers.counted(there[place], "project", "projecten")
    assert {tile["stand"] for place, tile in tiles.items() if place in regions.within(code)} == {advice.region.naam}


def test_a_table_of_themes_per_regio_adds_up_to_the_table_of_themes(database: Database, okt20: Selection) -> None:
    places, themes = (build_table(number, database, okt20) for number in ("regio-thema", "4"))
    for row in themes.counted:
        assert places.cell(places.closing, row.code).value == themes.cell(row).value
        assert sum(places.cell(place, row.code).whole or 0 for place in places.counted) == themes.cell(row).value
    whole, parts = places.row("regio", "ARN-ALLE"), ("ARN", "FOO", "ACH")
    assert places.cell(whole).value == sum(places.cell(places.row("regio", code)).whole or 0 for code in parts)


def test_ones_own_regio_is_on_top_and_then_who_has_most_to_learn_from(database: Database, okt20: Selection) -> None:
    drawing = page.grid(database, okt20.with_filter("regio", ["ZWO"]), ())
    names = list(dict.fromkeys(line["regio"] for line in rows(drawing)))
    fitting = {name: sum(int(ln["passend"]) for ln in rows(drawing) if ln["regio"] == name) for name in names[1:]}
    assert names[0] == "Zwolle"
    assert list(fitting.values()) == sorted(fitting.values(), reverse=True)
    assert drawing.title == "Zwolle kan in 9 thema’s iets leren, van 72 projecten in 32 regio’s"
    technology = next(line for line in rows(drawing) if (line["regio"], line["naam"]) == ("Zwolle", "Technologie"))
    assert (technology["mist"], technology["getal"]) == ("geen project", "0")
    assert {line["rand"] for line in rows(drawing) if line["passend"] not in ("0", numbers.NOTHING)} == {INK}


def test_a_click_chooses_the_regio_with_the_theme_and_then_another_theme(database: Database, okt20: Selection) -> None:
    start = page.grid(database, okt20, ())
    assert (start.chooses, start.title) == (("regio", "thema"), "Friesland heeft de meeste: 14 projecten")
    field = next(line for line in rows(start) if (line["regio"], line["naam"]) == ("Zwolle", "Technologie"))
    assert (field["kies_regio"], field["kies_thema"]) == ("ZWO", "technologie")
    own = page.grid(database, okt20.with_filter("regio", ["ZWO"]).with_filter("thema", ["technologie"]), ())
    assert own.chooses == ("thema",)
    assert {(line["kies_thema"], line["dekking"]) for line in rows(own) if line["naam"] == "Technologie"} == {
        ("technologie", 1.0)
    }
    assert {line["dekking"] for line in rows(own) if line["naam"] != "Technologie"} == {PALE}


def test_a_part_of_the_rule_turned_off_is_drawn(database: Database, okt20: Selection) -> None:
    zwolle = okt20.with_filter("regio", ["ZWO"])
    strict, looser = (sum(page.learner(database, zwolle, off).advised.values()) for off in ((), ("deelbaar",)))
    assert strict < looser
    assert page.grid(database, zwolle, ("deelbaar",)).title.split(" van ")[1].startswith(str(looser))


def test_names_of_themes_are_broken_at_a_seam(database: Database, okt20: Selection) -> None:
    lines = {line["naam"]: line["thema"] for line in rows(page.grid(database, okt20, ()))}
    assert lines["Regionale strategievorming"] == "Regionale\nstrategie-\nvorming"
    assert lines["Persoonsgerichte zorg"] == "Persoons-\ngerichte zorg"
    assert all(len(line) <= 13 for name in lines.values() for line in name.split("\n"))


def test_both_go_on_paper(database: Database, okt20: Selection) -> None:
    zwolle = okt20.with_filter("regio", ["ZWO"])
    for drawing in (page.grid(database, zwolle, ()), page.grid(database, okt20, ()), page.places(database, zwolle, ())):
        svg = vegalite_to_svg(dict(exported(drawing, ["Bron: WIR-register, okt-20"], 900)))
        assert "Bron: WIR-register, okt-20" in svg
        assert "var(" not in svg
