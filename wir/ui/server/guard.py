"""What comes before every page: closed addresses, a policy for scripts, the key, cookies that are too long, a crowd."""

import logging
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import PlainTextResponse, RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from wir.common import log
from wir.ui.publishing_key import PARAM, cookie_name, fits
from wir.ui.server.plain_page import plain_page
from wir.ui.server.sockets import Readers

# Only ourselves; docs/deploy/nginx.conf says why of each, and repeats it for all that it serves.
POLICY = (
    "default-src 'none'; script-src 'self' blob: 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NOT_HERE = PlainTextResponse("Niet gevonden.", 404)
# Of one request, in bytes; wir/cli/server.py and docs/deploy/nginx.conf let somewhat more through: so we can answer.
MOST_COOKIES = 15_000
OURS = ("_streamlit_", "wir_")
TOO_LONG = (
    "Uw browser stuurt te veel koekjes mee",
    "De koekjes van het dashboard zijn gewist; u bent nu afgemeld. Laad deze pagina opnieuw. Blijft dit zo, wis dan in "
    "uw browser de koekjes van dit adres en van de adressen erboven, of vraag het aan wie het dashboard beheert.",
)
BUSY = plain_page(
    "Het is nu te druk",
    "Er kijken op dit moment zoveel mensen naar het dashboard dat er niemand bij kan. Probeer het over enkele minuten "
    "opnieuw.",
    503,
    **{"Retry-After": "120"},
)


class Guard:
    """Keeps shut what Streamlit opens by itself and nobody needs here, and says what a page may load.

    The proxy does the same.
    """

    def __init__(self, app: ASGIApp, base: str, readers: Readers) -> None:
        self._app, self._base, self._readers = app, base, readers
        self._closed = (f"{base}/_stcore/metrics", f"{base}/_stcore/agent")
        self._health = f"{base}/gezondheid"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer what is for us to answer; every answer carries the policy."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = POLICY
            await send(message)

        answer = self._answer(scope) if scope["type"] == "http" else None
        await (answer or self._app)(scope, receive, with_policy)

    def _answer(self, scope: Scope) -> ASGIApp | None:
        """What we say ourselves; None where the request may go on."""
        headers, query = Headers(scope=scope), parse_qsl(scope["query_string"].decode("latin-1"), True)
        if scope["path"].startswith(self._closed):
            return NOT_HERE
        if sum(map(len, headers.getlist("cookie"))) > MOST_COOKIES:
            return self._without_cookies(headers.getlist("cookie"))
        if scope["method"] == "GET" and PARAM in dict(query):
            return self._with_key(scope["path"], query)
        if self._readers.full and "text/html" in headers.get("accept", "") and scope["path"] != self._health:
            log.tell("te druk", logging.WARNING, lezers=self._readers.now)
            return BUSY
        return None

    def _without_cookies(self, sent: list[str]) -> ASGIApp:
        """Streamlit would answer, but not open the connection that a page needs: it stayed blank."""
        log.tell("koekjes te lang", logging.WARNING, bytes=sum(map(len, sent)))
        answer = plain_page(*TOO_LONG, 431)
        for name in cookie_parser("; ".join(sent)):
            for path in {"/", self._base or "/"} if name.startswith(OURS) else ():
                answer.delete_cookie(name, path)
        return answer

    def _with_key(self, path: str, query: list[tuple[str, str]]) -> ASGIApp:
        """The same address without the key, which may not stay in the address bar; with a cookie if it is the key."""
        rest = urlencode([(name, value) for name, value in query if name != PARAM])
        path = "/" + path.lstrip("/")  # two slashes would be another host
        answer = RedirectResponse(f"{path}?{rest}" if rest else path, 303, {"Cache-Control": "no-store"})
        if fits(dict(query)[PARAM]):
            name = cookie_name()
            answer.set_cookie(name, dict(query)[PARAM], httponly=True, samesite="strict", path=self._base or "/")
        return answer
