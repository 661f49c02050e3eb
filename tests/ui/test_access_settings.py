"""How an installation is set: the section [toegang], and what a page makes of it and of its visitor."""

import time

import pytest
import streamlit as st
from streamlit.runtime.context import StreamlitHeaders
from streamlit.testing.v1 import AppTest

from tests.support.markup import pieces
from tests.support.visitor import context
from wir.domain.access import Settings, WrongSettings, read_settings


def test_the_section_toegang_is_read() -> None:
    section = {"lezen": "aangemeld", "beheerders": [" A@Voorbeeld.nl"], "claim": "roles", "waarde": "wir-beheerder"}
    assert read_settings({**section, "vier_ogen": True}) == Settings(
        True, frozenset({"a@voorbeeld.nl"}), "roles", "wir-beheerder", True
    )
    assert read_settings({}) == read_settings({"lezen": "iedereen", "beheerders": []}) == Settings()


@pytest.mark.parametrize(
    ("section", "words"),
    [
        ("aangemeld", "moet een sectie zijn"),
        (["lezen"], "moet een sectie zijn"),
        ({"beheerder": ["a@voorbeeld.nl"]}, "kent geen beheerder; wel lezen, beheerders"),
        ({"lezen": "niemand"}, "lezen moet"),
        ({"lezen": True}, "lezen moet"),
        ({"lezen": ["aangemeld"]}, "lezen moet"),
        ({"beheerders": "a@voorbeeld.nl"}, "beheerders moet een lijst"),
        ({"beheerders": ["a@voorbeeld.nl", ""]}, "beheerders moet een lijst"),
        ({"beheerders": [1]}, "beheerders moet een lijst"),
        ({"claim": "roles"}, "horen bij elkaar"),
        ({"waarde": "x"}, "horen bij elkaar"),
        ({"claim": "roles", "waarde": ""}, "waarde moet een tekst"),
        ({"claim": ["roles"], "waarde": "x"}, "claim moet een tekst"),
        ({"vier_ogen": "true"}, "vier_ogen moet true of false"),
        ({"vier_ogen": 1}, "vier_ogen moet true of false"),
    ],
)
def test_settings_that_are_not_understood_are_refused(section: object, words: str) -> None:
    with pytest.raises(WrongSettings, match=words):
        read_settings(section)


def page() -> None:
    import streamlit as st

    from wir.ui.access import gate, show_sign_in

    found = gate(lambda: None)
    show_sign_in(found)
    st.text(found.role)


def test_a_page_without_secrets_shows_no_warning() -> None:
    app = AppTest.from_function(page).run()
    assert [text.value for text in app.text] == ["lezer"]
    assert [*app.exception, *app.error, *app.warning, *app.button] == []


def test_a_provider_that_is_not_set_up_is_said_in_dutch() -> None:
    app = AppTest.from_function(page)
    app.secrets["auth"] = {}
    app.run().button(key="aanmelden").click().run()
    assert "Aanmelden is niet goed ingesteld" in pieces(app)[0]
    assert not app.exception


@pytest.mark.parametrize(
    ("more", "role"),
    [([], "beheerder"), ([("host", "evil.nl")], "lezer"), ([("via", "1.1 x")], "lezer")],
)
def test_a_page_sees_every_header(monkeypatch: pytest.MonkeyPatch, more: list[tuple[str, str]], role: str) -> None:
    headers = StreamlitHeaders([("Host", "localhost:1"), ("Origin", "http://localhost:1"), *more])
    monkeypatch.setattr(st, "context", context(headers))
    assert AppTest.from_function(page).run().text[0].value == role


@pytest.mark.parametrize(("logged_in", "role"), [(True, "beheerder"), (False, "lezer"), ("true", "lezer")])
def test_a_page_goes_by_the_claims_of_who_signed_in(logged_in: object, role: str) -> None:
    app = AppTest.from_function(page)
    app.secrets = {"auth": {}, "toegang": {"beheerders": ["a@voorbeeld.nl"]}}
    app.user = {"is_logged_in": logged_in, "email": "a@voorbeeld.nl", "iat": time.time()}
    assert app.run().text[0].value == role
