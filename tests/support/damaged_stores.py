"""Stores with something wrong with them: what a disk, a copy or a person can do to the files of a peiling."""

import errno
import json
import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

from tests.support.registers import project, score, workbook
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.store.peiling_files import SUMS, digest, seal
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.build import build_table

MARCH, NOVEMBER = date(2020, 3, 1), date(2020, 11, 1)
FIRST, OLD, NEW = "2020-03-01_v1", "2020-11-01_v1", "2020-11-01_v2"
Figures = dict[str, tuple[object, ...]]


def make(folder: Path) -> Store:
    """March, and November with a correction; each has another number of projects."""
    store = Store(folder / "opslag")
    numbered = [project(projectnummer=f"P{n}", aantal_organisaties=n) for n in range(1, 4)]
    for day, count in ((MARCH, 1), (NOVEMBER, 2), (NOVEMBER, 3)):
        register = workbook(folder / f"register_{count}.xlsx", numbered[:count], [score(visie=count)])
        publish_workbook(store, register, day, door="wir")
    return store


def copy(base: Store, folder: Path) -> Store:
    """The same store elsewhere, to work on."""
    return Store(shutil.copytree(base.folder, folder))


def figures(store: Store) -> Figures:
    """What readers are given of each peiling."""
    database = Database(store)
    chosen = {p.key: Selection(p.peildatum, p.versie) for p in database.catalogue.peilingen}
    return {key: tuple(build_table(n, database, s).rows for n in ("3", "5")) for key, s in chosen.items()}


def folder_of(store: Store, key: str = NEW) -> Path:
    return store.places(key)[0]


def content(folder: Path) -> dict[str, str]:
    """Every file with its SHA-256, and every folder."""
    return {str(p.relative_to(folder)): digest(p) if p.is_file() else "" for p in folder.rglob("*")}


def say(folder: Path, **changes: Any) -> None:
    """Let the manifest of a peiling say something else, as if it had been written so."""
    path = folder / "manifest.json"
    said = json.loads(path.read_text(encoding="utf-8"))
    path.write_text(json.dumps({**said, **changes}), encoding="utf-8")
    if (folder / SUMS).exists():
        seal(folder)


def flip(path: Path, at: int, by: int = 1) -> None:
    """Change one byte."""
    content = bytearray(path.read_bytes())
    content[at] ^= by
    path.write_bytes(bytes(content))


def cut(name: str, part: float) -> Callable[[Path], object]:
    """Leave the first part of a file."""
    return lambda folder: (folder / name).write_bytes(
        (folder / name).read_bytes()[: int(part * (folder / name).stat().st_size)]
    )


def remove(name: str) -> Callable[[Path], object]:
    return lambda folder: (folder / name).unlink()


def become(name: str, content: bytes) -> Callable[[Path], object]:
    """Write something else in a file."""
    return lambda folder: (folder / name).write_bytes(content)


def take(name: str, other: str) -> Callable[[Path], object]:
    """Put the file of another peiling in the place of this one."""
    return lambda folder: shutil.copyfile(folder.parent / other / name, folder / name)


# By the file that is to be named: what shows without sums too.
PLAIN = [
    ("manifest.json", cut("manifest.json", 0)),
    ("manifest.json", cut("manifest.json", 0.5)),
    ("manifest.json", become("manifest.json", b"\xff\xfe\x00garbage")),
    ("manifest.json", become("manifest.json", b"[]")),
    ("manifest.json", become("manifest.json", b"{}")),
    ("manifest.json", remove("manifest.json")),
    ("manifest.json", take("manifest.json", OLD)),
    ("manifest.json", lambda folder: say(folder, versie="2")),
    ("manifest.json", lambda folder: say(folder, label=None)),
    ("manifest.json", lambda folder: say(folder, wanneer="gisteren")),
    ("manifest.json", lambda folder: say(folder, peildatum="2020-13-01")),
    ("project.parquet", cut("project.parquet", 0)),
    ("project.parquet", cut("project.parquet", 0.9)),
    ("project.parquet", take("project.parquet", OLD)),
    ("project.parquet", remove("project.parquet")),
    ("project.parquet", lambda folder: say(folder, projecten=None)),
    ("regioscore.parquet", become("regioscore.parquet", b"PAR1 and nothing more")),
    ("begrippen.csv", remove("begrippen.csv")),
    ("begrippen.csv", cut("begrippen.csv", 0)),
    ("ingelezen.xlsx", remove("ingelezen.xlsx")),
]
# What only the sums show.
PROVEN = [
    ("project.parquet", lambda folder: flip(folder / "project.parquet", 20)),
    ("ingelezen.xlsx", lambda folder: flip(folder / "ingelezen.xlsx", 100)),
    ("begrippen.csv", lambda folder: flip(folder / "begrippen.csv", 300)),
    ("regios.csv", cut("regios.csv", 0.5)),
    ("manifest.json", lambda folder: flip(folder / "manifest.json", 60)),
    (SUMS, cut(SUMS, 0)),
    (SUMS, cut(SUMS, 0.5)),
    (SUMS, become(SUMS, b"\xff" * 70)),
    (SUMS, lambda folder: flip(folder / SUMS, -1, ord("\n") ^ ord("p"))),
    (SUMS, lambda folder: flip(folder / SUMS, -1, ord("\n") ^ ord("\r"))),
    (SUMS, lambda folder: (folder / "extra.parquet").write_bytes(b"PAR1")),
]


def failing_read(path: Path) -> str:
    raise OSError(errno.EIO, "Input/output error", str(path))
