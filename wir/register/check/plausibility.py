"""What is possible but worth a look: warnings about a sheet, alone and beside the register before it."""

import re
from collections.abc import Callable, Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from wir.domain.declaration import HOLDER, PROJECTS, REGIONS, SUBAREA, Field, Sheet
from wir.domain.register_rows import Register, Row, Value
from wir.domain.vocabulary import FINISHED, PHASES, UNKNOWN, Region, normalise
from wir.register.check.appearance import appearances
from wir.register.check.background import Background
from wir.register.check.findings import Finding
from wir.register.read.cells import CellValue, shown
from wir.register.read.headers import near, recognise
from wir.register.read.reading import RawSheet

# How far a project is; a step back is possible but rare. Stopped is as final as finished.
PROGRESS = {"nog-niet-gestart": 0, "lopend": 1, "gestopt": 2, **dict.fromkeys(FINISHED, 2)}

DIGITS = re.compile(r"\d+")
NEARLY = 0.9  # how much of two names is the same
MANY = 1000  # that disappear; then only names that are quite the same are paired


ABSENT = (
    "De kolom '{header}' ontbreekt of is niet herkend; de vorige peiling had er {times} waarden. Kies of die blijven "
    "of leeg worden (--ontbrekend '{header}=houden' of '{header}=leeg')."
)


@dataclass(frozen=True)
class Placed:
    """A row without faults and its number in the file."""

    number: int
    row: Row


@dataclass(frozen=True)
class Around:
    """All parts of a sheet together: what their rows are called, faulty ones too, where they are, and the good ones."""

    raws: tuple[RawSheet, ...]
    numbers: frozenset[str]
    places: tuple[Region, ...]
    placed: Sequence[Placed]


def warnings_of(raw: RawSheet, placed: Sequence[Placed], around: Around, background: Background) -> Iterator[Finding]:
    """Everything worth a look in one sheet; what is of the whole is said with its first part."""
    yield from _about_columns(raw)
    yield from appearances(raw, background)
    if raw is around.raws[0]:
        yield from _about_absent(around.raws, background)
    warner = _Warner(raw, placed, around, background)
    if rules := RULES.get(raw.sheet):
        yield from rules.warnings(warner)


def _about_columns(raw: RawSheet) -> Iterator[Finding]:
    """Columns that are not taken over."""
    free = [f for f in raw.sheet.fields if f.name not in raw.columns]
    for column in raw.left_over:
        cell, name = f"{column.letter}{raw.header_row}", column.header or f"kolom {column.letter}"
        message = f"De kolom '{name}' hoort niet bij het register en wordt niet overgenomen."
        if taken := recognise(raw.sheet, column.header) if not column.is_personal else None:
            read = raw.columns.get(taken.name, "")
            message = (
                f"De kolom '{name}' kan ook {taken.header} zijn; gelezen is kolom {read}. Telt deze, wijs haar dan aan "
            )
            message += f"(--kolom '{name}={taken.header}' --kolom '{raw.headers.get(read, taken.header)}=')."
        elif field := near(free, column.header):
            message += (
                f" Zij lijkt op '{field.header}'; wijs die aan als u dat bedoelt (--kolom '{name}={field.header}')."
            )
        if column.is_personal:
            message = f"De kolom '{name}' bevat gegevens van personen; die worden niet overgenomen."
        yield Finding("waarschuwing", raw.title, cell, name, column.header, message)


def _about_absent(raws: Sequence[RawSheet], background: Background) -> Iterator[Finding]:
    """At the start of the headers, for there is no cell."""
    columns = set.intersection(*(set(raw.columns) for raw in raws))
    known = background.known or background.earlier
    for field, times in absent_columns(raws[0].sheet, columns, known).items():
        cell, message = f"A{raws[0].header_row}", ABSENT.format(header=field.header, times=times)
        yield Finding("waarschuwing", raws[0].title, cell, field.header, "", message)


