"""A register as it is delivered: what a person said of it, what is found in it, and what publishing it would change."""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from wir.catalogue import Catalogue
from wir.errors import NotPossible
from wir.peiling import Announcement, Peiling
from wir.register.background import Background
from wir.register.diff import KEYS, Difference, compare
from wir.register.fields import PROJECTS, REGIONS, Sheet
from wir.register.findings import Finding, count
from wir.register.grids import Cells, shown
from wir.register.model import Register, Row
from wir.register.reading import Reading, find_sheets
from wir.register.repairs import Repair, as_words, mend
from wir.register.validation import Checked, check, refuse_faults
from wir.store import Store
from wir.vocabulary import regions, vocabulary


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
    """What a person said of a delivery.

    `columns` as in matching.Columns; `holders` are the concessiehouders of a deellevering, empty for all of them;
    with `keep_missing` a sheet that the file lacks is carried over and not left unregistered.
    """

    columns: Mapping[str, str] = field(default_factory=dict)
    repairs: tuple[Repair, ...] = ()
    peildatum: date | None = None
    label: str = ""
    toelichting: str = ""
    correction: bool = False
    concept: bool = False
    holders: tuple[str, ...] = ()
    keep_missing: bool = False


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
    seen: str

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
            label=self.choices.label or (self.base.label if self.choices.correction and self.base else ""),
            toelichting=self.choices.toelichting,
            concept=self.choices.concept,
            deellevering=self.choices.holders,
            overgenomen=self.base.key if carried and self.base else "",
            kolommen=self.choices.columns,
            herstellingen=tuple(as_words(r) for r in self.choices.repairs),
            waarschuwingen=count(self.checked.findings)[1],
        )


def check_delivery(file: File, choices: Choices, before: Register | None) -> tuple[Reading, Checked]:
    """Recognise and check; the warnings look back at the register before. Raises UnreadableRegister."""
    reading = find_sheets(file.name, file.cells, choices.columns)
    background = Background(vocabulary(), regions(), choices.peildatum, before, choices.holders)
    return reading, check([mend(raw, choices.repairs) for raw in reading.sheets], background)


def examine(file: File, choices: Choices, store: Store) -> Examined:
    """Recognise, check and compare with the peiling before. Raises UnreadableRegister or NotPossible."""
    seen = store.version()
    catalogue = Catalogue(store.peilingen())
    base = _base(choices, catalogue)
    before = catalogue.before(choices.peildatum) if choices.peildatum else None
    reading, checked = check_delivery(file, choices, store.register_of(before) if before else None)
    earlier = store.register_of(base) if base else None
    checked = replace(checked, findings=(*checked.findings, *_taken(reading, checked.register, earlier, choices)))
    register = complete(checked.register, earlier, choices)
    differences = compare(earlier, register) if earlier else {}
    return Examined(file, choices, reading, checked, register, base, earlier, differences, seen)


def _base(choices: Choices, catalogue: Catalogue) -> Peiling | None:
    """The peiling whose place it takes or that it follows."""
    if choices.peildatum is None:
        return None
    base = catalogue.replaced_by(choices.peildatum)
    exists = base is not None and base.peildatum == choices.peildatum
    if exists and not choices.correction and base:
        raise NotPossible(
            f"Van {choices.peildatum} is er al een peiling ({base.label}, versie {base.versie}). "
            "Geef aan dat dit een correctie is, of kies een andere peildatum."
        )
    if choices.correction and not exists:
        raise NotPossible(f"Van {choices.peildatum} is er nog geen peiling; er is niets te corrigeren.")
    return base


def complete(register: Register, earlier: Register | None, choices: Choices) -> Register:
    """The register with what others delivered before, where this one is only a part."""
    if earlier is None:
        return register
    return Register(
        _with_carried(PROJECTS, register.projects, earlier.projects, choices),
        _with_carried(REGIONS, register.scores, earlier.scores, choices),
    )


def _with_carried(
    sheet: Sheet, rows: tuple[Row, ...] | None, earlier: tuple[Row, ...] | None, choices: Choices
) -> tuple[Row, ...] | None:
    """The rows and those that stay: of a deellevering what others delivered, also where its own sheet is missing."""
    if rows is None and choices.keep_missing:
        return earlier
    if not choices.holders or earlier is None:
        return rows
    own, key = rows or (), KEYS[sheet]
    delivered = {r[key] for r in own}
    carried = tuple(r for r in _of_others(earlier, choices) if r[key] not in delivered)
    return own + carried if carried else rows


def _of_others(rows: tuple[Row, ...], choices: Choices) -> tuple[Row, ...]:
    return tuple(r for r in rows if r["concessiehouder"] not in choices.holders)


def _taken(reading: Reading, register: Register, earlier: Register | None, choices: Choices) -> Iterator[Finding]:
    """The projects of a deellevering with a number that a project of another concessiehouder has already."""
    if not choices.holders or earlier is None:
        return
    taken = {r["projectnummer"]: r for r in _of_others(earlier.projects or (), choices)}
    placed = {r["projectnummer"] for r in register.projects or ()}
    for raw in (s for s in reading.sheets if s.sheet is PROJECTS):
        for row in raw.rows:
            number = shown(row.values.get("projectnummer", ""))
            if number in placed and number in taken:
                owner = vocabulary().label("concessiehouder", str(taken[number]["concessiehouder"]))
                message = f"Dit nummer is al van een project van {owner}; elk nummer komt een keer voor."
                cell = raw.address("projectnummer", row.number)
                yield Finding("fout", raw.title, cell, PROJECTS.field("projectnummer").header, number, message)


def publish(store: Store, examined: Examined, door: str) -> Peiling:
    """Publish what was examined. Raises as `announced`, and PublishConflict when the store changed since."""
    return store.publish(examined.register, examined.announced(door), examined.seen)


def holders_in(register: Register) -> tuple[str, ...]:
    """Which concessiehouders have a row, in alphabetical order of their codes."""
    return tuple(sorted({str(r["concessiehouder"]) for rows in register.by_sheet.values() for r in rows}))


def seems_partial(examined: Examined) -> tuple[str, ...]:
    """The concessiehouders of a file that seems a deellevering: it lacks one that the peiling before it has."""
    found = holders_in(examined.checked.register)
    before = holders_in(examined.earlier) if examined.earlier else ()
    return found if set(before) > set(found) else ()
