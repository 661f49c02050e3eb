"""What changed between two peilingen adds up in every direction, and is what the two registers say row by row."""

import random
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from tests.support.changed_registers import changed_store, latest_two
from tests.support.registers import project, workbook
from wir.common.errors import NoComparison
from wir.database.database import Database
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.register_differences import compare
from wir.domain.selection import PROJECT_FILTERS, REGION_FILTERS, Selection
from wir.domain.vocabulary import PHASES
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.build import CHANGES, JUDGED, OF_REGIONS, build_table
from wir.tables.model import Table
from wir.tables.project_rows import projects

COUNTED = (*JUDGED, "thema")


@pytest.fixture(scope="module")
def small_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    return changed_store(tmp_path_factory.mktemp("klein"))


@pytest.fixture(scope="module", params=["voorbeeld", "klein"])
def registers(request: pytest.FixtureRequest, example_store: Store) -> tuple[Store, Database]:
    """The example registers, and the small ones in which projects also vanish and change region."""
    store = example_store if request.param == "voorbeeld" else request.getfixturevalue("small_store")
    return store, Database(store)


def choices(database: Database, selection: Selection, filters: tuple[str, ...]) -> Iterator[Selection]:
    """Sixteen views with up to three random filters each, over either peiling; none of what changed."""
    vocabulary, regions = database.lists(database.shown(selection))
    values = {name: [t.code for t in vocabulary.terms(name)] for name in filters}
    values |= {"regio": [r.code for r in regions.selectable], "startjaar": ["2019", "2020", "onbekend"]}
    chance = random.Random(4)
    for turn in range(16):
        chosen = selection.turned() if turn % 2 else selection
        for name in chance.sample([n for n in filters if values[n]], k=turn % 4):
            chosen = chosen.with_filter(name, chance.sample(values[name], k=min(len(values[name]), turn % 3 + 1)))
        yield chosen


def counts(table: Table, column: int) -> dict[str, int]:
    return {row.code: int(row.values[column] or 0) for row in table.rows}


def alone(selection: Selection, peildatum: date) -> Selection:
    """The same filters on one of the two peildata."""
    return selection if selection.peildatum == peildatum else selection.turned()


def test_new_vanished_changed_and_unchanged_add_up_to_both_registers(registers: tuple[Store, Database]) -> None:
    _, database = registers
    for selection in choices(database, latest_two(database), PROJECT_FILTERS):
        table = build_table("verandering", database, selection)
        for column, peiling in enumerate(table.peilingen):
            found = counts(table, column)
            here = len(projects(database, alone(selection, peiling.peildatum)))
            assert found.pop("totaal") == sum(found.values()) == here
        assert (counts(table, 0)["nieuw"], counts(table, 1)["verdwenen"]) == (0, 0)
        assert counts(table, 0)["ongewijzigd"] == counts(table, 1)["ongewijzigd"]


@pytest.mark.parametrize("lijst", COUNTED)
def test_each_count_is_what_it_was_less_what_left_plus_what_came(registers: tuple[Store, Database], lijst: str) -> None:
    _, database = registers
    for selection in choices(database, latest_two(database), PROJECT_FILTERS):
        table = build_table(f"opbouw-{lijst}", database, selection)
        dates = [alone(selection, p.peildatum) for p in table.peilingen]
        was, became = (Counter(getattr(p, lijst) for p in projects(database, s)) for s in dates)
        for row in table.rows:
            earlier, gone, left, new, came, *drift, later = (int(v or 0) for v in row.values)
            assert later == earlier - gone - left + new + came + sum(drift)
            if row.kind != "totaal":
                assert (earlier, later) == (was[row.code], became[row.code])
        assert table.rows[-1].values == tuple(map(sum, zip(*(r.values for r in table.rows[:-1]), strict=True)))


@pytest.mark.parametrize("number", [n for n in CHANGES if n.startswith("overgang")])
def test_a_matrix_adds_up_to_all_that_stands_in_both(registers: tuple[Store, Database], number: str) -> None:
    _, database = registers
    of_regions = number in OF_REGIONS
    for selection in choices(database, latest_two(database), REGION_FILTERS[:5] if of_regions else PROJECT_FILTERS):
        table = build_table(number, database, selection)
        *rows, total = ([int(v or 0) for v in row.values] for row in table.rows)
        assert all(row[-1] == sum(row[:-1]) for row in [*rows, total])
        assert total == list(map(sum, zip(*rows, strict=True)))
        if of_regions:
            steps = build_table("stappen", database, selection)
            dimension = number.removeprefix("overgang-")
            assert total[-1] == next(r for r in steps.rows if r.code == dimension).values[-1]
        else:
            changes = counts(build_table("verandering", database, selection), table.peilingen.index(table.peiling))
            assert total[-1] == changes["gewijzigd"] + changes["ongewijzigd"]


