"""Every number that the report of January 2021 prints, against the tables computed through the store."""

import csv
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from wir.database.database import Database
from wir.domain.selection import Selection
from wir.tables.build import build_table
from wir.tables.model import Table

REPORT = Path(__file__).parent.parent.parent / "data" / "rapport"
COLUMN = {"2019-03-01": "mrt-19", "2019-10-01": "okt-19", "2020-03-01": "mrt-20", "2020-11-01": "okt-20"}


def published(name: str) -> list[dict[str, str]]:
    with (REPORT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def cells(table: Table) -> dict[tuple[str, str], float | None]:
    """Values by row label and column name."""
    return {
        (row.label, column.name): value
        for row in table.rows
        for column, value in zip(table.columns, row.values, strict=True)
    }


def test_the_reference_is_whole() -> None:
    counts = {path.name: len(published(path.name)) for path in REPORT.glob("tabel_*.csv")}
    assert counts == {
        "tabel_01_02_03_fasen.csv": 52,
        "tabel_04_thema_concessiehouder.csv": 77,
        "tabel_05_betrokkenheid.csv": 8,
        "tabel_06_status.csv": 10,
        "tabel_07_thema_startjaar.csv": 33,
        "tabel_08_impact.csv": 14,
        "tabel_10_delen.csv": 8,
        "tabel_11_opschaalbaarheid.csv": 10,
        "tabel_12_technologie.csv": 30,
    }


@pytest.mark.parametrize("number", ["1", "2", "3"])
def test_phases_of_all_four_peildata(database: Database, okt20: Selection, number: str) -> None:
    computed = cells(build_table(number, database, okt20))
    for r in published("tabel_01_02_03_fasen.csv"):
        if r["tabel"] == number:
            assert computed[f"Fase {r['fase']}: {r['label']}", COLUMN[r["peildatum"]]] == int(r["aantal"]), r
    assert [computed["Totaal", name] for name in COLUMN.values()] == [34, 34, 34, 34]


@pytest.mark.parametrize(
    ("number", "name"),
    [
        ("5", "tabel_05_betrokkenheid.csv"),
        ("6", "tabel_06_status.csv"),
        ("8", "tabel_08_impact.csv"),
        ("10", "tabel_10_delen.csv"),
        ("11", "tabel_11_opschaalbaarheid.csv"),
    ],
)
def test_judgements_on_both_peildata(database: Database, okt20: Selection, number: str, name: str) -> None:
    computed = cells(build_table(number, database, okt20))
    for r in published(name):
        label = "10 of meer" if r["label"] == "Meer dan 10" else r["label"]
        assert computed[label, COLUMN[r["peildatum"]]] == int(r["aantal"]), r
    assert (computed["Totaal", "mrt-20"], computed["Totaal", "okt-20"]) == (268, 318)


def test_theme_by_concessiehouder(database: Database, okt20: Selection) -> None:
    computed = cells(build_table("4", database, okt20))
    for r in published("tabel_04_thema_concessiehouder.csv"):
        assert computed[r["thema"], r["concessiehouder"]] == int(r["aantal"]), r
    assert computed["Totaal", "Totaal"] == 318


def test_theme_by_start_year(database: Database, okt20: Selection) -> None:
    names = {"2018-2019": "Aanvang 2018-2019", "2020": "Start 2020", "2021": "Start in 2021"}
    computed = cells(build_table("7", database, okt20))
    for r in published("tabel_07_thema_startjaar.csv"):
        assert computed[r["thema"], names[r["startjaar"]]] == int(r["aantal"]), r
    assert computed["Totaal", "Totaal 2020-2021"] == 113
    assert computed["Technologie", "Procentueel 2020-2021"] == pytest.approx(15 / 113)


def test_technology(database: Database, okt20: Selection) -> None:
    table = build_table("12", database, okt20)
    lists = {"impact": "impact", "delen": "deelbaarheid", "opschaalbaarheid": "opschaalbaarheid"}
    found = {(r.lijst, r.label): dict(zip(COLUMN.values(), (None, None, *r.values), strict=True)) for r in table.rows}
    for r in published("tabel_12_technologie.csv"):
        assert found[lists[r["dimensie"]], r["label"]][COLUMN[r["peildatum"]]] == int(r["aantal"]), r
    assert [row.values for row in table.rows if row.kind == "totaal"] == [(41, 46)] * 3


def test_appendix_1(database: Database, okt20: Selection) -> None:
    table = build_table("bijlage-1", database, okt20)
    computed = cells(table)
    for r in published("bijlage_1_regios.csv"):
        name = r["subregio"] or r["zorgkantoorregio"]
        phases = tuple(computed[name, column.name] for column in table.columns)
        assert phases == (int(r["afspraken"]), int(r["visie"]), int(r["dynamiek"])), r
    assert len(table.rows) == len(published("bijlage_1_regios.csv")) == 34


def test_rows_and_columns_are_named_as_printed(database: Database, okt20: Selection) -> None:
    for r in published("tabellen.csv"):
        table = build_table(r["tabel"], database, okt20)
        assert table.first_column == r["eerste_kolom"]
        assert "; ".join(c.name for c in table.columns) == r["kolommen"]


@pytest.mark.parametrize("number", [r["tabel"] for r in published("tabellen.csv")])
def test_the_report_recognises_its_own_tables(database: Database, okt20: Selection, number: str) -> None:
    assert build_table(number, database, okt20).equals_report is True
    assert build_table(number, database, okt20.with_filter("concessiehouder", ["cz"])).equals_report is None


@pytest.mark.parametrize(
    ("number", "printed"), [("1", True), ("4", None), ("6", True), ("7", None), ("bijlage-1", None)]
)
def test_the_report_of_march_has_fewer_tables(database: Database, number: str, printed: bool | None) -> None:
    assert build_table(number, database, Selection(date(2020, 3, 1))).equals_report is printed


def test_what_is_not_registered_is_nothing_and_not_zero(database: Database) -> None:
    table = build_table("6", database, Selection(date(2020, 11, 1), vergelijk_peildatum=date(2019, 10, 1)))
    assert {row.values[0] for row in table.rows} == {None}
    assert table.change(table.rows[-1]) is None
    assert any("okt-19" in note and "niet geregistreerd" in note for note in table.footnotes)
    before = build_table("7", database, Selection(date(2019, 10, 1)))
    assert {value for row in before.rows for value in row.values} == {None}


def test_an_empty_selection_keeps_its_rows_and_has_no_shares(database: Database, okt20: Selection) -> None:
    nothing = okt20.with_filter("thema", ["efficient-werken"])
    table = build_table("7", database, nothing)
    assert len(table.rows) == 12
    assert table.rows[-1].values == (0, 0, 0, None, 0, None)


def test_a_filter_that_a_table_cannot_use_is_named(database: Database, okt20: Selection) -> None:
    plain = build_table("1", database, okt20)
    filtered = build_table("1", database, okt20.with_filter("thema", ["technologie"]))
    assert [r.values for r in filtered.rows] == [r.values for r in plain.rows]
    assert any("Niet gebruikt" in note and "thema" in note for note in filtered.footnotes)
    assert "Technologie" not in filtered.caption


def test_a_zorgkantoorregio_as_a_whole_is_its_parts(database: Database, okt20: Selection) -> None:
    whole = build_table("6", database, okt20.with_filter("regio", ["ARN-ALLE"]))
    parts = [build_table("6", database, okt20.with_filter("regio", [code])) for code in ("ARN", "FOO", "ACH")]
    for i, row in enumerate(whole.rows):
        assert row.values == tuple(sum(p.rows[i].values[c] or 0 for p in parts) for c in (0, 1))


def test_two_versions_of_one_peildatum_are_told_apart(database: Database, okt20: Selection) -> None:
    assert [c.name for c in build_table("6", database, replace(okt20, vergelijk_peildatum=None)).columns] == ["okt-20"]
