"""The register as a list: facets, search, order, columns and what a download holds; and one project over time."""

from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.support.markup import rows, table, words
from tests.support.pages import read, run, shown
from tests.support.registers import project, score, workbook
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.selection import Selection
from wir.export.project_columns import COLUMNS, STANDARD, ordered, to_listing
from wir.insight.project_history import alike, history
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.facets import facets
from wir.tables.project_rows import near_searches, projects

PAGE = "pages/4_Projecten.py"


def found(database: Database, selection: Selection) -> list[str]:
    return [p.projectnummer for p in projects(database, selection)]


@pytest.fixture
def made(store: Store, tmp_path: Path) -> Database:
    """Two small registers, half a year apart."""
    before = [
        project(omschrijving="Crèche vóór nachtzorg"),
        project(projectnummer="P2", projectnaam="Elektronisch cliëntdossier", status="Nog niet gestart"),
        project(projectnummer="P3", projectnaam="Zorg (50%) & <b>meer</b>", hoofdrubriek="Anders werken"),
    ]
    after = [before[0], {**before[1], "status": "Lopend"}, project(projectnummer="P4", startdatum=date(2020, 9, 1))]
    for day, listed in ((date(2020, 3, 1), before), (date(2020, 11, 1), after)):
        publish_workbook(store, workbook(tmp_path / "r.xlsx", listed, [score()]), day, door="wir")
    return Database(store)


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ("creche", ["P1"]),
        ("CLIENT elektronisch", ["P2"]),
        ("nachtzorg samen", ["P1"]),
        ("p4", ["P4"]),
        ("%", []),
        ("samen cliënt", []),
    ],
)
def test_search_needs_every_word_whatever_case_and_accents(made: Database, words: str, numbers: list[str]) -> None:
    assert found(made, default(made.catalogue).with_filter("zoek", [words])) == numbers


def test_signs_in_a_search_are_signs(made: Database) -> None:
    earlier = Selection(date(2020, 3, 1))
    assert found(made, earlier.with_filter("zoek", ["(50%) <b>"])) == ["P3"]


@pytest.mark.parametrize(
    ("words", "count"), [("Twente", 9), ("vgz", 76), ("technologie twente", 2), ("de friesland zilveren", 14)]
)
def test_search_knows_what_regions_holders_and_themes_are_called(
    database: Database, okt20: Selection, words: str, count: int
) -> None:
    assert len(found(database, okt20.with_filter("zoek", [words]))) == count


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("techniek", "technologie"),
        ("Twnete", "twente"),
        ("techniek twente", "technologie twente"),
        ("logeerzorg drenthe", "logeerzorg"),
        ("zqxwv", None),
    ],
)
def test_where_nothing_is_found_near_words_are_offered_with_what_they_find(
    database: Database, okt20: Selection, words: str, offered: str | None
) -> None:
    assert found(database, okt20.with_filter("zoek", [words])) == []
    near = near_searches(database, okt20.with_filter("zoek", [words]))
    assert next(iter(near), None) == offered
    for other, count in near.items():
        assert len(found(database, okt20.with_filter("zoek", [other]))) == count > 0


def test_near_words_are_those_of_the_other_filters(database: Database, okt20: Selection) -> None:
    elsewhere = okt20.with_filter("regio", ["ZEE"]).with_filter("zoek", ["twnete"])
    assert "twente" not in near_searches(database, elsewhere)


def test_choosing_one_value_of_a_facet_gives_as_many_projects(database: Database, okt20: Selection) -> None:
    for selection in (okt20, okt20.with_filter("thema", ["technologie"]).with_filter("status", ["lopend"])):
        for facet in facets(database, selection):
            assert facet.values
            for value in facet.values:
                assert value.count == len(found(database, selection.with_filter(facet.name, [value.code]))), value


def test_the_facet_of_a_chosen_filter_counts_what_the_others_leave(database: Database, okt20: Selection) -> None:
    chosen = {"thema": ["technologie"], "status": ["lopend", "gestopt"], "concessiehouder": ["cz"]}
    selection = okt20
    for name, codes in chosen.items():
        selection = selection.with_filter(name, codes)
    shown = {f.name: {v.code: v.count for v in f.values} for f in facets(database, selection)}
    for name, codes in chosen.items():
        others = [(n, wanted) for n, wanted in chosen.items() if n != name]
        left = [p for p in projects(database, okt20) if all(getattr(p, n) in wanted for n, wanted in others)]
        recounted = Counter(getattr(p, name) for p in left)
        assert {code: count for code, count in shown[name].items() if count} == recounted
        assert set(recounted) - set(codes)


def test_a_chosen_value_stays_though_nothing_is_left_of_it(database: Database, okt20: Selection) -> None:
    selection = okt20.with_filter("thema", ["efficient-werken"])
    themes = next(f for f in facets(database, selection) if f.name == "thema")
    assert [(v.code, v.count) for v in themes.values if v.chosen] == [("efficient-werken", 0)]
    assert next(f for f in facets(database, selection) if f.name == "status").values == ()


def test_facets_of_a_selection_that_nothing_fits(database: Database, okt20: Selection) -> None:
    empty = okt20.with_filter("thema", ["efficient-werken"]).with_filter("regio", ["TWE"])
    assert {f.name: [v.code for v in f.values] for f in facets(database, empty) if f.name in ("regio", "status")} == {
        "regio": ["TWE"],
        "status": [],
    }


