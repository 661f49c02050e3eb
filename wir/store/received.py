"""What was sent: the files of a delivery as they came, the cells that were read of each, and what was said of them."""

import hashlib
import json
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path
from typing import Any

from wir.register.check.findings import Repair
from wir.register.read.cells import read_cells
from wir.store.delivery import Choices, File

NOT_IN_NAMES = re.compile(r"[^\w .()'+,-]")
LONGEST = 200  # bytes; a file system takes 255
Sent = tuple[str, bytes]  # the name and the content of a file
Part = tuple[str, str]  # the name and the SHA-256 of a file that was kept


def safe_name(name: str) -> str:
    """The last part of a name, without what a file system or a page could take for something else."""
    safe = NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", Path(name).name))
    short = safe.encode()[-LONGEST:].decode(errors="ignore")
    return short if short.strip(". ") else "register"


def free_name(name: str, taken: Collection[str]) -> str:
    """A safe name that none of the others has."""
    safe = Path(safe_name(name))
    names = (safe.name, *(f"{safe.stem} ({n}){safe.suffix}" for n in range(2, len(taken) + 3)))
    used = {other.casefold() for other in taken}
    return next(free for free in names if free.casefold() not in used)


def sha256_of(content: bytes) -> str:
    """The SHA-256 of a file."""
    return hashlib.sha256(content).hexdigest()


@dataclass(frozen=True)
class Delivery:
    """The files that were sent, by whom and when (UTC), and what was said of them so far."""

    id: str
    parts: tuple[Part, ...]
    door: str
    wanneer: str
    choices: Choices

    @property
    def name(self) -> str:
        """Of all its files together."""
        return " + ".join(name for name, _ in self.parts)

    @property
    def hashes(self) -> frozenset[str]:
        """What tells it from others, whatever its files are called and in whichever order they came."""
        return frozenset(sha256 for _, sha256 in self.parts)

    @property
    def version(self) -> str:
        """What tells these files in this order from others."""
        return sha256_of(json.dumps(self.parts).encode())

    def as_json(self) -> dict[str, Any]:
        """What `delivery_of` reads."""
        said = asdict(self)
        said["choices"]["peildatum"] = self.choices.peildatum and self.choices.peildatum.isoformat()
        return said


def delivery_of(text: str) -> Delivery:
    """What was written of a delivery, also when it could have one file only. Raises what damaged JSON raises."""
    said = json.loads(text)
    choices = said.pop("choices")
    choices["peildatum"] = choices["peildatum"] and date.fromisoformat(choices["peildatum"])
    choices["repairs"] = tuple(Repair(**{**r, "cells": tuple(r["cells"])}) for r in choices["repairs"])
    for name in ("holders", "sheets", "skipped", "functional"):
        choices[name] = tuple(choices.get(name, ()))
    if "parts" not in said:
        said["parts"] = [[said.pop("name"), said.pop("sha256")]]
    parts = tuple((str(name), str(sha256)) for name, sha256 in said.pop("parts"))
    return Delivery(**said, parts=parts, choices=Choices(**choices))


def source_in(folder: Path, name: str) -> Path:
    """Where a file is kept as sent."""
    return folder / "bestand" / name


def cells_in(folder: Path, place: int) -> Path:
    """Where the cells are kept of the file at this place."""
    return folder / (f"cellen_{place + 1}.json" if place else "cellen.json")


def kept_files(folder: Path, parts: Sequence[Part]) -> list[File]:
    """The files with the cells that were read when they came. Raises what damaged JSON raises."""
    return [File(name, sha, read_cells(cells_in(folder, place))) for place, (name, sha) in enumerate(parts)]
