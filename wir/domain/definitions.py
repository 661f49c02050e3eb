"""What each phase and judgement means (data/definities.csv)."""

import csv
from dataclasses import dataclass
from functools import cache

from wir.common.paths import DATA
from wir.domain.vocabulary import normalise

# Under which word definities.csv explains a list that it has no values of.
JUDGEMENT_WORDS = {
    "impact": "Impact",
    "deelbaarheid": "Delen van resultaten",
    "opschaalbaarheid": "Opschaalbaarheid",
    "betrokkenheid": "Betrokkenheid",
    "thema": "Hoofdrubriek",
}


@dataclass(frozen=True)
class Definition:
    """A term and its meaning; `phase` is empty for what is no phase."""

    lijst: str
    phase: str
    term: str
    meaning: str

    @property
    def name(self) -> str:
        return f"Fase {self.phase}: {self.term}" if self.phase else self.term


@cache
def definitions() -> tuple[Definition, ...]:
    """All definitions, in the order of the file."""
    with (DATA / "definities.csv").open(encoding="utf-8", newline="") as file:
        return tuple(Definition(r["lijst"], r["fase"], r["begrip"], r["betekenis"]) for r in csv.DictReader(file))


def of_list(lijst: str) -> tuple[Definition, ...]:
    """What explains the values of a list: each of them, or the judgement as a whole."""
    word = normalise(JUDGEMENT_WORDS.get(lijst, ""))
    return tuple(d for d in definitions() if d.lijst == lijst or (d.lijst == "oordeel" and normalise(d.term) == word))
