"""Who is at the screen, as Streamlit tells it to the pages; the role can go while a page is open."""

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
import streamlit as st
from streamlit.runtime.context import StreamlitHeaders

from wir.ui.publishing_key import cookie_name, own_key

HERE = StreamlitHeaders([("Host", "localhost:1"), ("Origin", "http://localhost:1")])
ELSEWHERE = StreamlitHeaders([*HERE.items(), ("X-Forwarded-For", "10.0.0.1")])


def context(headers: StreamlitHeaders = HERE, key: bool = True) -> SimpleNamespace:
    """What Streamlit knows of who started the server on this very machine."""
    return SimpleNamespace(
        headers=headers, cookies={cookie_name(): own_key()} if key else {}, url="http://localhost:1/"
    )


class Visitor:
    """Who started it on this very machine at first, where nobody can sign in."""

    _key = True

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self._monkeypatch = monkeypatch
        self._is(HERE)

    def _is(self, headers: StreamlitHeaders) -> None:
        self._monkeypatch.setattr(st, "context", context(headers, self._key))

    def came_without_the_key(self) -> None:
        self._key = False
        self._is(HERE)

    def comes_from_elsewhere(self) -> None:
        self._is(ELSEWHERE)

    def _signs_in(self, **claims: object) -> None:
        """As Streamlit tells it with a provider of which `a@voorbeeld.nl` is the beheerder."""
        secrets = {"auth": {}, "toegang": {"beheerders": ["a@voorbeeld.nl"]}}
        now = datetime.now(UTC).timestamp()
        told: dict[str, object] = {"is_logged_in": True, "sub": "1", "email": "a@voorbeeld.nl", "iat": now, **claims}
        self._monkeypatch.setattr(st, "secrets", SimpleNamespace(to_dict=lambda: secrets))
        self._monkeypatch.setattr(st, "user", SimpleNamespace(get=told.get, to_dict=lambda: told))

    def signs_in(self) -> None:
        self._signs_in()

    def signed_in_yesterday(self) -> None:
        self._signs_in(iat=datetime.now(UTC).timestamp() - 13 * 60 * 60)

    def is_another(self) -> None:
        self._signs_in(email="b@voorbeeld.nl")

    def signs_out(self) -> None:
        self._signs_in(is_logged_in=False)
