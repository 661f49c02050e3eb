"""A store elsewhere that is slow or gone: readers notice nothing or one line, and who publishes loses nothing."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from statistics import median

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.object_stores import Opened, Server, azure_at, s3_at, use
from tests.support.pages import run, text
from tests.support.registers import project, score, workbook
from tests.support.slow_line import Line, line
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, examine, publish
from wir.store.home import Unreachable, home_of
from wir.store.pending_deliveries import Deliveries
from wir.store.publishing import publish_workbook
from wir.store.store import Store, our_store
from wir.ui import cache

DAY, NEXT = date(2020, 11, 1), date(2021, 5, 1)


@pytest.fixture
def far(server: Server) -> Iterator[Line]:
    with line(server.port) as made:
        yield made


@pytest.fixture
def register(tmp_path: Path) -> Path:
    return workbook(tmp_path / "register.xlsx", [project()], [score()])


@pytest.fixture
def ours(
    server: Server, far: Line, register: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: Opened
) -> Iterator[Store]:
    """The store of this process, at the other end of the line, with one peiling."""
    use({"s3": s3_at, "az": azure_at}[server.kind](far.port), monkeypatch)
    address = server.address()
    publish_workbook(elsewhere.begun(address), register, DAY, "wir")
    monkeypatch.setenv("WIR_OPSLAG", address)
    home_of.cache_clear()
    store = our_store()
    elsewhere.homes.append(store.home)
    yield store
    home_of.cache_clear()


def until(true: Callable[[], object], seconds: float = 20) -> None:
    deadline = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < deadline, "it did not come"
        time.sleep(0.05)


def took(act: Callable[[], object]) -> float:
    begun = time.monotonic()
    act()
    return time.monotonic() - begun


@pytest.mark.full
def test_a_slow_store_makes_no_page_slower(ours: Store, far: Line) -> None:
    cache.database()
    far.wait = 0.3
    time.sleep(1.5)  # it is being looked at over the slow line by now
    times = []
    for _ in range(40):
        times.append(took(cache.database))
        time.sleep(0.05)
    assert max(times) < 0.25, times
    assert median(times) < 0.05, times


@pytest.mark.full
def test_what_is_published_elsewhere_is_seen_within_two_seconds(
    ours: Store, far: Line, register: Path, elsewhere: Opened
) -> None:
    other = elsewhere(ours.home.address)
    for day in (NEXT, date(2021, 11, 1)):
        publish_workbook(other, register, day, "ander")
        begun = time.monotonic()
        until(lambda: any(p.peildatum == day for p in cache.database().catalogue.current))  # noqa: B023
        assert time.monotonic() - begun < 2


@pytest.mark.full
def test_the_first_after_a_silence_sees_it_at_once(
    ours: Store, register: Path, elsewhere: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache.database()
    monkeypatch.setattr("wir.store.elsewhere.HERE", 0.1)
    time.sleep(1.5)
    publish_workbook(elsewhere(ours.home.address), register, NEXT, "ander")
    assert [p.peildatum for p in cache.database().catalogue.current] == [DAY, NEXT]


def test_a_store_that_is_gone_leaves_readers_what_they_had_and_one_line(
    ours: Store, far: Line, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = cache.database()
    assert ours.home.gone_since is None
    far.cut()
    until(lambda: (cache.database(), ours.home.gone_since)[1])
    assert took(cache.database) < 0.25
    assert cache.database() is before
    app = run_here(monkeypatch)
    assert "De opslag is sinds " in text(app)
    assert "niet te bereiken. U ziet wat er toen in stond; bijwerken kan nu niet." in text(app)
    assert not app.exception
    far.mend()
    until(lambda: (cache.database(), ours.home.gone_since)[1] is None)
    assert "niet te bereiken" not in text(run_here(monkeypatch))


def run_here(monkeypatch: pytest.MonkeyPatch) -> AppTest:
    return run("dashboard.py", our_store(), monkeypatch)


def test_who_publishes_is_told_and_loses_nothing(ours: Store, far: Line, register: Path) -> None:
    deliveries = Deliveries(ours)
    (delivery,) = deliveries.receive([(register.name, register.read_bytes())], "inkoper")
    examined = examine(File.of(register, parse_apart(register)), Choices(peildatum=NEXT), ours)
    before = ours.names()
    far.cut()
    for change in (
        lambda: publish(ours, examined, "inkoper"),
        lambda: ours.withdraw("2020-11-01_v1", "inkoper", "fout"),
        lambda: deliveries.say(delivery.id, lambda choices: replace(choices, label="mei")),
    ):
        with pytest.raises(Unreachable, match=r"niet te bereiken: zij antwoordt niet\. Er is niets veranderd\."):
            change()
    assert ours.names() == before
    far.mend()
    until(lambda: (ours.home.freshen(), ours.home.gone_since)[1] is None)
    assert deliveries.all() == (delivery,)
    assert publish(ours, examined, "inkoper").key == "2021-05-01_v1"


@pytest.mark.full
def test_an_answer_that_is_lost_publishes_once(ours: Store, far: Line, register: Path, elsewhere: Opened) -> None:
    """The request arrives and its answer does not: it is looked up, and not done twice."""
    objects = ours.home._objects
    real = objects.create

    def lost(name: str, content: bytes) -> str:
        if name.endswith("manifest.json"):
            real(name, content)
        return real(name, content)

    objects.create = lost
    assert publish_workbook(ours, register, NEXT, "wir").key == "2021-05-01_v1"
    assert [p.key for p in elsewhere(ours.home.address).peilingen()] == ["2020-11-01_v1", "2021-05-01_v1"]
