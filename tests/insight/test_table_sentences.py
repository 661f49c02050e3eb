"""What a table says in words: every number stands in the table, and silence where RULES say so."""

import random
import re

import pytest

from tests.support.selections import random_selection
from tests.support.sentences import story
from wir.common import numbers
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.insight.change_sentences import project_sentence, shift_sentence, step_sentence
from wir.insight.sentences import Sentence
from wir.insight.table_sentences import FEWEST, RULES, half, heaviest
from wir.tables.build import OF_REGIONS, build_table
from wir.tables.model import Table
from wir.tables.project_rows import projects
from wir.tables.region_scores import standings

TOLD = ("1", "2", "3", "5", "6", "8", "10", "11", "12")


def texts(database: Database, selection: Selection, number: str) -> list[str]:
    return [s.text for s in story(build_table(number, database, selection))]


def test_the_story_of_table_6(database: Database, okt20: Selection) -> None:
    assert texts(database, okt20, "6") == [
        "‘Lopend’ komt het meest voor: 244 van de 318 projecten (76,7%).",
        "De grootste toename is die van ‘Nog niet gestart’: van 8 op 1 maart 2020 naar 30, een toename van 22.",
        "‘Vroegtijdig gestopt of helemaal niet gestart’ (6) bleef gelijk.",
    ]


def test_the_story_of_table_5_knows_what_is_missing(database: Database, okt20: Selection) -> None:
    assert texts(database, okt20, "5")[-1] == "Bij 20 van de 318 projecten is het aantal organisaties niet bekend."


def test_table_12_says_which_judgement_it_speaks_of(database: Database, okt20: Selection) -> None:
    said = texts(database, okt20, "12")
    assert all(
        s.startswith(("Mate van impact: ", "Delen van resultaten: ", "Analyse opschaalbaarheid: ")) for s in said
    )


@pytest.mark.parametrize(
    ("share", "words"),
    [
        (0.5, ", de helft"),
        (0.475, ", bijna de helft"),
        (0.4749, ""),
        (0.4999, ", bijna de helft"),
        (0.525, ", ruim de helft"),
        (0.53, ""),
        (0.0, ""),
    ],
)
def test_a_half_is_said_within_the_rule(share: float, words: str) -> None:
    assert half(share) == words


def selections(base: Selection) -> list[Selection]:
    dice = random.Random(5)
    return [base, *(random_selection(dice, base) for _ in range(60))]


def words_without_names(table: Table, sentence: Sentence) -> str:
    """The sentence without names and dates, which hold numbers of their own."""
    names = sorted((row.label for row in table.rows), key=len, reverse=True)
    text = sentence.text
    for name in [*names, *(column.name for column in table.columns)]:
        text = text.replace(name, "")
    return re.sub(r"\d+ \w+ \d{4}|in \d{4} of \d{4}", "", text)


def numbers_of(table: Table) -> set[str]:
    """Every count and change that the table holds, and every share of a total, as printed."""
    found: set[str] = set()
    for block in table.blocks:
        for row in block.rows:
            change, total = table.change(row), int(row.values[-1] or 0)
            found |= {numbers.count(int(v or 0)) for v in row.values} | {numbers.count(abs(change or 0))}
            found |= {numbers.share(int(v or 0) / total) for v in row.values if total}
            found |= {
                numbers.share(int(v or 0) / int(t))
                for v, t in zip(row.values, block.rows[-1].values, strict=False)
                if t
            }
    return found


@pytest.mark.parametrize("number", [*TOLD, "4"])
def test_every_number_in_a_sentence_stands_in_its_table(database: Database, okt20: Selection, number: str) -> None:
    told = 0
    for selection in selections(okt20):
        table = build_table(number, database, selection)
        for sentence in heaviest(table) if number == "4" else story(table):
            found = re.findall(r"\d+(?:\.\d{3})*(?:,\d%)?", words_without_names(table, sentence))
            assert set(found) <= numbers_of(table), (selection, sentence.text)
            told += 1
    assert told > 30


@pytest.mark.parametrize("number", [*TOLD, "4"])
def test_a_sentence_opens_the_rows_that_it_counts(database: Database, okt20: Selection, number: str) -> None:
    for selection in selections(okt20)[:12]:
        table = build_table(number, database, selection)
        for sentence in heaviest(table) if number == "4" else story(table):
            if sentence.opens is None:
                continue
            opened = table.opened(sentence.opens, database.catalogue)
            rows = (
                sum(1 for s in standings(database, opened) if s.chosen)
                if number in OF_REGIONS
                else len(projects(database, opened))
            )
            assert numbers.count(rows) in sentence.text


def test_small_numbers_get_no_share_and_no_most(database: Database, okt20: Selection) -> None:
    for selection in selections(okt20):
        table = build_table("6", database, selection)
        total = table.cell(table.closing).whole or 0
        said = " ".join(s.text for s in story(table))
        if total < FEWEST:
            assert "%" not in said
            assert "het meest" not in said
    assert str(FEWEST) in RULES[0]


def test_nothing_is_said_of_what_is_not_registered(database: Database) -> None:
    first = Selection(database.catalogue.current[0].peildatum)
    assert all(texts(database, first, number) == [] for number in ("5", "6", "8", "10", "11", "12"))
    assert heaviest(build_table("4", database, first)) == ()
    assert not any("op 1 maart" in text for text in texts(database, first, "1"))


def test_no_sentence_names_a_cause(database: Database, okt20: Selection) -> None:
    causal = re.compile(r"\b(door|doordat|dankzij|vanwege|want|daardoor|omdat)\b")
    labels = {t.printed for p in database.catalogue.current for t in database.vocabulary(p).all_terms}
    for selection in selections(okt20)[:10]:
        for number in TOLD:
            for text in texts(database, selection, number):
                bare = text
                for label in sorted(labels, key=len, reverse=True):  # one may be part of another
                    bare = bare.replace(label, "")
                assert not causal.search(bare), text


def test_what_changed_in_words(database: Database, okt20: Selection) -> None:
    sentences = [
        project_sentence(build_table("verandering", database, okt20)),
        shift_sentence(build_table("overgang-status", database, okt20)),
        step_sentence(build_table("stappen", database, okt20)),
    ]
    assert [s.text for s in sentences if s] == [
        "Van mrt-20 naar okt-20: 50 nieuwe projecten, 122 gewijzigd en 146 ongewijzigd; geen enkel project verdween.",
        "Bij 29 van de 268 projecten in beide registers veranderde de status, het vaakst van ‘Lopend’ naar "
        "‘Afgerond en succesvol verlopen’ (19).",
        "Van de 34 regio’s gingen er 20 op regiovisie, 10 op dynamiek en 7 op afspraken vooruit; "
        "geen enkele regio ging terug.",
    ]
