"""Looking at a peiling on disk: what it is, or what is wrong with it. That is remembered until a file changes."""

import errno
import os
from functools import lru_cache
from pathlib import Path

from wir.domain.peiling import Damaged, Mark, Peiling, State, is_withdrawn, read_key
from wir.store.integrity import MANIFEST, Fault, faults, read_manifest
from wir.store.marks import read_marks
from wir.store.peiling_files import SUMS

Stamp = tuple[tuple[str, int, int, int], ...]


class _Passing(Exception):
    """What was seen must not be remembered."""

    def __init__(self, seen: Peiling | Damaged) -> None:
        self.seen = seen


def look(folder: Path, marks: Path) -> Peiling | Damaged:
    """The peiling in a folder whose name is a key.

    It is looked at again when one of its files was touched, and as long as one could not be read.
    """
    try:
        return _look(folder, marks, stamp(folder), stamp(marks))
    except _Passing as passing:
        return passing.seen


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
def _look(folder: Path, marks: Path, files: Stamp, said: Stamp) -> Peiling | Damaged:
    found = tuple(faults(folder, marks))
    seen = _seen(folder, marks, found)
    # A folder that could not be listed has the same stamp whatever becomes of it; without marks there is none.
    unlisted = any(name == "" and number != errno.ENOENT for name, number, *_ in (*files, *said))
    if unlisted or any(fault.passing for fault in found):
        raise _Passing(seen)
    return seen


def _seen(folder: Path, marks: Path, found: tuple[Fault, ...]) -> Peiling | Damaged:
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
