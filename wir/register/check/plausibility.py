"""What is possible but worth a look: warnings about a sheet, alone and beside the register before it."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches

from wir.domain.declaration import HOLDER, PROJECTS, REGIONS, SUBAREA, Field, Sheet
from wir.domain.inventarisatie import REGIOS
from wir.domain.register_rows import Register, Row, Value
from wir.domain.trajecten import TRAJECTS
from wir.domain.vocabulary import FINISHED, PHASES, UNKNOWN, normalise
from wir.register.check.appearance import appearances
from wir.register.check.background import Background
from wir.register.check.findings import Finding
from wir.register.check.inventory import Inventory
from wir.register.check.trajects import Trajects
from wir.register.check.warner import Around, Placed, Warner
from wir.register.read.cells import shown
from wir.register.read.headers import near, recognise
from wir.register.read.reading import RawSheet

# How far a project is; a step back is possible but rare. Stopped is as final as finished.
PROGRESS = {"nog-niet-gestart": 0, "lopend": 1, "gestopt": 2, **dict.fromkeys(FINISHED, 2)}

DIGITS = re.compile(r"\d+")
NEARLY = 0.9  # how much of two names is the same
MANY = 1000  # that disappear; then only names that are quite the same are paired


ABSENT = (
    "De kolom '{header}' ontbreekt of is niet herkend; de vorige peiling had er {times} waarden. Kies of die blijven "
    "of leeg worden."
)


def warnings_of(raw: RawSheet, placed: Sequence[Placed], around: Around, background: Background) -> Iterator[Finding]:
    """Everything worth a look in one sheet; what is of the whole is said with its first part."""
    yield from _about_columns(raw)
    yield from appearances(raw, background)
    if raw is around.raws[0]:
        yield from _about_absent(around.raws, background)
    if rules := RULES.get(raw.sheet):
        yield from rules.warner(raw, placed, around, background).warnings()


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


class _Projects(Warner):
    """Looks at the projects."""

    def warnings(self) -> Iterator[Finding]:
        yield from self._same_names()
        if "aantal_organisaties" not in self.raw.columns and not self.raw.missing:
            yield self.at_header("aantal_organisaties", "Er is geen kolom met het aantal organisaties.", "")
        for p in self.placed:
            if p.row["aantal_organisaties"] is None and "aantal_organisaties" in self.raw.columns:
                yield self.at("aantal_organisaties", p.number, "Het aantal organisaties is niet ingevuld.")
            if p.row["status"] == "nog-niet-gestart" and p.row["deelbaarheid"] == "ja":
                yield self.at(
                    "deelbaarheid", p.number, "Er zijn resultaten te delen van een project dat nog niet gestart is."
                )
            yield from self._starts_later(p)
        yield from self._steps_back()
        yield from self.disappeared()
        yield from self._look_like_gone()

    def _same_names(self) -> Iterator[Finding]:
        seen: dict[tuple[Value, str], int] = {}
        for p in self.placed:
            first = seen.setdefault((p.row["regio"], normalise(str(p.row["projectnaam"]))), p.number)
            if first != p.number:
                where = self.raw.address("projectnaam", first)
                yield self.at("projectnaam", p.number, f"Dezelfde naam staat in deze regio ook in {where}.")

    def _starts_later(self, p: Placed) -> Iterator[Finding]:
        start, peildatum = p.row["startdatum"], self.background.peildatum
        runs = p.row["status"] == "lopend"
        if runs and peildatum and isinstance(start, date) and start.year > peildatum.year:
            message = f"Het project loopt al, maar begint pas na de peildatum {shown(peildatum)}."
            yield self.at("startdatum", p.number, message)

    def _steps_back(self) -> Iterator[Finding]:
        before = {r["projectnummer"]: r for r in self.earlier()}
        label = self.background.vocabulary.label
        for p in self.placed:
            old = before.get(p.row["projectnummer"])
            if old and PROGRESS.get(str(p.row["status"]), 0) < PROGRESS.get(str(old["status"]), 0):
                message = f"De status gaat terug: eerder was hij '{label('status', str(old['status']))}'."
                yield self.at("status", p.number, message)

    def _look_like_gone(self) -> Iterator[Finding]:
        """New projects with nearly the name of one that disappeared from the same regio."""
        gone: dict[tuple[Value, tuple[str, ...]], dict[str, Row]] = {}
        for old in (rows := self.gone()):
            name = normalise(str(old["projectnaam"]))
            gone.setdefault((old["regio"], tuple(DIGITS.findall(name))), {}).setdefault(name, old)
        known = {r["projectnummer"] for r in self.earlier()} if gone else set()
        for p in self.placed if gone else ():
            name = normalise(str(p.row["projectnaam"]))
            near = gone.get((p.row["regio"], tuple(DIGITS.findall(name))), {})
            if p.row["projectnummer"] in known or not near:
                continue
            compared = [name] if name in near else get_close_matches(name, near, 1, NEARLY) if len(rows) < MANY else []
            for other in compared:
                number = str(near.pop(other)["projectnummer"])
                message = f"Dit project lijkt op {number}, dat verdwijnt; is het hetzelfde project?"
                yield replace(self.at("projectnummer", p.number, message), suggestion=number)


class _Scores(Warner):
    """Looks at the scores of regions."""

    def warnings(self) -> Iterator[Finding]:
        before = {r["regio"]: r for r in self.earlier()}
        for p in self.placed:
            for phase in PHASES:
                if p.row[phase] is None:
                    header = self.raw.sheet.field(phase).header
                    yield self.at(phase, p.number, f"De regio heeft geen score voor {header}.")
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
                    yield self.at_header("zorgkantoorregio", message, region.naam)

    def _falls(self, phase: str, p: Placed, old: Row | None) -> Iterator[Finding]:
        now, then = p.row[phase], old[phase] if old else None
        if isinstance(now, int) and isinstance(then, int) and now < then:
            label = self.background.vocabulary.label(phase, str(then))
            yield self.at(phase, p.number, f"De fase daalt: eerder was zij fase {then} ({label}).")


def absent_columns(sheet: Sheet, columns: Iterable[str], known: Register | None) -> Mapping[Field, int]:
    """The optional columns that are not among these and in which the register before says something, each how often."""
    rows = (known.of(sheet) if known else None) or ()
    told = (HOLDER.name, SUBAREA.name, *columns)
    absent = [f for f in sheet.fields if not f.required and f.name not in told]
    said = {f: sum(row.get(f.name) not in (None, UNKNOWN, ()) for row in rows) for f in absent}
    return {f: times for f, times in said.items() if times}


@dataclass(frozen=True)
class Rules:
    """What is worth a look in one sheet; `looking_back` says what of it needs the register before."""

    warner: type[Warner]
    looking_back: str


RULES: Mapping[Sheet, Rules] = {
    PROJECTS: Rules(_Projects, "een status die teruggaat, een project dat verdwijnt"),
    REGIONS: Rules(_Scores, "een fase die daalt"),
    REGIOS: Rules(Inventory, ""),
    TRAJECTS: Rules(Trajects, "een traject dat verdwijnt"),
}