def test_what_changed_is_what_a_comparison_of_the_registers_says(registers: tuple[Store, Database]) -> None:
    store, database = registers
    earlier, later = database.catalogue.current[-2:]
    found = compare(store.register_of(earlier), store.register_of(later))
    said, selection = found[PROJECTS], latest_two(database)
    table = build_table("verandering", database, selection)
    assert counts(table, 1) == {
        "nieuw": len(said.new),
        "verdwenen": 0,
        "gewijzigd": said.changed,
        "ongewijzigd": said.unchanged,
        "totaal": len(said.new) + len(said.pairs),
    }
    assert counts(table, 0)["verdwenen"] == len(said.vanished)
    for judgement in (j for j in JUDGED if j != "betrokkenheid"):  # a class of numbers, not a field
        assert cells(build_table(f"overgang-{judgement}", database, selection)) == said.transitions(judgement)
    for dimension in PHASES:
        by_phase = Counter(
            {tuple(str(v or "onbekend") for v in way): n for way, n in found[REGIONS].transitions(dimension).items()}
        )
        scored = cells(build_table(f"overgang-{dimension}", database, selection))
        silent = len(database.regions(later).scored) - sum(by_phase.values())
        assert scored == by_phase + Counter({("onbekend", "onbekend"): silent})


def cells(table: Table) -> dict[tuple[str, str], int]:
    """What is not 0, by from and to."""
    return {
        (row.code, column.key): int(value)
        for row in table.rows[:-1]
        for column, value in zip(table.columns[:-1], row.values, strict=False)
        if value
    }


def test_of_how_many_the_number_of_organisations_is_unknown_is_said(
    database: Database, okt20: Selection, small_store: Store
) -> None:
    for kind in ("opbouw", "overgang"):
        small = Database(small_store)
        notes = build_table(f"{kind}-betrokkenheid", small, latest_two(small)).footnotes
        common = "2 van 2" if kind == "overgang" else "3 van 3"
        later = "1 van 2" if kind == "overgang" else "2 van 3"
        unknown = "projecten is het aantal organisaties niet bekend."
        assert notes[1:] == (f"mei-21: bij {common} {unknown}", f"nov-21: bij {later} {unknown}")
        assert "okt-20: bij 20 van 318" in build_table("opbouw-betrokkenheid", database, okt20).footnotes[-1]
        assert not [n for n in build_table(f"{kind}-status", small, latest_two(small)).footnotes if "bekend" in n]


def test_a_project_that_is_moved_to_another_region_leaves_the_one_and_enters_the_other(small_store: Store) -> None:
    database = Database(small_store)
    for code, unchanged, vanished, new, changed in (
        ("TWE", (1, 1), (1, 0), (0, 1), (1, 0)),
        ("DRE", (0, 0), (0, 0), (0, 0), (0, 1)),
    ):
        table = build_table("verandering", database, latest_two(database).with_filter("regio", [code]))
        assert [row.values for row in table.rows[:-1]] == [new, vanished, changed, unchanged]
    assert "kan in of uit een selectie gaan" in table.footnotes[1]


def test_the_order_of_the_peildata_changes_who_is_shown_not_what_happened(database: Database, okt20: Selection) -> None:
    for number in CHANGES:
        one, other = build_table(number, database, okt20), build_table(number, database, okt20.turned())
        assert [row.values for row in one.rows] == [row.values for row in other.rows]
        assert (one.peiling, other.peiling) == one.peilingen[::-1]
    changes = build_table("verandering", database, okt20.turned())
    assert changes.shown.name == "mrt-20"


def test_two_versions_of_one_peildatum_are_told_apart(store: Store, tmp_path: Path) -> None:
    for rows in ([project()], [project(), project(projectnummer="P2")]):
        publish_workbook(store, workbook(tmp_path / "r.xlsx", rows), date(2021, 5, 1), door="test", label="mei-21")
    table = build_table("verandering", Database(store), Selection(date(2021, 5, 1), 2, date(2021, 5, 1), 1))
    assert [column.name for column in table.columns] == ["mei-21 v1", "mei-21 v2"]
    assert (table.rows[0].values, table.shown) == ((0, 1), table.columns[1])
    new = table.row("verandering", "nieuw")
    asked = ("", "2021-05-01", "2021-05-01_v1", "2021-05-01_v2")
    assert [table.cell(new, name).value for name in asked] == [1, 1, 0, 1]


@pytest.mark.parametrize(("shown", "compared"), list(permutations(("2019-03-01", "2019-10-01", "2020-11-01"), 2)))
def test_projects_cannot_be_compared_with_a_peiling_that_has_none(
    database: Database, shown: str, compared: str
) -> None:
    selection = Selection(date.fromisoformat(shown), None, date.fromisoformat(compared))
    with pytest.raises(NoComparison, match="bevat geen projecten"):
        build_table("verandering", database, selection)
    assert build_table("stappen", database, selection).rows[0].values[-1] == 34


def test_without_a_second_peildatum_nothing_can_be_compared(database: Database, okt20: Selection) -> None:
    for number in CHANGES:
        with pytest.raises(NoComparison, match="Kies bij ‘Vergelijk met’"):
            build_table(number, database, replace(okt20, vergelijk_peildatum=None))
