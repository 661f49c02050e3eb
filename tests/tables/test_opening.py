"""Every count opens exactly that many rows: of every table, for any selection, on either side of a comparison."""

import random
from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from tests.support.registers import project, score, workbook
from tests.support.selections import random_selection
from wir.common.errors import NoComparison
from wir.database.database import Database
from wir.domain.address import default, read_params
from wir.domain.selection import Selection
from wir.store.peiling_files import seal
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.build import EVERY, OF_REGIONS, build_table
from wir.tables.key_figures import USED, key_figures
from wir.tables.model import Opening, Table
from wir.tables.project_rows import projects

CHANGES = [
    "nieuw",
    "gewijzigd",
    "ongewijzigd",
    "status..",
    "status.lopend.succesvol",
    "thema..technologie",
    "verdwenen",
]
STEPS = ["visie.vooruit", "visie.gelijk", "dynamiek.3.4", "afspraken.terug"]


def rows_of(database: Database, table: Table, opening: Opening) -> int:
    """How many rows the link of a count gives, read back from its address."""
    reading = read_params(table.opened(opening, database.catalogue).to_params(), database.catalogue, database.lists)
    assert reading.refused == ()
    selection = reading.selection
    return counted(database, selection, "standen" if table.number in OF_REGIONS else "projecten")


@cache
def counted(database: Database, selection: Selection, query: str) -> int:
    """The rows of the list of regions or projects: the same selection is opened by many counts."""
    return len(database.run(query, selection, [database.shown(selection)]))


def counts(table: Table) -> Iterator[tuple[str, str, int, Opening]]:
    """Each count of a table with what it opens, by the names of its row and column."""
    for row in table.rows:
        assert len(row.opens) in (0, len(row.values))
        for column, value, opening in zip(
            table.columns, row.values, row.opens or [None] * len(row.values), strict=True
        ):
            if opening is None:
                assert column.kind != "aantal", (table.number, row.label, column.name)
            elif value:
                yield row.label, column.name, int(value), opening


def check(database: Database, selection: Selection) -> int:
    checked = 0
    for number in EVERY:
        try:
            table = build_table(number, database, selection)
        except NoComparison:
            continue
        for row, column, value, opening in counts(table):
            assert rows_of(database, table, opening) == value, (number, row, column, selection)
            checked += 1
    return checked


def selections(base: Selection, most: int) -> list[Selection]:
    """The report's view, its mirror, and selections with any filters, changes and words among them."""
    dice = random.Random(4)
    found = [base, base.turned()]
    for _ in range(most):
        selection = random_selection(dice, base)
        if selection.vergelijk_peildatum == date(2020, 11, 1):
            selection = selection.with_filter("startjaar", ["2019", "2020"])
        elif selection.vergelijk_peildatum:
            selection = selection.with_filter("verandering", dice.sample(CHANGES, dice.choice([0, 1, 2])))
            selection = selection.with_filter("stap", dice.sample(STEPS, dice.choice([0, 0, 1, 2])))
        found.append(selection.with_filter("zoek", dice.choice([[], [], ["project 1"]])))
    return found


@pytest.mark.parametrize("part", [*range(3), *(pytest.param(n, marks=pytest.mark.full) for n in range(3, 42))])
def test_every_count_of_every_table_opens_as_many_rows(database: Database, okt20: Selection, part: int) -> None:
    assert check(database, selections(okt20, 40)[part]) > 40


def test_a_key_figure_opens_what_it_counts(database: Database, okt20: Selection) -> None:
    own = {"status": ["succesvol", "lopend"], "opschaalbaarheid": ["landelijk"], "thema": ["technologie"]}
    for filters in ({}, own, {"status": ["succesvol"]}, {"visie": ["4"], "regio": ["ARN-ALLE"]}):
        selection = okt20
        for name, codes in filters.items():
            selection = selection.with_filter(name, codes)
        tables = {n: build_table(n, database, selection) for n in USED}
        for figure in key_figures(tables):
            if figure.count:
                assert rows_of(database, tables[figure.table], Opening(figure.filters)) == figure.count, figure


def drop(folder: Path, name: str, line: str) -> None:
    """Take a value or regio out of the lists that a peiling keeps."""
    path = folder / name
    rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join(row for row in rows if not row.startswith(line)), encoding="utf-8")
    seal(folder)
    seal(folder)


