"""Looking a whole store over: every peiling with what is wrong with it and how to mend that, and the store around them.

Nothing is written, so that it also works where nothing can be.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import groupby
from pathlib import Path

import pyarrow.parquet as pq

from wir import __version__
from wir.common.numbers import counted, moment
from wir.domain.peiling import Damaged, Manifest, Mark, Peiling, key_of, read_key
from wir.domain.registers import REGISTERS
from wir.store.integrity import MANIFEST, Fault, faults, read_manifest, sealed
from wir.store.marks import read_marks
from wir.store.peiling_files import SUMS
from wir.store.rebuilding import NOT_AGAIN, RESTORE, mending, reread
from wir.store.store import Store

Unfit = Callable[[Peiling], Damaged | None]
CLOCKS_DIFFER = timedelta(minutes=5)


@dataclass(frozen=True)
class Found:
    """What was found of one peiling, or with an empty key of the store around them. Only `faults` need mending."""

    key: str
    faults: tuple[Fault, ...] = ()
    mend: str = ""
    remarks: tuple[str, ...] = ()


def inspect(store: Store, now: datetime, unfit: Unfit) -> Iterator[Found]:
    """Each peiling of each register by peildatum and version, and then the store."""
    every = store.every_series()
    for series in every:
        for key in series.all_keys():
            yield _of_peiling(series, key, now, unfit)
    yield _of_store(every)


def _of_peiling(store: Store, key: str, now: datetime, unfit: Unfit) -> Found:
    folder, marks = store.places(key)
    found = tuple(faults(folder, marks))
    wrong = {f.file for f in found}
    said = () if any("/" in file for file in wrong) else read_marks(marks)
    manifest = None if wrong & {MANIFEST, key} else read_manifest(folder)
    remarks = tuple(_remarks(folder, manifest, said, now)) if manifest else ()
    if manifest and not found:
        if damaged := unfit(Peiling(manifest, folder, said)):
            found = (Fault(damaged.file, damaged.fault),)
        remarks += tuple(_unknown_columns(folder, manifest))
    if not found and isinstance(unread := reread(folder, store.declared), Fault):
        remarks += (f"{unread.file} {unread.words}; {NOT_AGAIN}",)  # a stricter version of the app may say so
    return Found(store.named(key), found, mending(store, key, found), remarks)


def _remarks(folder: Path, manifest: Manifest, marks: Sequence[Mark], now: datetime) -> Iterator[str]:
    if not sealed(folder):
        yield f"zonder {SUMS} (een oudere versie schreef die niet) is niet te bewijzen dat de inhoud ongewijzigd is"
    if _parts(manifest.app_versie) > _parts(__version__):
        yield f"gemaakt door een nieuwere versie van het dashboard ({manifest.app_versie}; dit is {__version__})"
    for wanneer in (manifest.wanneer, *(m.wanneer for m in marks)):
        if datetime.fromisoformat(wanneer).astimezone(UTC) > now + CLOCKS_DIFFER:
            yield f"een tijd in de toekomst: {moment(wanneer)}; ging de klok van de server goed?"


def _unknown_columns(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Columns that a newer version of the app wrote: they are left alone."""
    for sheet in REGISTERS[manifest.register].sheets:
        path = folder / f"{sheet.table}.parquet"
        known = {f.name for f in sheet.stored}
        if path.exists() and (unknown := [name for name in pq.read_schema(path).names if name not in known]):
            yield f"{path.name} heeft kolommen die deze versie niet kent en niet toont: {', '.join(unknown)}"


def _parts(version: str) -> list[int]:
    return [int(part) if part.isdecimal() else 0 for part in version.split(".")]


def _of_store(every: Sequence[Store]) -> Found:
    lost = [(series, key) for series in every for key in missing(series)]
    gone = tuple(Fault(series.named(key), "ontbreekt: de map is weg") for series, key in lost)
    folders = " en ".join(series.named(f"peilingen/{key}") for series, key in lost)
    mend = RESTORE.format(folder=folders) if lost else ""
    return Found("", gone, mend, tuple(remark for series in every for remark in _leftovers(series.folder)))


def missing(store: Store) -> list[str]:
    """The versions of a series that there must have been: before a newer one, or named by another peiling."""
    keys = store.all_keys()
    there = [found for found in map(read_key, keys) if found]
    before = {
        key_of(day, versie)
        for day, versions in groupby(there, key=lambda found: found[0])
        for versie in range(1, max(v for _, v in versions))
    }
    named = {key for p in store.peilingen() for key in (p.manifest.voorganger, p.manifest.overgenomen) if key}
    return sorted((before | named) - set(keys))


def _leftovers(folder: Path) -> Iterator[str]:
    """What was broken off halfway: readers do not see it."""
    yield from _harmless(
        _there(folder / "tijdelijk", "*"), "afgebroken publicatie", "afgebroken publicaties", "de volgende publicatie"
    )
    halves = _there(folder / "markeringen", "*/*.half")
    yield from _harmless(halves, "halve markering", "halve markeringen", "de volgende publicatie")
    whole = {path.parent for path in _there(folder / "leveringen", "*/levering.json")}
    unfinished = [path for path in _there(folder / "leveringen", "*/") if path not in whole]
    yield from _harmless(unfinished, "levering die niet heel aankwam", "leveringen die niet heel aankwamen", "de tijd")


def _there(folder: Path, pattern: str) -> list[Path]:
    """What can be found; a disk that fails is told by the peilingen."""
    try:
        return list(folder.glob(pattern))
    except OSError:
        return []


def _harmless(left: Sequence[Path], one: str, more: str, cleared_by: str) -> Iterator[str]:
    if count := len(left):
        yield f"{counted(count, one, more)}: lezers zien daar niets van, en {cleared_by} ruimt dit op"
