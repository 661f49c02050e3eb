"""What changed in words, and the page that shows it."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from lxml.html import HtmlElement
from streamlit.testing.v1 import AppTest

from tests.support.changed_registers import changed_store, latest_two
from tests.support.markup import links, words
from tests.support.pages import run, shown, text
from tests.support.registers import project, workbook
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.insight.change_sentences import project_sentence, shift_sentence, step_sentence
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.build import build_table

PAGE = "pages/5_Ontwikkeling.py"


def test_what_changed_in_words(database: Database, okt20: Selection, tmp_path: Path) -> None:
    small = Database(changed_store(tmp_path))
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
        "Van mrt-20 naar okt-20: 50 nieuwe projecten, 122 gewijzigd en 146 ongewijzigd; geen enkel project verdween.",
        "Bij 29 van de 268 projecten in beide registers veranderde de status, "
        "het vaakst van ‘Lopend’ naar ‘Afgerond en succesvol verlopen’ (19).",
        "Bij geen van de 2 projecten in beide registers veranderde de impact.",
        "Van de 34 regio’s gingen er 20 op regiovisie, 10 op dynamiek en 7 op afspraken vooruit; "
        "geen enkele regio ging terug.",
        "Van mei-21 naar nov-21: 1 nieuw project, 1 gewijzigd en 1 ongewijzigd; 1 project verdween.",
        "Bij 1 van de 2 projecten in beide registers veranderde de status, "
        "het vaakst van ‘Lopend’ naar ‘Afgerond en succesvol verlopen’ (1).",
        "Bij geen van de 2 projecten in beide registers veranderde de impact.",
        "Van de 3 regio’s ging er 1 op regiovisie vooruit; terug ging er 1 op regiovisie; "
        "31 regio’s zijn niet te vergelijken.",
    ]
    nothing = okt20.with_filter("thema", ["efficient-werken"])
    assert project_sentence(build_table("verandering", database, nothing)) is None
    assert shift_sentence(build_table("overgang-status", database, nothing)) is None


@pytest.mark.parametrize(
    ("values", "said"),
    [
        (
            [(0, 2, 0, 32), (0, 2, 0, 32), (0, 2, 0, 32)],
            "Geen enkele van de 2 regio’s ging vooruit; geen enkele regio ging terug; "
            "32 regio’s zijn niet te vergelijken.",
        ),
        (
            [(0, 1, 0, 33), (0, 1, 0, 33), (0, 1, 0, 33)],
            "Eén regio ging niet vooruit en niet terug; 33 regio’s zijn niet te vergelijken.",
        ),
        (
            [(1, 0, 0, 1), (0, 0, 1, 1), (1, 0, 0, 1)],
            "Eén regio ging vooruit op regiovisie en afspraken en terug op dynamiek; 1 regio is niet te vergelijken.",
        ),
        (
            [(0, 3, 0, 1), (1, 3, 0, 0), (0, 2, 0, 2)],
            "Van de te vergelijken regio’s ging er 1 op dynamiek vooruit; geen enkele regio ging terug; "
            "niet te vergelijken zijn er 2 op regiovisie en 1 op afspraken.",
        ),
        ([(0, 0, 0, 34), (0, 0, 0, 34), (0, 0, 0, 34)], None),
    ],
)
def test_regions_that_cannot_be_compared_did_not_stand_still(
    database: Database, okt20: Selection, values: list[tuple[int, ...]], said: str | None
) -> None:
    steps = build_table("stappen", database, okt20)
    rows = [replace(row, values=(*v, sum(v))) for row, v in zip(steps.rows, values, strict=True)]
    sentence = step_sentence(replace(steps, blocks=(replace(steps.blocks[0], rows=tuple(rows)),)))
    assert (sentence.text if sentence else None) == said


@pytest.mark.parametrize(
    ("status", "said"),
    [("Lopend", " niet."), ("Nog niet gestart", ", van ‘Nog niet gestart’ naar ‘Lopend’.")],
)
def test_one_project_is_spoken_of_as_one(store: Store, tmp_path: Path, status: str, said: str) -> None:
    for day, was in ((date(2020, 3, 1), status), (date(2020, 11, 1), "Lopend")):
        publish_workbook(store, workbook(tmp_path / "r.xlsx", [project(status=was)]), day, door="wir")
    database = Database(store)
    sentence = shift_sentence(build_table("overgang-status", database, latest_two(database)))
    assert sentence is not None
    assert sentence.text == f"Bij het ene project in beide registers veranderde de status{said}"


def test_the_page_shows_what_changed(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, oordeel="impact", dimensie="dynamiek")
    assert not app.exception
    for line in ("50 nieuwe projecten", "Verschuiving in impact", "Samenwerkingsdynamiek: van fase naar fase"):
        assert line in text(app)
    assert len(courses(app)) == 34
    assert len(app.get("vega_lite_chart")) == 7


def test_the_rows_behind_a_matrix_are_those_of_both_registers(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(PAGE, example_store, monkeypatch)
    behind = [href for said, href in links(shown(app)) if said == "Projecten achter deze cijfers"]
    assert [link.split("vergelijk=2020-03-01")[1] for link in behind] == [
        "",
        "&verandering=gewijzigd&verandering=ongewijzigd",
        "",
        "",
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
        assert len(courses(app)) == 34


def test_the_drawings_of_regions_leave_out_what_is_about_projects(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(PAGE, example_store, monkeypatch, thema="technologie", peildatum="2019-03-01")
    assert "Niet gebruikt in deze tekening: thema" in text(app)
    assert words(shown(app).find(".//caption")).startswith("Regiovisie per regio, mrt-19")


def test_an_old_link_to_the_count_of_themes_still_opens(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, oordeel="thema")
    assert "Samenwerking in de keten: van 42 naar 58 (+16)" in text(app)
    chosen = run(PAGE, example_store, monkeypatch, oordeel="status", waarde="lopend")
    assert "Lopend: van 237 naar 244 (+7)" in text(chosen)


def test_what_is_chosen_in_a_drawing_can_be_opened(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, stap="visie.gelijk", verandering="status.lopend.succesvol")
    ways = [(said, href) for said, href in links(shown(app)) if said.startswith("Bekijk deze")]
    assert [(said, href.split("?")[0]) for said, href in ways] == [
        ("Bekijk deze regio’s", "Regios"),
        ("Bekijk deze projecten", "Projecten"),
    ]
    for _, href in ways:
        assert "stap=visie.gelijk" in href
        assert "verandering=status.lopend.succesvol" in href


def test_who_asks_which_regions_stood_still_reads_their_names(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run(PAGE, example_store, monkeypatch, stap="visie.gelijk")
    assert "14 regio’s: regiovisie gelijk sinds mrt-20, waarvan 8 al in de hoogste fase" in text(app)
    (card,) = shown(app).xpath("//div[@class='kaartje']/p[1]")
    assert words(card).startswith("14: Zeeland, ")
    assert len(words(card).split(", ")) == 14
    other = run(PAGE, example_store, monkeypatch, stap="visie.gelijk", dimensie="dynamiek")
    assert "14 regio’s: regiovisie gelijk sinds mrt-20<" in text(other)


def courses(app: AppTest) -> list[HtmlElement]:
    """The lines of the table of courses."""
    return shown(app).xpath(
        "//table[starts-with(caption, 'Regiovisie per') or starts-with(caption, 'Samenwerkingsd')]"
        "[contains(caption, 'per regio')]/tbody/tr"
    )
