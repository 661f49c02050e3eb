"""What a rerun costs the server and the line: a session over a real WebSocket that keeps messages as a browser does."""

import asyncio
import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlparse

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from tests.bench.floor import empty_page, peer
from tests.bench.measure import RUNS, Measured, of, ratios
from tests.bench.people import process_on
from tests.browser.conftest import serving

TIMES = 20  # reruns in each run
HALF = 0.5  # of what the peer takes
MOST = 60  # milliseconds of processor time
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass
class Session:
    """One reader: what was kept of earlier runs, and how many bytes the last run sent."""

    socket: ClientConnection
    kept: set[str] = field(default_factory=set)
    received: int = 0

    async def rerun(self) -> None:
        """Run the first page once more, until it is done."""
        message = BackMsg()
        message.rerun_script.query_string = ""
        message.rerun_script.cached_message_hashes.extend(self.kept)
        await self.socket.send(message.SerializeToString())
        self.received = 0
        while True:
            content = bytes(await self.socket.recv(decode=False))
            self.received += len(content)
            answer = ForwardMsg()
            answer.ParseFromString(content)
            if answer.metadata.cacheable:
                self.kept.add(answer.hash)
            if answer.WhichOneof("type") == "script_finished":
                return


async def _measure(base: str) -> tuple[float, float]:
    """Milliseconds of processor time, and kilobytes, of one rerun of a page that was shown before."""
    process = process_on(urlparse(base).port or 0)
    address = base.replace("http", "ws") + "/_stcore/stream"
    async with connect(address, subprotocols=["streamlit"], max_size=None) as socket:
        session = Session(socket)
        for _ in range(3):
            await session.rerun()
        before = _ticks(process)
        for _ in range(TIMES):
            await session.rerun()
        return (_ticks(process) - before) / TICKS / TIMES * 1000, session.received / 1000


def reruns(folder: Path, store: Path) -> Iterator[Measured]:
    """Ours and the peer in turn, and an empty page."""
    with serving(store) as base, peer(folder, store) as other, empty_page(folder / "leeg") as empty:
        rounds = [[asyncio.run(_measure(address)) for address in (base, other, empty)] for _ in range(RUNS)]
    ours, theirs, floor = zip(*rounds, strict=True)
    for place, (what, unit) in enumerate(
        (("processortijd van een herhaling", "ms"), ("bytes van een herhaling", "kB"))
    ):
        yield of(f"{what}: een lege pagina van Streamlit", unit, [run[place] for run in floor])
        yield of(f"{what}: de gewone pagina", unit, [run[place] for run in theirs])
        yield of(f"{what}: Landelijk beeld", unit, [run[place] for run in ours], None if place else MOST)
    yield ratios("processortijd tegen de gewone pagina", [r[0] for r in ours], [r[0] for r in theirs], HALF)


def _ticks(process: Path) -> int:
    """The processor time of a process, in ticks."""
    said = (process / "stat").read_text().rpartition(")")[2].split()
    return int(said[11]) + int(said[12])
