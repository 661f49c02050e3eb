"""The two other registers on their pages: what stands there, what the address asks, and that nothing else moves."""

import shutil
from html import unescape
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.made_up import DAYS, inventory, looked_at, trajectories
from tests.support.pages import drawn, run, shown
from tests.support.pages import text as markup
from tests.support.published import tables_of
from wir.domain.inventarisatie import INVENTARISATIE
from wir.domain.trajecten import TRAJECTEN
from wir.store.delivery import publish
from wir.store.store import Store

PROGRESS, INVENTORY = "pages/11_Ondersteuning_en_voortgang.py", "pages/12_Inventarisatie_2023.py"
PROFILE, LANDING = "pages/2_Regioprofiel.py", "dashboard.py"
FULL = pytest.mark.full
URGENCY = "Gedeelde urgentie om MGZ anders te organiseren (inventarisatie urgentie)"
STAND = "Vragen en trajecten (trajecten stand)"


def text(app: AppTest) -> str:
    return unescape(markup(app))


def links(app: AppTest) -> list[str]:
    return [str(a.get("href")) for a in shown(app).xpath("//a[contains(@class, 'wir-link')]")]


@pytest.mark.parametrize(
    ("page", "words"), [(PROGRESS, "Leveren kan wie de trajecten begeleidt"), (INVENTORY, "Leveren kan wie de regio’s")]
)
def test_where_nothing_is_published_a_page_says_what_is_missing_and_who_delivers_it(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, words: str
) -> None:
    app = run(page, example_store, monkeypatch)
    assert not app.exception
    assert words in text(app)
    assert "sjabloon staat op Register bijwerken" in text(app)
    assert "op de kaart" not in text(app)
    # A profile is silent about what nobody brought in.
    assert ">Inventarisatie<" not in text(run(PROFILE, example_store, monkeypatch, regio="TWE"))


