"""Readers get the peilingen that are whole; what is damaged is told, and nothing else ever stands in its place."""

import errno
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.support.damaged_stores import (
    FIRST,
    MARCH,
    NEW,
    NOVEMBER,
    OLD,
    PLAIN,
    PROVEN,
    Figures,
    copy,
    failing_read,
    figures,
    flip,
    folder_of,
    say,
)
from tests.support.read_only_store import as_another
from tests.support.registers import project, workbook
from wir.common.errors import DamagedPeiling, NotPossible
from wir.database.database import Database
from wir.domain.peiling import read_key
from wir.store.peiling_files import SUMS
from wir.store.publishing import fill_empty_store, publish_workbook
from wir.store.store import Store

Damage = Callable[[Path], object]
UNDER = date(2019, 1, 1)


@pytest.fixture
def store(three: Store, tmp_path: Path) -> Store:
    return copy(three, tmp_path / "opslag")


@pytest.fixture(scope="module")
def right(three: Store) -> Figures:
    return figures(three)


def check_told(store: Store, file: str) -> None:
    """November is told to be damaged and not replaced by what it corrected."""
    (damaged,) = store.damaged()
    assert (damaged.key, damaged.file) == (NEW, file)
    catalogue = store.catalogue()
    assert [p.key for p in catalogue.current] == [FIRST]
    for version in (None, 2):
        with pytest.raises(DamagedPeiling, match="van 1 november 2020 is beschadigd en wordt niet getoond"):
            catalogue.find(NOVEMBER, version)
    assert [p.key for p in catalogue.peilingen] == [FIRST, OLD]


@pytest.mark.parametrize(("file", "damage"), [*PLAIN, *PROVEN])
def test_a_damaged_peiling_is_told_and_nothing_takes_its_place(store: Store, file: str, damage: Damage) -> None:
    assert store.damaged() == ()
    damage(folder_of(store))
    check_told(store, file)


def test_what_is_whole_is_shown_as_it_was(store: Store, right: Figures) -> None:
    for file, damage in (PLAIN[4], PLAIN[12], PROVEN[0]):
        damage(folder_of(store))
        assert store.damaged()[0].file in (file, "manifest.json")
        assert figures(store) == {key: right[key] for key in (FIRST, OLD)}


@pytest.mark.parametrize(("file", "damage"), PLAIN)
def test_also_where_nothing_proves_what_was_written(store: Store, file: str, damage: Damage) -> None:
    """A peiling of an older app has no sums."""
    (folder_of(store) / SUMS).unlink()
    assert store.damaged() == ()
    damage(folder_of(store))
    check_told(store, file)


@pytest.mark.parametrize(
    ("damage", "file"),
    [
        (lambda marks: (marks / "0001_ingetrokken.json").write_text('{"door": "wir"'), "0001_ingetrokken.json"),
        (lambda marks: (marks / "0001_ingetrokken.json").write_bytes(b""), "0001_ingetrokken.json"),
        (lambda marks: (marks / "0001_ingetrokken.json").unlink(), "0002_teruggezet.json"),
        (lambda marks: (marks / "0002_teruggezet.json").rename(marks / "0002_verkocht.json"), "0002_verkocht.json"),
    ],
    ids=["cut", "empty", "gone", "unknown"],
)
def test_marks_that_do_not_tell_hide_the_peiling(store: Store, damage: Damage, file: str) -> None:
    """It may have been withdrawn."""
    store.withdraw(NEW, "wir", "fout")
    store.put_back(NEW, "wir", "toch goed")
    damage(store.places(NEW)[1])
    check_told(store, f"markeringen/{NEW}/{file}")
    with pytest.raises(NotPossible, match="markeringen van peiling 2020-11-01_v2 zijn beschadigd"):
        store.withdraw(NEW, "wir", "beschadigd")


