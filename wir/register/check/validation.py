"""From raw rows to a checked register: every wrong value becomes a finding with its cell and what was expected."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from openpyxl.utils.cell import coordinate_to_tuple

from wir.common.errors import RegisterRejected
from wir.common.numbers import count
from wir.domain.declaration import WIR, Declaration, Field, Sheet
from wir.domain.region_names import find_place
from wir.domain.register_rows import Register, Row, Value
from wir.domain.vocabulary import Region
from wir.register.check.background import Background
from wir.register.check.findings import Finding
from wir.register.check.plausibility import Placed, warnings_of
from wir.register.check.values import Wrong, nearest, parse
from wir.register.read.cells import CellValue, shown
from wir.register.read.reading import RawRow, RawSheet

MOST_NAMED = 12  # cells in one message: n equal numbers that name each other are n² addresses
REMEMBERED = 5000  # cells of a column


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


def check(sheets: Sequence[RawSheet], background: Background, declared: Declaration = WIR) -> Checked:
    """Check the sheets that are not empty against the lists, the peildatum and the register before."""
    findings: list[Finding] = []
    rows: dict[Sheet, tuple[Row, ...]] = {}
    for raw in (s for s in sheets if not s.is_empty):
        checker = _SheetChecker(raw, background)
        placed = tuple(checker.rows())
        rows[raw.sheet] = tuple(p.row for p in placed)
        found = [*checker.findings, *warnings_of(raw, placed, checker.found, background)]
        findings += sorted(found, key=lambda f: coordinate_to_tuple(f.cell))
    return Checked(Register.with_sheets(declared.sheets, rows), tuple(findings))


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

    def __init__(self, raw: RawSheet, background: Background) -> None:
        self.raw, self.background, self.regions = raw, background, background.regions
        self.key = raw.sheet.key
        self.given = {row.number: row.values for row in raw.rows}
        self.findings: list[Finding] = []
        self.found: list[Region] = []
        self.numbers_of: dict[Value, list[int]] = {}
        self.parsers = [(field, _parser(field, background, raw.sheet)) for field in raw.sheet.fields]
        self.places: dict[tuple[str, str], Region | None] = {}

    def rows(self) -> Iterator[Placed]:
        for field in self.raw.missing:
            self._report(field.name, self.raw.header_row, "", f"De verplichte kolom '{field.header}' ontbreekt.")
        for field, letter in self.raw.doubled:
            both = " en ".join(self._column(c) for c in (self.raw.columns[field.name], letter))
            message = f"De kolommen {both} zijn allebei {field.header}; laat er een staan."
            cell = f"{letter}{self.raw.header_row}"
            self.findings.append(Finding("fout", self.raw.title, cell, field.header, "", message))
        if self.raw.missing:
            return
        for raw in self.raw.rows:
            before = len(self.findings)
            row = self._across(dict(self._values(raw)), raw)
            if len(self.findings) == before:
                yield Placed(raw.number, row)
        for numbers in self.numbers_of.values():
            if len(numbers) > 1:
                self._report_doubled(numbers)

    def _column(self, letter: str) -> str:
        return f"'{' '.join(self.raw.headers[letter].split())}' ({letter}{self.raw.header_row})"

    def _values(self, raw: RawRow) -> Iterator[tuple[str, Value]]:
        """The fields that hold a good value."""
        for field, parsed in self.parsers:
            given = raw.values.get(field.name, "")
            value = parsed(given)
            if isinstance(value, Wrong):
                self._report(field.name, raw.number, given, str(value), value.suggestion)
            else:
                yield field.name, value

    def _across(self, row: dict[str, Value], raw: RawRow) -> Row:
        """The checks that need more than one field: place, owner, order of dates, uniqueness."""
        place = self._place(row, raw) if {"zorgkantoorregio", "subregio"} <= row.keys() else None
        if place:
            self.found.append(place)
            row["regio"] = place.code
            self._check_holder(place, row, raw)
            row["concessiehouder"] = place.concessiehouder
        start, end = row.get("startdatum"), row.get("einddatum")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self._report("einddatum", raw.number, end, f"De einddatum ligt voor de startdatum {shown(start)}.")
        if row.get(self.key):
            self.numbers_of.setdefault(row[self.key], []).append(raw.number)
        return row

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

    def _report_doubled(self, numbers: list[int]) -> None:
        """Both cells, or all of them, each naming the first of the others."""
        column = self.key if self.key in self.raw.columns else "zorgkantoorregio"
        first, more = numbers[: MOST_NAMED + 1], len(numbers) - 1 - MOST_NAMED
        for number in numbers:
            others = [self.raw.address(column, n) for n in first if n != number][:MOST_NAMED]
            named = ", ".join(others) + (f" en nog {count(more)}" if more > 0 else "")
            self._report(column, number, self.given[number][column], f"Staat ook in {named}; elk komt een keer voor.")

    def _find(self, area: str, part: str) -> Region | None:
        if (area, part) not in self.places:
            self.places[area, part] = find_place(self.regions, area, part)
        return self.places[area, part]

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
            areas = {r.zorgkantoorregio for r in self.regions.selectable}
            self._report("zorgkantoorregio", raw.number, area, "Geen bekende zorgkantoorregio.", nearest(area, areas))
        return None

    def _report(
        self, field: str, row: int, value: CellValue | None, message: str, suggestion: str | None = None
    ) -> None:
        header = self.raw.sheet.field(field).header
        text = "" if value is None else shown(value)
        cell = self.raw.address(field, row)
        self.findings.append(Finding("fout", self.raw.title, cell, header, text, message, suggestion))
