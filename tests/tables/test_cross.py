"""Any property across any other: recounted by pandas, its totals honest, and every cell opens as many rows."""

import random
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from tests.support.registers import project, score, workbook
from tests.support.selections import random_selection
from tests.tables.test_opening import rows_of
from wir.common.errors import NoComparison
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.selection import Selection
from wir.domain.vocabulary import PHASES, UNKNOWN
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.build import CROSSES, build_table
from wir.tables.cross import MEASURES, number_of
from wir.tables.model import Table
from wir.tables.project_rows import projects

COUNTS = [n for n, spec in CROSSES.items() if spec.measure == "aantal"]
OF_PROJECTS = [n for n in COUNTS if CROSSES[n].sheet is PROJECTS]
SEEDS = [seed if seed < 6 else pytest.param(seed, marks=pytest.mark.full) for seed in range(60)]


def as_counts(table: Table) -> dict[tuple[str, str], int]:
    """What is not nothing, by the codes of its row and column."""
    found = {(row.code, c.key): value for row in table.rows for c, value, _ in table.printed(row) if value}
    return {place: int(count) for place, count in found.items()}


def by_pandas(database: Database, selection: Selection, rows: str, columns: str) -> dict[tuple[str, str], int]:
    """The same counted from the list of projects: a regio also in the whole that it is part of."""
    regions = database.regions(database.shown(selection))
    wholes = [r for r in regions.selectable if r.soort == "geheel"]

    def codes(values: dict[str, object], name: str) -> list[str]:
        code = str(values[name] if values[name] is not None else UNKNOWN)
        also = [w.code for w in wholes if name == "regio" and code != w.code and code in regions.within(w.code)]
        chosen = {
            part for wanted in selection.of(name) for part in (regions.within(wanted) if name == "regio" else [wanted])
        }
        every = [code, *also]
        kept = [c for c in every if not chosen or chosen.issuperset(regions.within(c) if name == "regio" else [c])]
        return [*kept, "totaal"]

    pairs = [
        (row, column)
        for p in projects(database, selection)
        for row in codes(dict(p.values), rows)
        for column in codes(dict(p.values), columns)
    ]
    return dict(pd.Series(pairs, dtype=object).value_counts()) if pairs else {}


@pytest.mark.parametrize("seed", SEEDS)
def test_the_counts_are_those_of_the_rows(database: Database, okt20: Selection, seed: int) -> None:
    dice = random.Random(seed)
    selection = random_selection(dice, okt20)
    for number in dice.sample(OF_PROJECTS, 12):
        spec = CROSSES[number]
        table = build_table(number, database, selection)
        assert as_counts(table) == by_pandas(database, selection, spec.rows, spec.columns), (number, selection)


@pytest.mark.parametrize("seed", SEEDS)
def test_every_cell_opens_as_many_rows_as_it_counts(database: Database, okt20: Selection, seed: int) -> None:
    dice = random.Random(1000 + seed)
    selection = random_selection(dice, okt20)
    for number in dice.sample(COUNTS, 5):
        spec = CROSSES[number]
        counts = build_table(number, database, selection)
        for measure in MEASURES:
            try:
                table = build_table(number_of(spec.rows, spec.columns, measure), database, selection)
            except NoComparison:
                continue
            cells = [(row, cell) for row in table.rows for cell in table.cells(row) if cell.value]
            for row, cell in dice.sample(cells, min(8, len(cells))):
                count = counts.value(row.lijst, row.code, cell.column.key) if measure != "verschil" else None
                assert cell.opens is not None
                opened = rows_of(database, table, cell.opens)
                if count is not None:
                    assert opened == count, (number, measure, row.label, cell.column.name, selection)
                else:
                    assert opened > 0


def test_a_share_is_of_its_row_or_column_and_a_change_of_two_counts(database: Database, okt20: Selection) -> None:
    now = build_table("kruis-thema-status", database, okt20)
    assert okt20.vergelijk_peildatum
    march = replace(okt20, peildatum=okt20.vergelijk_peildatum, vergelijk_peildatum=None)
    then = build_table("kruis-thema-status", database, march)
    of_row, of_column, change = (
        build_table(f"kruis-thema-status-{m}", database, okt20) for m in ("rij", "kolom", "verschil")
    )
    for row in now.rows:
        for cell in now.cells(row):
            place, count = (row.lijst, row.code), cell.whole or 0
            if cell.column.key != "totaal" and now.cell(row, "totaal").value:
                assert of_row.value(*place, cell.column.key) == count / (now.cell(row, "totaal").whole or 1)
            assert of_row.value(*place, "totaal") == now.cell(row, "totaal").value
            assert of_column.value(*place, cell.column.key) == count / (now.cell(now.closing, cell.column).whole or 1)
            assert change.value(*place, cell.column.key) == count - int(then.value(*place, cell.column.key) or 0)
    assert [c.name for c in of_column.columns][-1] == "Totaal (n=318)"
    assert "vergeleken met 1 maart 2020" in change.caption
    assert "vergeleken" not in of_row.caption


def test_regions_are_counted_by_their_scores(database: Database, okt20: Selection) -> None:
    table = build_table("kruis-dynamiek-visie", database, okt20)
    scores = build_table("3", database, okt20)
    assert {c.key: table.cell(table.closing, c).value for c in table.columns if c.key != "totaal"} == {
        row.code: scores.cell(row).value for row in scores.counted
    }
    assert table.cell(table.closing).value == 34
    assert {CROSSES[n].sheet for n in COUNTS if set(n.split("-")) & set(PHASES)} == {REGIONS}


def test_what_is_not_registered_is_no_zero(database: Database, okt20: Selection) -> None:
    table = build_table("kruis-thema-status", database, Selection(date(2019, 10, 1)))
    assert {value for row in table.rows for value in row.values} == {None}
    assert "niet geregistreerd" in " ".join(table.footnotes)
    with pytest.raises(NoComparison):
        build_table("kruis-thema-status-verschil", database, replace(okt20, vergelijk_peildatum=date(2019, 10, 1)))


def test_a_part_counts_in_its_whole_and_once_in_the_total(store: Store, tmp_path: Path) -> None:
    arnhem = {"zorgkantoorregio": "Arnhem", "concessiehouder": None}
    rows = [
        project(**arnhem),
        project(projectnummer="P2", subregio="Arnhem", **arnhem),
        project(projectnummer="P3"),
    ]
    publish_workbook(store, workbook(tmp_path / "r.xlsx", rows, [score()]), date(2021, 5, 1), door="wir")
    database = Database(store)
    table = build_table("kruis-regio-status", database, default(database.catalogue))
    by_region = {row.code: table.cell(row).value for row in table.rows if table.cell(row).value}
    assert by_region == {"ARN": 1, "ARN-ALLE": 2, "TWE": 1, "totaal": 3}
    assert any("in de totalen één keer" in note for note in table.footnotes)
