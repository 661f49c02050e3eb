"""One figure everywhere: for 100 random selections the address, the page and the command line say the same.

Each selection is tried on one page and one of its tables, in turn.
"""

import random
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlencode

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.command_line import Wir, in_dutch
from tests.support.markup import rows, words
from tests.support.pages import run, shown
from tests.support.selections import random_selection
from wir.common import numbers
from wir.database.database import Database
from wir.domain.address import read_params
from wir.domain.selection import Selection
from wir.export.listing import BLOCK
from wir.store.store import Store

PAGES = {
    "dashboard.py": ("1", "2", "3"),
    "pages/1_Regios.py": ("1", "2", "3"),
    "pages/3_Themas.py": ("4", "5", "6", "7", "8", "10", "11", "12"),
    "pages/5_Ontwikkeling.py": ("verandering", "stappen", "overgang-status", "opbouw-status", "overgang-visie"),
}
CHANGES = ["nieuw", "gewijzigd", "status..", "status.lopend.succesvol", "thema..technologie"]


@pytest.fixture(scope="module")
def wir(example_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wir]:
    with pytest.MonkeyPatch.context() as patch:
        yield in_dutch(example_store, tmp_path_factory.mktemp("wir"), patch)


def selections(base: Selection) -> list[Selection]:
    dice = random.Random(100)
    found = []
    for _ in range(100):
        selection = random_selection(dice, base)
        if selection.peildatum == date(2020, 11, 1):
            selection = selection.with_filter("verandering", dice.sample(CHANGES, dice.choice([0, 0, 0, 1, 2])))
            selection = selection.with_filter("stap", dice.choice([[], [], ["visie.vooruit"], ["dynamiek.gelijk"]]))
        selection = selection.with_filter("zoek", dice.choice([[], [], [], ["project"]]))
        found.append(selection.with_filter("startjaar", dice.choice([[], [], ["2019", "2020"]])))
    return found


def tables(app: AppTest) -> dict[str, list[list[str]]]:
    """Every table on a page by the number in its caption: its rows as a reader sees them."""
    found = {}
    for table in shown(app).iter("table"):
        caption = words(table.find("caption"))
        number = re.sub(r"^.*\((?:tabel )?([\w -]+)\)$", r"\1", caption).replace(" ", "-")
        found[number] = [row for row in rows(table) if len(row) > 1]
    return found


def expected(wir: Wir, number: str, link: str) -> list[list[str]]:
    """The same rows as the command line prints them."""
    told = wir.json("tabel", number, "--link", link)
    own = int(told["kolommen"][0] == BLOCK)  # on screen the blocks have a row of their own
    rows = (row[own:] for row in told["rijen"])
    return [[label, *map(as_printed, told["kolommen"][1 + own :], values)] for label, *values in rows]


def as_printed(column: str, value: float | None) -> str:
    if column == "Door de selectie":
        return numbers.change(int(value or 0))
    return numbers.share(value) if isinstance(value, float) or "Proc" in column else numbers.count(value)


@pytest.mark.parametrize("part", [0, *(pytest.param(n, marks=pytest.mark.full) for n in (1, 2, 3, 4))])
def test_address_page_and_command_line_agree(
    example_store: Store, wir: Wir, database: Database, okt20: Selection, monkeypatch: pytest.MonkeyPatch, part: int
) -> None:
    for place, selection in list(enumerate(selections(okt20)))[part::5]:
        page = list(PAGES)[place % len(PAGES)]
        app = run(page, example_store, monkeypatch, **selection.to_params())  # type: ignore[arg-type]
        assert not app.exception
        kept = {name: v if isinstance(v, list) else [v] for name, v in app.query_params.items()}
        assert read_params(kept, database.catalogue, database.lists).selection == selection
        shown = tables(app)
        link = "http://dashboard/x?" + urlencode(selection.to_params(), doseq=True)
        number = PAGES[page][place // len(PAGES) % len(PAGES[page])]
        if number in shown:
            wanted = expected(wir, number, link)
            assert [row[: len(wanted[0])] for row in shown[number]] == wanted, (page, number, selection)
        elif wir("tabel", number, "--link", link).exit_code != 2:  # on a page nothing but zeros is one sentence
            printed = wir.json("tabel", number, "--link", link)["rijen"]
            assert not any(value for row in printed for value in row if not isinstance(value, str)), (page, number)


def test_the_selections_are_of_many_kinds(okt20: Selection) -> None:
    used = {name for selection in selections(okt20) for name in selection.filters}
    assert used > {"concessiehouder", "regio", "thema", "status", "verandering", "stap", "zoek", "startjaar"}