def test_there_is_no_facet_of_changes_without_two_registers(database: Database) -> None:
    assert "verandering" not in [f.name for f in facets(database, Selection(date(2020, 3, 1), None, date(2019, 10, 1)))]


@pytest.mark.parametrize("by", [c.name for c in COLUMNS])
def test_sorting_keeps_every_row_and_turns_around(database: Database, okt20: Selection, by: str) -> None:
    rows, lists = projects(database, okt20), database.lists(database.shown(okt20))
    up, down = ordered(rows, by, lists), ordered(rows, f"-{by}", lists)
    assert sorted(p.projectnummer for p in up) == sorted(p.projectnummer for p in rows)
    unknown = sum(1 for p in rows if p.values[by] is None)
    assert all(p.values[by] is None for p in [*up[len(up) - unknown :], *down[len(down) - unknown :]])
    known = [p.values[by] for p in up if p.values[by] is not None]
    assert [p.values[by] for p in down if p.values[by] is not None][:1] == known[-1:]


def test_judgements_sort_as_their_list_and_not_by_letter(database: Database, okt20: Selection) -> None:
    rows = ordered(projects(database, okt20), "opschaalbaarheid", database.lists(database.shown(okt20)))
    assert list(dict.fromkeys(p.opschaalbaarheid for p in rows)) == [
        "niet-zinvol",
        "nog-niet-zinvol",
        "regio",
        "andere-regios",
        "landelijk",
    ]


def test_a_download_has_every_column_and_says_what_was_rebuilt(database: Database, okt20: Selection) -> None:
    shown = database.shown(okt20)
    listing = to_listing(projects(database, okt20), "Projecten", "alles", shown, database.lists(shown), "")
    assert [h.name for h in listing.headers] == [*(c.header for c in COLUMNS), "Herkomst", "Gereconstrueerd"]
    assert len(listing.lines) == 318
    named = next(line for line in listing.lines if line.cells[1] == "Spraakgestuurd ECD")
    assert "status" in str(named.cells[-1])
    assert "projectnaam" not in str(named.cells[-1])


def test_a_project_over_time(made: Database) -> None:
    new, there, gone = (history(made, n, made.catalogue.current) for n in ("P4", "P2", "P3"))
    assert [m.project is not None for m in new] == [False, True]
    assert [(c.field, c.old, c.new) for c in there[1].changes] == [("status", "nog-niet-gestart", "lopend")]
    assert [m.project is not None for m in gone] == [True, False]
    assert history(made, "P99", made.catalogue.current)[0].project is None


def test_alike_is_the_same_theme_and_most_equal_judgements(database: Database, okt20: Selection) -> None:
    everything = projects(database, okt20)
    one = everything[0]
    found = alike(one, everything)
    assert [count for _, count in found] == sorted((count for _, count in found), reverse=True)
    assert all(other.thema == one.thema and other.projectnummer != one.projectnummer for other, _ in found)
    best = max(
        sum(getattr(o, n) == getattr(one, n) != "onbekend" for n in ("impact", "deelbaarheid", "opschaalbaarheid"))
        for o, _ in found
    )
    assert best >= 2


def test_the_page_shows_count_rows_and_columns(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, thema="technologie", kolommen="contact,status")
    assert not app.exception
    assert "46 van 318 projecten" in read(app)
    register = table(shown(app), "Projecten: ")
    assert len(rows(register)) == 46
    assert [words(header) for header in register.find("thead/tr")] == ["Project", "Status", "Contact", "Bewaren"]


def test_pages_of_fifty_and_all_at_once(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    last = run(PAGE, example_store, monkeypatch, pagina="7")
    assert "301–318 van 318" in read(last)
    assert len(rows(table(shown(last), "Projecten: "))) == 18
    everything = run(PAGE, example_store, monkeypatch, pagina="alle")
    assert len(rows(table(shown(everything), "Projecten: "))) == 318
    assert "1–50 van 318" in read(run(PAGE, example_store, monkeypatch, pagina="-3"))


def test_what_the_address_names_wrongly_is_said(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, sorteer="<b>leeftijd", kolommen="kleur")
    assert not app.exception
    assert "Sorteren op ‘&lt;b&gt;leeftijd’ kan niet." in read(app)
    assert "De kolom ‘kleur’ bestaat niet." in read(app)


def test_the_page_of_a_project(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, project="WIR-002")
    assert app.title[0].value == "Gereconstrueerd project 2"
    assert "niet in het rapport gepubliceerd" in read(app)
    unknown = run(PAGE, example_store, monkeypatch, project="<i>X")
    assert "Project ‘&lt;i&gt;X’ staat in geen enkele peiling." in read(unknown)
    new = next(p for p in _okt20(example_store) if p.startjaar == 2021)
    absent = run(PAGE, example_store, monkeypatch, project=new.projectnummer, peildatum="2020-03-01")
    assert "staat niet in de peiling van 1 maart 2020; wel in die van 1 november 2020" in read(absent)


def _okt20(example_store: Store) -> tuple:  # type: ignore[type-arg]
    database = Database(example_store)
    return projects(database, default(database.catalogue))


def test_the_standard_columns_exist() -> None:
    assert set(STANDARD) < {c.name for c in COLUMNS}
