"""A line to a server that can be made slow, or cut and mended: what is sent over it waits."""

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from tests.support.object_stores import free_port


class Line:
    """Passes on what comes in at `port`."""

    def __init__(self, to: int) -> None:
        self.port, self.wait, self._to = free_port(), 0.0, to
        self._loop = asyncio.new_event_loop()
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.StreamWriter] = set()

    def mend(self) -> None:
        """Let everything through again."""
        self._do(self._listen())

    def cut(self) -> None:
        """Break off what is going on, and let nothing through."""
        self._do(self._break_off())

    def _do(self, what: object) -> None:
        asyncio.run_coroutine_threadsafe(what, self._loop).result(10)  # type: ignore[arg-type]

    async def _listen(self) -> None:
        self._server = await asyncio.start_server(self._pass_on, "127.0.0.1", self.port)

    async def _break_off(self) -> None:
        if self._server:
            self._server.close()
        for writer in list(self._open):
            writer.transport.abort()
        self._open.clear()
        passing = asyncio.all_tasks() - {asyncio.current_task()}
        for task in passing:
            task.cancel()
        await asyncio.gather(*passing, return_exceptions=True)

    async def _pass_on(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        back, onward = await asyncio.open_connection("127.0.0.1", self._to)
        self._open |= {writer, onward}
        with suppress(OSError, asyncio.CancelledError):
            await asyncio.gather(self._copy(reader, onward, True), self._copy(back, writer, False))

    async def _copy(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, waits: bool) -> None:
        while data := await reader.read(65536):
            if waits:
                await asyncio.sleep(self.wait)
            writer.write(data)
            await writer.drain()
        writer.close()


@contextmanager
def line(to: int) -> Iterator[Line]:
    """A line to the server on this port."""
    made = Line(to)
    thread = threading.Thread(target=made._loop.run_forever)
    thread.start()
    made.mend()
    try:
        yield made
    finally:
        made.cut()
        made._loop.call_soon_threadsafe(made._loop.stop)
        thread.join()
        made._loop.close()
