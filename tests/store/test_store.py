"""Peilingen on disk: immutable, versioned, whole or not at all, withdrawn without loss."""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from tests.support.registers import project, read_register, score, workbook
from wir.common.errors import NotPossible, PublishConflict, UnknownPeiling
from wir.common.paths import DATA
from wir.database.database import Database
from wir.domain.address import at, read_params
from wir.domain.catalogue import Catalogue
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.peiling import Peiling, default_label
from wir.domain.selection import Selection
from wir.domain.vocabulary import regions, vocabulary
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, examine
from wir.store.delivery import publish as publish_examined
from wir.store.publishing import fill_empty_store, publish_workbook
from wir.store.store import Store
from wir.tables.build import build_table

MAY = date(2021, 5, 1)
EXAMPLE_DATES = ("2019-03-01", "2019-10-01", "2020-03-01", "2020-11-01")


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return workbook(tmp_path / "klein.xlsx", [project()], [score()])


def publish(store: Store, path: Path, **more: object) -> Peiling:
    return publish_workbook(store, path, MAY, door="inkoper", **more)  # type: ignore[arg-type]


def content(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in folder.iterdir()}


def test_a_peiling_says_what_it_is(store: Store, small: Path) -> None:
    manifest = publish(store, small, toelichting="eerste").manifest
    assert (manifest.peildatum, manifest.versie, manifest.label) == (MAY, 1, "mei-21")
    assert (manifest.rows(PROJECTS), manifest.rows(REGIONS), manifest.gereconstrueerd) == (1, 1, 0)
    assert (manifest.door, manifest.toelichting, manifest.bestand) == ("inkoper", "eerste", "klein.xlsx")
    assert manifest.sha256 == hashlib.sha256(small.read_bytes()).hexdigest()


def test_the_register_as_read_can_be_read_again(store: Store, small: Path) -> None:
    peiling = publish(store, small)
    again = read_register(peiling.folder / "ingelezen.xlsx", vocabulary(), regions())
    assert again == read_register(small, vocabulary(), regions())


def test_a_correction_is_a_new_version_and_the_old_one_stays(store: Store, small: Path, tmp_path: Path) -> None:
    first = publish(store, small)
    before = content(first.folder)
    second = publish(store, workbook(tmp_path / "beter.xlsx", [project(), project(projectnummer="P2")], [score()]))
    assert second.versie == 2
    assert content(first.folder) == before
    database = Database(store)
    totals = [build_table("6", database, Selection(MAY, versie)).rows[-1].values[0] for versie in (None, 1, 2)]
    assert totals == [2, 1, 2]


def test_two_publishers_cannot_both_win(store: Store, small: Path) -> None:
    """The second looked at a store without the first: it is told what the first did."""
    file = File.of(small, parse_apart(small))
    mine, yours = (examine(file, Choices(peildatum=MAY), store) for _ in range(2))
    first = publish_examined(store, mine, "eerste")
    before = content(first.folder)
    with pytest.raises(PublishConflict, match="eerste peiling 2021-05-01_v1 gepubliceerd"):
        publish_examined(store, yours, "tweede")
    assert [p.key for p in store.peilingen()] == ["2021-05-01_v1"]
    assert content(first.folder) == before
    assert list((store.folder / "tijdelijk").iterdir()) == []


def test_an_unfinished_publish_is_no_peiling(store: Store, small: Path) -> None:
    publish(store, small)
    (store.folder / "tijdelijk" / "half").mkdir()
    assert len(store.peilingen()) == 1


def test_withdrawing_hides_and_deletes_nothing(store: Store, small: Path) -> None:
    first, second = publish(store, small), publish(store, small)
    store.withdraw(second.key, door="wir", reden="verkeerd bestand")
    catalogue = Catalogue(store.peilingen())
    assert catalogue.latest().key == first.key
    assert catalogue.find(MAY, versie=2).withdrawn
    store.put_back(second.key, door="wir", reden="toch goed")
    assert Catalogue(store.peilingen()).latest().key == second.key
    marks = sorted((store.folder / "markeringen" / second.key).iterdir())
    assert [json.loads(m.read_text())["reden"] for m in marks] == ["verkeerd bestand", "toch goed"]


