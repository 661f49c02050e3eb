"""Addresses made to harm: every page answers with figures or a sentence, of a size that is bounded."""

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.markup import strange_things
from tests.support.pages import PAGES, text
from wir.common.errors import UnknownPeiling
from wir.common.paths import ROOT
from wir.database.database import Database
from wir.domain.address import LONGEST_VALUE, MOST_VALUES, read_params, within_limits
from wir.domain.selection import DATES, FILTERS, Selection
from wir.store.store import Store
from wir.tables.build import build_table
from wir.ui.links import KEPT
from wir.ui.links import PAGES as LINKS

EVERY_PAGE = [*PAGES, "pages/9_Register_bijwerken.py"]
ATTACKS = (
    *("", " ", "\0", "\x1b[31m", "\u202e", "%", "%zz", "%00", "\ufffd", "٢٠٢٠", "²", "-1", "1e9", "NaN", "0", "None"),
    *("9" * 400, "2020-W44-9", "9999-12-31", "0001-01-01", "2020-11-01T00:00", "2020-11-01_v1", "2020-11-01_v99999"),
    *("../../etc/passwd", "..\\..\\x", "/etc/passwd", "file:///etc/passwd", "//buiten.example", "javascript:kwaad()"),
    *("' OR 1=1 --", "'; DROP TABLE project; --", "\"; ATTACH 'x.db'; --", "x') UNION SELECT * FROM projecten --"),
    *("<script>kwaad()</script>", '"><img src=x onerror=kwaad()>', "[x](https://buiten.example)", "a\n\n# b", "${x}"),
    *("$x$", "`x`", ":red[x]", "{0}", "%s", "\\", "status..", "visie.vooruit.x", "status.lopend.", "onbekend", "geen"),
)
SQL = [attack for attack in ATTACKS if "--" in attack]
OWN = sorted({name for page in LINKS for name in page.extra})
MOST_OF_STREAMLIT = 1000  # of an address with more parameters, or over 524,288 characters, it reads nothing at all
LARGEST_PAGE = 1_500_000  # characters
WITH_MOST_LINKS = ("dashboard.py", "pages/1_Regios.py", "pages/8_Rapport.py")


def opened(page: str, store: Store, monkeypatch: pytest.MonkeyPatch, params: dict[str, list[str]]) -> AppTest:
    monkeypatch.setenv("WIR_OPSLAG", str(store.folder))
    app = AppTest.from_file(str(ROOT / page), default_timeout=60)
    for name, values in params.items():
        app.query_params[name] = values
    return app.run()


def unharmed(app: AppTest) -> str:
    """What the page says; it is whole, holds nothing strange, and has a bounded size."""
    assert not app.exception
    assert list(strange_things(app)) == []
    said = text(app)
    assert len(said) < LARGEST_PAGE
    return said


