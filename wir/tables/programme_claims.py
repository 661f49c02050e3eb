"""What the reports of the other programmes say in figures, recomputed from what they publish (narekenen.csv of each).

A claim is recomputed from the files in data/ or from the published tables of January 2021, never from the words of its
derivation. What no file decides keeps the verdict of who read the report.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from wir.common.facts import Fact, Number, facts, number
from wir.domain.mgz import BETWEEN, MAY, OCTOBER, indicator, participants
from wir.domain.research import statements
from wir.tables.published import REPORT_DATE, published

Compute = Callable[[], Number | None]
PROGRAMMES = {
    "mgz": "MGZ-voortgang mei en oktober 2025",
    "inventarisatie": "Inventarisatie 2023",
    "dmz": "Duurzame medische zorg 2021",
}
PHASE_4, PHASE_5 = 4, 5
SHORT = "tekort huisarts en SO groot"


@dataclass(frozen=True)
class Recomputed:
    """A claim with the verdict of the file; `value` is what it came to then, `computed` what it comes to today."""

    claim: str
    derivation: str
    value: Number | None
    computed: Number | None
    verdict: str
    source: str

    @property
    def same(self) -> bool | None:
        """Whether the verdict still rests on the same figure; None where nothing can be computed."""
        return None if self.computed is None else self.computed == self.value

    @property
    def is_share(self) -> bool:
        return isinstance(self.value, float)


def _total(name: str, day: object) -> Number:
    total = next(r.total for d, r in indicator(name).readings.items() if d == day)
    assert total is not None
    return total


def _start(name: str) -> Number | None:
    """The total of November 2024 where both reports give the same one."""
    may, october = (indicator(name).readings[day].start for day in (MAY, OCTOBER))
    return may if may == october else None


def _apart(name: str) -> Number:
    """How much the two starts of November 2024 are apart."""
    may, october = (indicator(name).readings[day].start or 0 for day in (MAY, OCTOBER))
    return abs(october - may)


def _since_start(name: str) -> Number:
    """The total of October less the start that May gives."""
    return _total(name, OCTOBER) - (indicator(name).readings[MAY].start or 0)


def _between(name: str) -> Number:
    return _total(name, OCTOBER) - _total(name, MAY)


def _number_of(name: str, **wanted: str) -> int:
    """How many rows of a file have these values."""
    return sum(all(row[field] == value for field, value in wanted.items()) for row in facts(name))


def _sum_of(name: str, field: str, **wanted: str) -> Number:
    rows = (row for row in facts(name) if all(row[f] == value for f, value in wanted.items()))
    return sum(number(row[field]) or 0 for row in rows)


def _participants_between() -> Number | None:
    """What came to the meetings between May and October, where the totals say the same."""
    named = _sum_of("mgz/bijeenkomsten_zonder_naam.csv", "waarde", soort_getal="deelnemers", hoort_bij=BETWEEN)
    return named if named == _between("Deelnemers bijeenkomsten") else None


def _unexplained() -> Number:
    change = indicator("Deelnemers bijeenkomsten").readings[OCTOBER].change or 0
    return change - participants().since_start


def _opened() -> float:
    return round(_total("Nieuwsbrief geopend", MAY) / _total("Nieuwsbriefabonnees", MAY), 4)


def _largest_meeting() -> Number | None:
    """The last of the network meetings, where each was larger than the one before."""
    meetings = [m for m in facts("mgz/bijeenkomsten.csv") if m["soort"] == "Netwerkbijeenkomst" and m["deelnemers"]]
    counts = [int(m["deelnemers"]) for m in meetings]
    return counts[-1] if counts == sorted(set(counts)) else None


def _use(group: str) -> Compute:
    return lambda: _sum_of("mgz/gebruik_kennis.csv", "percentage", groep=group)


OUTCOMES = "inventarisatie/uitkomsten_2023.csv"
PILOTS = "dmz/regios_en_pilots.csv"
STUDIES = "mgz/onderzoeken.csv"


def _same_level() -> int:
    """How many scales have one description of level 4 in common."""
    highest = Counter(row["omschrijving"] for row in facts("inventarisatie/instrument.csv") if row["niveau"] == "4")
    return max(highest.values())


def _short() -> set[str]:
    return {code for s in statements() if s.words == SHORT for code in s.regions}


def _pilots() -> list[Fact]:
    return [row for row in facts(PILOTS) if row["soort"] == "pilot"]


def _in_phase(regions: set[str], dimension: str, phase: int) -> int:
    """How many of these regions the report of January 2021 puts in a phase."""
    scores = (c for c in published() if c.number == "bijlage-1" and c.column == dimension)
    return sum(c.code in regions and c.value == phase for c in scores)


def _sog_projects() -> int:
    cells = (c for c in published() if c.number == "4" and c.peildatum == REPORT_DATE)
    return sum(c.value for c in cells if c.code == "behandelfunctie-sog")


def _regions_of_dmz() -> set[str]:
    return {row["code"] for row in facts(PILOTS)}


# By programme and the key in its narekenen.csv; a claim that is not here no file decides.
COMPUTED: Mapping[str, Mapping[str, Compute]] = {
    "mgz": {
        "vragen": lambda: _start("Ondersteuningsvragen sinds start"),
        "deelnemers": lambda: _start("Deelnemers bijeenkomsten"),
        "kennisproducten": lambda: _start("Kennisproducten"),
        "lopende-trajecten": lambda: _apart("Lopende ondersteuningstrajecten"),
        "trajecten-mei-oktober": lambda: _total("Lopende ondersteuningstrajecten", OCTOBER),
        "onderzoeken-afgerond": lambda: _since_start("Onderzoeken afgerond"),
        "onderzoeken-lopend": lambda: _between("Onderzoeken lopend"),
        "inspiratieverhalen": lambda: _since_start("Inspiratieverhalen"),
        "nieuwsbriefspecials": lambda: _since_start("Nieuwsbriefspecials"),
        "paginaweergaven": lambda: _apart("Website paginaweergaven"),
        "downloads": lambda: _apart("Website downloads"),
        "linkedin": lambda: _apart("LinkedIn-bereik"),
        "bijeenkomsten-verandering": lambda: _apart("Bijeenkomsten"),
        "bijeenkomsten-12": lambda: _sum_of("mgz/bijeenkomsten.csv", "aantal", telt_mee="ja"),
        "deelnemers-1170": lambda: participants().together,
        "deelnemers-102": _participants_between,
        "deelnemers-598": _unexplained,
        "community": lambda: indicator("Communityleden").readings[OCTOBER].implied,
        "kennisproducten-14": lambda: _number_of("mgz/kennisproducten.csv", in_oktober_2025="ja"),
        "kennisproducten-12": lambda: _number_of("mgz/kennisproducten.csv", in_mei_2025="ja"),
        "onderzoeken-7": lambda: _number_of(STUDIES, oktober_2025="lopend"),
        "geopend": _opened,
        "kennis-netwerkbijeenkomsten": _use("netwerkbijeenkomsten"),
        "kennis-webinars": _use("webinars"),
        "kennis-webinars-en-leerkringen": _use("webinars en leerkringen"),
        "netwerkbijeenkomsten": _largest_meeting,
    },
    "inventarisatie": {
        "formatie-31": lambda: _sum_of(OUTCOMES, "regios", dimensie="formatieproblemen", precisie="exact"),
        "ambitie-30": lambda: _sum_of(OUTCOMES, "regios", dimensie="ambitie"),
        "zonder-ambitie-7": lambda: _sum_of(OUTCOMES, "regios", dimensie="ambitie x formatieproblemen"),
        "drie-metingen": lambda: (
            len(facts("inventarisatie/rondes.csv")) - _number_of("inventarisatie/rondes.csv", stand="aangekondigd")
        ),
        "acht-schalen": lambda: len(facts("inventarisatie/instrument.csv")),
        "zestien-vragen": lambda: len(facts("inventarisatie/vragen.csv")),
        "niveau-4": _same_level,
        "grote-tekorten": lambda: len(_short()),
        "urgentie": lambda: _in_phase(_short(), "dynamiek", PHASE_4),
    },
    "dmz": {
        "tien-regios": lambda: len(_regions_of_dmz()),
        "pilot-regios": lambda: len({row["code"] for row in _pilots()}),
        "pilots": lambda: len(_pilots()),
        "anw-pilots": lambda: sum(row["onderwerp"] == "Gezamenlijke ANW" for row in _pilots()),
        "mechanismes": lambda: len(facts("dmz/mechanismen.csv")),
        "aanbevelingen": lambda: len(facts("dmz/aanbevelingen.csv")),
        "dynamiek-4": lambda: _in_phase(_regions_of_dmz(), "dynamiek", PHASE_4),
        "visie-5": lambda: _in_phase(_regions_of_dmz(), "visie", PHASE_5),
        "projecten-24": _sog_projects,
    },
}


def recomputed(programme: str) -> tuple[Recomputed, ...]:
    """Every claim about a programme, in the order of its file."""
    computed = COMPUTED[programme]
    return tuple(
        Recomputed(
            row["bewering"],
            row["herleiding"],
            number(row["waarde"]),
            computed[row["sleutel"]]() if row["sleutel"] in computed else None,
            row["oordeel"],
            row["bron"],
        )
        for row in facts(f"{programme}/narekenen.csv")
    )
