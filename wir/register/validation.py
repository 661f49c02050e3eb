"""From raw rows to a checked register: every wrong value becomes a finding with its cell and what was expected."""

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from wir.errors import RegisterRejected
from wir.register.fields import ALL, PROJECTS, REGIONS, Field, Sheet
from wir.register.model import Register, Row, Value
from wir.register.reading import CellValue, RawRow, RawSheet, read_workbook
from wir.vocabulary import UNKNOWN, Region, Regions, Vocabulary, normalise

TEXT_LIMIT = 4000
MOST_ORGANISATIONS = 9999
DATE_FORMATS = ("%d-%m-%Y", "%Y-%m-%d", "%d/%m/%Y")


@dataclass(frozen=True)
class Finding:
    """One thing that is wrong: where, what stands there, what was expected and perhaps what was meant."""

    sheet: str
    cell: str
    column: str
    value: str
    message: str
    suggestion: str | None = None

    def __str__(self) -> str:
        hint = f" Bedoelt u '{self.suggestion}'?" if self.suggestion else ""
        return f"{self.sheet}!{self.cell} ({self.column}): {self.message}{hint}"


class _Wrong(Exception):
    """A value that does not fit its field; caught where the cell address is known."""

    def __init__(self, message: str, suggestion: str | None = None) -> None:
        super().__init__(message)
        self.suggestion = suggestion


def read_register(path: Path, vocabulary: Vocabulary, regions: Regions) -> Register:
    """Read and check a workbook.

    Raises UnreadableRegister or RegisterRejected; the latter's message lists each faulty cell.
    """
    register, findings = check(read_workbook(path), vocabulary, regions)
    if findings:
        listed = "\n".join(f"- {f}" for f in findings)
        raise RegisterRejected(f"{path.name}: {len(findings)} fouten gevonden, er is niets opgeslagen.\n{listed}")
    return register


def check(sheets: Sequence[RawSheet], vocabulary: Vocabulary, regions: Regions) -> tuple[Register, tuple[Finding, ...]]:
    """Check all sheets; the register holds the rows without faults, the findings name every fault."""
    findings: list[Finding] = []
    rows: dict[str, tuple[Row, ...]] = {}
    for raw in sheets:
        checker = _SheetChecker(raw, vocabulary, regions)
        rows[raw.sheet.table] = tuple(checker.rows())
        findings += checker.findings
    return Register(rows.get(PROJECTS.table), rows.get(REGIONS.table)), tuple(findings)


class _SheetChecker:
    """Checks one sheet row by row and gathers what is wrong."""

    def __init__(self, raw: RawSheet, vocabulary: Vocabulary, regions: Regions) -> None:
        self.raw, self.vocabulary, self.regions = raw, vocabulary, regions
        self.key = "projectnummer" if raw.sheet is PROJECTS else "regio"
        self.findings: list[Finding] = []
        self.seen: dict[Value, int] = {}

    def rows(self) -> Iterator[Row]:
        for field in self.raw.missing:
            self._report(field.name, self.raw.header_row, "", f"De verplichte kolom '{field.header}' ontbreekt.")
        for field, cell in self.raw.doubled:
            message = f"De kolom '{field.header}' staat er twee keer; laat er een staan."
            self.findings.append(Finding(self.raw.title, cell, field.header, "", message))
        if self.raw.missing:
            return
        for raw in self.raw.rows:
            before = len(self.findings)
            row = {f.name: self._value(f, raw) for f in self.raw.sheet.fields}
            if len(self.findings) == before:
                self._across(row, raw)
            if len(self.findings) == before:
                yield row

    def _value(self, field: Field, raw: RawRow) -> Value:
        given = raw.values.get(field.name, "")
        try:
            return _parse(field, given, self.vocabulary, self.raw.sheet)
        except _Wrong as wrong:
            self._report(field.name, raw.number, given, str(wrong), wrong.suggestion)
            return None

    def _across(self, row: dict[str, Value], raw: RawRow) -> None:
        """The checks that need more than one field: place, owner, order of dates, uniqueness."""
        place = self._place(row, raw)
        if place is None:
            return
        row["regio"] = place.code
        if row["concessiehouder"] not in (None, place.concessiehouder):
            owner = self.vocabulary.label("concessiehouder", place.concessiehouder)
            message = f"{place.naam} hoort bij {owner}."
            self._report("concessiehouder", raw.number, raw.values["concessiehouder"], message, owner)
        row["concessiehouder"] = place.concessiehouder
        start, end = row.get("startdatum"), row.get("einddatum")
        if isinstance(start, date) and isinstance(end, date) and end < start:
            self._report("einddatum", raw.number, end, "De einddatum ligt voor de startdatum.")
        first = self.seen.setdefault(row[self.key], raw.number)
        if first != raw.number:
            column = self.key if self.key in self.raw.columns else "zorgkantoorregio"
            where = self.raw.address(column, first)
            self._report(column, raw.number, row[self.key] or "", f"Staat ook in {where}; elk komt een keer voor.")

    def _place(self, row: Row, raw: RawRow) -> Region | None:
        area, part = str(row["zorgkantoorregio"]), str(row["subregio"] or "")
        place = self.regions.place(area, part)
        if place and (place.soort == "regio" or self.raw.sheet is PROJECTS):
            return place
        areas = {r.zorgkantoorregio for r in self.regions.selectable}
        parts = [r.subregio for r in self.regions.scored if self.regions.place(area, r.subregio) == r]
        if parts and self.regions.place(area, parts[0]):
            message = f"Deze zorgkantoorregio heeft de subregio's {', '.join(p or '(leeg)' for p in parts)}."
            self._report("subregio", raw.number, part, message, _nearest(part, parts))
        else:
            self._report("zorgkantoorregio", raw.number, area, "Geen bekende zorgkantoorregio.", _nearest(area, areas))
        return None

    def _report(
        self, field: str, row: int, value: CellValue | Value, message: str, suggestion: str | None = None
    ) -> None:
        header = self.raw.sheet.field(field).header
        cell = self.raw.address(field, row)
        self.findings.append(Finding(self.raw.title, cell, header, str(value), message, suggestion))


