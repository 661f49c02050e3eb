"""What changed between two peilingen adds up in every direction, and is what the two registers say row by row."""

import random
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from itertools import permutations
from pathlib import Path

import pytest

from tests.registers import project, score, workbook
from tests.test_pages import run, text
from wir.database import Database
from wir.errors import NoComparison
from wir.progress import project_sentence, shift_sentence, step_sentence
from wir.publishing import publish_workbook
from wir.records import projects
from wir.register.diff import compare
from wir.register.fields import PROJECTS, REGIONS
from wir.selection import PROJECT_FILTERS, REGION_FILTERS, Selection
from wir.store import Store
from wir.tables import CHANGES, JUDGED, OF_REGIONS, build_table
from wir.tables.model import Table
from wir.vocabulary import PHASES

PAGE = "pages/5_Ontwikkeling.py"
COUNTED = (*JUDGED, "thema")


@pytest.fixture(scope="module")
def changed_store(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """Two small registers: P1 unchanged, P2 changed in all it can, P3 vanished, P4 new; regions forward, back, same."""
    folder = tmp_path_factory.mktemp("verandering")
    store = Store(folder / "opslag")
    same = project(projectnummer="P1", projectnaam="Blijft")
    before = [same, project(projectnummer="P2", projectnaam="Was"), project(projectnummer="P3", projectnaam="Weg")]
    moved = project(projectnummer="P2", projectnaam="Werd", hoofdrubriek="Anders werken", zorgkantoorregio="Drenthe")
    other = {"concessiehouder": "Zilveren Kruis", "status": "Afgerond en succesvol verlopen", "aantal organisaties": 5}
    after = [same, {**moved, **other}, project(projectnummer="P4", projectnaam="Nieuw", status="Nog niet gestart")]
    then = [score(), score(zorgkantoorregio="Drenthe", visie=2), score(zorgkantoorregio="Zeeland", visie=3)]
    now = [score(), score(zorgkantoorregio="Drenthe", visie=4), score(zorgkantoorregio="Zeeland", visie=1)]
    for peildatum, rows, scores in ((date(2021, 5, 1), before, then), (date(2021, 11, 1), after, now)):
        publish_workbook(store, workbook(folder / "r.xlsx", rows, scores), peildatum, door="test")
    return store


@pytest.fixture(scope="module", params=["voorbeeld", "klein"])
def registers(request: pytest.FixtureRequest, example_store: Store) -> tuple[Store, Database]:
    """The example registers, and the small ones in which projects also vanish and change region."""
    store = example_store if request.param == "voorbeeld" else request.getfixturevalue("changed_store")
    return store, Database(store)


def latest_two(database: Database) -> Selection:
    earlier, later = database.catalogue.current[-2:]
    return Selection(later.peildatum, None, earlier.peildatum)


def choices(database: Database, selection: Selection, filters: tuple[str, ...]) -> Iterator[Selection]:
    """Sixteen views with up to three random filters each, over either peiling; none of what changed."""
    vocabulary, regions = database.lists(database.shown(selection))
    values = {name: [t.code for t in vocabulary.terms(name)] for name in filters}
    values |= {"regio": [r.code for r in regions.selectable], "startjaar": ["2019", "2020", "onbekend"]}
    chance = random.Random(4)
    for turn in range(16):
        chosen = selection.turned() if turn % 2 else selection
        for name in chance.sample([n for n in filters if values[n]], k=turn % 4):
            chosen = chosen.with_filter(name, chance.sample(values[name], k=min(len(values[name]), turn % 3 + 1)))
        yield chosen


def counts(table: Table, column: int) -> dict[str, int]:
    return {row.code: int(row.values[column] or 0) for row in table.rows}


def alone(selection: Selection, peildatum: date) -> Selection:
    """The same filters on one of the two peildata."""
    return selection if selection.peildatum == peildatum else selection.turned()


def test_new_vanished_changed_and_unchanged_add_up_to_both_registers(registers: tuple[Store, Database]) -> None:
    _, database = registers
    for selection in choices(database, latest_two(database), PROJECT_FILTERS):
        table = build_table("verandering", database, selection)
        for column, peiling in enumerate(table.peilingen):
            found = counts(table, column)
            here = len(projects(database, alone(selection, peiling.peildatum)))
            assert found.pop("totaal") == sum(found.values()) == here
        assert (counts(table, 0)["nieuw"], counts(table, 1)["verdwenen"]) == (0, 0)
        assert counts(table, 0)["ongewijzigd"] == counts(table, 1)["ongewijzigd"]


@pytest.mark.parametrize("lijst", COUNTED)
def test_each_count_is_what_it_was_less_what_left_plus_what_came(registers: tuple[Store, Database], lijst: str) -> None:
    _, database = registers
    for selection in choices(database, latest_two(database), PROJECT_FILTERS):
        table = build_table(f"opbouw-{lijst}", database, selection)
        dates = [alone(selection, p.peildatum) for p in table.peilingen]
        was, became = (Counter(getattr(p, lijst) for p in projects(database, s)) for s in dates)
        for row in table.rows:
            earlier, gone, left, new, came, *drift, later = (int(v or 0) for v in row.values)
            assert later == earlier - gone - left + new + came + sum(drift)
            if row.kind != "totaal":
                assert (earlier, later) == (was[row.code], became[row.code])
        assert table.rows[-1].values == tuple(map(sum, zip(*(r.values for r in table.rows[:-1]), strict=True)))


@pytest.mark.parametrize("number", [n for n in CHANGES if n.startswith("overgang")])
def test_a_matrix_adds_up_to_all_that_stands_in_both(registers: tuple[Store, Database], number: str) -> None:
    _, database = registers
    of_regions = number in OF_REGIONS
    for selection in choices(database, latest_two(database), REGION_FILTERS[:5] if of_regions else PROJECT_FILTERS):
        table = build_table(number, database, selection)
        *rows, total = ([int(v or 0) for v in row.values] for row in table.rows)
        assert all(row[-1] == sum(row[:-1]) for row in [*rows, total])
        assert total == list(map(sum, zip(*rows, strict=True)))
        if of_regions:
            steps = build_table("stappen", database, selection)
            dimension = number.removeprefix("overgang-")
            assert total[-1] == next(r for r in steps.rows if r.code == dimension).values[-1]
        else:
            changes = counts(build_table("verandering", database, selection), table.peilingen.index(table.peiling))
            assert total[-1] == changes["gewijzigd"] + changes["ongewijzigd"]


def test_what_changed_is_what_a_comparison_of_the_registers_says(registers: tuple[Store, Database]) -> None:
    store, database = registers
    earlier, later = database.catalogue.current[-2:]
    found = compare(store.register_of(earlier), store.register_of(later))
    said, selection = found[PROJECTS], latest_two(database)
    table = build_table("verandering", database, selection)
    assert counts(table, 1) == {
        "nieuw": len(said.new),
        "verdwenen": 0,
        "gewijzigd": said.changed,
        "ongewijzigd": said.unchanged,
        "totaal": len(said.new) + len(said.pairs),
    }
    assert counts(table, 0)["verdwenen"] == len(said.vanished)
    for judgement in (j for j in JUDGED if j != "betrokkenheid"):  # a class of numbers, not a field
        assert cells(build_table(f"overgang-{judgement}", database, selection)) == said.transitions(judgement)
    for dimension in PHASES:
        by_phase = Counter(
            {tuple(str(v or "onbekend") for v in way): n for way, n in found[REGIONS].transitions(dimension).items()}
        )
        scored = cells(build_table(f"overgang-{dimension}", database, selection))
        silent = len(database.regions(later).scored) - sum(by_phase.values())
        assert scored == by_phase + Counter({("onbekend", "onbekend"): silent})


def cells(table: Table) -> dict[tuple[str, str], int]:
    """What is not 0, by from and to."""
    return {
        (row.code, column.key): int(value)
        for row in table.rows[:-1]
        for column, value in zip(table.columns[:-1], row.values, strict=False)
        if value
    }


def test_a_project_that_is_moved_to_another_region_leaves_the_one_and_enters_the_other(changed_store: Store) -> None:
    database = Database(changed_store)
    for code, unchanged, vanished, new, changed in (
        ("TWE", (1, 1), (1, 0), (0, 1), (1, 0)),
        ("DRE", (0, 0), (0, 0), (0, 0), (0, 1)),
    ):
        table = build_table("verandering", database, latest_two(database).with_filter("regio", [code]))
        assert [row.values for row in table.rows[:-1]] == [new, vanished, changed, unchanged]
    assert "kan in of uit een selectie gaan" in table.footnotes[1]


def test_the_order_of_the_peildata_changes_who_is_shown_not_what_happened(database: Database, okt20: Selection) -> None:
    for number in CHANGES:
        one, other = build_table(number, database, okt20), build_table(number, database, okt20.turned())
        assert [row.values for row in one.rows] == [row.values for row in other.rows]
        assert (one.peiling, other.peiling) == one.peilingen[::-1]
    changes = build_table("verandering", database, okt20.turned())
    assert changes.columns[changes.shown].name == "mrt-20"


def test_two_versions_of_one_peildatum_are_told_apart(store: Store, tmp_path: Path) -> None:
    for rows in ([project()], [project(), project(projectnummer="P2")]):
        publish_workbook(store, workbook(tmp_path / "r.xlsx", rows), date(2021, 5, 1), door="test", label="mei-21")
    table = build_table("verandering", Database(store), Selection(date(2021, 5, 1), 2, date(2021, 5, 1), 1))
    assert [column.name for column in table.columns] == ["mei-21 v1", "mei-21 v2"]
    assert (table.rows[0].values, table.shown) == ((0, 1), 1)


@pytest.mark.parametrize(("shown", "compared"), list(permutations(("2019-03-01", "2019-10-01", "2020-11-01"), 2)))
def test_projects_cannot_be_compared_with_a_peiling_that_has_none(
    database: Database, shown: str, compared: str
) -> None:
    selection = Selection(date.fromisoformat(shown), None, date.fromisoformat(compared))
    with pytest.raises(NoComparison, match="bevat geen projecten"):
        build_table("verandering", database, selection)
    assert build_table("stappen", database, selection).rows[0].values[-1] == 34


def test_without_a_second_peildatum_nothing_can_be_compared(database: Database, okt20: Selection) -> None:
    for number in CHANGES:
        with pytest.raises(NoComparison, match="Kies bij ‘Vergelijk met’"):
            build_table(number, database, replace(okt20, vergelijk_peildatum=None))


def test_what_changed_in_words(database: Database, okt20: Selection, changed_store: Store) -> None:
    small = Database(changed_store)
    said = [
        sentence.text if sentence else ""
        for base, selection in ((database, okt20), (small, latest_two(small)))
        for sentence in (
            project_sentence(build_table("verandering", base, selection)),
            shift_sentence(build_table("overgang-status", base, selection)),
            shift_sentence(build_table("overgang-impact", small, latest_two(small))),
            step_sentence(build_table("stappen", base, selection)),
        )
    ]
    assert said == [
        "Van mrt-20 naar okt-20: 50 nieuwe projecten, 121 gewijzigd en 147 ongewijzigd; geen enkel project verdween.",
        "Bij 29 van de 268 projecten in beide registers veranderde de status, "
        "het vaakst van ‘Lopend’ naar ‘Afgerond en succesvol verlopen’ (19).",
        "Bij geen van de 2 projecten in beide registers veranderde de impact.",
        "Van de 34 regio’s gingen er 20 op regiovisie, 10 op dynamiek en 7 op afspraken vooruit; "
        "geen enkele regio ging terug.",
        "Van mei-21 naar nov-21: 1 nieuw project, 1 gewijzigd en 1 ongewijzigd; 1 project verdween.",
        "Bij 1 van de 2 projecten in beide registers veranderde de status, "
        "het vaakst van ‘Lopend’ naar ‘Afgerond en succesvol verlopen’ (1).",
        "Bij geen van de 2 projecten in beide registers veranderde de impact.",
        "Van de 34 regio’s ging er 1 op regiovisie vooruit; terug ging er 1 op regiovisie.",
    ]
    nothing = okt20.with_filter("thema", ["efficient-werken"])
    assert project_sentence(build_table("verandering", database, nothing)) is None
    assert shift_sentence(build_table("overgang-status", database, nothing)) is None


def test_the_page_shows_what_changed(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, oordeel="impact", dimensie="dynamiek")
    assert not app.exception
    for words in ("50 nieuwe projecten", "Verschuiving in impact", "Samenwerkingsdynamiek: van fase naar fase"):
        assert words in text(app)
    assert text(app).count('class="wir-link verloop"') == 34


def test_the_rows_behind_a_matrix_are_those_of_both_registers(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(PAGE, example_store, monkeypatch)
    behind = re.findall(r'href="([^"]*)"[^>]*>Projecten achter deze cijfers', text(app))
    assert [link.split("vergelijk=2020-03-01")[1] for link in behind] == [
        "",
        "&amp;verandering=gewijzigd&amp;verandering=ongewijzigd",
        "",
    ]


def test_what_the_page_does_not_know_is_said(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, oordeel="<b>kleur", dimensie="hoogte")
    assert "oordeel ‘&lt;b&gt;kleur’ niet; u ziet status." in text(app)
    assert "dimensie ‘hoogte’ niet; u ziet regiovisie." in text(app)


def test_the_page_shows_what_can_be_shown(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    alone = run(PAGE, example_store, monkeypatch, peildatum="2020-11-01", vergelijk="geen")
    early = run(PAGE, example_store, monkeypatch, peildatum="2019-10-01")
    assert not alone.exception
    assert not early.exception
    assert "Kies bij ‘Vergelijk met’" in text(alone)
    assert "(stappen)" not in text(alone)
    assert "bevat geen projecten: wat er veranderde is niet te zeggen" in text(early)
    assert "(stappen)" in text(early)
    for app in (alone, early):
        assert text(app).count('class="wir-link verloop"') == 34


def test_the_drawings_of_regions_leave_out_what_is_about_projects(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(PAGE, example_store, monkeypatch, thema="technologie", peildatum="2019-03-01")
    assert "Niet gebruikt in deze tekeningen: thema" in text(app)
    assert "<figcaption>Regiovisie per regio, mrt-19. Van links" in text(app)
