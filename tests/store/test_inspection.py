"""python -m wir keuring says of every peiling whether it is whole and how to mend it, and writes nothing."""

import json
import os
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.support.command_line import Wir
from tests.support.damaged_stores import FIRST, NEW, OLD, content, copy, flip, folder_of, say
from wir.store.peiling_files import SUMS, seal
from wir.store.pending_deliveries import Deliveries
from wir.store.publishing import publish_workbook
from wir.store.store import Store


@pytest.fixture
def wir(three: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    monkeypatch.setenv("WIR_OPSLAG", str(tmp_path / "opslag"))
    store = copy(three, tmp_path / "opslag")
    store.withdraw(OLD, "wir", "vervangen")
    return Wir(store)


class TestKeuring:
    def test_of_a_store_that_is_whole_writes_nothing(self, wir: Wir) -> None:
        before = content(wir.store.folder)
        said = wir("keuring")
        assert (said.exit_code, said.stderr) == (0, "")
        lines = [f"{key}: in orde" for key in (FIRST, OLD, NEW)]
        assert said.stdout.splitlines() == [
            *lines,
            "opslag: in orde",
            f"3 peilingen in {wir.store.folder}: alles in orde.",
        ]
        assert content(wir.store.folder) == before

    def test_names_each_file_that_is_wrong_and_how_to_mend_it(self, wir: Wir) -> None:
        flip(folder_of(wir.store, FIRST) / "project.parquet", 20)
        os.truncate(folder_of(wir.store, NEW) / "manifest.json", 30)
        os.truncate(folder_of(wir.store, NEW) / "regios.csv", 30)
        os.truncate(wir.store.places(OLD)[1] / "0001_ingetrokken.json", 3)
        said = wir("keuring")
        assert said.exit_code == 1
        changed = "is veranderd sinds het is geschreven: de SHA-256 klopt niet"
        lines = said.stdout.splitlines()
        assert lines[0] == f"{FIRST}: project.parquet {changed}"
        assert "python -m wir herbouw --naar MAP" in lines[1]
        assert lines[2] == f"{OLD}: markeringen/{OLD}/0001_ingetrokken.json is niet te lezen"
        assert lines[3] == f"  herstel: zet de map markeringen/{OLD} terug uit een reservekopie"
        assert lines[4] == f"{NEW}: manifest.json {changed}; regios.csv {changed}"
        assert f"zet de map peilingen/{NEW} terug uit een reservekopie" in lines[5]
        assert f"python -m wir trek-in {NEW}" in lines[5]
        assert lines[-1] == f"3 peilingen in {wir.store.folder}: 3 beschadigd."

    def test_as_json(self, wir: Wir) -> None:
        os.truncate(folder_of(wir.store, NEW) / "project.parquet", 30)
        (wir.store.folder / "tijdelijk" / "half").mkdir()
        said = wir.json("keuring")
        assert (said["in_orde"], [p["in_orde"] for p in said["peilingen"]]) == (False, [True, True, False])
        assert said["peilingen"][2]["peiling"] == NEW
        assert said["peilingen"][2]["fouten"][0]["bestand"] == "project.parquet"
        assert said["rest"]["opmerkingen"]

    def test_says_which_versions_are_gone(self, wir: Wir) -> None:
        """One before a newer one, and one that another says it follows."""
        for key in (FIRST, OLD):
            shutil.rmtree(folder_of(wir.store, key))
        shutil.rmtree(wir.store.folder / "markeringen")
        said = wir("keuring")
        assert said.exit_code == 1
        assert f"opslag: {OLD} ontbreekt: de map is weg" in said.stdout
        shutil.copytree(folder_of(wir.store, NEW), folder_of(wir.store, OLD))
        say(folder_of(wir.store, OLD), versie=1, voorganger=FIRST)
        assert f"opslag: {FIRST} ontbreekt: de map is weg" in wir("keuring").stdout

    def test_remarks_on_what_is_odd_and_not_wrong(self, wir: Wir) -> None:
        (folder_of(wir.store, FIRST) / SUMS).unlink()
        say(folder_of(wir.store, NEW), app_versie="0.20.0", wanneer="2090-01-01T00:00:00+00:00", nieuw=1)
        said = wir("keuring")
        assert said.exit_code == 0
        assert "niet te bewijzen dat de inhoud ongewijzigd is" in said.stdout
        assert "een nieuwere versie van het dashboard (0.20.0" in said.stdout
        assert "een tijd in de toekomst: 1 januari 2090" in said.stdout

    def test_calls_leftovers_harmless_and_the_next_publication_clears_them(self, wir: Wir) -> None:
        store = wir.store
        half = store.places(NEW)[1] / "0001_ingetrokken.half"
        half.parent.mkdir()
        half.write_text("{", encoding="utf-8")
        for name in ("tijdelijk/abc", "leveringen/" + "0" * 32):
            (store.folder / name).mkdir(parents=True)
        said = wir("keuring")
        assert (said.exit_code, said.stdout.count("lezers zien daar niets van")) == (0, 3)
        assert Deliveries(store).all() == ()
        publish_workbook(store, folder_of(store) / "ingelezen.xlsx", date(2021, 5, 1), "wir")
        assert wir("keuring").stdout.count("lezers zien daar niets van") == 1
        assert not half.exists()

    def test_reads_the_kept_workbook_again(self, wir: Wir) -> None:
        """What a stricter app no longer reads cannot be rebuilt, but it is no less whole: a copy of it is a copy."""
        folder = folder_of(wir.store)
        (folder / "ingelezen.xlsx").write_bytes(b"PK geen werkmap")
        seal(folder)
        said = wir("keuring")
        assert (said.exit_code, wir.store.damaged()) == (0, ())
        assert f"{NEW}: in orde\n  let op: ingelezen.xlsx kan niet opnieuw worden ingelezen" in said.stdout
        assert "de peiling zelf is heel" in said.stdout
        (folder / "ingelezen.xlsx").unlink()
        assert (wir("keuring").exit_code, [d.file for d in wir.store.damaged()]) == (1, ["ingelezen.xlsx"])

    def test_does_not_make_a_store(self, wir: Wir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setenv("WIR_OPSLAG", str(tmp_path / "weg"))
        said = wir("keuring")
        assert (said.exit_code, "staat geen opslag" in said.stderr, (tmp_path / "weg").exists()) == (2, True, False)


def test_commands_go_on_with_what_is_whole_and_say_what_is_not(wir: Wir) -> None:
    os.truncate(folder_of(wir.store) / "project.parquet", 30)
    said = wir("tabel", "6", "--peildatum", "2020-03-01", "--vergelijk", "geen")
    assert (said.exit_code, "Totaal" in said.stdout) == (0, True)
    assert f"peiling {NEW} is beschadigd (project.parquet is veranderd" in said.stderr
    assert "keuring" in said.stderr
    listed = json.loads(wir("peilingen", "--formaat", "json").stdout)
    assert [p["versie"] for p in listed] == [1, 1]
    for asked in ("2020-11-01", NEW):
        refused = wir("verschil", FIRST, asked)
        assert (refused.exit_code, "is beschadigd en wordt niet getoond" in refused.stderr) == (2, True)
    assert wir("trek-in", NEW, "--door", "wir", "--reden", "beschadigd").exit_code == 0
    assert wir.store.catalogue().missed == ()
