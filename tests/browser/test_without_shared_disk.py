"""Three processes behind the shipped nginx.conf that share no disk, only a store elsewhere."""

import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.deployed import Deployed, deployed
from tests.support.object_stores import SERVERS, Opened, Server, environment
from tests.support.registers import project, score, workbook
from wir.common.paths import ROOT
from wir.store.publishing import begin_store

pytestmark = pytest.mark.full
SECONDS = 2


@pytest.fixture(params=["s3", "az"])
def server(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    with SERVERS[request.param](tmp_path) as found:
        for name, value in found.environment.items():
            monkeypatch.setenv(name, value)
        yield found


def wir(server: Server, address: str, *words: object) -> None:
    """A command, as on a machine of its own."""
    command = [sys.executable, "-m", "wir", *map(str, words)]
    subprocess.run(command, cwd=ROOT, env=environment(server, address), check=True, capture_output=True)


def projects_in(site: Deployed, process: int) -> int:
    """How many projects one of the processes says that there are."""
    answer = site.get("/data/projecten.csv", process)
    assert answer.headers["set-cookie"].startswith(f"wir_proces={process};")
    return int(answer.headers["X-WIR-Rijen"])


def test_what_one_publishes_all_use_within_two_seconds(server: Server, tmp_path: Path) -> None:
    address, opened = server.address(), Opened()
    begin_store(opened.new(address), example=False)
    opened.close()
    registers = [
        workbook(tmp_path / f"{n}.xlsx", [project(projectnummer=f"P{i}") for i in range(n)], [score()])
        for n in (1, 2, 3)
    ]
    wir(server, address, "publiceer", registers[0], "--peildatum", "2020-11-01", "--door", "wir")
    with deployed(tmp_path / "opslag", address=address, **server.environment) as site:
        assert [projects_in(site, process) for process in site.apps] == [1, 1, 1]
        for count, day in ((2, "2021-05-01"), (3, "2021-11-01")):
            wir(server, address, "publiceer", registers[count - 1], "--peildatum", day, "--door", "wir")
            begun = time.monotonic()
            seen: dict[int, float] = {}
            while len(seen) < 3 and time.monotonic() - begun < 3 * SECONDS:
                for process in site.apps:
                    if process not in seen and projects_in(site, process) == count:
                        seen[process] = time.monotonic() - begun
                time.sleep(0.2)
            assert len(seen) == 3
            assert max(seen.values()) < SECONDS, seen
        assert not (tmp_path / "opslag").exists()
