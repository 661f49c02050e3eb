"""Deliveries that are not published yet: kept for a while, so that an interrupted one is found again."""

import hashlib
import json
import logging
import re
import shutil
import time
import unicodedata
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager
from dataclasses import asdict, dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from wir.common.errors import NotPossible, NotWritable, UnreadableRegister, WirError
from wir.common.log import tell
from wir.domain.vocabulary import normalise
from wir.register.check.findings import Repair
from wir.register.read.cells import Cells, read_cells, shown
from wir.register.read.matching import HEADER_SEARCH_ROWS
from wir.register.read.peildatum import propose
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, filled_registers
from wir.store.peiling_files import write_whole
from wir.store.remembered import meanings_of, remember
from wir.store.store import Store

NOT_IN_NAMES = re.compile(r"[^\w .()'+,-]")

LONGEST = 200  # bytes; a file system takes 255


def safe_name(name: str) -> str:
    """The last part of a name, without what a file system or a page could take for something else."""
    safe = NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", Path(name).name))
    short = safe.encode()[-LONGEST:].decode(errors="ignore")
    return short if short.strip(". ") else "register"


KEPT, HALF = timedelta(days=14), timedelta(days=1)


def forget_old(deliveries: Path) -> None:
    """Throw away what nobody worked on for so long. What cannot be thrown away is told in the log; the others go."""
    for folder in deliveries.iterdir() if deliveries.exists() else ():
        try:
            if _is_old(folder):
                throw_away(folder)
        except OSError as error:
            tell("levering niet opgeruimd", logging.WARNING, error, levering=folder.name)


def throw_away(folder: Path) -> None:
    """Remove a delivery, the file as sent included. Broken off halfway it is not found again."""
    (folder / "levering.json").unlink(missing_ok=True)
    shutil.rmtree(folder)


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


@dataclass(frozen=True)
class Delivery:
    """A file that was sent, by whom and when (UTC), and what was said of it so far."""

    id: str
    name: str
    sha256: str
    door: str
    wanneer: str
    choices: Choices


