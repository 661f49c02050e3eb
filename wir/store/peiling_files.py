"""The files in the folder of a peiling: rows as Parquet, lists as csv, the register as read, manifest and sums."""

import hashlib
import json
import os
from collections.abc import Mapping
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from wir.common.errors import WirError, why
from wir.common.paths import DATA
from wir.domain.declaration import SEVERAL, Declaration, FieldKind, Sheet
from wir.domain.peiling import Manifest
from wir.domain.register_rows import Register, Row, in_words
from wir.domain.vocabulary import Regions, Vocabulary, read_regions, read_vocabulary
from wir.register.write.workbook import write_register

ARROW_TYPES: Mapping[FieldKind, pa.DataType] = {
    "tekst": pa.string(),
    "begrip": pa.string(),
    "begrippen": pa.list_(pa.string()),
    "regios": pa.list_(pa.string()),
    "fase": pa.int8(),
    "datum": pa.date32(),
    "aantal": pa.int32(),
    "velden": pa.string(),
}
SUMS = "SHA256SUMS"


class NotSettled(WirError):
    """It was done, but the disk did not confirm it: a power failure may undo it."""


def write_peiling(draft: Path, register: Register, manifest: Manifest) -> None:
    """Fill a new folder with all that a peiling holds."""
    write_tables(draft, register, manifest)
    vocabulary, regions = read_vocabulary(draft / "begrippen.csv"), read_regions(draft / "regios.csv")
    _write_as_read(draft / "ingelezen.xlsx", register, vocabulary, regions)
    seal(draft)


def copy_peiling(source: Path, draft: Path, manifest: Manifest) -> None:
    """Fill a new folder with all that another peiling holds, under a manifest of its own."""
    draft.mkdir(parents=True)
    for path in source.iterdir():
        (draft / path.name).write_bytes(path.read_bytes())
    (draft / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")
    seal(draft)


def seal(folder: Path) -> None:
    """Write down what every file is, in the form that `sha256sum -c SHA256SUMS` checks."""
    lines = [f"{digest(path)}  {path.name}\n" for path in sorted(folder.iterdir()) if path.name != SUMS]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")


def digest(path: Path) -> str:
    """The SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def write_tables(draft: Path, register: Register, manifest: Manifest) -> None:
    """Fill a new folder with what the tables are made from."""
    draft.mkdir(parents=True)
    for name in ("begrippen.csv", "regios.csv"):
        (draft / name).write_bytes((DATA / name).read_bytes())
    write_rows(draft, register)
    (draft / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")


def write_rows(folder: Path, register: Register) -> None:
    """The rows of each sheet that a register has."""
    for sheet, rows in register.by_sheet.items():
        pq.write_table(_arrow(sheet, rows), folder / f"{sheet.table}.parquet")


def read_rows(folder: Path, declared: Declaration) -> Register:
    """The rows as they were stored; None for a sheet that the peiling does not hold."""
    paths = {sheet: folder / f"{sheet.table}.parquet" for sheet in declared.sheets}
    return Register({sheet: _rows(sheet, path) for sheet, path in paths.items() if path.exists()})


def _rows(sheet: Sheet, path: Path) -> tuple[Row, ...]:
    """The stored columns that this version of the app knows, None for what an older one did not write."""
    held = pq.read_schema(path).names
    rows = pq.read_table(path, columns=[f.name for f in sheet.stored if f.name in held]).to_pylist()
    several = [f.name for f in sheet.stored if f.kind in SEVERAL]
    empty = {f.name: None for f in sheet.stored}
    return tuple({**empty, **row, **{n: tuple(row.get(n) or ()) for n in several}} for row in rows)


def _arrow(sheet: Sheet, rows: tuple[Row, ...]) -> pa.Table:
    """The rows with `regio` as its code in place of the two columns that name it."""
    schema = pa.schema([(f.name, ARROW_TYPES[f.kind]) for f in sheet.stored])
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def _write_as_read(path: Path, register: Register, vocabulary: Vocabulary, regions: Regions) -> None:
    write_register(path, {s: in_words(s, rows, vocabulary, regions) for s, rows in register.by_sheet.items()})


def as_text(said: Mapping[str, object]) -> str:
    """What is said, as JSON that a person can read."""
    return json.dumps(said, ensure_ascii=False, indent=2)


def write_whole(path: Path, text: str) -> None:
    """Write a file that is there whole or not at all, in the place of what was there. One does so at a time."""
    half = path.with_suffix(".half")
    try:
        half.write_text(text, encoding="utf-8")
        flush(half)
        half.replace(path)
    finally:
        half.unlink(missing_ok=True)


def settle(done: str, *folders: Path) -> None:
    """Make sure that what was done in these folders is on disk. Raises NotSettled: it was done all the same."""
    try:
        for folder in folders:
            flush(folder)
    except OSError as error:
        raise NotSettled(f"{done}, maar de schijf bevestigt dat niet: {why(error)}. Kijk de schijf na.") from error


def flush(path: Path) -> None:
    """Make sure that a file or folder is on disk before we go on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
