"""A table is asked by name: of its rows by list and code, of its columns by code or key, wherever they stand."""

from collections.abc import Callable
from dataclasses import replace

import pandas as pd
import pytest

from tests.support.sentences import story
from wir.charts import bars
from wir.charts.impact import impact
from wir.common.errors import UnknownFigure
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.insight.change_sentences import project_sentence, shift_sentence, step_sentence
from wir.insight.profile import transitions
from wir.insight.sentences import remarkable
from wir.insight.table_sentences import heaviest
from wir.tables.build import EVERY, build_table
from wir.tables.key_figures import USED, key_figures
from wir.tables.model import Opening, Row, Table
from wir.tables.published import compare
from wir.tables.side_by_side import rests_on_few, side_by_side, units


def mirrored(table: Table) -> Table:
    """The same table with its columns from right to left."""

    def turned(row: Row) -> Row:
        return replace(row, values=row.values[::-1], opens=row.opens[::-1])

    blocks = tuple(replace(block, rows=tuple(map(turned, block.rows))) for block in table.blocks)
    return replace(table, columns=table.columns[::-1], blocks=blocks)


def opened(opening: Opening) -> str:
    return f"?{opening.filters}{opening.peiling}"


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("1", story),
        ("4", heaviest),
        ("6", story),
        ("7", lambda table: bars.themes(table).title),
        ("8", lambda table: impact(table).spec["datasets"]),
        ("6", lambda table: bars.shares(table, "status").title),
        ("8", compare),
        ("bijlage-1", compare),
        ("verandering", project_sentence),
        ("stappen", step_sentence),
        ("overgang-status", shift_sentence),
        ("overgang-visie", lambda table: {(t.old, t.new): t for t in transitions(table)}),
    ],
)
def test_what_is_said_of_a_table_does_not_depend_on_the_place_of_its_columns(
    database: Database, okt20: Selection, number: str, read: Callable[[Table], object]
) -> None:
    table = build_table(number, database, okt20)
    assert read(table)
    assert read(mirrored(table)) == read(table)


def test_nor_does_what_is_said_of_several(database: Database, okt20: Selection) -> None:
    tables = {number: build_table(number, database, okt20) for number in {*USED, "5", "7"}}
    other = {number: mirrored(table) for number, table in tables.items()}
    assert (remarkable(other), key_figures(other)) == (remarkable(tables), key_figures(tables))


def test_nor_does_what_rests_on_few(database: Database, okt20: Selection) -> None:
    table = side_by_side(database, okt20, "6", "concessiehouder", ["vgz", "eno"])

    def few(table: Table) -> set[tuple[str, str]]:
        return {(row.code, unit.key) for row in table.rows for unit in units(table) if rests_on_few(table, row, unit)}

    assert few(table)
    assert few(mirrored(table)) == few(table)


def test_a_row_or_column_that_is_not_there_is_named_with_those_that_are(database: Database, okt20: Selection) -> None:
    table = build_table("verandering", database, okt20)
    there = "nieuw, verandering verdwenen, verandering gewijzigd, verandering ongewijzigd, verandering totaal"
    with pytest.raises(UnknownFigure) as of_row:
        table.row("verandering", "gestopt")
    assert str(of_row.value) == f"Verandering heeft geen rij verandering gestopt; er zijn: verandering {there}."
    for asked in (table.column, lambda name: table.value("verandering", "nieuw", name)):
        with pytest.raises(UnknownFigure) as of_column:
            asked("2019-03-01")
        said = "Verandering heeft geen kolom 2019-03-01; er zijn: 2020-03-01_v1, 2020-11-01_v1."
        assert str(of_column.value) == said


def test_the_count_of_a_code_that_a_peiling_does_not_know_is_not_known(database: Database, okt20: Selection) -> None:
    table = build_table("6", database, okt20)
    assert table.value("status", "een-nieuwe-status") is None
    assert table.total("status", ("lopend", "een-nieuwe-status")) is None


@pytest.mark.parametrize("number", list(EVERY))
def test_the_frame_holds_each_value_under_its_names(database: Database, okt20: Selection, number: str) -> None:
    table = build_table(number, database, okt20)
    lines = list(table.frame[["lijst", "code", "kolom", "waarde"]].itertuples(index=False, name=None))
    assert len(lines) == len(table.rows) * len(table.columns)
    for lijst, code, column, value in lines:
        assert table.value(lijst, code, column) == (None if pd.isna(value) else value)
