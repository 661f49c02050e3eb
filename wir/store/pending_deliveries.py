"""Deliveries that are not published yet: kept for a while, so that an interrupted one is found again."""

import json
import logging
import re
import shutil
import time
import uuid
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

from wir.common.errors import NotPossible, NotWritable, UnreadableRegister, WirError
from wir.common.log import tell
from wir.common.steps import Told, unwatched
from wir.domain.vocabulary import normalise
from wir.register.read.cells import Cells, shown
from wir.register.read.matching import HEADER_SEARCH_ROWS
from wir.register.read.peildatum import propose
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, filled_registers
from wir.store.home import Home
from wir.store.peiling_files import as_text
from wir.store.received import (
    Delivery,
    Sent,
    cells_in,
    delivery_of,
    free_name,
    kept_files,
    safe_name,
    sha256_of,
    source_in,
)
from wir.store.remembered import meanings_of, remember
from wir.store.store import BESIDE, Store

Result = TypeVar("Result")
KEPT, HALF = timedelta(days=14), timedelta(days=1)


def forget_old(home: Home, deliveries: Path) -> None:
    """Throw away what nobody worked on for so long. What cannot be thrown away is told in the log; the others go."""
    for folder in deliveries.iterdir() if deliveries.exists() else ():
        try:
            if _is_old(folder):
                home.delete(folder)
        except OSError as error:
            tell("levering niet opgeruimd", logging.WARNING, error, levering=folder.name)


def _is_old(folder: Path) -> bool:
    """What came half cannot be found again, and goes sooner. On a clock that went back nothing is old."""
    age = timedelta(seconds=time.time() - folder.stat().st_mtime)
    return age > (KEPT if (folder / "levering.json").exists() else HALF)


GONE = "Deze levering is er niet meer: zij is gepubliceerd, weggegooid of verlopen."

DAMAGED = "Deze levering is beschadigd; gooi haar weg en breng het bestand opnieuw in."

NOT_OURS = (ValueError, KeyError, TypeError)  # what JSON that is cut or changed raises


class UnknownDelivery(WirError):
    """There is no such delivery (any more)."""


class DamagedDelivery(UnknownDelivery):
    """What was said of it cannot be read; it can only be thrown away."""


