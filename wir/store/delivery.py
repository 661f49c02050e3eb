"""A register as it is delivered: what a person said of it, what is found in it, and what publishing it would change."""

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from pathlib import Path

from wir.common import numbers
from wir.common.errors import NotPossible
from wir.common.numbers import day, today
from wir.common.steps import Told, unwatched
from wir.domain.catalogue import Catalogue
from wir.domain.declaration import HOME, REGIONS, WIR, Declaration, Field, Sheet
from wir.domain.labels import refuse_label, tidy
from wir.domain.peiling import Announcement, Peiling, default_label
from wir.domain.register_differences import Difference, Loss, compare, large_losses
from wir.domain.register_rows import Register
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import regions, vocabulary
from wir.register.check.background import Background, Dynamics, nothing_known
from wir.register.check.carried_over import complete, keep_columns, taken_numbers
from wir.register.check.findings import Repair, as_words, count, mend
from wir.register.check.own_remarks import checked
from wir.register.check.personal import concealed
from wir.register.check.plausibility import absent_columns
from wir.register.check.validation import Checked, check, refuse_faults
from wir.register.read.cells import Cells
from wir.register.read.matching import NOTHING_POINTED, OF_FILE, Pointed
from wir.register.read.reading import HeadAsked, Reading, SheetsAsked, find_registers, find_sheets
from wir.store.remembered import Meaning, by_key, remembered
from wir.store.store import Names, Store

KEEP, EMPTY = "houden", "leeg"
FAR = 366  # days ahead of today
FIRST_YEAR = 2000  # long before the programme; 0202 for 2020 is soon typed


@dataclass(frozen=True)
class Absent:
    """An optional column that a file lacks, and in how many rows the register before says something of it."""

    sheet: Sheet
    field: Field
    times: int

    @property
    def name(self) -> str:
        """How a choice names it."""
        return f"{self.sheet.table}.{self.field.name}"


@dataclass(frozen=True)
class File:
    """A file as sent: its name, SHA-256 and cells. Of several read together `parts` has each name and SHA-256."""

    name: str
    sha256: str
    cells: Cells
    parts: tuple[tuple[str, str], ...] = ()

    @property
    def hashes(self) -> frozenset[str]:
        """Of each of its files."""
        return frozenset(sha256 for _, sha256 in self.parts) or frozenset((self.sha256,))

    @staticmethod
    def of(path: Path, cells: Cells) -> "File":
        return File(path.name, hashlib.sha256(path.read_bytes()).hexdigest(), cells)

    @staticmethod
    def together(files: Sequence["File"]) -> "File":
        """Several files as one, whose sheets say which file they are of; its SHA-256 is of theirs in this order."""
        if len(files) == 1:
            return files[0]
        grids = tuple(replace(g, title=f"{f.name}{OF_FILE}{g.title}") for f in files for g in f.cells.grids)
        sha256 = hashlib.sha256("".join(f.sha256 for f in files).encode()).hexdigest()
        seen = all(f.cells.sees_everything for f in files)
        return File(
            " + ".join(f.name for f in files), sha256, Cells(grids, seen), tuple((f.name, f.sha256) for f in files)
        )


