"""Whether a peiling on disk is whole: every file as it was written, and readable; if not, what is wrong with which."""

import csv
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache, partial
from pathlib import Path
from typing import get_args

import pyarrow as pa
import pyarrow.parquet as pq

from wir.errors import why
from wir.peiling import Damaged, Manifest, Mark, MarkKind, Peiling, State, is_withdrawn, read_key
from wir.peiling_files import SUMS, digest
from wir.register.fields import PROJECTS, REGIONS, Sheet
from wir.vocabulary import read_regions, read_vocabulary

MANIFEST, TERMS, REGION_LIST, WORKBOOK = "manifest.json", "begrippen.csv", "regios.csv", "ingelezen.xlsx"
KINDS: dict[str, MarkKind] = {k: k for k in get_args(MarkKind)}
MARK = re.compile(rf"([0-9]{{4}})_({'|'.join(KINDS)})\.json")
SUM = re.compile(r"([0-9a-f]{64})  ([^/\n]+)")
UNREADABLE = (OSError, ValueError, KeyError, TypeError, csv.Error, pa.ArrowException)
Stamp = tuple[tuple[str, int, int, int], ...]


@dataclass(frozen=True)
class Fault:
    """What is wrong with one file of a peiling, in words that follow its name. A mark is named with its folder."""

    file: str
    words: str


class _Unsound(Exception):
    """A file can be read but is not what it must be; the text says how, after the name of the file."""


def look(folder: Path, marks: Path) -> Peiling | Damaged:
    """The peiling in a folder whose name is a key. It is looked at again only when one of its files was touched."""
    return _look(folder, marks, stamp(folder), stamp(marks))


def forget_looks() -> None:
    """Look at every peiling again when it is asked for."""
    _look.cache_clear()


def stamp(folder: Path) -> Stamp:
    """Something that changes when a file in the folder is written, replaced or put back, also with its old time."""
    try:
        with os.scandir(folder) as entries:
            found = [(entry.name, entry.stat()) for entry in entries]
    except OSError as error:
        return (("", error.errno or 0, 0, 0),)
    return tuple(sorted((name, s.st_size, s.st_ctime_ns, s.st_ino) for name, s in found))


@lru_cache(maxsize=4096)
def _look(folder: Path, marks: Path, _files: Stamp, _marks: Stamp) -> Peiling | Damaged:
    found = tuple(faults(folder, marks))
    if not found:
        return Peiling(read_manifest(folder), folder, read_marks(marks))
    named = read_key(folder.name)
    if named is None:
        raise ValueError(f"{folder} is no peiling")
    sound = not any("/" in fault.file for fault in found)
    state = _state(folder, read_marks(marks), {fault.file for fault in found}) if sound else "gepubliceerd"
    return Damaged(*named, found[0].file, found[0].words, state, sound)


def _state(folder: Path, said: tuple[Mark, ...], wrong: set[str]) -> State:
    """Whether readers would get it, as far as its sound files tell."""
    if is_withdrawn(said):
        return "ingetrokken"
    told = not wrong & {MANIFEST, SUMS, folder.name}
    return Peiling(read_manifest(folder), folder, said).state if told else "gepubliceerd"


def faults(folder: Path, marks: Path) -> Iterator[Fault]:
    """Everything that is wrong with a peiling, every file once and the manifest first."""
    yield from wrong_files(folder)
    for number, path in enumerate(sorted(marks.glob("*.json")), start=1):
        yield from _wrong(f"markeringen/{marks.name}/{path.name}", partial(_read_mark, path, number))


def wrong_files(folder: Path) -> Iterator[Fault]:
    """What is wrong with the files of a peiling, its marks apart."""
    unlisted = tuple(_wrong(folder.name, lambda: list(folder.iterdir())))
    if unlisted:
        yield from unlisted
        return
    found = {f.file: f for f in _unlike_sums(folder)}
    for name, check in _checks(folder, MANIFEST in found):
        if name not in found:
            found.update({f.file: f for f in _wrong(name, check)})
    yield from sorted(found.values(), key=lambda f: (f.file != MANIFEST, f.file))


def sealed(folder: Path) -> bool:
    """Whether the sums of its files were written down; peilingen of an older app lack them."""
    return (folder / SUMS).exists()


