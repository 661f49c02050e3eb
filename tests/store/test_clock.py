"""A clock that jumps: it decides neither what is thrown away nor who is told to have done what."""

import json
import os
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from tests.support.read_only_store import as_another
from tests.support.registers import project, score, workbook
from wir.common.errors import PublishConflict
from wir.common.numbers import today
from wir.register.read.reading import parse_apart
from wir.store import store as store_module
from wir.store.delivery import Choices, File, examine, publish
from wir.store.pending_deliveries import HALF, KEPT, Deliveries, Delivery
from wir.store.publishing import publish_workbook
from wir.store.store import Store

MINUTE, YEARS = timedelta(minutes=1), timedelta(days=3650)
BRING_IN = """
import sys
from pathlib import Path
from wir.common import log
from wir.store.pending_deliveries import Deliveries
from wir.store.store import our_store
log.start()
deliveries = Deliveries(our_store())
path = Path(sys.argv[1])
new = deliveries.receive([(path.name, path.read_bytes())], "inkoper")[0]
print(len(deliveries.all()), deliveries.all().count(new))
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return workbook(tmp_path / "register.xlsx", [project()], [score()])


def receive(store: Store, path: Path) -> Delivery:
    return Deliveries(store).receive([(path.name, path.read_bytes())], "inkoper")[0]


def kept(store: Store) -> list[str]:
    """Which deliveries are still there once everything has looked at the clock."""
    return [d.id for d in Deliveries(store).all()]


def later(store: Store, by: timedelta) -> None:
    """Let the clock go on by so much, or back: to a clock that jumped all that is there is as much older."""
    for path in (store.folder / "leveringen").glob("*"):
        moment = path.stat().st_mtime - by.total_seconds()
        os.utime(path, (moment, moment))


def test_the_day_of_a_report_is_that_on_dutch_calendars(monkeypatch: pytest.MonkeyPatch) -> None:
    """Wherever the server stands: half past midnight in Amsterdam is yesterday in London."""
    for zone in ("UTC", "America/New_York", "Asia/Tokyo"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert today(datetime(2021, 1, 14, 23, 30, tzinfo=UTC)) == date(2021, 1, 15)
        assert today() == datetime.now(ZoneInfo("Europe/Amsterdam")).date()
    monkeypatch.undo()
    time.tzset()


class TestADelivery:
    def test_goes_when_it_was_left_too_long(self, store: Store, path: Path) -> None:
        receive(store, path)
        later(store, KEPT - HALF)
        fresh = receive(store, path)
        later(store, HALF + MINUTE)
        assert kept(store) == [fresh.id]
        assert [p.name for p in (store.folder / "leveringen").iterdir()] == [fresh.id]

    def test_that_came_half_goes_after_a_day(self, store: Store, path: Path) -> None:
        receive(store, path)
        half = store.folder / "leveringen" / ("0" * 32)
        half.mkdir()
        later(store, HALF - MINUTE)
        assert (len(kept(store)), half.exists()) == (1, True)
        later(store, 2 * MINUTE)
        assert (len(kept(store)), half.exists()) == (1, False)

    def test_that_is_worked_on_stays(self, store: Store, path: Path) -> None:
        delivery = receive(store, path)
        for _ in range(4):
            later(store, KEPT - MINUTE)
            assert kept(store) == [delivery.id]
            Deliveries(store).say(delivery.id, lambda choices: choices)

    def test_stays_when_the_clock_goes_back(self, store: Store, path: Path) -> None:
        """And counts again from when it came as soon as the clock is set right."""
        fresh = receive(store, path)
        for jump in (-YEARS, YEARS + KEPT / 2, -YEARS):
            later(store, jump)
            assert kept(store) == [fresh.id]
        later(store, YEARS + KEPT)
        assert kept(store) == []

    def test_that_cannot_be_thrown_away_keeps_no_other_and_nobody(self, store: Store, path: Path) -> None:
        """Neither who brings something in, nor who looks; the log tells."""
        stuck, old = receive(store, path), receive(store, path)
        later(store, KEPT + MINUTE)
        os.utime(store.folder / "leveringen" / old.id, (0, 0))
        bestand = store.folder / "leveringen" / stuck.id / "bestand"
        bestand.chmod(0o500)
        said = as_another(store, sys.executable, "-c", BRING_IN, str(path))
        bestand.chmod(0o700)
        assert (said.returncode, said.stdout) == (0, "1 1\n"), said.stderr
        assert json.loads(said.stderr.splitlines()[0])["levering"] == stuck.id
        assert not (store.folder / "leveringen" / old.id).exists()

    def test_that_waits_for_a_lock_that_is_not_ours_keeps_nobody(self, store: Store, path: Path) -> None:
        (store.folder / "leveringen.slot").mkdir(parents=True)
        delivery = receive(store, path)
        assert kept(store) == [delivery.id]


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