def test_withdrawing_what_is_not_there_says_what_there_is(store: Store, small: Path) -> None:
    publish(store, small)
    with pytest.raises(UnknownPeiling, match="2021-05-01_v1"):
        store.withdraw("2021-05-01_v9", door="wir", reden="?")
    with pytest.raises(NotPossible, match="niet ingetrokken"):
        store.put_back("2021-05-01_v1", door="wir", reden="?")


def test_the_version_of_the_store_changes_with_what_readers_see(store: Store, small: Path) -> None:
    versions = [store.version()]
    peiling = publish(store, small)
    versions.append(store.version())
    store.withdraw(peiling.key, door="wir", reden="fout")
    versions.append(store.version())
    store.put_back(peiling.key, door="wir", reden="goed")
    versions.append(store.version())
    assert len(set(versions)) == 4


def test_a_register_may_have_only_one_sheet(store: Store, tmp_path: Path) -> None:
    publish(store, workbook(tmp_path / "regios.xlsx", scores=[score()]))
    database = Database(store)
    assert build_table("6", database, Selection(MAY)).rows[-1].values == (None,)
    phases = build_table("1", database, Selection(MAY))
    assert phases.value("afspraken", "4") == 1
    assert phases.value("afspraken", "onbekend") == 33
    assert phases.value("afspraken", "totaal") == 34


def test_a_register_without_scores_counts_no_regions(store: Store, tmp_path: Path) -> None:
    """Its regions are in the lists, but whether they were scored is not registered."""
    publish(store, workbook(tmp_path / "projecten.xlsx", [project()]))
    for number in ("1", "2", "3"):
        table = build_table(number, Database(store), Selection(MAY))
        assert {row.values for row in table.rows} == {(None,)}
        assert "niet geregistreerd" in table.footnotes[-1]


def test_an_empty_store_is_filled_once(store: Store) -> None:
    fill_empty_store(store)
    fill_empty_store(store)
    assert [p.label for p in store.peilingen()] == ["mrt-19", "okt-19", "mrt-20", "okt-20"]
    assert {p.versie for p in store.peilingen()} == {1}


FILLING = """
from wir.cli.group import open_store
print(len(open_store(example=True).peilingen()))
"""


@pytest.mark.full
def test_processes_that_fill_at_once_all_see_the_whole_example(store: Store) -> None:
    environment = {**os.environ, "WIR_OPSLAG": str(store.folder)}
    command = [sys.executable, "-c", FILLING]
    running = [subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    assert {process.communicate()[0] for process in running} == {"4\n"}
    assert [p.key for p in store.peilingen()] == [f"{day}_v1" for day in EXAMPLE_DATES]


def test_a_filling_that_was_broken_off_is_completed(store: Store) -> None:
    fill_empty_store(store)
    for peiling in store.peilingen()[1:]:
        shutil.rmtree(peiling.folder)
    fill_empty_store(store)
    assert len(store.peilingen()) == 4


def test_a_store_of_ones_own_is_left_alone(store: Store, small: Path) -> None:
    publish(store, small)
    fill_empty_store(store)
    assert [p.label for p in store.peilingen()] == ["mei-21"]


def test_labels_are_dutch() -> None:
    assert [default_label(date(2021, month, 1)) for month in (3, 5, 10)] == ["mrt-21", "mei-21", "okt-21"]


def test_the_columns_of_table_7_follow_the_peildatum(store: Store, tmp_path: Path) -> None:
    rows = [
        project(projectnummer=f"P{i}", startdatum=start)
        for i, start in enumerate([date(2019, 1, 1), date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1), None])
    ]
    publish(store, workbook(tmp_path / "jaren.xlsx", rows))
    table = build_table("7", Database(store), Selection(MAY))
    assert [c.name for c in table.columns] == [
        "Start 2021",
        "Start in 2022",
        "Totaal 2021-2022",
        "Procentueel 2021-2022",
        "Aanvang 2018-2020",
        "Procentueel 2018-2020",
        "Start later of onbekend",
    ]
    assert table.rows[-1].values == (1, 1, 2, 1.0, 1, 1.0, 2)


