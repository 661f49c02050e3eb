"""A peiling: one published version of the register for one peildatum, and what it says of itself."""

import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from pathlib import Path
from types import UnionType
from typing import Any, Literal, get_origin

from wir.common.numbers import day
from wir.domain.declaration import HOME, Sheet
from wir.domain.registers import REGISTERS


def known_fields(kind: type, text: str) -> dict[str, Any]:
    """The fields of a dataclass that stand in a JSON text; others are left out. Raises ValueError."""
    values = json.loads(text)
    if not isinstance(values, dict):
        raise ValueError("geen JSON-object")
    return {f.name: values[f.name] for f in fields(kind) if f.name in values}


def refuse_other_kinds(kind: type, values: Mapping[str, object]) -> None:
    """Raises ValueError for a value that its field cannot hold, KeyError where `wanneer` is missing."""
    for f in fields(kind):
        wanted: Any = f.type if isinstance(f.type, UnionType) else get_origin(f.type) or f.type
        if wanted is not Literal and f.name in values and not isinstance(values[f.name], wanted):
            raise ValueError(f"{f.name}: {values[f.name]!r}")
    datetime.fromisoformat(str(values["wanneer"]))


MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")

KEY = re.compile(r"([0-9]{4}-[0-9]{2}-[0-9]{2})_v([1-9][0-9]{0,5})")

MarkKind = Literal["ingetrokken", "teruggezet", "definitief"]

State = Literal["gepubliceerd", "concept", "ingetrokken"]


@dataclass(frozen=True, kw_only=True)
class Announcement:
    """What a person says of a register that is to be published, and how it came to be what it is.

    `deellevering` lists the concessiehouders that delivered (empty: all), `overgenomen` is the key of the peiling that
    the rest was carried over from, `voorganger` that of the one it follows or replaces, `kolommen` and `herstellingen`
    what was said of headers and mended in cells, `bestanden` each of several files with its SHA-256, and
    `opmerkingen` WIR's own remarks by what they are about (remarks.py).
    """

    peildatum: date
    door: str
    bestand: str
    sha256: str
    label: str = ""
    toelichting: str = ""
    concept: bool = False
    deellevering: tuple[str, ...] = ()
    overgenomen: str = ""
    voorganger: str = ""
    kolommen: Mapping[str, str] = field(default_factory=dict)
    herstellingen: tuple[Mapping[str, str], ...] = ()
    waarschuwingen: int = 0
    bestanden: tuple[Mapping[str, str], ...] = ()
    opmerkingen: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Manifest(Announcement):
    """What a peiling says of itself. `rijen` counts the rows of each sheet by its `counted`; None is not registered.

    `zelfde_cijfers` says that it holds the rows of its `voorganger`: only a remark is another.
    """

    versie: int
    wanneer: str
    rijen: Mapping[str, int | None]
    gereconstrueerd: int
    app_versie: str
    register: str = HOME
    zelfde_cijfers: bool = False

    @property
    def key(self) -> str:
        return key_of(self.peildatum, self.versie)

    def rows(self, sheet: Sheet) -> int | None:
        """How many rows of a sheet it holds; None where the sheet is not registered."""
        return self.rijen.get(sheet.counted)

    def to_json(self) -> str:
        said = {**asdict(self), **self.rijen, "peildatum": self.peildatum.isoformat()}
        del said["rijen"]
        return json.dumps(said, ensure_ascii=False, indent=2)

    @staticmethod
    def from_json(text: str) -> "Manifest":
        """Read a manifest, also of an older or newer app. Raises ValueError, KeyError or TypeError for what is none."""
        values, said = known_fields(Manifest, text), json.loads(text)
        declared = REGISTERS[values.get("register", HOME)]
        # A sheet that an older version did not know is not registered; a count of none at all is no manifest.
        counted = [sheet.counted for sheet in declared.sheets if sheet.counted in said]
        values["rijen"] = {name: _row_count(said[name]) for name in counted} or said["rijen"]
        lists: dict[str, object] = {
            n: tuple(values[n]) for n in ("deellevering", "herstellingen", "bestanden") if n in values
        }
        values = {**values, **lists, "peildatum": date.fromisoformat(values["peildatum"])}
        refuse_other_kinds(Manifest, values)
        if not all(isinstance(said, str) for said in values.get("opmerkingen", {}).values()):
            raise ValueError("een opmerking is geen tekst")
        return Manifest(**values)