def test_a_round_stands_on_its_page(filled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(INVENTORY, filled_store, monkeypatch)
    assert not app.exception
    tables = tables_of(app)
    urgency = {row["Niveau"]: row for row in tables[URGENCY]}
    assert urgency["Totaal"]["ronde 2023"] == urgency["Totaal"]["ronde 2024"] == "34"
    assert len(tables["Regio’s en schalen (inventarisatie regios)"]) == 34
    assert len(tables["Stap sinds de ronde ervoor (inventarisatie stappen)"]) == 8
    assert "Uitkomsten" in "".join(tables) or "Inventarisatie 2023: uitkomsten" in tables
    for heading in ("De schaal op de kaart", "Regio’s en schalen", "Knelpunten"):
        assert f"<h2>{heading}</h2>" in text(app)
    assert "tellen concessiehouder en regio wel mee" in text(app)
    older = run(INVENTORY, filled_store, monkeypatch, **{"inventarisatie.peildatum": "2023-06-01", "schaal": "ambitie"})
    assert "ronde 2024" not in tables_of(older)["Ambitie (inventarisatie ambitie)"][0]


def test_a_count_opens_its_regions(filled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(INVENTORY, filled_store, monkeypatch)
    (total,) = [row for row in tables_of(app)[URGENCY] if row["Niveau"].startswith("Niveau 4")]
    target = next(href for href in links(app) if "inventarisatie.urgentie=4" in href and "2024-06-01" in href)
    assert "peildatum=2020-11-01" in target
    opened = run(INVENTORY, filled_store, monkeypatch, **{"inventarisatie.urgentie": "4"})
    rows = tables_of(opened)["Regio’s en schalen (inventarisatie regios)"]
    assert str(len(rows)) == total["ronde 2024"]
    assert {row["Gedeelde urgentie om MGZ anders te organiseren"] for row in rows} == {"4"}


@pytest.mark.parametrize(
    ("params", "words"),
    [
        ({"inventarisatie.peildatum": "1999-01-01"}, "Peildatum 1999-01-01 bestaat niet"),
        pytest.param({"inventarisatie.urgentie": "9"}, "Deze link noemt iets dat hier niet bestaat", marks=FULL),
        pytest.param({"schaal": "zonneschijn"}, "De schaal ‘zonneschijn’ bestaat niet", marks=FULL),
    ],
)
def test_an_address_that_names_what_is_not_there_says_so(
    filled_store: Store, monkeypatch: pytest.MonkeyPatch, params: dict[str, str], words: str
) -> None:
    app = run(INVENTORY, filled_store, monkeypatch, **params)
    assert not app.exception
    assert words in text(app)


def test_trajectories_stand_beside_what_was_published(filled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PROGRESS, filled_store, monkeypatch, **{"trajecten.sinds": "2024-11-01"})
    assert not app.exception
    tables = tables_of(app)
    stand = {row["Wat"]: row for row in tables[STAND]}
    assert stand["Ondersteuningsvragen sinds start"]["okt-25"] == "80"
    assert "Op 1 november 2024" in stand["Lopende ondersteuningstrajecten"]
    beside = {row["Indicator"]: row for row in tables["Gepubliceerd tegen berekend (trajecten gepubliceerd)"]}
    assert beside["Ondersteuningsvragen sinds start"]["Gepubliceerd"] == "114"
    assert beside["Ondersteuningsvragen sinds start"]["Verschil"] == "−34"
    assert len(tables["80 van 80 vragen en trajecten"]) == 80
    asked = run(PROGRESS, filled_store, monkeypatch, **{"trajecten.stand": "afgerond", "beeld": "wir"})
    assert "van 80 vragen en trajecten" in text(asked)
    assert "Lage fase en geen traject" in text(asked)


def test_one_trajectory_has_a_page(filled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PROGRESS, filled_store, monkeypatch, traject="MGZ-003")
    assert not app.exception
    assert [title.value for title in app.title] == ["Traject MGZ\\-003"]
    assert "Verzonnen traject 3" in text(app)
    assert len(tables_of(app)) == 2
    assert "staat niet in de peiling" in text(run(PROGRESS, filled_store, monkeypatch, traject="MGZ-999"))


def test_a_profile_has_both_beside_the_wir_scores(filled_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PROFILE, filled_store, monkeypatch, regio="FOO")
    assert not app.exception
    assert "Ronde 2024, peildatum 1 juni 2024" in text(app)
    assert text(app).count('aria-label="niveau') + text(app).count('aria-label="niet ingevuld"') == 8
    assert any("traject=MGZ-" in href and "Ondersteuning_en_voortgang" in href for href in links(app))
    # What pins the WIR register pins these too.
    (pinned,) = shown(app).xpath("//p[contains(@class,'selectielinks')]/a[contains(@class,'kopieer')]")
    assert "inventarisatie.versie=1" in pinned.get("href")
    assert "trajecten.versie=1" in pinned.get("href")


@pytest.mark.parametrize(
    "page", [LANDING, *(pytest.param(f"pages/{name}.py", marks=FULL) for name in ("1_Regios", "4_Projecten"))]
)
def test_pages_of_the_wir_register_do_not_move(
    example_store: Store, filled_store: Store, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    """The others are newer by years."""
    before, after = (run(page, store, monkeypatch) for store in (example_store, filled_store))
    assert text(after) == text(before)


@FULL
def test_a_correction_takes_its_place_and_a_withdrawal_gives_it_back(
    filled_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(shutil.copytree(filled_store.folder, tmp_path / "opslag"))
    lines = trajectories(DAYS[1])[:40]
    publish(
        store,
        looked_at(store, TRAJECTEN, lines, DAYS[1], correction=True, agreed_loss=40, toelichting="Dubbele weg."),
        "test",
    )
    (first, *_) = tables_of(run(PROGRESS, store, monkeypatch))[STAND]
    assert first["okt-25"] == "40"
    store.of(TRAJECTEN).withdraw("2025-10-31_v2", "test", "te weinig")
    (first, *_) = tables_of(run(PROGRESS, store, monkeypatch))[STAND]
    assert first["okt-25"] == "80"


def test_a_whole_zorgkantoorregio_counts_once_and_is_drawn_on_each_of_its_tiles(
    example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(shutil.copytree(example_store.folder, tmp_path / "opslag"))
    parts = ("Arnhem", "Food Valley", "Achterhoek")
    lines = [line for line in inventory(2023) if line["zorgkantoorregio"] != "Arnhem"]
    lines.append({**inventory(2023)[0], "zorgkantoorregio": "Arnhem", "Ambitie": 3})
    publish(store, looked_at(store, INVENTARISATIE, lines, DAYS[0]), "test")
    app = run(INVENTORY, store, monkeypatch, schaal="ambitie")
    assert not app.exception
    tiles = [values.to_pylist() for values in drawn(app) if "vak" in values.column_names]
    (ambition_of,) = [{tile["naam"]: tile["stand"] for tile in t} for t in tiles if "(hele zorgkantoorregio)" in str(t)]
    assert all(ambition_of[name].startswith("Niveau 3") for name in parts)
    ambition = tables_of(app)["Ambitie (inventarisatie ambitie)"]
    assert ambition[-1]["ronde 2023"] == "32"
    assert "telt als één regio: Arnhem" in text(app)
    profile = text(run(PROFILE, store, monkeypatch, regio="FOO"))
    assert "Dit geldt voor de hele zorgkantoorregio." in profile
