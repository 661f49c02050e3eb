"""A register as it is delivered: what a person said of it, what is found in it, and what publishing it would change."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wir.common.errors import NotPossible
from wir.common.numbers import day
from wir.domain.catalogue import Catalogue
from wir.domain.declaration import HOME, WIR, Declaration, Sheet
from wir.domain.peiling import Announcement, Peiling, default_label
from wir.domain.register_differences import Difference, compare
from wir.domain.register_rows import Register
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import regions, vocabulary
from wir.register.check.background import Background
from wir.register.check.carried_over import complete, taken_numbers
from wir.register.check.findings import Repair, as_words, count, mend
from wir.register.check.validation import Checked, check, refuse_faults
from wir.register.read.cells import Cells
from wir.register.read.reading import Reading, find_registers, find_sheets
from wir.store.store import Names, Store


@dataclass(frozen=True)
class File:
    """A file as sent: its name, SHA-256 and cells."""

    name: str
    sha256: str
    cells: Cells

    @staticmethod
    def of(path: Path, cells: Cells) -> "File":
        return File(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), cells)


@dataclass(frozen=True)
class Choices:
    """What a person said of a delivery of one register.

    `columns` as in matching.Columns; `partial` is a deellevering, of the concessiehouders `holders`; with
    `keep_missing` a sheet that the file lacks is carried over and not left unregistered.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    peildatum: date | None = None
    label: str = ""
    toelichting: str = ""
    correction: bool = False
    concept: bool = False
    partial: bool = False
    holders: tuple[str, ...] = ()
    keep_missing: bool = True
    register: str = HOME

    @property
    def declared(self) -> Declaration:
        return REGISTERS[self.register]


@dataclass(frozen=True)
class Examined:
    """What was found in a delivery, and the register that publishing it would give."""

    file: File
    choices: Choices
    reading: Reading
    checked: Checked
    register: Register
    base: Peiling | None
    earlier: Register | None
    differences: Mapping[Sheet, Difference]
    seen: Names

    @property
    def base_key(self) -> str:
        """The key of the peiling that it follows or replaces; empty where there is none."""
        return self.base.key if self.base else ""

    @property
    def carried_sheets(self) -> tuple[Sheet, ...]:
        """The sheets that the file lacks and that are taken over."""
        return tuple(s for s in self.register.by_sheet if s not in self.checked.register.by_sheet)

    @property
    def lost_sheets(self) -> tuple[Sheet, ...]:
        """The sheets that the peiling before has and this register will not have."""
        before = self.earlier.by_sheet if self.earlier else {}
        return tuple(s for s in before if s not in self.register.by_sheet)

    def announced(self, door: str) -> Announcement:
        """What the manifest will say. Raises RegisterRejected with the errors, NotPossible without a peildatum."""
        refuse_faults(self.file.name, self.checked)
        if self.choices.peildatum is None:
            raise NotPossible("Kies eerst een peildatum.")
        carried = bool(self.choices.holders) or self.register != self.checked.register
        return Announcement(
            peildatum=self.choices.peildatum,
            door=door,
            bestand=self.file.name,
            sha256=self.file.sha256,
            label=_label(self.choices, self.base),
            toelichting=self.choices.toelichting,
            concept=self.choices.concept,
            deellevering=self.choices.holders,
            overgenomen=self.base_key if carried else "",
            voorganger=self.base_key,
            kolommen=self.choices.columns,
            herstellingen=tuple(as_words(r) for r in self.choices.repairs),
            waarschuwingen=count(self.checked.findings)[1],
        )


def recognise(name: str, cells: Cells, columns: Mapping[str, str], declared: Declaration = WIR) -> Reading:
    """The sheets of a register; an empty one counts as not delivered. Raises UnreadableRegister."""
    reading = find_sheets(name, cells, columns, declared)
    empty = tuple(f"Blad {raw.title} is leeg en telt als niet geleverd." for raw in reading.sheets if raw.is_empty)
    return replace(reading, remarks=reading.remarks + empty)


