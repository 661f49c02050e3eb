"""The phases over all peilingen: gaps where nothing is scored, and what was rebuilt, in words, drawn and as rows."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.registers import project, score, workbook
from wir.charts.courses import courses as drawn
from wir.charts.drawing import PALE
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import regions
from wir.export.courses import of_courses
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.courses import Course, courses

PHASES = {n: f"Fase {n}" for n in range(1, 6)}


@pytest.fixture
def gaps(store: Store, tmp_path: Path) -> Course:
    """Twente: visie 2, not scored, a peiling without scores, 3, 3 and back to 1."""
    for month, said in (("03", 2), ("04", None), ("05", "geen"), ("06", 3), ("07", 3), ("08", 1)):
        scores = None if said == "geen" else [score(visie=said)]
        register = workbook(tmp_path / "r.xlsx", [project()], scores)
        publish_workbook(store, register, date.fromisoformat(f"2021-{month}-01"), door="test")
    selection = Selection(date(2021, 8, 1), None, date(2021, 3, 1), eerder=tuple(p.key for p in store.peilingen()))
    return next(c for c in courses(Database(store), selection, "visie") if c.region.code == "TWE")


def test_the_regions_stand_in_the_order_of_appendix_1(database: Database, okt20: Selection) -> None:
    found = courses(database, okt20.with_filter("concessiehouder", ["menzis"]), "visie")
    assert [c.region.code for c in found] == [r.code for r in regions().scored]
    assert [c.region.code for c in found if c.chosen] == ["GRN", "TWE", "ARN", "FOO", "ACH"]


def test_a_step_chooses_regions_and_not_peildata(database: Database, okt20: Selection) -> None:
    found = courses(database, okt20.with_filter("stap", ["visie.gelijk"]), "visie")
    assert sum(c.chosen for c in found) == 14
    assert {len(c.scores) for c in found} == {4}


def test_a_course_says_each_phase_and_which_were_not_published(database: Database, okt20: Selection) -> None:
    twente = next(c for c in courses(database, okt20, "visie") if c.region.code == "TWE")
    assert twente.said == (
        "mrt-19 fase 2 (gereconstrueerd), okt-19 fase 2 (gereconstrueerd), mrt-20 fase 4 (gereconstrueerd), "
        "okt-20 fase 4"
    )
    assert twente.step == 2


def test_what_is_not_scored_is_a_gap_in_the_line(gaps: Course) -> None:
    assert gaps.said == (
        "mrt-21 fase 2, apr-21 niet gescoord, mei-21 niet geregistreerd, jun-21 fase 3, jul-21 fase 3, aug-21 fase 1"
    )
    assert gaps.step == -1
    drawing = drawn([gaps], [s.peiling for s in gaps.scores], PHASES)
    lines = [line for data in drawing.spec["datasets"].values() for line in data if "deel" in line]
    pieces = {
        part: [line for line in lines if line["deel"] == part] for part in dict.fromkeys(p["deel"] for p in lines)
    }
    # A phase on its own, then from June on without a break.
    assert [{line["fase"] for line in piece} for piece in pieces.values()] == [{2}, {3}, {3}, {1}]
    ends = [(piece[0]["x"], piece[-1]["x"]) for piece in pieces.values()]
    assert ends[0][1] < ends[1][0]
    assert ends[1][1] == ends[2][0]
    assert drawing.title == "Twente: terug sinds mrt-21"


def test_every_regio_is_drawn_through_its_phases_and_what_is_not_chosen_is_pale(
    database: Database, okt20: Selection
) -> None:
    selection = okt20.with_filter("concessiehouder", ["menzis"])
    found = courses(database, selection, "dynamiek")
    drawing = drawn(found, database.history(selection), dict(list(PHASES.items())[:4]))
    lines = [line for data in drawing.spec["datasets"].values() for line in data if "deel" in line]
    for course in found:
        own = [line for line in lines if line["kies_regio"] == course.region.code]
        phases = {(line["peiling"], line["fase"]) for line in own}
        assert phases == {(s.peiling.key, s.phases["dynamiek"]) for s in course.scores}
        at_its_phase = {round(line["y"]) == line["fase"] for line in own if line["x"] <= 0}
        assert at_its_phase == {True}
        assert {line["dekking"] for line in own} == {1.0 if course.chosen else PALE}
    assert drawing.title == "5 van de 5 regio’s gingen vooruit sinds mrt-19"


def test_nothing_chosen_is_said(database: Database, okt20: Selection) -> None:
    found = courses(database, okt20.with_filter("afspraken", ["1"]), "visie")
    assert drawn(found, database.history(okt20), PHASES).title == "In deze selectie is geen regio gescoord"


def test_the_rows_of_a_file_name_what_was_reconstructed(gaps: Course, database: Database, okt20: Selection) -> None:
    peilingen = [s.peiling for s in gaps.scores]
    assert of_courses("t", "o", [gaps], peilingen, "").lines[0].cells == (
        *("Twente", "Menzis", 2, None, None, 3, 3, 1),
        "",
    )
    example = of_courses("t", "o", courses(database, okt20, "visie"), database.history(okt20), "")
    assert example.lines[9].cells == ("Twente", "Menzis", 2, 2, 4, 4, "mrt-19, okt-19, mrt-20")
    assert example.example
