"""python -m wir verhuis: a store goes elsewhere and back, and is proven equal."""

from datetime import timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.support.damaged_stores import NEW, OLD, copy, cut, folder_of
from tests.support.object_stores import Opened
from tests.support.registers import project, workbook
from wir.cli import main
from wir.common.errors import NotPossible
from wir.store import elsewhere as module
from wir.store.home import open_home
from wir.store.moving import content, move
from wir.store.objects import Objects
from wir.store.pending_deliveries import Deliveries
from wir.store.publishing import begin_store
from wir.store.remembered import Meaning, remember
from wir.store.store import Store


@pytest.fixture
def full(three: Store, tmp_path: Path) -> Store:
    """With marks, and something that is remembered."""
    store = copy(three, tmp_path / "vol")
    store.withdraw(NEW, "wir", "één fout")
    store.put_back(NEW, "wir", "toch goed")
    remember(store, [Meaning("status", "loopt", "lopend")])
    return store


def verhuis(monkeypatch: pytest.MonkeyPatch, source: str, target: str) -> Result:
    monkeypatch.setenv("WIR_OPSLAG", source)
    return CliRunner().invoke(main, ["verhuis", "--naar", target])


def test_there_and_back_gives_the_same_files(
    full: Store, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elsewhere: Opened
) -> None:
    before = content(full)
    there = verhuis(monkeypatch, full.home.address, address)
    assert there.exit_code == 0, there.output
    assert f"{len(before)} bestanden in {address}, gelezen en gelijk." in there.output
    other = elsewhere(address)
    assert content(other) == before
    assert other.names() == full.names()
    back = verhuis(monkeypatch, address, str(tmp_path / "terug"))
    assert back.exit_code == 0, back.output
    assert content(Store(tmp_path / "terug")) == content(full) == before
    assert Store(tmp_path / "terug").damaged() == ()


def test_a_delivery_stays_behind_and_is_told(
    full: Store, address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = workbook(tmp_path / "levering.xlsx", [project()])
    Deliveries(full).receive([(file.name, file.read_bytes())], "wir")
    done = verhuis(monkeypatch, full.home.address, address)
    assert "1 levering is nog niet gepubliceerd en gaat niet mee" in done.output
    assert not [e for e in Objects(address, timedelta(seconds=20)).list("") if "leveringen" in e.name]


def test_where_a_store_is_nothing_goes(full: Store, there: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = verhuis(monkeypatch, full.home.address, there.home.address)
    assert (refused.exit_code, "staat al een opslag" in refused.output) == (1, True)
    refused = verhuis(monkeypatch, there.home.address, full.home.address)
    assert (refused.exit_code, "is niet leeg" in refused.output) == (1, True)


def test_what_is_damaged_stays_where_it_is(full: Store, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    cut("project.parquet", 0.5)(folder_of(full, OLD))
    refused = verhuis(monkeypatch, full.home.address, address)
    assert (refused.exit_code, f"Peiling {OLD} is beschadigd (project.parquet" in refused.output) == (1, True)


def test_what_was_broken_off_is_no_store_and_is_gone_on_with(full: Store, address: str, elsewhere: Opened) -> None:
    def killed(key: str) -> None:
        if key == OLD:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        move(full, address, killed)
    assert elsewhere(address).all_keys() == ()
    with pytest.raises(NotPossible, match="een deel van een opslag die daarheen verhuis"):
        begin_store(elsewhere(address), example=False)
    assert content(full) == move(full, address, lambda _key: None)
    assert elsewhere(address).names() == full.names()


def test_a_copy_that_differs_is_told(full: Store, address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Objects.read
    changed = lambda self, name: real(self, name) + (b" " if name.endswith("regios.csv") else b"")  # noqa: E731
    monkeypatch.setattr(module.Objects, "read", changed)
    refused = verhuis(monkeypatch, full.home.address, address)
    assert (refused.exit_code, "De kopie is niet gelijk: peilingen/" in refused.output) == (1, True)


def test_an_address_that_is_none_says_what_one_is(full: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("ftp://a/b", "az://"):
        refused = verhuis(monkeypatch, full.home.address, wrong)
        assert (refused.exit_code, "az://container/map" in refused.output) == (2, True)
    assert open_home(str(full.root)).root == full.root
