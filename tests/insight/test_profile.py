"""What there is to say of one regio, counted by hand in the example register."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.registers import project, score, workbook
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.selection import Selection
from wir.domain.vocabulary import regions
from wir.insight.profile import ahead, neighbours, profile, region_of, scopes, theme_mix, transitions
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.build import build_table

REGIONS = regions()
BY_CODE = REGIONS.by_code


@pytest.mark.parametrize(
    ("code", "parts", "whole", "projects", "alike"),
    [
        ("TWE", ["TWE"], None, 9, 5),
        ("FOO", ["FOO"], "ARN-ALLE", 9, 5),
        ("ARN-ALLE", ["ARN", "FOO", "ACH"], None, 24, 0),
        ("ROT", ["ROT"], "ROT-ALLE", 10, 5),
        ("ROT-ALLE", ["ROT", "CAP"], None, 20, 0),
    ],
)
def test_a_regio_and_a_zorgkantoorregio_as_a_whole(
    database: Database, okt20: Selection, code: str, parts: list[str], whole: str | None, projects: int, alike: int
) -> None:
    found = profile(database, okt20, BY_CODE[code])
    assert [part.code for part in found.parts] == parts
    assert (found.whole.code if found.whole else None) == whole
    assert (len(found.projects), len(found.alike)) == (projects, alike)
    assert set(found.histories) == set(parts)


def test_filters_on_projects_count_and_the_others_do_not(database: Database, okt20: Selection) -> None:
    themed = okt20.with_filter("thema", ["technologie"])
    elsewhere = themed.with_filter("concessiehouder", ["cz"]).with_filter("visie", ["5"]).with_filter("regio", ["DRE"])
    assert profile(database, elsewhere, BY_CODE["TWE"]) == profile(database, themed, BY_CODE["TWE"])
    assert len(profile(database, themed, BY_CODE["TWE"]).projects) == 2


def test_what_is_placed_at_the_whole_stands_apart(store: Store, tmp_path: Path) -> None:
    broad = project(projectnummer="P1", zorgkantoorregio="Arnhem")
    own = project(projectnummer="P2", zorgkantoorregio="Arnhem", subregio="Food Valley")
    publish_workbook(store, workbook(tmp_path / "a.xlsx", [broad, own], [score()]), date(2020, 11, 1), door="wir")
    database = Database(store)
    selection = default(database.catalogue)
    counts = {}
    for code in ("ARN-ALLE", "FOO", "ACH"):
        found = profile(database, selection, BY_CODE[code])
        counts[code] = ([p.projectnummer for p in found.projects], [p.projectnummer for p in found.regionwide])
    assert counts == {"ARN-ALLE": (["P1", "P2"], []), "FOO": (["P2"], ["P1"]), "ACH": ([], ["P1"])}


@pytest.mark.parametrize(
    ("code", "before", "after"),
    [("TWE", "GRN", "ARN"), ("ZEE", None, "WBR"), ("GOO", "UTR", None), ("ARN-ALLE", "TWE", "WAA")],
)
def test_the_next_regio_is_that_of_appendix_1(code: str, before: str | None, after: str | None) -> None:
    assert [r.code if r else None for r in neighbours(BY_CODE[code], REGIONS)] == [before, after]


@pytest.mark.parametrize(("codes", "found"), [((), None), (("TWE",), "TWE"), (("ACH", "TWE"), None)])
def test_a_profile_is_of_exactly_one(okt20: Selection, codes: tuple[str, ...], found: str | None) -> None:
    region = region_of(okt20.with_filter("regio", codes), REGIONS)
    assert (region.code if region else None) == found


def test_the_theme_mix_beside_the_concessiehouder_and_the_netherlands(database: Database, okt20: Selection) -> None:
    beside = scopes(
        okt20.with_filter("regio", ["ARN-ALLE"]), BY_CODE["ARN-ALLE"], database.lists(database.shown(okt20))
    )
    assert [s.name for s in beside] == ["Arnhem (hele zorgkantoorregio)", "Menzis", "Nederland"]
    lines = {line.code: line for line in theme_mix([build_table("4", database, s.selection) for s in beside])}
    keeping, chain = lines["professionals-behouden"], lines["samenwerking-in-de-keten"]
    assert (keeping.counts, chain.counts, lines["totaal"].counts) == ((8, 13, 39), (1, 1, 58), (24, 43, 318))
    assert keeping.shares == (8 / 24, 13 / 43, 39 / 318)
    assert keeping.surplus == pytest.approx(8 - 24 * 39 / 318)
    assert (keeping.few, lines["technologie"].few, lines["anders-werken"].few) == (False, False, True)
    assert lines["totaal"].surplus is None


def test_a_difference_of_two_projects_is_not_few(database: Database, okt20: Selection) -> None:
    beside = scopes(okt20, BY_CODE["TWE"], database.lists(database.shown(okt20)))
    tables = [build_table("4", database, s.selection) for s in beside]
    for line in theme_mix(tables):
        assert line.few == (line.surplus is not None and abs(line.surplus) < 2)
    assert next(line for line in theme_mix(tables) if line.code == "samenwerking-in-de-keten").few


def test_nothing_registered_is_not_nothing(database: Database, okt20: Selection) -> None:
    first = Selection(database.catalogue.current[0].peildatum)
    beside = scopes(first, BY_CODE["TWE"], database.lists(database.shown(first)))
    lines = theme_mix([build_table("4", database, s.selection) for s in beside])
    assert {(line.counts, line.shares, line.surplus) for line in lines} == {((None,) * 3, (None,) * 3, None)}


@pytest.mark.parametrize(
    ("number", "dimension", "phase", "count", "behind"),
    [
        ("3", "visie", 4, 18, True),
        ("3", "visie", 5, 0, False),
        ("1", "afspraken", 3, 32, True),
        ("2", "dynamiek", 4, 0, False),
    ],
)
def test_behind_is_under_the_median(
    database: Database, okt20: Selection, number: str, dimension: str, phase: int, count: int, behind: bool
) -> None:
    found = ahead(build_table(number, database, okt20), dimension, phase)
    assert (found.count, found.scored, found.behind) == (count, 34, behind)


def test_exactly_half_further_is_not_behind(database: Database, okt20: Selection) -> None:
    mrt20 = Selection(date(2020, 3, 1))
    found = ahead(build_table("2", database, mrt20), "dynamiek", 3)
    assert (found.count, found.scored, found.behind) == (17, 34, False)


def test_transitions_are_the_cells_that_count_something(database: Database, okt20: Selection) -> None:
    twente = okt20.with_filter("regio", ["TWE"])
    found = transitions(build_table("overgang-dynamiek", database, twente))
    assert [(t.old, t.new, t.count, t.back) for t in found] == [("3", "4", 1, False)]
    assert found[0].words == ("Fase 3: Intrinsieke motivatie", "Fase 4: Samenwerking vanuit visie")
    status = {(t.old, t.new): t.count for t in transitions(build_table("overgang-status", database, twente))}
    assert status[("lopend", "niet-succesvol")] == 1
    assert sum(status.values()) == 7


def test_a_step_back_is_seen_and_the_unscored_not_compared(store: Store, tmp_path: Path) -> None:
    for day, phase in ((date(2020, 3, 1), 5), (date(2020, 11, 1), 3)):
        publish_workbook(store, workbook(tmp_path / "a.xlsx", [project()], [score(visie=phase)]), day, door="wir")
    database = Database(store)
    selection = default(database.catalogue)
    found = transitions(build_table("overgang-visie", database, selection))
    assert [(t.old, t.new, t.count, t.back, t.comparable) for t in found] == [
        ("5", "3", 1, True, True),
        ("onbekend", "onbekend", 33, False, False),
    ]
