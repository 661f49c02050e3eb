"""The files in the folder of a peiling: rows as Parquet, lists as csv, the register as read, and the manifest."""

import os
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from wir.paths import DATA
from wir.peiling import Manifest
from wir.register.fields import SHEETS, Kind, Sheet
from wir.register.model import Register, Row, in_words
from wir.register.writing import write_register
from wir.vocabulary import Regions, Vocabulary, read_regions, read_vocabulary

ARROW_TYPES: Mapping[Kind, pa.DataType] = {
    "tekst": pa.string(),
    "begrip": pa.string(),
    "fase": pa.int8(),
    "datum": pa.date32(),
    "aantal": pa.int32(),
    "velden": pa.string(),
}


def write_peiling(draft: Path, register: Register, manifest: Manifest) -> None:
    """Fill a new folder with all that a peiling holds."""
    write_tables(draft, register, manifest)
    vocabulary, regions = read_vocabulary(draft / "begrippen.csv"), read_regions(draft / "regios.csv")
    _write_as_read(draft / "ingelezen.xlsx", register, vocabulary, regions)


def write_tables(draft: Path, register: Register, manifest: Manifest) -> None:
    """Fill a new folder with what the tables are made from."""
    draft.mkdir(parents=True)
    for name in ("begrippen.csv", "regios.csv"):
        (draft / name).write_bytes((DATA / name).read_bytes())
    for sheet, rows in register.by_sheet.items():
        pq.write_table(_arrow(sheet, rows), draft / f"{sheet.table}.parquet")
    (draft / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")


def read_rows(folder: Path) -> Register:
    """The rows as they were stored; None for a sheet that the peiling does not hold."""
    paths = {sheet.table: folder / f"{sheet.table}.parquet" for sheet in SHEETS}
    rows = {table: tuple(pq.read_table(p).to_pylist()) if p.exists() else None for table, p in paths.items()}
    return Register(rows["project"], rows["regioscore"])


def _arrow(sheet: Sheet, rows: tuple[Row, ...]) -> pa.Table:
    """The rows with `regio` as its code in place of the two columns that name it."""
    kept = [f for f in sheet.fields if f.name not in ("zorgkantoorregio", "subregio")]
    schema = pa.schema([("regio", pa.string()), *((f.name, ARROW_TYPES[f.kind]) for f in kept)])
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def _write_as_read(path: Path, register: Register, vocabulary: Vocabulary, regions: Regions) -> None:
    parts = register.by_sheet
    write_register(path, {s: in_words(s, parts[s], vocabulary, regions) for s in SHEETS if s in parts})


def flush(path: Path) -> None:
    """Make sure that a file or folder is on disk before we go on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
