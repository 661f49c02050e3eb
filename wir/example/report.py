"""What the report of January 2021 publishes, in our codes: the totals that the example register has to reproduce."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from wir.common.paths import REPORT
from wir.domain.region_names import find_place
from wir.domain.vocabulary import UNKNOWN, Region, regions, vocabulary

Counts = Mapping[str, int]
TECHNOLOGY = "technologie"

JUDGEMENT_TABLES = {
    "betrokkenheid": "tabel_05_betrokkenheid.csv",
    "status": "tabel_06_status.csv",
    "impact": "tabel_08_impact.csv",
    "deelbaarheid": "tabel_10_delen.csv",
    "opschaalbaarheid": "tabel_11_opschaalbaarheid.csv",
}
TECHNOLOGY_DIMENSIONS = {"impact": "impact", "delen": "deelbaarheid", "opschaalbaarheid": "opschaalbaarheid"}


@dataclass(frozen=True)
class Peildatum:
    """A date of the report; `projecten` is None where it has scores but no projects."""

    dag: date
    label: str
    projecten: int | None


@cache
def _rows(name: str) -> tuple[Mapping[str, str], ...]:
    with (REPORT / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


def _code(lijst: str, label: str) -> str:
    term = vocabulary().find(lijst, label)
    if term is None:
        raise ValueError(f"Het rapport noemt bij {lijst} een onbekende waarde: {label}")
    return term.code


def _place(row: Mapping[str, str]) -> Region:
    region = find_place(regions(), row["zorgkantoorregio"], row["subregio"])
    if region is None:
        raise ValueError(f"Het rapport noemt een onbekende regio: {row['zorgkantoorregio']} {row['subregio']}")
    return region


def peildata() -> tuple[Peildatum, ...]:
    """The dates of the report, oldest first."""
    return tuple(
        Peildatum(date.fromisoformat(r["peildatum"]), r["label"], int(r["projecten"]) if r["projecten"] else None)
        for r in _rows("peildata.csv")
    )


def phase_counts(dimension: str, day: date) -> dict[int, int]:
    """Tables 1 to 3: how many regions stand in each phase."""
    return {
        int(r["fase"]): int(r["aantal"])
        for r in _rows("tabel_01_02_03_fasen.csv")
        if r["dimensie"] == dimension and r["peildatum"] == day.isoformat()
    }


def region_phases(dimension: str) -> dict[str, int]:
    """Appendix 1: the phase of every region on the last date."""
    return {_place(r).code: int(r[dimension]) for r in _rows("bijlage_1_regios.csv")}


def theme_by_holder() -> dict[str, dict[str, int]]:
    """Table 4: theme -> concessiehouder -> projects."""
    table: dict[str, dict[str, int]] = {}
    for r in _rows("tabel_04_thema_concessiehouder.csv"):
        by_holder = table.setdefault(_code("thema", r["thema"]), {})
        by_holder[_code("concessiehouder", r["concessiehouder"])] = int(r["aantal"])
    return table


def theme_by_year() -> dict[str, dict[str, int]]:
    """Table 7: theme -> start year as printed -> projects."""
    table: dict[str, dict[str, int]] = {}
    for r in _rows("tabel_07_thema_startjaar.csv"):
        table.setdefault(_code("thema", r["thema"]), {})[r["startjaar"]] = int(r["aantal"])
    return table


def judgement_counts(lijst: str, at: Peildatum) -> dict[str, int]:
    """Tables 5, 6, 8, 10 and 11; what a table leaves out of the total is unknown."""
    rows = [r for r in _rows(JUDGEMENT_TABLES[lijst]) if r["peildatum"] == at.dag.isoformat()]
    counts = {_code(lijst, r["label"]): int(r["aantal"]) for r in rows}
    missing = (at.projecten or 0) - sum(counts.values())
    return {**counts, UNKNOWN: counts.get(UNKNOWN, 0) + missing}


def technology_counts(lijst: str, at: Peildatum) -> dict[str, int] | None:
    """Table 12: the same judgement for the projects of theme Technologie; None where the report has no such block."""
    counts = {
        _code(lijst, r["label"]): int(r["aantal"])
        for r in _rows("tabel_12_technologie.csv")
        if TECHNOLOGY_DIMENSIONS[r["dimensie"]] == lijst and r["peildatum"] == at.dag.isoformat()
    }
    return counts or None


def technology_total(at: Peildatum) -> int:
    """How many projects table 12 is about."""
    return sum((technology_counts("impact", at) or {}).values())
