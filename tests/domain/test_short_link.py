"""A short link opens exactly what it was made of, stays short, and means the same for ever."""

import csv
import random
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from math import comb
from pathlib import Path

import pytest

from tests.support.selections import codes
from wir.common.errors import UnknownValue
from wir.common.paths import DATA
from wir.database.database import Database
from wir.domain.address import MOST_VALUES, read_params
from wir.domain.change_codes import PROJECT_CHANGES, WITH_CODES
from wir.domain.declaration import WIR
from wir.domain.link_bits import DIGITS, numbers
from wir.domain.link_values import filter_list
from wir.domain.registers import REGISTERS
from wir.domain.selection import CHANGE_FILTERS, FILTERS, PROJECT_FILTERS, Selection
from wir.domain.short_link import KEY, lengthened, numbered, of_figure, shortened
from wir.domain.vocabulary import regions, vocabulary

ISSUED = Path(__file__).parent.parent / "golden" / "korte_codes.csv"
DAY, BEFORE = date(2020, 11, 1), date(2020, 3, 1)
# As they were handed out, with what they have to open as long as there is a dashboard.
HANDED_OUT = {
    "1AduiUAAgpAk": (
        "Projecten",
        "peildatum=2020-11-01 versie=1 vergelijk=geen eerder=geen concessiehouder=vgz thema=technologie",
    ),
    "2YduinMUiAAKSG1cjhaSAUmJMQAAR": (
        "Vergelijken",
        "peildatum=2020-11-01 versie=1 vergelijk=2020-03-01 eerder=2019-03-01_v1 eerder=2019-10-01_v1 "
        "vergelijk-versie=1 thema=technologie soort=concessiehouder met=vgz,cz",
    ),
    "3MduuKRAAFIo10QttWyTKJIl": (
        "Vergelijken",
        "peildatum=2020-11-01 versie=1 vergelijk=2020-03-01 vergelijk-versie=1 thema=technologie "
        "eerder=2019-03-01_v1 soort=regio met=ZWO,TWE,ACH oordeel=impact",
    ),
    "3KduuKEgABVVVVWCVAAAAADDEmsJMlAQkhoSBI1qyS0RKJAU": (
        "Verkennen",
        "peildatum=2020-11-01 versie=1 vergelijk=2020-03-01 vergelijk-versie=2 regio=ZEE regio=ZHE "
        "regio=ZLI regio=FRL regio=GRN regio=ARN regio=ACH regio=MHO regio=NOB regio=NML regio=RIV "
        "regio=ZHN regio=CAP regio=AMS regio=APE thema=anders-werken thema=leren-en-verbeteren "
        "thema=technologie status=lopend status=gestopt visie=5 visie=onbekend startjaar=onbekend "
        "startjaar=2018 startjaar=2020 halfjaar=2018-2 halfjaar=2020-1 verandering=nieuw "
        "verandering=status.lopend.succesvol stap=visie.vooruit eerder=2019-03-01_v1 "
        "eerder=2019-10-01_v12 rijen=thema kolommen=status",
    ),
}


def rows(path: Path) -> list[tuple[str, ...]]:
    with path.open(encoding="utf-8", newline="") as file:
        return [tuple(row) for row in csv.reader(file)]


def random_views(most: int, filters: Sequence[str], fewest: int, values: int) -> Iterator[Selection]:
    dice = random.Random(17)
    for _ in range(most):
        selection = Selection(DAY, dice.choice([1, 2, 12]))
        if dice.random() < 0.3:
            selection = replace(selection, vergelijk_peildatum=BEFORE, vergelijk_versie=dice.choice([1, 3]))
        for name in dice.sample(list(filters), dice.randint(fewest, 6)):
            known = codes(name)
            selection = selection.with_filter(name, dice.sample(known, dice.randint(1, min(values, len(known)))))
        yield selection


