"""In which year projects start, on two peildata: the table and its drawing."""

import random

import pytest

from tests.charts.test_drawings import SEEDS
from tests.support.drawn import rows
from tests.tables.test_recount import random_selection
from wir.database.database import Database
from wir.domain.address import at
from wir.domain.selection import Selection
from wir.store.store import Store
from wir.tables.build import build_table
from wir.tables.project_rows import projects
from wir.ui.themes import start_years


@pytest.fixture(scope="module")
def database(example_store: Store) -> Database:
    return Database(example_store)


@pytest.fixture(scope="module")
def latest(database: Database) -> Selection:
    return at(database.catalogue, database.catalogue.latest())


def test_the_years_of_the_report_are_in_it(database: Database, latest: Selection) -> None:
    table = build_table("startjaar", database, latest)
    assert table.total("startjaar", ("2020", "2021")) == 113  # table 7: start in 2020 of 2021
    assert [table.value("startjaar", "totaal", c) for c in table.columns] == [268, 318]


@pytest.mark.parametrize("seed", SEEDS)
def test_it_counts_the_projects_and_the_drawing_shows_the_counts(
    database: Database, latest: Selection, seed: int
) -> None:
    selection = random_selection(random.Random(seed), latest).with_filter("startjaar", ())
    table = build_table("startjaar", database, selection)
    found = [str(p.startjaar or "onbekend") for p in projects(database, selection)]
    assert {row.code: table.cell(row).value for row in table.counted if table.cell(row).value} == {
        year: found.count(year) for year in set(found)
    }
    drawing = start_years(database, selection)
    for line in rows(drawing) if drawing.spec else []:
        row = next(r for r in table.counted if r.label == line["jaar"])
        column = next(c for c in table.columns if c.name == line["naam"])
        assert line["aantal"] == table.cell(row, column).value
        assert line["kies_startjaar"] == (row.code if column == table.shown else None)


def test_a_peiling_without_projects_says_so(database: Database) -> None:
    old = at(database.catalogue, database.catalogue.current[0])
    table = build_table("startjaar", database, old)
    assert table.cell(table.closing).value is None
    assert "niet geregistreerd" in table.footnotes[0]
