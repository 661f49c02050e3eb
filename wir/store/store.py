"""Peilingen on disk: immutable folders that are there whole or not at all, and markers that withdraw them.

Each register has a series of its own: the WIR register in the folder itself, another in reeksen/<name>/.

peilingen/2020-11-01_v1/     the rows (.parquet), begrippen.csv, regios.csv, ingelezen.xlsx, manifest.json, SHA256SUMS
markeringen/2020-11-01_v1/   0001_ingetrokken.json, 0002_teruggezet.json, ... or 0001_definitief.json of a concept
tijdelijk/                   folders of a publish that is under way
"""

import hashlib
import shutil
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import fields, replace
from datetime import UTC, date, datetime
from pathlib import Path
from time import monotonic
from typing import TypeVar

from wir import __version__
from wir.common.errors import NotPossible, PublishConflict
from wir.common.log import tell
from wir.common.paths import store_address
from wir.domain.catalogue import Catalogue
from wir.domain.declaration import HOME, WIR, Declaration
from wir.domain.labels import refuse_label
from wir.domain.peiling import Announcement, Damaged, Manifest, Mark, Peiling, default_label, key_of, read_key
from wir.domain.register_rows import Register
from wir.domain.registers import REGISTERS
from wir.domain.remarks import changes_told
from wir.domain.vocabulary import regions
from wir.register.check.own_remarks import checked
from wir.store.home import Folder, Home, home_of
from wir.store.integrity import wrong_files
from wir.store.marks import UNREADABLE, mark_names, write_mark
from wir.store.peiling_files import copy_peiling, read_rows, settle, write_peiling
from wir.store.read_peiling import forget_looks, look, stamp

# What is remembered beside the peilingen of a series: it goes along with a copy.
REMEMBERED = ("kolomkeuzes.json", "waarden.json", "leessleutels.json")
Names = tuple[str, ...]
Result = TypeVar("Result")

# The lock of all that lies beside the peilingen: deliveries, keys, what was remembered. docs/deploy/reservekopie holds
# this one and that of the peilingen, so that there is no third.
BESIDE = "leveringen.slot"


