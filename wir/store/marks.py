"""The marks of a peiling on disk: what became of it after it was published. Each is there whole or not at all."""

import re
from dataclasses import asdict
from pathlib import Path
from typing import get_args

from wir.common.log import tell
from wir.domain.peiling import Mark, MarkKind
from wir.store.home import Home
from wir.store.peiling_files import as_text, settle

MARK_KINDS: dict[str, MarkKind] = {k: k for k in get_args(MarkKind)}
MARK = re.compile(rf"([0-9]{{4}})_({'|'.join(MARK_KINDS)})\.json")
UNREADABLE = "onleesbaar"


class Unsound(Exception):
    """A file can be read but is not what it must be; the text says how, after the name of the file."""


def mark_files(folder: Path) -> list[Path]:
    """The files of the marks of a peiling, oldest first. Raises OSError where that cannot be told."""
    try:
        # glob would take a folder that may not be read for an empty one, and show again what was withdrawn.
        return sorted(path for path in folder.iterdir() if path.suffix == ".json")
    except FileNotFoundError:
        return []


def mark_names(folder: Path) -> list[str]:
    """The names of the marks of a peiling, oldest first; one that no mark has where they cannot be told."""
    try:
        return [path.stem for path in mark_files(folder)]
    except OSError:
        return [UNREADABLE]


def read_marks(folder: Path) -> tuple[Mark, ...]:
    """The marks of a peiling, oldest first; only where `faults` finds nothing wrong with them."""
    return tuple(read_mark(path, number) for number, path in enumerate(mark_files(folder), start=1))


def read_mark(path: Path, number: int) -> Mark:
    """The mark that must have this number. Raises Unsound, OSError, ValueError, KeyError or TypeError."""
    named = MARK.fullmatch(path.name)
    if named is None or int(named[1]) != number:
        raise Unsound(f"staat waar markering {number:04d} hoort: er is er een weg of een te veel")
    return Mark.from_json(MARK_KINDS[named[2]], path.read_text(encoding="utf-8"))


def write_mark(home: Home, folder: Path, mark: Mark) -> None:
    """Add a mark to those of a peiling. Raises NotSettled where it is there and the disk does not confirm it."""
    said = {name: value for name, value in asdict(mark).items() if name != "kind"}
    home.say(folder / f"{len(mark_files(folder)) + 1:04d}_{mark.kind}.json", as_text(said))
    tell(mark.kind, peiling=folder.name)
    settle(f"Peiling {folder.name} is {mark.kind}", folder, folder.parent)