def test_also_where_the_two_peilingen_have_other_lists(store: Store, tmp_path: Path) -> None:
    """A status, a phase and a part of Arnhem that the later peiling does not know."""
    arnhem = {"zorgkantoorregio": "Arnhem", "concessiehouder": None}
    before = [
        project(status="Nog niet gestart", subregio="Food Valley", **arnhem),
        project(projectnummer="P2", **arnhem),
    ]
    after = [project(subregio="Arnhem", **arnhem), project(projectnummer="P2", **arnhem)]
    for day, rows, phase in ((date(2020, 3, 1), before, 5), (date(2020, 11, 1), after, 4)):
        register = workbook(tmp_path / "r.xlsx", rows, [score(visie=phase)])
        peiling = publish_workbook(store, register, day, door="wir")
    drop(peiling.folder, "begrippen.csv", "status,nog-niet-gestart")
    drop(peiling.folder, "begrippen.csv", "visie,5")
    drop(peiling.folder, "regios.csv", "FOO,")
    database = Database(store)
    base = default(database.catalogue)
    for view in (base, base.turned(), base.with_filter("regio", ["ARN-ALLE"])):
        assert check(database, view) > 20


def test_two_versions_of_one_peildatum_open_their_own_rows(store: Store, tmp_path: Path) -> None:
    for day, rows in ((date(2020, 3, 1), 1), (date(2020, 11, 1), 2), (date(2020, 3, 1), 3)):
        numbered = [project(projectnummer=f"P{i}") for i in range(rows)]
        register = workbook(tmp_path / "r.xlsx", numbered, [score(visie=rows)])
        publish_workbook(store, register, day, door="wir")
    database = Database(store)
    latest, march = date(2020, 11, 1), date(2020, 3, 1)
    for view in (
        Selection(march, 2, march, 1),
        Selection(march, 1, march, 2),
        Selection(latest, None, march, None, eerder=("2020-03-01_v1",)),
        Selection(latest, 1, march, 1, eerder=("2020-03-01_v2",)),
    ):
        assert check(database, view) > 20


def test_also_where_projects_came_went_and_moved(store: Store, tmp_path: Path) -> None:
    before = [project(), project(projectnummer="P2", status="Nog niet gestart"), project(projectnummer="P3")]
    after = [
        project(hoofdrubriek="Anders werken", status="Afgerond en succesvol verlopen"),
        project(projectnummer="P3"),
        project(projectnummer="P4", startdatum=date(2023, 1, 1)),
    ]
    for day, rows, phase in ((date(2020, 3, 1), before, 4), (date(2020, 11, 1), after, 3)):
        register = workbook(tmp_path / "r.xlsx", rows, [score(visie=phase)])
        publish_workbook(store, register, day, door="wir")
    database = Database(store)
    base = default(database.catalogue)
    for view in (base, base.turned(), base.with_filter("thema", ["technologie"])):
        assert check(database, view) > 20
    changes = build_table("verandering", database, base)
    assert {row.code: row.values for row in changes.rows} == {
        "nieuw": (0, 1),
        "verdwenen": (1, 0),
        "gewijzigd": (1, 1),
        "ongewijzigd": (1, 1),
        "totaal": (3, 3),
    }
    gone = changes.opened(changes.rows[1].opens[0] or Opening(), database.catalogue)
    assert [p.projectnummer for p in projects(database, gone)] == ["P2"]
    assert gone.peildatum == date(2020, 3, 1)


def test_an_older_column_opens_its_own_peiling(database: Database, okt20: Selection) -> None:
    """Each with the comparison that goes with it, never with the later one it stood beside."""
    table = build_table("3", database, okt20)
    opened = [table.opened(opening or Opening(), database.catalogue) for opening in table.rows[0].opens]
    days = [date(2019, 3, 1), date(2019, 10, 1), date(2020, 3, 1), date(2020, 11, 1)]
    assert [(s.peildatum, s.vergelijk_peildatum) for s in opened] == list(zip(days, [None, *days], strict=False))
    assert {s.of("visie") for s in opened} == {("1",)}


def test_a_pinned_table_opens_pinned_rows(database: Database, okt20: Selection) -> None:
    pinned = okt20.pinned(database.shown(okt20), database.compared(okt20), database.history(okt20))
    table = build_table("3", database, pinned)
    for opening in table.rows[-1].opens:
        assert table.opened(opening or Opening(), database.catalogue).versie == 1
