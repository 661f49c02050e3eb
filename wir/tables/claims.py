"""What the report of January 2021 says in words, recomputed from its tables (data/rapport/narekenen.csv)."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from wir.common.facts import Fact, facts
from wir.database.database import Database
from wir.domain.named_projects import published_projects
from wir.domain.selection import Selection
from wir.domain.vocabulary import FINISHED, SCALABLE
from wir.tables.build import TABLES, build_table
from wir.tables.key_figures import PHASE_TABLES, in_highest_phases
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
    """How a claim is computed and between which values its words hold, both inclusive.

    Not `judged` is what the report expected of a later day than its figures are of.
    """

    compute: Callable[[Tables], float | None]
    lowest: float
    highest: float
    judged: bool = True

    @property
    def is_share(self) -> bool:
        """Shares lie between 0 and 1; counts are compared with whole numbers."""
        return self.highest <= 1


@dataclass(frozen=True)
class Claim:
    """A claim of the report beside today's computation.

    `value` is None where nothing can be computed, `holds` also where that decides nothing.
    """

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


def _same_in_both(table: Table, lijst: str, code: str) -> float | None:
    """The count of the peildatum where March had the same; None where it had another."""
    now, then = table.value(lijst, code), table.value(lijst, code, MARCH)
    return now if now == then else None


def _more(table: Table, column: str) -> float | None:
    now, then = table.total("status", ("totaal",)), table.total("status", ("totaal",), column)
    return None if now is None or then is None else now - then


def _counted_alike(tables: Tables) -> int:
    """How many regions of appendix 1 stand in a phase that tables 1 to 3 count as often, in the worst of the three."""
    standings = tables["bijlage-1"]
    counted = []
    for dimension, number in PHASE_TABLES.items():
        phases = Counter(standings.cell(row, dimension).value for row in standings.rows)
        counted.append(sum(n for p, n in phases.items() if tables[number].value(dimension, f"{p}") == n))
    return min(counted)


def _started_of_sog(tables: Tables) -> float | None:
    """The projects on durable medical care that began in 2020 or before."""
    began = [tables["7"].total("thema", ("behandelfunctie-sog",), column) for column in ("eerder", "2020")]
    return None if None in began else sum(n or 0 for n in began)


def _all_highest(tables: Tables) -> int:
    """How many regions are in the highest phase of all three scores."""
    return len(in_highest_phases(tables))


def _one_theme_in_full(tables: Tables) -> float | None:
    """The projects of the theme of table 12, where its three parts and table 4 give the same number."""
    parts = {tables["12"].total(lijst, ("totaal",)) for lijst in ("impact", "deelbaarheid", "opschaalbaarheid")}
    parts.add(tables["4"].total("thema", ("technologie",)))
    return parts.pop() if len(parts) == 1 else None


def _regions_with_an_example() -> int:
    """How many regions the projects of appendix 2 are from."""
    return len({p.regio.code for p in published_projects() if p.regio.soort == "regio"})


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
    "plannen-afgerond": Check(lambda t: t["6"].total("status", FINISHED), 31, 31),
    "nieuw-opgestart": Check(lambda t: t["7"].total("thema", ("totaal",), "2020"), 113, 113),
    "nog-niet-gestart": Check(lambda t: t["6"].total("status", ("nog-niet-gestart",)), 30, 30),
    "dmz-opgestart": Check(_started_of_sog, 24, 24),
    "strategievorming": Check(lambda t: t["4"].total("thema", ("regionale-strategievorming",)), 36, 36),
    "intrinsiek-gemotiveerd": Check(lambda t: _part(t["2"], "dynamiek", ("3", "4")), 1, 1),
    "dialoog-of-keuzes": Check(lambda t: _part(t["3"], "visie", ("4", "5")), 0.9, 1),
    "maximale-scores": Check(_all_highest, 34, 34, judged=False),
    "bijlage-1-telt-op": Check(_counted_alike, 34, 34),
    "voorbeelden-overal": Check(lambda _: _regions_with_an_example(), 34, 34),
    "gestopt": Check(lambda t: _same_in_both(t["6"], "status", "gestopt"), 6, 6),
    "meer-dan-in-maart": Check(lambda t: _more(t["6"], MARCH), 50, 50),
    "technologie-telt-op": Check(_one_theme_in_full, 46, 46),
}


def claims(database: Database) -> list[Claim]:
    """Every claim, recomputed over the current peilingen of the report. Raises UnknownPeiling where they are gone."""
    tables = {number: build_table(number, database, REPORT_SELECTION) for number in TABLES}
    return [_claim(row, CHECKS.get(row["sleutel"]), tables) for row in facts("rapport/narekenen.csv")]


def _claim(row: Fact, check: Check | None, tables: Tables) -> Claim:
    value = check.compute(tables) if check else None
    if check is None or value is None:
        remark = row["oordeel"] if check is None else "niet geregistreerd"
        return Claim(row["bewering"], row["herleiding"], None, False, None, remark)
    holds = check.lowest <= value <= check.highest if check.judged else None
    # The remark was written about one value: it stands only as long as that is still what comes out.
    remark = row["oordeel"] if abs(value - float(row["waarde"])) < 0.00005 else ""
    return Claim(row["bewering"], row["herleiding"], value, check.is_share, holds, remark)
