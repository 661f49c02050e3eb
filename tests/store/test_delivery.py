"""What a person says of a delivery: a part or a whole, new or a correction, repairs, concept; and what comes of it."""

import pytest

from tests.support.deliveries import CZ, MARCH, MAY, MENZIS, SCORES, VGZ, bring, looked_at, sent
from tests.support.registers import score
from wir.common.errors import NotPossible, RegisterRejected
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.peiling import Manifest, Peiling
from wir.register.check.findings import Finding, Folded, Repair, fold, repair_of
from wir.store.delivery import Choices, Examined, File, examine, publish, seems_partial
from wir.store.store import Store


def names(store: Store, peiling: Peiling) -> dict[str, str]:
    """The name of every project of a peiling by its number."""
    return {str(r["projectnummer"]): str(r["projectnaam"]) for r in store.register_of(peiling).of(PROJECTS) or ()}


def errors(examined: Examined) -> list[Finding]:
    return list(examined.checked.errors)


@pytest.fixture
def march(store: Store) -> Peiling:
    return bring(store, sent([MENZIS, CZ, VGZ], SCORES), MARCH, label="voorjaar")


class TestAPart:
    def test_keeps_what_others_delivered_for_the_peildatum_before(self, store: Store, march: Peiling) -> None:
        better = {**MENZIS, "projectnaam": "Beter leren"}
        peiling = bring(store, sent([better], [score(visie=3)]), holders=("menzis",))
        assert names(store, peiling) == {**names(store, march), "M1": "Beter leren"}
        assert (peiling.manifest.deellevering, peiling.manifest.overgenomen) == (("menzis",), march.key)
        assert (peiling.rows(PROJECTS), peiling.rows(REGIONS)) == (3, 2)

    def test_of_a_correction_keeps_what_others_delivered_for_the_same_peildatum(
        self, store: Store, march: Peiling
    ) -> None:
        """Two zorgkantoren that deliver one after the other both end up in it."""
        bring(store, sent([{**MENZIS, "projectnaam": "Van Menzis"}], []), holders=("menzis",))
        second = bring(store, sent([{**CZ, "projectnaam": "Van CZ"}], []), holders=("cz",), correction=True)
        assert names(store, second) == {"M1": "Van Menzis", "C1": "Van CZ", "V1": "Samen leren"}
        assert (second.versie, second.manifest.overgenomen) == (2, "2021-05-01_v1")

    @pytest.mark.usefixtures("march")
    def test_may_be_of_more_than_one_and_drops_what_they_no_longer_have(self, store: Store) -> None:
        peiling = bring(store, sent([MENZIS], SCORES), holders=("cz", "menzis"))
        assert names(store, peiling).keys() == {"M1", "V1"}

    @pytest.mark.usefixtures("march")
    def test_without_a_sheet_takes_nothing_from_others(self, store: Store) -> None:
        for keep_missing, kept in ((True, ["TWE", "ZEE"]), (False, ["ZEE"])):
            examined = looked_at(store, sent([MENZIS]), holders=("menzis",), keep_missing=keep_missing)
            assert [r["regio"] for r in examined.register.of(REGIONS) or ()] == kept

    @pytest.mark.usefixtures("march")
    def test_has_no_rows_of_another(self, store: Store) -> None:
        found = errors(looked_at(store, sent([MENZIS, CZ]), holders=("menzis",)))
        assert [(f.cell, f.column) for f in found] == [("C3", "zorgkantoorregio")]
        assert "deze deellevering is van Menzis" in found[0].message

    @pytest.mark.usefixtures("march")
    def test_names_who_delivered(self, store: Store) -> None:
        with pytest.raises(NotPossible, match="Kies welke concessiehouders hebben geleverd"):
            looked_at(store, sent([MENZIS]), partial=True)

    @pytest.mark.usefixtures("march")
    def test_takes_no_number_that_another_has_already(self, store: Store) -> None:
        """Two projects would bear it, and one of them would be lost."""
        examined = looked_at(store, sent([MENZIS, {**MENZIS, "projectnummer": "C1"}]), holders=("menzis",))
        assert [(f.cell, f.value) for f in errors(examined)] == [("A3", "C1")]
        assert "al van een project van CZ" in errors(examined)[0].message
        with pytest.raises(RegisterRejected, match="A3"):
            publish(store, examined, "inkoper")

    @pytest.mark.usefixtures("march")
    def test_is_seen_in_a_file_that_lacks_someone(self, store: Store) -> None:
        assert seems_partial(looked_at(store, sent([MENZIS, VGZ]))) == ("menzis", "vgz")
        assert seems_partial(looked_at(store, sent([MENZIS, VGZ, CZ]))) == ()


