"""Clicks that come with an address from before an earlier click, as they do where the server is far away."""

import pytest
from streamlit.testing.v1 import AppTest


def page() -> None:
    import streamlit as st

    from wir.ui import address_bar

    address_bar.begin()
    for name in ("regio", "thema"):
        st.button(name, on_click=lambda name=name: address_bar.write({**address_bar.latest(), name: "gekozen"}))


@pytest.fixture
def at() -> AppTest:
    """A page on which a regio was chosen."""
    return click(AppTest.from_function(page).run(), "regio", {"kaart": "visie"})


def click(at: AppTest, name: str, address: dict[str, str]) -> AppTest:
    """Click where the browser knows this address."""
    at.query_params.clear()
    at.query_params.update(address)
    return next(button for button in at.button if button.label == name).click().run()


def test_a_click_from_before_an_earlier_one_takes_nothing_away(at: AppTest) -> None:
    click(at, "thema", {"kaart": "visie"})
    assert dict(at.query_params) == {"kaart": "visie", "regio": "gekozen", "thema": "gekozen"}


def test_a_click_after_a_link_is_one_at_the_address_of_the_link(at: AppTest) -> None:
    click(at, "thema", {"kaart": "dynamiek"})
    assert dict(at.query_params) == {"kaart": "dynamiek", "thema": "gekozen"}
