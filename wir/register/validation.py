"""From raw rows to a checked register: every wrong value becomes a finding with its cell and what was expected."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from wir.errors import RegisterRejected
from wir.register.fields import PROJECTS, REGIONS, Field
from wir.register.model import Register, Row, Value
from wir.register.reading import CellValue, RawRow, RawSheet, read_workbook
from wir.register.values import Wrong, nearest, parse
from wir.vocabulary import Region, Regions, Vocabulary


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
            return parse(field, given, self.vocabulary, self.raw.sheet)
        except Wrong as wrong:
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
            self._report("subregio", raw.number, part, message, nearest(part, parts))
        else:
            self._report("zorgkantoorregio", raw.number, area, "Geen bekende zorgkantoorregio.", nearest(area, areas))
        return None

    def _report(
        self, field: str, row: int, value: CellValue | Value, message: str, suggestion: str | None = None
    ) -> None:
        header = self.raw.sheet.field(field).header
        cell = self.raw.address(field, row)
        self.findings.append(Finding(self.raw.title, cell, header, str(value), message, suggestion))
