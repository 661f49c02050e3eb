"""The page Register bijwerken: only for a beheerder, at the top and at each action; and what readers see of it."""

import os
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from openpyxl import load_workbook

from tests.support.damaged_stores import copy
from tests.support.deliveries import received
from tests.support.markup import rows, table
from tests.support.pages import press, run, shown, text
from tests.support.registers import project, score, workbook
from tests.support.visitor import context
from wir.domain.access import Access
from wir.domain.declaration import PROJECTS
from wir.register.read.reading import parse_apart
from wir.store import store as store_module
from wir.store.delivery import Choices, File, examine, publish
from wir.store.pending_deliveries import Deliveries
from wir.store.publishing import begin_store, publish_workbook
from wir.store.store import Store
from wir.ui import access as ui_access
from wir.ui.update import work

PAGE = "pages/9_Register_bijwerken.py"
MAY = date(2021, 5, 1)
LEZER = Access(
    role="lezer",
    who="",
    reason="U bent niet aangemeld.",
    signed_in=False,
    can_sign_in=True,
    may_read=True,
    four_eyes=False,
)


@pytest.fixture
def beheerder(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who started it on this very machine."""
    monkeypatch.setattr(st, "context", context())


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A register without findings, apart from the regions that it lacks."""
    return workbook(tmp_path / "register_2021-05-01.xlsx", [project(aantal_organisaties=3)])


def test_a_lezer_sees_why_not_and_nothing_else(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch)
    assert not app.exception
    assert "Alleen een beheerder kan het register bijwerken." in text(app)
    assert not app.button
    assert "Alle peilingen" not in text(app)


@pytest.mark.usefixtures("beheerder")
def test_a_link_to_a_delivery_that_is_gone_says_so(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, levering="../peilingen")
    assert not app.exception
    assert "Deze levering is er niet meer" in text(app)


@pytest.mark.usefixtures("beheerder")
def test_a_damaged_delivery_can_be_thrown_away(
    example_store: Store, tmp_path: Path, small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = copy(example_store, tmp_path / "opslag")
    id = received(store, small)
    os.truncate(store.folder / "leveringen" / id / "levering.json", 10)
    app = run(PAGE, store, monkeypatch, levering=id)
    assert "Deze levering is beschadigd; gooi haar weg" in text(app)
    assert "De beschadigde levering is weggegooid." in text(press(app, "Gooi de beschadigde levering weg"))
    assert list((store.folder / "leveringen").iterdir()) == []


def test_an_action_asks_for_the_role_again(monkeypatch: pytest.MonkeyPatch) -> None:
    done: list[str] = []
    monkeypatch.setattr(ui_access, "current_access", lambda: LEZER)
    assert not work.act(lambda: done.append("gedaan"))
    assert done == []


@pytest.mark.usefixtures("beheerder")
def test_a_register_is_previewed_and_published(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path, tmp_path: Path
) -> None:
    publish_workbook(
        store,
        workbook(tmp_path / "eerder.xlsx", [project(projectnummer=f"P{n}") for n in range(1, 5)]),
        date(2020, 11, 1),
        "wir",
    )
    app = run(PAGE, store, monkeypatch, levering=received(store, small))
    assert not app.exception
    assert "1 project" in text(app)
    assert next(b for b in app.button if b.label == "Publiceer deze peiling").disabled
    asked = next(field for field in app.text_input if field.label == "Typ hoeveel er verdwijnen, als dat klopt")
    asked.input("2").run()
    assert next(b for b in app.button if b.label == "Publiceer deze peiling").disabled
    next(field for field in app.text_input if field.label == asked.label).input("3").run()
    press(app, "Publiceer deze peiling")
    assert not app.exception
    assert "De peiling mei-21 (versie 1) is gepubliceerd." in text(app)
    assert [p.key for p in store.peilingen()] == ["2020-11-01_v1", "2021-05-01_v1"]
    assert Deliveries(store).all() == ()


@pytest.mark.usefixtures("beheerder")
def test_what_is_published_is_said_also_when_the_delivery_is_gone(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    publish_workbook(store, small, date(2020, 11, 1), "wir")
    app = run(PAGE, store, monkeypatch, levering=received(store, small))
    written = store_module.write_peiling

    def while_a_colleague_discards(*given: Any) -> None:
        written(*given)
        Deliveries(store).discard(Deliveries(store).all()[0].id)

    monkeypatch.setattr(store_module, "write_peiling", while_a_colleague_discards)
    press(app, "Publiceer deze peiling")
    assert "De peiling mei-21 (versie 1) is gepubliceerd." in text(app)


@pytest.mark.usefixtures("beheerder")
def test_whoever_delivers_for_the_first_time_can_be_chosen(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    publish_workbook(store, small, date(2020, 11, 1), "wir")
    app = run(PAGE, store, monkeypatch, levering=received(store, small))
    app.radio(key="bijwerken_omvang").set_value("Een deellevering van één of meer concessiehouders").run()
    assert "ENO" in app.multiselect(key="bijwerken_houders").options


@pytest.mark.usefixtures("beheerder")
def test_the_second_of_two_publishers_sees_what_the_first_did(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    publish_workbook(store, small, date(2020, 11, 1), "wir")
    app = run(PAGE, store, monkeypatch, levering=received(store, small))
    other = examine(File.of(small, parse_apart(small)), Choices(peildatum=date(2021, 4, 1)), store)
    publish(store, other, "de ander")
    press(app, "Publiceer deze peiling")
    assert "Intussen heeft de ander peiling 2021-04-01_v1 gepubliceerd. Dit is een nieuw voorbeeld." in text(app)
    assert len(store.peilingen()) == 2
    press(app, "Publiceer deze peiling")
    assert len(store.peilingen()) == 3


@pytest.mark.usefixtures("beheerder")
def test_where_everything_is_withdrawn_a_peiling_can_be_put_back(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    store.withdraw(publish_workbook(store, small, MAY, "wir").key, "wir", "fout")
    app = run(PAGE, store, monkeypatch)
    app.text_input[0].set_value("toch goed").run()
    press(app, "Zet terug")
    assert not app.exception
    assert [p.withdrawn for p in store.peilingen()] == [False]


@pytest.mark.usefixtures("beheerder")
def test_what_withdrawing_and_putting_back_would_show_is_said_before(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    keys = [publish_workbook(store, small, MAY, "wir").key for _ in range(3)]
    app = run(PAGE, store, monkeypatch)
    assert "dan zien lezers van 1 mei 2021 versie 2 (1 project)" in text(app)
    store.withdraw(keys[1], "wir", "fout")
    app.selectbox(key="bijwerken_peiling").select(keys[1]).run()
    assert "Zet u deze peiling terug, dan zien lezers van 1 mei 2021 versie 3" in text(app)
    app.selectbox(key="bijwerken_peiling").select(keys[0]).run()
    assert "alleen langs een link met haar versienummer" in text(app)


@pytest.mark.usefixtures("beheerder")
def test_signs_of_a_register_stay_signs_in_labels(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begin_store(store, example=True)
    path = workbook(tmp_path / "tekens.xlsx", [project(zorgkantoorregio="*Twentee*")])
    book = load_workbook(path)
    book["Projecten"]["R1"], book["Projecten"]["R2"] = "![x](https://voorbeeld.nl)", "[klik](https://voorbeeld.nl)"
    book.save(path)
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    labels = [w.label for w in (*app.selectbox, *app.button, *app.expander)]
    assert any(r"\!\[x\]\(https\:" in said for said in labels)
    assert any(r"‘\*Twentee\*’" in said for said in labels)
    assert not any("](http" in said for said in labels)


def test_readers_are_told_of_a_correction_with_both_versions(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path, tmp_path: Path
) -> None:
    publish_workbook(store, small, MAY, "wir")
    better = workbook(tmp_path / "beter.xlsx", [project(), project(projectnummer="P2", status="Gestopt")], [score()])
    second = publish_workbook(store, better, MAY, "wir", toelichting="Een project ontbrak.")
    told = text(run("dashboard.py", store, monkeypatch))
    assert "gecorrigeerd (Een project ontbrak)" in told
    assert "versie=1" in told
    errata = table(shown(run("pages/10_Verantwoording.py", store, monkeypatch)), "Gecorrigeerde cijfers")
    assert ["tabel 6", "Vroegtijdig gestopt of helemaal niet gestart", "mei-21", "0", "1"] in rows(errata)
    store.withdraw(second.key, "wir", "verkeerd bestand")
    assert "Versie 2 van de peiling van 1 mei 2021 is ingetrokken (verkeerd bestand)" in text(
        run("dashboard.py", store, monkeypatch)
    )


def errors_of(store: Store) -> str:
    (delivery,) = Deliveries(store).all()
    found = examine(Deliveries(store).file(delivery), delivery.choices, store).checked.errors
    return " ".join(map(str, found))


@pytest.mark.usefixtures("beheerder")
def test_two_sheets_are_asked_and_read_together(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begin_store(store, example=False)
    path = workbook(tmp_path / "2021-05-01.xlsx", [project()])
    book = load_workbook(path)
    book["Projecten"].title = "CZ"
    other = book.copy_worksheet(book["CZ"])
    other.title, other["A2"] = "VGZ", "P2"
    book.save(path)
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    assert "heeft meer dan een blad Projecten: CZ en VGZ" in text(app)
    app.button(key="lees_samen").click().run()
    assert not app.exception
    assert "2 projecten" in text(app)
    app.button(key="vergeet_bladen").click().run()
    assert "heeft meer dan een blad Projecten" in text(app)


@pytest.mark.usefixtures("beheerder")
def test_a_head_that_is_not_found_is_pointed_at(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    begin_store(store, example=False)
    path = workbook(tmp_path / "2021-05-01.xlsx", [project()], [score()])
    book = load_workbook(path)
    page = book["Projecten"]
    page.move_range("A1:Q2", rows=20)
    for number in range(1, 21):
        page.cell(number, 1).value = f"Toelichting {number}"
    page["A21"], page["B21"] = None, None
    book.save(path)
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    assert not app.exception
    assert "De verplichte kolom 'projectnaam' ontbreekt." in unescape(text(app))


@pytest.mark.usefixtures("beheerder")
def test_all_that_is_sure_is_repaired_with_one_click(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begin_store(store, example=False)
    rows = [project(projectnummer=f"P{n}", impact="n.v.t.", startdatum="1-9-20") for n in range(3)]
    app = run(PAGE, store, monkeypatch, levering=received(store, workbook(tmp_path / "2021-05-01.xlsx", rows)))
    assert "geen hele datum" in errors_of(store)
    app.button(key="herstel_zeker").click().run()
    assert not app.exception
    assert errors_of(store) == ""
    assert next(b for b in app.button if b.label == "Publiceer deze peiling").disabled is False


@pytest.mark.usefixtures("beheerder")
def test_an_address_of_a_person_blocks_until_it_is_confirmed(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begin_store(store, example=False)
    path = workbook(tmp_path / "2021-05-01.xlsx", [project(contact="j.jansen@voorbeeld.nl")])
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    assert not [b for b in app.button if b.label == "Publiceer deze peiling"]
    next(b for b in app.button if "functioneel" in b.label).click().run()
    press(app, "Publiceer deze peiling")
    assert len(store.peilingen()) == 1


@pytest.mark.usefixtures("beheerder")
def test_a_column_that_is_lost_has_to_be_answered(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path, tmp_path: Path
) -> None:
    publish_workbook(store, small, date(2020, 11, 1), "wir")
    path = workbook(tmp_path / "2021-05-01.xlsx", [project()], leave_out=["aantal organisaties"])
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    assert next(b for b in app.button if b.label == "Publiceer deze peiling").disabled
    app.radio(key="ontbreekt_project.aantal_organisaties").set_value("houden").run()
    press(app, "Publiceer deze peiling")
    assert [r["aantal_organisaties"] for r in store.register_of(store.peilingen()[-1]).of(PROJECTS) or ()] == [3]
    assert "Bekijk de peiling mei-21" in text(app)


@pytest.mark.usefixtures("beheerder")
def test_several_columns_that_are_lost_are_kept_with_one_click(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    before = workbook(tmp_path / "eerder.xlsx", [project(aantal_organisaties=3, omschrijving="Leren")])
    publish_workbook(store, before, date(2020, 11, 1), "wir")
    path = workbook(tmp_path / "2021-05-01.xlsx", [project()], leave_out=["aantal organisaties", "omschrijving"])
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    press(app, "Houd in alle 2 kolommen wat er stond")
    press(app, "Publiceer deze peiling")
    (row,) = store.register_of(store.peilingen()[-1]).of(PROJECTS) or ()
    assert (row["aantal_organisaties"], row["omschrijving"]) == (3, "Leren")


@pytest.mark.usefixtures("beheerder")
def test_what_is_brought_in_again_is_told(store: Store, monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    publish_workbook(store, small, date(2020, 11, 1), "wir")
    app = run(PAGE, store, monkeypatch, levering=received(store, small))
    assert "Precies dit is al gepubliceerd als nov-20 (versie 1, wir)." in text(app)


@pytest.mark.usefixtures("beheerder")
def test_a_message_is_there_for_who_has_something_to_mend(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begin_store(store, example=False)
    path = workbook(tmp_path / "2021-05-01.xlsx", [project(hoofdrubriek="Tegnologie")])
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    assert app.selectbox(key="bijwerken_bericht").options == ["Menzis"]
    assert "- Projecten F2 (P1 Samen leren), hoofdrubriek: 'Tegnologie' is geen" in app.code[0].value


@pytest.mark.usefixtures("beheerder")
def test_findings_are_shown_before_the_tick_of_a_correction(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path, tmp_path: Path
) -> None:
    publish_workbook(store, small, MAY, "wir")
    path = workbook(tmp_path / "2021-05-01.xlsx", [project(hoofdrubriek="Tegnologie")])
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    assert "1 fout, " in text(app)
    next(b for b in app.button if "wordt ‘Technologie’" in b.label).click().run()
    assert "Geef aan dat dit een correctie is" in text(app)
    assert next(b for b in app.button if b.label == "Publiceer deze peiling").disabled


@pytest.mark.usefixtures("beheerder")
def test_the_address_goes_to_what_was_published_with_what_was_selected(
    store: Store, monkeypatch: pytest.MonkeyPatch, small: Path
) -> None:
    publish_workbook(store, small, date(2020, 11, 1), "wir")
    said = {"levering": received(store, small), "peildatum": "2020-11-01", "thema": "technologie"}
    app = press(run(PAGE, store, monkeypatch, **said), "Publiceer deze peiling")
    there = {"peildatum": "2021-05-01", "vergelijk": "2020-11-01", "thema": "technologie"}
    assert dict(app.query_params) == there


@pytest.mark.usefixtures("beheerder")
def test_a_correction_asks_for_a_reason(store: Store, monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    publish_workbook(store, small, MAY, "wir")
    app = run(PAGE, store, monkeypatch, levering=received(store, small))
    app.checkbox(key="bijwerken_correctie").check().run()
    assert next(b for b in app.button if b.label == "Publiceer deze peiling").disabled
    app.text_input(key="bijwerken_toelichting").input("Een project ontbrak.").run()
    assert not next(b for b in app.button if b.label == "Publiceer deze peiling").disabled


@pytest.mark.usefixtures("beheerder")
def test_a_remark_on_what_readers_have_is_published_as_a_next_version(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    store = copy(example_store, tmp_path / "opslag")
    app = run(PAGE, store, monkeypatch)
    app.selectbox(key="opmerking_bij_2020-11-01_v1").set_value("tabel:6").run()
    field = "opmerking_2020-11-01_v1_tabel:6"
    app.text_input(key=field).set_value("Bel 06 12345678").run()
    assert "telefoonnummer" in text(press(app, "Bewaar opmerking"))
    app.text_input(key=field).set_value("Daling door <b>herindeling</b>").run()
    press(app, "Bewaar opmerking")
    assert "Nog niet gepubliceerd" in text(app)
    assert store.all_keys()[-1] == "2020-11-01_v1"
    press(app, "Publiceer met deze opmerkingen")
    assert not app.exception
    assert "De peiling okt-20 (versie 2) is gepubliceerd." in text(app)
    assert store.catalogue().latest().manifest.opmerkingen == {"tabel:6": "Daling door <b>herindeling</b>"}
    assert not shown(app).xpath("//td/b")


@pytest.mark.usefixtures("beheerder")
def test_a_remark_goes_along_with_a_delivery(store: Store, monkeypatch: pytest.MonkeyPatch, small: Path) -> None:
    begin_store(store, example=False)
    app = run(PAGE, store, monkeypatch, levering=received(store, small))
    app.selectbox(key="opmerking_bij_levering").set_value("regio:TWE").run()
    app.text_input(key="opmerking_levering_regio:TWE").set_value("Heringedeeld.").run()
    press(app, "Bewaar opmerking")
    assert "Heringedeeld." in text(app)
    press(app, "Publiceer deze peiling")
    assert store.catalogue().latest().manifest.opmerkingen == {"regio:TWE": "Heringedeeld."}
