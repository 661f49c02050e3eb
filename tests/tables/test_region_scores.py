"""The scores of a regio over the peilingen, with what WIR wrote beside them."""

from datetime import date
from pathlib import Path

from tests.support.registers import project, score, workbook
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.selection import Selection
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.region_scores import histories


def test_twente_over_the_four_peilingen(database: Database, okt20: Selection) -> None:
    scores = histories(database, okt20, ["TWE"], database.history(okt20))["TWE"]
    assert [(s.peiling.label, *s.phases.values()) for s in scores] == [
        ("mrt-19", 3, 2, 2),
        ("okt-19", 3, 2, 2),
        ("mrt-20", 4, 3, 4),
        ("okt-20", 4, 4, 4),
    ]
    assert [len(s.rebuilt) for s in scores] == [3, 3, 3, 0]


def test_filters_do_not_take_scores_away(database: Database, okt20: Selection) -> None:
    filtered = okt20.with_filter("visie", ["5"]).with_filter("concessiehouder", ["cz"]).with_filter("regio", ["DRE"])
    assert len(histories(database, filtered, ["TWE"], database.history(okt20))["TWE"]) == 4


def test_unscored_is_not_the_same_as_not_registered(store: Store, tmp_path: Path) -> None:
    with_scores = workbook(tmp_path / "a.xlsx", [project()], [score(toelichting="Goed op weg")])
    without = workbook(tmp_path / "b.xlsx", [project()])
    publish_workbook(store, with_scores, date(2020, 3, 1), door="wir")
    publish_workbook(store, without, date(2020, 11, 1), door="wir")
    database = Database(store)
    selection = default(database.catalogue)
    found = histories(database, selection, ["TWE", "DRE"], database.history(selection))
    assert [(s.registered, s.phases["visie"], s.note) for s in found["TWE"]] == [
        (True, 5, "Goed op weg"),
        (False, None, ""),
    ]
    assert [(s.registered, s.phases["visie"]) for s in found["DRE"]] == [(True, None), (False, None)]
