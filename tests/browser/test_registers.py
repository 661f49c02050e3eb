"""The two other registers in a real browser: from a file to published figures, corrected, withdrawn and restored."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import drawing, settle, visit
from tests.browser.test_update import PAGE, press, send
from tests.support.made_up import DAYS, ROUNDS, Line, inventory, looked_at, trajectories, written
from wir.domain.declaration import Declaration
from wir.domain.inventarisatie import INVENTARISATIE
from wir.domain.trajecten import TRAJECTEN
from wir.store.delivery import publish
from wir.store.store import Store

pytestmark = pytest.mark.browser


@dataclass(frozen=True)
class Case:
    """A register with its two dates, what its page shows of them, and a cell to correct."""

    declared: Declaration
    lines: Callable[[int], Sequence[Line]]
    days: tuple[date, date]
    page: str
    heading: str
    shows: tuple[str, str]
    corrects: tuple[str, object, str]  # a cell, another value, and what the preview says of it

    def book(self, folder: Path, place: int) -> Path:
        """The file of one of its dates, whose name says the date."""
        return written(folder / f"{self.days[place].isoformat()}.xlsx", self.declared.sheets[0], self.lines(place))


CASES = (
    Case(
        INVENTARISATIE,
        lambda place: inventory(sorted(ROUNDS)[place]),
        (ROUNDS[2023], ROUNDS[2024]),
        "/Inventarisatie_2023",
        "Regio’s en schalen",
        ("ronde 2023", "ronde 2024"),
        ("D2", date(2024, 1, 2), "ingevuld op"),
    ),
    Case(
        TRAJECTEN,
        lambda place: trajectories(DAYS[place]),
        DAYS,
        "/Ondersteuning_en_voortgang",
        "Rollen per fase",
        ("mei-25", "okt-25"),
        ("B2", "Anders genoemd", "naam"),
    ),
)


@pytest.fixture(autouse=True)
def patient() -> Iterator[None]:
    """Two registers are read and published in this test: it waits longer than the others before it gives up."""
    expect.set_options(timeout=20_000)
    yield
    expect.set_options(timeout=5_000)


@pytest.fixture(params=[CASES[0], pytest.param(CASES[1], marks=pytest.mark.full)], ids=lambda case: case.declared.name)
def case(request: pytest.FixtureRequest) -> Case:
    found: Case = request.param
    return found


def published(page: Page, server: str, path: Path) -> None:
    """Send a file, whose name says its peildatum, and publish what the preview shows."""
    send(page, server, path)
    press(page, "Publiceer deze peiling")
    expect(page.get_by_text(re.compile(r"De peiling .* is gepubliceerd\."))).to_be_visible()


def rounds(page: Page, server: str, case: Case) -> list[str]:
    """The dates that the page of a register offers, newest first."""
    visit(page, server + case.page)
    head = page.locator("h2", has_text=re.compile("register van"))
    return head.locator("xpath=following::p[contains(@class,'keuzes')][1]").locator("a").all_inner_texts()


def history(page: Page, server: str, case: Case) -> None:
    """The peilingen of this register, on the page where they are withdrawn."""
    visit(page, server + PAGE)
    page.get_by_role("combobox", name="Register").click()
    page.get_by_role("option", name=case.declared.title).click()
    settle(page)


def act(page: Page, name: str, why: str) -> None:
    page.get_by_label("Reden").fill(why)
    press(page, name)


def test_from_a_file_to_figures_and_back(
    page: Page, changing_server: str, changing_store: Store, tmp_path: Path, case: Case
) -> None:
    before = looked_at(changing_store, case.declared, case.lines(0), case.days[0])
    publish(changing_store, before, "test")
    published(page, changing_server, case.book(tmp_path, 1))
    series = changing_store.of(case.declared)
    assert [p.peildatum for p in series.peilingen()] == list(case.days)
    assert rounds(page, changing_server, case) == list(reversed(case.shows))
    expect(drawing(page, case.heading)).to_be_visible()

    cell, value, header = case.corrects
    path = case.book(tmp_path, 1)
    book = load_workbook(path)
    book.worksheets[0][cell] = value
    book.save(path)
    send(page, changing_server, path)
    page.get_by_text("Dit is een correctie").click()
    settle(page)
    note = page.get_by_label("Toelichting voor lezers")
    note.fill("een cel verbeterd")
    note.press("Enter")
    settle(page)
    expect(page.get_by_text(f"{header}: 1 gewijzigd")).to_be_visible()
    press(page, "Publiceer deze peiling")
    expect(page.get_by_text(re.compile(r"\(versie 2\) is gepubliceerd"))).to_be_visible()

    history(page, changing_server, case)
    act(page, "Trek in", "toch niet")
    expect(page.get_by_text(re.compile(r"\(versie 2\) is ingetrokken"))).to_be_visible()
    assert [p.versie for p in series.catalogue().current] == [1, 1]
    history(page, changing_server, case)
    act(page, "Zet terug", "wel")
    expect(page.get_by_text(re.compile(r"\(versie 2\) is teruggezet"))).to_be_visible()
    assert [p.versie for p in series.catalogue().current] == [1, 2]
    assert rounds(page, changing_server, case) == list(reversed(case.shows))
    visit(page, changing_server)
    expect(page.locator(".wir-onderschrift")).to_contain_text("1 november 2020")
