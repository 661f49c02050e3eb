"""The phases over all peilingen as small drawings: gaps where nothing is scored, open points where it was rebuilt."""

import re
from datetime import date
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.support.registers import project, score, workbook
from wir.charts.small_multiples import HEIGHT, MARGIN, Course, courses, multiples, plot
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import regions
from wir.export.picture_multiples import multiples_svg, of_courses
from wir.store.publishing import publish_workbook
from wir.store.store import Store


@pytest.fixture
def gaps(store: Store, tmp_path: Path) -> Course:
    """Twente: visie 2, not scored, a peiling without scores, 3, 3 and back to 1."""
    for month, said in (("03", 2), ("04", None), ("05", "geen"), ("06", 3), ("07", 3), ("08", 1)):
        scores = None if said == "geen" else [score(visie=said)]
        register = workbook(tmp_path / "r.xlsx", [project()], scores)
        publish_workbook(store, register, date.fromisoformat(f"2021-{month}-01"), door="test")
    selection = Selection(date(2021, 8, 1), None, date(2021, 3, 1), eerder=_all(store))
    return next(c for c in courses(Database(store), selection, "visie") if c.region.code == "TWE")


def _all(store: Store) -> tuple[str, ...]:
    return tuple(p.key for p in store.peilingen())


def test_the_regions_stand_in_the_order_of_appendix_1(database: Database, okt20: Selection) -> None:
    found = courses(database, okt20, "visie")
    assert [c.region.code for c in found] == [r.code for r in regions().scored]
    chosen = courses(database, okt20.with_filter("concessiehouder", ["menzis"]), "visie")
    assert [c.region.code for c in chosen] == ["GRN", "TWE", "ARN", "FOO", "ACH"]


def test_a_course_says_each_phase_and_which_were_not_published(database: Database, okt20: Selection) -> None:
    twente = next(c for c in courses(database, okt20, "visie") if c.region.code == "TWE")
    assert twente.said == (
        "mrt-19 fase 2 (gereconstrueerd), okt-19 fase 2 (gereconstrueerd), mrt-20 fase 4 (gereconstrueerd), "
        "okt-20 fase 4"
    )
    assert [dot.open for dot in plot(twente, 5).dots] == [True, True, True, False]


def test_what_is_not_scored_is_a_gap_in_the_line(gaps: Course) -> None:
    assert gaps.said == (
        "mrt-21 fase 2, apr-21 niet gescoord, mei-21 niet geregistreerd, jun-21 fase 3, jul-21 fase 3, aug-21 fase 1"
    )
    drawn = plot(gaps, 5)
    assert [dot.phase for dot in drawn.dots] == [2, 3, 3, 1]
    assert re.sub(r"[\d. ]+", "", drawn.path) == "MMHVHV"


def test_higher_is_further_and_time_goes_to_the_right_as_it_passed(gaps: Course) -> None:
    first, june, _, last = plot(gaps, 5).dots
    assert last.y == HEIGHT - MARGIN
    assert first.y - june.y == pytest.approx((HEIGHT - 2 * MARGIN) / 4)
    assert (june.x - first.x) / (last.x - first.x) == pytest.approx(92 / 153)


def test_each_drawing_is_a_link_with_its_phases_in_words(gaps: Course) -> None:
    drawn = ET.fromstring(multiples([(gaps, "Regioprofiel?regio=TWE&x=<b>")], 5, "Visie <i>"))
    anchor = drawn.find("ul/li/a")
    assert anchor is not None
    assert (anchor.get("href"), anchor.findtext("b")) == ("Regioprofiel?regio=TWE&x=<b>", "Twente")
    assert anchor.findtext("span[@class='voorlezen']") == gaps.said
    assert drawn.findtext("figcaption") == "Visie <i>"


def test_the_picture_holds_every_course_and_its_words(database: Database, okt20: Selection) -> None:
    found = courses(database, okt20, "visie")
    listing = of_courses("Regiovisie per regio", "onderschrift", found, database.history(okt20), "http://hier/")
    picture = ET.fromstring(multiples_svg(listing, found, 5))
    space = "{http://www.w3.org/2000/svg}"
    assert len(list(picture.iter(f"{space}circle"))) == 34 * 4 + 2
    assert "Twente: mrt-19 fase 2 (gereconstrueerd)" in (picture.findtext(f"{space}desc") or "")
    assert not [e for e in picture.iter() if "class" in e.attrib]


def test_the_rows_of_a_file_name_what_was_reconstructed(gaps: Course, database: Database, okt20: Selection) -> None:
    peilingen = [s.peiling for s in gaps.scores]
    assert of_courses("t", "o", [gaps], peilingen, "").lines[0].cells == (
        *("Twente", "Menzis", 2, None, None, 3, 3, 1),
        "",
    )
    example = of_courses("t", "o", courses(database, okt20, "visie"), database.history(okt20), "")
    assert example.lines[9].cells == ("Twente", "Menzis", 2, 2, 4, 4, "mrt-19, okt-19, mrt-20")
    assert example.example
