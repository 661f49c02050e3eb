"""Links within the app: the selection that goes along to the profile of one regio."""

import pytest

from wir.database import Database
from wir.selection import Selection
from wir.ui.links import profile_of


@pytest.mark.parametrize(
    ("chosen", "kept"), [([], ()), (["menzis"], ("menzis",)), (["menzis", "vgz"], ("menzis", "vgz")), (["vgz"], ())]
)
def test_a_profile_drops_the_concessiehouders_that_do_not_hold_the_regio(
    database: Database, okt20: Selection, chosen: list[str], kept: tuple[str, ...]
) -> None:
    twente = database.regions(database.shown(okt20)).by_code["TWE"]
    selection = profile_of(okt20.with_filter("concessiehouder", chosen).with_filter("thema", ["technologie"]), twente)
    assert (selection.regio, selection.concessiehouder, selection.thema) == (("TWE",), kept, ("technologie",))
