"""The tables of the inventarisatie and of the trajectories by another route: pandas over the made-up workbooks."""

import random
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pandas as pd
import pytest

from tests.support.made_up import DAYS, ROUNDS, inventory, trajectories
from wir.common.errors import NoComparison
from wir.common.paths import DATA
from wir.database.database import Database
from wir.domain.address import default
from wir.domain.inventarisatie import INVENTARISATIE, SCALES
from wir.domain.mgz import START, indicator
from wir.domain.selection import Selection
from wir.domain.trajecten import TRAJECTEN
from wir.domain.vocabulary import UNKNOWN, vocabulary
from wir.store.store import Store
from wir.tables.build import OF_REGISTER, build_table
from wir.tables.model import Row, Table

PLACES = pd.read_csv(DATA / "regios.csv", dtype=str).set_index("code")
SEVERAL = {"gesproken_met": "gesproken met", "knelpunten": "Knelpunten"}
LISTS = {"gesproken_met": "gesproken_met", "knelpunten": "knelpunt", **{name: name for name in SCALES}}
OF_TRAJECTS = {
    "afloop_vraag": ("afloop van de vraag", "afloop_vraag"),
    "fase": ("fase", "fase"),
    "onderwerp": ("onderwerp", "kennisvraag"),
    "tevredenheid": ("tevredenheid", "tevredenheid"),
    "voortgang": ("voortgang", "voortgang"),
    "rollen": ("ondersteuningsrol", "rol"),
    "sectoren": ("sector", "sector"),
    "vormen": ("vorm", "vorm"),
}
SPLIT = ("rollen", "sectoren", "vormen")


@cache
def labels(lijst: str) -> dict[str, str]:
    """The codes of a list by what people write."""
    return {t.label: t.code for t in vocabulary().terms(lijst)}


def level(said: object) -> str:
    """The level that a cell says, as its code."""
    return UNKNOWN if said is None else str(said).removeprefix("Niveau ")[:1]


def several(said: Any, lijst: str) -> set[str]:
    return {labels(lijst)[part] for part in said.split("; ")} if said else set()


@cache
def rounds() -> dict[str, pd.DataFrame]:
    """The rows of each round with codes, by peildatum."""
    found = {}
    for year, day in ROUNDS.items():
        frame = pd.DataFrame(inventory(year), dtype=object)
        frame = frame.where(frame.notna(), None)
        place = frame["subregio"].fillna(frame["zorgkantoorregio"])
        frame["regio"] = place.map({name: code for code, name in PLACES["naam"].items()})
        for name, title in SCALES.items():
            frame[name] = frame[title].map(level)
        for name, header in SEVERAL.items():
            frame[name] = [several(said, LISTS[name]) for said in frame[header]]
        found[day.isoformat()] = frame
    return found


@cache
def registers() -> dict[str, pd.DataFrame]:
    """The rows of each date of the trajectories with codes, by peildatum."""
    found = {}
    for day in DAYS:
        frame = pd.DataFrame(trajectories(day), dtype=object)
        frame = frame.where(frame.notna(), None)
        frame["regio"] = [set(map(placed, said.split("; "))) for said in frame["zorgkantoorregio"]]
        for name, (header, lijst) in OF_TRAJECTS.items():
            if name in SPLIT:
                frame[name] = [several(said, lijst) for said in frame[header]]
            else:
                given = [None if said is None else str(said) for said in frame[header]]
                frame[name] = [UNKNOWN if said is None else labels(lijst)[said] for said in given]
        for name in ("aanvraagdatum", "startdatum", "einddatum", "evaluatiedatum"):
            frame[name] = pd.to_datetime(frame[name])
        begun, ended = frame["startdatum"].notna(), frame["einddatum"].notna()
        frame["stand"] = begun.map({True: "lopend", False: "geen-traject"}).mask(ended, "afgerond")
        found[day.isoformat()] = frame
    return found


def placed(said: str) -> str:
    """The code of a region as a cell names it: without brackets a zorgkantoorregio that has parts is the whole."""
    area, _, part = said.removesuffix(")").partition(" (")
    wanted = (
        said if part.startswith("hele") else part or (f"{area} (hele zorgkantoorregio)" if area in WHOLES else area)
    )
    return str(PLACES.index[PLACES["naam"] == wanted][0])


WHOLES = ("Arnhem", "Nijmegen")  # in Rotterdam nothing said is a part


def within(codes: Sequence[str]) -> set[str]:
    found = set(codes)
    for code in codes:
        if PLACES.loc[code, "soort"] == "geheel":
            same = PLACES["zorgkantoorregio"] == PLACES.loc[code, "zorgkantoorregio"]
            found |= set(PLACES.index[same])
    return found


def fits(value: Any, wanted: set[str]) -> bool:
    return bool(value & wanted) if isinstance(value, set) else value in wanted


def having(frame: pd.DataFrame, column: str, wanted: set[str]) -> pd.DataFrame:
    return frame[pd.Series([fits(value, wanted) for value in frame[column]], frame.index, dtype=bool)]


