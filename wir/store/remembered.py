"""What values meant before, said once by a person: offered again as a repair that is sure, and to be forgotten."""

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wir.common.errors import UnknownValue
from wir.common.unseen_characters import alike
from wir.domain.declaration import AREA, SUBAREA, Field
from wir.domain.region_names import areas_in
from wir.domain.vocabulary import regions
from wir.register.check.findings import Repair
from wir.store.peiling_files import as_text
from wir.store.store import BESIDE, Store

NAME = "waarden.json"
KINDS = ("begrip", "begrippen", "regios")


@dataclass(frozen=True)
class Meaning:
    """In a column, as its header, what is typed and what it means."""

    column: str
    typed: str
    meant: str

    @property
    def key(self) -> tuple[str, str]:
        """How it is found again, however it is spelled."""
        return self.column, alike(self.typed)


def remembered(store: Store) -> tuple[Meaning, ...]:
    """All that was said in this store; it only saves work, so that a damaged file is none."""
    try:
        found = json.loads((store.folder / NAME).read_text(encoding="utf-8"))["waarden"]
        return tuple(Meaning(*map(str, (m["kolom"], m["waarde"], m["betekent"]))) for m in found)
    except (OSError, ValueError, KeyError, TypeError):
        return ()


def by_key(meanings: Iterable[Meaning]) -> Mapping[tuple[str, str], str]:
    """What each value of a column means."""
    return {m.key: m.meant for m in meanings}


def remember(store: Store, meanings: Sequence[Meaning]) -> None:
    """Keep these, each in the place of what was said of the same value before."""

    def add() -> None:
        kept = {m.key: m for m in (*remembered(store), *meanings)}
        _write(store, kept.values())

    if meanings:
        store.alone(add, BESIDE)


def forget(store: Store, column: str, typed: str) -> None:
    """Raises UnknownValue where nothing is remembered of it."""

    def take_away() -> None:
        kept = {m.key: m for m in remembered(store)}
        if kept.pop((column, alike(typed)), None) is None:
            raise UnknownValue(f"Van '{typed}' in de kolom '{column}' is niets onthouden.")
        _write(store, kept.values())

    store.alone(take_away, BESIDE)


def meanings_of(store: Store, repairs: Iterable[Repair]) -> tuple[Meaning, ...]:
    """What repairs say of values from a list or of regions; of two regions in one cell nothing."""
    fields = {f.header: f for sheet in store.declared.sheets for f in sheet.fields}
    each = [r for r in repairs if r.old and r.new and r.column in fields and _is_remembered(fields[r.column])]
    return tuple(Meaning(r.column, r.old, r.new) for r in each if len(areas_in(regions(), r.old)) < 2)


def _is_remembered(field: Field) -> bool:
    return field.kind in KINDS or field.name in (AREA.name, SUBAREA.name)


def _write(store: Store, meanings: Iterable[Meaning]) -> None:
    said = [{"kolom": m.column, "waarde": m.typed, "betekent": m.meant} for m in meanings]
    store.home.say(store.folder / NAME, as_text({"waarden": said}))