def read_manifest(folder: Path) -> Manifest:
    """What a peiling says of itself. Raises one of UNREADABLE."""
    return Manifest.from_json((folder / MANIFEST).read_text(encoding="utf-8"))


def read_marks(folder: Path) -> tuple[Mark, ...]:
    """The marks of a peiling, oldest first; only where `faults` finds nothing wrong with them."""
    return tuple(_read_mark(path, number) for number, path in enumerate(sorted(folder.glob("*.json")), start=1))


def _read_mark(path: Path, number: int) -> Mark:
    named = MARK.fullmatch(path.name)
    if named is None or int(named[1]) != number:
        raise _Unsound(f"staat waar markering {number:04d} hoort: er is er een weg of een te veel")
    return Mark.from_json(KINDS[named[2]], path.read_text(encoding="utf-8"))


def _wrong(name: str, check: Callable[[], object]) -> Iterator[Fault]:
    try:
        check()
    except FileNotFoundError:
        yield Fault(name, "ontbreekt")
    except _Unsound as error:
        yield Fault(name, str(error))
    except OSError as error:
        yield Fault(name, f"is niet te lezen: {why(error)}" if error.errno else "is niet te lezen")
    except UNREADABLE:
        yield Fault(name, "is niet te lezen")


def _unlike_sums(folder: Path) -> Iterator[Fault]:
    """The files that are not what was written. A list that lacks one of them proves nothing of it."""
    if not sealed(folder):
        return
    try:
        text = (folder / SUMS).read_bytes().decode().removesuffix("\n")
        lines = [SUM.fullmatch(line) for line in text.split("\n")]
    except (OSError, UnicodeDecodeError):
        lines = [None]
    sums = {line[2]: line[1] for line in lines if line}
    needed = {MANIFEST, TERMS, REGION_LIST, WORKBOOK, *(p.name for p in folder.glob("*.parquet"))}
    if len(sums) < len(lines) or not needed <= sums.keys():
        yield Fault(SUMS, "is geen lijst met de SHA-256 van elk bestand")
    for name, written in sums.items():
        yield from _wrong(name, partial(_refuse_other_content, folder / name, written))


def _refuse_other_content(path: Path, written: str) -> None:
    if digest(path) != written:
        raise _Unsound("is veranderd sinds het is geschreven: de SHA-256 klopt niet")


def _checks(folder: Path, manifest_is_wrong: bool) -> Iterator[tuple[str, Callable[[], object]]]:
    """What must be readable of a peiling, by the name of the file."""
    yield MANIFEST, partial(_refuse_other_key, folder)
    yield TERMS, lambda: _refuse_nothing(read_vocabulary(folder / TERMS).all_terms)
    yield REGION_LIST, lambda: _refuse_nothing(read_regions(folder / REGION_LIST).all_regions)
    yield WORKBOOK, (folder / WORKBOOK).stat
    if manifest_is_wrong or any(_wrong(MANIFEST, partial(read_manifest, folder))):
        return
    manifest = read_manifest(folder)
    for sheet, announced in ((PROJECTS, manifest.projecten), (REGIONS, manifest.regios)):
        yield _file_of(sheet), partial(_refuse_other_rows, folder / _file_of(sheet), announced, sealed(folder))


def _file_of(sheet: Sheet) -> str:
    return f"{sheet.table}.parquet"


def _refuse_other_key(folder: Path) -> None:
    manifest = read_manifest(folder)
    if manifest.key != folder.name:
        raise _Unsound(f"is van {manifest.key} en niet van {folder.name}")


def _refuse_nothing(rows: tuple[object, ...]) -> None:
    if not rows:
        raise _Unsound("is leeg")


def _refuse_other_rows(path: Path, announced: int | None, proven: bool) -> None:
    """Of what its sum proves the count of rows is enough; what nothing proves is read as a whole."""
    if announced is None:
        if path.exists():
            raise _Unsound("hoort er volgens het manifest niet te zijn")
        return
    if proven:
        found = pq.read_metadata(path).num_rows
    else:
        table = pq.read_table(path)
        table.validate(full=True)
        found = table.num_rows
    if found != announced:
        raise _Unsound(f"heeft {found} rijen; het manifest noemt er {announced}")
