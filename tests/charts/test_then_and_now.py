"""The drawing that a report begins with has the shares of the tables behind it, for any selection."""

import random
from dataclasses import replace

import pytest

from tests.tables.test_recount import random_selection
from wir.charts.then_and_now import JUDGED, USED, then_and_now
from wir.common import numbers
from wir.database.database import Database
from wir.domain.address import at
from wir.domain.selection import Selection
from wir.tables.build import build_table
from wir.tables.key_figures import PHASE_TABLES
from wir.tables.model import Table

SEEDS = [seed if seed < 10 else pytest.param(seed, marks=pytest.mark.full) for seed in range(100)]
NAMES = {name: (number, lijst, codes) for number, lijst, codes, name in JUDGED}
SCORES = {"Afspraken: fase 4": "afspraken", "Dynamiek: fase 4": "dynamiek", "Regiovisie: fase 5": "visie"}
NAMES |= {name: (PHASE_TABLES[d], d, (name[-1],)) for name, d in SCORES.items()}


def tables(database: Database, selection: Selection) -> dict[str, Table]:
    return {number: build_table(number, database, selection) for number in USED}


@pytest.mark.parametrize("seed", SEEDS)
def test_each_dot_is_a_part_of_its_table(database: Database, seed: int) -> None:
    selection = random_selection(random.Random(seed), at(database.catalogue, database.catalogue.latest()))
    found = tables(database, selection)
    drawn = {}
    for lines in then_and_now(found).spec.get("datasets", {}).values():
        drawn |= {(line["wat"], line["dag"]): (line["deel"], line["aantal"]) for line in lines}
    counted = {}
    for name, (number, lijst, codes) in NAMES.items():
        table = found[number]
        for column in (table.shown, table.compared):
            count, whole = (table.total(lijst, c, column) for c in (codes, ("totaal",))) if column else (None, None)
            if count is not None and whole and table.total(lijst, ("totaal",)):
                words = f"{numbers.count(count)} van {numbers.count(whole)}"
                counted[name, column.name] = numbers.share(count / whole), words
    assert drawn == counted


def test_the_title_says_what_moved_most(database: Database, okt20: Selection) -> None:
    assert then_and_now(tables(database, okt20)).title == "Regiovisie: fase 5 groeide het meest: van 23,5% naar 52,9%"
    alone = then_and_now(tables(database, replace(okt20, vergelijk_peildatum=None)))
    assert alone.title == "Afspraken: fase 4 is het grootste deel: 32 van 34 (94,1%)"
    nothing = okt20.with_filter("thema", ["efficient-werken"]).with_filter("visie", ["1"])
    assert then_and_now(tables(database, nothing)).title == "Geen regio’s of projecten in deze selectie"
