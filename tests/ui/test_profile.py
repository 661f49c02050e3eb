"""The page about one regio: its figures, what each opens, and what it says where there is nothing to show.

Last, over small registers of its own: hostile texts, regiobroad, a step back, what vanished.
"""

from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.markup import links, rows, table, words, wrong_parts
from tests.support.pages import run, shown, text
from tests.support.registers import project, score, workbook
from wir.store.publishing import publish_workbook
from wir.store.store import Store

PAGE = "pages/2_Regioprofiel.py"


def lines(app: AppTest) -> str:
    """What stands in the page but drawings and menus; cells end in a bar and other blocks in a new line."""
    page = shown(app)
    for part in [*page.iter("svg"), *page.find_class("blokmenu")]:
        part.drop_tree()
    for block in page.iter("td", "th", "li", "p", "tr", "div", "caption"):
        block.tail = (" | " if block.tag in ("td", "th") else "\n") + (block.tail or "")
    return str(page.text_content())


def link(app: AppTest, said: str) -> dict[str, list[str]]:
    """The parameters of the first link with these words."""
    href = next(href for words, href in links(shown(app)) if words == said)
    return {"pagina": [urlsplit(href).path], **parse_qs(urlsplit(href).query)}


def test_twente(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, regio="TWE")
    assert not app.exception
    assert app.title[0].value == "Twente"
    said = lines(app)
    for line in (
        "Fase 4: Samenwerking vanuit visie mrt-19: 2 · okt-19: 2 · mrt-20: 3 · okt-20: 4",
        "Nederland: 18 van 34 in fase 5, 14 in fase 4, 2 in fase 3",
        "Menzis: 2 van 5 in fase 5, 3 in fase 4",
        "Technologie | 2 22,2% | 5 11,6% | 46 14,5% | ≈ +0,7",
        "Totaal | 9 100,0% | 43 100,0% | 318 100,0%",
        "Projecten: 2 nieuw, geen verdwenen, 3 gewijzigd en 4 ongewijzigd.",
        "Status: 1 project ging van ‘Lopend’ naar ‘Afgerond en niet succesvol verlopen’.",
        "Samenwerkingsdynamiek: van fase 3 naar fase 4.",
        "Achter: regiovisie in fase 4, 18 van de 34 regio’s verder.",
        "In geen score gezakt sinds 1 maart 2020.",
        "Alle 9 projecten",
    ):
        assert line in said


def test_counts_open_what_they_count(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, regio="TWE", thema="technologie")
    country = link(app, "18 van 34 in fase 5")
    assert (country["pagina"], country["visie"], "regio" in country) == (["Regios"], ["5"], False)
    own = link(app, "2 van 5 in fase 5")
    assert (own["concessiehouder"], own["visie"]) == (["menzis"], ["5"])
    step = link(app, "van fase 3 naar fase 4")
    assert (step["regio"], step["stap"]) == (["TWE"], ["dynamiek.3.4"])
    project = link(app, "Probeerservice")
    assert (project["pagina"], len(project["project"])) == (["Projecten"], 1)
    beside = link(app, "Vergelijk ze naast elkaar")
    assert (beside["pagina"], beside["soort"]) == (["Vergelijken"], ["regio"])
    assert beside["met"][0].split(",")[:2] == ["TWE", "ACH"]
    everything = link(app, "Alle 2 projecten")
    assert (everything["thema"], everything["regio"]) == (["technologie"], ["TWE"])


