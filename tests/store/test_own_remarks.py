"""WIR's own remarks: a next version with the same rows; what is wrong with one is refused; a correction keeps them."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.damaged_stores import NEW, OLD, copy
from tests.support.deliveries import CZ, MENZIS, bring, sent
from wir.common.errors import NotPossible, UnknownValue
from wir.database.database import Database
from wir.domain.address import at
from wir.domain.remarks import LONGEST_REMARK, MOST_REMARKS, named, subject_of, with_remark
from wir.domain.vocabulary import regions
from wir.store.peiling_files import SUMS
from wir.store.rebuilding import rebuild
from wir.store.store import Store
from wir.tables.build import EVERY, build_table

MARCH = date(2021, 3, 1)
FALL = {"tabel:6": "Daling door herindeling."}
UNLIKE = {"manifest.json", SUMS}


@pytest.fixture
def store(three: Store, tmp_path: Path) -> Store:
    return copy(three, tmp_path / "opslag")


@pytest.fixture
def empty(tmp_path: Path) -> Store:
    return Store(tmp_path / "leeg")


def test_a_remark_is_a_next_version_with_the_same_files(store: Store) -> None:
    made = store.remark(NEW, FALL, "baas")
    before = store.catalogue().by_key(NEW)
    assert made.key == "2020-11-01_v3"
    held = {path.name: path.read_bytes() for path in before.folder.iterdir() if path.name not in UNLIKE}
    assert {p.name: p.read_bytes() for p in made.folder.iterdir() if p.name not in UNLIKE} == held
    assert (made.manifest.door, made.manifest.voorganger, made.manifest.opmerkingen) == ("baas", NEW, FALL)
    assert made.manifest.toelichting == "Opmerking toegevoegd bij tabel 6. De cijfers zijn gelijk gebleven."
    assert (made.manifest.bestand, made.manifest.rijen) == (before.manifest.bestand, before.manifest.rijen)
    assert not store.damaged()


def test_a_link_to_a_version_keeps_showing_what_it_did(store: Store) -> None:
    store.remark(NEW, FALL, "baas")
    database = Database(store)
    shown = build_table("6", database, at(database.catalogue, database.catalogue.latest()))
    assert shown.remarks == ("Opmerking van WIR (nov-20): Daling door herindeling.",)
    pinned = build_table("6", database, at(database.catalogue, database.catalogue.by_key(NEW), 2))
    assert pinned.remarks == ()
    assert [row.values for row in pinned.rows] == [row.values for row in shown.rows]


def test_changed_and_taken_away_is_said_to_readers(store: Store) -> None:
    first = store.remark(NEW, {**FALL, "regio:TWE": "Nieuwe indeling."}, "baas")
    second = store.remark(first.key, {"tabel:6": "Anders.", "bijlage": "x"} | {"tabel:bijlage-1": "y"}, "baas")
    assert second.manifest.toelichting == (
        "Opmerking toegevoegd bij bijlage, bijlage 1; gewijzigd bij tabel 6; weggehaald bij Twente. "
        "De cijfers zijn gelijk gebleven."
    )


class TestRefused:
    def test_where_readers_do_not_get_it(self, store: Store) -> None:
        with pytest.raises(NotPossible, match="niet de versie die lezers krijgen"):
            store.remark(OLD, FALL, "baas")

    def test_where_nothing_changes(self, store: Store) -> None:
        made = store.remark(NEW, FALL, "baas")
        with pytest.raises(NotPossible, match="Er is geen opmerking veranderd"):
            store.remark(made.key, FALL, "baas")

    def test_while_a_concept_waits(self, store: Store) -> None:
        concept = store.remark(NEW, FALL, "an", concept=True)
        with pytest.raises(NotPossible, match="Er wacht een concept"):
            store.remark(NEW, {"tabel:5": "Ook dit."}, "an")
        store.confirm(concept.key, "ben", four_eyes=True)
        assert store.catalogue().latest().manifest.opmerkingen == FALL

    @pytest.mark.parametrize(
        ("said", "why"),
        [
            ("Vraag het j.jansen@example.nl", "e-mailadres"),
            ("Bel 06 12345678", "telefoonnummer"),
            ("Zie 111222333", "burgerservicenummer"),
            ("x" * (LONGEST_REMARK + 1), "ten hoogste 500"),
        ],
    )
    def test_what_is_of_a_person_or_too_long(self, store: Store, empty: Store, said: str, why: str) -> None:
        with pytest.raises(NotPossible, match=why):
            store.remark(NEW, {"tabel:6": said}, "baas")
        with pytest.raises(NotPossible, match=why):
            bring(empty, sent([CZ]), MARCH, opmerkingen={"tabel:6": said})
        assert empty.all_keys() == ()
        assert store.catalogue().latest().key == NEW

    def test_too_many(self) -> None:
        held = {f"tabel:{n}": "x" for n in range(MOST_REMARKS)}
        with pytest.raises(NotPossible, match="ten hoogste 60"):
            with_remark(held, "regio:TWE", "nog een")
        assert with_remark(held, "tabel:3", "anders")["tabel:3"] == "anders"


def test_it_is_one_line_of_what_a_reader_sees(store: Store) -> None:
    made = store.remark(NEW, {"tabel:6": " Daling\u202e \x07door\n\n herindeling "}, "baas")
    assert made.manifest.opmerkingen == {"tabel:6": "Daling door herindeling"}


def test_a_correction_keeps_them_and_a_new_peildatum_begins_without(empty: Store) -> None:
    bring(empty, sent([MENZIS]), MARCH, opmerkingen=FALL)
    both = sent([MENZIS, CZ])
    assert bring(empty, both, MARCH, correction=True).manifest.opmerkingen == FALL
    assert bring(empty, both, date(2021, 9, 1)).manifest.opmerkingen == {}
    assert bring(empty, both, MARCH, correction=True, opmerkingen={}).manifest.opmerkingen == {}


def test_rebuilding_takes_them_along(store: Store, tmp_path: Path) -> None:
    store.remark(NEW, FALL, "baas")
    list(rebuild(store, tmp_path / "nieuw"))
    assert Store(tmp_path / "nieuw").catalogue().latest().manifest.opmerkingen == FALL


@pytest.mark.parametrize(
    ("said", "subject", "name"),
    [
        ("tabel 6", "tabel:6", "tabel 6"),
        (" Tabel 10", "tabel:10", "tabel 10"),
        ("6", "tabel:6", "tabel 6"),
        ("bijlage 1", "tabel:bijlage-1", "bijlage 1"),
        ("overgang-status", "tabel:overgang-status", "overgang status"),
        ("TWE", "regio:TWE", "Twente"),
        ("twente", "regio:TWE", "Twente"),
    ],
)
def test_what_it_is_about_as_people_call_it(said: str, subject: str, name: str) -> None:
    assert subject_of(said, list(EVERY), regions()) == subject
    assert named(subject, regions()) == name


@pytest.mark.parametrize("said", ["tabel 9", "Atlantis", "", "DSW"])
def test_about_nothing_is_refused(said: str) -> None:
    with pytest.raises(UnknownValue, match="Een opmerking gaat over een tabel of een regio"):
        subject_of(said, list(EVERY), regions())
