"""Units side by side: each column is the unit's own table, each count opens its rows, what rests on few is marked."""

import random
from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.command_line import Wir, in_dutch
from tests.support.markup import words
from tests.support.pages import run, shown, text
from wir.database.database import Database
from wir.domain.compared_units import UNIT_KINDS, UnitKind, names_of, read_choice, starts
from wir.domain.selection import Selection
from wir.export.side_by_side import as_seen, of_side
from wir.store.store import Store
from wir.tables.build import OF_REGIONS
from wir.tables.model import Block, Row, Table
from wir.tables.project_rows import projects
from wir.tables.region_scores import standings
from wir.tables.side_by_side import numbers_of, rests_on_few, side_by_side

PAGE = "pages/6_Vergelijken.py"


def a_choice(database: Database, base: Selection, seed: int) -> tuple[Selection, str, UnitKind, list[str]]:
    """A kind, a table, two to six units and perhaps another filter, by lot."""
    chance = random.Random(seed)
    kind = chance.choice(list(UNIT_KINDS))
    number = chance.choice(numbers_of(kind))
    codes = chance.sample(sorted(names_of(kind, database.lists(database.shown(base)))), k=chance.randint(2, 6))
    if kind != "thema" and seed % 2:
        base = base.with_filter("thema", ["technologie", "samenwerking-in-de-keten"])
    elif kind == "thema" and seed % 2:
        base = base.with_filter("concessiehouder", ["vgz", "cz"])
    return base, number, kind, codes


def column(table: Table, place: int) -> list[int | None]:
    """The counts of one unit, all blocks under one another."""
    return [None if (v := row.values[2 * place]) is None else int(v) for row in table.rows]


@pytest.fixture(scope="module")
def wir(example_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Wir]:
    with pytest.MonkeyPatch.context() as patch:
        yield in_dutch(example_store, tmp_path_factory.mktemp("naast"), patch)


@pytest.mark.parametrize("seed", range(30))
def test_a_column_is_the_table_of_the_command_line(wir: Wir, database: Database, okt20: Selection, seed: int) -> None:
    selection, number, kind, codes = a_choice(database, okt20, seed)
    place = seed % len(codes)
    filters = [w for name, found in selection.filters.items() for code in found for w in (f"--{name}", code)]
    said = wir.json("tabel", number, f"--{kind}", codes[place], *filters)
    headers, rows = said["kolommen"], said["rijen"]
    if number == "7":
        expected = [rows[-1][i] for i in (1, 2, 5)]
        expected.append(sum(expected))
    elif number == "4" and kind == "thema":
        expected = rows[-1][1:]
    else:
        expected = [row[headers.index("Totaal" if number == "4" else "okt-20")] for row in rows]
    assert column(side_by_side(database, selection, number, kind, codes), place) == expected


@pytest.mark.parametrize("seed", range(12))
def test_every_count_opens_exactly_its_rows_and_a_share_nothing(
    database: Database, okt20: Selection, seed: int
) -> None:
    table = side_by_side(database, *a_choice(database, okt20, seed))
    for row in table.rows:
        for value, opens, header in zip(row.values, row.opens, table.columns, strict=True):
            assert (opens is None) == (header.kind == "aandeel")
            if opens:
                opened = table.opened(opens, database.catalogue)
                of_regions = table.number in OF_REGIONS
                here = sum(s.chosen for s in standings(database, opened)) if of_regions else None
                assert value == (len(projects(database, opened)) if here is None else here)


def test_a_share_is_of_the_units_own_total(database: Database, okt20: Selection) -> None:
    table = side_by_side(database, okt20, "6", "concessiehouder", ["menzis", "cz"])
    assert [c.name for c in table.columns] == ["Menzis", "Menzis %", "CZ", "CZ %", "Nederland", "Nederland %"]
    total = table.rows[-1]
    assert total.values == (43, 1, 65, 1, 318, 1)
    assert [row.values[:2] for row in table.rows if row.code == "lopend"] == [(32, 32 / 43)]
    for row in table.rows:
        for count, share, n in zip(row.values[::2], row.values[1::2], total.values[::2], strict=True):
            assert count is not None
            assert n is not None
            assert share == count / n


