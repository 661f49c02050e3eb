"""What a connection may hold before any page sees it, and an answer where it cannot be opened.

Streamlit has one limit for what it sends (a file, 50 MB) and for what it takes in. uvicorn holds a message until it is
whole, so what is sent by halves has its bounds here.
"""

import logging

from streamlit import get_option
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

from wir.common import log

# Of all messages together that are not whole yet; small ones do not count, so that a page always gets through.
MOST_HELD, SMALL = 64 * 2**20, 2**16
TOO_BIG, TRY_LATER = 1009, 1013
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
