"""Publishing that is broken off, collides or finds the disk full: the store is as before or as after, never between."""

import errno
import hashlib
import os
import random
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support.registers import project, score, workbook
from wir.common.errors import NotPossible, PublishConflict
from wir.common.paths import EXAMPLE, ROOT
from wir.database.database import Database
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.selection import Selection
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, examine, publish
from wir.store.peiling_files import NotSettled, flush
from wir.store.store import Store
from wir.tables.build import build_table

BEFORE, NOW = date(2020, 11, 1), date(2021, 5, 1)
KEY = "2021-05-01_v1"
REGISTER = EXAMPLE / "register_2020-11-01_okt-20.xlsx"
STEPS = ("tijdelijk/*", "tijdelijk/*/project.parquet", "tijdelijk/*/ingelezen.xlsx", f"peilingen/{KEY}")
Content = dict[str, str]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A store with one peiling, that a second one is about to follow."""
    store = Store(tmp_path_factory.mktemp("begin") / "opslag")
    path = workbook(store.folder.parent / "eerder.xlsx", [project()], [score()])
    publish(store, examine(File.of(path, parse_apart(path)), Choices(peildatum=BEFORE), store), "wir")
    return store


@pytest.fixture
def store(base: Store, store: Store) -> Store:
    """A copy of it to work on."""
    shutil.copytree(base.folder, store.folder)
    return store


@pytest.fixture(scope="module")
def file() -> File:
    return File.of(REGISTER, parse_apart(REGISTER))


def publishing(store: Store, *before: str, door: str = "inkoper") -> subprocess.Popen[str]:
    """The command that publishes REGISTER, in a process of its own, after what should come before it."""
    environment = {**os.environ, "WIR_OPSLAG": str(store.folder), "TMPDIR": str(store.folder.parent)}
    command = [sys.executable, "-m", "wir", "publiceer", str(REGISTER), "--peildatum", str(NOW), "--door", door]
    return subprocess.Popen(
        [*before, *command], cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def content(store: Store) -> Content:
    """The SHA-256 of every file of every peiling."""
    files = [p for p in (store.folder / "peilingen").rglob("*") if p.is_file()]
    return {str(p.relative_to(store.folder)): hashlib.sha256(p.read_bytes()).hexdigest() for p in files}


def keys(store: Store) -> list[str]:
    return [p.key for p in store.peilingen()]


def check_whole(store: Store, before: Content) -> None:
    """Every peiling is whole and can be shown, and what was there is untouched."""
    after = content(store)
    assert {name: after.get(name) for name in before} == before
    assert keys(store) in (["2020-11-01_v1"], ["2020-11-01_v1", KEY])
    for peiling in store.peilingen():
        rows = store.register_of(peiling).by_sheet.values()
        assert [len(part) for part in rows] == [peiling.rows(PROJECTS), peiling.rows(REGIONS)]
        with ZipFile(peiling.folder / "ingelezen.xlsx") as workbook:
            assert workbook.testzip() is None
        table = build_table("6", Database(store), Selection(peiling.peildatum))
        assert table.total("status", ("totaal",)) == peiling.rows(PROJECTS)


def check_repeatable(store: Store, file: File) -> None:
    """The same publication succeeds now, or is there already; nothing half is left behind."""
    there, again = KEY in keys(store), examine(file, Choices(peildatum=NOW), store)
    if there:
        with pytest.raises(NotPossible, match="is er al een peiling"):
            publish(store, again, "inkoper")
    else:
        assert publish(store, again, "inkoper").key == KEY
    assert list((store.folder / "tijdelijk").glob("*")) == []


@pytest.fixture(scope="module")
def undisturbed(base: Store, tmp_path_factory: pytest.TempPathFactory) -> float:
    """How many seconds a publication takes that nobody kills."""
    folder = shutil.copytree(base.folder, tmp_path_factory.mktemp("rustig") / "opslag")
    start = time.monotonic()
    process = publishing(Store(folder))
    process.communicate()
    assert process.returncode == 0
    return time.monotonic() - start


def moments(count: int) -> list[tuple[float, str]]:
    """Parts of the time of a publication, spread evenly with chance; or shortly after a step of the writing is seen."""
    dice = random.Random(20210501)
    spread = [(number + dice.random()) / count for number in range(count)]
    return [(0.01 * dice.random(), STEPS[n // 2 % len(STEPS)]) if n % 2 else (spread[n], "") for n in range(count)]


WRITING, THERE = (0.0, STEPS[1]), (0.0, STEPS[-1])  # of each outcome one
MOMENTS = [WRITING, THERE, *(pytest.param(*moment, marks=pytest.mark.full) for moment in moments(40))]


def kill_at(store: Store, seconds: float, step: str) -> None:
    process = publishing(store)
    while step and process.poll() is None and not list(store.folder.glob(step)):
        time.sleep(0.0005)
    time.sleep(seconds)
    process.kill()
    process.communicate()


@pytest.mark.parametrize(("part", "step"), MOMENTS)
def test_a_killed_publication_is_there_or_not(
    store: Store, file: File, undisturbed: float, part: float, step: str
) -> None:
    before = content(store)
    kill_at(store, part * undisturbed, step)
    check_whole(store, before)
    check_repeatable(store, file)
    check_whole(store, before)


@pytest.mark.parametrize("turn", [0, pytest.param(1, marks=pytest.mark.full)])
def test_of_two_processes_that_publish_at_once_one_wins(store: Store, turn: int) -> None:
    before = content(store)
    running = [publishing(store, door=door) for door in ("eerste", "tweede")]
    said = [(process.communicate(), process.returncode) for process in running]
    assert sorted(code for _, code in said) == [0, 1]
    refused = next(err for (_, err), code in said if code)
    assert "is er al een peiling" in refused or "Bekijk het nieuwe voorbeeld" in refused
    assert len(refused.splitlines()) == 1
    check_whole(store, before)
    assert keys(store)[1:] == [KEY]


@pytest.mark.parametrize("correction", [False, True])
def test_one_preview_is_published_once(store: Store, file: File, correction: bool) -> None:
    """However many say yes to what they saw, in one process or in more."""
    peildatum = BEFORE if correction else NOW
    examined = examine(file, Choices(peildatum=peildatum, correction=correction, toelichting="Beter."), store)

    def outcome(door: str) -> str:
        try:
            return publish(store, examined, door).manifest.door
        except PublishConflict as conflict:
            return str(conflict)

    with ThreadPoolExecutor(6) as people:
        said = list(people.map(outcome, [f"beheerder {n}" for n in range(6)]))
    (winner,) = (s for s in said if s.startswith("beheerder"))
    assert sum(f"heeft {winner} peiling" in s for s in said) == 5
    assert len(keys(store)) == 2


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(1, marks=pytest.mark.full, id="lists"),
        pytest.param(10, id="rows"),
        pytest.param(30, marks=pytest.mark.full, id="workbook"),
    ],
)
def test_a_full_disk_leaves_the_store_as_it_was(store: Store, file: File, blocks: int) -> None:
    """No file can become longer than so many blocks of 512 bytes."""
    before = content(store)
    process = publishing(store, "sh", "-c", f'ulimit -S -f {blocks}; exec "$@"', "sh")
    _, said = process.communicate()
    assert (process.returncode, len(said.splitlines())) == (2, 1)
    assert "te lezen of te schrijven" in said
    assert content(store) == before
    check_repeatable(store, file)


@pytest.mark.parametrize("step", ["peiling_files.pq.write_table", "peiling_files.write_register", "home.flush"])
def test_a_step_that_fails_leaves_the_store_as_it_was(
    store: Store, file: File, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    before, examined = content(store), examine(file, Choices(peildatum=NOW), store)

    def full(*_given: object, **_named: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(f"wir.store.{step}", full)
    with pytest.raises(OSError, match="No space left"):
        publish(store, examined, "inkoper")
    monkeypatch.undo()
    assert content(store) == before
    check_repeatable(store, file)


def test_what_the_disk_does_not_confirm_is_said_to_be_published(
    store: Store, file: File, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    """Readers have it, so that nobody is told that nothing changed. The same goes for a mark."""
    caplog.set_level("INFO", "wir")

    def unsure(path: Path) -> None:
        if path in (store.folder / "peilingen", store.folder / "markeringen"):
            raise OSError(errno.EIO, "Input/output error", str(path))
        flush(path)

    for place in ("home", "peiling_files"):
        monkeypatch.setattr(f"wir.store.{place}.flush", unsure, raising=False)
    with pytest.raises(NotSettled, match=rf"Peiling {KEY} is gepubliceerd, maar de schijf bevestigt dat niet"):
        publish(store, examine(file, Choices(peildatum=NOW), store), "inkoper")
    with pytest.raises(NotSettled, match=rf"Peiling {KEY} is ingetrokken, maar"):
        store.withdraw(KEY, "inkoper", "fout")
    assert store.catalogue().by_key(KEY).withdrawn
    assert caplog.messages == ["gepubliceerd", "ingetrokken"]