@pytest.mark.parametrize("become", [Path.touch, lambda marks: marks.symlink_to(marks)], ids=["file", "loop"])
def test_marks_that_cannot_be_listed_hide_the_peiling(store: Store, become: Damage) -> None:
    """It may have been withdrawn; the rest goes on, also publishing."""
    store.withdraw(NEW, "wir", "fout")
    marks = store.places(NEW)[1]
    marks.rename(marks.with_name("elders"))
    become(marks)
    check_told(store, f"markeringen/{NEW}")
    assert [name for name in store.names() if name.startswith(NEW)] == [NEW, f"{NEW}/onleesbaar"]
    register = workbook(store.folder.parent / "vroeger.xlsx", [project()])
    assert publish_workbook(store, register, UNDER, "wir").versie == 1


@pytest.mark.parametrize(
    ("place", "mode", "told"), [(0, 0o600, "begrippen.csv"), (1, 0o000, f"markeringen/{NEW}")], ids=["files", "marks"]
)
def test_a_folder_that_may_not_be_read_hides_its_peiling_only(store: Store, place: int, mode: int, told: str) -> None:
    store.withdraw(NEW, "wir", "fout")
    folder = store.places(NEW)[place]
    folder.chmod(mode)
    said = as_another(store, sys.executable, "-m", "wir", "keuring")
    folder.chmod(0o755)
    lines = said.stdout.splitlines()
    assert (said.returncode, said.stderr, lines[0], lines[-1].split(": ")[1]) == (
        1,
        "",
        f"{FIRST}: in orde",
        "1 beschadigd.",
    )
    assert f"{told} is niet te lezen: daar is geen toestemming voor" in lines[2]


def test_half_a_mark_is_no_mark(store: Store) -> None:
    (store.folder / "markeringen" / NEW).mkdir(parents=True)
    (store.folder / "markeringen" / NEW / "0001_ingetrokken.half").write_text('{"do', encoding="utf-8")
    assert (store.damaged(), store.catalogue().current[-1].key) == ((), NEW)


def test_a_folder_that_is_gone_is_told_where_its_marks_are_left(store: Store) -> None:
    store.withdraw(NEW, "wir", "fout")
    store.put_back(NEW, "wir", "toch goed")
    shutil.rmtree(folder_of(store))
    (damaged,) = store.damaged()
    assert (damaged.key, damaged.fault) == (NEW, "ontbreekt")
    assert [p.key for p in store.catalogue().current] == [FIRST]


def test_a_newer_app_may_have_said_more(store: Store) -> None:
    say(folder_of(store), geheel_nieuw={"a": 1}, app_versie="99.0")
    assert store.damaged() == ()


@pytest.mark.parametrize("name", ["lost+found", f"kopie van {NEW}", f"{NEW} (2)", "2020-13-01_v1", "2020-11-01_v0"])
def test_a_folder_with_another_name_is_left_alone(store: Store, name: str) -> None:
    shutil.copytree(folder_of(store), folder_of(store).parent / name)
    assert read_key(name) is None
    assert ([p.key for p in store.peilingen()], store.damaged()) == ([FIRST, OLD, NEW], ())


def test_what_is_put_back_is_seen_at_once(store: Store, tmp_path: Path, right: Figures) -> None:
    """Also with its own size and time, as a backup puts it back."""
    path, kept = folder_of(store) / "project.parquet", tmp_path / "kopie"
    shutil.copy2(path, kept)
    seen = [store.version()]
    os.truncate(path, 100)
    seen.append(store.version())
    assert len(store.damaged()) == 1
    shutil.copy2(kept, path)
    seen.append(store.version())
    assert len(set(seen)) == 3
    assert figures(store) == right