def chosen(frames: dict[str, pd.DataFrame], day: str, selection: Selection) -> pd.DataFrame:
    """The rows of a date that a selection lets through."""
    frame = frames[day]
    for name, codes in selection.filters.items():
        column, wanted = name, set(codes)
        if name == "regio":
            wanted = within(codes)
        elif name == "concessiehouder":
            column, wanted = "regio", set(PLACES.index[PLACES["concessiehouder"].isin(codes)])
            if selection.of("regio"):
                wanted &= within(selection.of("regio"))
        if name == "sinds":
            continue
        frame = having(frame, column, wanted)
    return frame


def random_selections(base: Selection, lists: dict[str, Sequence[str]], number: int = 100) -> list[Selection]:
    """Selections of up to three filters, on either date."""
    dice, found = random.Random(f"{base.declared.name}"), []
    for _ in range(number):
        selection = base
        if dice.random() < 0.25 and base.vergelijk_peildatum:
            selection = replace(base, peildatum=base.vergelijk_peildatum, vergelijk_peildatum=None)
        for name in dice.sample(list(lists), dice.choice((0, 1, 1, 2, 3))):
            selection = selection.with_filter(
                name, dice.sample(list(lists[name]), min(len(lists[name]), dice.randint(1, 3)))
            )
        found.append(selection)
    return found


EVERYWHERE = {
    "regio": list(PLACES.index[PLACES["soort"] != "buiten"]),
    "concessiehouder": [t.code for t in vocabulary().terms("concessiehouder")],
}


def codes(lijst: str, unknown: bool = True) -> list[str]:
    return [t.code for t in vocabulary().terms(lijst) if unknown or t.code != UNKNOWN]


def check_list(table: Table, frames: dict[str, pd.DataFrame], name: str, selection: Selection) -> None:
    """Every count of a table per value, in every column."""
    for i, column in enumerate(table.columns):
        values = chosen(frames, column.key, selection)[name]
        for row in table.rows:
            counted = [row.kind == "totaal" or fits(value, {row.code}) for value in values]
            assert row.values[i] == sum(counted), (table.number, selection, row.label, column.name)


def named(table: Table, code: str) -> Row:
    return next(row for row in table.rows if row.code == code)


def parts(number: int) -> list[Any]:
    """A sixteenth of the selections in make test, the others in full."""
    return [0, *(pytest.param(n, marks=pytest.mark.full) for n in range(1, number))]


@pytest.fixture(scope="module")
def inventories(filled_store: Store) -> Database:
    return Database(filled_store.of(INVENTARISATIE))


@pytest.fixture(scope="module")
def trajectory_database(filled_store: Store) -> Database:
    return Database(filled_store.of(TRAJECTEN))


@pytest.mark.parametrize("part", parts(16))
def test_pandas_agrees_about_the_inventarisatie(inventories: Database, part: int) -> None:
    lists = {**EVERYWHERE, **{n: codes(lijst, n in SCALES) for n, lijst in LISTS.items()}}
    for selection in random_selections(default(inventories.catalogue), lists)[part::16]:
        tables = {n: _built(n, inventories, selection) for n in OF_REGISTER["inventarisatie"]}
        for name in LISTS:
            table = tables.pop(f"inventarisatie-{name.replace('_', '-')}")
            assert table is not None
            check_list(table, rounds(), name, selection)
        now = chosen(rounds(), selection.peildatum.isoformat(), selection)
        standing = tables.pop("inventarisatie-regios")
        assert standing is not None
        levels = {row.code: tuple(UNKNOWN if v is None else str(v) for v in row.values) for row in standing.rows}
        assert levels == {code: tuple(row) for code, row in now.set_index("regio")[list(SCALES)].iterrows()}
        steps = tables.pop("inventarisatie-stappen")
        assert (steps is None) == (selection.vergelijk_peildatum is None)
        if steps:
            then = rounds()[str(selection.vergelijk_peildatum)].set_index("regio")
            for row in steps.rows:
                pairs = [(old, new) for old, new in zip(then.loc[now["regio"], row.code], now[row.code], strict=True)]
                known = [int(new) - int(old) for old, new in pairs if UNKNOWN not in (old, new)]
                ways = (sum(s > 0 for s in known), known.count(0), sum(s < 0 for s in known), len(pairs) - len(known))
                assert row.values == ways, (selection, row.label)
        assert tables == {}


def _built(number: str, database: Database, selection: Selection) -> Table | None:
    try:
        return build_table(number, database, selection)
    except NoComparison:
        return None


def on(frame: pd.DataFrame, day: date) -> dict[str, int]:
    """What had been asked, had begun and had ended by a day."""
    until = pd.Timestamp(day)
    asked, begun, ended, told = (
        frame[name] <= until for name in ("aanvraagdatum", "startdatum", "einddatum", "evaluatiedatum")
    )
    return {
        "vragen": int(asked.sum()),
        "werd_traject": int((asked & (frame["afloop_vraag"] == "werd-een-traject")).sum()),
        "lopend": int((begun & ~ended).sum()),
        "afgerond": int((begun & ended).sum()),
        "evaluaties": int(told.sum()),
        "tevreden": int((told & (frame["tevredenheid"] == "tevreden")).sum()),
    }


