"""Peilingen on disk: immutable folders that are there whole or not at all, and markers that withdraw them.

peilingen/2020-11-01_v1/     the rows (.parquet), begrippen.csv, regios.csv, ingelezen.xlsx, manifest.json
markeringen/2020-11-01_v1/   0001_ingetrokken.json, 0002_teruggezet.json, ... or 0001_definitief.json of a concept
tijdelijk/                   folders of a publish that is under way
"""

import fcntl
import hashlib
import json
import shutil
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import fields
from datetime import UTC, datetime
from pathlib import Path
from typing import get_args

from wir import __version__
from wir.catalogue import Catalogue
from wir.errors import NotPossible, PublishConflict, UnknownPeiling
from wir.peiling import Announcement, Manifest, Mark, MarkKind, Peiling, default_label
from wir.peiling_files import flush, read_rows, write_peiling
from wir.register.model import Register

KINDS: dict[str, MarkKind] = {k: k for k in get_args(MarkKind)}


class Store:
    """The folder with all peilingen. Readers need no lock; writers win or lose by a rename."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._published, self._marks, self._drafts = folder / "peilingen", folder / "markeringen", folder / "tijdelijk"

    def version(self) -> str:
        """A short text that changes whenever a peiling is published, withdrawn or put back."""
        names = sorted(p.name for p in self._published.glob("*")) + sorted(str(p) for p in self._marks.glob("*/*.json"))
        return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]

    def peilingen(self) -> tuple[Peiling, ...]:
        """All peilingen by peildatum and version, withdrawn ones included."""
        found = [self._read(folder) for folder in self._published.glob("*")]
        return tuple(sorted(found, key=lambda p: (p.peildatum, p.versie)))

    def _read(self, folder: Path) -> Peiling:
        manifest = Manifest.from_json((folder / "manifest.json").read_text(encoding="utf-8"))
        return Peiling(manifest, folder, self._marks_of(folder.name))

    def _marks_of(self, key: str) -> tuple[Mark, ...]:
        paths = sorted((self._marks / key).glob("*.json"))
        return tuple(Mark(KINDS[p.stem.split("_")[1]], **json.loads(p.read_text(encoding="utf-8"))) for p in paths)

    def register_of(self, peiling: Peiling) -> Register:
        """The rows of a peiling as they were stored."""
        return read_rows(peiling.folder)

    def publish(self, register: Register, announced: Announcement, seen: str | None = None) -> Peiling:
        """Store a checked register as the next version of its peildatum, whole or not at all.

        `seen` is the version of the store that the publisher looked at: raises PublishConflict when somebody else
        changed it since. One publishes at a time; what a killed one left behind is cleared away.
        """
        with self.locked():
            if changed := self.changed_since(seen):
                raise PublishConflict(f"{changed} Bekijk het nieuwe voorbeeld voordat u publiceert.")
            for left in self._drafts.glob("*"):
                shutil.rmtree(left, ignore_errors=True)
            manifest = self.manifest(register, announced)
            draft = self._drafts / uuid.uuid4().hex
            try:
                write_peiling(draft, register, manifest)
                return self._read(self._make_final(draft, manifest.key))
            finally:
                shutil.rmtree(draft, ignore_errors=True)

    def manifest(self, register: Register, announced: Announcement) -> Manifest:
        """What the manifest of a register would be if it were published now."""
        versions = [p.versie for p in self.peilingen() if p.peildatum == announced.peildatum]
        said = {f.name: getattr(announced, f.name) for f in fields(Announcement)}
        return Manifest(
            **{**said, "label": announced.label or default_label(announced.peildatum)},
            versie=max(versions, default=0) + 1,
            wanneer=_now(),
            projecten=None if register.projects is None else len(register.projects),
            regios=None if register.scores is None else len(register.scores),
            gereconstrueerd=register.reconstructed,
            app_versie=__version__,
        )

    def changed_since(self, seen: str | None) -> str:
        """Who did what since this version of the store, as a sentence; empty when nothing changed."""
        peilingen = self.peilingen()
        if seen in (None, self.version()) or not peilingen:
            return ""
        last = sorted(peilingen, key=_last_change)[-1]
        who, what = (last.marks[-1], last.marks[-1].kind) if last.marks else (last.manifest, "gepubliceerd")
        return f"Intussen heeft {who.door} peiling {last.key} {what}."

    def _make_final(self, draft: Path, key: str) -> Path:
        self._published.mkdir(parents=True, exist_ok=True)
        for path in (*draft.iterdir(), draft):
            flush(path)
        final = self._published / key
        try:
            draft.rename(final)
        except OSError as error:
            if not final.exists():
                raise
            raise PublishConflict(f"Peiling {key} is intussen door iemand anders gepubliceerd.") from error
        flush(self._published)
        return final

    @contextmanager
    def locked(self, name: str = "slot") -> Iterator[None]:
        """Keep others that ask for the same lock waiting; the lock goes when this process does."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / name).open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def withdraw(self, key: str, door: str, reden: str) -> None:
        """Take a peiling out of sight; nothing is deleted. Raises UnknownPeiling or NotPossible."""
        with self.locked():
            if self._known(key).withdrawn:
                raise NotPossible(f"Peiling {key} is al ingetrokken.")
            self._mark(key, "ingetrokken", door, reden)

    def put_back(self, key: str, door: str, reden: str) -> None:
        """Undo a withdrawal. Raises UnknownPeiling or NotPossible."""
        with self.locked():
            if not self._known(key).withdrawn:
                raise NotPossible(f"Peiling {key} is niet ingetrokken.")
            self._mark(key, "teruggezet", door, reden)

    def confirm(self, key: str, door: str, reden: str = "", four_eyes: bool = False) -> None:
        """Make a concept definitive, with `four_eyes` by another person. Raises UnknownPeiling or NotPossible."""
        with self.locked():
            peiling = self._known(key)
            others = [p for p in self.peilingen() if p.peildatum == peiling.peildatum and not p.withdrawn]
            newer = [p.key for p in others if p.versie > peiling.versie]
            if not peiling.concept:
                raise NotPossible(f"Peiling {key} is geen concept.")
            if peiling.withdrawn:
                raise NotPossible(f"Peiling {key} is ingetrokken; zet haar eerst terug.")
            if newer:
                raise NotPossible(f"Peiling {key} is ingehaald door {newer[-1]}; breng het register opnieuw in.")
            before = Catalogue(self.peilingen()).replaced_by(peiling.peildatum)
            if peiling.manifest.voorganger and (before is None or before.key != peiling.manifest.voorganger):
                raise NotPossible(
                    f"Sinds dit concept is {peiling.manifest.voorganger} vervangen of ingetrokken; "
                    "breng het register opnieuw in."
                )
            if four_eyes and door.casefold() == peiling.manifest.door.casefold():
                raise NotPossible(f"Een ander dan {peiling.manifest.door} moet dit concept bevestigen (vier ogen).")
            self._mark(key, "definitief", door, reden)

    def _known(self, key: str) -> Peiling:
        found = {p.key: p for p in self.peilingen()}
        if key not in found:
            raise UnknownPeiling(f"Peiling {key} bestaat niet; er zijn: {', '.join(found) or 'geen'}.")
        return found[key]

    def _mark(self, key: str, kind: MarkKind, door: str, reden: str) -> None:
        folder = self._marks / key
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{len(list(folder.glob('*.json'))) + 1:04d}_{kind}.json"
        half = path.with_suffix(".half")
        said = {"door": door, "reden": reden, "wanneer": _now()}
        half.write_text(json.dumps(said, ensure_ascii=False, indent=2), encoding="utf-8")
        flush(half)
        half.rename(path)
        flush(folder)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _last_change(peiling: Peiling) -> str:
    return max((peiling.manifest.wanneer, *(m.wanneer for m in peiling.marks)))
