"""A store in an object store: whole or not at all, one wins, and what one process does another sees."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.support.object_stores import Opened
from tests.support.registers import project, read_register, score, workbook
from wir.common.errors import NotPossible, PublishConflict
from wir.database.database import Database
from wir.domain.peiling import Announcement
from wir.domain.register_rows import Register
from wir.domain.selection import Selection
from wir.domain.vocabulary import regions, vocabulary
from wir.store import elsewhere as module
from wir.store import publishing
from wir.store.elsewhere import Elsewhere
from wir.store.objects import Entry, Objects
from wir.store.pending_deliveries import KEPT, Deliveries
from wir.store.publishing import NoStore, require_store
from wir.store.remembered import Meaning, forget, remember, remembered
from wir.store.store import Store
from wir.tables.build import build_table

DAY = date(2021, 5, 1)
KEY = "2021-05-01_v1"


@pytest.fixture
def register(tmp_path: Path) -> Register:
    path = workbook(tmp_path / "register.xlsx", [project()], [score()])
    return read_register(path, vocabulary(), regions())


def said(door: str = "wir", peildatum: date = DAY) -> Announcement:
    return Announcement(peildatum=peildatum, door=door, bestand="r.xlsx", sha256="0" * 64)


def objects(store: Store) -> dict[str, Entry]:
    patience = timedelta(seconds=20)
    return {e.name: e for e in Objects(store.home.address, patience).list("")}


def content(store: Store) -> dict[str, bytes]:
    """The files that readers get, without what is theirs alone."""
    files = [p for p in store.root.rglob("*") if p.is_file() and "tijdelijk" not in p.parts]
    return {str(p.relative_to(store.root)): p.read_bytes() for p in files}


def test_where_nothing_began_is_no_store(address: str, elsewhere: Opened) -> None:
    store = elsewhere(address)
    with pytest.raises(NoStore, match=rf"In {address} staat geen opslag"):
        require_store(store)
    store.home.begin(filling=False)
    require_store(elsewhere(address))


def test_what_is_published_can_be_read_elsewhere_file_by_file(
    there: Store, register: Register, elsewhere: Opened
) -> None:
    there.publish(register, said())
    there.withdraw(KEY, "ben", "fout")
    there.put_back(KEY, "ben", "toch goed")
    other = elsewhere(there.home.address)
    assert [p.key for p in other.peilingen()] == [KEY]
    assert [m.kind for m in other.peilingen()[0].marks] == ["ingetrokken", "teruggezet"]
    assert len(other.register_of(other.peilingen()[0]).by_sheet) == len(register.by_sheet)
    assert content(other) == content(there)
    assert build_table("6", Database(other), Selection(DAY)).total("status", ("totaal",)) == 1


def test_the_manifest_comes_last_and_the_listing_that_is_polled_is_small(there: Store, register: Register) -> None:
    for number in range(3):
        there.publish(register, said(str(number)))
    found = objects(there)
    manifests = [e for name, e in found.items() if name.endswith("/manifest.json")]
    assert len(manifests) == 3
    assert len([name for name in found if name.startswith("stand/")]) == 4  # and that there is a store
    assert len([name for name in found if name.startswith("inhoud/")]) == 3 * 6


def test_a_process_sees_what_another_did_without_asking_for_every_object(
    there: Store, register: Register, monkeypatch: pytest.MonkeyPatch, elsewhere: Opened
) -> None:
    there.publish(register, said())
    other = elsewhere(there.home.address)
    asked: list[str] = []
    listed: list[str] = []
    read, every = Objects.read, Objects.list
    monkeypatch.setattr(Objects, "read", lambda self, name: (asked.append(name), read(self, name))[1])
    monkeypatch.setattr(Objects, "list", lambda self, prefix: (listed.append(prefix), every(self, prefix))[1])
    there.withdraw(KEY, "ben", "fout")
    asked.clear()
    listed.clear()
    other.home.look()
    assert [name.rpartition("/")[2] for name in asked] == ["0001.json"]
    assert other.peilingen()[0].withdrawn
    other.home.look()
    assert len(asked) == 1
    assert listed == ["stand"] * 2


def test_of_two_who_saw_the_same_one_wins_and_the_other_hears_who(
    there: Store, register: Register, elsewhere: Opened
) -> None:
    other = elsewhere(there.home.address)
    seen = there.names(), other.names()
    there.publish(register, said("eerste"), seen[0])
    with pytest.raises(PublishConflict, match=rf"heeft eerste peiling {KEY} gepubliceerd"):
        other.publish(register, said("tweede"), seen[1])
    assert [p.manifest.door for p in other.peilingen()] == ["eerste"]
    assert other.home.left() == {}


def test_what_happens_while_the_files_are_sent_is_seen_before_the_manifest(
    there: Store, register: Register, elsewhere: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    other, real = elsewhere(there.home.address), Elsewhere._send

    def sending(home: Elsewhere, folder: Path, prefix: str, leave: str) -> None:
        real(home, folder, prefix, leave)
        if home is there.home:
            other.publish(register, said("ander", date(2020, 11, 1)))

    monkeypatch.setattr(Elsewhere, "_send", sending)
    with pytest.raises(PublishConflict, match="heeft ander peiling 2020-11-01_v1 gepubliceerd"):
        there.publish(register, said(), there.names())
    assert [p.key for p in other.peilingen()] == ["2020-11-01_v1"]


def test_who_saw_nothing_gets_the_next_version(there: Store, register: Register, elsewhere: Opened) -> None:
    stores = [there, *(elsewhere(there.home.address) for _ in range(3))]
    with ThreadPoolExecutor(4) as people:
        made = list(people.map(lambda n: stores[n].publish(register, said(str(n))).versie, range(4)))
    assert sorted(made) == [1, 2, 3, 4]
    assert len(elsewhere(there.home.address).peilingen()) == 4


def test_of_two_marks_with_one_number_one_wins(there: Store, register: Register, elsewhere: Opened) -> None:
    there.publish(register, said())
    other = elsewhere(there.home.address)
    there.withdraw(KEY, "een", "fout")
    with pytest.raises(NotPossible, match="is al ingetrokken"):
        other.withdraw(KEY, "ander", "fout")
    assert [name for name in objects(there) if "/markeringen/" in name] == [f"stand/markeringen/{KEY}/0001.json"]


def test_what_was_broken_off_is_in_nobodys_way_and_goes_later(
    there: Store, register: Register, monkeypatch: pytest.MonkeyPatch, elsewhere: Opened
) -> None:
    def killed(_self: Objects, name: str, _content: bytes) -> str:
        raise KeyboardInterrupt(name)

    real = Objects.create
    with monkeypatch.context() as patched:
        patched.setattr(
            Objects, "create", lambda self, name, data: (killed if "manifest" in name else real)(self, name, data)
        )
        with pytest.raises(KeyboardInterrupt):
            there.publish(register, said())
    assert (there.peilingen(), len(objects(there))) == ((), 7)
    assert len(there.home.left()) == 1
    there.publish(register, said())
    assert [len(there.home.left()), len(objects(there))] == [1, 14]
    monkeypatch.setattr(module, "OF_PEILING", timedelta(seconds=-1))
    there.withdraw(KEY, "wir", "fout")
    there.publish(register, said())
    assert there.home.left() == {}
    assert [p.versie for p in elsewhere(there.home.address).peilingen()] == [1, 2]


def test_what_somebody_took_away_is_damaged_and_never_shown(
    there: Store, register: Register, elsewhere: Opened
) -> None:
    there.publish(register, said())
    gone = next(name for name in objects(there) if name.endswith("project.parquet"))
    Objects(there.home.address, timedelta(seconds=20)).delete(gone)
    (damaged,) = elsewhere(there.home.address).damaged()
    assert (damaged.key, damaged.file, damaged.fault) == (KEY, "project.parquet", "ontbreekt")


@pytest.mark.parametrize("name", ["stand/notities.txt", "stand/losse.json", "x"])
def test_objects_that_are_not_of_a_store_are_left_alone(
    there: Store, register: Register, elsewhere: Opened, name: str
) -> None:
    there.publish(register, said())
    Objects(there.home.address, timedelta(seconds=20)).create(name, b"{")
    other = elsewhere(there.home.address)
    assert [p.key for p in other.peilingen()] == [KEY]
    assert content(other) == content(there)


def test_a_mark_that_cannot_be_read_is_damage_and_stops_nobody(
    there: Store, register: Register, elsewhere: Opened
) -> None:
    there.publish(register, said())
    there.publish(register, said(peildatum=date(2020, 11, 1)))
    Objects(there.home.address, timedelta(seconds=20)).create(f"stand/markeringen/{KEY}/0001.json", b"\xff{")
    other = elsewhere(there.home.address)
    assert [p.key for p in other.peilingen()] == ["2020-11-01_v1"]
    (damaged,) = other.damaged()
    assert (damaged.key, damaged.marks_sound) == (KEY, False)


class TestADelivery:
    @pytest.fixture
    def file(self, tmp_path: Path) -> Path:
        return workbook(tmp_path / "levering.xlsx", [project()], [score()])

    def test_is_worked_on_from_any_process(self, there: Store, file: Path, elsewhere: Opened) -> None:
        mine = Deliveries(there)
        (first,) = mine.receive([(file.name, file.read_bytes())], "inkoper")
        other = Deliveries(elsewhere(there.home.address))
        assert other.all() == (first,)
        assert other.file(first) == mine.file(first)
        assert other.source(first).read_bytes() == file.read_bytes()
        other.say(first.id, lambda choices: replace(choices, label="mei", columns={"stadium": "status"}))
        mine.say(first.id, lambda choices: replace(choices, toelichting="dank"))
        third = Deliveries(elsewhere(there.home.address)).find(first.id).choices
        assert (third.label, third.toelichting) == ("mei", "dank")
        other.discard(first.id)
        there.home.look()
        assert mine.all() == ()
        assert not [name for name in objects(there) if "leveringen" in name]

    def test_that_is_mended_is_the_other_file_everywhere(
        self, there: Store, file: Path, tmp_path: Path, elsewhere: Opened
    ) -> None:
        mine = Deliveries(there)
        (first,) = mine.receive([(file.name, file.read_bytes())], "inkoper")
        second = elsewhere(there.home.address)
        other = Deliveries(second)
        other.file(other.find(first.id))
        mended = workbook(tmp_path / "hersteld.xlsx", [project(status="Gestopt")], [score()])
        renewed = mine.renew(first.id, (mended.name, mended.read_bytes()))
        second.home.look()
        assert other.find(first.id) == renewed
        assert other.source(renewed).read_bytes() == mended.read_bytes()
        assert other.file(renewed) == mine.file(renewed)

    def test_goes_when_its_time_is_over(
        self, there: Store, file: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: Opened
    ) -> None:
        Deliveries(there).receive([(file.name, file.read_bytes())], "inkoper")
        monkeypatch.setattr("wir.store.pending_deliveries.time.time", lambda: _later(KEPT - timedelta(hours=1)))
        other = Deliveries(elsewhere(there.home.address))
        assert len(other.all()) == 1
        monkeypatch.setattr("wir.store.pending_deliveries.time.time", lambda: _later(KEPT + timedelta(hours=1)))
        assert other.all() == ()
        assert not [name for name in objects(there) if "leveringen" in name]

    def test_is_as_old_as_what_was_said_of_it_for_a_process_that_reads_it_later(
        self, there: Store, file: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: Opened
    ) -> None:
        Deliveries(there).receive([(file.name, file.read_bytes())], "inkoper")
        every, before = Objects.list, KEPT + timedelta(hours=1)
        monkeypatch.setattr(
            Objects,
            "list",
            lambda self, prefix: tuple(replace(e, changed=e.changed - before) for e in every(self, prefix)),
        )
        assert Deliveries(elsewhere(there.home.address)).all() == ()

    def test_of_which_only_a_part_arrived_is_no_delivery_and_goes(
        self, there: Store, file: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: Opened
    ) -> None:
        deliveries = Deliveries(there)
        with monkeypatch.context() as patched:
            patched.setattr(Elsewhere, "say", _interrupted)
            patched.setattr(Elsewhere, "delete", _interrupted)
            with pytest.raises(KeyboardInterrupt):
                deliveries.receive([(file.name, file.read_bytes())], "inkoper")
        other = elsewhere(there.home.address)
        assert Deliveries(other).all() == ()
        assert len(other.home.left()) == 1
        other.home.clear()
        assert len(other.home.left()) == 1
        monkeypatch.setattr(module, "OF_DELIVERY", timedelta(seconds=-1))
        other.home.clear()
        assert other.home.left() == {}


def _later(more: timedelta) -> float:
    return (datetime.now(UTC) + more).timestamp()


def _interrupted(*_given: object) -> None:
    raise KeyboardInterrupt


def test_what_was_said_of_values_is_remembered_and_forgotten_everywhere(there: Store, elsewhere: Opened) -> None:
    other = elsewhere(there.home.address)
    meanings = [Meaning("status", "loopt", "lopend"), Meaning("status", "klaar", "succesvol")]
    remember(there, meanings[:1])
    remember(other, meanings[1:])
    assert remembered(other) == tuple(meanings)
    forget(there, "status", "LOOPT")
    other.home.look()
    assert remembered(other) == tuple(meanings[1:])
    assert len([name for name in objects(there) if "/waarden/" in name]) == 1


def test_an_older_number_that_was_left_there_never_comes_back(
    there: Store, elsewhere: Opened, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Of a process that was killed between saying something and taking away what it said before."""
    file = workbook(tmp_path / "levering.xlsx", [project()], [score()])
    deliveries = Deliveries(there)
    (delivery,) = deliveries.receive([(file.name, file.read_bytes())], "inkoper")
    with monkeypatch.context() as patched:
        patched.setattr(Objects, "delete", _interrupted)
        with pytest.raises(KeyboardInterrupt):
            deliveries.say(delivery.id, lambda choices: replace(choices, label="nieuw"))
    assert len([name for name in objects(there) if "/levering/" in name]) == 2
    other = elsewhere(there.home.address)
    for _look in range(3):
        other.home.look()
        assert Deliveries(other).find(delivery.id).choices.label == "nieuw"
    Deliveries(other).discard(delivery.id)
    assert not [name for name in objects(there) if "leveringen" in name]


@pytest.mark.parametrize("change", [Store.names, lambda store: store.version()])
def test_two_stores_in_one_container_know_nothing_of_each_other(
    there: Store, register: Register, change: Callable[[Store], object], elsewhere: Opened
) -> None:
    other = elsewhere.begun(there.home.address.replace("/opslag", "/andere"))
    before = change(other)
    there.publish(register, said())
    other.home.look()
    assert change(other) == before


def test_a_filling_that_was_broken_off_is_completed_by_the_same_command(
    address: str, elsewhere: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = publishing.publish_workbook

    def third_fails(*given: Any) -> Any:
        if "2020-03-01" in str(given[1]):
            raise KeyboardInterrupt
        return real(*given)

    with monkeypatch.context() as patched:
        patched.setattr(publishing, "publish_workbook", third_fails)
        with pytest.raises(KeyboardInterrupt):
            publishing.begin_store(elsewhere(address), example=True)
    half = elsewhere(address)
    assert len(half.peilingen()) == 2
    publishing.begin_store(half, example=True)
    assert len(elsewhere(address).peilingen()) == 4
    with pytest.raises(NotPossible, match="is niet leeg"):
        publishing.begin_store(elsewhere(address), example=True)
