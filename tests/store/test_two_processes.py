"""Two processes that change one store, a mark that is broken off, and a disk that is full: nothing is lost or half."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.support.damaged_stores import FIRST, NEW, OLD, copy, folder_of, say
from wir.common.paths import ROOT
from wir.store.store import Store

LATER = "2021-05-01_v1"
WITHDRAW = ("trek-in", NEW, "--door", "ander", "--reden", "fout")
PUBLISH = ("publiceer", "{workbook}", "--peildatum", "2021-05-01", "--door", "eerste")
FULL = """
set -e
mount -t tmpfs -o size=2m tmpfs "$0"
cp -a "$1/." "$0"
dd if=/dev/zero of="$0/vol" bs=4k 2>/dev/null || true
shift
"$@" || echo "code $?" >&2
find "$0/markeringen" -type f
rm "$0/vol"
"$@"
"""


@pytest.fixture(scope="module")
def base(three: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = copy(three, tmp_path_factory.mktemp("heel") / "opslag")
    store.withdraw(FIRST, "wir", "fout")
    store.put_back(FIRST, "wir", "toch goed")
    return store


@pytest.fixture
def store(base: Store, tmp_path: Path) -> Store:
    return copy(base, tmp_path / "opslag")


def wir(store: Store, *words: str) -> list[str]:
    workbook = folder_of(store, OLD) / "ingelezen.xlsx"
    return [sys.executable, "-m", "wir", *(word.format(workbook=workbook) for word in words)]


def start(store: Store, *words: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "WIR_OPSLAG": str(store.folder)}
    return subprocess.Popen(
        wir(store, *words), cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )


def states(store: Store) -> dict[str, str]:
    """What each peiling is; all of them are whole."""
    assert store.damaged() == ()
    return {p.key: p.state for p in store.peilingen()}


@pytest.mark.parametrize(
    ("change", "after"),
    [
        (WITHDRAW, {FIRST: "gepubliceerd", OLD: "gepubliceerd", NEW: "ingetrokken"}),
        pytest.param(
            ("bevestig", NEW, "--door", "ander"),
            {FIRST: "gepubliceerd", OLD: "gepubliceerd", NEW: "gepubliceerd"},
            marks=pytest.mark.full,
        ),
    ],
    ids=["withdraw", "confirm"],
)
def test_a_mark_while_another_publishes(store: Store, change: tuple[str, ...], after: dict[str, str]) -> None:
    """Both come about, or the publisher is told what the other did and has published nothing."""
    if change[0] == "bevestig":
        say(folder_of(store), concept=True, voorganger=OLD)
    running = [start(store, *PUBLISH), start(store, *change)]
    (_, refused), _ = said = [process.communicate() for process in running]
    assert running[1].returncode == 0, said
    published = running[0].returncode == 0
    assert states(store) == {**after, **({LATER: "gepubliceerd"} if published else {})}
    assert published or f"heeft ander peiling {NEW}" in refused


@pytest.mark.full
def test_of_two_marks_at_once_one_wins(store: Store) -> None:
    running = [start(store, *WITHDRAW) for _ in range(2)]
    said = [process.communicate() for process in running]
    assert sorted(process.returncode for process in running) == [0, 1]
    assert any("is al ingetrokken" in err for _, err in said)
    assert len(list(store.places(NEW)[1].iterdir())) == 1
    assert states(store)[NEW] == "ingetrokken"


@pytest.mark.parametrize("delay", [0.0, *(pytest.param(n / 2000, marks=pytest.mark.full) for n in range(1, 20))])
def test_a_killed_mark_is_there_or_not(store: Store, delay: float) -> None:
    process = start(store, *WITHDRAW)
    while process.poll() is None and not store.places(NEW)[1].exists():
        time.sleep(0.0002)
    time.sleep(delay)
    process.kill()
    process.communicate()
    before = states(store)[NEW]
    again = start(store, *WITHDRAW)
    again.communicate()
    assert again.returncode == (1 if before == "ingetrokken" else 0)
    assert states(store)[NEW] == "ingetrokken"
    assert [p.suffix for p in store.places(NEW)[1].iterdir()] == [".json"]


def test_a_full_disk_takes_no_mark_and_loses_none(store: Store, tmp_path: Path) -> None:
    """A disk of its own that is really full: a mark fails with one sentence; once there is room it succeeds."""
    may_mount = subprocess.run(["unshare", "--mount", "true"], check=False, capture_output=True).returncode == 0
    if not may_mount and os.getuid() == 0:
        raise AssertionError("this test needs unshare --mount")
    alone = ["unshare", "--mount"] if may_mount else ["unshare", "--mount", "--map-root-user"]
    place = tmp_path / "schijf"
    place.mkdir()
    done = subprocess.run(
        [*alone, "sh", "-c", FULL, str(place), str(store.folder), *wir(store, *WITHDRAW)],
        cwd=ROOT,
        env={**os.environ, "WIR_OPSLAG": str(place)},
        capture_output=True,
        text=True,
        check=False,
    )
    marks, told = done.stdout.splitlines(), done.stderr.splitlines()
    assert (done.returncode, told[1:]) == (0, ["code 2"]), done
    assert told[0].endswith("is niet te lezen of te schrijven: de schijf is vol.")
    assert {Path(mark).parent.name for mark in marks[:-1]} == {FIRST}
    assert marks[-1] == f"Peiling {NEW} is ingetrokken; lezers zien nu versie 1."
