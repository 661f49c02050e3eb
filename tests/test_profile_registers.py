"""The page about one regio over small registers of its own: hostile texts, regiobroad, a step back, what vanished."""

import re
from datetime import date
from pathlib import Path

import pytest

from tests.registers import project, score, workbook
from tests.test_pages import run, text
from tests.test_profile_page import PAGE, link, words
from wir.publishing import publish_workbook
from wir.store import Store


def test_a_real_register_with_one_project_and_one_score(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    name, note = "<i>*Heel* lang</i> " * 12, "<script>x</script>\n\n# Let op"
    register = workbook(tmp_path / "a.xlsx", [project(projectnaam=name)], [score(toelichting=note)])
    publish_workbook(store, register, date(2021, 5, 1), door="wir")
    twente = run(PAGE, store, monkeypatch, regio="TWE")
    assert not twente.exception
    assert "Toelichting van WIR: &lt;script&gt;x&lt;/script&gt; # Let op" in words(twente)
    assert "Nederland: 1 van 34 in fase 5, 33 niet gescoord" in words(twente)
    assert "In geen score achter." in words(twente)
    assert not re.search(r"<script>|<i>", text(twente))
    assert "reconstructie" not in text(twente)
    other = run(PAGE, store, monkeypatch, regio="DRE")
    assert "Niet gescoord: regiovisie." in words(other)
    assert "In geen score achter." not in words(other)
    assert "Zilveren Kruis: 11 van 11 niet gescoord" in words(other)


def test_regiobroad_projects_stand_apart(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    broad = project(projectnummer="P1", projectnaam="Voor allen", zorgkantoorregio="Arnhem")
    own = project(projectnummer="P2", projectnaam="Voor ons", zorgkantoorregio="Arnhem", subregio="Food Valley")
    publish_workbook(store, workbook(tmp_path / "a.xlsx", [broad, own], [score()]), date(2021, 10, 1), door="wir")
    part = words(run(PAGE, store, monkeypatch, regio="FOO"))
    assert "Totaal | 1 100,0% | 2 100,0% | 2 100,0%" in part
    assert part.index("Voor ons") < part.index("Regiobreed: geplaatst bij Arnhem") < part.index("Voor allen")
    assert "Dit project in het register" in part
    whole = words(run(PAGE, store, monkeypatch, regio="ARN-ALLE"))
    assert "Voor allen | regiobreed" in whole
    assert "Totaal | 2 100,0% | 2 100,0% | 2 100,0%" in whole


def test_a_step_back_is_said(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for day, phase in ((date(2020, 3, 1), 5), (date(2020, 11, 1), 3)):
        publish_workbook(store, workbook(tmp_path / "a.xlsx", [project()], [score(visie=phase)]), day, door="wir")
    said = words(run(PAGE, store, monkeypatch, regio="TWE"))
    assert "Gezakt: regiovisie van fase 5 naar fase 3." in said
    assert "In geen score gezakt" not in said


def test_what_vanished_is_counted_where_it_was(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    stays, goes = project(projectnummer="P1"), project(projectnummer="P2")
    for day, rows in ((date(2020, 3, 1), [stays, goes]), (date(2020, 11, 2), [stays])):
        publish_workbook(store, workbook(tmp_path / "a.xlsx", rows, [score()]), day, door="wir")
    app = run(PAGE, store, monkeypatch, regio="TWE")
    assert "Projecten: geen nieuw, 1 verdwenen, geen gewijzigd en 1 ongewijzigd." in words(app)
    gone = link(app, "1 verdwenen")
    assert (gone["peildatum"], gone["vergelijk"], gone["verandering"]) == (
        ["2020-03-01"],
        ["2020-11-02"],
        ["verdwenen"],
    )
