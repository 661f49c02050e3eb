"""The cookie of who signed in, made small: what a role needs, and not all that the provider tells.

Streamlit signs all claims and the tokens into cookies. With a hundred groups that is more than a browser may send.
"""

import json
from collections.abc import Mapping
from http.cookies import SimpleCookie

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import cookie_parser
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.auth_util import get_cookie_with_chunks
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import create_signed_value, decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import (
    AUTH_COOKIE_MAX_AGE_SECONDS,
    TOKENS_COOKIE_NAME,
    USER_COOKIE_NAME,
)

from wir.domain.access import Settings, WrongSettings, needed_claims, read_settings
from wir.ui.access import known_secrets

# What Streamlit itself reads of a cookie besides the claims.
ITS_OWN = ("origin", "is_logged_in", "provider")
MOST_ID_TOKEN = 2_000  # only to sign out at once; without it the provider asks who you are


class SignedIn:
    """Looks at what comes back from signing in, and makes its cookies anew."""

    def __init__(self, app: ASGIApp, base: str) -> None:
        self._app, self._base = app, base

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Only what comes back from signing in gives such cookies."""

        async def smaller(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._rewrite(MutableHeaders(scope=message), Headers(scope=scope))
            await send(message)

        signs_in = scope["type"] == "http" and scope["path"] == f"{self._base}/oauth2callback"
        await self._app(scope, receive, smaller if signs_in else send)

    def _rewrite(self, headers: MutableHeaders, request: Headers) -> None:
        given: dict[str, str] = {}
        for line in headers.getlist("set-cookie"):
            given |= {name: cookie.value for name, cookie in SimpleCookie(line).items() if cookie.value}
        claims = _read(given, USER_COOKIE_NAME)
        if not claims:
            return
        others = [line for line in headers.getlist("set-cookie") if not line.startswith(USER_COOKIE_NAME)]
        made = Response()
        for name in {*given, *cookie_parser(request.get("cookie", ""))}:
            if name.startswith(f"{USER_COOKIE_NAME}_"):  # the pieces of a longer one
                made.delete_cookie(name, self._base or "/")
        own = {name: claims[name] for name in ITS_OWN if name in claims}
        self._sign(made, USER_COOKIE_NAME, own | needed_claims(claims, _settings()))
        id_token = _read(given, TOKENS_COOKIE_NAME).get("id_token")
        if isinstance(id_token, str) and len(id_token) <= MOST_ID_TOKEN:
            self._sign(made, TOKENS_COOKIE_NAME, {"id_token": id_token})
        del headers["set-cookie"]
        for line in (*others, *made.headers.getlist("set-cookie")):
            headers.append("set-cookie", line)

    def _sign(self, made: Response, name: str, value: Mapping[str, object]) -> None:
        signed = create_signed_value(get_cookie_secret(), name, json.dumps(value)).decode()
        made.set_cookie(
            name, signed, AUTH_COOKIE_MAX_AGE_SECONDS, path=self._base or "/", httponly=True, samesite="lax"
        )


def _read(cookies: Mapping[str, str], name: str) -> dict[str, object]:
    def one(piece: str) -> bytes | None:
        return decode_signed_value(get_cookie_secret(), piece, cookies.get(piece, ""))

    value = get_cookie_with_chunks(one, name)
    found = json.loads(value) if value else {}
    return found if isinstance(found, dict) else {}


def signed_in_claims(cookies: Mapping[str, str]) -> Mapping[str, object] | None:
    """The claims of who sends these cookies, as Streamlit reads them; None where nobody signed in."""
    if not any(name.startswith(USER_COOKIE_NAME) for name in cookies):
        return None
    claims = _read(dict(cookies), USER_COOKIE_NAME)
    return claims if claims.get("is_logged_in") is True else None


def _settings() -> Settings:
    try:
        return read_settings(known_secrets().get("toegang", {}))
    except WrongSettings:  # every page says what is wrong with them
        return Settings()