@dataclass(frozen=True)
class Mark:
    """What happened to a peiling after it was published."""

    kind: MarkKind
    door: str
    reden: str
    wanneer: str

    @staticmethod
    def from_json(kind: MarkKind, text: str) -> "Mark":
        """Read a mark. Raises ValueError, KeyError or TypeError for what is none."""
        values = {**known_fields(Mark, text), "kind": kind}
        refuse_other_kinds(Mark, values)
        return Mark(**values)


@dataclass(frozen=True)
class Peiling:
    """One published version of the register for one peildatum, and its marks, oldest first."""

    manifest: Manifest
    folder: Path
    marks: tuple[Mark, ...] = ()

    @property
    def key(self) -> str:
        return self.manifest.key

    @property
    def peildatum(self) -> date:
        return self.manifest.peildatum

    @property
    def versie(self) -> int:
        return self.manifest.versie

    @property
    def label(self) -> str:
        return self.manifest.label

    def rows(self, sheet: Sheet) -> int | None:
        """How many rows of a sheet it holds; None where the sheet is not registered."""
        return self.manifest.rows(sheet)

    def zero(self, sheet: Sheet) -> int | None:
        """What a count comes to where nothing is counted: 0, or None where the peiling holds no such rows at all."""
        return None if self.rows(sheet) is None else 0

    @property
    def withdrawn(self) -> bool:
        """Whether readers no longer get it unless a link names its version."""
        return is_withdrawn(self.marks)

    @property
    def concept(self) -> bool:
        """Whether only a beheerder may see it yet."""
        return self.manifest.concept and not any(m.kind == "definitief" for m in self.marks)

    @property
    def published_at(self) -> str:
        """When readers got it: when it was published, or when a concept was made definitive."""
        return next((m.wanneer for m in self.marks if m.kind == "definitief"), self.manifest.wanneer)

    @property
    def state(self) -> State:
        """In one word, apart from whether a newer version replaces it."""
        return "ingetrokken" if self.withdrawn else "concept" if self.concept else "gepubliceerd"


@dataclass(frozen=True)
class Damaged:
    """A peiling that is not whole, the file that is wrong, and how. Where `state` cannot be told, readers miss it."""

    peildatum: date
    versie: int
    file: str
    fault: str
    state: State
    marks_sound: bool

    @property
    def key(self) -> str:
        return key_of(self.peildatum, self.versie)

    @property
    def withdrawn(self) -> bool:
        return self.state == "ingetrokken"


def _row_count(value: object) -> int | None:
    if not isinstance(value, int | None):
        raise ValueError(f"geen aantal: {value!r}")
    return value


def key_of(peildatum: date, versie: int) -> str:
    """The name of a version of a peildatum: 2020-11-01_v1."""
    return f"{peildatum.isoformat()}_v{versie}"


def read_key(name: str) -> tuple[date, int] | None:
    """The peildatum and version that a name stands for; None for any other name."""
    found = KEY.fullmatch(name)
    try:
        return (date.fromisoformat(found[1]), int(found[2])) if found else None
    except ValueError:
        return None


def is_withdrawn(marks: Sequence[Mark]) -> bool:
    """What the last of the marks says, oldest first."""
    return next((m.kind == "ingetrokken" for m in reversed(marks) if m.kind != "definitief"), False)


def labels(peilingen: Sequence[Peiling]) -> dict[str, str]:
    """The label of each by its key, with its version where two of them bear the same: nov-20 v2."""
    return _told_apart(peilingen, lambda p: p.label, " v{}")


def days(peilingen: Sequence[Peiling]) -> dict[str, str]:
    """The peildatum of each by its key, with its version where two of them share it: 1 november 2020 (versie 2)."""
    return _told_apart(peilingen, lambda p: day(p.peildatum), " (versie {})")


def _told_apart(peilingen: Sequence[Peiling], name: Callable[[Peiling], str], version: str) -> dict[str, str]:
    names = {p.key: name(p) for p in peilingen}
    every = list(names.values())
    return {
        p.key: names[p.key] + (version.format(p.versie) if every.count(names[p.key]) > 1 else "") for p in peilingen
    }


def default_label(peildatum: date) -> str:
    """The short name of a peildatum, for example mei-21."""
    return f"{MONTHS[peildatum.month - 1]}-{peildatum:%y}"
