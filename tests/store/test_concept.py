"""A concept waits for a confirmation, and whoever looked at another store than there is now is told what changed."""

from collections.abc import Callable
from datetime import date

import pytest

from tests.support.deliveries import CZ, MAY, MENZIS, OCTOBER, VGZ, bring, looked_at, sent
from wir.common.errors import NotPossible, PublishConflict
from wir.database.database import Database
from wir.domain.catalogue import Catalogue
from wir.store.delivery import publish
from wir.store.store import Store

MARCH = date(2021, 3, 1)


class TestAConcept:
    def test_is_for_beheerders_until_it_is_confirmed(self, store: Store) -> None:
        march = bring(store, sent([VGZ]), MARCH)
        concept = bring(store, sent([MENZIS]), concept=True)
        assert Catalogue(store.peilingen()).current == (march,)
        assert [p.key for p in Database(store).catalogue.peilingen] == [march.key]
        assert Database(store, concepts=True).catalogue.find(MAY, 1).concept
        store.confirm(concept.key, "baas")
        assert Database(store).catalogue.latest().key == concept.key
        with pytest.raises(NotPossible, match="geen concept"):
            store.confirm(concept.key, "baas")

    def test_needs_a_second_person_where_four_eyes_are_asked(self, store: Store) -> None:
        key = bring(store, sent([MENZIS]), door="An@wir.nl", concept=True).key
        with pytest.raises(NotPossible, match=r"Een ander dan An@wir\.nl"):
            store.confirm(key, "an@wir.nl", four_eyes=True)
        store.confirm(key, "ben@wir.nl", four_eyes=True)

    def test_is_overtaken_by_a_newer_version_that_stands(self, store: Store) -> None:
        concept, newer = bring(store, sent([MENZIS]), concept=True), bring(store, sent([CZ]))
        with pytest.raises(NotPossible, match=f"ingehaald door {newer.key}"):
            store.confirm(concept.key, "baas")
        store.withdraw(newer.key, "baas", "te vroeg")
        store.confirm(concept.key, "baas")
        assert Catalogue(store.peilingen()).latest().key == concept.key

    def test_is_not_confirmed_over_what_changed_since(self, store: Store) -> None:
        """What was carried over from a peiling that is corrected by now would undo the correction."""
        bring(store, sent([MENZIS, CZ]), MARCH)
        concept = bring(store, sent([CZ]), holders=("cz",), partial=True, concept=True)
        bring(store, sent([{**MENZIS, "status": "Gestopt"}, CZ]), MARCH, correction=True)
        with pytest.raises(NotPossible, match="Sinds dit concept is 2021-03-01_v1 vervangen"):
            store.confirm(concept.key, "baas")

    def test_that_is_withdrawn_is_put_back_before_it_is_confirmed(self, store: Store) -> None:
        key = bring(store, sent([MENZIS]), concept=True).key
        store.withdraw(key, "wir", "fout")
        assert store.peilingen()[0].state == "ingetrokken"
        with pytest.raises(NotPossible, match="zet haar eerst terug"):
            store.confirm(key, "baas")
        store.put_back(key, "wir", "toch goed")
        assert store.peilingen()[0].state == "concept"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda s: bring(s, sent([CZ]), OCTOBER, "an"), "an peiling 2021-10-01_v1 gepubliceerd"),
        (lambda s: s.withdraw("2021-03-01_v1", "ben", "fout"), "ben peiling 2021-03-01_v1 ingetrokken"),
    ],
)
def test_whoever_looked_at_another_store_is_told_who_did_what(
    store: Store, change: Callable[[Store], object], said: str
) -> None:
    """Also when it was another peildatum: the preview may compare with it."""
    for peildatum in (MARCH, date(2021, 4, 1)):
        bring(store, sent([VGZ]), peildatum, "vroeger")
    examined = looked_at(store, sent([MENZIS]))
    change(store)
    with pytest.raises(PublishConflict, match=f"Intussen heeft {said}"):
        publish(store, examined, "inkoper")
    assert publish(store, looked_at(store, sent([MENZIS])), "inkoper").peildatum == MAY


def test_a_withdrawal_gives_readers_no_second_peildatum_of_a_label(store: Store) -> None:
    """The version before bore a label that another has by now; both were current, and the label meant the later."""
    bring(store, sent([MENZIS]), MARCH, label="zomer")
    bring(store, sent([MENZIS]), MARCH, label="herfst", correction=True)
    bring(store, sent([MENZIS]), label="zomer")
    with pytest.raises(NotPossible, match=r"Lezers krijgen dan versie 1\. Het label zomer .* 2021-03-01_v1 eerst in"):
        store.withdraw("2021-03-01_v2", "inkoper", "fout")
    store.withdraw("2021-03-01_v1", "inkoper", "fout")
    store.withdraw("2021-03-01_v2", "inkoper", "fout")
    assert [p.label for p in store.catalogue().current] == ["zomer"]


def test_a_label_names_one_peildatum(store: Store) -> None:
    bring(store, sent([MENZIS]), MARCH, label="voorjaar")
    with pytest.raises(NotPossible, match="Het label voorjaar hoort al bij 1 maart 2021"):
        bring(store, sent([MENZIS]), label="Voorjaar")
