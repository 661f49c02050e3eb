"""The drawings of the two other registers say what their tables say, for any selection."""

import pytest

from tests.charts.test_drawings import rows
from tests.tables.test_recount_registers import EVERYWHERE, codes, random_selections
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.inventarisatie import INVENTARISATIE, SCALES
from wir.domain.trajecten import TRAJECTEN
from wir.store.store import Store
from wir.tables.build import build_table
from wir.tables.inventarisatie import number_of
from wir.tables.trajecten import REGION_COLUMNS
from wir.ui.programmes import rounds, trajectories

SEEDS = [seed if seed < 3 else pytest.param(seed, marks=pytest.mark.full) for seed in range(30)]


@pytest.mark.parametrize("seed", SEEDS)
def test_of_the_inventarisatie(filled_store: Store, seed: int) -> None:
    database = Database(filled_store.of(INVENTARISATIE))
    lists = {**EVERYWHERE, **{name: codes(name) for name in SCALES}}
    selection = random_selections(default(database.catalogue), lists)[seed]
    scale = list(SCALES)[seed % len(SCALES)]
    table = build_table(number_of(scale), database, selection.with_filter(scale, ()))
    drawing = rounds.division(database, selection, scale)
    drawn = {(r["code"], r["naam"]): r["aantal"] for r in rows(drawing)} if drawing.spec else {}
    levels_of = [row for row in table.counted if row.kind == "waarde"]
    filled = {c.name: sum(table.cell(row, c).whole or 0 for row in levels_of) for c in table.columns}
    assert drawn == {
        (row.code, c.name): table.cell(row, c).value for row in levels_of for c in table.columns if filled[c.name]
    }
    matrix = rounds.matrix(database, selection)
    levels = build_table("inventarisatie-regios", database, selection.with_filter("regio", ()))
    fields = {(r["rij"], r["kolom"]): r["getal"] for r in rows(matrix)} if matrix.spec else {}
    assert fields == {
        (row.label, rounds.short(column.key)): str(value or "")
        for row in levels.rows
        for column, value, _ in levels.printed(row)
    }


@pytest.mark.parametrize("seed", SEEDS)
def test_of_the_trajectories(filled_store: Store, seed: int) -> None:
    database = Database(filled_store.of(TRAJECTEN))
    lists = {**EVERYWHERE, "stand": codes("stand"), "fase": codes("fase")}
    selection = random_selections(default(database.catalogue), lists)[seed]
    table = build_table("trajecten-sector", database, selection)
    drawing = trajectories.sectors(database, selection)
    drawn = [(r["label"], r["aantal"]) for r in rows(drawing)] if drawing.spec else []
    counted = [(row.label, table.cell(row).value) for row in table.counted]
    assert drawn == (counted if any(n for _, n in counted) else [])
    per_region = build_table("trajecten-regios", database, selection.with_filter("regio", ()))
    tiles = trajectories.per_tile(database, selection.with_filter("regio", ()))
    by_code = database.regions(per_region.peiling).by_code
    for row in per_region.counted:
        parts = [c for c in database.regions(per_region.peiling).within(row.code) if by_code[c].soort == "regio"]
        for (_, key), value in zip(REGION_COLUMNS, row.values, strict=True):
            assert all(tiles[part][key] >= (value or 0) for part in parts), (row.label, key)