@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_survives_every_attack_in_every_parameter_at_once(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    names = (*FILTERS, *OWN, KEPT, "onbekend", *ATTACKS[:3])
    everywhere = {name: list(ATTACKS[n % 3 :: 3]) for n, name in enumerate(names)}
    assert sum(map(len, everywhere.values())) < MOST_OF_STREAMLIT
    assert "Deze link noemt iets dat hier niet bestaat" in unharmed(
        opened(page, example_store, monkeypatch, everywhere)
    )


@pytest.mark.parametrize(
    "page", [p if p in WITH_MOST_LINKS else pytest.param(p, marks=pytest.mark.full) for p in EVERY_PAGE]
)
def test_a_page_survives_what_is_long_and_what_is_much(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    good = {"zoek": [f"{n} zorg" for n in range(300)], "startjaar": [f"{n}" for n in range(1900, 2200)]}
    long = {name: ["9" * 20_000] for name in OWN}
    many = {**good, KEPT: [f"{n}" for n in range(300)], **long, "x" * 20_000: ["x"]}
    assert "met 300 waarden, te veel of te lang" in unharmed(opened(page, example_store, monkeypatch, many))


@pytest.mark.parametrize("params", [{"regio": ["TWE"] * 10_000}, {"kaart": ["9" * 1_000_000]}], ids=["many", "long"])
def test_what_streamlit_does_not_read_is_no_selection(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, params: dict[str, list[str]]
) -> None:
    assert "heel Nederland" in unharmed(opened("dashboard.py", example_store, monkeypatch, params))


def each_alone() -> Iterator[tuple[str, str]]:
    for name in OWN:
        for attack in (*ATTACKS, "TWE,TWE,,TWE", "project,regio,<b>", "-status", "WIR-001"):
            yield name, attack


@pytest.mark.full
@pytest.mark.parametrize("page", EVERY_PAGE)
def test_a_page_survives_each_attack_in_each_parameter_of_its_own(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    for name, attack in each_alone():
        unharmed(opened(page, example_store, monkeypatch, {name: [attack]}))


def refusal(database: Database, params: dict[str, list[str]]) -> str:
    """With what sentence an address is refused as a whole; empty where it is not."""
    try:
        read_params(params, database.catalogue, database.lists)
    except UnknownPeiling as error:
        return str(error)
    return ""


# An empty parameter counts as absent; "geen" is no comparison.
TAKEN = {
    "peildatum": (),
    "versie": (),
    "vergelijk": ("geen",),
    "vergelijk-versie": (),
    "eerder": ("geen", "2020-11-01_v1"),
}


@pytest.mark.parametrize("name", DATES)
def test_a_date_or_version_that_is_an_attack_stops_with_the_known_ones(database: Database, name: str) -> None:
    for attack in ATTACKS:
        said = refusal(database, {"peildatum": ["2020-11-01"], "vergelijk": ["2020-03-01"], name: [attack]})
        assert ("2020-11-01" in said) == (attack not in TAKEN[name])
        assert len(said) < 400


@pytest.mark.parametrize("name", FILTERS)
def test_sql_in_a_filter_is_no_value_of_it(database: Database, okt20: Selection, name: str) -> None:
    reading = read_params({name: SQL}, database.catalogue, database.lists)
    if name == "zoek":  # any text may be looked for; none of these is found
        assert build_table("6", database, reading.selection).total("status", ("totaal",)) == 0
    else:
        assert reading.selection == okt20
        assert len(reading.refused) == len(SQL)


@pytest.mark.parametrize("name", [n for n in FILTERS if n not in ("regio", "stap")])  # looked up by name
def test_sql_that_got_past_the_address_still_finds_nothing_and_changes_nothing(
    database: Database, okt20: Selection, name: str
) -> None:
    number = "1" if name in ("afspraken", "dynamiek", "visie", "stap") else "6"
    whole = build_table(number, database, okt20)
    selection = okt20.with_filter(name, SQL)
    table = build_table(number, database, selection)
    assert {table.cell(row).value for row in table.rows if row.kind != "aandeel"} <= {0, None}
    assert build_table(number, database, okt20) == whole


def test_reading_leaves_the_store_as_it_was(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    def held() -> dict[Path, str]:
        files = (p for p in example_store.folder.rglob("*") if p.is_file())
        return {p: hashlib.sha256(p.read_bytes()).hexdigest() for p in files}

    before = held()
    opened("pages/4_Projecten.py", example_store, monkeypatch, {"zoek": SQL, "project": SQL, "regio": SQL})
    assert held() == before


def test_an_address_is_cut_to_what_a_page_can_repeat() -> None:
    params = {"zoek": [f"{n}" for n in range(10_000)], "project": ["x" * (LONGEST_VALUE + 1)], "regio": ["TWE"] * 5000}
    kept, refused = within_limits({**params, "y" * 1000: ["1"]})
    assert (len(kept["zoek"]), kept["project"], kept["regio"]) == (MOST_VALUES, [], ["TWE"])
    assert refused[:2] == (
        "'zoek' met 10.000 waarden, te veel of te lang",
        "'project' met 1 waarde, te veel of te lang",
    )
    assert len(refused) == 3
    assert len("".join(refused)) < 400
