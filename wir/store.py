"""Peilingen on disk: immutable folders that are there whole or not at all, and markers that withdraw them.

peilingen/2020-11-01_v1/     the rows (.parquet), begrippen.csv, regios.csv, ingelezen.xlsx, manifest.json
markeringen/2020-11-01_v1/   0001_ingetrokken.json, 0002_teruggezet.json, ...
tijdelijk/                   folders of a publish that is under way
"""

import fcntl
import hashlib
import json
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from wir import __version__
from wir.errors import PublishConflict, UnknownPeiling
from wir.paths import DATA
from wir.peiling import Manifest, Peiling, default_label
from wir.register.fields import SHEETS, Kind, Sheet
from wir.register.model import Register, Row, in_words
from wir.register.writing import write_register
from wir.vocabulary import Regions, Vocabulary, read_regions, read_vocabulary

ARROW_TYPES: Mapping[Kind, pa.DataType] = {
    "tekst": pa.string(),
    "begrip": pa.string(),
    "fase": pa.int8(),
    "datum": pa.date32(),
    "aantal": pa.int32(),
    "velden": pa.string(),
}
Mark = Literal["ingetrokken", "teruggezet"]


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
        return Peiling(manifest, folder, withdrawn=self._last_mark(folder.name) == "ingetrokken")

    def _last_mark(self, key: str) -> str | None:
        marks = sorted(p.stem for p in (self._marks / key).glob("*.json"))
        return marks[-1].split("_")[1] if marks else None

    def publish(
        self,
        register: Register,
        source: Path,
        peildatum: date,
        door: str,
        label: str = "",
        toelichting: str = "",
        versie: int | None = None,
    ) -> Peiling:
        """Store a checked register as a version of its peildatum (the next one), whole or not at all.

        `source` is the workbook as sent: only its name and SHA-256 are kept. Raises PublishConflict when
        someone else published this version in the meantime.
        """
        versions = [p.versie for p in self.peilingen() if p.peildatum == peildatum]
        manifest = Manifest(
            peildatum=peildatum,
            versie=versie or max(versions, default=0) + 1,
            label=label or default_label(peildatum),
            door=door,
            wanneer=datetime.now(UTC).isoformat(timespec="seconds"),
            toelichting=toelichting,
            bestand=source.name,
            sha256=hashlib.sha256(source.read_bytes()).hexdigest(),
            projecten=None if register.projects is None else len(register.projects),
            regios=None if register.scores is None else len(register.scores),
            gereconstrueerd=register.reconstructed,
            app_versie=__version__,
        )
        draft = self._drafts / uuid.uuid4().hex
        draft.mkdir(parents=True)
        try:
            _fill(draft, register, manifest)
            return self._read(self._make_final(draft, manifest.key))
        finally:
            shutil.rmtree(draft, ignore_errors=True)

    def _make_final(self, draft: Path, key: str) -> Path:
        self._published.mkdir(parents=True, exist_ok=True)
        for path in (*draft.iterdir(), draft):
            _flush(path)
        final = self._published / key
        try:
            draft.rename(final)
        except OSError as error:
            if not final.exists():
                raise
            raise PublishConflict(f"Peiling {key} is intussen door iemand anders gepubliceerd.") from error
        _flush(self._published)
        return final

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep other processes that ask for the lock waiting; the lock goes when this process does."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "slot").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield

    def withdraw(self, key: str, door: str, reden: str) -> None:
        """Take a peiling out of sight; nothing is deleted."""
        self._mark(key, "ingetrokken", door, reden)

    def put_back(self, key: str, door: str, reden: str) -> None:
        """Undo a withdrawal."""
        self._mark(key, "teruggezet", door, reden)

    def _mark(self, key: str, mark: Mark, door: str, reden: str) -> None:
        known = [p.key for p in self.peilingen()]
        if key not in known:
            raise UnknownPeiling(f"Peiling {key} bestaat niet; er zijn: {', '.join(known) or 'geen'}.")
        if (self._last_mark(key) or "teruggezet") == mark:
            raise PublishConflict(
                f"Peiling {key} is al {mark}." if mark == "ingetrokken" else f"Peiling {key} is niet ingetrokken."
            )
        folder = self._marks / key
        folder.mkdir(parents=True, exist_ok=True)
        said = {"door": door, "reden": reden, "wanneer": datetime.now(UTC).isoformat(timespec="seconds")}
        path = folder / f"{len(list(folder.glob('*.json'))) + 1:04d}_{mark}.json"
        try:
            path.open("x", encoding="utf-8").close()
        except FileExistsError as error:
            raise PublishConflict(f"Peiling {key} is intussen door iemand anders {mark}.") from error
        path.write_text(json.dumps(said, ensure_ascii=False, indent=2), encoding="utf-8")
        _flush(path)
        _flush(folder)


def _fill(draft: Path, register: Register, manifest: Manifest) -> None:
    for name in ("begrippen.csv", "regios.csv"):
        shutil.copyfile(DATA / name, draft / name)
    vocabulary, regions = read_vocabulary(draft / "begrippen.csv"), read_regions(draft / "regios.csv")
    for sheet, rows in register.by_sheet.items():
        pq.write_table(_arrow(sheet, rows), draft / f"{sheet.table}.parquet")
    _write_as_read(draft / "ingelezen.xlsx", register, vocabulary, regions)
    (draft / "manifest.json").write_text(manifest.to_json(), encoding="utf-8")


def _arrow(sheet: Sheet, rows: tuple[Row, ...]) -> pa.Table:
    """The rows with `regio` as its code in place of the two columns that name it."""
    kept = [f for f in sheet.fields if f.name not in ("zorgkantoorregio", "subregio")]
    schema = pa.schema([("regio", pa.string()), *((f.name, ARROW_TYPES[f.kind]) for f in kept)])
    return pa.Table.from_pylist([dict(row) for row in rows], schema=schema)


def _write_as_read(path: Path, register: Register, vocabulary: Vocabulary, regions: Regions) -> None:
    parts = register.by_sheet
    write_register(path, {s: in_words(s, parts[s], vocabulary, regions) for s in SHEETS if s in parts})


def _flush(path: Path) -> None:
    """Make sure that a file or folder is on disk before we go on."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