class Store:
    """All peilingen of one register. Readers wait for nobody; of two writers who are there first one wins."""

    def __init__(self, home: Home | Path, declared: Declaration = WIR) -> None:
        """`home` is that of the whole store, whichever register is meant."""
        self.home = Folder(home) if isinstance(home, Path) else home
        self.root, self.declared = self.home.root, declared
        self.folder = folder = self.root / place_of(declared)
        self._published, self._marks, self._drafts = folder / "peilingen", folder / "markeringen", folder / "tijdelijk"

    @property
    def writable(self) -> bool:
        """Whether anything can be changed here; not so where the folder is still to be made."""
        return self.home.writable

    def of(self, declared: Declaration) -> "Store":
        """The series of another register in the same store."""
        return Store(self.home, declared)

    def every_series(self) -> tuple["Store", ...]:
        """The series of each register that was ever published here, that of the WIR register first."""
        found = (self.of(declared) for declared in REGISTERS.values())
        return tuple(s for s in found if s.declared is WIR or s.folder.exists())

    def version(self, seen: Catalogue | None = None) -> str:
        """A short text that changes whenever a peiling comes, is withdrawn, put back, damaged or mended.

        What was `seen` of it counts too: an error of a disk may pass without leaving a sign.
        """
        damaged = (seen or self.catalogue()).damaged
        found = [(key, *map(stamp, self.places(key))) for key in self.all_keys()]
        return hashlib.sha256(repr((found, damaged)).encode()).hexdigest()[:16]

    def all_keys(self) -> tuple[str, ...]:
        """Every version of every peildatum that was ever published here, whatever became of it."""
        # What may not be read raises an OSError: glob would take it for an empty store.
        there = [folder for folder in (self._published, self._marks) if folder.exists()]
        named = {read_key(path.name) for folder in there for path in folder.iterdir()}
        return tuple(key_of(*found) for found in sorted(found for found in named if found))

    def named(self, key: str) -> str:
        """A key that no other series has, for who looks at the whole store: reeksen/trajecten/2025-05-01_v1."""
        return (place_of(self.declared) / key).as_posix()

    def places(self, key: str) -> tuple[Path, Path]:
        """Where the files of a peiling are, and where its marks."""
        return self._published / key, self._marks / key

    def peilingen(self) -> tuple[Peiling, ...]:
        """All whole peilingen by peildatum and version, withdrawn ones included."""
        return self.catalogue().peilingen

    def damaged(self) -> tuple[Damaged, ...]:
        """The others: with a file that is not what it was, a mark that cannot be read, or gone."""
        return self.catalogue().damaged

    def catalogue(self, anew: bool = False) -> Catalogue:
        """All peilingen, damaged ones apart. `anew` is for who loads the rows: a disk may fail without a sign."""
        if anew:
            forget_looks()
        found = [look(*self.places(key)) for key in self.all_keys()]
        whole = tuple(p for p in found if isinstance(p, Peiling))
        return Catalogue(whole, tuple(p for p in found if isinstance(p, Damaged)))

    def register_of(self, peiling: Peiling) -> Register:
        """The rows of a peiling as they were stored. Raises NotPossible where they no longer are."""
        if fault := next(wrong_files(peiling.folder), None):
            raise NotPossible(f"Peiling {peiling.key} is beschadigd: {fault.file} {fault.words}. Laat haar herstellen.")
        return read_rows(peiling.folder, self.declared)

    def publish(self, register: Register, announced: Announcement, seen: Names | None = None) -> Peiling:
        """Store a checked register as the next version of its peildatum, whole or not at all.

        `seen` is what `names` gave when the publisher looked: raises PublishConflict when somebody else changed
        something since, and NotSettled where it is there and the disk does not confirm it. One publishes at a time;
        what a killed one left behind is cleared away.
        """
        return self.alone(lambda: self._publish_register(register, announced, seen))

    def _publish_register(self, register: Register, announced: Announcement, seen: Names | None) -> Peiling:
        self._refuse_changed(seen)
        manifest = self.manifest(register, announced)
        return self._publish(
            manifest, lambda draft: write_peiling(draft, register, manifest), lambda: self._refuse_changed(seen)
        )

    def remark(self, key: str, remarks: Mapping[str, str], door: str, concept: bool = False) -> Peiling:
        """Publish a peiling again with other remarks, as the next version of its peildatum: the rows are its own files.

        Raises UnknownPeiling, and NotPossible where readers do not get it, or a concept waits to take its place.
        """
        remarks = {subject: checked(said) for subject, said in remarks.items()}
        return self.alone(lambda: self._remark(key, remarks, door, concept))

    def _remark(self, key: str, remarks: Mapping[str, str], door: str, concept: bool) -> Peiling:
        seen, catalogue = self.names(), self.catalogue()
        base = catalogue.by_key(key)
        catalogue.refuse_remarks(base, remarks)
        if fault := next(wrong_files(base.folder), None):
            raise NotPossible(f"Peiling {key} is beschadigd: {fault.file} {fault.words}. Laat haar herstellen.")
        manifest = replace(
            base.manifest,
            versie=self._next_version(base.peildatum),
            wanneer=_now(),
            door=door,
            toelichting=changes_told(base.manifest.opmerkingen, remarks, regions()),
            concept=concept,
            voorganger=key,
            opmerkingen=remarks,
            app_versie=__version__,
            zelfde_cijfers=True,
        )
        return self._publish(
            manifest, lambda draft: copy_peiling(base.folder, draft, manifest), lambda: self._refuse_changed(seen)
        )

    def _publish(self, manifest: Manifest, write: Callable[[Path], None], last: Callable[[], None]) -> Peiling:
        """Give it its place once it is written, if `last` does not refuse then; only when alone."""
        begun = monotonic()
        self._clear()
        draft = self._drafts / uuid.uuid4().hex
        try:
            write(draft)
            self.home.create(draft, self._published / manifest.key, last)
            ms = round(1000 * (monotonic() - begun))
            rows = sum(count or 0 for count in manifest.rijen.values())
            tell("gepubliceerd", register=self.declared.name, peiling=manifest.key, rijen=rows, ms=ms)
            settle(f"Peiling {manifest.key} is gepubliceerd", self._published)
            return self.catalogue().by_key(manifest.key)
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _next_version(self, peildatum: date) -> int:
        # What is damaged keeps its number: a link to it must never show something else.
        versions = [found[1] for found in map(read_key, self.all_keys()) if found and found[0] == peildatum]
        return max(versions, default=0) + 1

    def _refuse_changed(self, seen: Names | None) -> None:
        if changed := self.changed_since(seen):
            raise PublishConflict(f"{changed} Bekijk het nieuwe voorbeeld voordat u publiceert.")

    def manifest(self, register: Register, announced: Announcement) -> Manifest:
        """What the manifest of a register would be if it were published now."""
        said = {f.name: getattr(announced, f.name) for f in fields(Announcement)}
        return Manifest(
            **{**said, "label": announced.label or default_label(announced.peildatum)},
            versie=self._next_version(announced.peildatum),
            wanneer=_now(),
            rijen={s.counted: _count(register.of(s)) for s in self.declared.sheets},
            register=self.declared.name,
            gereconstrueerd=register.reconstructed,
            app_versie=__version__,
        )

    def names(self) -> Names:
        """What was ever done here, by name: each peiling, and each mark with its peiling before it."""
        keys = self.all_keys()
        return (*keys, *sorted(f"{key}/{mark}" for key in keys for mark in mark_names(self._marks / key)))

    def changed_since(self, seen: Names | None) -> str:
        """Who did what since someone saw these names, as a sentence; empty when nothing was done."""
        new = [name for name in self.names() if name not in seen] if seen is not None else []
        return f"Intussen {' en '.join(map(self._told, new))}." if new else ""

    def _told(self, name: str) -> str:
        key, _, mark = name.partition("/")
        found = {p.key: p for p in self.peilingen()}.get(key)
        if found is None or mark == UNREADABLE:
            return f"is peiling {key} veranderd"
        did = found.marks[int(mark[:4]) - 1] if mark else None
        return f"heeft {(did or found.manifest).door} peiling {key} {did.kind if did else 'gepubliceerd'}"

    def _clear(self) -> None:
        """Take away what was broken off halfway; only when alone."""
        self.home.clear()
        for left in self._drafts.glob("*"):
            shutil.rmtree(left, ignore_errors=True)
        with suppress(OSError):  # it is in nobody's way
            for half in self._marks.glob("*/*.half"):
                half.unlink(missing_ok=True)

    def alone(self, change: Callable[[], Result], name: str = "slot") -> Result:
        """Change something while nobody else changes what has this name, of any series. Raises NotWritable."""
        return self.home.alone(name, change)

    def withdraw(self, key: str, door: str, reden: str) -> None:
        """Take a peiling out of sight; nothing is deleted. Raises UnknownPeiling or NotPossible."""
        self.alone(lambda: self._withdraw(key, door, reden))

    def _withdraw(self, key: str, door: str, reden: str) -> None:
        catalogue = self.catalogue()
        found = catalogue.to_mark(key)
        if found.withdrawn:
            raise NotPossible(f"Peiling {key} is al ingetrokken.")
        self._refuse_older_label(catalogue, found)
        self._mark(key, Mark("ingetrokken", door, reden, _now()))

    @staticmethod
    def _refuse_older_label(catalogue: Catalogue, going: Peiling | Damaged) -> None:
        """Raises NotPossible where the older version that readers get instead bears a label that another has by now."""
        left = catalogue.without(going)
        for older in left.current:
            if older.peildatum == going.peildatum and older not in catalogue.current:
                try:
                    refuse_label(older.label, older.peildatum, left.current)
                except NotPossible as error:
                    first = f"Lezers krijgen dan versie {older.versie}. {error}"
                    raise NotPossible(f"{first[:-1]}, of trek {older.key} eerst in.") from error

    def put_back(self, key: str, door: str, reden: str) -> None:
        """Undo a withdrawal. Raises UnknownPeiling or NotPossible."""
        self.alone(lambda: self._put_back(key, door, reden))

    def _put_back(self, key: str, door: str, reden: str) -> None:
        catalogue = self.catalogue()
        found = catalogue.to_mark(key)
        if not found.withdrawn:
            raise NotPossible(f"Peiling {key} is niet ingetrokken.")
        if isinstance(found, Peiling):
            refuse_label(found.label, found.peildatum, catalogue.current)
        self._mark(key, Mark("teruggezet", door, reden, _now()))

    def confirm(self, key: str, door: str, reden: str = "", four_eyes: bool = False) -> None:
        """Make a concept definitive, with `four_eyes` by another person. Raises UnknownPeiling or NotPossible."""
        self.alone(lambda: self._confirm(key, door, reden, four_eyes))

    def _confirm(self, key: str, door: str, reden: str, four_eyes: bool) -> None:
        catalogue = self.catalogue()
        found = catalogue.by_key(key)
        catalogue.refuse_confirmation(found, door, four_eyes)
        refuse_label(found.label, found.peildatum, catalogue.current)
        self._mark(key, Mark("definitief", door, reden, _now()))

    def _mark(self, key: str, mark: Mark) -> None:
        write_mark(self.home, self.places(key)[1], mark)


def our_store(declared: Declaration = WIR) -> Store:
    """The store of this installation, as it is now. Raises WrongAddress or Unreachable."""
    home = home_of(store_address())
    home.freshen()
    return Store(home, declared)


def place_of(declared: Declaration) -> Path:
    """Where the series of a register stands within a store."""
    return Path() if declared.name == HOME else Path("reeksen") / declared.name


def _count(rows: tuple[object, ...] | None) -> int | None:
    return None if rows is None else len(rows)


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds")
