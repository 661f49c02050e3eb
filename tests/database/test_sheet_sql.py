"""What follows in SQL from a declared sheet that is not of the WIR register: several values, years, no region."""

from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wir.common.errors import UnknownValue
from wir.database import sheet_sql
from wir.domain.declaration import Derived, Field, Sheet
from wir.store.peiling_files import ARROW_TYPES

VISITS = Sheet(
    "Bezoeken",
    "bezoek",
    "nummer",
    ("bezoek", "bezoeken"),
    "bezoeken",
    ("nummer",),
    (
        Field("nummer", "nummer", "tekst", "", required=True, searched=True),
        Field("rollen", "rollen", "begrippen", "", lijst="rol", filtered=True),
        Field("dag", "dag", "datum", ""),
    ),
    derived=(Derived("jaar_van_bezoek", "Jaar", "jaar", "dag"),),
)
ROWS = [
    {"nummer": "B1", "rollen": ["arts", "bestuur"], "dag": "2025-01-02"},
    {"nummer": "B2", "rollen": ["arts"], "dag": "2024-01-02"},
    {"nummer": "B3", "rollen": [], "dag": None},
]


@pytest.fixture
def connection(tmp_path: Path) -> duckdb.DuckDBPyConnection:
    """One peiling of this version of the app, and one of before there were roles that knew a colour."""
    made = duckdb.connect(":memory:")
    query = sheet_sql.query
    for text in (query("schema"), sheet_sql.create(VISITS), query("macros"), sheet_sql.macro(VISITS)):
        made.execute(text)
    schema = pa.schema([(f.name, ARROW_TYPES[f.kind]) for f in VISITS.stored])
    days = [{**r, "dag": None if r["dag"] is None else pa.scalar(r["dag"]).cast(pa.date32()).as_py()} for r in ROWS]
    tables = {"nu": pa.Table.from_pylist(days, schema), "eerder": pa.table({"nummer": ["B1"], "kleur": ["rood"]})}
    for key, table in tables.items():
        (tmp_path / key).mkdir()
        pq.write_table(table, tmp_path / key / "bezoek.parquet")
    made.execute(sheet_sql.load(VISITS), {"files": [str(tmp_path / key / "bezoek.parquet") for key in tables]})
    return made


def chosen(**filters: list[str]) -> dict[str, Any]:
    return {**dict.fromkeys(("rollen", "jaar_van_bezoek", "zoek", "veranderd")), **filters}


def numbers(connection: duckdb.DuckDBPyConnection, key: str, **filters: list[str]) -> list[str]:
    asked = {"peilingen": [key], "keuze": chosen(**filters)}
    found = connection.execute("select nummer from bezoek_in($peilingen, $keuze) order by nummer", asked).fetchall()
    return [number for (number,) in found]


def test_a_row_fits_with_any_of_its_values(connection: duckdb.DuckDBPyConnection) -> None:
    assert numbers(connection, "nu") == ["B1", "B2", "B3"]
    assert numbers(connection, "nu", rollen=["bestuur"]) == ["B1"]
    assert numbers(connection, "nu", rollen=["bestuur", "arts"]) == ["B1", "B2"]
    assert numbers(connection, "nu", rollen=["onbekend"]) == ["B3"]
    assert numbers(connection, "nu", rollen=["bestuur"], jaar_van_bezoek=["2024"]) == []
    assert numbers(connection, "nu", jaar_van_bezoek=["2024", "onbekend"]) == ["B2", "B3"]
    assert numbers(connection, "nu", zoek=["b3"]) == ["B3"]


def test_an_older_peiling_has_nothing_where_a_column_came_later_and_loses_what_we_do_not_know(
    connection: duckdb.DuckDBPyConnection,
) -> None:
    assert numbers(connection, "eerder") == ["B1"]
    assert numbers(connection, "eerder", rollen=["arts", "onbekend"]) == []
    columns = [name for name, *_ in connection.execute("describe bezoek").fetchall()]
    assert "kleur" not in columns


def crossed(
    connection: duckdb.DuckDBPyConnection, key: str, rows: str, columns: str
) -> dict[tuple[str | None, ...], int]:
    asked = {"peilingen": [key], "keuze": chosen()}
    found = connection.execute(sheet_sql.cross(VISITS, "bezoek_in", rows, columns), asked).fetchall()
    return {(row, column): count for _, row, column, count in found}


def test_a_row_with_two_values_counts_for_both_and_once_in_the_totals(connection: duckdb.DuckDBPyConnection) -> None:
    assert crossed(connection, "nu", "rollen", "jaar_van_bezoek") == {
        ("arts", "2025"): 1,
        ("arts", "2024"): 1,
        ("bestuur", "2025"): 1,
        ("onbekend", "onbekend"): 1,
        ("arts", None): 2,
        ("bestuur", None): 1,
        ("onbekend", None): 1,
        (None, "2025"): 1,
        (None, "2024"): 1,
        (None, "onbekend"): 1,
        (None, None): 3,
    }


def test_what_an_older_peiling_never_registered_is_told_apart(connection: duckdb.DuckDBPyConnection) -> None:
    assert crossed(connection, "eerder", "jaar_van_bezoek", "rollen")[None, ""] == 1


@pytest.mark.parametrize("name", ["nummer", "dag", "1) from bezoek --"])
def test_only_properties_can_be_crossed(name: str) -> None:
    with pytest.raises(UnknownValue, match="wel: rollen, jaar_van_bezoek"):
        sheet_sql.cross(VISITS, "bezoek_in", "rollen", name)


def test_a_row_counts_for_each_of_its_values(connection: duckdb.DuckDBPyConnection) -> None:
    asked = {"peilingen": ["nu"], "keuze": chosen()}
    counts = {(lijst, code): n for lijst, code, n in connection.execute(sheet_sql.facets(VISITS), asked).fetchall()}
    assert counts == {
        ("rollen", "arts"): 2,
        ("rollen", "bestuur"): 1,
        ("rollen", "onbekend"): 1,
        ("jaar_van_bezoek", "2025"): 1,
        ("jaar_van_bezoek", "2024"): 1,
        ("jaar_van_bezoek", "onbekend"): 1,
    }
