"""The selection in a link: what goes in comes out, what does not exist is named, nothing turns into something else."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.support.selections import codes
from wir.common.errors import UnknownPeiling
from wir.database.database import Database
from wir.domain.address import Reading, read_params
from wir.domain.selection import DATES as DATE_PARAMETERS
from wir.domain.selection import FILTERS, Selection
from wir.domain.vocabulary import regions, vocabulary

DATES = [date(2019, 3, 1), date(2019, 10, 1), date(2020, 3, 1), date(2020, 11, 1)]
BASE = Selection(DATES[3], None, DATES[2])


def read(database: Database, **params: list[str]) -> Reading:
    return read_params({k.replace("_", "-"): v for k, v in params.items()}, database.catalogue, database.lists)


@some.composite
def selections(draw: some.DrawFn) -> Selection:
    shown, compared = draw(some.permutations(DATES))[:2]
    selection = Selection(shown, draw(some.sampled_from([None, 1])))
    if draw(some.booleans()):
        selection = Selection(shown, selection.versie, compared, draw(some.sampled_from([None, 1])))
    for name in FILTERS:
        selection = selection.with_filter(name, draw(some.lists(some.sampled_from(codes(name)), max_size=3)))
    return selection


def without_baseless(selection: Selection) -> Selection:
    """Peilingen of 2019 hold no projects: no link can say what changed in them."""
    compared = selection.vergelijk_peildatum
    if compared is None:
        selection = selection.with_filter("stap", ())
    if compared is None or date(2019, 12, 31) > min(compared, selection.peildatum):
        selection = selection.with_filter("verandering", ())
    return selection


@given(selections())
def test_a_link_gives_the_same_selection_back(database: Database, selection: Selection) -> None:
    reading = read_params(selection.to_params(), database.catalogue, database.lists)
    told = without_baseless(selection)
    assert reading.selection == told
    assert len(reading.refused) == sum(len(selection.of(n)) for n in selection.filters if n not in told.filters)


@given(some.dictionaries(some.text(max_size=12), some.lists(some.text(max_size=12), max_size=3), max_size=4))
def test_any_link_is_read_or_refused_in_words(database: Database, params: dict[str, list[str]]) -> None:
    try:
        reading = read_params(params, database.catalogue, database.lists)
    except UnknownPeiling:
        return
    refused = " ".join(reading.refused)
    assert all(f"instelling '{name}'" in refused for name in params if name not in (*DATE_PARAMETERS, *FILTERS))


def test_a_bare_address_is_the_latest_peildatum_and_the_one_before(database: Database) -> None:
    assert read(database).selection == Selection(DATES[3], None, DATES[2])
    assert read(database, peildatum=["2019-03-01"]).selection == Selection(DATES[0])


def test_labels_and_any_case_are_understood(database: Database) -> None:
    reading = read(database, peildatum=["okt-20"], regio=["twente"], thema=["Technologie"], vergelijk=["geen"])
    assert reading.selection == Selection(DATES[3]).with_filter("regio", ["TWE"]).with_filter("thema", ["technologie"])


@pytest.mark.parametrize(
    ("name", "wrong"),
    [
        ("startjaar", "20"),
        ("verandering", "weg"),
        ("verandering", "status.lopend.vergeten"),
        ("verandering", "projectnaam.a.b"),
        ("verandering", "regioscore.."),
        ("stap", "visie.4."),
        ("stap", "status.vooruit"),
        ("visie", "6"),
        ("zoek", " \u200b "),
        ("zoek", "x" * 101),
    ],
)
def test_a_change_that_does_not_exist_is_named(database: Database, name: str, wrong: str) -> None:
    reading = read(database, **{name: [wrong]})
    assert reading.selection.filters == {}
    assert reading.refused == (f"{name} '{wrong}'",)


def test_a_change_without_two_registers_is_named_with_the_reason(database: Database) -> None:
    reading = read(database, peildatum=["2020-03-01"], verandering=["nieuw"])
    assert reading.selection.of("verandering") == ()
    assert "geen twee peilingen met projecten" in reading.refused[0]
    assert read(database, peildatum=["2020-03-01"], stap=["visie.vooruit"]).refused == ()


def test_refused_values_are_named_and_left_out(database: Database) -> None:
    reading = read(database, thema=["technologie", "tuinieren"], regios=["TWE"])
    assert reading.selection.of("thema") == ("technologie",)
    assert reading.refused == ("instelling 'regios'", "thema 'tuinieren'")


@pytest.mark.parametrize(
    "params",
    [
        {"peildatum": ["2020-12-01"]},
        {"peildatum": ["gisteren"]},
        {"peildatum": ["2020-11-01"], "versie": ["7"]},
        {"peildatum": ["2020-11-01"], "versie": ["een"]},
        {"vergelijk": ["2018-01-01"]},
    ],
)
def test_an_unknown_peildatum_stops_with_the_known_ones(database: Database, params: dict[str, list[str]]) -> None:
    with pytest.raises(UnknownPeiling, match=r"2020-11-01 \(okt-20\)"):
        read_params(params, database.catalogue, database.lists)


def test_a_peiling_is_not_compared_with_itself(database: Database) -> None:
    with pytest.raises(UnknownPeiling, match="zichzelf"):
        read(database, vergelijk=["2020-11-01"])


def test_a_link_that_names_versions_pins_both(database: Database) -> None:
    selection = read(database).selection
    pinned = selection.pinned(database.shown(selection), database.compared(selection), database.history(selection))
    params = pinned.to_params()
    assert (params["versie"], params["vergelijk-versie"]) == (["1"], ["1"])


def test_the_caption_says_what_is_shown() -> None:
    selection = BASE.with_filter("thema", ["technologie"]).with_filter("regio", ["TWE", "ACH"])
    caption = selection.caption((vocabulary(), regions()))
    assert caption == "Peildatum 1 november 2020, vergeleken met 1 maart 2020 · Achterhoek, Twente · Technologie"
    changed = BASE.with_filter("verandering", ["nieuw", "status.lopend.succesvol"]).with_filter("zoek", ["ecd"])
    assert changed.caption((vocabulary(), regions())).endswith(
        "nieuw, status: Lopend → Afgerond en succesvol verlopen · ‘ecd’"
    )
    stepped = BASE.with_filter("stap", ["visie.terug", "visie.3.4"]).with_filter("visie", ["4"])
    assert stepped.caption((vocabulary(), regions())).endswith(
        "visie: fase 4: dialoogsessie · "
        "regiovisie: Fase 3: Voorbereidingen getroffen → Fase 4: Dialoogsessie, regiovisie terug"
    )
    pinned = Selection(DATES[3], 1).caption((vocabulary(), regions()))
    assert pinned == "Peildatum 1 november 2020 (versie 1) · heel Nederland"