def arrived(frame: pd.DataFrame, name: str, since: date, until: date) -> int:
    """What came after one day and by another: of what runs what began."""
    if name != "lopend":
        return on(frame, until)[name] - on(frame, since)[name]
    return int(frame["startdatum"].between(pd.Timestamp(since), pd.Timestamp(until), inclusive="right").sum())


def check_stand(table: Table, frame: pd.DataFrame, selection: Selection) -> None:
    since = selection.of("sinds")
    then = date.fromisoformat(since[-1]) if since else selection.vergelijk_peildatum
    now = on(frame, selection.peildatum)
    for row in table.rows:
        if then is None:
            assert row.values == (now[row.code],)
            continue
        before, came = on(frame, then)[row.code], arrived(frame, row.code, then, selection.peildatum)
        went = came - (now[row.code] - before) if row.code == "lopend" else None
        assert row.values == (now[row.code], before, came, went, now[row.code] - before), (selection, row.label)


def check_published(table: Table, _: pd.DataFrame, selection: Selection) -> None:
    """Whatever is selected: the report is of all."""
    frame = registers()[selection.peildatum.isoformat()]
    for row in table.rows:
        said = indicator(row.label).readings[selection.peildatum]
        known = row.code in on(frame, START)
        total = on(frame, selection.peildatum)[row.code] if known else None
        came = arrived(frame, row.code, said.since, selection.peildatum) if known and said.since else None
        apart = total - said.total if total is not None and said.total is not None else None
        assert row.values == (said.total, total, apart, said.change, came), (selection, row.label)


def check_regions(table: Table, frame: pd.DataFrame, selection: Selection) -> None:
    each = frame.explode("regio")
    begun = frame["stand"] != "geen-traject"
    assert table.rows[-1].values == (len(frame), int(begun.sum()), int((frame["stand"] == "lopend").sum()))
    counted = {row.code: row.values for row in table.rows[:-1]}
    assert set(each["regio"]) <= set(counted)
    for code, values in counted.items():
        own = each[each["regio"] == code]["stand"]
        assert values == (len(own), int((own != "geen-traject").sum()), int((own == "lopend").sum())), (selection, code)


@pytest.mark.parametrize("part", parts(16))
def test_pandas_agrees_about_the_trajectories(trajectory_database: Database, part: int) -> None:
    lists: dict[str, Sequence[str]] = {**EVERYWHERE, "stand": codes("stand"), "sinds": ["2024-11-01", "2025-02-15"]}
    lists |= {name: codes(lijst, name not in SPLIT) for name, (_, lijst) in OF_TRAJECTS.items()}
    checks: dict[str, Callable[[Table, pd.DataFrame, Selection], None]] = {
        "stand": check_stand,
        "gepubliceerd": check_published,
        "regios": check_regions,
    }
    numbers = {"rollen": "rol", "sectoren": "sector", "vormen": "vorm", "afloop_vraag": "afloop"}
    for selection in random_selections(default(trajectory_database.catalogue), lists)[part::16]:
        tables = {
            n.removeprefix("trajecten-"): build_table(n, trajectory_database, selection)
            for n in OF_REGISTER["trajecten"]
        }
        frame = chosen(registers(), selection.peildatum.isoformat(), selection)
        for name, check in checks.items():
            check(tables.pop(name), frame, selection)
        for name in OF_TRAJECTS:
            check_list(tables.pop(numbers.get(name, name)), registers(), name, selection)
        roles = tables.pop("rol-fase")
        for row in roles.rows:
            of_role = frame if row.code == "totaal" else having(frame, "rollen", {row.code})
            for column, value in zip(roles.columns, row.values, strict=True):
                both = of_role if column.key == "totaal" else having(of_role, "fase", {column.key})
                assert value == len(both), (selection, row.label, column.name)
        together = {row.code: row.values[0] for row in tables.pop("sectoren-samen").rows}
        joined = frame["sectoren"].map(lambda s: "+".join(sorted(s, key=codes("sector").index)) or UNKNOWN)
        assert together == {**joined.value_counts().to_dict(), "totaal": len(frame)}
        assert tables == {}


def test_every_count_opens_exactly_its_rows(inventories: Database, trajectory_database: Database) -> None:
    for database, frames in ((inventories, rounds()), (trajectory_database, registers())):
        base = default(database.catalogue)
        for number in OF_REGISTER[database.declared.name]:
            table = build_table(number, database, base)
            for row in table.rows:
                for cell in table.cells(row):
                    if cell.opens is not None:
                        opened = table.opened(cell.opens, database.catalogue)
                        rows = chosen(frames, opened.peildatum.isoformat(), opened)
                        assert len(rows) == cell.value, (number, row.label, cell)