class Deliveries:
    """The deliveries in a store that are not published yet. Only a beheerder gets to see them."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._folder = store.folder / "leveringen"
        self._said_before = store.folder / "kolomkeuzes.json"

    def receive(self, name: str, content: bytes, door: str) -> tuple[Delivery, ...]:
        """Keep a file and read it: a delivery for each register of which it has a sheet with rows.

        Raises UnreadableRegister or NotPossible; then nothing is kept.
        """
        self.clear()
        folder = self._folder / uuid.uuid4().hex
        path = folder / "bestand" / safe_name(name)
        received: list[Delivery] = []
        try:
            path.parent.mkdir(parents=True)
            folder.chmod(0o700)
            path.write_bytes(content)
            cells = parse_apart(path, folder / "cellen.json")
            possible = _possible_headers(cells)
            columns = {header: field for header, field in self._remembered().items() if header in possible}
            first = Delivery(
                id=folder.name,
                name=path.name,
                sha256=hashlib.sha256(content).hexdigest(),
                door=door,
                wanneer=datetime.now(UTC).isoformat(timespec="milliseconds"),
                choices=Choices(columns=columns, peildatum=propose(path.name, cells)),
            )
            for register in filled_registers(path.name, cells, columns):
                received.append(self._of_register(first, register, again=bool(received)))
        except BaseException:
            for left in (folder.name, *(delivery.id for delivery in received)):
                shutil.rmtree(self._folder / left, ignore_errors=True)
            raise
        tell("ingebracht", bytes=len(content), registers=len(received))
        return tuple(received)

    def renew(self, id: str, name: str, content: bytes) -> Delivery:
        """Another file, mended elsewhere, in the place of that of a delivery; what was said of it stays.

        Raises UnreadableRegister, NotPossible for the same file once more, or UnknownDelivery; then nothing changes.
        """
        sha256 = hashlib.sha256(content).hexdigest()
        with self._locked():
            old = self.find(id)
            if old.sha256 == sha256:
                raise NotPossible(f"{safe_name(name)} is hetzelfde bestand als {old.name}; er is niets veranderd.")
            folder = self._folder / id
            fresh = folder / "hersteld" / safe_name(name)
            fresh.parent.mkdir(exist_ok=True)
            try:
                fresh.write_bytes(content)
                cells = parse_apart(fresh, folder / "hersteld.json")
                filled_registers(fresh.name, cells, old.choices.columns)
                self._take_place(folder, fresh)
            finally:
                shutil.rmtree(fresh.parent, ignore_errors=True)
                (folder / "hersteld.json").unlink(missing_ok=True)
            # Rows and repairs were of cells of the other file; a repair whose value is not there does nothing.
            delivery = replace(old, name=fresh.name, sha256=sha256, choices=replace(old.choices, skipped=()))
            self._write(delivery)
            return delivery

    @staticmethod
    def _take_place(folder: Path, fresh: Path) -> None:
        shutil.rmtree(folder / "bestand")
        fresh.parent.rename(folder / "bestand")
        (folder / "hersteld.json").rename(folder / "cellen.json")

    def same_file(self, content: bytes) -> Delivery | None:
        """A delivery of this very file that is still open."""
        sha256 = hashlib.sha256(content).hexdigest()
        return next((d for d in self.all() if d.sha256 == sha256), None)

    def _of_register(self, first: Delivery, register: str, again: bool) -> Delivery:
        """The delivery of one register in a file; of a further one with files of its own, for each goes by itself."""
        delivery = replace(first, choices=replace(first.choices, register=register))
        if again:
            delivery = replace(delivery, id=uuid.uuid4().hex)
            shutil.copytree(self._folder / first.id, self._folder / delivery.id)
        self._write(delivery)
        return delivery

    def find(self, id: str) -> Delivery:
        """A delivery by its id. Raises UnknownDelivery."""
        try:
            return _from_json((self._place(id) / "levering.json").read_text(encoding="utf-8"))
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
        if not self._folder.exists() or not self._store.writable:
            return
        try:
            with self._locked():
                forget_old(self._folder)
        except (OSError, NotWritable) as error:
            tell("leveringen niet opgeruimd", logging.WARNING, error)

    def file(self, delivery: Delivery) -> File:
        """The file with the cells that were read when it came. Raises UnreadableRegister where those are damaged."""
        try:
            cells = read_cells(self._folder / delivery.id / "cellen.json")
        except (OSError, *NOT_OURS) as error:
            raise UnreadableRegister(DAMAGED) from error
        return File(delivery.name, delivery.sha256, cells)

    def source(self, delivery: Delivery) -> Path:
        """The file as sent."""
        return self._folder / delivery.id / "bestand" / delivery.name

    def say(self, id: str, change: Callable[[Choices], Choices]) -> None:
        """Change the choices as they are now: two quick clicks are both kept. Raises UnknownDelivery.

        What was said of columns is remembered for the next file with these headers.
        """
        with self._locked():
            delivery = self.find(id)
            choices = change(delivery.choices)
            self._write(replace(delivery, choices=choices))
            said = [r for r in choices.repairs if r not in delivery.choices.repairs]
            series = self._store.of(choices.declared)
            remember(series, meanings_of(series, said))
            if choices.columns != delivery.choices.columns:
                forgotten = delivery.choices.columns.keys() - choices.columns.keys()
                kept = {header: field for header, field in self._remembered().items() if header not in forgotten}
                write_whole(self._said_before, {**kept, **{h: f for h, f in choices.columns.items() if h}})

    def discard(self, id: str) -> None:
        """Forget a delivery, the file as sent included; also a damaged one. Raises UnknownDelivery."""
        with self._locked():
            try:
                throw_away(self._place(id))
            except FileNotFoundError:
                raise UnknownDelivery(GONE) from None

    def _place(self, id: str) -> Path:
        if not re.fullmatch("[0-9a-f]{32}", id):
            raise UnknownDelivery(GONE)
        return self._folder / id

    def _locked(self) -> AbstractContextManager[None]:
        return self._store.locked("leveringen.slot")

    def _remembered(self) -> Mapping[str, str]:
        """What was said before; it only saves work, so that a damaged file is none."""
        try:
            found = json.loads(self._said_before.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return {str(header): str(field) for header, field in found.items()} if isinstance(found, dict) else {}

    def _write(self, delivery: Delivery) -> None:
        said = asdict(delivery)
        said["choices"]["peildatum"] = delivery.choices.peildatum and delivery.choices.peildatum.isoformat()
        write_whole(self._folder / delivery.id / "levering.json", said)


def _possible_headers(cells: Cells) -> set[str]:
    rows = range(1, HEADER_SEARCH_ROWS + 1)
    return {normalise(shown(value)) for grid in cells.grids for number in rows for value in grid.row(number)}


def _from_json(text: str) -> Delivery:
    said = json.loads(text)
    choices = said.pop("choices")
    choices["peildatum"] = choices["peildatum"] and date.fromisoformat(choices["peildatum"])
    choices["repairs"] = tuple(Repair(**{**r, "cells": tuple(r["cells"])}) for r in choices["repairs"])
    for name in ("holders", "sheets", "skipped", "functional"):
        choices[name] = tuple(choices.get(name, ()))
    return Delivery(**said, choices=Choices(**choices))
