"""Large registers wait for one another, and only a few are kept in memory."""

import threading
import time
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tests.support.deliveries import received
from tests.support.pages import run, text
from tests.support.registers import project, workbook
from tests.support.visitor import context
from wir.register.read.cells import Cells, Grid
from wir.store.delivery import File
from wir.store.publishing import begin_store
from wir.store.store import Store
from wir.ui.update.desk import MOST_CELLS, WAITING, Desk, Kept, desk

PAGE = "pages/9_Register_bijwerken.py"


def test_one_at_a_time_and_who_waits_goes_on_after() -> None:
    place, inside, most = Desk(), [], []

    def work() -> None:
        with place.turn(told=False), place.turn(told=False):
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.02)
            inside.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=5)
    assert most == [1, 1, 1, 1]


def test_a_turn_ends_also_where_it_fails() -> None:
    place = Desk()
    with pytest.raises(ValueError, match="x"), place.turn(told=False):
        raise ValueError("x")
    taken: list[bool] = []
    thread = threading.Thread(target=lambda: taken.append(place._turn.acquire(timeout=1)))
    thread.start()
    thread.join()
    assert taken == [True]


def of(id: str, cells: int) -> Kept:
    row = ("x",) * 1000
    grid = Grid("Projecten", dict.fromkeys(range(1, cells // 1000 + 1), row))
    return Kept(id, File(f"{id}.xlsx", "0" * 64, Cells((grid,))))


def test_what_was_not_used_longest_is_let_go() -> None:
    place, small = Desk(), [of(str(n), MOST_CELLS // 4) for n in range(4)]
    for one in (*small, small[0]):
        place.keep(one)
    assert all(one.file for one in small)
    place.keep(other := of("nog een", MOST_CELLS // 4))
    assert [one.id for one in (*small, other) if one.file] == ["0", "2", "3", "nog een"]
    place.keep(large := of("groot", 2 * MOST_CELLS))
    assert [one.id for one in (*small, other, large) if one.file] == ["groot"]


def test_what_was_let_go_is_read_again_and_nothing_else_changes(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(st, "context", context())
    begin_store(store, example=True)
    path = workbook(tmp_path / "2021-05-01.xlsx", [project(), project(projectnummer="P2")])
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    before, kept = text(app), app.session_state["bijwerken_bewaard"]
    desk().keep(large := of("groot", MOST_CELLS))
    assert large.file
    assert (kept.file, kept.examined) == (None, None)
    assert text(app.run()) == before
    assert kept.examined


def test_who_waits_is_told(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(st, "context", context())
    begin_store(store, example=False)
    path = workbook(tmp_path / "2021-05-01.xlsx", [project()])
    delivery = received(store, path)
    shown: list[str] = []
    real = st.spinner
    monkeypatch.setattr(st, "spinner", lambda words, **more: (shown.append(words), real(words, **more))[1])
    pages: list[AppTest] = []
    with desk().turn(told=False):
        thread = threading.Thread(target=lambda: pages.append(run(PAGE, store, monkeypatch, levering=delivery)))
        thread.start()
        for _ in range(200):
            time.sleep(0 if WAITING in shown else 0.05)
        assert WAITING in shown
        assert not pages
    thread.join()
    assert not pages[0].exception
