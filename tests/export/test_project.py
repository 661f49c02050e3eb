"""What the register and the page of a project let a reader take along, beside what stands on screen."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.markup import links, rows, table, words
from tests.support.pages import run, shown
from tests.support.registers import project, score, workbook
from wir.database.database import Database
from wir.domain.named_projects import facts
from wir.domain.selection import Selection
from wir.export.project import of_alike, of_facts, of_history, upright
from wir.export.project_columns import COLUMNS, only, to_listing
from wir.insight.project_history import alike, history
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.project_rows import projects

PAGE = "pages/4_Projecten.py"


@pytest.mark.parametrize(
    ("params", "names"),
    [
        ({}, ["projecten"]),
        ({"project": "WIR-002"}, ["project", "geschiedenis", "lijkt-erop"]),
        ({"project": "WIR-016"}, ["project", "in-de-bron", "geschiedenis", "lijkt-erop"]),
    ],
)
def test_each_table_leaves_in_four_kinds(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, params: dict[str, str], names: list[str]
) -> None:
    offered = [href for _, href in links(shown(run(PAGE, example_store, monkeypatch, **params)))]
    for name in names:
        wanted = [f"#{name}.{kind}" for kind in ("xlsx", "csv", "png", "svg")]
        assert [href for href in offered if href.startswith(f"#{name}.")] == wanted


def test_the_files_beside_a_project_say_what_the_page_says(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, database: Database, okt20: Selection
) -> None:
    peiling = database.shown(okt20)
    lists, register, peilingen = database.lists(peiling), projects(database, okt20), database.catalogue.current
    changed = [p for p in register if any(m.changes for m in history(database, p.projectnummer, peilingen))]
    page = shown(run(PAGE, example_store, monkeypatch, project=changed[0].projectnummer))
    on_screen = [words(cell) for cell in page.iter("th", "td")]
    moments = history(database, changed[0].projectnummer, peilingen)
    told = of_history(moments, "", "")
    assert told.headers[0].kind == "datum"
    for moment in moments:
        lines = [line.cells for line in told.lines if line.cells[0] == moment.peiling.peildatum]
        assert "".join(str(change) for *_, change, _ in lines) in on_screen
    assert any("→" in str(line.cells[-2]) and line.cells[-1] == "ja" for line in told.lines)
    found = of_alike(alike(changed[0], register), "De regel.", peiling, lists, "", "")
    for line in found.lines:
        assert [str(cell) for cell in line.cells[1:4]] == on_screen[on_screen.index(str(line.cells[1])) :][:3]
    assert (len(found.lines), found.notes) == (5, ("De regel.",))


FACTS = {
    "WIR-016": [
        ("Start", "april 2020", "Rapport januari 2021, bijlage 2"),
        ("Organisaties", "6", "Kamerbrief bij het rapport van januari 2021"),
        ("Getallen", "8,0 tot 9,1; ongeveer 100 teams", "Rapport januari 2021, bijlage 2"),
        ("Partners", "VGZ; WIR", "Rapport januari 2021, bijlage 2"),
    ],
    "WIR-089": [],  # another project of this name, in another regio
    "WIR-002": [],
}


@pytest.mark.parametrize("number", FACTS)
def test_a_project_that_the_report_names_says_what_the_source_gives(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, database: Database, okt20: Selection, number: str
) -> None:
    page = shown(run(PAGE, example_store, monkeypatch, project=number))
    (found,) = (p for p in projects(database, okt20) if p.projectnummer == number)
    given = facts(found.regio, found.projectnaam)
    assert [(f.gegeven, f.waarde, f.bron) for f in given] == FACTS[number]
    assert ("In de bron" in [words(caption) for caption in page.iter("caption")]) == bool(given)
    if given:
        source = table(page, "In de bron")
        assert [words(header) for header in source.find("thead/tr")] == ["Gegeven", "Waarde", "Bron"]
        assert [tuple(row) for row in rows(source)] == FACTS[number]
        listing = of_facts(given, found, "")
        assert [line.cells for line in listing.lines] == FACTS[number]
        assert (listing.caption, listing.example) == ("Project WIR-016: Teamreflectie", False)
        assert listing.closing.startswith("Bron: Rapport januari 2021, bijlage 2; Kamerbrief")


def test_a_real_project_has_nothing_rebuilt_in_its_files(store: Store, tmp_path: Path) -> None:
    for day, status in ((date(2020, 3, 1), "Lopend"), (date(2020, 11, 1), "Afgerond en succesvol verlopen")):
        rows = [project(status=status), project(projectnummer="P2")]
        publish_workbook(store, workbook(tmp_path / "r.xlsx", rows, [score()]), day, door="wir")
    made = Database(store)
    shown = made.catalogue.current[-1]
    lists = made.lists(shown)
    told = of_history(history(made, "P1", made.catalogue.current), "", "")
    assert [(line.cells[0], *line.cells[-2:]) for line in told.lines] == [
        (date(2020, 3, 1), "staat er voor het eerst in", ""),
        (date(2020, 11, 1), "status: Lopend → Afgerond en succesvol verlopen", ""),
    ]
    assert not told.example
    listing = upright(to_listing(projects(made, Selection(date(2020, 11, 1)))[:1], "", "", shown, lists, ""))
    assert ("Status", "Afgerond en succesvol verlopen") in [line.cells for line in listing.lines]
    assert ("Contact", "niet geregistreerd") in [line.cells for line in listing.lines]
    assert [line.cells[0] for line in listing.lines] == [c.header for c in COLUMNS]


def test_a_picture_has_the_columns_that_are_asked_for(database: Database, okt20: Selection) -> None:
    shown = database.shown(okt20)
    listing = to_listing(projects(database, okt20)[:3], "", "", shown, database.lists(shown), "")
    few = only(listing, ["Status", "Project"])
    assert [h.name for h in few.headers] == ["Project", "Status"]
    assert [line.cells for line in few.lines] == [(line.cells[1], line.cells[5]) for line in listing.lines]
