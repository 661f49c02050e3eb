"""What other reports published is on screen: every number of the files that the app ships, and each claim's verdict."""

from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.pages import run
from tests.support.pages import text as markup
from tests.support.published import changed, dutch, rows_of, tables_of
from wir.store.store import Store

PROGRESS, INVENTORY = "pages/11_Ondersteuning_en_voortgang.py", "pages/12_Inventarisatie_2023.py"
MONTHS = {"2025-05-01": "mei", "2025-10-31": "oktober"}


def text(app: AppTest) -> str:
    """The markup of a page with its signs as a reader sees them."""
    return unescape(markup(app))


@pytest.mark.parametrize("page", [PROGRESS, INVENTORY])
@pytest.mark.parametrize(
    "params", [{}, {"regio": "TWE", "thema": "technologie"}, {"peildatum": "2019-03-01"}, {"x": "y"}]
)
def test_a_published_page_does_not_depend_on_the_selection(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, params: dict[str, str]
) -> None:
    app = run(page, example_store, monkeypatch, **params)
    assert not app.exception
    assert tables_of(app) == tables_of(run(page, example_store, monkeypatch))
    assert "Voorbeeldregister" not in text(app)
    assert "tellen op deze pagina niet mee" in text(app)


@pytest.mark.parametrize("page", [PROGRESS, INVENTORY, "pages/10_Verantwoording.py"])
def test_it_is_there_before_any_peiling(store: Store, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    (store.folder / "peilingen").mkdir(parents=True)
    app = run(page, store, monkeypatch)
    assert not app.exception
    assert tables_of(app)


def test_every_number_of_the_progress_is_on_screen(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = tables_of(run(PROGRESS, example_store, monkeypatch))
    both = {row["Indicator"]: row for row in tables["Voortgang per indicator, mei en oktober 2025"]}
    published = rows_of("mgz/voortgang.csv")
    assert len(published) == 46
    for row in published:
        month = MONTHS[row["peildatum"]]
        shown = both[row["indicator"]]
        assert shown[f"{month} 2025".capitalize()] == dutch(row["totaal"]), row
        assert shown[f"(+) {month}"] == changed(row["verandering"]), row
        own = tables[f"Voortgang per indicator met vindplaats, {month} 2025"]
        (alone,) = [r for r in own if r["Indicator"] == row["indicator"]]
        assert (alone["Totaal"], alone["(+)"]) == (dutch(row["totaal"]), changed(row["verandering"])), row
        assert alone["Vindplaats"] == row["bron"]
        assert row["opmerking"] in alone["Opmerking"]


def test_the_starts_that_do_not_agree_are_said(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = tables_of(run(PROGRESS, example_store, monkeypatch))
    both = {row["Indicator"]: row for row in tables["Voortgang per indicator, mei en oktober 2025"]}
    apart = {
        "Lopende ondersteuningstrajecten": ("56", "59"),
        "Website paginaweergaven": ("43.051", "50.167"),
        "Website downloads": ("652", "801"),
        "Bijeenkomsten": ("6", "7"),
        "LinkedIn-bereik": ("90.017", "102.743"),
    }
    for name, (may, october) in apart.items():
        assert (both[name]["Nov-24 volgens mei"], both[name]["Nov-24 volgens oktober"]) == (may, october)
        assert both[name]["Wat niet optelt"] == f"nov-24 is {may} of {october}"
    later = {name for name, row in both.items() if "past alleen sinds mei" in row["Wat niet optelt"]}
    assert later == {"Onderzoeken afgerond", "Onderzoeken lopend", "Inspiratieverhalen", "Nieuwsbriefspecials"}
    assert both["Inspiratieverhalen"]["Wat niet optelt"].endswith("sinds nov-24 is het +26")


def test_every_number_of_the_meetings_is_on_screen(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PROGRESS, example_store, monkeypatch)
    tables = tables_of(app)
    shown = tables["Bijeenkomsten van 2023 tot en met 2025"]
    published = rows_of("mgz/bijeenkomsten.csv")
    assert len(shown) == len(published) == 13
    for row, there in zip(published, shown, strict=True):
        day = "-".join(reversed(row["datum"].split("-"))) or row["jaar"]
        counts = [dutch(row[n]) for n in ("aantal", "deelnemers", "inschrijvingen", "beoordeling")]
        assert [there[n] for n in ("Aantal", "Deelnemers", "Ingeschreven", "Cijfer")] == counts
        assert (there["Bijeenkomst"], there["Datum"]) == (row["naam"], day)
        assert ("telt niet mee" in there["Opmerking"]) == (row["telt_mee"] == "nee")
    loose = tables["Getallen zonder naam van een bijeenkomst"]
    assert [r["Waarde"] for r in loose] == [dutch(r["waarde"]) for r in rows_of("mgz/bijeenkomsten_zonder_naam.csv")]
    assert "samen 1.170 van de 1.170" in text(app)
    assert "202 blijven onverklaard" in text(app)


def test_the_rest_of_the_progress_is_folded_under_it(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PROGRESS, example_store, monkeypatch)
    tables = tables_of(app)
    for caption, name, column, field in (
        ("Kennisproducten", "kennisproducten", "Titel", "titel"),
        ("Onderzoeken", "onderzoeken", "Onderwerp", "onderwerp"),
        ("Waar vragen over gaan", "kennisvragen", "Onderwerp", "onderwerp"),
        ("Gebruik van kennis na een bijeenkomst", "gebruik_kennis", "Percentage", "percentage"),
        ("Wat een register van trajecten zou bevatten", "traject_velden", "Kolom", "kop"),
    ):
        assert [row[column] for row in tables[caption]] == [row[field] for row in rows_of(f"mgz/{name}.csv")], caption
    for row in rows_of("mgz/ondersteuning_categorieen.csv"):
        assert f"<li>{row['label']}</li>" in text(app)
    assert "Het register van ondersteuningstrajecten is leeg" in text(app)
    assert "12 tekeningen van de rapportages hebben geen getallen in de tekst" in text(app)


def test_every_outcome_of_2023_is_on_screen(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(INVENTORY, example_store, monkeypatch)
    shown = {row["Categorie"]: row for row in tables_of(app)["Inventarisatie 2023: uitkomsten"]}
    published = rows_of("inventarisatie/uitkomsten_2023.csv")
    assert len(shown) == len(published) == 26
    for row in published:
        there = shown[row["categorie"]]
        assert (there["Regio’s"], there["Van"]) == (dutch(row["regios"]), row["noemer"])
        assert there["Precisie"].startswith(row["precisie"])
    assert shown["GHZ en huisartsen goed"]["Precisie"] == "ten minste 4"
    assert "De vier klassen van ambitie tellen op tot 30: 1 regio ontbreekt daar." in text(app)
    assert "Van de rondes 2024 en 2025 zijn geen uitkomsten gepubliceerd" in text(app)
    for row in rows_of("inventarisatie/instrument.csv"):
        assert f"<dt>Niveau {row['niveau']}</dt><dd>{row['omschrijving']}</dd>" in text(app)
    for row in rows_of("inventarisatie/vragen.csv"):
        assert f"<li>{row['vraag']}</li>" in text(app)


def test_every_pilot_is_with_its_theme_and_in_the_profile(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    published = rows_of("dmz/regios_en_pilots.csv")
    shown = tables_of(run("pages/3_Themas.py", example_store, monkeypatch, thema="behandelfunctie-sog"))
    rows = shown["Duurzame medische zorg: regio’s en pilots"]
    assert len(rows) == len(published) == 16
    for row, there in zip(published, rows, strict=True):
        assert there["Pilot"] == (row["pilot"] or "geen")
        assert (there["Regio"], there["Soort"]) == (row["dmz_regio"], row["soort"])
        assert there["VVT-organisaties"] == dutch(row["vvt_organisaties"])
    other = tables_of(run("pages/3_Themas.py", example_store, monkeypatch, thema="technologie"))
    assert "Duurzame medische zorg: regio’s en pilots" not in other
    profile = tables_of(run("pages/2_Regioprofiel.py", example_store, monkeypatch, regio="FLE"))
    own = [row["pilot"] for row in published if row["code"] == "FLE"]
    assert [row["Pilot"] for row in profile["Pilots van Duurzame medische zorg"]] == own


def test_a_profile_tells_what_research_says_and_who_tied_it(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    groningen = tables_of(run("pages/2_Regioprofiel.py", example_store, monkeypatch, regio="GRN"))
    said = groningen["Uitspraken over Groningen"]
    published = [r for r in rows_of("gedeeld/genoemde_regios.csv") if "GRN" in r["codes"].split(";")]
    assert [(r["Uitspraak"], r["Jaar"], r["Vindplaats"]) for r in said] == [
        (r["uitspraak"], r["jaar"], r["bron"]) for r in published
    ]
    ours = {r["Plaats in de bron"] for r in said if "van ons, niet van de bron" in r["Hoe gekoppeld"]}
    assert ours == {"Groningen", "Noord-Nederland", "Oost-Groningen", "Delfzijl en omgeving"}
    nowhere = run("pages/2_Regioprofiel.py", example_store, monkeypatch, regio="RIV")
    assert "Geen van de rapporten noemt Rivierenland." in text(nowhere)
    assert "De rapporten noemen geen samenwerking van Rivierenland" in text(nowhere)


def test_who_works_with_whom_is_in_the_profile_and_a_reason_to_learn(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    profile = tables_of(run("pages/2_Regioprofiel.py", example_store, monkeypatch, regio="WBR"))
    found = profile["Samenwerking van West-Brabant met andere regio’s"]
    published = [r for r in rows_of("gedeeld/samenwerking_tussen_regios.csv") if "WBR" in r["codes"].split(";")]
    assert [row["Onderwerp"] for row in found] == [row["onderwerp"] for row in published]
    assert found[0]["Regio’s"] == "Rotterdam, Zeeland, Friesland"
    learning = run("pages/7_Leren_van_elkaar.py", example_store, monkeypatch, regio="WBR")
    lessons = [row for table in tables_of(learning).values() for row in table if "Al verbonden door" in row]
    reasons = {row["Regio"]: row["Al verbonden door"] for row in lessons}
    assert reasons["Rotterdam"] == "Anders werken in de zorg; Kennis over technologie delen"
    assert reasons["Zwolle"] == ""
    assert "Rapporten verbinden West-Brabant al met" in text(learning)


def test_each_claim_stands_with_its_verdict(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    tables = tables_of(run("pages/10_Verantwoording.py", example_store, monkeypatch))
    captions = {
        "mgz": "Uitspraken nagerekend: MGZ-voortgang mei en oktober 2025",
        "inventarisatie": "Uitspraken nagerekend: Inventarisatie 2023",
        "dmz": "Uitspraken nagerekend: Duurzame medische zorg 2021",
    }
    for programme, caption in captions.items():
        shown = [(row["Uitspraak"], row["Hoe berekend"], row["Oordeel"]) for row in tables[caption]]
        published = rows_of(f"{programme}/narekenen.csv")
        assert shown == [(r["bewering"], r["herleiding"], r["oordeel"]) for r in published]
    report = tables["Uitspraken in het rapport van januari 2021"]
    published = rows_of("rapport/narekenen.csv")
    assert len(report) == len(published) == 32
    for row, there in zip(published, report, strict=True):
        assert there["Uitspraak"] == row["bewering"]
        holds = row["oordeel"].startswith("klopt")
        assert (there["Oordeel"] == "klopt") if holds else (there["Toelichting"] == row["oordeel"]), row


def test_recommendations_mechanisms_and_words_stand_in_verantwoording(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    app = run("pages/10_Verantwoording.py", example_store, monkeypatch)
    shown = [row["Onderwerp"] for row in tables_of(app)["Aanbevelingen en mechanismen"]]
    wanted = [row["onderwerp"] for row in (*rows_of("rapport/aanbevelingen.csv"), *rows_of("dmz/aanbevelingen.csv"))]
    assert shown == [*wanted, *(row["mechanisme"] for row in rows_of("dmz/mechanismen.csv"))]
    for row in rows_of("rapport/regiovisie_onderwerpen.csv"):
        assert f"<li>{row['onderwerp']}</li>" in text(app)
    for row in rows_of("rapport/kwaliteitskader.csv"):
        assert f"<dt>{row['thema']}</dt>" in text(app)


def test_quick_choices_choose_and_take_away(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run("pages/3_Themas.py", example_store, monkeypatch)
    for words in ("Instellingsoverstijgend (188)", "Opschaalbaar (178)", "Deelbaar (156)"):
        assert f">{words}</a>" in text(app)
    assert "In deze selectie 70,8% van de nieuwe projecten; het rapport noemt 71%" in text(app)
    five = [*["behandelfunctie-sog", "persoonsgerichte-zorg", "regionale-strategievorming"]]
    five += ["samenwerking-in-de-keten", "technologie"]
    chosen = run("pages/3_Themas.py", example_store, monkeypatch, thema=five)  # type: ignore[arg-type]
    assert 'class="wir-link keuze gekozen" aria-current="page">Instellingsoverstijgend (188)' in text(chosen)
    assert 'class="wir-link keuze">Opschaalbaar' in text(chosen)


def test_the_report_previews_what_followed(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = tables_of(run("pages/8_Rapport.py", example_store, monkeypatch, hoofdstukken="vervolg"))
    own = tables_of(run(PROGRESS, example_store, monkeypatch))
    for caption in ("Voortgang per indicator, mei en oktober 2025", "Bijeenkomsten van 2023 tot en met 2025"):
        assert shown[caption] == own[caption]


def test_a_published_table_is_taken_along_without_a_peildatum(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = text(run(PROGRESS, example_store, monkeypatch))
    for kind in ("xlsx", "csv", "png", "svg"):
        assert f'href="#voortgang.{kind}"' in page
    assert "MGZ-voortgang mei en oktober 2025. WIR-dashboard" in page
