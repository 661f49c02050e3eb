"""What someone without a browser tries at the addresses of a server: files, messages, and what is not for them."""

import hashlib
import json
import shutil
import socket
import uuid
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, suppress
from pathlib import Path
from time import monotonic, sleep

import httpx
import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.browser.conftest import KEY, serving
from tests.browser.raw import Raw, raw
from tests.browser.test_newer import publish_elsewhere
from tests.browser.test_server import logged
from tests.register.read.test_limits import register_of
from tests.support.deliveries import received
from tests.support.registers import project, workbook
from wir.store.store import Store

pytestmark = pytest.mark.browser
UPDATING = "Register_bijwerken"
REFUSED = "Alleen een beheerder kan het register bijwerken."


def id() -> str:
    return str(uuid.uuid4())


def said(reader: Raw, page: str = UPDATING) -> str:
    return str(reader.open(page))


def test_only_who_may_publish_sends_a_file(changing_server: str) -> None:
    with raw(changing_server) as publisher, raw(changing_server, key=False) as reader:
        assert REFUSED not in said(publisher)
        assert REFUSED in said(reader)
        assert reader.send_file(b"x", id()) == 403
        assert reader.send_file(b"x", id(), session=id()) == 403
        assert publisher.send_file(b"x", id()) == 204
        assert publisher.send_file(b"x", "verzonnen") == 403
        assert httpx.post(f"{changing_server}/Register_bijwerken", content=b"x").status_code == 403


@pytest.mark.full
def test_a_session_holds_two_files_and_a_process_four(changing_server: str, tmp_path: Path) -> None:
    large = bytes(49 * 2**20)
    with raw(changing_server) as one, raw(changing_server) as two, raw(changing_server) as three:
        for publisher in (one, two, three):
            publisher.open(UPDATING)
        before = memory(tmp_path)
        assert [one.send_file(large, id()) for _ in range(5)] == [204] * 5
        assert memory(tmp_path) - before < 3 * 50
        assert [two.send_file(large, id()) for _ in range(2)] == [204] * 2
        assert three.send_file(large, id()) == 503
        one.socket.close()
        assert three.send_file(large, id()) == 503  # Streamlit keeps what a session sent for two minutes
    assert "te veel bestanden tegelijk" in {line["gebeurtenis"] for line in logged(tmp_path / "server.log")}


