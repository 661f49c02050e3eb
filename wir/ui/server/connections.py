"""What a connection may hold before any page sees it, and an answer where it cannot be opened.

Streamlit has one limit for what it sends (a file, 50 MB) and for what it takes in. uvicorn holds a message until it is
whole, so what is sent by halves has its bounds here.
"""

import logging
from asyncio import Transport

from streamlit import get_option
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from wir.common import log
from wir.ui.server.sockets import most_readers

# Of all messages together that are not whole yet; small ones do not count, so that a page always gets through.
MOST_HELD, SMALL = 64 * 2**20, 2**16
TOO_BIG, TRY_LATER = 1009, 1013
# Bytes of a request besides its body; seconds until it is asked; how many may be asking for each reader there may be.
MOST_ASKED, PATIENCE, ASKING_FOR_A_READER = 2**16, 30.0, 2
CANNOT_OPEN = b"HTTP/1.1 431 Request Header Fields Too Large\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"


class Connection(WebSocketsSansIOProtocol):
    """uvicorn's own connection, bounded. With many fragments too: what counts is what came over the line."""

    _half, _whole, _since = 0, False, 0.0

    def data_received(self, data: bytes) -> None:
        """Take in what came, or end the connection."""
        opening, self._whole = not self.handshake_initiated, False
        super().data_received(data)
        if opening:
            if not self.handshake_initiated:
                self._answer()
            return
        if self._whole or not self._half:
            self._half, self._since = 0, self.loop.time()
        self._half += len(data)
        if self._half > get_option("server.maxWidgetStateSize") * 10**6 + SMALL:
            self._end(TOO_BIG)
        elif self._half > SMALL:
            self._make_room()

    def send_receive_event_to_app(self) -> None:
        """A message is whole."""
        self._whole = True
        super().send_receive_event_to_app()

    def _make_room(self) -> None:
        large = [other for other in self.connections if isinstance(other, Connection) and other._half > SMALL]
        if sum(other._half for other in large) > MOST_HELD:
            min(large, key=lambda other: other._since)._end(TRY_LATER)

    def _end(self, code: int) -> None:
        log.tell("bericht geweigerd", logging.WARNING, soort="te lang" if code == TOO_BIG else "te veel tegelijk")
        self._half, self.frames = 0, []
        if self.handshake_complete and not self.close_sent:
            self.conn.fail(code)
            self.handle_parser_exception()
        else:
            self.transport.abort()

    def _answer(self) -> None:
        """websockets found the headers too long or too many, and uvicorn would leave the browser waiting."""
        log.tell("kopregels te lang", logging.WARNING)
        self.transport.write(CANNOT_OPEN)
        self.transport.close()


class Asking(HttpToolsProtocol):
    """uvicorn's own for requests, bounded: it holds headers as long as they come, and waits for them without end.

    A connection is asking from when it opens, and again after each answer, until the headers of a request are whole.
    """

    _asked, _since = 0, 0.0

    def connection_made(self, transport: Transport) -> None:  # type: ignore[override]
        """It opened; who asked nothing longest makes room for it."""
        super().connection_made(transport)
        self._ask()
        asking = [other for other in self.connections if isinstance(other, Asking) and other._since]
        if len(asking) > ASKING_FOR_A_READER * most_readers():
            log.tell("te veel verbindingen", logging.WARNING, aantal=len(asking))
            min(asking, key=lambda other: other._since)._end()

    def data_received(self, data: bytes) -> None:
        """Take in what came, or end the connection."""
        self._asked += len(data)
        super().data_received(data)
        if self._asked > MOST_ASKED and self.transport.get_protocol() is self:  # not where it became one of messages
            log.tell("kopregels te lang", logging.WARNING)
            self.transport.write(CANNOT_OPEN)
            self._end()

    def on_headers_complete(self) -> None:
        """It is known what is asked."""
        self._stop_asking()
        super().on_headers_complete()

    def on_body(self, body: bytes) -> None:
        """A part of a body, which is for whom it was sent to, to bound."""
        self._asked -= len(body)
        super().on_body(body)

    def on_message_complete(self) -> None:
        """A request is whole, also what may come after its body."""
        self._asked = 0
        super().on_message_complete()

    def on_response_complete(self) -> None:
        """It was answered."""
        super().on_response_complete()
        if self.cycle.response_complete and not self.transport.is_closing():
            self._ask()

    def connection_lost(self, exc: Exception | None) -> None:
        """It is over."""
        self._stop_asking()
        super().connection_lost(exc)

    def _ask(self) -> None:
        self._since = self.loop.time()
        self._patience = self.loop.call_later(PATIENCE, self._end)

    def _stop_asking(self) -> None:
        self._since = 0.0
        self._patience.cancel()

    def _end(self) -> None:
        self._stop_asking()
        self.transport.close()
