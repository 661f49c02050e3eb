"""Drawings of what changed say what their tables say, for any selection, and what a click on them chooses."""

import random

import pytest
from vl_convert import vegalite_to_svg

from tests.support.drawn import rows
from tests.support.selections import random_selection
from wir.charts.drawing import PALE, exported
from wir.database.database import Database
from wir.domain.change_codes import DIRECTIONS
from wir.domain.selection import Selection
from wir.tables.build import JUDGED, build_table
from wir.tables.model import Table
from wir.tables.transitions import DIMENSIONS
from wir.ui import development as page

SEEDS = [seed if seed < 6 else pytest.param(seed, marks=pytest.mark.full) for seed in range(100)]


def compared(base: Selection, seed: int) -> Selection:
    selection = random_selection(random.Random(seed), base)
    return selection if selection.vergelijk_peildatum else base.over(base).with_filter("regio", selection.of("regio"))


@pytest.mark.parametrize("seed", SEEDS)
def test_every_drawing_has_the_counts_of_its_table(database: Database, okt20: Selection, seed: int) -> None:
    selection = compared(okt20, seed)
    steps = build_table("stappen", database, selection)
    assert {line["kies_stap"]: line["aantal"] for line in rows(page.step_bars(database, selection))} == {
        f"{row.code}.{way}": count
        for row in steps.counted
        for way in DIRECTIONS
        if (count := steps.cell(row, way).whole)
    }
    for name in (*DIMENSIONS, *JUDGED):
        table = build_table(f"overgang-{name}", database, selection)
        drawn = {
            (line["was"], line["werd"]): line["aantal"]
            for line in rows(page.shift_map(database, selection, table.number))
        }
        assert {way: count for way, count in drawn.items() if count} == went(table)
    for name in (*JUDGED, "thema"):
        table = build_table(f"opbouw-{name}", database, selection)
        row = table.rows[seed % len(table.rows)]
        falls = list(rows(page.waterfall(database, selection, name, row.code)))
        assert [line["aantal"] for line in falls] in ([], list(row.values))
        # What comes and goes ends where the last column stands.
        assert not falls or falls[-1]["tot"] == falls[-2]["tot"]
    for name in ("thema", "regio"):
        table = build_table(f"opbouw-{name}", database, selection.with_filter(name, ()))
        drawing = page.growth(database, selection, name)
        total = {line["code"]: 0 for line in rows(drawing)}
        for line in rows(drawing):
            row = table.row(name, line["code"])
            total[row.code] += line["aantal"]
            assert (line["was"], line["werd"]) == (row.values[0], row.values[-1])
        for row in table.counted:
            assert total.get(row.code, 0) == (row.values[-1] or 0) - (row.values[0] or 0)


def went(table: Table) -> dict[tuple[str, str], int]:
    """How many went from which value to which, as the table has it."""
    return {
        (old.label, f"{new.label} (gelijk)" if old is new else new.label): count
        for old in table.counted
        for new in table.counted
        if (count := table.cell(old, new.code).whole)
    }


def test_projects_per_regio_add_up_to_what_changed(database: Database, okt20: Selection) -> None:
    places, all_of_it = (build_table(number, database, okt20) for number in ("opbouw-regio", "verandering"))
    new = all_of_it.cell(all_of_it.row("verandering", "nieuw")).value
    assert (
        sum(places.cell(row, "nieuw").whole or 0 for row in places.counted)
        == new
        == places.cell(places.closing, "nieuw").value
    )
    assert places.closing.values == (268, 0, 50, 318)


def test_a_click_on_a_field_chooses_who_went_so_and_the_others_pale(database: Database, okt20: Selection) -> None:
    chosen = okt20.with_filter("verandering", ["status.lopend.succesvol"])
    lines = {line["zin"]: line for line in rows(page.shift_map(database, chosen, "overgang-status"))}
    one = lines["Lopend → Afgerond en succesvol verlopen: 19"]
    assert one["kies_verandering"] == "status.lopend.succesvol"
    assert {line["zin"] for line in lines.values() if line["dekking"] == 1} == {one["zin"]}
    # What was chosen of another list, or as a direction, is no field of this one.
    other = okt20.with_filter("verandering", ["impact.klein-veel."]).with_filter("stap", ["visie.gelijk"])
    for number in ("overgang-status", "overgang-visie"):
        assert PALE not in {line["dekking"] for line in rows(page.shift_map(database, other, number))}


def test_the_words_over_the_drawings_say_what_is_to_be_seen(database: Database, okt20: Selection) -> None:
    assert page.shift_map(database, okt20, "overgang-status").title == (
        "29 van de 268 projecten veranderden, 19 van ‘Lopend’ naar ‘Afgerond en succesvol verlopen’"
    )
    assert page.waterfall(database, okt20, "status", "lopend").title == "Lopend: van 237 naar 244 (+7)"
    assert page.growth(database, okt20, "thema").title == "Samenwerking in de keten groeide het meest: van 42 naar 58"
    nothing = okt20.with_filter("thema", ["efficient-werken"])
    assert page.shift_map(database, nothing, "overgang-status").title == "Geen projecten in beide peilingen"
    assert page.waterfall(database, nothing, "status", "lopend").title == "Lopend: geen projecten op beide peildata"
    assert page.growth(database, nothing, "regio").title == "Geen projecten in deze selectie"


def test_what_did_not_move_is_one_sentence(database: Database, okt20: Selection) -> None:
    drawing = page.growth(database, okt20, "regio")
    assert "Gelijk gebleven: Zuid-Limburg (10), Groningen (10)" in drawing.subtitle
    assert "Groningen" not in {line["label"] for line in rows(drawing)}


def test_each_goes_on_paper(database: Database, okt20: Selection) -> None:
    for drawing in (
        page.course_lines(database, okt20, "visie"),
        page.step_bars(database, okt20),
        page.shift_map(database, okt20, "overgang-impact"),
        page.waterfall(database, okt20, "status", "lopend"),
        page.growth(database, okt20, "thema"),
    ):
        svg = vegalite_to_svg(dict(exported(drawing, ["Bron: WIR-register, okt-20"], 800)))
        assert "Bron: WIR-register, okt-20" in svg
        assert "var(" not in svg
