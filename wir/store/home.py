"""Where a store lives: a folder on this machine, or elsewhere (elsewhere.py); what it takes to change something there.

`root` is a folder in which everything that is kept can be read as a file. What is there once is only changed through
the home of the store: whole or not at all, and of two who are there first one wins.
"""

import fcntl
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Protocol, TypeVar

from wir.common.errors import NotPossible, NotWritable, PublishConflict, why
from wir.store.peiling_files import flush, write_whole

Result = TypeVar("Result")
Check = Callable[[], None]
Fill = Callable[["Home"], None]


class Unreachable(NotWritable):
    """The store cannot be reached where it lives, or may not be; the message says why."""


class Home(Protocol):
    """What a store asks of where it lives."""

    @property
    def address(self) -> str:
        """How a person names it."""

    @property
    def root(self) -> Path:
        """Where its files can be read."""

    @property
    def writable(self) -> bool:
        """Whether anything can be changed."""

    @property
    def gone_since(self) -> datetime | None:
        """Since when what is read is not looked after any more: it cannot be reached. None where it can."""

    def freshen(self) -> None:
        """See to it that what is read is of now. Raises Unreachable where there is nothing to be read yet."""

    def refuse_absence(self) -> None:
        """Raises OSError or Unreachable where there is no store (any more)."""

    def begin(self, filling: bool) -> None:
        """Be a store, and no longer a place where none is; `filling` says that the example is to come in it."""

    def begin_filled(self, fill: "Fill") -> None:
        """Be a store once all is in it, and not before. Raises NotPossible where there is one already."""

    def alone(self, name: str, change: Callable[[], Result]) -> Result:
        """Change something while nobody else changes what has this name. Raises NotWritable."""

    def create(self, draft: Path, place: Path, last: Check) -> None:
        """Give the folder of a peiling its place. `last` may still refuse. Raises PublishConflict where one is."""

    def say(self, path: Path, text: str) -> None:
        """Write a document, or a mark that has the next number, in the place of what was there."""

    def keep(self, folder: Path, version: str) -> None:
        """Keep the files of a delivery, written below `root`, as this version of them."""

    def fetch(self, folder: Path, version: str) -> None:
        """Have the files of a delivery below `root`."""

    def delete(self, folder: Path) -> None:
        """Remove a delivery. Raises FileNotFoundError where there is none."""

    def clear(self) -> None:
        """Take away what was broken off."""


class Folder:
    """A folder on this machine, for all processes that share it."""

    gone_since = None

    def __init__(self, root: Path) -> None:
        self.root, self.address = root, str(root)

    @property
    def writable(self) -> bool:
        """Not so where the folder is still to be made."""
        return os.access(self.root, os.W_OK)

    def freshen(self) -> None:
        """Files are always of now."""

    def refuse_absence(self) -> None:
        """A disk may have gone."""
        os.scandir(self.root / "peilingen").close()

    def begin(self, filling: bool) -> None:
        """Have the folder that tells a store from an empty disk; the first peiling makes it too."""
        with _said_why():
            (self.root if filling else self.root / "peilingen").mkdir(parents=True, exist_ok=True)

    def begin_filled(self, fill: "Fill") -> None:
        """In a folder beside it, which then takes its name."""
        if self.root.exists() and (not self.root.is_dir() or any(self.root.iterdir())):
            raise NotPossible(f"{self.root} bestaat al en is niet leeg; kies een nieuwe map.")
        half = Folder(self.root.with_name(f".{self.root.name}.half"))
        shutil.rmtree(half.root, ignore_errors=True)
        try:
            half.begin(filling=False)
            fill(half)
            shutil.rmtree(half.root / "tijdelijk", ignore_errors=True)
            for path in (*half.root.rglob("*"), half.root):
                flush(path)
            half.root.rename(self.root)
            flush(self.root.parent)
        finally:
            shutil.rmtree(half.root, ignore_errors=True)

    def alone(self, name: str, change: Callable[[], Result]) -> Result:
        """With a lock that goes when this process does."""
        with self.locked(name):
            return change()

    @contextmanager
    def locked(self, name: str) -> Iterator[None]:
        """Keep others that ask for the same lock waiting. Raises NotWritable."""
        with _said_why():
            self.root.mkdir(parents=True, exist_ok=True)
            opened = (self.root / name).open("w")
        with opened as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def create(self, draft: Path, place: Path, last: Check) -> None:
        """One rename, after all that is in it is on disk."""
        place.parent.mkdir(parents=True, exist_ok=True)
        for path in (*draft.iterdir(), draft):
            flush(path)
        last()
        try:
            draft.rename(place)
        except OSError as error:
            if not place.exists():
                raise
            raise PublishConflict(f"Peiling {place.name} is intussen door iemand anders gepubliceerd.") from error

    def say(self, path: Path, text: str) -> None:
        """There whole or not at all."""
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, text)

    def keep(self, folder: Path, version: str) -> None:
        """They are where they should be."""

    def fetch(self, folder: Path, version: str) -> None:
        """They are where they should be."""

    def delete(self, folder: Path) -> None:
        """Broken off halfway it is not found again."""
        (folder / "levering.json").unlink(missing_ok=True)
        shutil.rmtree(folder)

    def clear(self) -> None:
        """The store itself knows what was broken off here."""


@contextmanager
def _said_why() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise NotWritable(f"De opslag kan niet worden geschreven: {why(error)}. Er is niets veranderd.") from error


def open_home(address: str) -> Home:
    """Where a store lives that is named by a folder or an address, nothing read yet. Raises WrongAddress."""
    if "://" not in address:
        return Folder(Path(address))
    from wir.store.elsewhere import Elsewhere

    return Elsewhere(address)


@cache
def home_of(address: str) -> Home:
    """The same, once for all of this process. Raises WrongAddress."""
    return open_home(address)