def _nearest(text: str, choices: Sequence[str] | set[str]) -> str | None:
    return next(iter(difflib.get_close_matches(text, sorted(choices), n=1)), None)


def _parse(field: Field, given: CellValue, vocabulary: Vocabulary, sheet: Sheet) -> Value:
    """The value of a cell, or _Wrong. An empty cell is None, for a begrip the unknown term."""
    text = str(int(given)) if isinstance(given, float) and given.is_integer() else str(given).strip()
    if not text:
        if field.required:
            raise _Wrong("Dit veld is verplicht en mag niet leeg zijn.")
        return UNKNOWN if field.kind == "begrip" and field.name != "concessiehouder" else None
    if text.startswith("#"):
        raise _Wrong(f"De cel bevat een Excel-fout ({text}).")
    match field.kind:
        case "datum":
            return _parse_date(given, text)
        case "aantal":
            if not text.isdecimal() or not 1 <= int(text) <= MOST_ORGANISATIONS:
                raise _Wrong(f"'{text}' is geen heel aantal van 1 tot en met {MOST_ORGANISATIONS}.")
            return int(text)
        case "begrip" | "fase":
            return _parse_term(field, text, vocabulary)
        case "velden":
            return _parse_fields(text, sheet)
        case "tekst":
            if len(text) > TEXT_LIMIT:
                raise _Wrong(f"De tekst is {len(text)} tekens lang; ten hoogste {TEXT_LIMIT} mag.")
            return text


def _parse_fields(text: str, sheet: Sheet) -> str:
    """Headers of this sheet with a semicolon between them, or the word for all of them."""
    for part in text.split(";"):
        if normalise(part) != ALL and sheet.meant(part) is None:
            raise _Wrong(f"'{part.strip()}' is geen kolom van dit blad; schrijf kolomnamen, of '{ALL}'.")
    return text


def _parse_date(given: CellValue, text: str) -> date:
    if isinstance(given, datetime):
        return given.date()
    if isinstance(given, date):
        return given
    for form in DATE_FORMATS:
        try:
            return datetime.strptime(text, form).date()
        except ValueError:
            continue
    raise _Wrong(f"'{text}' is geen datum; schrijf bijvoorbeeld 31-12-2020.")


def _parse_term(field: Field, text: str, vocabulary: Vocabulary) -> Value:
    lijst = field.lijst or field.name
    term = vocabulary.find(lijst, text)
    if term is None:
        labels = [t.printed for t in vocabulary.terms(lijst) if t.code != UNKNOWN]
        raise _Wrong(f"'{text}' is geen bekende waarde; kies uit: {'; '.join(labels)}.", _nearest(text, labels))
    if field.kind == "begrip":
        return term.code
    return None if term.code == UNKNOWN else int(term.code)