@dataclass(frozen=True)
class Choices:
    """What a person said of a delivery of one register.

    `columns` as in matching.Columns; `sheets`, `heads` and `skipped` as in matching.Pointed; `absent` says of a column
    that the file lacks, such as project.impact, whether what was there stays (KEEP) or not (EMPTY); `functional` are
    addresses of no person; `agreed_loss` is how many rows may vanish, typed; `far` says that a peildatum far ahead is
    meant. `partial` is a deellevering, of the concessiehouders `holders`; with `keep_missing` a sheet that the file
    lacks is carried over and not left unregistered. `opmerkingen` are WIR's own remarks; None keeps those of what it
    corrects.
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
    sheets: tuple[str, ...] = ()
    heads: Mapping[str, int] = field(default_factory=dict)
    skipped: tuple[str, ...] = ()
    absent: Mapping[str, str] = field(default_factory=dict)
    functional: tuple[str, ...] = ()
    agreed_loss: int | None = None
    far: bool = False
    opmerkingen: Mapping[str, str] | None = None

    @property
    def pointed(self) -> Pointed:
        """What was pointed at in the file."""
        return Pointed(self.sheets, self.heads, self.skipped)

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
    absent: tuple[Absent, ...] = ()

    @property
    def losses(self) -> tuple[Loss, ...]:
        """What vanishes in such numbers that it may be a mistake."""
        return tuple(loss for d in self.differences.values() for loss in large_losses(d))

    @property
    def lost(self) -> int:
        """How many rows vanish from the sheets of which that is many."""
        sheets = {loss.sheet for loss in self.losses}
        return sum(len(d.vanished) for d in self.differences.values() if d.sheet in sheets)

    @property
    def unanswered(self) -> tuple[Absent, ...]:
        """The columns that the file lacks and of which nobody said what becomes of them."""
        return tuple(a for a in self.absent if self.choices.absent.get(a.name) not in (KEEP, EMPTY))

    @property
    def corrects(self) -> bool:
        """Whether it takes the place of a peiling of the same peildatum."""
        return self.base is not None and self.base.peildatum == self.choices.peildatum

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
        if self.choices.peildatum.year < FIRST_YEAR:
            raise NotPossible(f"De peildatum {day(self.choices.peildatum)} is te lang geleden; kijk het jaar na.")
        carried = bool(self.choices.holders) or self.register != self.checked.register
        return Announcement(
            peildatum=self.choices.peildatum,
            door=door,
            bestand=concealed(self.file.name),  # readers see it
            bestanden=tuple({"naam": concealed(name), "sha256": sha256} for name, sha256 in self.file.parts),
            sha256=self.file.sha256,
            label=_label(self.choices, self.base),
            toelichting=self.choices.toelichting,
            concept=self.choices.concept,
            deellevering=self.choices.holders,
            overgenomen=self.base_key if carried else "",
            voorganger=self.base_key,
            kolommen=self.choices.columns,
            herstellingen=(
                *(as_words(r) for r in self.choices.repairs),
                *(_skipped_words(place) for place in self.choices.skipped),
            ),
            waarschuwingen=count(self.checked.findings)[1],
            opmerkingen=self.opmerkingen,
        )

    @property
    def opmerkingen(self) -> Mapping[str, str]:
        """The remarks that it will be published with."""
        if self.choices.opmerkingen is not None:
            return {subject: checked(said) for subject, said in self.choices.opmerkingen.items()}
        return self.base.manifest.opmerkingen if self.base and self.choices.correction else {}


def _skipped_words(place: str) -> dict[str, str]:
    """How a manifest lists a row that was left out."""
    title, _, number = place.rpartition("!")
    return {"blad": title, "kolom": "", "cel": number, "oud": "rij", "nieuw": "overgeslagen"}


def recognise(
    name: str,
    cells: Cells,
    columns: Mapping[str, str],
    declared: Declaration = WIR,
    pointed: Pointed = NOTHING_POINTED,
) -> Reading:
    """The sheets of a register; an empty one counts as not delivered. Raises UnreadableRegister."""
    reading = find_sheets(name, cells, columns, declared, pointed)
    empty = tuple(f"Blad {raw.title} is leeg en telt als niet geleverd." for raw in reading.sheets if raw.is_empty)
    return replace(reading, remarks=reading.remarks + empty)


def filled_registers(name: str, cells: Cells, columns: Mapping[str, str]) -> tuple[str, ...]:
    """The names of the registers of which a file has a sheet with rows.

    Raises UnreadableRegister where it has no such sheet, NotPossible where all of them are empty.
    """
    found = find_registers(name, cells, columns)
    try:
        readings = {declared.name: recognise(name, cells, columns, declared) for declared in found}
    except (SheetsAsked, HeadAsked):
        return tuple(declared.name for declared in found)  # a person will say which
    filled = tuple(name for name, reading in readings.items() if not all(raw.is_empty for raw in reading.sheets))
    if not filled:
        refuse_empty(name, next(iter(readings.values())))
    return filled


def refuse_empty(name: str, reading: Reading) -> None:
    """Raises NotPossible for a register without a row."""
    if all(raw.is_empty for raw in reading.sheets):
        raise NotPossible(f"{name} heeft wel kolommen van het register, maar geen enkele rij.")


def check_delivery(
    file: File,
    choices: Choices,
    before: Register | None,
    base: Register | None = None,
    meanings: Iterable[Meaning] = (),
    told: Told = unwatched,
    dynamics: Dynamics = nothing_known,
) -> tuple[Reading, Checked]:
    """Recognise and check. Raises UnreadableRegister.

    The warnings look back at the register before; a deellevering is added to `base`, unless named to that same one.
    """
    told("Bladen en kolommen herkennen", 0, 0)
    reading = recognise(file.name, file.cells, choices.columns, choices.declared, choices.pointed)
    background = Background(
        vocabulary(),
        regions(),
        choices.peildatum,
        before,
        choices.holders,
        base or before,
        choices.functional,
        remembered=by_key(meanings),
        dynamics=dynamics,
    )
    checked = check([mend(raw, choices.repairs) for raw in reading.sheets], background, choices.declared, told)
    taken = taken_numbers(reading.sheets, checked.register, base or before, choices.holders, vocabulary())
    return reading, replace(checked, findings=(*checked.findings, *taken))


def dynamics_in(store: Store) -> Dynamics:
    """What the WIR register in a store says of the samenwerkingsdynamiek before a day."""
    series = store.of(WIR)

    @cache
    def phases(key: str) -> Mapping[str, int | None]:
        rows = series.register_of(series.catalogue().by_key(key)).of(REGIONS) or ()
        return {str(row["regio"]): row["dynamiek"] for row in rows}  # type: ignore[misc]

    def before(day: date) -> tuple[str, Mapping[str, int | None]] | None:
        found = series.catalogue().before(day)
        return (found.label, phases(found.key)) if found else None

    return before


def examine(file: File, choices: Choices, store: Store, told: Told = unwatched) -> Examined:
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
    looked_back = store.register_of(before) if before else None
    dynamics = dynamics_in(store)
    reading, checked = check_delivery(file, choices, looked_back, earlier, remembered(store), told, dynamics)
    refuse_empty(file.name, reading)
    sheets = choices.declared.sheets
    absent = tuple(_absent(reading, earlier))
    kept = keep_columns(checked.register, earlier, [(a.sheet, a.field) for a in absent if _stays(a, choices)])
    told("Vergelijken met de peiling ervoor", 0, 0)
    register = complete(sheets, kept, earlier, choices.holders, choices.keep_missing)
    differences = compare(earlier, register) if earlier else {}
    return Examined(file, choices, reading, checked, register, base, earlier, differences, seen, absent)


def _stays(absent: Absent, choices: Choices) -> bool:
    return choices.absent.get(absent.name) == KEEP


def _absent(reading: Reading, earlier: Register | None) -> Iterator[Absent]:
    for sheet in dict.fromkeys(raw.sheet for raw in reading.sheets if not raw.is_empty):
        parts = [raw for raw in reading.sheets if raw.sheet is sheet]
        columns = set.intersection(*(set(raw.columns) for raw in parts))
        for lacking, times in absent_columns(sheet, columns, earlier).items():
            yield Absent(sheet, lacking, times)


@dataclass(frozen=True)
class Question:
    """What a person must answer before publishing, and the option with which the command line answers it."""

    words: str
    option: str

    def __str__(self) -> str:
        return f"{self.words} ({self.option})"


def open_questions(examined: Examined) -> Iterator[Question]:
    """What a person must answer before this can be published."""
    choices = examined.choices
    if (base := examined.base) and examined.corrects and not choices.correction:
        said = f"Van {day(base.peildatum)} is er al een peiling ({base.label}, versie {base.versie})."
        yield Question(f"{said} Geef aan dat dit een correctie is, of kies een andere peildatum.", "--correctie")
    if choices.correction and not choices.toelichting.strip():
        said = "Geef bij een correctie een toelichting: lezers willen weten waarom een cijfer verandert."
        yield Question(said, "--toelichting TEKST")
    for a in examined.unanswered:
        said = f"{a.sheet.name}: de kolom '{a.field.header}' ontbreekt of is niet herkend; de vorige peiling had er"
        option = f"--ontbrekend '{a.field.header}=houden'"
        yield Question(f"{said} {a.times} waarden. Kies of die blijven of leeg worden.", option)
    if examined.losses and choices.agreed_loss != examined.lost:
        said = "; ".join(map(loss_words, examined.losses))
        option = f"--akkoord-verlies {examined.lost}"
        if part := () if choices.holders else seems_partial(examined):
            names = " ".join(f"--deellevering '{vocabulary().label('concessiehouder', holder)}'" for holder in part)
            option += f", of is het een deellevering: {names}"
        yield Question(f"{said}. Klopt dat, typ dan het hele aantal dat verdwijnt; elke rij telt een keer.", option)
    if choices.peildatum and (choices.peildatum - today()).days > FAR and not choices.far:
        said = f"De peildatum {day(choices.peildatum)} ligt meer dan een jaar vooruit. Bevestig dat dit klopt."
        yield Question(said, "--ver-vooruit")


def loss_words(loss: Loss) -> str:
    """What vanishes in large numbers: 12 van de 40 projecten van CZ verdwijnen."""
    lijst = loss.sheet.field(loss.field).lijst if loss.field else None
    whose = f" van {vocabulary().label(lijst, str(loss.value))}" if lijst else ""
    return f"{numbers.count(loss.lost)} van de {numbers.count(loss.before)} {loss.sheet.nouns[1]}{whose} verdwijnen"


def _label(choices: Choices, base: Peiling | None) -> str:
    """The label that was given, else that of what it corrects, else month and year."""
    kept = base.label if base and base.peildatum == choices.peildatum else ""
    return tidy(choices.label) or kept or (default_label(choices.peildatum) if choices.peildatum else "")


def _refuse_label(choices: Choices, base: Peiling | None, catalogue: Catalogue) -> None:
    """A label names one peildatum, on the command line too."""
    refuse_label(_label(choices, base), choices.peildatum, catalogue.current)


def _base(choices: Choices, catalogue: Catalogue) -> Peiling | None:
    """The peiling whose place it takes or that it follows."""
    if choices.peildatum is None:
        return None
    base = catalogue.replaced_by(choices.peildatum)
    if choices.correction and not (base and base.peildatum == choices.peildatum):
        raise NotPossible(f"Van {day(choices.peildatum)} is er nog geen peiling; er is niets te corrigeren.")
    return base


def publish(store: Store, examined: Examined, door: str) -> Peiling:
    """Publish what was examined.

    Raises as `announced`, NotPossible while a question is open, and PublishConflict when the store changed since.
    """
    refuse_faults(examined.file.name, examined.checked)
    if questions := tuple(open_questions(examined)):
        raise NotPossible("\n".join(map(str, questions)))
    series = store.of(examined.choices.declared)
    return series.publish(examined.register, examined.announced(door), examined.seen)


def published_before(hashes: Collection[str], catalogue: Catalogue) -> Peiling | None:
    """The latest peiling that was made of exactly these files."""
    made = ((p, {b["sha256"] for b in p.manifest.bestanden} or {p.manifest.sha256}) for p in catalogue.peilingen)
    return next((p for p, files in reversed(tuple(made)) if files == set(hashes)), None)


def holders_in(register: Register) -> tuple[str, ...]:
    """Which concessiehouders have a row, in alphabetical order of their codes."""
    each = (row.get("concessiehouder") for rows in register.by_sheet.values() for row in rows)
    return tuple(sorted({str(holder) for holder in each if holder}))


def seems_partial(examined: Examined) -> tuple[str, ...]:
    """The concessiehouders of a file that seems a deellevering: it lacks one that the peiling before it has."""
    found = holders_in(examined.checked.register)
    before = holders_in(examined.earlier) if examined.earlier else ()
    return found if set(before) > set(found) else ()