def test_a_disk_that_fails_without_a_sign_is_found_when_the_rows_are_read(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To the file system the file is as it was: neither its time nor its size tells."""
    monkeypatch.setattr("wir.store.read_peiling.stamp", lambda _folder: ())
    peiling = store.catalogue().by_key(NEW)
    flip(peiling.folder / "project.parquet", 20)
    with pytest.raises(NotPossible, match=r"2020-11-01_v2 is beschadigd: project\.parquet is veranderd"):
        store.register_of(peiling)
    assert [p.key for p in Database(store).catalogue.current] == [FIRST]
    assert [d.key for d in store.damaged()] == [NEW]


def test_an_error_of_the_disk_that_passes_is_not_remembered(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    seen = [store.version()]
    with monkeypatch.context() as failing:
        failing.setattr("wir.store.integrity.digest", failing_read)
        store.catalogue(anew=True)
        assert [(d.key, d.fault) for d in store.damaged()] == [
            (key, f"is niet te lezen: foutcode {errno.EIO}") for key in (FIRST, OLD, NEW)
        ]
        seen.append(store.version())
    assert store.damaged() == ()
    seen.append(store.version())
    assert (seen[0], len(set(seen))) == (seen[2], 2)


def test_sums_that_cannot_be_read_prove_nothing(store: Store) -> None:
    """A peiling of this app is not taken for one of an older app, that has none."""
    path = folder_of(store) / SUMS
    path.unlink()
    path.symlink_to(path)
    check_told(store, SUMS)


def test_who_has_no_backup_withdraws_it(store: Store) -> None:
    """Then readers get the version before it, and a register can follow again."""
    os.truncate(folder_of(store) / "manifest.json", 10)
    register = workbook(store.folder.parent / "later.xlsx", [project()])
    with pytest.raises(NotPossible, match=r"1 november 2020 \(versie 2\) is beschadigd; daarop kan niets volgen"):
        publish_workbook(store, register, date(2021, 5, 1), "wir")
    store.withdraw(NEW, "wir", "beschadigd")
    assert [p.key for p in store.catalogue().current] == [FIRST, OLD]
    assert publish_workbook(store, register, NOVEMBER, "wir").versie == 3
    assert publish_workbook(store, register, date(2021, 5, 1), "wir").manifest.voorganger == "2020-11-01_v3"


def test_what_does_not_follow_on_it_can_be_published(store: Store) -> None:
    os.truncate(folder_of(store) / "manifest.json", 10)
    register = workbook(store.folder.parent / "vroeger.xlsx", [project()])
    assert publish_workbook(store, register, MARCH, "wir").key == "2020-03-01_v2"
    assert publish_workbook(store, register, UNDER, "wir").manifest.voorganger == ""


def test_a_damaged_concept_is_not_missed_by_readers(store: Store) -> None:
    say(folder_of(store), concept=True)
    assert store.catalogue().current[-1].key == OLD
    os.truncate(folder_of(store) / "project.parquet", 100)
    assert (store.catalogue().current[-1].key, store.catalogue().missed) == (OLD, ())
    assert Database(store).catalogue.damaged == ()
    assert len(Database(store, concepts=True).catalogue.damaged) == 1


def test_a_concept_whose_confirmation_cannot_be_read_is_missed(store: Store) -> None:
    """It may be what readers were given: what it corrected must not stand in its place."""
    say(folder_of(store), concept=True, voorganger=OLD)
    store.confirm(NEW, "baas")
    os.truncate(store.places(NEW)[1] / "0001_definitief.json", 5)
    assert [d.key for d in store.catalogue().missed] == [NEW]
    assert [p.key for p in Database(store).catalogue.current] == [FIRST]


def test_examples_are_not_added_to_what_is_damaged(store: Store) -> None:
    for key in (OLD, NEW):
        shutil.rmtree(folder_of(store, key))
    say(folder_of(store, FIRST), door="voorbeeldregister")
    os.truncate(folder_of(store, FIRST) / "project.parquet", 100)
    fill_empty_store(store)
    assert store.all_keys() == (FIRST,)


def test_the_sums_can_be_checked_by_hand(store: Store) -> None:
    for peiling in store.peilingen():
        said = subprocess.run(
            ["sha256sum", "--strict", "-c", SUMS], cwd=peiling.folder, capture_output=True, check=True
        )
        assert len(said.stdout.splitlines()) == len(list(peiling.folder.iterdir())) - 1 == 6
