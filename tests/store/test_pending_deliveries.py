"""A delivery that is not published yet: kept with what was said of it, found again, and gone when it should be."""

import errno
import json
import os
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support.registers import project, score, workbook
from wir.common.errors import NotPossible, UnreadableRegister
from wir.domain.declaration import PROJECTS
from wir.register.check.findings import Repair
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, examine
from wir.store.pending_deliveries import Deliveries, Delivery, UnknownDelivery
from wir.store.store import Store

REPAIR = Repair("Projecten", "status", ("J2",), "Lopent", "Lopend")


@pytest.fixture
def deliveries(store: Store) -> Deliveries:
    return Deliveries(store)


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    return workbook(tmp_path / "bron.xlsx", [project()], [score()]).read_bytes()


def receive(deliveries: Deliveries, content: bytes, name: str = "register mei-21.xlsx") -> Delivery:
    return deliveries.receive([(name, content)], "inkoper")[0]


def csv(status: str = "Stadium") -> bytes:
    """A register with one header of its own."""
    return f"projectnummer;projectnaam;regio;hoofdrubriek;{status}\nP1;Leren;Twente;Technologie;Lopend\n".encode()


def map_column(deliveries: Deliveries, delivery: Delivery, **columns: str) -> None:
    deliveries.say(delivery.id, lambda choices: replace(choices, columns=columns))


def folders(store: Store) -> list[Path]:
    return list((store.folder / "leveringen").glob("*"))


def test_a_file_is_kept_as_sent_with_what_was_read(
    deliveries: Deliveries, store: Store, content: bytes, tmp_path: Path
) -> None:
    delivery = receive(deliveries, content)
    assert deliveries.find(delivery.id) == delivery
    assert deliveries.source(delivery).read_bytes() == content
    assert deliveries.file(delivery).cells == parse_apart(tmp_path / "bron.xlsx")
    assert (delivery.name, delivery.door, delivery.choices.peildatum) == (
        "register mei-21.xlsx",
        "inkoper",
        date(2021, 5, 1),
    )


def test_an_interrupted_delivery_is_found_again_with_all_that_was_said(
    deliveries: Deliveries, store: Store, content: bytes
) -> None:
    said = Choices(
        columns={"stadium": "status", "kleur": ""},
        repairs=(REPAIR,),
        peildatum=date(2021, 6, 1),
        label="zomer",
        toelichting="Regel één\nRegel twee",
        correction=True,
        concept=True,
        holders=("cz", "menzis"),
        keep_missing=True,
    )
    delivery = receive(deliveries, content)
    deliveries.say(delivery.id, lambda _: said)
    again = Deliveries(Store(store.folder))
    assert again.all() == (replace(delivery, choices=said),)
    assert again.file(delivery) == deliveries.file(delivery)


def test_clicks_that_come_together_are_all_kept(deliveries: Deliveries, content: bytes) -> None:
    delivery = receive(deliveries, content)
    repairs = {replace(REPAIR, cells=(f"J{row}",)) for row in range(2, 42)}

    def accept(repair: Repair) -> None:
        deliveries.say(delivery.id, lambda choices: replace(choices, repairs=(*choices.repairs, repair)))

    with ThreadPoolExecutor(8) as visitors:
        list(visitors.map(accept, repairs))
    assert set(deliveries.find(delivery.id).choices.repairs) == repairs


@pytest.mark.parametrize("name", ["levering.json", "cellen.json"])
def test_what_is_damaged_says_so_and_takes_nothing_else_along(
    deliveries: Deliveries, store: Store, content: bytes, name: str
) -> None:
    delivery, other = receive(deliveries, content), receive(deliveries, content)
    os.truncate(store.folder / "leveringen" / delivery.id / name, 10)
    with pytest.raises((UnknownDelivery, UnreadableRegister), match="beschadigd; gooi haar weg"):
        deliveries.file(deliveries.find(delivery.id))
    assert other in deliveries.all()
    assert deliveries.damaged() == ((delivery.id,) if name == "levering.json" else ())
    deliveries.discard(delivery.id)
    assert ([folder.name for folder in folders(store)], deliveries.damaged()) == ([other.id], ())


