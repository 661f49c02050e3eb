"""The regions drawn: their steps on the map, their scores over time, and who is like whom."""

import random

import pytest

from tests.charts.test_drawings import SEEDS, rows
from tests.tables.test_recount import random_selection
from wir.charts.course_mark import course_mark
from wir.charts.drawing import PALE
from wir.database.database import Database
from wir.domain.address import at
from wir.domain.peiling import labels
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES
from wir.insight.profile import profile
from wir.store.store import Store
from wir.tables.build import build_table
from wir.ui import national
from wir.ui.profile.regions_alike import likeness_drawing
from wir.ui.region_scores import scores_drawing


@pytest.fixture(scope="module")
def database(example_store: Store) -> Database:
    return Database(example_store)


@pytest.fixture(scope="module")
def latest(database: Database) -> Selection:
    return at(database.catalogue, database.catalogue.latest())


@pytest.mark.parametrize("dimension", PHASES)
def test_the_map_of_steps_counts_what_the_table_of_steps_counts(
    database: Database, latest: Selection, dimension: str
) -> None:
    tiles = [tile for tile in rows(national.step_map(database, latest, dimension)) if tile["kies_regio"]]
    said = [tile["stand"] for tile in tiles]
    table = build_table("stappen", database, latest)
    counted = {c.key: table.cell(table.row("dimensie", dimension), c).value for c in table.columns}
    assert sum("vooruit" in words for words in said) == counted["vooruit"]
    assert said.count("gelijk") == counted["gelijk"]
    assert said.count("terug") == counted["terug"]


def test_a_step_says_from_what_to_what_and_that_a_stand_was_rebuilt(database: Database, latest: Selection) -> None:
    twente = next(t for t in rows(national.step_map(database, latest, "dynamiek")) if t["kies_regio"] == "TWE")
    assert (twente["feit_0"][:7], twente["feit_1"][:7]) == ("Fase 3:", "Fase 4:")
    assert twente["woorden"] == "1 fase vooruit (nagebouwd)"


@pytest.mark.parametrize("seed", SEEDS)
def test_the_scores_over_time_are_those_of_appendix_1_on_each_peildatum(
    database: Database, latest: Selection, seed: int
) -> None:
    selection = random_selection(random.Random(seed), latest)
    drawing = scores_drawing(database, selection, "bijlage")
    history = database.history(selection.with_filter("regio", ()))
    names = labels(history)
    tables = {names[p.key]: build_table("bijlage-1", database, at(database.catalogue, p, p.versie)) for p in history}
    shown = build_table("bijlage-1", database, selection.with_filter("regio", ()))
    fields = list(rows(drawing)) if drawing.spec else []
    fields = [field for field in fields if "kies_regio" in field]
    assert {f["kies_regio"] for f in fields} == {row.code for row in shown.rows}
    for field in fields:
        dimension = field["kolom"].partition("|")[0]
        phase = tables[field["dag"]].value("regio", field["kies_regio"], dimension)
        assert field["cijfer"] == str(phase or "–")


def test_the_scores_stand_in_the_order_that_was_asked_and_what_is_not_chosen_is_pale(
    database: Database, latest: Selection
) -> None:
    selection = latest.with_filter("regio", ["TWE"])
    fields = [f for f in rows(scores_drawing(database, selection, "visie")) if "kies_regio" in f]
    now = [f for f in fields if f["kolom"] == "visie|okt-20"]
    assert [int(f["cijfer"]) for f in now] == sorted(int(f["cijfer"]) for f in now)
    assert {f["regio"] for f in fields if f["dekking"] > PALE} == {"Twente"}
    assert {f["herkomst"] for f in now} == {"gepubliceerd"}


def test_likeness_is_drawn_by_the_parts_of_its_rule(database: Database, latest: Selection) -> None:
    selection = latest.with_filter("regio", ["TWE"])
    region = database.regions(database.shown(selection)).by_code["TWE"]
    parts = {
        (line["kies_regio"], line["deel"]): line["punten"]
        for line in rows(likeness_drawing(database, selection, region))
    }
    drawn = {other: sum(n for (code, _), n in parts.items() if code == other) for other, _ in parts}
    assert drawn == pytest.approx({a.region.code: a.points for a in profile(database, selection, region).alike})


class TestCourseMark:
    def test_it_says_its_numbers_and_leaves_out_what_is_not_registered(self) -> None:
        mark = course_mark([("mrt-19", None), ("mrt-20", 268), ("okt-20", 1318)])
        assert 'aria-label="mrt-20 268, okt-20 1.318"' in mark

    def test_there_is_none_of_one_peildatum(self) -> None:
        assert course_mark([("mrt-19", None), ("okt-20", 318)]) == ""

    def test_it_stands_on_zero(self) -> None:
        assert 'points="3.0,19.0 93.0,3.0"' in course_mark([("a", 0), ("b", 4)])
