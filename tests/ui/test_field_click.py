"""What was clicked in a field, told from what it then held."""

import pytest
import streamlit as st

from wir.ui import field_click


@pytest.fixture(autouse=True)
def session(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "session_state", {})


def show(*codes: str, from_widget: bool = False) -> bool:
    """Whether the browser is told."""
    st.session_state["thema"] = "as the browser says"
    field_click.show("Themas", "thema", list(codes), from_widget)
    return st.session_state["thema"] == list(codes)


def clicked(truth: set[str], *left: str) -> set[str]:
    added, removed = field_click.clicked("Themas", "thema", list(left))
    return (truth | added) - removed


def test_clicks_that_cross_what_is_shown_are_all_kept() -> None:
    """The browser is at one, two and three; it is shown one again, and clicks on four and then takes three away."""
    truth: set[str] = set()
    show()
    for left in (["1"], ["1", "2"], ["1", "2", "3"]):
        truth = clicked(truth, *left)
    show("1")
    truth = clicked(truth, "1", "4")
    assert truth == {"1", "2", "3", "4"}
    show(*sorted(truth))
    truth = clicked(truth, "1", "2", "4")
    assert truth == {"1", "2", "4"}
    assert clicked(truth) == set()


def test_a_click_is_told_apart_from_what_the_address_lost_meanwhile() -> None:
    show("1", "2")
    assert clicked({"2"}, "1", "2", "3") == {"2", "3"}


def test_a_field_that_shows_it_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the browser has drawn it, or after a click that made it so; on another page it is another field."""
    clock = [0.0]
    monkeypatch.setattr(field_click, "monotonic", lambda: clock[0])
    told = []
    for clock[0] in (0.0, 1.0, 20.0):
        told.append(show("TWE"))
    clicked({"TWE"}, "TWE", "ZEE")
    told += [show("TWE", "ZEE"), show("ZEE", "TWE"), show("ZEE", from_widget=True), show("ZEE")]
    assert told == [True, True, False, False, False, False, True]
    field_click.show("Regios", "thema", ["ZEE"], False)
    assert st.session_state["thema"] == ["ZEE"]
