"""The drawings above the list of projects say what its facets say, follow all filters but their own, can be swept."""

import json
import random

import pytest
from vl_convert import vegalite_to_svg

from tests.charts.test_drawings import rows
from tests.support.selections import random_selection
from wir.charts.drawing import PALE, exported
from wir.charts.strip import MOST_BARS, Part, over_time
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.tables.facets import facets
from wir.ui.blocks.drawings import swept
from wir.ui.projects.page import STRIP, strip_drawing


@pytest.mark.parametrize("seed", range(12))
def test_every_bar_says_what_the_facet_says(database: Database, okt20: Selection, seed: int) -> None:
    selection = random_selection(random.Random(seed), okt20)
    counts = {f.name: {v.code: v.count for v in f.values} for f in facets(database, selection)}
    for name, (_, draw) in STRIP.items():
        drawing = strip_drawing(database, selection, name, draw)
        drawn = {line["code"]: line["aantal"] for line in rows(drawing)} if drawing.spec else {}
        known = {code: n for code, n in counts[name].items() if name != "halfjaar" or code != "onbekend"}
        if name == "halfjaar":
            assert {code: n for code, n in drawn.items() if n} == {code: n for code, n in known.items() if n}
        else:
            assert drawn.items() <= known.items()
            assert len(drawn) == min(MOST_BARS, len(known))


def test_what_is_chosen_stands_out_and_stays_among_the_largest(database: Database, okt20: Selection) -> None:
    chosen = okt20.with_filter("thema", ["leren-en-verbeteren"]).with_filter("halfjaar", ["2019-1", "2019-2"])
    drawing = strip_drawing(database, chosen, "thema", STRIP["thema"][1])
    assert {line["code"] for line in rows(drawing) if line["dekking"] > PALE} == {"leren-en-verbeteren"}
    assert drawing.title.startswith("Leren en verbeteren")
    starts = strip_drawing(database, chosen, "halfjaar", STRIP["halfjaar"][1])
    assert [line["code"] for line in rows(starts) if line["dekking"] > PALE] == ["2019-1", "2019-2"]


def test_half_years_without_a_start_keep_their_place() -> None:
    drawing = over_time("halfjaar", "Start", [Part("2020-1", "a", 2, False), Part("2018-2", "b", 1, False)])
    assert [line["code"] for line in rows(drawing)] == ["2018-2", "2019-1", "2019-2", "2020-1"]
    long_ago = over_time("halfjaar", "Start", [Part("1020-1", "a", 2, False), Part("2018-2", "b", 1, False)])
    assert len(list(rows(long_ago))) == 200


def test_a_sweep_chooses_exactly_what_it_passes_over(database: Database, okt20: Selection) -> None:
    drawing = strip_drawing(database, okt20, "halfjaar", STRIP["halfjaar"][1])
    params = [p for layer in drawing.spec["layer"] for p in layer.get("params", [])]
    assert {p["name"]: p["select"]["type"] for p in params} == {"kies": "point", "erbij": "point", "veeg": "interval"}
    assert swept(okt20.with_filter("halfjaar", ["2018-1"]), "halfjaar", ["2020-1", "2019-2"]).of("halfjaar") == (
        "2019-2",
        "2020-1",
    )
    assert vegalite_to_svg(exported(drawing, [], 400)).count('aria-roledescription="bar"') == 8
    assert json.dumps(drawing.spec)
