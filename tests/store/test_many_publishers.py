"""Publishers from processes that share nothing but the store, and publishers that are killed: nothing is lost."""

import os
import random
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.object_stores import SERVERS, Opened, Server
from tests.support.registers import project, score, workbook
from wir.common.paths import ROOT
from wir.store.publishing import begin_store
from wir.store.store import Store

PLACES = [
    pytest.param("folder", marks=pytest.mark.full),
    "s3",
    pytest.param("az", marks=pytest.mark.full),
]
BEGIN = """
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from tests.support.registers import read_register
from wir.common.errors import PublishConflict
from wir.common.paths import store_address
from wir.domain.peiling import Announcement
from wir.domain.vocabulary import regions, vocabulary
from wir.store.home import open_home
from wir.store.store import Store

register = read_register(Path(sys.argv[1]), vocabulary(), regions())

def opened():
    home = open_home(store_address())
    home.freshen()
    return Store(home)

def said(door):
    return Announcement(peildatum=date(2021, 5, 1), door=door, bestand="r.xlsx", sha256="0" * 64)
"""
RACE = """
doors = sys.argv[2:]
stores = [opened() for _ in doors]
pool = ThreadPoolExecutor(len(doors))

def look(store):
    store.home.alone("slot", lambda: None)
    return store.names()

def attempt(at):
    store, door, seen = at
    try:
        return f"{door} won {store.publish(register, said(door), seen).key}"
    except PublishConflict as conflict:
        return f"{door} heard {conflict}"

print("ready", flush=True)
while sys.stdin.readline():
    seen = list(pool.map(look, stores))
    print("looked", flush=True)
    sys.stdin.readline()
    for outcome in pool.map(attempt, zip(stores, doors, seen)):
        print(outcome, flush=True)
"""
ON_AND_ON = """
store = opened()
print("ready", flush=True)
while True:
    print(store.publish(register, said("wir")).key, flush=True)
"""


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return workbook(tmp_path / "register.xlsx", [project()], [score()])


@pytest.fixture(params=PLACES)
def environment(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[dict[str, str]]:
    """What tells a process, this one too, where a new store is."""
    with _served(request.param, tmp_path) as server:
        address = server.address() if server else str(tmp_path / "opslag")
        found = {**(server.environment if server else {}), "WIR_OPSLAG": address}
        for name, value in found.items():
            monkeypatch.setenv(name, value)
        opened = Opened()
        begin_store(opened.new(address), example=False)
        yield {**os.environ, **found}
        opened.close()


@contextmanager
def _served(place: str, folder: Path) -> Iterator[Server | None]:
    if place == "folder":
        yield None
        return
    (folder / "server").mkdir()
    with SERVERS[place](folder / "server") as server:
        yield server


def start(program: str, environment: dict[str, str], *words: object) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", BEGIN + program, *map(str, words)],
        cwd=ROOT,
        env=environment,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    return process


def tell(process: subprocess.Popen[str]) -> None:
    assert process.stdin
    process.stdin.write("go\n")
    process.stdin.flush()


def line(process: subprocess.Popen[str]) -> str:
    assert process.stdout
    return process.stdout.readline().strip()


@contextmanager
def stored(environment: dict[str, str]) -> Iterator[Store]:
    """As a process that has just begun sees it."""
    opened = Opened()
    yield opened(environment["WIR_OPSLAG"])
    opened.close()


@pytest.mark.parametrize("rounds", [1, pytest.param(20, marks=pytest.mark.full)])
def test_of_sixteen_from_three_processes_one_wins_each_version(
    environment: dict[str, str], register: Path, rounds: int
) -> None:
    doors = [f"inkoper{n:02d}" for n in range(16)]
    running = [start(RACE, environment, register, *doors[n::3]) for n in range(3)]
    winners = []
    try:
        assert [line(process) for process in running] == ["ready"] * 3
        for turn in range(1, rounds + 1):
            for _step in ("look", "publish"):
                for process in running:
                    tell(process)
                if _step == "look":
                    assert [line(process) for process in running] == ["looked"] * 3
            said = [line(running[n % 3]) for n in range(16)]
            (won,) = [s for s in said if " won " in s]
            winner, key = won.split(" won ")
            assert key == f"2021-05-01_v{turn}"
            heard = [s for s in said if f"Intussen heeft {winner} peiling {key} gepubliceerd." in s]
            assert len(heard) == 15, said
            winners.append(winner)
    finally:
        for process in running:
            process.kill()
            process.communicate()
    with stored(environment) as store:
        assert [(p.versie, p.manifest.door) for p in store.peilingen()] == list(enumerate(winners, start=1))
        assert store.damaged() == ()
    assert len(set(winners)) > 1 or rounds < 20


def until_published(environment: dict[str, str], register: Path) -> float:
    """How many seconds a publication takes that nobody kills."""
    process = start(ON_AND_ON, environment, register)
    assert line(process) == "ready"
    begun = time.monotonic()
    assert line(process) == "2021-05-01_v1"
    process.kill()
    process.communicate()
    return time.monotonic() - begun


@pytest.mark.full
@pytest.mark.parametrize("kills", [50])
def test_what_was_said_to_be_published_is_there_whenever_its_publisher_is_killed(
    environment: dict[str, str], register: Path, kills: int
) -> None:
    dice, undisturbed = random.Random(2021), until_published(environment, register)
    with stored(environment) as store:
        published = [p.key for p in store.peilingen()]  # the warming up may have begun another
    for _ in range(kills):
        process = start(ON_AND_ON, environment, register)
        assert line(process) == "ready"
        time.sleep(dice.random() * 3 * undisturbed)
        process.kill()
        said, _ = process.communicate()
        published += [key for key in said.split("\n")[:-1] if key]
        with stored(environment) as store:
            assert store.damaged() == ()
            versions = [p.versie for p in store.peilingen()]
        assert set(published) <= {f"2021-05-01_v{n}" for n in versions}
        assert versions == list(range(1, len(versions) + 1))
        assert len(versions) - len(published) in (0, 1)  # one may be there of which nobody could say so any more
        published = [f"2021-05-01_v{n}" for n in versions]
    assert len(published) > kills / 2
