"""The connections of readers: how many there are, how many there may be, and what may come over them."""

import logging
import resource
from collections.abc import Iterator
from contextlib import contextmanager

from google.protobuf.message import DecodeError  # type: ignore[import-untyped]
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import get_option
from streamlit.proto.BackMsg_pb2 import BackMsg

from wir.common import log

MOST_READERS = 1000
# What a reader takes of the files that a process may have open: three (event_loops.py), and some for the requests of
# their browser; and what the process needs itself, with two for each of the 128 sessions that Streamlit keeps a while.
OF_A_READER, OF_OURSELVES = 6, 400
# What a page of ours lets a browser ask. Streamlit knows more, such as clearing what all readers share.
ASKED = ("rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request")
NOT_PROTOCOL, TRY_LATER = 1002, 1013


def most_readers() -> int:
    """How many this process has files for."""
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return max(1, min(MOST_READERS, (files - OF_OURSELVES) // OF_A_READER))


class Readers:
    """The readers that are connected to this process."""

    def __init__(self) -> None:
        self.now, self.most = 0, most_readers()

    @property
    def full(self) -> bool:
        """Whether there is no place for another."""
        return self.now >= self.most

    @contextmanager
    def one_more(self) -> Iterator[None]:
        """For as long as someone is connected."""
        self.now += 1
        try:
            yield
        finally:
            self.now -= 1


class Sockets:
    """Counts the connections, refuses one too many, and lets only messages through that a page needs."""

    def __init__(self, app: ASGIApp, readers: Readers) -> None:
        self._app, self._readers = app, readers

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve a connection for as long as it keeps to the rules."""
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        if self._readers.full:
            log.tell("te druk", logging.WARNING, lezers=self._readers.now)
            await receive()
            await send({"type": "websocket.close", "code": TRY_LATER})
            return

        async def checked() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive" or (kind := _kind(message.get("bytes"))) in ASKED:
                    return message
                log.tell("bericht geweigerd", logging.WARNING, soort=kind)
                if kind is None:
                    await send({"type": "websocket.close", "code": NOT_PROTOCOL})
                    return {"type": "websocket.disconnect", "code": NOT_PROTOCOL}

        with self._readers.one_more():
            await self._app(scope, checked, send)


def _kind(frame: bytes | None) -> str | None:
    """What a message of a browser asks; None where it is none, or more than a page sends."""
    if not frame or len(frame) > get_option("server.maxWidgetStateSize") * 10**6:
        return None
    try:
        kind: str | None = BackMsg.FromString(frame).WhichOneof("type")
    except DecodeError:
        return None
    return kind
