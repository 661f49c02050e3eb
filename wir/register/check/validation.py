"""From raw rows to a checked register: every wrong value becomes a finding with its cell and what was expected."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from openpyxl.utils.cell import coordinate_to_tuple

from wir.common.errors import RegisterRejected
from wir.common.numbers import count
from wir.common.steps import Told, counted, unwatched
from wir.common.unseen_characters import alike
from wir.domain.declaration import WIR, Declaration, Field, Sheet
from wir.domain.region_names import areas_in, find_place, likely_area
from wir.domain.register_rows import Register, Row, Value
from wir.domain.vocabulary import Region
from wir.register.check.background import Background
from wir.register.check.dates import month_first
from wir.register.check.findings import Finding, Severity, month_first_in
from wir.register.check.identity import carried_on
from wir.register.check.plausibility import warnings_of
from wir.register.check.values import Wrong, nearest, parse
from wir.register.check.warner import Around, Placed
from wir.register.read.cells import CellValue, shown
from wir.register.read.reading import RawRow, RawSheet

MOST_NAMED = 12  # cells in one message: n equal numbers that name each other are n² addresses
REMEMBERED = 5000  # cells of a column
PLACED = ("zorgkantoorregio", "subregio")


@dataclass(frozen=True)
class Checked:
    """The rows without faults, and every finding in the order of the file."""

    register: Register
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        return tuple(f for f in self.findings if f.severity == "fout")


def refuse_faults(name: str, checked: Checked) -> None:
    """Raises RegisterRejected when there is an error, with each faulty cell in its message."""
    if checked.errors:
        listed = "\n".join(f"- {f}" for f in checked.errors)
        counted = f"{len(checked.errors)} {'fout' if len(checked.errors) == 1 else 'fouten'}"
        raise RegisterRejected(f"{name}: {counted} gevonden, er is niets opgeslagen.\n{listed}")


def check(
    sheets: Sequence[RawSheet], background: Background, declared: Declaration = WIR, told: Told = unwatched
) -> Checked:
    """Check the sheets that are not empty against the lists, the peildatum and the register before."""
    findings: list[Finding] = []
    rows: dict[Sheet, tuple[Row, ...]] = {}
    for sheet in dict.fromkeys(raw.sheet for raw in sheets if not raw.is_empty):
        raws = [raw for raw in sheets if raw.sheet is sheet and not raw.is_empty]
        rows[sheet], found = _check_sheet(raws, background, told)
        findings += found
    return Checked(Register.with_sheets(declared.sheets, rows), tuple(findings))


def _check_sheet(raws: Sequence[RawSheet], background: Background, told: Told) -> tuple[tuple[Row, ...], list[Finding]]:
    """The rows of one sheet of the register, which a file may hold in several parts."""
    same = _carried_on(raws, background)
    checkers = [_SheetChecker(raw, background, same) for raw in raws]
    placed = [tuple(checker.rows(told)) for checker in checkers]
    _report_doubled(checkers, background)
    present = frozenset(number for checker in checkers for number in checker.numbers)
    places = [region for checker in checkers for region in checker.found]
    findings: list[Finding] = []
    for checker, of_part in zip(checkers, placed, strict=True):
        around = Around(tuple(raws), present, tuple(places), [p for part in placed for p in part])
        found = [*checker.findings, *warnings_of(checker.raw, of_part, around, background)]
        findings += sorted(found, key=lambda f: coordinate_to_tuple(f.cell))
    return tuple(p.row for part in placed for p in part), findings


def _carried_on(raws: Sequence[RawSheet], background: Background) -> Mapping[str, str]:
    """The numbers of the register before that are spelled another way in the file."""
    sheet, known = raws[0].sheet, background.known or background.earlier
    if known is None or not any(sheet.key in raw.columns for raw in raws):
        return {}
    given = {shown(row.values.get(sheet.key, "")) for raw in raws for row in raw.rows}
    earlier = [str(r[sheet.key]) for r in known.of(sheet) or () if background.delivers(r.get("concessiehouder"))]
    return carried_on(given - {""}, earlier)


def _report_doubled(checkers: Sequence["_SheetChecker"], background: Background) -> None:
    """Each of the cells with one number, also one that only looks the same, names the first of the others."""
    seen: dict[str, list[tuple[_SheetChecker, int]]] = {}
    for checker in checkers:
        for number, row in checker.keyed:
            seen.setdefault(number if background.accepted else alike(number), []).append((checker, row))
    for places in seen.values():
        if len(places) > 1:
            more = len(places) - 1 - MOST_NAMED
            for checker, row in places:
                others = [p for p in places[: MOST_NAMED + 1] if p != (checker, row)][:MOST_NAMED]
                named = ", ".join(other.key_cell(r, checker) for other, r in others)
                named += f" en nog {count(more)}" if more > 0 else ""
                checker.report_doubled(row, named)


def _parser(field: Field, background: Background, sheet: Sheet) -> Callable[[CellValue], Value | Wrong]:
    """What makes a value of a cell, and remembers: a register says the same few things over and over."""

    @lru_cache(REMEMBERED, typed=True)
    def parsed(given: CellValue) -> Value | Wrong:
        try:
            return parse(field, given, background.vocabulary, background.regions, sheet)
        except Wrong as wrong:
            return wrong

    return parsed


class _SheetChecker:
    """Checks one sheet row by row and gathers what is wrong."""

    def __init__(self, raw: RawSheet, background: Background, same: Mapping[str, str]) -> None:
        self.raw, self.background, self.regions, self.same = raw, background, background.regions, same
        self.key = raw.sheet.key
        self.given = {row.number: row.values for row in raw.rows}
        self.findings: list[Finding] = []
        self.found: list[Region] = []
        self.keyed: list[tuple[str, int]] = []
        self.parsers = [(field, _parser(field, background, raw.sheet)) for field in raw.sheet.fields]
        self.month_first = raw.month_first | month_first_in(raw)
        self.places: dict[tuple[str, str], Region | None] = {}

    def rows(self, told: Told) -> Iterator[Placed]:
        for field in self.raw.missing:
            self._report(field.name, self.raw.header_row, "", f"De verplichte kolom '{field.header}' ontbreekt.")
        for field, letter in self.raw.doubled:
            both = " en ".join(self._column(c) for c in (self.raw.columns[field.name], letter))
            message = f"De kolommen {both} zijn allebei {field.header}; laat er een staan."
            cell = f"{letter}{self.raw.header_row}"
            self.findings.append(Finding("fout", self.raw.title, cell, field.header, "", message))
        if self.raw.missing:
            return
        for raw in counted(self.raw.rows, f"Rijen van {self.raw.title} nakijken", len(self.raw.rows), told):
            before = len(self.findings)
            row = self._across(dict(self._values(raw)), raw)
            if not any(f.severity == "fout" for f in self.findings[before:]):
                yield Placed(raw.number, row)

    @property
    def numbers(self) -> Iterator[str]:
        """What every row is called in the store, also a row with a fault."""
        given = (shown(values.get(self.key, "")) for values in self.given.values())
        return (self.same.get(number, number) for number in given)

    def _column(self, letter: str) -> str:
        return f"'{' '.join(self.raw.headers[letter].split())}' ({letter}{self.raw.header_row})"

    def _values(self, raw: RawRow) -> Iterator[tuple[str, Value]]:
        """The fields that hold a good value."""
        for field, parsed in self.parsers:
            given = raw.values.get(field.name, "")
            value = parsed(given)
            if isinstance(value, Wrong):
                self._report(field.name, raw.number, given, str(value), value.suggestion, value.sure)
            elif (other := self._other_day(field, given, value)) is not None:
                message = f"'{shown(given)}' kan ook {other} zijn: in deze kolom staat de maand ergens voorop."
                self._report(field.name, raw.number, given, message, other)
            else:
                yield field.name, value

    def _other_day(self, field: Field, given: CellValue, value: Value) -> str | None:
        """What a date with slashes means where its month stands before its day, as it does elsewhere in the column."""
        other = month_first(shown(given)) if field.name in self.month_first and isinstance(given, str) else None
        return None if other in (None, value) else f"{other:%d-%m-%Y}"

    def _across(self, row: dict[str, Value], raw: RawRow) -> Row:
        """The checks that need more than one field: place, owner, order of dates, uniqueness."""
        told = {"zorgkantoorregio", "subregio"} <= row.keys()
        if told and self.raw.sheet.several:
            row["regio"] = self._several_places(row, raw)
        elif told and (place := self._place(row, raw)):
            self.found.append(place)
            row["regio"] = place.code
            self._check_holder(place, row, raw)
            row["concessiehouder"] = place.concessiehouder
        start, end = row.get("startdatum"), row.get("einddatum")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self._report("einddatum", raw.number, end, f"De einddatum ligt voor de startdatum {shown(start)}.")
        if row.get(self.key):
            self.keyed.append((str(row[self.key]), raw.number))
            self._carry_on(row, raw.number)
        return row

    def _carry_on(self, row: dict[str, Value], number: int) -> None:
        """The number that the register before had for it, where it is spelled another way."""
        if old := self.same.get(str(row[self.key])):
            row[self.key] = old
            message = f"In de vorige peiling staat dit nummer als '{old}'; de rij gaat daarmee door."
            self._report(self.key, number, self.given[number][self.key], message, severity="waarschuwing")

    def _check_holder(self, place: Region, row: Row, raw: RawRow) -> None:
        label = self.background.vocabulary.label
        owner = label("concessiehouder", place.concessiehouder)
        if row.get("concessiehouder") not in (None, place.concessiehouder):
            message = f"{place.naam} hoort bij {owner}."
            self._report("concessiehouder", raw.number, raw.values["concessiehouder"], message, owner)
        if not self.background.delivers(place.concessiehouder):
            holders = ", ".join(label("concessiehouder", h) for h in self.background.holders)
            message = f"{place.naam} hoort bij {owner}; deze deellevering is van {holders}."
            self._report("zorgkantoorregio", raw.number, raw.values["zorgkantoorregio"], message)

    def key_cell(self, row: int, seen_from: "_SheetChecker") -> str:
        """The cell with the number of a row; with its sheet where that is another."""
        cell = self.raw.address(self._key_column, row)
        return cell if seen_from is self else f"{self.raw.title}!{cell}"

    def report_doubled(self, row: int, others: str) -> None:
        """Say in which cells the number of a row stands as well."""
        message = f"Staat ook in {others}; elk komt een keer voor."
        self._report(self._key_column, row, self.given[row][self._key_column], message)

    @property
    def _key_column(self) -> str:
        return self.key if self.key in self.raw.columns else "zorgkantoorregio"

    def _find(self, area: str, part: str) -> Region | None:
        if (area, part) not in self.places:
            self.places[area, part] = find_place(self.regions, area, part, self.raw.sheet.blank_is_whole)
        return self.places[area, part]

    def _several_places(self, row: Row, raw: RawRow) -> tuple[str, ...]:
        """The regions of a cell with semicolons; a subregio takes the place of the zorgkantoorregio that it is of."""
        areas, parts = ([p for p in map(str.strip, str(row[n] or "").split(";")) if p] for n in PLACED)
        found: dict[str, None] = {}
        for area in areas:
            within = [part for part in parts if self._find(area, part)]
            for part in within or [""]:
                if place := self._find(area, part):
                    found[place.code] = None
                else:
                    self._report_area(area, raw.number)
            parts = [part for part in parts if part not in within]
        for part in parts:
            self._report("subregio", raw.number, part, "Geen subregio van een zorgkantoorregio in deze rij.")
        # A part of a zorgkantoorregio that stands here as a whole would count there twice.
        return tuple(c for c in found if not any(c != other and c in self.regions.within(other) for other in found))

    def _place(self, row: Row, raw: RawRow) -> Region | None:
        area, part = str(row["zorgkantoorregio"]), str(row["subregio"] or "")
        place = self._find(area, part)
        if place and (place.soort == "regio" or self.raw.sheet.wholes):
            return place
        whole = self._find(area, "") or (place and place.soort == "geheel" and place)
        parts = [r.subregio for r in self.regions.scored if whole and r.zorgkantoorregio == whole.zorgkantoorregio]
        if any(parts):
            message = f"Deze zorgkantoorregio heeft de subregio's {', '.join(p or '(leeg)' for p in parts)}."
            self._report("subregio", raw.number, part, message, nearest(part, parts))
        elif whole:
            self._report("subregio", raw.number, part, "Deze zorgkantoorregio heeft geen subregio's; laat dit leeg.")
        else:
            self._report_area(area, raw.number)
        return None

    def _report_area(self, area: str, number: int) -> None:
        several = areas_in(self.regions, area)
        if len(several) > 1:
            message = f"Hier staan meer regio's ({', '.join(several)}); geef elk een eigen rij of kies er een."
            self._report("zorgkantoorregio", number, area, message)
            return
        likely = likely_area(self.regions, area)
        meant = likely or nearest(area, {r.zorgkantoorregio for r in self.regions.selectable})
        self._report("zorgkantoorregio", number, area, "Geen bekende zorgkantoorregio.", meant)

    def _report(
        self,
        field: str,
        row: int,
        value: CellValue | None,
        message: str,
        suggestion: str | None = None,
        sure: bool = False,
        severity: Severity = "fout",
    ) -> None:
        header = self.raw.sheet.field(field).header
        text = "" if value is None else shown(value)
        cell = self.raw.address(field, row)
        if severity == "fout" and (meant := self.background.remembered.get((header, alike(text)))):
            suggestion, sure = meant, True
        self.findings.append(Finding(severity, self.raw.title, cell, header, text, message, suggestion, sure))