def filled_registers(name: str, cells: Cells, columns: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the registers of which a file has a sheet with rows.

    Raises UnreadableRegister where it has no such sheet, NotPossible where all of them are empty.
    """
    found = find_registers(name, cells, columns)
    readings = {declared.name: recognise(name, cells, columns, declared) for declared in found}
    filled = tuple(name for name, reading in readings.items() if not all(raw.is_empty for raw in reading.sheets))
    if not filled:
        refuse_empty(name, next(iter(readings.values())))
    return filled


def refuse_empty(name: str, reading: Reading) -> None:
    """Raises NotPossible for a register without a row."""
    if all(raw.is_empty for raw in reading.sheets):
        raise NotPossible(f"{name} heeft wel kolommen van het register, maar geen enkele rij.")


def check_delivery(
    file: File, choices: Choices, before: Register | None, base: Register | None = None
) -> tuple[Reading, Checked]:
    """Recognise and check. Raises UnreadableRegister.

    The warnings look back at the register before; a deellevering is added to `base`, unless named to that same one.
    """
    reading = recognise(file.name, file.cells, choices.columns, choices.declared)
    background = Background(vocabulary(), regions(), choices.peildatum, before, choices.holders, base or before)
    checked = check([mend(raw, choices.repairs) for raw in reading.sheets], background, choices.declared)
    taken = taken_numbers(reading.sheets, checked.register, base or before, choices.holders, vocabulary())
    return reading, replace(checked, findings=(*checked.findings, *taken))


def examine(file: File, choices: Choices, store: Store) -> Examined:
    """Recognise, check and compare with the peiling before. Raises UnreadableRegister or NotPossible."""
    store = store.of(choices.declared)
    seen = store.names()
    catalogue = store.catalogue()
    base = _base(choices, catalogue)
    _refuse_label(choices, base, catalogue)
    if choices.partial and not choices.holders:
        raise NotPossible("Kies welke concessiehouders hebben geleverd.")
    before = catalogue.before(choices.peildatum) if choices.peildatum else None
    earlier = store.register_of(base) if base else None
    reading, checked = check_delivery(file, choices, store.register_of(before) if before else None, earlier)
    refuse_empty(file.name, reading)
    sheets = choices.declared.sheets
    register = complete(sheets, checked.register, earlier, choices.holders, choices.keep_missing)
    differences = compare(earlier, register) if earlier else {}
    return Examined(file, choices, reading, checked, register, base, earlier, differences, seen)


def _label(choices: Choices, base: Peiling | None) -> str:
    """The label that was given, else that of what it corrects, else month and year."""
    kept = base.label if choices.correction and base else ""
    return choices.label or kept or (default_label(choices.peildatum) if choices.peildatum else "")


def _refuse_label(choices: Choices, base: Peiling | None, catalogue: Catalogue) -> None:
    """A label names one peildatum, on the command line too."""
    label = _label(choices, base).casefold()
    same = next((p for p in catalogue.current if p.label.casefold() == label), None)
    if same and same.peildatum != choices.peildatum:
        raise NotPossible(f"Het label {same.label} hoort al bij {day(same.peildatum)}; kies een ander label.")


def _base(choices: Choices, catalogue: Catalogue) -> Peiling | None:
    """The peiling whose place it takes or that it follows."""
    if choices.peildatum is None:
        return None
    base = catalogue.replaced_by(choices.peildatum)
    exists = base is not None and base.peildatum == choices.peildatum
    if exists and not choices.correction and base:
        raise NotPossible(
            f"Van {day(choices.peildatum)} is er al een peiling ({base.label}, versie {base.versie}). "
            "Geef aan dat dit een correctie is, of kies een andere peildatum."
        )
    if choices.correction and not exists:
        raise NotPossible(f"Van {day(choices.peildatum)} is er nog geen peiling; er is niets te corrigeren.")
    return base


def publish(store: Store, examined: Examined, door: str) -> Peiling:
    """Publish what was examined. Raises as `announced`, and PublishConflict when the store changed since."""
    series = store.of(examined.choices.declared)
    return series.publish(examined.register, examined.announced(door), examined.seen)


def holders_in(register: Register) -> tuple[str, ...]:
    """Which concessiehouders have a row, in alphabetical order of their codes."""
    each = (row.get("concessiehouder") for rows in register.by_sheet.values() for row in rows)
    return tuple(sorted({str(holder) for holder in each if holder}))


def seems_partial(examined: Examined) -> tuple[str, ...]:
    """The concessiehouders of a file that seems a deellevering: it lacks one that the peiling before it has."""
    found = holders_in(examined.checked.register)
    before = holders_in(examined.earlier) if examined.earlier else ()
    return found if set(before) > set(found) else ()
