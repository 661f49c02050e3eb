"""Files that are sent: only of who may publish at that moment, and not more than this process can hold."""

import asyncio
import logging
import re

from starlette.datastructures import Headers
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wir.common import log
from wir.register.read.limits import MOST_MEGABYTES
from wir.ui.open_sessions import Passes

# With what a form adds around it. A session holds the last file and the one before; the process four of them.
ONE = MOST_MEGABYTES * 2**20 + 2**16
PER_SESSION, PER_PROCESS = 2 * ONE, 4 * ONE
SWEEP = 15  # seconds
READS = ("GET", "HEAD", "OPTIONS")
REFUSED = PlainTextResponse("Alleen een beheerder kan een bestand inbrengen.", 403)
NO_LENGTH = PlainTextResponse("Zonder lengte wordt een bestand niet aangenomen.", 411)
TOO_LARGE = PlainTextResponse(f"Het bestand mag ten hoogste {MOST_MEGABYTES} MB zijn.", 413)
BUSY = (
    "Er worden nu te veel bestanden tegelijk ingebracht; er is niets gelezen. Probeer het over enkele minuten opnieuw."
)
FULL = PlainTextResponse(BUSY, 503)
TOGETHER = (
    f"Deze bestanden zijn samen groter dan {2 * MOST_MEGABYTES} MB; er is niets ingebracht. Kies eerst een deel ervan "
    "en voeg de andere daarna een voor een toe bij stap 1."
)


class Uploads:
    """Everything that sends something to this server, which is a file or its removal."""

    def __init__(self, app: ASGIApp, base: str, passes: Passes) -> None:
        self._app, self._passes = app, passes
        self._sent: dict[tuple[str, str], Scope] = {}  # how each file that is held came, by its session and id
        self._address = re.compile(re.escape(base) + r"/_stcore/upload_file/([^/]+)/([0-9a-f-]{36})")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a file pass, or refuse it before any of it is read."""
        if scope["type"] == "lifespan":
            sweeping = asyncio.create_task(self._sweep())
            await self._app(scope, receive, send)
            sweeping.cancel()
            return
        if scope["type"] != "http" or scope["method"] in READS:
            await self._app(scope, receive, send)
            return
        place = self._address.fullmatch(scope["path"])
        access = self._passes.access(place[1]) if place else None
        if not place or access is None or access.role != "beheerder":
            log.tell("bestand geweigerd", logging.WARNING)
            await REFUSED(scope, receive, send)
        elif scope["method"] == "PUT":
            await self._put(scope, receive, send, place[1], place[2])
        else:
            self._passes.forget(place[1], place[2])
            await self._app(scope, receive, send)

    async def _put(self, scope: Scope, receive: Receive, send: Send, session: str, file: str) -> None:
        length = Headers(scope=scope).get("content-length", "")
        if not length.isdecimal():
            await NO_LENGTH(scope, receive, send)
            return
        size = int(length)
        if size > ONE:
            await TOO_LARGE(scope, receive, send)
            return
        for older in self._passes.too_many(session, file, size, PER_SESSION):
            self._passes.lose(session, older, TOGETHER)
            await self._remove(scope, session, older, file)
        if not self._passes.hold(session, file, size, PER_PROCESS):
            self._passes.lose(session, file, BUSY)
            log.tell("te veel bestanden tegelijk", logging.WARNING)
            await FULL(scope, receive, send)
            return
        kept = False

        async def answered(message: Message) -> None:
            nonlocal kept
            kept = kept or (message["type"] == "http.response.start" and message["status"] < 300)
            await send(message)

        try:
            await self._app(scope, receive, answered)
        finally:
            if kept:
                self._sent[session, file] = scope
            else:
                self._passes.forget(session, file)

    async def _sweep(self) -> None:
        """Let go of what readers left, in time: Streamlit does so only when another one leaves."""
        while True:
            await asyncio.sleep(SWEEP)
            for (session, file), scope in list(self._sent.items()):
                if not self._passes.holds(session, file):
                    await self._remove(scope, session, file, file)
                    del self._sent[session, file]

    async def _remove(self, scope: Scope, session: str, older: str, file: str) -> None:
        """Ask Streamlit, as the browser of this session can, to let go of an older file."""

        async def nothing() -> Message:
            return {"type": "http.request", "body": b"", "more_body": False}

        async def unheard(_message: Message) -> None:
            pass

        path = scope["path"].removesuffix(file) + older
        await self._app({**scope, "method": "DELETE", "path": path, "raw_path": path.encode()}, nothing, unheard)
        self._passes.forget(session, older)