class TestOneSheet:
    @pytest.mark.parametrize("file", [sent([MENZIS]), sent(scores=[score()])], ids=["Projecten", "Regio's"])
    def test_leaves_the_other_unregistered_where_that_is_said(self, store: Store, march: Peiling, file: File) -> None:
        peiling = bring(store, file, keep_missing=False)
        register = store.register_of(peiling)
        assert (register.of(PROJECTS) is None) != (register.of(REGIONS) is None)
        assert None in (peiling.rows(PROJECTS), peiling.rows(REGIONS))
        assert peiling.manifest.overgenomen == ""

    def test_keeps_the_other_as_it_was(self, store: Store, march: Peiling) -> None:
        peiling = bring(store, sent([MENZIS]))
        assert store.register_of(peiling).of(REGIONS) == store.register_of(march).of(REGIONS)
        assert (peiling.rows(PROJECTS), peiling.manifest.overgenomen) == (1, march.key)

    def test_keeps_nothing_where_there_is_nothing(self, store: Store) -> None:
        assert bring(store, sent([MENZIS])).rows(REGIONS) is None


class TestACorrection:
    @pytest.mark.usefixtures("march")
    def test_must_be_said(self, store: Store) -> None:
        with pytest.raises(NotPossible, match=r"is er al een peiling \(voorjaar, versie 1\)"):
            bring(store, sent([MENZIS]), MARCH)

    @pytest.mark.usefixtures("march")
    def test_needs_something_to_correct(self, store: Store) -> None:
        with pytest.raises(NotPossible, match="niets te corrigeren"):
            bring(store, sent([MENZIS]), MAY, correction=True)

    def test_keeps_the_label_unless_another_is_given(self, store: Store, march: Peiling) -> None:
        assert bring(store, sent([MENZIS]), MARCH, correction=True).label == march.label
        assert bring(store, sent([MENZIS]), MARCH, correction=True, label="lente").label == "lente"

    def test_of_what_was_withdrawn_is_a_new_peiling(self, store: Store, march: Peiling) -> None:
        store.withdraw(march.key, "wir", "verkeerd bestand")
        assert bring(store, sent([MENZIS]), MARCH).versie == 2

    def test_without_a_peildatum_nothing_is_published(self, store: Store) -> None:
        with pytest.raises(NotPossible, match="Kies eerst een peildatum"):
            publish(store, examine(sent([MENZIS]), Choices(), store), "inkoper")


MISSPELT = [{**MENZIS, "status": "Lopent"}, {**VGZ, "status": "Lopent"}, {**CZ, "hoofdrubriek": "Lopent"}]


class TestARepair:
    @pytest.mark.parametrize(("everywhere", "left"), [(False, ["J3", "F4"]), (True, ["F4"])])
    def test_mends_one_cell_or_all_equal_ones_of_its_column(
        self, store: Store, everywhere: bool, left: list[str]
    ) -> None:
        group = fold(errors(looked_at(store, sent(MISSPELT))))[0]
        accepted = group if everywhere else Folded((group.first,))
        again = looked_at(store, sent(MISSPELT), repairs=(repair_of(accepted),))
        assert [f.cell for f in errors(again)] == left

    def test_touches_no_other_cell_with_the_same_value(self, store: Store) -> None:
        """CZ is wrong in Twente and right in Zeeland."""
        rows = [{**MENZIS, "concessiehouder": "CZ"}, CZ]
        repair = repair_of(fold(errors(looked_at(store, sent(rows))))[0])
        again = looked_at(store, sent(rows), repairs=(repair,))
        assert [r["concessiehouder"] for r in again.register.of(PROJECTS) or ()] == ["menzis", "cz"]

    def test_does_nothing_where_its_value_is_gone(self, store: Store) -> None:
        repair = Repair("Projecten", "status", ("J2",), "Bezig", "Gestopt")
        assert looked_at(store, sent([MENZIS]), repairs=(repair,)).register == looked_at(store, sent([MENZIS])).register

    def test_may_mend_what_an_earlier_one_left(self, store: Store) -> None:
        """First the spelling, then the value: each is a suggestion of its own."""
        file, repairs = sent([{**CZ, "concessiehouder": "Mensis"}]), ()
        for suggestion in ("Menzis", "CZ"):
            (found,) = errors(looked_at(store, file, repairs=repairs))
            assert found.suggestion == suggestion
            repairs = (*repairs, repair_of(Folded((found,))))
        assert errors(looked_at(store, file, repairs=repairs)) == []


def test_the_manifest_says_how_the_register_came_to_be(store: Store) -> None:
    file = sent([{**MENZIS, "status": "Lopent"}])
    repair = repair_of(Folded((errors(looked_at(store, file))[0],)))
    found = bring(store, file, repairs=(repair,), columns={"stadium": "status"}, toelichting="Met dank.").manifest
    cells = {"cel": "J2", "oud": "Lopent", "nieuw": "Lopend"}
    assert found.herstellingen == ({"blad": "Projecten", "kolom": "status", **cells},)
    assert (found.kolommen, found.toelichting, found.waarschuwingen) == ({"stadium": "status"}, "Met dank.", 1)
    assert Manifest.from_json(found.to_json()) == found
