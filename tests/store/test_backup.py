"""docs/deploy/reservekopie: a copy is one moment of the store, also while others publish, and can be put back."""

import itertools
import os
import shutil
import subprocess
import tarfile
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support.registers import project, read_register, workbook
from wir.common.paths import ROOT
from wir.domain.peiling import Announcement
from wir.domain.vocabulary import regions, vocabulary
from wir.store.pending_deliveries import Deliveries
from wir.store.reading_keys import make_key, withdraw_key
from wir.store.remembered import Meaning, remember
from wir.store.store import Names, Store

pytestmark = pytest.mark.full
SCRIPT = ROOT / "docs" / "deploy" / "reservekopie"
ROUNDS = 15


@pytest.fixture
def target(tmp_path: Path) -> Path:
    folder = tmp_path / "kopieen"
    folder.mkdir()
    return folder


def back_up(store: Store, target: Path) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "WIR_OPSLAG": str(store.folder)}
    return subprocess.run([SCRIPT, target], env=environment, capture_output=True, text=True, check=False)


def restored(copy: Path) -> Store:
    """What docs/beheer.md does with a copy: unpack it in an empty folder."""
    folder = copy.with_suffix(".terug")
    with tarfile.open(copy) as archive:
        archive.extractall(folder, filter="data")
    return Store(folder)


def content(store: Store) -> dict[str, bytes]:
    return {str(p.relative_to(store.folder)): p.read_bytes() for p in store.folder.rglob("*") if p.is_file()}


def publish(store: Store, number: int) -> str:
    said = Announcement(peildatum=date(2021, 5, 1), door="wir", bestand="r.xlsx", sha256="0" * 64)
    path = workbook(store.folder.parent / "register.xlsx", [project(projectnummer=f"P{number}")])
    return store.publish(read_register(path, vocabulary(), regions()), said).key


def publish_and_withdraw(store: Store, rounds: int) -> list[Names]:
    """Publish and withdraw; the names in the store after each step."""
    steps = [store.names()]
    for number in range(rounds):
        key = publish(store, number)
        steps.append(store.names())
        store.withdraw(key, "wir", "proef")
        steps.append(store.names())
    return steps


def test_each_copy_made_while_others_publish_is_whole_and_one_moment(store: Store, target: Path) -> None:
    publish(store, 99)
    copies: list[Store] = []
    with ThreadPoolExecutor(1) as pool:
        publishing = pool.submit(publish_and_withdraw, store, ROUNDS)
        while not publishing.done() or not copies:
            done = back_up(store, target)
            assert done.returncode == 0, done.stdout + done.stderr
            copies.append(restored(max(target.glob("wir-*.tar.gz"))))
    moments = [set(step) for step in publishing.result()]
    original = content(store)
    for copy in copies:
        assert set(copy.names()) in moments
        assert content(copy).items() <= original.items()
    assert len({len(copy.names()) for copy in copies}) > 1


def test_a_copy_waits_for_who_is_publishing(store: Store, target: Path) -> None:
    publish(store, 1)
    with ThreadPoolExecutor(1) as pool, store.home.locked("slot"):
        copying = pool.submit(back_up, store, target)
        time.sleep(2)  # ample for a copy that does not wait
        shutil.copytree(store.folder / "peilingen" / "2021-05-01_v1", store.folder / "meer")
    assert copying.result().returncode == 0
    assert "meer/manifest.json" in content(restored(next(target.glob("wir-*.tar.gz"))))


def say_column(store: Store, id: str, number: int) -> None:
    Deliveries(store).say(id, lambda choices: replace(choices, columns={"naam": f"veld{number}"}))


def remember_value(store: Store, _id: str, number: int) -> None:
    remember(store, [Meaning("status", f"Loopt {number % 9}", "Lopend")])


def make_and_withdraw_key(store: Store, _id: str, number: int) -> None:
    make_key(store, f"sleutel {number}", "wir")
    withdraw_key(store, f"sleutel {number}")


@pytest.mark.parametrize("write", [say_column, remember_value, make_and_withdraw_key])
def test_a_copy_is_made_while_what_lies_beside_the_peilingen_is_written(
    store: Store, target: Path, write: Callable[[Store, str, int], None]
) -> None:
    publish(store, 1)
    (store.folder / "meer").write_bytes(os.urandom(20 * 2**20))  # the copy takes a while
    done = threading.Event()
    path = workbook(store.folder.parent / "levering.xlsx", [project()])
    (delivery,) = Deliveries(store).receive([(path.name, path.read_bytes())], "wir")

    def write_on() -> None:
        for number in itertools.takewhile(lambda _: not done.is_set(), itertools.count()):
            write(store, delivery.id, number)

    with ThreadPoolExecutor(1) as pool:
        writing = pool.submit(write_on)
        try:
            made = [back_up(store, target) for _ in range(2)]
        finally:
            done.set()
        writing.result()
    assert [(copy.returncode, copy.stderr) for copy in made] == [(0, "")] * 2


def test_a_store_that_is_not_there_is_no_copy(tmp_path: Path, target: Path) -> None:
    """The empty folder of a disk that is not mounted."""
    (tmp_path / "leeg").mkdir()
    assert back_up(Store(tmp_path / "leeg"), target).returncode != 0
    assert list(target.glob("wir-*Z.tar.gz")) == []


def test_what_may_hold_personal_data_stays_behind(store: Store, target: Path) -> None:
    publish(store, 1)
    (store.folder / "leveringen" / "a" / "bestand").mkdir(parents=True)
    (store.folder / "leveringen" / "a" / "bestand" / "register.xlsx").write_text("Jan Jansen")
    (store.folder / "tijdelijk" / "half").mkdir(parents=True)
    (store.folder / "tijdelijk" / "half" / "manifest.json").write_text("{")
    assert back_up(store, target).returncode == 0
    kept = content(restored(next(target.glob("wir-*.tar.gz"))))
    assert {name.split("/")[0] for name in kept} == {"peilingen"}


def test_a_store_that_is_damaged_is_copied_and_said_to_be(store: Store, target: Path) -> None:
    folder = store.folder / "peilingen" / publish(store, 1)
    (folder / "project.parquet").write_bytes(b"PAR1")
    done = back_up(store, target)
    assert done.returncode != 0
    assert "project.parquet" in done.stdout + done.stderr
    assert [path.name.partition("Z")[2] for path in target.iterdir()] == [".beschadigd.tar.gz"]


def test_a_copy_that_cannot_be_finished_is_no_copy(store: Store, target: Path) -> None:
    publish(store, 1)
    shutil.rmtree(target)
    assert back_up(store, target).returncode != 0
    assert not target.exists()


def test_the_newest_sixty_are_kept(store: Store, target: Path) -> None:
    publish(store, 1)
    for day in range(70):
        (target / f"wir-2020{day:04d}T031500Z.tar.gz").touch()
    assert back_up(store, target).returncode == 0
    kept = sorted(path.name for path in target.glob("wir-*.tar.gz"))
    assert len(kept) == 60
    assert kept[0] == "wir-20200011T031500Z.tar.gz"