@pytest.mark.full
def test_what_a_reader_left_is_not_held(tmp_path: Path, example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit keeps it until somebody else leaves, at night until the morning."""
    monkeypatch.setenv("STREAMLIT_SERVER_DISCONNECTED_SESSION_TTL", "2")
    store = shutil.copytree(example_store.folder, tmp_path / "opslag")
    with serving(store) as base:
        with raw(base) as publisher:
            publisher.open(UPDATING)
            before = memory(tmp_path)
            assert [publisher.send_file(bytes(49 * 2**20), id()) for _ in range(2)] == [204, 204]
            assert memory(tmp_path) - before > 90
        until = monotonic() + 60
        while memory(tmp_path) - before > 30:
            assert monotonic() < until
            sleep(1)


@pytest.mark.full
def test_of_large_registers_at_once_one_is_kept(changing_store: Store, tmp_path: Path) -> None:
    """Four of 30,000 rows, each on a page that stays open: what their buttons would do held all four."""
    kinds = [register_of(tmp_path / f"{number}.xlsx", 30_000 - number) for number in range(4)]
    deliveries = [received(changing_store, path) for path in kinds]
    with serving(changing_store.folder) as base, ExitStack() as opened:
        readers = [opened.enter_context(raw(base)) for _ in deliveries]
        readers[0].open(UPDATING)
        before = memory(tmp_path)
        assert "fouten" in str(readers[0].open(UPDATING, f"levering={deliveries[0]}"))
        one = memory(tmp_path) - before
        with ThreadPoolExecutor(4) as pool:
            asked = [pool.submit(r.open, UPDATING, f"levering={d}") for r, d in zip(readers, deliveries, strict=True)]
        assert all("fouten" in str(each.result()) for each in asked)
        assert memory(tmp_path) - before < 2.5 * one


def process_of(folder: Path) -> Path:
    """Where the system tells of the server that logs here."""
    for place in Path("/proc").glob("[0-9]*"):
        try:
            if (place / "fd" / "1").readlink() == folder / "server.log":
                return place
        except OSError:
            continue
    raise AssertionError("there is no such server")


def memory(folder: Path) -> float:
    """What that server holds, in MB."""
    return int((process_of(folder) / "statm").read_text().split()[1]) * 4096 / 2**20


def test_what_no_page_asks_is_not_done_and_a_broken_message_ends_the_connection(
    changing_server: str, tmp_path: Path
) -> None:
    clear, debug = BackMsg(clear_cache=True), BackMsg(debug_shutdown_runtime=True)
    with raw(changing_server, key=False) as reader:
        reader.open()
        for message in (clear, debug):
            reader.socket.send(message.SerializeToString())
        assert "Landelijk beeld" in str(reader.open())
        reader.socket.send(b"\xff")
        with pytest.raises(ConnectionClosed):
            reader.open()
    kinds = [
        line.get("soort") for line in logged(tmp_path / "server.log") if line["gebeurtenis"] == "bericht geweigerd"
    ]
    assert kinds == ["clear_cache", "debug_shutdown_runtime", None]


@pytest.mark.full
def test_a_message_that_is_larger_than_a_page_sends_is_not_read(changing_server: str, tmp_path: Path) -> None:
    with raw(changing_server, key=False) as reader:
        reader.open()
        large = BackMsg()
        large.rerun_script.query_string = "x" * 2_100_000
        reader.socket.send(large.SerializeToString())
        with pytest.raises(ConnectionClosed):
            reader.open()
    assert "bericht geweigerd" in {line["gebeurtenis"] for line in logged(tmp_path / "server.log")}


def send_half(reader: Raw, length: int) -> None:
    """A message of which the last byte does not come."""
    reader.socket.socket.sendall(b"\x82\xff" + length.to_bytes(8) + bytes(4) + bytes(length - 1))


@pytest.mark.full
def test_what_is_sent_by_halves_is_held_within_bounds(changing_server: str, tmp_path: Path) -> None:
    """Streamlit's one limit is that of a file that it sends: 50 MB for each connection."""
    with ExitStack() as opened:
        readers = [opened.enter_context(raw(changing_server, key=False)) for _ in range(100)]
        readers[0].open()
        before = memory(tmp_path)
        for reader in readers[1:6]:
            with suppress(OSError):  # it is ended while it sends
                send_half(reader, 47_000_000)
        for reader in readers[6:]:
            send_half(reader, 1_900_000)
        assert "Landelijk beeld" in str(readers[0].open())
        assert memory(tmp_path) - before < 110
    kinds = {line.get("soort") for line in logged(tmp_path / "server.log")}
    assert {"te lang", "te veel tegelijk"} <= kinds


@pytest.mark.full
def test_a_connection_that_cannot_be_opened_is_answered(changing_server: str, tmp_path: Path) -> None:
    """The page came, the connection did not: it stayed blank, a file stayed open, and nothing was logged."""
    for headers in ({"X-Lang": "x" * 20_000}, {f"X-{number}": "1" for number in range(200)}):
        with pytest.raises(InvalidStatus) as refused, raw(changing_server, key=False, **headers):
            pass
        assert refused.value.response.status_code == 431
    assert [line["gebeurtenis"] for line in logged(tmp_path / "server.log")].count("kopregels te lang") == 2


@pytest.mark.full
@pytest.mark.parametrize(
    ("first", "more"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\n", b"a: b\r\n"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX-Lang: ", b"aaaaaa"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n", b"a: b\r\n"),
    ],
    ids=["many", "long", "after the body"],
)
def test_headers_without_end_are_not_held(changing_server: str, tmp_path: Path, first: bytes, more: bytes) -> None:
    """100 MB of small headers took 1.9 GB in 13 seconds, over one connection."""
    before, at = memory(tmp_path), httpx.URL(changing_server)
    with socket.create_connection((at.host, at.port), timeout=20) as one:
        with suppress(OSError):  # it is ended while it sends
            one.sendall(first)
            for _ in range(40):
                one.sendall(more * 100_000)
        assert httpx.get(f"{changing_server}/gezondheid", timeout=20).status_code == 200
        assert memory(tmp_path) - before < 15
    assert "kopregels te lang" in {line["gebeurtenis"] for line in logged(tmp_path / "server.log")}


@pytest.mark.full
def test_many_broken_messages_write_a_few_lines(changing_server: str, tmp_path: Path) -> None:
    for number in range(200):
        with raw(changing_server, key=False) as reader:
            reader.socket.send(b"\xff" if number % 2 else "tekst")
    lines = [line for line in logged(tmp_path / "server.log") if line["niveau"] == "WARNING"]
    assert 0 < len(lines) <= 60  # over a minute that just began
    assert (tmp_path / "server.log").stat().st_size < 10_000


def test_of_concepts_only_a_beheerder_hears(changing_server: str, changing_store: Store, tmp_path: Path) -> None:
    assert httpx.get(f"{changing_server}/versie").json() == {}
    with raw(changing_server) as publisher, raw(changing_server, key=False) as reader:
        publisher.open()
        reader.open()
        told, heard = publisher.newer(), reader.newer()
        assert (set(told), set(heard)) == ({"lezers", "beheerders"}, {"lezers"})
        publish_elsewhere(changing_store, workbook(tmp_path / "c.xlsx", [project()]), concept=True)
        assert reader.newer() == heard
        assert publisher.newer()["beheerders"] != told["beheerders"]
    states = [f"{type(p).__name__} {p.key} {p.state}" for p in changing_store.catalogue().public.every]
    assert hashlib.sha256(repr(states).encode()).hexdigest()[:16] not in json.dumps(heard)


@pytest.mark.parametrize(("given", "name"), [(KEY, True), (KEY[:-1], False), ("", False)])
def test_the_printed_address_gives_the_key_and_leaves_the_address_bar(
    changing_server: str, given: str, name: bool
) -> None:
    answer = httpx.get(f"{changing_server}//elders.nl/Themas?thema=technologie&sleutel={given}")
    assert (answer.status_code, answer.headers["location"]) == (303, "/elders.nl/Themas?thema=technologie")
    cookie = answer.headers.get("set-cookie", "")
    assert bool(cookie) == name
    assert not cookie or {"HttpOnly", "SameSite=strict", "Path=/"} <= set(cookie.split("; "))


def test_a_forwarder_that_names_this_machine_makes_nobody_beheerder(tmp_path: Path, example_store: Store) -> None:
    """What comes through a tunnel can invent every header, but does not know the key."""
    store = shutil.copytree(example_store.folder, tmp_path / "opslag")
    with serving(store) as base, raw(base, key=False) as invented:
        assert REFUSED in said(invented)
        assert f"?sleutel={KEY}" in (tmp_path / "server.log").read_text()
