"""Large registers wait for one another, and only a few are kept in memory."""

import gc
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import BytesIO
from pathlib import Path
from weakref import ref

import pytest
import streamlit as st
from openpyxl import load_workbook
from streamlit.runtime.scriptrunner import StopException
from streamlit.testing.v1 import AppTest

from tests.support.deliveries import received
from tests.support.pages import run, text
from tests.support.registers import project, workbook
from tests.support.visitor import context
from wir.register.read.cells import Cells, Grid
from wir.store.delivery import File
from wir.store.pending_deliveries import Deliveries
from wir.store.publishing import begin_store
from wir.store.store import Store
from wir.ui.update import giving_back
from wir.ui.update.desk import MOST_CELLS, WAITING, Desk, Kept, desk
from wir.ui.update.work import AtWork

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
    book = load_workbook(path)
    book["Projecten"].cell(1, book["Projecten"].max_column + 1).value = "Vreemd"  # a column that is asked about
    book.save(path)
    app = run(PAGE, store, monkeypatch, levering=received(store, path))
    before, kept = text(app), app.session_state["bijwerken_bewaard"]
    held = [ref(each) for each in (kept.examined[1], *kept.examined[1].reading.sheets)]
    desk().keep(large := of("groot", MOST_CELLS))
    assert large.file
    assert (kept.file, kept.examined) == (None, None)
    gc.collect()
    assert [each() for each in held] == [None] * len(held)  # a button or field of the page does not hold it either
    assert text(app.run()) == before
    assert kept.examined


def test_a_file_is_given_back_also_when_what_was_found_was_let_go(store: Store, tmp_path: Path) -> None:
    begin_store(store, example=True)
    path = workbook(tmp_path / "2021-05-01.xlsx", [{**project(), "status": "Bezig"}])
    deliveries = Deliveries(store)
    delivery = deliveries.find(received(store, path))
    work = AtWork(None, None, store, deliveries, delivery)  # type: ignore[arg-type]  # who works here does not matter
    again = giving_back._again(work, work.examined_anew())
    gc.collect()
    book = load_workbook(BytesIO(giving_back._with_remarks(work, again, 0, several=False)))
    assert "Bevindingen" in book.sheetnames


def test_who_went_away_while_waiting_does_not_keep_the_turn(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit ends the run of a closed page at the next element, here where the spinner goes."""

    @contextmanager
    def spinner(_words: str) -> Iterator[None]:
        yield
        raise StopException

    monkeypatch.setattr(st, "spinner", spinner)
    place, ended = Desk(), []

    def waits() -> None:
        with suppress(StopException), place.turn():
            pass
        ended.append(place)

    with place.turn(told=False):
        thread = threading.Thread(target=waits)
        thread.start()
        time.sleep(0.1)
    thread.join(timeout=5)
    assert ended
    assert place._turn.acquire(timeout=1)


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
