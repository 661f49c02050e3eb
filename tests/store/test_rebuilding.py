"""python -m wir herbouw makes every peiling anew from the workbook it keeps, and never touches the store itself."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.command_line import Wir, change
from tests.support.damaged_stores import FIRST, NEW, OLD, Figures, content, copy, cut, figures, flip, folder_of, say
from wir.common.errors import PublishConflict
from wir.common.paths import ROOT
from wir.store.peiling_files import SUMS, seal
from wir.store.rebuilding import rebuild
from wir.store.store import Store

SAME = "opnieuw gemaakt; de rijen zijn gelijk"


@pytest.fixture(scope="module")
def base(three: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = copy(three, tmp_path_factory.mktemp("heel") / "opslag")
    store.withdraw(OLD, "wir", "vervangen")
    return store


@pytest.fixture(scope="module")
def right(base: Store) -> Figures:
    return figures(base)


@pytest.fixture
def store(base: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("WIR_OPSLAG", str(tmp_path / "opslag"))
    return copy(base, tmp_path / "opslag")


@pytest.fixture
def wir(store: Store) -> Wir:
    return Wir(store)


@pytest.fixture
def target(tmp_path: Path) -> Path:
    return tmp_path / "nieuw"


def kept(folder: Path) -> dict[str, str]:
    """The peilingen and marks of a store, without its locks."""
    return {name: sum for name, sum in content(folder).items() if name.startswith(("peilingen", "markeringen"))}


def test_everything_is_made_anew_and_equal(wir: Wir, store: Store, target: Path, right: Figures) -> None:
    (store.folder / "kolomkeuzes.json").write_text('{"stadium": "status"}', encoding="utf-8")
    before = content(store.folder)
    said = wir("herbouw", "--naar", target)
    assert (said.exit_code, said.stderr) == (0, "")
    assert said.stdout.splitlines()[:3] == [f"{key}: {SAME}" for key in (FIRST, OLD, NEW)]
    assert content(store.folder) == before
    assert kept(target) == kept(store.folder)
    assert (target / "kolomkeuzes.json").read_bytes() == (store.folder / "kolomkeuzes.json").read_bytes()
    assert figures(Store(target)) == right


@pytest.mark.parametrize("sealed", [True, False])
def test_a_damaged_parquet_comes_back(wir: Wir, store: Store, target: Path, right: Figures, sealed: bool) -> None:
    whole = content(store.folder)
    if not sealed:
        (folder_of(store) / SUMS).unlink()
    cut("project.parquet", 0.8)(folder_of(store))
    (folder_of(store) / "regioscore.parquet").unlink()
    if sealed:
        flip(folder_of(store, FIRST) / "project.parquet", 20)
    said = wir("herbouw", "--naar", target)
    assert said.exit_code == 0
    assert f"{NEW}: hersteld uit de werkmap: project.parquet, regioscore.parquet" in said.stdout
    assert (f"{FIRST}: hersteld uit de werkmap: project.parquet" in said.stdout) == sealed
    assert kept(target) == {name: sum for name, sum in whole.items() if name in kept(target)}
    assert (Store(target).damaged(), figures(Store(target))) == ((), right)


@pytest.mark.parametrize(
    ("name", "damage"),
    [
        ("ingelezen.xlsx", cut("ingelezen.xlsx", 0.5)),
        ("begrippen.csv", lambda folder: flip(folder / "begrippen.csv", 300)),
        pytest.param("manifest.json", cut("manifest.json", 0.5), marks=pytest.mark.full),
        pytest.param(SUMS, cut(SUMS, 0.5), marks=pytest.mark.full),
    ],
)
def test_what_cannot_be_made_anew_goes_along_as_it_is(
    wir: Wir, store: Store, target: Path, name: str, damage: Callable[[Path], object]
) -> None:
    """Its number is not given again, a backup can still mend it there, and no new sums vouch for it."""
    damage(folder_of(store))
    said = wir("herbouw", "--naar", target)
    assert said.exit_code == 1
    line = next(line for line in said.stdout.splitlines() if line.startswith(NEW))
    assert name in line
    assert f"zet de map peilingen/{NEW} terug uit een reservekopie" in line
    assert said.stdout.count(SAME) == 2
    assert [(d.key, d.file) for d in Store(target).damaged()] == [(NEW, name)]
    assert kept(target) == kept(store.folder)


def test_rows_that_come_out_otherwise_are_not_taken_for_equal(wir: Wir, store: Store, target: Path) -> None:
    """As many, with one value of one row another. The stored rows go along: they are what readers were given."""
    change(folder_of(store) / "ingelezen.xlsx", {("Projecten", "B3"): "Een andere naam"})
    seal(folder_of(store))
    said = wir("herbouw", "--naar", target)
    assert said.exit_code == 1
    assert f"{NEW}: niet opnieuw gemaakt, gaat mee zoals zij is. ingelezen.xlsx geeft andere rijen" in said.stdout
    assert kept(target) == kept(store.folder)


def test_a_damaged_parquet_is_not_made_from_a_workbook_with_another_count(wir: Wir, store: Store, target: Path) -> None:
    shutil.copyfile(folder_of(store, OLD) / "ingelezen.xlsx", folder_of(store) / "ingelezen.xlsx")
    (folder_of(store) / SUMS).unlink()
    cut("project.parquet", 0.5)(folder_of(store))
    assert wir("herbouw", "--naar", target).exit_code == 1
    assert [d.key for d in Store(target).damaged()] == [NEW]


def test_what_is_gone_is_named(wir: Wir, store: Store, target: Path) -> None:
    shutil.rmtree(folder_of(store, OLD))
    shutil.rmtree(store.places(OLD)[1])
    said = wir("herbouw", "--naar", target)
    assert (said.exit_code, said.stdout.count(SAME)) == (1, 2)
    assert f"{OLD}: ontbreekt in de opslag" in said.stdout


def test_an_older_manifest_keeps_its_words(wir: Wir, store: Store, target: Path) -> None:
    say(folder_of(store), geheel_nieuw="x", toelichting="Zoals het was")
    assert wir("herbouw", "--naar", target).exit_code == 0
    assert kept(target) == kept(store.folder)


@pytest.mark.parametrize(
    "place", [f"markeringen/{OLD}", f"markeringen/{OLD}/0001_ingetrokken.json", f"peilingen/{NEW}"]
)
def test_what_cannot_be_read_is_missed_in_the_new_store_too(wir: Wir, store: Store, target: Path, place: str) -> None:
    """A mark that was left out would show again what was withdrawn, and a number would be given again."""
    path = store.folder / place
    path.rename(store.folder / "elders")
    path.symlink_to(path)
    key = place.split("/")[1]
    said = wir("herbouw", "--naar", target)
    assert (said.exit_code, f"{key}: niet opnieuw gemaakt" in said.stdout) == (1, True)
    assert [(d.key, d.state) for d in Store(target).damaged()] == [(key, "gepubliceerd")]
    assert store.all_keys() == Store(target).all_keys()


def test_a_place_that_is_taken_is_refused(wir: Wir, store: Store, target: Path) -> None:
    before = content(store.folder)
    target.mkdir()
    assert wir("herbouw", "--naar", target).exit_code == 0
    for taken in (target, store.folder, store.folder / "nieuw", store.folder.parent):
        said = wir("herbouw", "--naar", taken)
        assert (said.exit_code, said.stdout) == (1, "")
        assert "kies een" in said.stderr
    assert content(store.folder) == before


def test_a_change_meanwhile_is_not_left_out(store: Store, target: Path) -> None:
    making = rebuild(store, target)
    next(making)
    store.withdraw(NEW, "een ander", "fout")
    with pytest.raises(PublishConflict, match=r"heeft een ander peiling 2020-11-01_v2 ingetrokken\. Begin opnieuw"):
        list(making)
    assert not target.exists()


@pytest.mark.parametrize("step", [f"peilingen/{FIRST}", pytest.param(f"peilingen/{NEW}", marks=pytest.mark.full)])
def test_a_killed_one_leaves_no_store_that_seems_whole(store: Store, target: Path, step: str) -> None:
    before, half = content(store.folder), target.with_name(f".{target.name}.half")
    command = [sys.executable, "-m", "wir", "herbouw", "--naar", str(target)]
    process = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "WIR_OPSLAG": str(store.folder)})
    while process.poll() is None and not (half / step).exists():
        time.sleep(0.0005)
    process.kill()
    process.wait()
    assert (process.returncode, target.exists()) == (-9, False)
    assert content(store.folder) == before
    assert [made.faults for made in rebuild(store, target)] == [(), (), ()]
    assert (kept(target), half.exists()) == (kept(store.folder), False)