def test_table_12_keeps_its_blocks_and_its_theme(database: Database, okt20: Selection) -> None:
    table = side_by_side(database, okt20, "12", "regio", ["TWE", "GRN"])
    assert [b.heading for b in table.blocks] == ["Mate van impact", "Delen van resultaten", "Analyse opschaalbaarheid"]
    assert {b.rows[-1].values[-2] for b in table.blocks} == {46}
    assert table.selection.of("thema") == ("technologie",)


def test_filters_that_say_where_do_not_count_between_places(database: Database, okt20: Selection) -> None:
    filtered = okt20.with_filter("concessiehouder", ["cz"]).with_filter("regio", ["ZEE"])
    for kind, codes in (("concessiehouder", ["cz", "vgz"]), ("regio", ["TWE", "ZEE"])):
        plain, with_filter = (side_by_side(database, s, "6", kind, codes) for s in (okt20, filtered))
        assert with_filter.rows == plain.rows
        assert with_filter.caption.endswith("heel Nederland")
    within = side_by_side(database, filtered, "6", "thema", ["technologie", "anders-werken"])
    assert within.rows[-1].values[-2] == len(projects(database, filtered))


def test_what_is_not_registered_is_no_zero(database: Database, okt20: Selection) -> None:
    early = replace(okt20, peildatum=database.catalogue.current[0].peildatum, vergelijk_peildatum=None)
    for number in numbers_of("regio"):
        table = side_by_side(database, early, number, "regio", ["TWE", "GRN"])
        assert {value for row in table.rows for value in row.values} == {None}


@pytest.mark.parametrize(
    ("count", "few"),
    [(2, False), (3, False), (4, True), (5, False), (6, True), (7, False)],
)
def test_a_difference_of_fewer_than_two_rests_on_few(
    database: Database, okt20: Selection, count: int, few: bool
) -> None:
    """Of ten projects, where half of all are so: 5 is no difference, 4 and 6 differ by one, 3 and 7 by two."""
    real = side_by_side(database, okt20, "6", "concessiehouder", ["vgz"])
    row = Row("x", (count, count / 10, 50, 0.5), "status", "lopend")
    total = Row("Totaal", (10, 1.0, 100, 1.0), "status", "totaal", "totaal")
    nothing = replace(total, values=(0, None, 100, 1.0))
    of_ten, of_none = (replace(real, blocks=(Block("", (row, last)),)) for last in (total, nothing))
    vgz = of_ten.column("vgz")
    assert rests_on_few(of_ten, row, vgz) == few
    of_four = replace(real, blocks=(Block("", (row, replace(total, values=(4, 1.0, 100, 1.0)))),))
    assert rests_on_few(of_four, row, vgz)
    assert rests_on_few(of_four, of_four.rows[-1], vgz)
    assert not rests_on_few(of_ten, total, vgz)
    assert not rests_on_few(of_none, row, vgz)


def test_a_file_names_the_units_whose_difference_rests_on_few(database: Database, okt20: Selection) -> None:
    table = side_by_side(database, okt20, "4", "regio", ["TWE", "ACH"])
    listing = of_side(table)
    said = {line.cells[0]: line.cells[-1] for line in listing.lines}
    assert (said["Samenwerking in de keten"], said["Totaal"]) == ("Twente, Achterhoek", "")
    assert said["Efficiënt werken"] == ""
    assert "minder dan twee projecten" in listing.notes[-1]


def test_a_picture_shows_what_the_screen_shows(database: Database, okt20: Selection) -> None:
    listing = as_seen(side_by_side(database, okt20, "4", "regio", ["TWE", "ACH"]))
    assert [header.name for header in listing.headers[1:]] == ["Twente (n=9)", "Achterhoek (n=8)", "Nederland (n=318)"]
    assert listing.lines[9].cells == ("Samenwerking in de keten", "0 · 0,0%°", "0 · 0,0%°", "58 · 18,2%")


