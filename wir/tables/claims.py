"""What the report of January 2021 says in words, recomputed from its tables (data/rapport/narekenen.csv)."""

import csv
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from wir.common.paths import REPORT
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import FINISHED, SCALABLE
from wir.tables.build import build_table
from wir.tables.model import Table

MARCH = "2020-03-01"
REPORT_SELECTION = Selection(date(2020, 11, 1), vergelijk_peildatum=date.fromisoformat(MARCH))
BEYOND_ONE_ORGANISATION = (
    "behandelfunctie-sog",
    "persoonsgerichte-zorg",
    "regionale-strategievorming",
    "samenwerking-in-de-keten",
    "technologie",
)
GREAT_MEANING = ("klein-veel", "gemiddeld-veel", "groot-groot")
Tables = Mapping[str, Table]


@dataclass(frozen=True)
class Check:
    """How a claim is computed and between which values its words hold, both inclusive."""

    compute: Callable[[Tables], float | None]
    lowest: float
    highest: float

    @property
    def is_share(self) -> bool:
        """Shares lie between 0 and 1; counts are compared with whole numbers."""
        return self.highest <= 1


@dataclass(frozen=True)
class Claim:
    """A claim of the report beside today's computation. `value` and `holds` are None where nothing can be computed."""

    claim: str
    derivation: str
    value: float | None
    is_share: bool
    holds: bool | None
    remark: str


def _almost(percentage: float) -> tuple[float, float]:
    """ "bijna X%": at most 2.5 percentage points under it."""
    return percentage - 0.025, percentage


def _about(percentage: float) -> tuple[float, float]:
    """ "X%": less than one percentage point away."""
    return percentage - 0.01, percentage + 0.01


def _just_over(percentage: float) -> tuple[float, float]:
    """ "ruim X%": at most one percentage point above it."""
    return percentage, percentage + 0.01


def _part(
    table: Table, lijst: str, codes: tuple[str, ...], column: str = "", of: tuple[str, ...] = ("totaal",)
) -> float | None:
    """The share of some rows in others; None where either is not registered or there is nothing to divide by."""
    part, whole = table.total(lijst, codes, column), table.total(lijst, of, column)
    return part / whole if part is not None and whole else None


CLASSES = ("1-tot-3", "4-tot-6", "7-tot-9", "10-of-meer")

# By the key in narekenen.csv; a claim that is not here no table decides.
CHECKS: Mapping[str, Check] = {
    "navolgbare-afspraken": Check(lambda t: _part(t["1"], "afspraken", ("4",)), *_almost(0.95)),
    "werkt-vanuit-visie": Check(lambda t: _part(t["2"], "dynamiek", ("4",)), *_almost(0.70)),
    "strategische-keuzes": Check(lambda t: _part(t["3"], "visie", ("5",)), 0.5, 1),
    "projecten-lopen": Check(lambda t: _part(t["6"], "status", ("lopend",)), *_just_over(0.75)),
    "afgerond-succesvol": Check(lambda t: _part(t["6"], "status", ("succesvol",), of=FINISHED), *_just_over(0.81)),
    "afgerond-succesvol-maart": Check(
        lambda t: _part(t["6"], "status", ("succesvol",), column=MARCH, of=FINISHED), *_about(0.70)
    ),
    "instellingsoverstijgend": Check(lambda t: _part(t["7"], "thema", BEYOND_ONE_ORGANISATION), *_about(0.71)),
    "grote-betekenis-maart": Check(lambda t: _part(t["8"], "impact", GREAT_MEANING, column=MARCH), *_about(0.70)),
    "grote-betekenis-oktober": Check(lambda t: _part(t["8"], "impact", GREAT_MEANING), *_almost(0.84)),
    "opschaalbaar": Check(lambda t: t["11"].total("opschaalbaarheid", SCALABLE), 178, 178),
    "kunnen-volgen": Check(lambda t: t["11"].total("opschaalbaarheid", ("nog-niet-zinvol",)), 85, 90),
    "deelbaar": Check(lambda t: t["10"].total("deelbaarheid", ("ja",)), 156, 156),
    "deelbaar-binnenkort": Check(lambda t: t["10"].total("deelbaarheid", ("binnenkort",)), 93, 93),
    "betrokkenheid-318": Check(lambda t: t["5"].total("betrokkenheid", CLASSES), 318, 318),
}


def claims(database: Database) -> list[Claim]:
    """Every claim, recomputed over the current peilingen of the report. Raises UnknownPeiling where they are gone."""
    tables = {n: build_table(n, database, REPORT_SELECTION) for n in ("1", "2", "3", "5", "6", "7", "8", "10", "11")}
    with (REPORT / "narekenen.csv").open(encoding="utf-8", newline="") as file:
        return [_claim(row, CHECKS.get(row["sleutel"]), tables) for row in csv.DictReader(file)]


def _claim(row: dict[str, str], check: Check | None, tables: Tables) -> Claim:
    value = check.compute(tables) if check else None
    if check is None or value is None:
        remark = row["oordeel"] if check is None else "niet geregistreerd"
        return Claim(row["bewering"], row["herleiding"], None, False, None, remark)
    holds = check.lowest <= value <= check.highest
    # The remark was written about one value: it stands only as long as that is still what comes out.
    remark = row["oordeel"] if abs(value - float(row["waarde"])) < 0.00005 else ""
    return Claim(row["bewering"], row["herleiding"], value, check.is_share, holds, remark)
