"""Many people at once: each a WebSocket session of its own that clicks every five seconds, as a browser would."""

import asyncio
import random
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode, urlparse

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect
from websockets.exceptions import WebSocketException

from tests.bench.measure import Measured, of
from tests.browser.conftest import serving
from wir.domain.vocabulary import regions, vocabulary

PAGES = (
    "",
    "Regios",
    "Regioprofiel",
    "Themas",
    "Projecten",
    "Ontwikkeling",
    "Vergelijken",
    "Leren_van_elkaar",
    "Rapport",
)
EVERY, MINUTES, P95 = 5.0, 3.0, 2.0  # seconds between clicks, minutes, seconds
CROWDS = (50, 100, 200)
TURN = 0.3  # of the clicks goes to another page; the others change a filter
AFTER = 150  # seconds until Streamlit has forgotten those who left
FAILED = "Er ging iets mis"
PATIENCE = 60  # seconds; who waits longer has met an error


@dataclass
class Seen:
    """What one crowd met: seconds of each filter change and of each other page, and what went wrong."""

    filters: list[float] = field(default_factory=list)
    pages: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def crowds(store: Path) -> Iterator[Measured]:
    """Fifty people for three minutes; then more for one, to find where it breaks."""
    with serving(store) as base:
        process = process_on(urlparse(base).port or 0)
        asyncio.run(crowd(base, 2, 0.5))  # what is kept for all visitors is there
        before = _memory(process)
        seen = asyncio.run(crowd(base, CROWDS[0], MINUTES))
        during = _memory(process)
        yield from _told(seen, CROWDS[0], P95)
        yield of(f"geheugen per persoon, {CROWDS[0]} mensen", "MB", [(during - before) / CROWDS[0]])
        time.sleep(AFTER)
        yield of("geheugen daarvoor", "MB", [before])
        yield of("geheugen als iedereen weg is", "MB", [_memory(process)])
        for count in CROWDS[1:]:
            yield from _told(asyncio.run(crowd(base, count, 1)), count, None)


def _told(seen: Seen, count: int, most: float | None) -> Iterator[Measured]:
    for what, taken in (("filter", seen.filters), ("andere pagina", seen.pages)):
        ordered = sorted(taken) or [float(PATIENCE)]
        p95 = ordered[int(len(ordered) * 0.95)]
        yield Measured(f"p95 {what}, {count} mensen", "s", p95, ordered[0], ordered[-1], len(ordered), most)
    yield of(f"fouten, {count} mensen", "", [len(seen.errors)], 0)


async def crowd(base: str, count: int, minutes: float) -> Seen:
    """So many people, each starting at a moment of their own within the first five seconds."""
    seen, end = Seen(), time.monotonic() + minutes * 60
    await asyncio.gather(*(_person(base, random.Random(number), seen, end) for number in range(count)))
    return seen


async def _person(base: str, dice: random.Random, seen: Seen, end: float) -> None:
    await asyncio.sleep(dice.random() * EVERY)
    address = base.replace("http", "ws") + "/_stcore/stream"
    page = dice.choice(PAGES)
    try:
        async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
            await _ask(socket, page, dice, seen)
            while time.monotonic() < end:
                await asyncio.sleep(EVERY)
                turns = dice.random() < TURN
                page = dice.choice(PAGES) if turns else page
                async with asyncio.timeout(PATIENCE):
                    taken = await _ask(socket, page, dice, seen)
                (seen.pages if turns else seen.filters).append(taken)
    except (OSError, WebSocketException) as error:  # TimeoutError is an OSError
        seen.errors.append(repr(error))


async def _ask(socket: ClientConnection, page: str, dice: random.Random, seen: Seen) -> float:
    """A click: seconds until the script is done."""
    message = BackMsg()
    message.rerun_script.page_name = page
    message.rerun_script.query_string = _selection(page, dice)
    start = time.monotonic()
    await socket.send(message.SerializeToString())
    while True:
        answer = ForwardMsg()
        answer.ParseFromString(bytes(await socket.recv(decode=False)))
        kind = answer.WhichOneof("type")
        if kind == "delta":
            shown = answer.delta.new_element
            if shown.WhichOneof("type") == "exception" or FAILED in shown.bidi_component.json:
                seen.errors.append(page)
        if kind == "script_finished" and answer.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
            return time.monotonic() - start


def _selection(page: str, dice: random.Random) -> str:
    """A filter that is chosen at random."""
    if page in ("Regioprofiel", "Leren_van_elkaar"):
        return urlencode({"peildatum": "2020-11-01", "regio": dice.choice(regions().scored).code})
    lijst = dice.choice(("concessiehouder", "thema"))
    return urlencode({"peildatum": "2020-11-01", lijst: dice.choice(vocabulary().terms(lijst)).code})


def process_on(port: int) -> Path:
    """Where the kernel tells about the server on a port."""
    for folder in Path("/proc").glob("[0-9]*"):
        said = (folder / "cmdline").read_bytes().split(b"\0") if (folder / "cmdline").exists() else []
        if str(port).encode() in said:
            return folder
    raise LookupError(f"Nobody serves on port {port}")


def _memory(process: Path) -> float:
    """MB that a process holds."""
    pages = int((process / "statm").read_text().split()[1])
    return pages * 4096 / 2**20