class _Warner:
    """Looks at the rows of one sheet."""

    def __init__(self, raw: RawSheet, placed: Sequence[Placed], around: Around, background: Background) -> None:
        self.raw, self.placed, self.around, self.background = raw, placed, around, background
        self.is_first = raw is around.raws[0]
        self.is_whole = not any(part.missing for part in around.raws)
        self.given = {row.number: row.values for row in raw.rows}

    def projects(self) -> Iterator[Finding]:
        yield from self._same_names()
        if "aantal_organisaties" not in self.raw.columns and not self.raw.missing:
            yield self._at_header("aantal_organisaties", "Er is geen kolom met het aantal organisaties.", "")
        for p in self.placed:
            if p.row["aantal_organisaties"] is None and "aantal_organisaties" in self.raw.columns:
                yield self._at("aantal_organisaties", p.number, "Het aantal organisaties is niet ingevuld.")
            if p.row["status"] == "nog-niet-gestart" and p.row["deelbaarheid"] == "ja":
                yield self._at(
                    "deelbaarheid", p.number, "Er zijn resultaten te delen van een project dat nog niet gestart is."
                )
            yield from self._starts_later(p)
        yield from self._steps_back()
        yield from self._disappeared()
        yield from self._look_like_gone()

    def _same_names(self) -> Iterator[Finding]:
        seen: dict[tuple[Value, str], int] = {}
        for p in self.placed:
            first = seen.setdefault((p.row["regio"], normalise(str(p.row["projectnaam"]))), p.number)
            if first != p.number:
                where = self.raw.address("projectnaam", first)
                yield self._at("projectnaam", p.number, f"Dezelfde naam staat in deze regio ook in {where}.")

    def _starts_later(self, p: Placed) -> Iterator[Finding]:
        start, peildatum = p.row["startdatum"], self.background.peildatum
        runs = p.row["status"] == "lopend"
        if runs and peildatum and isinstance(start, date) and start.year > peildatum.year:
            message = f"Het project loopt al, maar begint pas na de peildatum {shown(peildatum)}."
            yield self._at("startdatum", p.number, message)

    def _steps_back(self) -> Iterator[Finding]:
        before = {r["projectnummer"]: r for r in self._earlier()}
        label = self.background.vocabulary.label
        for p in self.placed:
            old = before.get(p.row["projectnummer"])
            if old and PROGRESS.get(str(p.row["status"]), 0) < PROGRESS.get(str(old["status"]), 0):
                message = f"De status gaat terug: eerder was hij '{label('status', str(old['status']))}'."
                yield self._at("status", p.number, message)

    def _gone(self) -> list[Row]:
        """The rows of the register before that are in no part; a row with a fault elsewhere has not disappeared."""
        return [r for r in self._earlier() if r["projectnummer"] not in self.around.numbers] if self.is_whole else []

    def _disappeared(self) -> Iterator[Finding]:
        """At the header, for there is no cell."""
        for old in self._gone() if self.is_first else ():
            message = "Een project uit de vorige peiling staat niet in dit bestand."
            yield self._at_header("projectnummer", message, f"{old['projectnummer']} {old['projectnaam']}")

    def _look_like_gone(self) -> Iterator[Finding]:
        """New projects with nearly the name of one that disappeared from the same regio."""
        gone: dict[tuple[Value, tuple[str, ...]], dict[str, Row]] = {}
        for old in (rows := self._gone()):
            name = normalise(str(old["projectnaam"]))
            gone.setdefault((old["regio"], tuple(DIGITS.findall(name))), {}).setdefault(name, old)
        known = {r["projectnummer"] for r in self._earlier()} if gone else set()
        for p in self.placed if gone else ():
            name = normalise(str(p.row["projectnaam"]))
            near = gone.get((p.row["regio"], tuple(DIGITS.findall(name))), {})
            if p.row["projectnummer"] in known or not near:
                continue
            compared = [name] if name in near else get_close_matches(name, near, 1, NEARLY) if len(rows) < MANY else []
            for other in compared:
                number = str(near.pop(other)["projectnummer"])
                message = f"Dit project lijkt op {number}, dat verdwijnt; is het hetzelfde project?"
                yield replace(self._at("projectnummer", p.number, message), suggestion=number)

    def regions(self) -> Iterator[Finding]:
        before = {r["regio"]: r for r in self._earlier()}
        for p in self.placed:
            for phase in PHASES:
                if p.row[phase] is None:
                    header = self.raw.sheet.field(phase).header
                    yield self._at(phase, p.number, f"De regio heeft geen score voor {header}.")
                yield from self._falls(phase, p, before.get(p.row["regio"]))
        if self.is_first:
            yield from self._absent()

    def _absent(self) -> Iterator[Finding]:
        """At the header, for there is no cell; not while a row cannot be placed, for that may be the one."""
        if len(self.around.places) == sum(len(part.rows) for part in self.around.raws) and self.is_whole:
            present = set(self.around.places)
            for region in self.background.regions.scored:
                if region not in present and self.background.delivers(region.concessiehouder):
                    message = "Een regio staat niet in dit bestand en krijgt geen score."
                    yield self._at_header("zorgkantoorregio", message, region.naam)

    def _falls(self, phase: str, p: Placed, old: Row | None) -> Iterator[Finding]:
        now, then = p.row[phase], old[phase] if old else None
        if isinstance(now, int) and isinstance(then, int) and now < then:
            label = self.background.vocabulary.label(phase, str(then))
            yield self._at(phase, p.number, f"De fase daalt: eerder was zij fase {then} ({label}).")

    def _earlier(self) -> Sequence[Row]:
        """The rows of this sheet in the register before, of those who delivered now."""
        earlier = self.background.earlier
        rows = earlier.of(self.raw.sheet) if earlier else None
        return [r for r in rows or () if self.background.delivers(r["concessiehouder"])]

    def _at(self, field: str, number: int, message: str) -> Finding:
        value: CellValue = self.given[number].get(field, "")
        header = self.raw.sheet.field(field).header
        return Finding("waarschuwing", self.raw.title, self.raw.address(field, number), header, shown(value), message)

    def _at_header(self, field: str, message: str, value: str) -> Finding:
        header = self.raw.sheet.field(field).header
        return Finding("waarschuwing", self.raw.title, self.raw.header(field), header, value, message)


def absent_columns(sheet: Sheet, columns: Container[str], known: Register | None) -> Mapping[Field, int]:
    """The optional columns that are not among these and in which the register before says something, each how often."""
    rows = (known.of(sheet) if known else None) or ()
    absent = [f for f in sheet.fields if not f.required and f.name not in columns and f not in (HOLDER, SUBAREA)]
    said = {f: sum(row.get(f.name) not in (None, UNKNOWN, ()) for row in rows) for f in absent}
    return {f: times for f, times in said.items() if times}


@dataclass(frozen=True)
class Rules:
    """What is worth a look in one sheet; `looking_back` says what of it needs the register before."""

    warnings: Callable[[_Warner], Iterator[Finding]]
    looking_back: str


RULES: Mapping[Sheet, Rules] = {
    PROJECTS: Rules(_Warner.projects, "een status die teruggaat, een project dat verdwijnt"),
    REGIONS: Rules(_Warner.regions, "een fase die daalt"),
}
