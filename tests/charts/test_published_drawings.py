"""Drawings of what other reports published, and of what the report printed: their data are those of their tables."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree

import pytest
from vl_convert import vegalite_to_svg

from tests.support.published import rows_of
from wir.charts.drawing import Drawing, exported
from wir.charts.outcomes import outcomes_of
from wir.charts.progress import all_meetings, progress_of
from wir.charts.recount import recount
from wir.common import numbers
from wir.database.database import Database
from wir.domain.mgz import indicators
from wir.export.listing import Listing, printed
from wir.export.programmes import inventory, mgz
from wir.export.recount import compared_tables, of_compared

GROUPS = list(dict.fromkeys(i.group for i in indicators()))
DIMENSIONS = list(dict.fromkeys(row["dimensie"] for row in rows_of("inventarisatie/uitkomsten_2023.csv")))


def marks(drawing: Drawing, field: str) -> Iterator[dict[str, Any]]:
    """The lines of a drawing that a reader can point at."""
    for lines in drawing.spec["datasets"].values():
        yield from (line for line in lines if line.get(field) is not None and "zin" in line)


def cells(listing: Listing) -> dict[str, dict[str, str]]:
    """What a reader sees in a table, by the name of its row and column."""
    heads = listing.headers
    return {
        str(line.cells[0]): {h.name: printed(v, h.kind) for h, v in zip(heads, line.cells, strict=True)}
        for line in listing.lines
    }


@pytest.mark.parametrize("group", GROUPS)
def test_each_stand_of_a_figure_is_that_of_the_table_and_none_is_left_out(group: str) -> None:
    table, drawn = cells(mgz.progress().part(group)), {}
    for mark in marks(progress_of(group), "plaats"):
        drawn[mark["rij"], mark["wanneer"]] = mark["stand"]
    wanted = {}
    for name, row in table.items():
        start, other = row["Nov-24 volgens mei"], row["Nov-24 volgens oktober"]
        if start != other and "–" not in (start, other):
            wanted |= {(name, "nov-24 volgens mei"): start, (name, "nov-24 volgens oktober"): other}
        elif {start, other} != {"–"}:
            wanted[name, "nov-24"] = other if start == "–" else start
        for month in ("mei 2025", "oktober 2025"):
            if row[month.capitalize()] != "–":
                wanted[name, month] = row[month.capitalize()]
    assert drawn == wanted


@pytest.mark.parametrize("group", GROUPS)
def test_what_does_not_add_up_is_marked_and_nothing_else(group: str) -> None:
    drawing, table = progress_of(group), cells(mgz.progress().part(group))
    heads = {line["rij"]: line["kop"] for lines in drawing.spec["datasets"].values() for line in lines}
    assert heads.keys() == table.keys()
    marked = {name for name, head in heads.items() if head.startswith("≠")}
    wrong = {name for name, row in table.items() if row["Wat niet optelt"]}
    assert marked == wrong
    assert all(
        mark["anders"] == (table[mark["rij"]]["Wat niet optelt"] or "alles telt op")
        for mark in marks(drawing, "plaats")
    )
    assert (f"bij {len(wrong)} tellen de rapportages niet op" in drawing.title) == bool(wrong)


def test_where_only_changes_were_printed_no_stand_is_drawn() -> None:
    drawing = progress_of("Ondersteuning")
    name = "Vragen die een traject werden"
    assert not [m for m in marks(drawing, "plaats") if m["rij"] == name]
    heads = [line["kop"] for lines in drawing.spec["datasets"].values() for line in lines if line["rij"] == name]
    assert set(heads) == {f"{name}: (+11), (+18); geen stand gepubliceerd"}


def test_each_meeting_has_its_participants_or_says_that_there_is_no_number() -> None:
    drawing, published = all_meetings(), rows_of("mgz/bijeenkomsten.csv")
    drawn = {mark["rij"]: mark for mark in marks(drawing, "naam")}
    assert drawn.keys() == {row["volgnummer"] for row in published}
    for row in published:
        mark = drawn[row["volgnummer"]]
        assert mark["kwamen"] == (row["deelnemers"] or "niet gepubliceerd")
        assert mark["gemeld"] == (row["inschrijvingen"] or "niet gepubliceerd")
        people = row["deelnemers"] or row["inschrijvingen"] or "0"
        assert mark["mensen"] == int(people)
        assert ("telt niet mee" in mark["kop"]) == (row["telt_mee"] == "nee")
    assert drawing.title == "‘Netwerkbijeenkomst’ van 22 november 2024 trok de meeste deelnemers: 294"


@pytest.mark.parametrize("dimension", DIMENSIONS)
def test_each_outcome_is_drawn_as_exactly_as_it_was_published(dimension: str) -> None:
    table = cells(inventory.outcomes().part(dimension[:1].upper() + dimension[1:]))
    published = {r["categorie"]: r for r in rows_of("inventarisatie/uitkomsten_2023.csv") if r["dimensie"] == dimension}
    assert table.keys() == published.keys()
    parts: dict[str, dict[str, int]] = {name: {} for name in published}
    for mark in marks(outcomes_of(dimension), "soort"):
        parts[mark["rij"]][mark["soort"]] = mark["tot"] - mark["van"]
    for name, row in published.items():
        count, whole = int(row["regios"] or 0), int(row["noemer"])
        assert str(count or "–") == table[name]["Regio’s"]
        sure = "ongeveer" if row["precisie"] == "een twaalftal" else "zeker"
        rest = "andere regio’s" if row["precisie"] == "exact" else "niet gepubliceerd"
        assert parts[name] == {k: n for k, n in ((sure, count), (rest, whole - count)) if n}, name


def test_at_least_is_open_above_and_no_number_is_all_open() -> None:
    found = {(m["rij"], m["soort"]): m for m in marks(outcomes_of("bestuurlijke samenwerking"), "soort")}
    name = "GHZ-bestuurders vinden elkaar, geformaliseerd overleg"
    assert found[name, "zeker"]["gezegd"] == "ten minste 8 van 31"
    assert (found[name, "niet gepubliceerd"]["van"], found[name, "niet gepubliceerd"]["tot"]) == (8, 31)
    assert found["VVT en GHZ weinig ontwikkeld", "niet gepubliceerd"]["van"] == 0
    assert ("VVT en GHZ weinig ontwikkeld", "zeker") not in found
    assert outcomes_of("wachtlijsten").title == "Geen getal gepubliceerd"


class TestRecount:
    """What the report printed beside what is computed."""

    def test_the_dots_are_the_numbers_of_the_tables(self, database: Database) -> None:
        found = compared_tables(database)
        drawing = recount(found)
        drawn: Counter[tuple[str, str, str]] = Counter()
        for mark in marks(drawing, "keer"):
            drawn[mark["tabel"], mark["getal"], mark["uit"]] += mark["keer"]
        wanted = Counter(
            (line.heading, numbers.count(line.cells[2]), numbers.count(line.cells[3]))  # type: ignore[arg-type]
            for line in of_compared(found).lines
        )
        assert drawn == wanted
        assert sum(drawn.values()) == 344
        assert drawing.title == "Alle 344 getallen van het rapport zijn gelijk aan wat wij berekenen"

    def test_one_that_differs_is_hollow_and_said(self, database: Database) -> None:
        found = dict(compared_tables(database))
        first, *others = found["Tabel 6"]
        found["Tabel 6"] = (replace(first, computed=first.cell.value + 7), *others)
        drawing = recount(found)
        assert drawing.title == "1 van de 344 getallen van het rapport is anders dan wat wij berekenen"
        apart, *_ = [m for m in marks(drawing, "keer") if m["soort"] != "gelijk"]
        assert (apart["tabel"], apart["verschil"], apart["berekend"]) == ("Tabel 6", "+7", first.cell.value + 7)
        assert [words for _, words in drawing.legend][1].startswith("anders")


@pytest.mark.parametrize(
    "drawing",
    [*map(progress_of, GROUPS), all_meetings(), *map(outcomes_of, DIMENSIONS)],
    ids=lambda drawing: drawing.name,
)
def test_it_goes_on_paper_with_its_words_and_as_high_as_its_rows(drawing: Drawing) -> None:
    svg = vegalite_to_svg(dict(exported(drawing, ["Bron: rapportage"], 720)))
    assert "Bron: rapportage" in svg
    assert "var(" not in svg
    assert drawing.alt.startswith(drawing.title)
    rows = {line["rij"] for lines in drawing.spec["datasets"].values() for line in lines}
    height = float(ElementTree.fromstring(svg).attrib["viewBox"].split()[3])
    assert height > 44 * len(rows) + 60  # its words and legend come on top