class Deliveries:
    """The deliveries in a store that are not published yet. Only a beheerder gets to see them."""

    def __init__(self, store: Store) -> None:
        self._store, self._home = store, store.home
        self._folder = store.folder / "leveringen"
        self._said_before = store.folder / "kolomkeuzes.json"

    def receive(self, sent: Sequence[Sent], door: str, told: Told = unwatched) -> tuple[Delivery, ...]:
        """Keep files and read them together: a delivery for each register of which they have a sheet with rows.

        One that is sent twice counts once. Raises UnreadableRegister or NotPossible; then nothing is kept.
        """
        self.clear()
        folder = self._folder / uuid.uuid4().hex
        received: list[Delivery] = []
        try:
            source_in(folder, "").mkdir(parents=True)
            folder.chmod(0o700)
            files: list[File] = []
            for sha256, (name, content) in {sha256_of(content): (name, content) for name, content in sent}.items():
                path = source_in(folder, free_name(name, [f.name for f in files]))
                path.write_bytes(content)
                files.append(File(path.name, sha256, parse_apart(path, cells_in(folder, len(files)), told)))
            file = File.together(files)
            possible = _possible_headers(file.cells)
            columns = {header: field for header, field in self._remembered().items() if header in possible}
            proposed = {found for f in files if (found := propose(f.name, f.cells))}
            first = Delivery(
                id=folder.name,
                parts=tuple((f.name, f.sha256) for f in files),
                door=door,
                wanneer=datetime.now(UTC).isoformat(timespec="milliseconds"),
                choices=Choices(columns=columns, peildatum=proposed.pop() if len(proposed) == 1 else None),
            )
            for register in filled_registers(file.name, file.cells, columns):
                received.append(self._of_register(first, register, again=bool(received)))
        except BaseException:
            for left in (folder.name, *(delivery.id for delivery in received)):
                with suppress(OSError, NotWritable):
                    self._home.delete(self._folder / left)
            raise
        tell("ingebracht", bytes=sum(len(content) for _, content in sent), registers=len(received))
        return tuple(received)

    def renew(self, id: str, sent: Sent, place: int = 0, told: Told = unwatched) -> Delivery:
        """Another file in the place of one of a delivery, or beside them; what was said of it stays.

        Raises UnreadableRegister, NotPossible for the same file once more, or UnknownDelivery; then nothing changes.
        """
        return self._alone(lambda: self._renew(id, sent, place, told))

    def _renew(self, id: str, sent: Sent, place: int, told: Told) -> Delivery:
        name, content = sent
        sha256, old, folder = sha256_of(content), self.find(id), self._folder / id
        if same := next((n for n, other in old.parts if other == sha256), None):
            raise NotPossible(f"{safe_name(name)} is hetzelfde bestand als {same}; er is niets veranderd.")
        self._home.fetch(folder, old.version)
        others = [n for number, (n, _) in enumerate(old.parts) if number != place]
        fresh = folder / "hersteld" / free_name(name, others)
        fresh.parent.mkdir(exist_ok=True)
        try:
            fresh.write_bytes(content)
            files = kept_files(folder, old.parts)
            files[place : place + 1] = [File(fresh.name, sha256, parse_apart(fresh, folder / "nieuw.json", told))]
            together = File.together(files)
            filled_registers(together.name, together.cells, old.choices.columns)
            if place < len(old.parts):
                source_in(folder, old.parts[place][0]).unlink()
            fresh.rename(source_in(folder, fresh.name))
            (folder / "nieuw.json").rename(cells_in(folder, place))
        finally:
            shutil.rmtree(fresh.parent, ignore_errors=True)
            (folder / "nieuw.json").unlink(missing_ok=True)
        # Rows and repairs were of cells of the other file; a repair whose value is not there does nothing.
        parts = tuple((f.name, f.sha256) for f in files)
        delivery = replace(old, parts=parts, choices=replace(old.choices, skipped=()))
        self._home.keep(folder, delivery.version)
        self._write(delivery)
        return delivery

    def same_files(self, sent: Sequence[Sent]) -> Delivery | None:
        """A delivery of these very files that is still open."""
        hashes = {sha256_of(content) for _, content in sent}
        return next((d for d in self.all() if d.hashes == hashes), None)

    def done(self, delivery: Delivery) -> None:
        """Forget a delivery that was published, and its twins: the same files, brought in for the same register."""
        register = delivery.choices.register
        for twin in self.all():
            if twin.id == delivery.id or (twin.hashes, twin.choices.register) == (delivery.hashes, register):
                self.discard(twin.id)

    def _of_register(self, first: Delivery, register: str, again: bool) -> Delivery:
        """The delivery of one register in a file; of a further one with files of its own, for each goes by itself."""
        delivery = replace(first, choices=replace(first.choices, register=register))
        if again:
            delivery = replace(delivery, id=uuid.uuid4().hex)
            shutil.copytree(self._folder / first.id, self._folder / delivery.id)
        self._home.keep(self._folder / delivery.id, delivery.version)
        self._write(delivery)
        return delivery

    def find(self, id: str) -> Delivery:
        """A delivery by its id. Raises UnknownDelivery."""
        try:
            return delivery_of((self._place(id) / "levering.json").read_text(encoding="utf-8"))
        except FileNotFoundError:
            raise UnknownDelivery(GONE) from None
        except (OSError, *NOT_OURS):
            raise DamagedDelivery(DAMAGED) from None

    def all(self) -> tuple[Delivery, ...]:
        """What is still open, newest first."""
        self.clear()
        found = [left for left in self._left() if isinstance(left, Delivery)]
        return tuple(sorted(found, key=lambda d: d.wanneer, reverse=True))

    def damaged(self) -> tuple[str, ...]:
        """The ids of those that can only be thrown away."""
        return tuple(left for left in self._left() if isinstance(left, str))

    def _left(self) -> Iterator[Delivery | str]:
        for path in self._folder.glob("*/levering.json"):
            try:
                yield self.find(path.parent.name)
            except DamagedDelivery:
                yield path.parent.name
            except UnknownDelivery:
                continue  # thrown away at this moment

    def clear(self) -> None:
        """Forget what was left too long. Where that cannot be done the log tells, and whoever works here goes on."""
        try:
            if self._folder.exists() and self._store.writable and any(map(_is_old, self._folder.iterdir())):
                self._alone(lambda: forget_old(self._home, self._folder))
        except (OSError, NotWritable) as error:
            tell("leveringen niet opgeruimd", logging.WARNING, error)

    def file(self, delivery: Delivery) -> File:
        """The files as one, with the cells that were read when they came.

        Raises UnreadableRegister where those are damaged, Unreachable where they cannot be had.
        """
        try:
            self._home.fetch(self._folder / delivery.id, delivery.version)
            return File.together(kept_files(self._folder / delivery.id, delivery.parts))
        except (OSError, *NOT_OURS) as error:
            raise UnreadableRegister(DAMAGED) from error

    def source(self, delivery: Delivery, place: int = 0) -> Path:
        """A file as sent. Raises Unreachable where it cannot be had."""
        self._home.fetch(self._folder / delivery.id, delivery.version)
        return source_in(self._folder / delivery.id, delivery.parts[place][0])

    def say(self, id: str, change: Callable[[Choices], Choices]) -> None:
        """Change the choices as they are now: two quick clicks are both kept. Raises UnknownDelivery.

        What was said of columns is remembered for the next file with these headers.
        """
        before, choices = self._alone(lambda: self._say(id, change))
        said = [r for r in choices.repairs if r not in before.repairs]
        series = self._store.of(choices.declared)
        remember(series, meanings_of(series, said))
        if choices.columns != before.columns:
            self._alone(lambda: self._remember(before, choices))

    def _say(self, id: str, change: Callable[[Choices], Choices]) -> tuple[Choices, Choices]:
        delivery = self.find(id)
        choices = change(delivery.choices)
        self._write(replace(delivery, choices=choices))
        return delivery.choices, choices

    def _remember(self, before: Choices, now: Choices) -> None:
        forgotten = before.columns.keys() - now.columns.keys()
        kept = {header: field for header, field in self._remembered().items() if header not in forgotten}
        self._home.say(self._said_before, as_text({**kept, **{h: f for h, f in now.columns.items() if h}}))

    def discard(self, id: str) -> None:
        """Forget a delivery, the file as sent included; also a damaged one. Raises UnknownDelivery."""
        try:
            self._alone(lambda: self._home.delete(self._place(id)))
        except FileNotFoundError:
            raise UnknownDelivery(GONE) from None

    def _place(self, id: str) -> Path:
        if not re.fullmatch("[0-9a-f]{32}", id):
            raise UnknownDelivery(GONE)
        return self._folder / id

    def _alone(self, change: Callable[[], Result]) -> Result:
        return self._store.alone(change, BESIDE)

    def _remembered(self) -> Mapping[str, str]:
        """What was said before; it only saves work, so that a damaged file is none."""
        try:
            found = json.loads(self._said_before.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(header): str(field) for header, field in found.items()} if isinstance(found, dict) else {}

    def _write(self, delivery: Delivery) -> None:
        self._home.say(self._folder / delivery.id / "levering.json", as_text(delivery.as_json()))


def _possible_headers(cells: Cells) -> set[str]:
    rows = range(1, HEADER_SEARCH_ROWS + 1)
    return {normalise(shown(value)) for grid in cells.grids for number in rows for value in grid.row(number)}
