"""The same tables by another route: pandas over the workbooks, for 200 random selections."""

import random
from dataclasses import replace
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from tests.support.selections import FILTERED, random_selection
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import regions, vocabulary
from wir.tables.build import build_table
from wir.tables.model import Table

EXAMPLE = Path(__file__).parent.parent.parent / "data" / "voorbeeld"
FILES = {"mrt-19": "2019-03-01", "okt-19": "2019-10-01", "mrt-20": "2020-03-01", "okt-20": "2020-11-01"}
HEADERS = {
    "6": "status",
    "8": "impact",
    "10": "delen van resultaten",
    "11": "opschaalbaarheid",
}
UNKNOWN = ("Onbekend", "Nog onbekend", "Niet gescoord")


@cache
def sheet(label: str, name: str) -> pd.DataFrame:
    """A sheet of an example register, or no rows where it has no such sheet."""
    book = pd.read_excel(EXAMPLE / f"register_{FILES[label]}_{label}.xlsx", sheet_name=None, engine="openpyxl")
    frame = book[name] if name in book else pd.DataFrame()
    if not frame.empty:
        frame["naam"] = frame["subregio"].fillna(frame["zorgkantoorregio"])
    return frame


def chosen(label: str, name: str, selection: Selection) -> pd.DataFrame:
    frame = sheet(label, name)
    for field, header in FILTERED.items():
        codes = selection.of(field)
        if codes and header in frame and (name == "Projecten" or field == "concessiehouder"):
            named = frame[header].isin([vocabulary().label(field, code) for code in codes])
            frame = frame[named | (frame[header].isna() & ("onbekend" in codes))]
    if selection.of("regio") and not frame.empty:
        places = [regions().by_code[code] for code in selection.of("regio")]
        whole = [place.zorgkantoorregio for place in places if place.soort == "geheel"]
        frame = frame[frame["naam"].isin([p.naam for p in places]) | frame["zorgkantoorregio"].isin(whole)]
    return frame


def shown(selection: Selection) -> str:
    """The label of the peildatum; both with projects lie in 2020, so that table 7 has the same columns."""
    return next(label for label, day in FILES.items() if day == selection.peildatum.isoformat())


def selections(base: Selection) -> list[Selection]:
    dice = random.Random(20201101)
    return [random_selection(dice, base) for _ in range(200)]


def counted(series: pd.Series, label: str) -> int:
    return int(series.isna().sum()) if label in UNKNOWN else int((series == label).sum())


def check_judgement(table: Table, header: str, selection: Selection) -> None:
    for i, column in enumerate(table.columns):
        frame = chosen(column.name, "Projecten", selection)
        for row in table.rows:
            expected = len(frame) if row.kind == "totaal" else counted(frame[header], row.label)
            assert row.values[i] == expected, (table.number, selection, row.label, column.name)


def check_phases(table: Table, dimension: str, selection: Selection) -> None:
    for i, column in enumerate(table.columns):
        frame = chosen(column.name, "Regio's", selection)
        for row in table.rows:
            if row.kind == "totaal":
                expected = len(frame)
            elif row.kind == "onbekend":
                expected = int(frame[dimension].isna().sum())
            else:
                expected = int((frame[dimension] == int(row.code)).sum())
            assert row.values[i] == expected, (table.number, selection, row.label, column.name)


def check_sizes(table: Table, selection: Selection) -> None:
    bounds = {"1 tot 3": (1, 3), "4 tot 6": (4, 6), "7 tot 9": (7, 9), "10 of meer": (10, 10**9)}
    for i, column in enumerate(table.columns):
        size = chosen(column.name, "Projecten", selection)["aantal organisaties"]
        for row in table.rows:
            if row.label in bounds:
                assert row.values[i] == int(size.between(*bounds[row.label]).sum()), (selection, row.label)
            elif row.kind == "onbekend":
                assert row.values[i] == int(size.isna().sum()), (selection, row.label)


def check_cross(table: Table, selection: Selection) -> None:
    frame = chosen(shown(selection), "Projecten", selection)
    for row in table.rows:
        part = frame if row.kind == "totaal" else frame[frame["hoofdrubriek"] == row.label]
        for column, value in zip(table.columns, row.values, strict=True):
            if column.name == "Totaal":
                assert value == len(part), (selection, row.label)
            else:
                assert value == int((part["concessiehouder"] == column.name).sum()), (selection, row.label, column.name)


def check_start_years(table: Table, selection: Selection) -> None:
    frame = chosen(shown(selection), "Projecten", selection)
    year = pd.to_datetime(frame["startdatum"]).dt.year
    for row in table.rows:
        of = year if row.kind == "totaal" else year[frame["hoofdrubriek"] == row.label]
        this, following, earlier = int((of == 2020).sum()), int((of == 2021).sum()), int((of < 2020).sum())
        new, old = int((year >= 2020).sum()), int((year < 2020).sum())
        shares = ((this + following) / new if new else None, earlier / old if old else None)
        assert row.values == (this, following, this + following, shares[0], earlier, shares[1]), (selection, row.label)


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.full) for n in range(1, 8))])
def test_pandas_agrees_for_200_random_selections(database: Database, okt20: Selection, part: int) -> None:
    for selection in selections(okt20)[part::8]:
        for number, header in HEADERS.items():
            check_judgement(build_table(number, database, selection), header, selection)
        for number, dimension in (("1", "afspraken"), ("2", "dynamiek"), ("3", "visie")):
            check_phases(build_table(number, database, selection), dimension, selection)
        check_sizes(build_table("5", database, selection), selection)
        check_cross(build_table("4", database, selection), selection)
        check_start_years(build_table("7", database, selection), selection)
        in_theme = selection if selection.of("thema") else selection.with_filter("thema", ["technologie"])
        table = build_table("12", database, selection)
        for block in table.blocks:
            header = FILTERED[block.rows[0].lijst]
            check_judgement(replace(table, blocks=(block,)), header, in_theme)
        standing = chosen(shown(selection), "Regio's", selection)
        appendix = [(r.label, *r.values) for r in build_table("bijlage-1", database, selection).rows]
        wanted = standing[["naam", "afspraken", "visie", "dynamiek"]].itertuples(index=False, name=None)
        assert sorted(appendix) == sorted(wanted)


def test_the_selections_differ(okt20: Selection) -> None:
    assert len(set(selections(okt20))) > 150