def test_a_reconstructed_value_beside_a_real_name_is_marked(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed = table(shown(run(PAGE, example_store, monkeypatch, regio="TWE")), "Projecten van Twente")
    marked = {words(row[0]): len(row.find_class("reconstructie")) for row in listed.find("tbody")}
    assert next(count for name, count in marked.items() if name.startswith("Probeerservice")) == 4
    assert {count for name, count in marked.items() if name.startswith("Gereconstrueerd project")} == {0}


def test_a_whole_zorgkantoorregio_shows_its_parts(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, regio="ARN-ALLE")
    said = lines(app)
    for line in (
        "Food Valley: Fase 5: Strategische keuzes",
        "Achterhoek: Fase 4: Dialoogsessie",
        "Alle 24 projecten",
        "3 nieuw, geen verdwenen, 10 gewijzigd en 11 ongewijzigd",
        "Achter: samenwerkingsdynamiek van Arnhem in fase 3, 23 van de 34 regio’s verder.",
        "bekijk haar bij Arnhem, Food Valley, Achterhoek",
    ):
        assert line in said
    assert len(rows(table(shown(app), "Projecten van Arnhem"))) == 15


@pytest.mark.parametrize("params", [{}, {"regio": "<b>"}])
def test_without_a_regio_there_is_a_choice(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, params: dict[str, str]
) -> None:
    app = run(PAGE, example_store, monkeypatch, **params)
    assert app.title[0].value == "Regioprofiel"
    (choice,) = shown(app).find_class("regiokeuze")
    assert len(links(choice)) == 37
    assert words(choice).index("CZ") < words(choice).index("Zeeland") < words(choice).index("Menzis")


def test_my_regio_is_remembered_and_forgotten(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, regio="TWE")
    app.button(key="onthoud_regio").click().run()
    assert app.session_state["mijn_regio"] == "TWE"
    del app.query_params["regio"]
    assert "Mijn regio: Twente" in lines(app.run())
    app.button(key="vergeet_regio").click().run()
    assert "Mijn regio" not in lines(app)


def test_a_remembered_regio_that_does_not_exist_is_nothing(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIR_OPSLAG", str(example_store.folder))
    app = run(PAGE, example_store, monkeypatch)
    app.session_state["mijn_regio"] = '"><script>'
    assert "Mijn regio" not in lines(app.run())


@pytest.mark.parametrize(
    ("params", "shown"),
    [
        (
            {"peildatum": "2019-03-01"},
            ["Thema’s: niet geregistreerd op deze peildatum", "Projecten: niet geregistreerd"],
        ),
        ({"vergelijk": "geen"}, ["Kies bij ‘Vergelijk met’ een tweede peildatum", "2 22,2%"]),
        (
            {"vergelijk": "2019-10-01"},
            ["bevat geen projecten: wat er veranderde", "Regiovisie: van fase 2 naar fase 4."],
        ),
        ({"peildatum": "2020-03-01", "vergelijk": "2020-11-01"}, ["2 nieuw, geen verdwenen", "van fase 3 naar fase 4"]),
        ({"thema": "efficient-werken"}, ["Twente heeft geen projecten in deze selectie", "zonder Efficiënt werken"]),
        ({"concessiehouder": "cz", "visie": "5"}, ["CZ (telt hier niet mee)", "Alle 9 projecten"]),
    ],
)
def test_any_selection_says_what_it_is(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, params: dict[str, str], shown: list[str]
) -> None:
    app = run(PAGE, example_store, monkeypatch, regio="TWE", **params)
    assert not app.exception
    for line in shown:
        assert line in lines(app)


def test_a_real_register_with_one_project_and_one_score(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name, note = "<i>*Heel* lang</i> " * 12, "<script>x</script>\n\n# Let op"
    register = workbook(tmp_path / "a.xlsx", [project(projectnaam=name)], [score(toelichting=note)])
    publish_workbook(store, register, date(2021, 5, 1), door="wir")
    twente = run(PAGE, store, monkeypatch, regio="TWE")
    assert not twente.exception
    assert "Toelichting van WIR: <script>x</script> # Let op" in lines(twente)
    assert "Nederland: 1 van 34 in fase 5, 33 niet gescoord" in lines(twente)
    assert "In geen score achter." in lines(twente)
    assert wrong_parts(text(twente)) == []
    assert shown(twente).find_class("reconstructie") == []
    other = run(PAGE, store, monkeypatch, regio="DRE")
    assert "Niet gescoord: regiovisie." in lines(other)
    assert "In geen score achter." not in lines(other)
    assert "Zilveren Kruis: 11 van 11 niet gescoord" in lines(other)


def test_regiobroad_projects_stand_apart(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broad = project(projectnummer="P1", projectnaam="Voor allen", zorgkantoorregio="Arnhem")
    own = project(projectnummer="P2", projectnaam="Voor ons", zorgkantoorregio="Arnhem", subregio="Food Valley")
    publish_workbook(store, workbook(tmp_path / "a.xlsx", [broad, own], [score()]), date(2021, 10, 1), door="wir")
    part = lines(run(PAGE, store, monkeypatch, regio="FOO"))
    assert "Totaal | 1 100,0% | 2 100,0% | 2 100,0%" in part
    assert part.index("Voor ons") < part.index("Regiobreed: geplaatst bij Arnhem") < part.index("Voor allen")
    assert "Dit project in het register" in part
    whole = lines(run(PAGE, store, monkeypatch, regio="ARN-ALLE"))
    assert "Voor allen | regiobreed" in whole
    assert "Totaal | 2 100,0% | 2 100,0% | 2 100,0%" in whole


def test_a_step_back_is_said(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for day, phase in ((date(2020, 3, 1), 5), (date(2020, 11, 1), 3)):
        publish_workbook(store, workbook(tmp_path / "a.xlsx", [project()], [score(visie=phase)]), day, door="wir")
    said = lines(run(PAGE, store, monkeypatch, regio="TWE"))
    assert "Gezakt: regiovisie van fase 5 naar fase 3." in said
    assert "In geen score gezakt" not in said


def test_what_vanished_is_counted_where_it_was(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stays, goes = project(projectnummer="P1"), project(projectnummer="P2")
    for day, there in ((date(2020, 3, 1), [stays, goes]), (date(2020, 11, 2), [stays])):
        publish_workbook(store, workbook(tmp_path / "a.xlsx", there, [score()]), day, door="wir")
    app = run(PAGE, store, monkeypatch, regio="TWE")
    assert "Projecten: geen nieuw, 1 verdwenen, geen gewijzigd en 1 ongewijzigd." in lines(app)
    gone = link(app, "1 verdwenen")
    assert (gone["peildatum"], gone["vergelijk"], gone["verandering"]) == (
        ["2020-03-01"],
        ["2020-11-02"],
        ["verdwenen"],
    )
