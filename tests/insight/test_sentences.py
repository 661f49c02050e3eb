"""Sentences and key figures: right numbers, right Dutch, and silence where a table does not carry a sentence."""

import re

import pytest

from wir.database.database import Database
from wir.domain.selection import Selection
from wir.insight.sentences import remarkable
from wir.tables.build import build_table
from wir.tables.claims import claims
from wir.tables.key_figures import USED, key_figures
from wir.tables.model import Table


def tables(database: Database, selection: Selection) -> dict[str, Table]:
    return {n: build_table(n, database, selection) for n in {*USED, "5", "7"}}


def test_the_sentences_of_the_report(database: Database, okt20: Selection) -> None:
    assert [s.text for s in remarkable(tables(database, okt20))] == [
        "32 van de 34 regio’s (94,1%) voeren hun afspraken uit; op 1 maart 2020 waren dat er 27.",
        "18 van de 34 regio’s (52,9%) hebben strategische keuzes gemaakt; op 1 maart 2020 waren dat er 8.",
        "Van de 113 projecten die in 2020 of 2021 starten, gaan er 29 over samenwerking in de keten.",
        "Geen enkel project valt onder Efficiënt werken.",
        "156 van 318 projecten (49,1%) hebben deelbare resultaten, 56 meer dan op 1 maart 2020.",
        "Bij 20 van de 318 projecten is het aantal organisaties niet bekend.",
    ]


def test_one_region_speaks_in_the_singular(database: Database, okt20: Selection) -> None:
    """And of the one that is left nothing is said in shares: its phase says more."""
    assert not [s for s in remarkable(tables(database, okt20.with_filter("regio", ["TWE"]))) if s.table in ("1", "3")]
    few = okt20.with_filter("regio", ["TWE", "ZWO"])
    sentences = [s.text for s in remarkable(tables(database, few))]
    assert sentences[0].startswith("1 van de 2 regio’s (50,0%) voert zijn afspraken uit; op 1 maart 2020 was dat er 1.")


def test_nothing_is_said_of_what_is_not_registered(database: Database) -> None:
    sentences = remarkable(tables(database, Selection(database.catalogue.current[0].peildatum)))
    assert {s.table for s in sentences} == {"1", "3"}
    assert not any("; op" in s.text for s in sentences)


@pytest.mark.parametrize("theme", ["technologie", "efficient-werken", "regionale-strategievorming"])
def test_every_number_in_a_sentence_stands_in_its_table(database: Database, okt20: Selection, theme: str) -> None:
    found = tables(database, okt20.with_filter("thema", [theme]))
    for sentence in remarkable(found):
        table = found[sentence.table]
        values = {int(v) for row in table.rows for v in row.values if v is not None}
        changes = {abs(c) for row in table.rows if (c := table.change(row)) is not None}
        plain = re.sub(r"\(.*?%\)|op \d+ \w+ \d{4}|in \d{4} of \d{4}", "", sentence.text)
        assert {int(n) for n in re.findall(r"\d+", plain)} <= values | changes, sentence


def test_key_figures_of_the_mock(database: Database, okt20: Selection) -> None:
    figures = key_figures(tables(database, okt20))
    assert [(f.value, f.words, f.change) for f in figures] == [
        ("318", "projecten", "+50 sinds mrt-20"),
        ("244", "lopend · 76,7%", "+7 sinds mrt-20"),
        ("38", "afgerond, 31 succesvol", "+21 sinds mrt-20"),
        ("178", "opschaalbaar · 56,0%", "+52 sinds mrt-20"),
        ("156", "deelbaar · 49,1%", "+56 sinds mrt-20"),
        ("32/34", "regio’s voeren afspraken uit", "+5 sinds mrt-20"),
        ("16/34", "regio’s in de hoogste fase op alle drie scores", "rapport verwacht alle, eind 2021"),
    ]


def test_key_figures_without_projects(database: Database) -> None:
    figures = key_figures(tables(database, Selection(database.catalogue.current[1].peildatum)))
    assert [f.value for f in figures] == ["–", "–", "–", "–", "–", "21/34", "0/34"]


def test_the_claims_of_the_report_are_judged_by_computation(database: Database) -> None:
    judged = [(round(c.value, 4) if c.value is not None else None, c.holds) for c in claims(database)]
    assert judged == [
        (0.9412, True),
        (0.6765, True),
        (0.5294, True),
        (0.7673, False),
        (0.8158, True),
        (0.7059, True),
        (0.7080, True),
        (0.7015, True),
        (0.7516, False),
        (178, True),
        (86, True),
        (None, None),
        (156, True),
        (93, True),
        (298, False),
        (None, None),
        (None, None),
        (38, False),
        (83, False),
        (30, True),
        (23, False),
        (36, True),
        (1, True),
        (0.9412, True),
        (16, None),  # an expectation for the end of 2021
        (34, True),
        (32, False),
        (6, True),
        (50, True),
        (None, None),
        (None, None),
        (46, True),
    ]
