"""Links within the app: the selection that goes along to the profile of one regio, and on from what changed."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.markup import links
from tests.support.pages import run, shown
from tests.support.registers import project, workbook
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.ui.links import profile_of


@pytest.mark.parametrize(
    ("chosen", "kept"), [([], ()), (["menzis"], ("menzis",)), (["menzis", "vgz"], ("menzis", "vgz")), (["vgz"], ())]
)
def test_a_profile_drops_the_concessiehouders_that_do_not_hold_the_regio(
    database: Database, okt20: Selection, chosen: list[str], kept: tuple[str, ...]
) -> None:
    twente = database.regions(database.shown(okt20)).by_code["TWE"]
    selection = profile_of(okt20.with_filter("concessiehouder", chosen).with_filter("thema", ["technologie"]), twente)
    assert (selection.of("regio"), selection.of("concessiehouder"), selection.of("thema")) == (
        ("TWE",),
        kept,
        ("technologie",),
    )


def test_on_from_the_projects_that_vanished_the_dates_are_in_the_order_of_time(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They stand in the earlier of two registers only; what does not ask for them shows the later one again."""
    asked = {"peildatum": "2020-03-01", "vergelijk": "2020-11-01", "verandering": "ongewijzigd", "thema": "technologie"}
    page = shown(run("pages/4_Projecten.py", example_store, monkeypatch, **asked))
    found = [href for _, href in links(page) if "peildatum" in href]
    back = [href for href in found if "peildatum=2020-03-01&vergelijk=2020-11-01" in href]
    on = [href for href in found if href not in back]
    assert back
    assert all("verandering=" in link for link in back)
    assert len(on) > 12  # the menu, Wis selectie, the chip of the change
    assert all("peildatum=2020-11-01&vergelijk=2020-03-01" in link for link in on)


def test_two_versions_of_one_peildatum_are_in_the_order_of_time_too(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The one that counts now bears no number in an address."""
    for rows in (1, 2):
        numbered = [project(projectnummer=f"P{i}") for i in range(rows)]
        publish_workbook(store, workbook(tmp_path / "r.xlsx", numbered), date(2020, 11, 1), door="wir")
    asked = {
        "peildatum": "2020-11-01",
        "vergelijk": "2020-11-01",
        "vergelijk-versie": "1",
        "verandering": "ongewijzigd",
    }
    found = links(shown(run("pages/4_Projecten.py", store, monkeypatch, **asked)))
    assert "?peildatum=2020-11-01&vergelijk=2020-11-01&vergelijk-versie=1" in [href for _, href in found]
    on = [href for said, href in found if said in ("Wis selectie", "Thema’s", "Regio’s")]
    assert len(on) > 2
    assert not [href for href in on if "&versie=1" in href]
