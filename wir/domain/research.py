"""What other reports say of a region, and which regions work together (data/gedeeld/, data/dmz/)."""

from dataclasses import dataclass
from functools import cache

from wir.common.facts import codes, facts
from wir.domain.vocabulary import vocabulary

# How a place of a report was tied to a region. Where the report names the region itself it is the report's.
BY_THE_REPORT = ("regio", "een aantal instellingen")
TIED = {
    "regio": "de regio zelf",
    "een aantal instellingen": "een aantal instellingen in de regio",
    "stad": "stad",
    "deel": "deel van de regio",
    "plaats": "plaats op de grens",
    "meer regio's": "meer regio’s",
    "onze lezing": "landsdeel",
}
OURS = "koppeling aan de regio van ons, niet van de bron"


@dataclass(frozen=True)
class Statement:
    """Something that a report says of a place, and the regions that this is."""

    year: str
    words: str
    place: str
    regions: tuple[str, ...]
    tie: str
    source: str

    @property
    def by_us(self) -> bool:
        """Whether it was us who tied the place to a region."""
        return self.tie not in BY_THE_REPORT

    @property
    def tied(self) -> str:
        """How the place was tied to the region, and by whom where that is not the report."""
        return f"{TIED[self.tie]}; {OURS}" if self.by_us else TIED[self.tie]


@cache
def statements() -> tuple[Statement, ...]:
    """Every statement, in the order of the file."""
    return tuple(
        Statement(r["jaar"], r["uitspraak"], r["plaats_in_bron"], codes(r["codes"]), r["koppeling"], r["bron"])
        for r in facts("gedeeld/genoemde_regios.csv")
    )


@dataclass(frozen=True)
class Cooperation:
    """Regions that work together on something, alike, or one after another. The theme is our reading of the subject."""

    subject: str
    regions: tuple[str, ...]
    kind: str
    theme: str
    source: str

    def others(self, own: tuple[str, ...]) -> tuple[str, ...]:
        """With whom, seen from one of them; nobody where none of these regions takes part."""
        return tuple(code for code in self.regions if code not in own) if set(own) & set(self.regions) else ()


@cache
def cooperations() -> tuple[Cooperation, ...]:
    """Every link between regions, in the order of the file."""
    return tuple(
        Cooperation(r["onderwerp"], codes(r["codes"]), r["soort"], _theme(r["thema"]), r["bron"])
        for r in facts("gedeeld/samenwerking_tussen_regios.csv")
    )


def _theme(label: str) -> str:
    term = vocabulary().find("thema", label)
    if term is None:
        raise ValueError(f"Geen thema: {label}")
    return term.code
