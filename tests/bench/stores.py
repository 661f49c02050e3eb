"""Stores of any size, drawn from the example register: as many projects, spread over as many peilingen, as asked."""

import json
from datetime import date
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from wir.domain.catalogue import Catalogue
from wir.domain.peiling import Peiling
from wir.store.peiling_files import seal
from wir.store.store import Store

CHANGED = 0.1  # of the projects, from one peiling to the next
JUDGEMENTS = ("status", "impact", "deelbaarheid", "opschaalbaarheid")


def grow(folder: Path, example: Store, projects: int, peilingen: int) -> Store:
    """A store of `projects` rows in all, the same projects in each of so many peilingen, half a year apart."""
    source = Catalogue(example.peilingen()).latest()
    dice = np.random.default_rng(projects + peilingen)
    rows = pq.read_table(source.folder / "project.parquet")
    each = projects // peilingen
    drawn = _numbered(rows.take(pa.array(dice.integers(0, rows.num_rows, each))))
    for number in range(peilingen):
        _write(folder, source, drawn, date(1990 + number // 2, 5 if number % 2 else 11, 1))
        drawn = _moved_on(drawn, dice)
    return Store(folder)


def _numbered(rows: pa.Table) -> pa.Table:
    numbers = [f"P{n}" for n in range(rows.num_rows)]
    place = rows.schema.get_field_index("projectnummer")
    return rows.set_column(place, rows.schema.field(place), pa.array(numbers))


def _moved_on(rows: pa.Table, dice: np.random.Generator) -> pa.Table:
    """A tenth of the projects gets each judgement of another one."""
    for name in JUDGEMENTS:
        order = np.arange(rows.num_rows)
        chosen = dice.random(rows.num_rows) < CHANGED
        order[chosen] = dice.permutation(order[chosen])
        place = rows.schema.get_field_index(name)
        rows = rows.set_column(place, rows.schema.field(place), rows.column(place).take(pa.array(order)))
    return rows


def _write(folder: Path, source: Peiling, rows: pa.Table, peildatum: date) -> None:
    target = folder / "peilingen" / f"{peildatum.isoformat()}_v1"
    target.mkdir(parents=True)
    for name in ("begrippen.csv", "regios.csv", "regioscore.parquet", "ingelezen.xlsx"):
        (target / name).write_bytes((source.folder / name).read_bytes())
    pq.write_table(rows, target / "project.parquet")
    said = json.loads((source.folder / "manifest.json").read_text(encoding="utf-8"))
    said |= {"peildatum": peildatum.isoformat(), "versie": 1, "projecten": rows.num_rows, "label": f"p{peildatum:%y%m}"}
    (target / "manifest.json").write_text(json.dumps(said), encoding="utf-8")
    seal(target)
