"""How two regions are alike: a rule that can be recomputed by hand."""

from collections.abc import Mapping

import pytest

from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, regions
from wir.insight.likeness import MOST, most_like, overlap, ranked
from wir.tables.region_scores import Standing

REGIONS = regions().by_code


def standing(code: str, *phases: int | None) -> Standing:
    now: Mapping[str, int | None] = dict(zip(PHASES, phases, strict=True))
    return Standing(REGIONS[code], now, {}, True, frozenset(), frozenset())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ({"a": 2, "b": 2}, {"a": 5, "b": 5}, 1.0),
        ({"a": 1}, {"b": 3}, 0.0),
        ({"a": 3, "b": 1}, {"a": 1, "b": 1}, 0.75),
        ({"a": 1, "b": 1}, {"a": 1, "c": 1}, 0.5),
        ({}, {"a": 1}, None),
        ({"a": 1}, {}, None),
    ],
)
def test_the_overlap_of_two_theme_mixes(one: dict[str, int], other: dict[str, int], same: float | None) -> None:
    assert overlap(one, other) == same
    assert overlap(other, one) == same


def test_points_are_equal_phases_the_concessiehouder_and_the_overlap() -> None:
    found = ranked(
        REGIONS["TWE"],
        [standing("TWE", 4, 4, 4), standing("GRN", 4, 4, 5), standing("DRE", 4, 4, 4), standing("ZEE", 1, 1, 1)],
        {"TWE": {"a": 1, "b": 1}, "GRN": {"a": 1}, "DRE": {"b": 4}, "ZEE": {"a": 7}},
    )
    assert [(a.region.code, a.equal, a.same_holder, a.points) for a in found] == [
        ("GRN", ("afspraken", "dynamiek"), True, 3.5),
        ("DRE", ("afspraken", "dynamiek", "visie"), False, 3.5),
        ("ZEE", (), False, 0.5),
    ]


def test_what_is_not_scored_is_not_alike() -> None:
    unscored = [standing("TWE", None, None, None), standing("DRE", None, None, None)]
    assert ranked(REGIONS["TWE"], unscored, {}) == ()


def test_achterhoek_is_most_like_twente(database: Database, okt20: Selection) -> None:
    found = most_like(database, okt20.with_filter("thema", ["technologie"]), REGIONS["TWE"])
    assert [a.region.code for a in found] == ["ACH", "GRN", "NOB", "NML", "ZOB"]
    assert len(found) == MOST
    assert (found[0].equal, found[0].same_holder) == (PHASES, True)
    assert round(found[0].points, 2) == 4.68


def test_a_peiling_without_projects_compares_scores_only(database: Database, okt20: Selection) -> None:
    first = database.catalogue.current[0]
    found = most_like(database, Selection(first.peildatum), REGIONS["TWE"])
    assert {a.overlap for a in found} == {None}
    assert found[0].points == 4