def test_a_link_is_read_with_what_it_names_wrongly(database: Database, okt20: Selection) -> None:
    lists = database.lists(database.shown(okt20))
    choice = read_choice("regio", "TWE, Groningen,XXX,TWE,ACH,ZEE,WBR,HAA,ZLI,FRL", lists)
    assert choice.codes == ("TWE", "GRN", "ACH", "ZEE", "WBR", "HAA")
    assert (choice.refused, choice.beyond) == (("regio ‘XXX’",), 2)
    assert read_choice("kleur", "", lists).refused == ("soort ‘kleur’",)
    assert read_choice("thema", "technologie,TWE", lists).codes == ("technologie",)


def test_a_start_is_a_choice_that_can_be_shown(database: Database, okt20: Selection) -> None:
    lists = database.lists(database.shown(okt20))
    chosen = okt20.with_filter("regio", ["TWE"])
    assert starts("regio", chosen, lists, {})[0].words == "de regio’s van Menzis"
    assert starts("regio", chosen.with_filter("regio", ["TWE", "ZEE"]), lists, {})[0].codes == ("TWE", "ZEE")
    sizes = {"vgz": 76, "menzis": 43, "eno": 7}
    assert starts("concessiehouder", okt20, lists, sizes)[0].codes[:3] == ("vgz", "menzis", "eno")
    for kind in UNIT_KINDS:
        assert all(2 <= len(start.codes) <= 6 for start in starts(kind, okt20, lists, sizes))


def test_the_page_sets_units_side_by_side(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(
        PAGE,
        example_store,
        monkeypatch,
        soort="regio",
        met="TWE,GRN",
        concessiehouder="cz",
        visie="5",
        tabel="bijlage-1",
    )
    assert not app.exception
    for said in (
        "Stand per regio",
        "Dialoogsessie",
        "Twente (n=9)",
        "Nederland (n=318)",
        "de filters op concessiehouder en visie niet",
    ):
        assert said in text(app)
    assert "CZ (telt hier niet mee)" in text(app)
    assert app.multiselect(key="met-regio").value == ["TWE", "GRN"]


def test_the_page_says_what_it_leaves_out(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    themes = run(PAGE, example_store, monkeypatch, soort="thema", met="technologie,anders-werken,<i>")
    assert "Een thema heeft geen fasen" in text(themes)
    assert "thema ‘&lt;i&gt;’" in text(themes)
    many = run(PAGE, example_store, monkeypatch, soort="regio", met="TWE,GRN,ACH,ZEE,WBR,HAA,ZLI")
    assert "de laatste 1 van deze link" in text(many)
    codes: list[str] = ["TWE", "GRN", "ACH", "ZEE", "WBR", "HAA", "ZWO", "DRE"]
    chosen = run(PAGE, example_store, monkeypatch, regio=codes)  # type: ignore[arg-type]
    assert "de laatste 2 van deze link staan er niet bij" in text(chosen)
    assert "gebruikt de filters op" not in text(chosen)
    for params in ({}, {"soort": "thema", "met": "geen"}, {"soort": "concessiehouder", "met": "cz"}):
        app = run(PAGE, example_store, monkeypatch, **params)
        assert not app.exception
        assert "Kies er ten minste twee" in text(app)
    early = run(PAGE, example_store, monkeypatch, soort="regio", met="TWE,GRN", peildatum="2019-03-01")
    assert "Geen projecten in deze selectie" in text(early)
    wrong = run(PAGE, example_store, monkeypatch, soort="regio", met="TWE,GRN", oordeel="<b>", tabel="99")
    assert "oordeel ‘&lt;b&gt;’ niet" in text(wrong)
    assert "Tabel ‘99’ is hier niet naast elkaar te zetten" in text(wrong)


def test_one_table_at_a_time_and_those_of_the_drawings(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run(PAGE, example_store, monkeypatch, soort="concessiehouder", oordeel="status", tabel="12")
    captions = [words(c) for c in shown(app).iter("caption")]
    # Without a choice the page begins with the six largest.
    assert "Zilveren Kruis (n=95)" in text(app)
    assert [c.rsplit("(", 1)[1] for c in captions] == [f"tabel {n})" for n in ("6", "4", "1", "2", "3", *["12"] * 3)]