def sorted_values(params: Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    return {name: sorted(values) for name, values in params.items() if name != "eerder"}


def test_it_gives_the_same_selection_back() -> None:
    for selection in random_views(1500, [f for f in FILTERS if f != "zoek"], 0, 99):
        text = shortened("Projecten", selection)
        assert text is not None
        page, params = lengthened(text)
        assert (page, sorted_values(params)) == ("Projecten", sorted_values(selection.to_params()))


@pytest.mark.parametrize("of_block", [False, True], ids=["count", "block"])
def test_it_has_at_most_40_characters_after_the_host_whatever_is_chosen(of_block: bool) -> None:
    """Of every list any values, and any of seven years; a block has the three other peilingen in it too."""
    years = [str(year) for year in range(2015, 2022)]
    of_years = {"startjaar": years, "halfjaar": [f"{year}-{half}" for year in years for half in (1, 2)]}
    dice = random.Random(40)
    filters = [f for f in FILTERS if f not in ("zoek", *CHANGE_FILTERS)]
    for _ in range(300):
        selection = Selection(DAY, 1)
        if of_block:
            selection = replace(
                selection,
                vergelijk_peildatum=BEFORE,
                vergelijk_versie=1,
                eerder=("2019-03-01_v1", "2019-10-01_v1"),
            )
        for name in dice.sample(filters, dice.randint(0, len(filters))):
            known = [*of_years[name], "onbekend"] if name in of_years else codes(name)
            selection = selection.with_filter(name, dice.sample(known, dice.randint(1, len(known))))
        text = shortened("Projecten", selection)
        assert len(f"/?{KEY}={text}") <= 40, selection
        assert sorted_values(lengthened(text or "")[1]) == sorted_values(selection.to_params())


def test_no_link_of_40_characters_holds_every_set_of_changes() -> None:
    """There are more of them than there are texts: of the 40 four are for "/?k=", the others are one of 64."""
    lists = [name for name in WITH_CODES if name in PROJECT_FILTERS]
    changes = sum((len(codes(name)) + 1) ** 2 for name in lists)
    assert sum(comb(changes, chosen) for chosen in range(MOST_VALUES + 1)) > len(DIGITS) ** 36


@pytest.mark.parametrize("text", HANDED_OUT)
def test_what_was_handed_out_opens_what_it_opened(text: str) -> None:
    page, params = lengthened(text)
    said = " ".join(f"{name}={value}" for name, values in params.items() for value in values)
    assert (page, said) == HANDED_OUT[text]


def test_numbers_that_were_given_out_never_change() -> None:
    """Add to data/korte_codes.csv what is new, with the next number of its list, and copy it here; change nothing."""
    now = rows(DATA / "korte_codes.csv")
    assert set(rows(ISSUED)) <= set(now)
    by_list: dict[str, list[int]] = {}
    for lijst, _, number in now[1:]:
        by_list.setdefault(lijst, []).append(int(number))
    assert {lijst: sorted(given) for lijst, given in by_list.items()} == {
        lijst: list(range(len(given))) for lijst, given in by_list.items()
    }
    assert len({(lijst, code) for lijst, code, _ in now}) == len(now)


def test_every_value_that_can_be_chosen_has_a_number() -> None:
    wanted = {("filter", name) for name in WIR.filters if name != "zoek"}
    wanted |= {(filter_list(d), name) for d in REGISTERS.values() for name in d.filters if name != "zoek"}
    lists = {declared.lijst(name) for declared in REGISTERS.values() for name in declared.filters}
    wanted |= {(term.lijst, term.code) for term in vocabulary().all_terms if term.lijst in lists}
    wanted |= {("regio", region.code) for region in regions().selectable}
    wanted |= {("verandering", code) for code in PROJECT_CHANGES}
    assert wanted <= numbers().by_code.keys()


def test_a_value_without_a_number_has_no_short_link() -> None:
    assert shortened("Projecten", Selection(DAY, 1).with_filter("thema", ["nieuw-thema"])) is None
    assert shortened("Andere_pagina", Selection(DAY, 1)) is None
    assert shortened("Projecten", Selection(date.min, 1)) is None  # before anything is published


def test_earlier_peilingen_settings_and_other_registers_come_back() -> None:
    earlier = ("2019-03-01_v1", "2019-10-01_v12")
    selection = replace(Selection(DAY, 2, BEFORE, 1), eerder=earlier).with_filter("thema", ["technologie"])
    settings = {"soort": "concessiehouder", "met": "vgz,cz", "kaart": "visie-stap", "tabel": "bijlage-1"}
    assert numbered({**settings, "project": "P-1"}) == settings
    assert "met" not in numbered({**settings, "met": "vgz,nieuw"})
    trajects = Selection(date(2025, 10, 31), 3, eerder=("2025-05-01_v1",), declared=REGISTERS["trajecten"])
    trajects = trajects.with_filter("sinds", ["2024-11-01"]).with_filter("fase", ["afgerond"])
    text = shortened("Vergelijken", selection, settings, [trajects])
    assert text is not None
    page, params = lengthened(text)
    wanted = {**selection.to_params(), **{n: [v] for n, v in settings.items()}, **trajects.to_params()}
    assert (page, params) == ("Vergelijken", wanted)


def test_a_day_that_no_calendar_has_is_refused() -> None:
    trajects = Selection(date(2025, 10, 31), 3, declared=REGISTERS["trajecten"]).with_filter("sinds", ["9999-12-31"])
    text = shortened("Ondersteuning_en_voortgang", Selection(DAY, 1), {}, [trajects])
    assert text is not None
    with pytest.raises(UnknownValue):
        lengthened(text)


def test_a_slip_is_refused_and_never_another_figure() -> None:
    text = next(iter(HANDED_OUT))
    slips = {text[:i] + sign + text[i + 1 :] for i in range(len(text)) for sign in DIGITS} - {text}
    slips |= {text[:i] + text[i + 1] + text[i] + text[i + 2 :] for i in range(len(text) - 1)} - {text}
    accepted = 0
    for slip in (*slips, "", "1", text[:-1], text + "A", "2" + text[1:], "1é!", "1" + "A" * 500, text + "\n"):
        try:
            lengthened(slip)
            accepted += 1
        except UnknownValue:
            continue
    assert accepted <= 0.01 * len(slips)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_it_is_given_it_says_no_or_gives_an_address(database: Database, seed: int) -> None:
    dice = random.Random(seed)
    for _ in range(400):
        text = dice.choice("123") + "".join(dice.choices(DIGITS, k=dice.randint(1, 40)))
        try:
            _, params = lengthened(text)
        except UnknownValue:
            continue
        if params["peildatum"] == ["2020-11-01"]:
            read_params(params, database.catalogue, database.lists)


def test_a_figure_depends_on_the_comparison_only_where_it_is_about_change(database: Database, okt20: Selection) -> None:
    shown, compared = database.shown(okt20), database.compared(okt20)
    alone = of_figure(okt20, shown, compared)
    assert (alone.versie, alone.vergelijk_peildatum) == (1, None)
    changed = of_figure(okt20.with_filter("verandering", ["nieuw"]), shown, compared)
    assert (changed.vergelijk_peildatum, changed.vergelijk_versie) == (BEFORE, 1)
