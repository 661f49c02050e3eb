"""Selections of any kind."""

import random
from dataclasses import replace
from datetime import date

from wir.domain.selection import Selection
from wir.domain.vocabulary import regions, vocabulary

FILTERED = {
    "concessiehouder": "concessiehouder",
    "thema": "hoofdrubriek",
    "status": "status",
    "impact": "impact",
    "deelbaarheid": "delen van resultaten",
    "opschaalbaarheid": "opschaalbaarheid",
}


def random_selection(dice: random.Random, base: Selection) -> Selection:
    lists = {name: [t.code for t in vocabulary().terms(name)] for name in FILTERED}
    lists["regio"] = [r.code for r in regions().selectable]
    if dice.random() < 0.3:
        base = replace(base, peildatum=date(2020, 3, 1), vergelijk_peildatum=dice.choice([None, date(2020, 11, 1)]))
    for name in dice.sample(list(lists), dice.choice([0, 1, 2, 2, 3])):
        base = base.with_filter(name, dice.sample(lists[name], dice.randint(1, 4)))
    return base


CODES = {
    "regio": [r.code for r in regions().selectable],
    "startjaar": ["2018", "2020", "onbekend"],
    "halfjaar": ["2018-1", "2020-2", "onbekend"],
    "verandering": [
        "nieuw",
        "verdwenen",
        "status.lopend.succesvol",
        "impact..onbekend",
        "thema.technologie.",
        "contact..",
    ],
    "stap": ["visie.vooruit", "dynamiek.3.4", "afspraken.gelijk"],
    "zoek": ["zorg", "samen leren", "50% méér & <b>"],
}


def codes(name: str) -> list[str]:
    return CODES.get(name) or [t.code for t in vocabulary().terms(name)]
