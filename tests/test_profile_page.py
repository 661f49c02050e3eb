"""The page about one regio: its figures, what each opens, and what it says where there is nothing to show."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from tests.test_pages import run, text
from wir.store import Store

PAGE = "pages/2_Regioprofiel.py"


def words(app: AppTest) -> str:
    """What stands in the page, without markup; cells end in a bar and other blocks in a new line."""
    said = re.sub(r"<svg.*?</svg>|<details.*?</details>", "", text(app))
    said = re.sub(r"</(td|th)>", " | ", said)
    return re.sub(r"<[^>]+>", "", re.sub(r"</(li|p|tr|div|caption)>", "\n", said))


def link(app: AppTest, said: str) -> dict[str, list[str]]:
    """The parameters of the first link with these words."""
    found = re.search(rf'<a [^>]*href="([^"]+)"[^>]*>{re.escape(said)}</a>', text(app))
    assert found, said
    return {"pagina": [urlsplit(found[1]).path], **parse_qs(urlsplit(found[1].replace("&amp;", "&")).query)}


def test_twente(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, regio="TWE")
    assert not app.exception
    assert app.title[0].value == "Twente"
    said = words(app)
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
    rows = re.findall(r"<tr><th scope=\"row\">.*?</tr>", text(run(PAGE, example_store, monkeypatch, regio="TWE")))
    real = next(row for row in rows if "Probeerservice" in row)
    assert real.count('class="reconstructie"') == 4
    assert not any('class="reconstructie"' in row for row in rows if "Gereconstrueerd project" in row)


def test_a_whole_zorgkantoorregio_shows_its_parts(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, regio="ARN-ALLE")
    said = words(app)
    for line in (
        "Food Valley: Fase 5: Strategische keuzes",
        "Achterhoek: Fase 4: Dialoogsessie",
        "Alle 24 projecten",
        "3 nieuw, geen verdwenen, 10 gewijzigd en 11 ongewijzigd",
        "Achter: samenwerkingsdynamiek van Arnhem in fase 3, 23 van de 34 regio’s verder.",
        "bekijk haar bij Arnhem, Food Valley, Achterhoek",
    ):
        assert line in said
    shown = re.search(r"<caption>Projecten van Arnhem.*?</table>", text(app))
    assert shown
    assert shown[0].count("<tr>") == 1 + 15


@pytest.mark.parametrize("params", [{}, {"regio": "<b>"}])
def test_without_a_regio_there_is_a_choice(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, params: dict[str, str]
) -> None:
    app = run(PAGE, example_store, monkeypatch, **params)
    assert app.title[0].value == "Regioprofiel"
    choice = re.search(r'<div class="regiokeuze">.*', text(app))
    assert choice
    assert choice[0].count("<a ") == 37
    assert choice[0].index("<b>CZ</b>") < choice[0].index("Zeeland") < choice[0].index("<b>Menzis</b>")


def test_my_regio_is_remembered_and_forgotten(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, regio="TWE")
    app.button(key="onthoud_regio").click().run()
    assert app.session_state["mijn_regio"] == "TWE"
    del app.query_params["regio"]
    assert "Mijn regio: Twente" in words(app.run())
    app.button(key="vergeet_regio").click().run()
    assert "Mijn regio" not in words(app)


def test_a_remembered_regio_that_does_not_exist_is_nothing(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WIR_OPSLAG", str(example_store.folder))
    app = run(PAGE, example_store, monkeypatch)
    app.session_state["mijn_regio"] = '"><script>'
    assert "Mijn regio" not in words(app.run())


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
        assert line in words(app)