def test_a_project_for_a_whole_zorgkantoorregio_counts_there_and_not_in_its_parts(store: Store, tmp_path: Path) -> None:
    rows = [
        project(projectnummer="P1", zorgkantoorregio="Arnhem"),
        project(projectnummer="P2", zorgkantoorregio="Arnhem", subregio="Achterhoek"),
    ]
    publish(store, workbook(tmp_path / "arnhem.xlsx", rows))
    database = Database(store)
    counts = {
        code: build_table("6", database, Selection(MAY).with_filter("regio", [code])).total("status", ("totaal",))
        for code in ("ARN-ALLE", "ARN", "ACH")
    }
    assert counts == {"ARN-ALLE": 2, "ARN": 0, "ACH": 1}


def test_a_link_means_the_lists_of_its_own_peiling(
    store: Store, small: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    publish_workbook(store, small, date(2020, 11, 1), door="wir")
    renamed = tmp_path / "data"
    shutil.copytree(DATA, renamed, ignore=shutil.ignore_patterns("opslag", "voorbeeld"))
    lists = renamed / "begrippen.csv"
    lists.write_text(lists.read_text(encoding="utf-8").replace("anders-werken,", "slimmer-werken,"), encoding="utf-8")
    monkeypatch.setattr("wir.store.peiling_files.DATA", renamed)
    publish(store, small)
    database = Database(store)
    old = read_params({"peildatum": ["2020-11-01"], "thema": ["anders-werken"]}, database.catalogue, database.lists)
    assert (old.selection.of("thema"), old.refused) == (("anders-werken",), ())
    new = read_params({"peildatum": ["2021-05-01"], "thema": ["anders-werken"]}, database.catalogue, database.lists)
    assert new.selection.of("thema") == ("slimmer-werken",)  # its label is still Anders werken
    both = build_table("4", database, Selection(MAY, vergelijk_peildatum=date(2020, 11, 1)))
    assert len(both.rows) == 12


def test_a_pinned_link_keeps_every_column(store: Store, tmp_path: Path, small: Path) -> None:
    for day in (date(2019, 3, 1), date(2020, 3, 1), MAY):
        publish_workbook(store, small, day, door="wir")
    before = Database(store)
    selection = at(before.catalogue, before.catalogue.latest())
    pinned = selection.pinned(before.shown(selection), before.compared(selection), before.history(selection))
    quoted = build_table("1", before, pinned)
    correction = workbook(tmp_path / "beter.xlsx", [project()], [score(afspraken=1)])
    publish_workbook(store, correction, date(2019, 3, 1), door="wir")
    publish_workbook(store, correction, date(2018, 3, 1), door="wir")
    after = Database(store)
    reading = read_params(pinned.to_params(), after.catalogue, after.lists)
    assert reading.selection == pinned
    assert [r.values for r in build_table("1", after, reading.selection).rows] == [r.values for r in quoted.rows]
    assert build_table("1", after, selection).value("afspraken", "1", "2019-03-01") == 1


def test_two_versions_of_one_peildatum_side_by_side(store: Store, tmp_path: Path, small: Path) -> None:
    fill_empty_store(store)
    publish_workbook(store, small, date(2020, 11, 1), door="wir", label="okt-20")
    database = Database(store)
    selection = Selection(date(2020, 11, 1), 1, date(2020, 11, 1), 2)
    table = build_table("6", database, selection)
    assert ([c.name for c in table.columns], table.peiling.versie) == (["okt-20 v2", "okt-20 v1"], 1)
    assert [build_table(n, database, selection).equals_report for n in ("1", "6")] == [True, True]
