"""Any address gives a selection that is known and that its own link gives back, or one of our sentences."""

from urllib.parse import parse_qs

from hypothesis import given
from hypothesis import strategies as some

from tests.support.fuzz import tried, words
from tests.support.selections import CODES, codes
from wir.common.errors import UnknownPeiling
from wir.database.database import Database
from wir.domain.address import LONGEST_QUOTED, LONGEST_VALUE, MOST_VALUES, Reading, read_params, within_limits
from wir.domain.selection import DATES, FILTERS, Selection
from wir.tables.build import build_table
from wir.ui.links import query

CHOICES = {name: [*codes(name), *(c.upper() for c in codes(name)), "onbekend", ""] for name in FILTERS}
KEYS = ("2020-11-01_v1", "2019-03-01_v1", "geen", "2020-11-01_v2", "okt-20")
DAYS = ("2020-11-01", "2020-03-01", "2019-10-01", "2019-03-01", "okt-20", "geen", "20201101", "1", "2")
names = some.one_of(some.sampled_from([*FILTERS, *DATES]), some.sampled_from([*FILTERS, *DATES]), words)
# Half of an emoji too: no browser sends it, but a program may.
anything = some.one_of(words, some.text(some.characters(exclude_categories=()), max_size=8))


@some.composite
def addresses(draw: some.DrawFn) -> dict[str, list[str]]:
    """Parameters that mean something, with values that do, that nearly do, and that do not."""
    params = {}
    for name in draw(some.lists(names, max_size=6, unique=True)):
        likely = some.sampled_from([*CHOICES.get(name, ()), *(() if name in FILTERS else (*DAYS, *KEYS))])
        params[name] = draw(some.lists(some.one_of(likely, likely, anything), max_size=4))
    return params


def known(name: str, code: str) -> bool:
    """Whether a filter may hold this code; the free ones have a form instead of a list."""
    match name:
        case "startjaar":
            return code == "onbekend" or (code.isdecimal() and code.isascii() and len(code) == 4)
        case "zoek":
            return code.isprintable() and 0 < len(code) <= 100
        case "verandering" | "stap":
            return code.isascii() and not set(code) & set(" '\"<>;%&")
    return code in CODES.get(name, codes(name))


def read(database: Database, params: dict[str, list[str]]) -> Reading | str:
    """What an address means, or the sentence with which it is refused."""
    try:
        return read_params(params, database.catalogue, database.lists)
    except UnknownPeiling as error:
        return str(error)


@given(addresses())
@tried(200)
def test_any_address_is_read_or_refused_in_words(database: Database, params: dict[str, list[str]]) -> None:
    kept, too_much = within_limits(params)
    assert all(len(v) <= MOST_VALUES and all(len(t) <= LONGEST_VALUE for t in v) for v in kept.values())
    reading = read(database, kept)
    if isinstance(reading, str):
        assert 0 < len(reading) < 400
        return
    assert all(len(said) < LONGEST_QUOTED + 120 for said in (*reading.refused, *too_much))
    assert all(known(name, code) for name, chosen in reading.selection.filters.items() for code in chosen)
    again = parse_qs(query(reading.selection).removeprefix("?"), keep_blank_values=True)
    assert read_params(again, database.catalogue, database.lists).selection == reading.selection
    assert read_params(again, database.catalogue, database.lists).refused == ()


@given(addresses())
@tried(20)
def test_any_address_has_figures_and_a_caption(database: Database, params: dict[str, list[str]]) -> None:
    reading = read(database, within_limits(params)[0])
    if isinstance(reading, str):
        return
    selection = reading.selection
    shown = database.shown(selection)
    assert selection.caption(database.lists(shown)).startswith("Peildatum ")
    whole = build_table("6", database, Selection(selection.peildatum, selection.versie))
    total, part = (t.total("status", ("totaal",)) for t in (whole, build_table("6", database, selection)))
    assert (total is None and part is None) or (total is not None and part is not None and 0 <= part <= total)
