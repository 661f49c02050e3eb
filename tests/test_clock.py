"""A clock that jumps: it decides neither what is thrown away nor who is told to have done what."""

import os
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.registers import project, score, workbook
from wir import store as store_module
from wir.deliveries import Deliveries, Delivery
from wir.delivery import Choices, File, examine, publish
from wir.errors import PublishConflict
from wir.forgetting import AGAIN, KEPT
from wir.publishing import publish_workbook
from wir.register.reading import parse_apart
from wir.store import Store

MINUTE, YEARS = timedelta(minutes=1), timedelta(days=3650)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(tmp_path / "register.xlsx", [project()], [score()])


def receive(store: Store, path: Path) -> Delivery:
    return Deliveries(store).receive(path.name, path.read_bytes(), "inkoper")


def kept(store: Store) -> list[str]:
    """Which deliveries are still there once everything has looked at the clock."""
    return [d.id for d in Deliveries(store).all()]


def later(store: Store, by: timedelta) -> None:
    """Let the clock go on by so much, or back: to a clock that jumped all that is there is as much older."""
    for path in (store.folder / "leveringen").glob("*"):
        moment = path.stat().st_mtime - by.total_seconds()
        os.utime(path, (moment, moment))


class TestADelivery:
    def test_goes_when_it_was_left_too_long(self, store: Store, path: Path) -> None:
        """Also what was broken off while it came in."""
        receive(store, path)
        (store.folder / "leveringen" / ("0" * 32)).mkdir()
        later(store, KEPT + MINUTE)
        fresh = receive(store, path)
        later(store, AGAIN + MINUTE)
        assert kept(store) == [fresh.id]
        assert [p.name for p in (store.folder / "leveringen").iterdir()] == [fresh.id]

    def test_that_is_worked_on_stays(self, store: Store, path: Path) -> None:
        delivery = receive(store, path)
        for _ in range(4):
            later(store, KEPT - MINUTE)
            assert kept(store) == [delivery.id]
            Deliveries(store).say(delivery.id, lambda choices: choices)

    @pytest.mark.parametrize("jumps", [[YEARS], [-YEARS], [YEARS, MINUTE, -YEARS, KEPT / 2], [YEARS, -YEARS, YEARS]])
    def test_stays_when_the_clock_jumps(self, store: Store, path: Path, jumps: list[timedelta]) -> None:
        """However often we look before it is set right."""
        fresh = receive(store, path)
        for jump in jumps:
            later(store, jump)
            assert kept(store) == kept(store) == [fresh.id]

    def test_that_came_while_the_clock_was_ahead_counts_from_when_it_was_set_right(
        self, store: Store, path: Path
    ) -> None:
        delivery = receive(store, path)
        later(store, -YEARS)
        assert kept(store) == [delivery.id]
        later(store, KEPT + MINUTE)
        assert kept(store) == [delivery.id]
        later(store, AGAIN + MINUTE)
        assert kept(store) == []


def test_whoever_did_something_since_is_named_whatever_the_clock_said(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither who published before, on a clock that was ahead, nor only the last of two."""
    monkeypatch.setattr(store_module, "_now", lambda: "2040-01-01T00:00:00.000+00:00")
    publish_workbook(store, path, date(2021, 3, 1), "vroeger")
    examined = examine(File.of(path, parse_apart(path)), Choices(peildatum=date(2021, 5, 1)), store)
    monkeypatch.setattr(store_module, "_now", lambda: "1970-01-01T00:00:00.000+00:00")
    publish_workbook(store, path, date(2021, 4, 1), "an")
    store.withdraw("2021-03-01_v1", "ben", "fout")
    with pytest.raises(PublishConflict) as told:
        publish(store, examined, "inkoper")
    assert (
        "Intussen heeft an peiling 2021-04-01_v1 gepubliceerd en heeft ben peiling 2021-03-01_v1 ingetrokken."
        in str(told.value)
    )
    assert store.peilingen()[0].withdrawn


def test_the_newest_version_is_the_highest_number(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    publish_workbook(store, path, date(2021, 3, 1), "wir")
    monkeypatch.setattr(store_module, "_now", lambda: "1970-01-01T00:00:00.000+00:00")
    second = publish_workbook(store, path, date(2021, 3, 1), "wir")
    store.withdraw(second.key, "wir", "fout")
    store.put_back(second.key, "wir", "toch goed")
    assert store.catalogue().current[0].key == second.key
