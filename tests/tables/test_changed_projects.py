"""Filtering by what changed gives the projects that plain Python finds in the rows of the two registers."""

import random
from typing import Any

import pytest

from tests.support.changed_registers import changed_store, latest_two
from wir.database.database import Database
from wir.domain.change_codes import OTHER_FIELDS, PROJECT_CHANGES, WITH_CODES, parse_shift
from wir.domain.selection import Selection
from wir.store.store import Store

STORED = [field for field in (*OTHER_FIELDS, *WITH_CODES) if field != "betrokkenheid"]
Row = dict[str, Any] | None


@pytest.fixture(scope="module", params=["voorbeeld", "klein"])
def changed(request: pytest.FixtureRequest, example_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Database:
    """The example registers, and the small ones in which projects also vanish."""
    small = request.param == "klein"
    return Database(changed_store(tmp_path_factory.mktemp("klein")) if small else example_store)


def numbers(database: Database, selection: Selection) -> set[str]:
    rows = database.run("projecten", selection, [database.shown(selection)])
    return {row["projectnummer"] for row in rows}


def register(database: Database, selection: Selection) -> dict[str, Row]:
    rows = database.run("register", selection, [database.shown(selection)])
    return {row["projectnummer"]: row for row in rows}


def did(code: str, old: Row, new: Row) -> bool:
    """Whether a project that was so and became so made this change."""
    shift = parse_shift(code)
    if old is None or new is None:
        return code == ("nieuw" if old is None else "verdwenen")
    if shift is None:
        same = all(old[field] == new[field] for field in STORED)
        return code == ("ongewijzigd" if same else "gewijzigd")
    van, naar = old[shift.field], new[shift.field]
    whole = bool(shift.old and shift.new)  # the only way to ask for what stayed as it was
    return (whole or van != naar) and shift.old in ("", van) and shift.new in ("", naar)


def asked(database: Database, selection: Selection, dice: random.Random) -> tuple[str, ...]:
    """One to four changes, of one field or of several."""
    found = set(dice.sample(PROJECT_CHANGES, dice.choice([0, 0, 1, 2])))
    for field in dice.sample(WITH_CODES, dice.choice([1, 1, 2])):
        values = ["", *(t.code for t in database.vocabulary(database.shown(selection)).terms(field))]
        found.add(f"{field}.{dice.choice(values)}.{dice.choice(values)}")
    return tuple(sorted({*found, *(f"{field}.." for field in dice.sample(OTHER_FIELDS, dice.choice([0, 0, 1])))}))


def test_what_changed_is_what_the_rows_say(changed: Database) -> None:
    view, dice = latest_two(changed), random.Random(5)
    then, now = register(changed, view.turned()), register(changed, view)
    filled = 0
    for _ in range(60):
        codes = asked(changed, view, dice)
        right = {n for n in {*then, *now} if any(did(code, then.get(n), now.get(n)) for code in codes)}
        chosen = view.with_filter("verandering", codes)
        assert numbers(changed, chosen) == right & set(now), codes
        assert numbers(changed, chosen.turned()) == right & set(then), codes
        filled += 0 < len(right) < len({*then, *now})
    assert filled > 10


def test_a_change_that_no_project_made_gives_none(database: Database, okt20: Selection) -> None:
    for codes in (["verdwenen"], ["projectnaam.."], ["verdwenen", "projectnaam.."]):
        assert numbers(database, okt20.with_filter("verandering", codes)) == set()


def test_registers_without_projects_have_no_changes(database: Database) -> None:
    earlier, later = database.catalogue.current[:2]
    early = Selection(later.peildatum, None, earlier.peildatum)
    assert numbers(database, early.with_filter("verandering", ["nieuw", "status.."])) == set()


def test_changes_are_told_apart_by_field(okt20: Selection) -> None:
    codes = ("gewijzigd", "nieuw", "status..succesvol", "status.lopend.", "thema..")
    by_field = {"": ("gewijzigd", "nieuw"), "status": (".succesvol", "lopend."), "thema": (".",)}
    assert okt20.with_filter("verandering", codes).changes == by_field
