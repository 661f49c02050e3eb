"""More readers than a process can hold: who comes too late is told, and the others and the bewaking go on."""

import resource
import socket
import sys
from collections.abc import Iterator
from contextlib import ExitStack, suppress
from pathlib import Path
from time import monotonic, sleep
from urllib.parse import urlparse

import httpx
import pytest
from websockets.exceptions import InvalidStatus

from tests.browser.conftest import free_port, running
from tests.browser.raw import raw
from tests.browser.test_abuse import process_of
from tests.browser.test_server import logged
from wir.cli.server import MOST_FILES
from wir.store.store import Store
from wir.ui.server.connections import PATIENCE

pytestmark = pytest.mark.browser
PAGE = {"Accept": "text/html"}
FEW = 520  # open files: for 20 readers


@pytest.fixture
def cramped(changing_store: Store, tmp_path: Path) -> Iterator[str]:
    """A server that may not have many files open."""
    port = free_port()
    limit = ["sh", "-c", f'ulimit -n {FEW}; exec "$0" "$@"']
    command = [*limit, sys.executable, "-m", "wir", "dashboard", "--poort", str(port)]
    log = tmp_path / "server.log"
    with running(command, port, "/gezondheid", log, WIR_OPSLAG=str(changing_store.folder)) as base:
        yield base


def files(folder: Path) -> int:
    return len(list((process_of(folder) / "fd").iterdir()))


@pytest.mark.full
def test_one_reader_too_many_is_told_and_the_others_go_on(cramped: str, tmp_path: Path) -> None:
    with ExitStack() as readers:
        first = readers.enter_context(raw(cramped))
        first.open()
        before = files(tmp_path)
        for _ in range(19):
            readers.enter_context(raw(cramped)).open()
        assert files(tmp_path) - before <= 3 * 19 + 5
        told = httpx.get(f"{cramped}/gezondheid", headers=PAGE).json()
        assert (told["status"], told["lezers"], told["meeste_lezers"]) == ("ok", 20, 20)
        page = httpx.get(f"{cramped}/Themas", headers=PAGE)
        assert (page.status_code, "Het is nu te druk" in page.text, page.headers["retry-after"]) == (503, True, "120")
        with pytest.raises(InvalidStatus):
            readers.enter_context(raw(cramped))
        assert "Landelijk beeld" in str(first.open())
    assert httpx.get(f"{cramped}/Themas", headers=PAGE).status_code == 200
    assert {(line["gebeurtenis"], line["lezers"]) for line in logged(tmp_path / "server.log")[1:]} == {("te druk", 20)}


@pytest.mark.full
def test_who_connects_and_asks_nothing_makes_room_and_goes(cramped: str, tmp_path: Path) -> None:
    """Each kept a file for as long as it liked; with more of them than files nobody got an answer."""
    at, begun, before = urlparse(cramped), monotonic(), files(tmp_path)
    with ExitStack() as opened:
        for number in range(FEW + 100):
            one = opened.enter_context(socket.create_connection((at.hostname, at.port), timeout=5))
            with suppress(OSError):  # it made room already
                one.sendall((b"", b"GET /gezo", b"GET / HTTP/1.1\r\nHost: x\r\nX-A: b")[number % 3])
        assert httpx.get(f"{cramped}/gezondheid").json()["status"] == "ok"
        with raw(cramped, key=False) as reader:
            assert "Landelijk beeld" in str(reader.open())
        assert 2 * 20 <= files(tmp_path) - before < 2 * 20 + 15
        while files(tmp_path) - before >= 15:
            assert monotonic() - begun < PATIENCE + 30
            sleep(1)
    assert "te veel verbindingen" in {line["gebeurtenis"] for line in logged(tmp_path / "server.log")}


def test_a_process_opens_as_many_files_as_it_may(changing_server: str, tmp_path: Path) -> None:
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    limits = (process_of(tmp_path) / "limits").read_text().split("Max open files")[1].split()
    assert int(limits[0]) >= min(hard, MOST_FILES)
    assert httpx.get(f"{changing_server}/gezondheid").json()["meeste_lezers"] == 1000