def test_a_full_disk_leaves_nothing_half_behind(
    deliveries: Deliveries, store: Store, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    delivery = receive(deliveries, content)

    def full(_path: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    for place in ("pending_deliveries", "peiling_files"):
        monkeypatch.setattr(f"wir.store.{place}.flush", full, raising=False)
    with pytest.raises(OSError, match="No space left"):
        map_column(deliveries, delivery, stadium="status")
    assert list(store.folder.rglob("*.half")) == []
    assert deliveries.find(delivery.id) == delivery


def test_columns_that_cannot_be_remembered_are_asked_again(deliveries: Deliveries, store: Store) -> None:
    store.folder.mkdir()
    for damage in ("", '{"stad', "[]", '{"stadium": 3}'):
        (store.folder / "kolomkeuzes.json").write_text(damage, encoding="utf-8")
        assert deliveries.receive([("een.csv", csv("Kleur"))], "inkoper")[0].choices.columns == {}


class TestColumns:
    def test_are_remembered_for_the_next_file_with_that_header(self, deliveries: Deliveries, store: Store) -> None:
        first = deliveries.receive([("een.csv", csv())], "inkoper")[0]
        map_column(deliveries, first, stadium="status")
        deliveries.discard(first.id)
        second = deliveries.receive([("twee.csv", csv("STADIUM:"))], "ander")[0]
        assert second.choices.columns == {"stadium": "status"}
        assert not examine(deliveries.file(second), second.choices, store).checked.errors
        assert deliveries.receive([("drie.csv", csv("status"))], "ander")[0].choices.columns == {}

    def test_are_forgotten_when_taken_back(self, deliveries: Deliveries) -> None:
        first = deliveries.receive([("een.csv", csv())], "inkoper")[0]
        map_column(deliveries, first, stadium="status", kleur="")
        map_column(deliveries, first, kleur="")
        assert deliveries.receive([("twee.csv", csv())], "inkoper")[0].choices.columns == {}
        assert deliveries.receive([("drie.csv", csv("Kleur"))], "inkoper")[0].choices.columns == {"kleur": ""}


class TestAName:
    @pytest.mark.parametrize(
        ("given", "kept"),
        [
            ("../../etc/passwd", "passwd"),
            ("..", "register"),
            ("", "register"),
            ('a<b>&"c\n\0.xlsx', "a_b___c__.xlsx"),
            ("re\u0301gio\u2019s.xlsx", "r\u00e9gio_s.xlsx"),
            ("'t Gooi (def, v2) + bijlage.xlsx", "'t Gooi (def, v2) + bijlage.xlsx"),
        ],
    )
    def test_is_safe_and_can_be_recognised(self, deliveries: Deliveries, content: bytes, given: str, kept: str) -> None:
        delivery = receive(deliveries, content, given)
        assert delivery.name == kept
        assert deliveries.source(delivery).read_bytes() == content

    @pytest.mark.parametrize("letter", ["a", "\u00e9", "\u9f8d", "\U00020000"])
    def test_that_is_too_long_keeps_its_end(self, deliveries: Deliveries, content: bytes, letter: str) -> None:
        assert receive(deliveries, content, f"{letter * 300} mei-21.xlsx").name.endswith(f"{letter} mei-21.xlsx")


class TestWhatGoesAway:
    @pytest.mark.parametrize("content", [b"", b"geen werkmap", b"PK\x03\x04 beschadigd", b"kop;waarde\n1;2"])
    def test_a_file_that_cannot_be_read(self, deliveries: Deliveries, store: Store, content: bytes) -> None:
        with pytest.raises(UnreadableRegister):
            receive(deliveries, content)
        assert folders(store) == []

    def test_what_is_thrown_away_and_nothing_else(self, deliveries: Deliveries, store: Store, content: bytes) -> None:
        gone, kept = receive(deliveries, content), receive(deliveries, content)
        deliveries.discard(gone.id)
        assert deliveries.all() == (kept,)
        assert [folder.name for folder in folders(store)] == [kept.id]
        for ask in (deliveries.find, deliveries.discard, lambda id: deliveries.say(id, lambda choices: choices)):
            with pytest.raises(UnknownDelivery, match="is er niet meer"):
                ask(gone.id)


@pytest.mark.parametrize(
    "id", ["", ".", "..", "../peilingen", "/etc", "f" * 31, "F" * 32, "g" * 32, f"{'0' * 32}\n", f"../{'0' * 32}", "\0"]
)
def test_an_id_that_is_none_is_unknown(deliveries: Deliveries, store: Store, content: bytes, id: str) -> None:
    for folder in (store.folder, store.folder / "leveringen", store.folder / "leveringen" / ("F" * 32)):
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "levering.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UnknownDelivery):
        deliveries.find(id)


def test_nobody_else_on_the_machine_can_read_it(deliveries: Deliveries, store: Store, content: bytes) -> None:
    """The file as sent may hold personal data."""
    delivery = receive(deliveries, content)
    assert [folder.stat().st_mode & 0o777 for folder in folders(store)] == [0o700]
    assert deliveries.source(delivery).is_relative_to(folders(store)[0])


def test_the_newest_comes_first(deliveries: Deliveries, content: bytes) -> None:
    found = [receive(deliveries, content) for _ in range(3)]
    assert list(deliveries.all()) == found[::-1]


def test_a_mended_file_takes_the_place_of_the_other_in_the_same_delivery(store: Store, tmp_path: Path) -> None:
    first = workbook(tmp_path / "2021-05-01.xlsx", [project(hoofdrubriek="Tegnologie")])
    deliveries = Deliveries(store)
    (delivery,) = deliveries.receive([(first.name, first.read_bytes())], "iemand")
    deliveries.say(delivery.id, lambda c: replace(c, toelichting="Let op Twente."))
    mended = workbook(tmp_path / "hersteld.xlsx", [project()])
    renewed = deliveries.renew(delivery.id, (mended.name, mended.read_bytes()))
    assert (renewed.id, renewed.name, renewed.choices.toelichting) == (delivery.id, "hersteld.xlsx", "Let op Twente.")
    assert deliveries.source(renewed).read_bytes() == mended.read_bytes()
    assert "Technologie" in str(deliveries.file(renewed).cells)
    assert deliveries.same_files([("x.xlsx", mended.read_bytes())]) == renewed
    with pytest.raises(NotPossible, match="hetzelfde bestand"):
        deliveries.renew(delivery.id, (mended.name, mended.read_bytes()))
    with pytest.raises(UnreadableRegister):
        deliveries.renew(delivery.id, ("stuk.xlsx", b"stuk"))
    assert deliveries.find(delivery.id) == renewed


def files(tmp_path: Path) -> list[tuple[str, bytes]]:
    """What two concessiehouders sent."""
    menzis = workbook(tmp_path / "menzis.xlsx", [project()], [score()])
    cz = workbook(tmp_path / "cz.xlsx", [project(projectnummer="C1", zorgkantoorregio="Zeeland", concessiehouder="CZ")])
    return [(path.name, path.read_bytes()) for path in (menzis, cz)]


class TestSeveralFiles:
    def test_are_one_delivery_with_each_as_it_was_sent(
        self, deliveries: Deliveries, store: Store, tmp_path: Path
    ) -> None:
        sent = files(tmp_path)
        (delivery,) = deliveries.receive(sent, "iemand")
        assert deliveries.find(delivery.id) == delivery
        assert delivery.name == "menzis.xlsx + cz.xlsx"
        assert [deliveries.source(delivery, place).read_bytes() for place in (0, 1)] == [content for _, content in sent]
        examined = examine(deliveries.file(delivery), replace(delivery.choices, peildatum=date(2021, 5, 1)), store)
        assert not examined.checked.errors
        assert len(examined.register.of(PROJECTS) or ()) == 2
        assert [b["sha256"] for b in examined.announced("wir").bestanden] == [sha for _, sha in delivery.parts]

    def test_of_which_two_are_the_same_count_once(self, deliveries: Deliveries, tmp_path: Path) -> None:
        one, other = files(tmp_path)
        (delivery,) = deliveries.receive([one, other, ("kopie.xlsx", one[1])], "iemand")
        assert len(delivery.parts) == 2

    def test_of_one_name_are_kept_apart(self, deliveries: Deliveries, tmp_path: Path) -> None:
        (_, one), (_, other) = files(tmp_path)
        (delivery,) = deliveries.receive([("r.xlsx", one), ("R.xlsx", other)], "iemand")
        assert [name for name, _ in delivery.parts] == ["r.xlsx", "R (2).xlsx"]
        assert deliveries.source(delivery, 1).read_bytes() == other

    def test_of_which_one_cannot_be_read_leave_nothing(
        self, deliveries: Deliveries, store: Store, tmp_path: Path
    ) -> None:
        with pytest.raises(UnreadableRegister, match=r"stuk\.xlsx"):
            deliveries.receive([*files(tmp_path), ("stuk.xlsx", b"stuk")], "iemand")
        assert folders(store) == []

    def test_that_say_another_peildatum_leave_it_to_be_asked(self, deliveries: Deliveries, tmp_path: Path) -> None:
        (_, one), (_, other) = files(tmp_path)
        (delivery,) = deliveries.receive([("mei-21.xlsx", one), ("juni-21.xlsx", other)], "iemand")
        assert delivery.choices.peildatum is None

    def test_one_is_mended_or_added(self, deliveries: Deliveries, tmp_path: Path) -> None:
        one, other = files(tmp_path)
        (delivery,) = deliveries.receive([one], "iemand")
        deliveries.renew(delivery.id, other, place=1)
        better = workbook(tmp_path / "beter.xlsx", [project(projectnaam="Beter")])
        renewed = deliveries.renew(delivery.id, (better.name, better.read_bytes()), place=0)
        assert [name for name, _ in renewed.parts] == ["beter.xlsx", "cz.xlsx"]
        assert [deliveries.source(renewed, place).read_bytes() for place in (0, 1)] == [better.read_bytes(), other[1]]
        assert "Samen leren" not in str(deliveries.file(renewed).cells.grids[0])


def test_after_publishing_its_twins_go_and_no_other(deliveries: Deliveries, content: bytes, tmp_path: Path) -> None:
    delivery, _, other = receive(deliveries, content), receive(deliveries, content, "kopie.xlsx"), files(tmp_path)
    (kept,) = deliveries.receive(other, "iemand")
    deliveries.done(delivery)
    assert deliveries.all() == (kept,)


def test_a_delivery_of_before_there_could_be_several_files_is_found(deliveries: Deliveries, content: bytes) -> None:
    delivery = receive(deliveries, content)
    path = deliveries.source(delivery).parents[1] / "levering.json"
    said = json.loads(path.read_text())
    ((said["name"], said["sha256"]),) = said.pop("parts")
    path.write_text(json.dumps(said))
    assert deliveries.find(delivery.id) == delivery


def test_whoever_stops_reading_leaves_nothing(deliveries: Deliveries, store: Store, tmp_path: Path) -> None:
    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    large = "projectnummer;projectnaam;regio\n" + "P1;Leren;Twente\n" * 60_000
    with pytest.raises(KeyboardInterrupt):
        deliveries.receive([("groot.csv", large.encode())], "iemand", stop)
    assert folders(store) == []
