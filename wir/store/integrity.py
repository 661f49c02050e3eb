"""Whether a peiling on disk is whole: every file as it was written, and readable; if not, what is wrong with which."""

import csv
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from wir.common.errors import why
from wir.domain.declaration import Sheet
from wir.domain.peiling import Manifest
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import read_regions, read_vocabulary
from wir.store.marks import Unsound, mark_files, read_mark
from wir.store.peiling_files import SUMS, digest

MANIFEST, TERMS, REGION_LIST, WORKBOOK = "manifest.json", "begrippen.csv", "regios.csv", "ingelezen.xlsx"
SUM = re.compile(r"([0-9a-f]{64})  ([^/\n]+)")
UNREADABLE = (OSError, ValueError, KeyError, TypeError, csv.Error, pa.ArrowException)


@dataclass(frozen=True)
class Fault:
    """What is wrong with one file of a peiling, in words that follow its name. A mark is named with its folder.

    `passing` is an error of the disk or the system: the next look may find nothing wrong.
    """

    file: str
    words: str
    passing: bool = False


def faults(folder: Path, marks: Path) -> Iterator[Fault]:
    """Everything that is wrong with a peiling, every file once and the manifest first."""
    yield from wrong_files(folder)
    listed: list[Path] = []
    yield from _wrong(f"markeringen/{marks.name}", lambda: listed.extend(mark_files(marks)))
    for number, path in enumerate(listed, start=1):
        yield from _wrong(f"markeringen/{marks.name}/{path.name}", partial(read_mark, path, number))


def wrong_files(folder: Path) -> Iterator[Fault]:
    """What is wrong with the files of a peiling, its marks apart."""
    names: list[str] = []
    unlisted = tuple(_wrong(folder.name, lambda: names.extend(path.name for path in folder.iterdir())))
    if unlisted:
        yield from unlisted
        return
    found = {f.file: f for f in _unlike_sums(folder, names)}
    manifest: list[Manifest] = []
    if MANIFEST not in found:
        found.update({f.file: f for f in _wrong(MANIFEST, lambda: manifest.append(_own_manifest(folder)))})
    for name, check in _checks(folder, *manifest, proven=SUMS in names):
        if name not in found:
            found.update({f.file: f for f in _wrong(name, check)})
    yield from sorted(found.values(), key=lambda f: (f.file != MANIFEST, f.file))


def sealed(folder: Path) -> bool:
    """Whether the sums of its files were written down; peilingen of an older app lack them."""
    return any(path.name == SUMS for path in folder.iterdir())


def read_manifest(folder: Path) -> Manifest:
    """What a peiling says of itself. Raises one of UNREADABLE."""
    return Manifest.from_json((folder / MANIFEST).read_text(encoding="utf-8"))


def _wrong(name: str, check: Callable[[], object]) -> Iterator[Fault]:
    try:
        check()
    except FileNotFoundError:
        yield Fault(name, "ontbreekt")
    except Unsound as error:
        yield Fault(name, str(error))
    except OSError as error:
        # Without a number it is what Arrow says of a file that is none, and will say again.
        yield Fault(name, f"is niet te lezen: {why(error)}", True) if error.errno else Fault(name, "is niet te lezen")
    except UNREADABLE:
        yield Fault(name, "is niet te lezen")


def _unlike_sums(folder: Path, names: list[str]) -> Iterator[Fault]:
    """The files that are not what was written. A list that lacks one of them proves nothing of it."""
    if SUMS not in names:
        return
    read: list[bytes] = []
    yield from _wrong(SUMS, lambda: read.append((folder / SUMS).read_bytes()))
    if not read:
        return
    lines = [SUM.fullmatch(line) for line in read[0].decode(errors="replace").removesuffix("\n").split("\n")]
    sums = {line[2]: line[1] for line in lines if line}
    needed = {MANIFEST, TERMS, REGION_LIST, WORKBOOK, *(name for name in names if name.endswith(".parquet"))}
    if len(sums) < len(lines) or not needed <= sums.keys():
        yield Fault(SUMS, "is geen lijst met de SHA-256 van elk bestand")
    for name, written in sums.items():
        yield from _wrong(name, partial(_refuse_other_content, folder / name, written))


def _refuse_other_content(path: Path, written: str) -> None:
    if digest(path) != written:
        raise Unsound("is veranderd sinds het is geschreven: de SHA-256 klopt niet")


def _checks(
    folder: Path, manifest: Manifest | None = None, *, proven: bool
) -> Iterator[tuple[str, Callable[[], object]]]:
    """What must be readable of a peiling beside its manifest, by the name of the file."""
    yield TERMS, lambda: _refuse_nothing(read_vocabulary(folder / TERMS).all_terms)
    yield REGION_LIST, lambda: _refuse_nothing(read_regions(folder / REGION_LIST).all_regions)
    yield WORKBOOK, (folder / WORKBOOK).stat
    if manifest is None:
        return
    for sheet in REGISTERS[manifest.register].sheets:
        yield _file_of(sheet), partial(_refuse_other_rows, folder / _file_of(sheet), manifest.rows(sheet), proven)


def _file_of(sheet: Sheet) -> str:
    return f"{sheet.table}.parquet"


def _own_manifest(folder: Path) -> Manifest:
    manifest = read_manifest(folder)
    if manifest.key != folder.name:
        raise Unsound(f"is van {manifest.key} en niet van {folder.name}")
    return manifest


def _refuse_nothing(rows: tuple[object, ...]) -> None:
    if not rows:
        raise Unsound("is leeg")


def _refuse_other_rows(path: Path, announced: int | None, proven: bool) -> None:
    """Of what its sum proves the count of rows is enough; what nothing proves is read as a whole."""
    if announced is None:
        if path.exists():
            raise Unsound("hoort er volgens het manifest niet te zijn")
        return
    if proven:
        found = pq.read_metadata(path).num_rows
    else:
        table = pq.read_table(path)
        table.validate(full=True)
        found = table.num_rows
    if found != announced:
        raise Unsound(f"heeft {found} rijen; het manifest noemt er {announced}")
