"""Bringing in a register in a real browser: from a faulty file to published figures, and back."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from tests.browser.conftest import agree_to_loss, settle, visit
from tests.support.registers import project, workbook
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.vocabulary import regions, vocabulary
from wir.register.write.template import template_of
from wir.store.store import Store

pytestmark = pytest.mark.browser
PAGE = "/Register_bijwerken"
STILL = "e => Promise.all(e.getAnimations({ subtree: true }).map(moving => moving.finished)).then(() => null)"


def send(page: Page, base: str, path: Path) -> None:
    visit(page, base + PAGE)
    page.set_input_files('input[type="file"]', path)
    expect(page).to_have_url(re.compile("levering="))
    expect(page.get_by_role("heading", name="1. Bestand")).to_be_visible()
    settle(page)


def main_text(page: Page) -> str:
    return page.locator('[data-testid="stMain"]').inner_text()


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name).click()
    settle(page)


def total_projects(page: Page, base: str) -> str:
    visit(page, base)
    return page.locator(".kerncijfers dd").first.inner_text()


@pytest.fixture
def changed_register(example_store: Store, tmp_path: Path) -> Path:
    """The register of okt-20 with a new project, a theme misspelt in two rows, and a status that is no status."""
    latest = example_store.peilingen()[-1]
    path = tmp_path / "register_2021-05-01.xlsx"
    path.write_bytes(template_of(example_store.register_of(latest), vocabulary(), regions()))
    book = load_workbook(path)
    sheet = book["Projecten"]
    for row in (3, 4):
        sheet.cell(row, 6).value = "Tegnologie"
    sheet["J5"] = "Lopent"
    added = {**project(projectnummer="WIR-900", projectnaam="Nieuw project"), "aantal organisaties": 3}
    sheet.append([added.get(cell.value) for cell in sheet[1]])
    book.save(path)
    return path


def test_from_a_faulty_register_to_published_figures_and_back(
    page: Page, fresh_server: str, fresh_store: Store, changed_register: Path, tmp_path: Path
) -> None:
    assert total_projects(page, fresh_server) == "318"
    send(page, fresh_server, changed_register)
    expect(page.get_by_text("3 fouten, 20 waarschuwingen.")).to_be_visible()
    expect(page.locator("table.bevindingen")).to_contain_text("F3, F4 (2×)")
    expect(page.get_by_role("button", name="Publiceer deze peiling")).to_have_count(0)

    with page.expect_download() as downloaded:
        page.get_by_role("button", name="Download hersteld en met opmerkingen").click()
    downloaded.value.save_as(tmp_path / "opmerkingen.xlsx")
    remarked = load_workbook(tmp_path / "opmerkingen.xlsx")
    assert downloaded.value.suggested_filename == "register_2021-05-01_opmerkingen.xlsx"
    assert remarked.sheetnames[0] == "Bevindingen"
    assert "Technologie" in remarked["Projecten"]["F3"].comment.text

    press(page, "‘Tegnologie’ wordt ‘Technologie’ in alle 2 cellen")
    expect(page.get_by_text("Hersteld in hoofdrubriek")).to_be_visible()
    press(page, "‘Lopent’ wordt ‘Lopend’")
    expect(page.get_by_text("0 fouten").first).to_be_visible()
    page.reload()
    settle(page)
    expect(page.get_by_text("‘Lopent’ is nu ‘Lopend’")).to_be_visible()

    counts = page.locator("table", has=page.locator("caption", has_text="Wat er verandert"))
    expect(counts.locator("tbody tr").first).to_contain_text("318")
    assert counts.locator("tbody tr").first.locator("td").all_inner_texts()[-2:] == ["1", "319"]
    press(page, "Publiceer deze peiling")
    expect(page.get_by_text("De peiling mei-21 (versie 1) is gepubliceerd.")).to_be_visible()
    assert not list((fresh_store.folder / "leveringen").glob("*"))
    manifest = fresh_store.peilingen()[-1].manifest
    assert [r["oud"] for r in manifest.herstellingen] == ["Tegnologie", "Lopent"]
    assert total_projects(page, fresh_server) == "319"

    visit(page, fresh_server + PAGE)
    expect(page.get_by_text("de laatste is dan 1 november 2020")).to_be_visible()
    press(page, "Trek in")
    expect(page.get_by_text("Geef eerst een reden")).to_be_in_viewport()
    page.get_by_label("Reden").fill("verkeerd bestand")
    press(page, "Trek in")
    expect(page.get_by_text("De peiling van 1 mei 2021 (versie 1) is ingetrokken.")).to_be_visible()
    assert total_projects(page, fresh_server) == "318"
    visit(page, f"{fresh_server}/?peildatum=2021-05-01&versie=1")
    expect(page.locator(".kop")).to_contain_text("ingetrokken")
    assert page.locator(".kerncijfers dd").first.inner_text() == "319"


@pytest.mark.full
def test_unknown_headers_are_asked_once_and_remembered(page: Page, fresh_server: str, tmp_path: Path) -> None:
    path = workbook(tmp_path / "kolommen.xlsx", [{**project(), "aantal organisaties": 3}])
    book = load_workbook(path)
    header = next(cell for cell in book["Projecten"][1] if cell.value == "hoofdrubriek")
    header.value = "Soort initiatief"
    book.save(path)
    send(page, fresh_server, path)
    expect(page.get_by_text("wij vinden geen kolom voor hoofdrubriek")).to_be_visible()
    page.get_by_label(re.compile("Soort initiatief .*Technologie")).click()
    page.get_by_role("option", name="hoofdrubriek").click()
    settle(page)
    expect(page.get_by_text("wij vinden geen kolom voor hoofdrubriek")).to_have_count(0)
    expect(page.get_by_text("Geen fouten en geen waarschuwingen.")).to_be_visible()
    press(page, "Gooi deze levering weg")
    press(page, "Ja, gooi weg")
    expect(page.get_by_text("kolommen.xlsx is weggegooid.")).to_be_visible()
    send(page, fresh_server, path)
    expect(page.get_by_text("Geen fouten en geen waarschuwingen.")).to_be_visible()


@pytest.mark.full
def test_a_head_is_clicked_a_cell_is_edited_and_what_it_meant_is_remembered_and_forgotten(
    page: Page, fresh_server: str, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "kop.xlsx", [project()])
    book = load_workbook(path)
    book["Projecten"].insert_rows(1)
    book["Projecten"]["A1"], book["Projecten"]["B1"] = "Register", "van mei"
    for cell in book["Projecten"][2]:
        cell.value = f"Kop {cell.column}"
    book.save(path)
    send(page, fresh_server, path)
    page.get_by_text("Staan de kolomkoppen van Projecten niet in rij 1?").click()
    page.get_by_text("Rij 2: Kop 1").click()
    expect(page.get_by_text("Kop 1 (kolom A, bijvoorbeeld: P1)")).to_be_visible()
    settle(page)

    send(page, fresh_server, workbook(tmp_path / "2021-05-01.xlsx", [project(status="Loopt als een trein")]))
    grid = page.get_by_test_id("stDataFrame")
    expect(grid.locator("canvas").first).to_be_visible()
    place = grid.bounding_box()
    assert place
    grid.dblclick(position={"x": place["width"] * 0.7, "y": 50})
    page.get_by_role("option", name="Lopend", exact=True).click()
    expect(page.get_by_text("‘Loopt als een trein’ is nu ‘Lopend’")).to_be_visible()
    settle(page)
    visit(page, fresh_server + PAGE)
    page.get_by_text("Onthouden waarden van").click()
    press(page, "Vergeet: status ‘Loopt als een trein’ betekent ‘Lopend’")
    expect(page.get_by_text("Loopt als een trein is vergeten.")).to_be_visible()
    expect(page.get_by_text("Onthouden waarden van")).to_have_count(0)


@pytest.mark.full
def test_a_deellevering_leaves_the_others_as_they_were(
    page: Page, fresh_server: str, fresh_store: Store, tmp_path: Path
) -> None:
    path = workbook(tmp_path / "2021-05-01_menzis.xlsx", [{**project(), "aantal organisaties": 3}])
    send(page, fresh_server, path)
    expect(page.get_by_text("Dit bestand bevat alleen Menzis")).to_be_visible()
    page.get_by_text("Een deellevering van").click()
    expect(page.get_by_text("Kies welke concessiehouders hebben geleverd.")).to_be_visible()
    expect(page.get_by_role("button", name="Publiceer deze peiling")).to_have_count(0)
    page.get_by_label("Geleverd door").click()
    page.get_by_role("option", name="Menzis").click()
    page.keyboard.press("Escape")
    settle(page)
    expect(page.get_by_text("Deellevering van Menzis. Ongewijzigd overgenomen: CZ")).to_be_visible()
    expect(page.get_by_text("Regio's ontbreekt in het bestand en blijft zoals in de peiling ervoor.")).to_be_visible()
    expect(page.get_by_text("en 34 regio’s")).to_be_visible()
    agree_to_loss(page)
    press(page, "Publiceer deze peiling")
    expect(page.get_by_text("is gepubliceerd")).to_be_visible()
    latest = fresh_store.peilingen()[-1]
    before = fresh_store.peilingen()[-2]
    rows = fresh_store.register_of(before).of(PROJECTS) or ()
    others = [r for r in rows if r["concessiehouder"] != "menzis"]
    assert latest.rows(PROJECTS) == len(others) + 1
    assert (latest.rows(REGIONS), latest.manifest.overgenomen) == (34, before.key)


@pytest.mark.full
def test_a_concept_is_only_for_a_beheerder_until_it_is_confirmed(
    open_browser: Callable[..., Page], fresh_server: str, fresh_store: Store, tmp_path: Path
) -> None:
    page = open_browser()
    send(page, fresh_server, workbook(tmp_path / "2021-05-01.xlsx", [{**project(), "aantal organisaties": 3}]))
    page.get_by_text("Eerst als concept").click()
    settle(page)
    agree_to_loss(page)
    press(page, "Publiceer deze peiling")
    expect(page.get_by_text("is als concept gepubliceerd")).to_be_visible()
    link = f"{fresh_server}/?peildatum=2021-05-01&versie=1"
    visit(page, link)
    expect(page.locator(".kop")).to_contain_text("concept")
    reader = open_browser()
    reader.set_extra_http_headers({"X-Forwarded-For": "192.0.2.1"})
    visit(reader, link)
    expect(reader.get_by_role("alert")).to_contain_text("bestaat niet")
    visit(page, fresh_server + PAGE)
    press(page, "Maak definitief")
    expect(page.get_by_text("De peiling van 1 mei 2021 (versie 1) is definitief.")).to_be_visible()
    visit(reader, fresh_server)
    expect(reader.locator(".wir-onderschrift")).to_contain_text("1 mei 2021")


def test_what_cannot_be_read_says_so_and_the_page_goes_on(page: Page, fresh_server: str, tmp_path: Path) -> None:
    path = tmp_path / "brief.xlsx"
    path.write_text("geen werkmap")
    visit(page, fresh_server + PAGE)
    page.set_input_files('input[type="file"]', path)
    expect(page.get_by_role("alert")).to_contain_text("brief.xlsx: Dit is geen leesbare Excel-werkmap.")
    page.set_input_files('input[type="file"]', workbook(tmp_path / "goed.xlsx", [project()]))
    expect(page).to_have_url(re.compile("levering="))
    settle(page)


@pytest.mark.full
def test_remarks_are_kept_in_a_fold_that_stays_open_and_published_together(page: Page, fresh_server: str) -> None:
    visit(page, fresh_server + PAGE)
    page.get_by_text("Opmerkingen bij tabellen en regio’s").click()
    about = page.get_by_role("combobox", name="Opmerking bij")
    # A list closes when what is around it moves, as a fold does while it opens.
    page.get_by_test_id("stExpander").filter(has=about).evaluate(STILL)
    for name, said in (("Tabel 6", "Daling door herindeling."), ("Twente", "Met een deel van <b>Salland</b>.")):
        about.click()
        about.fill(name)
        page.get_by_role("option", name=name, exact=True).click()
        settle(page)
        page.get_by_label("Opmerking (lezers zien deze").fill(said)
        press(page, "Bewaar opmerking")
        expect(page.get_by_role("cell", name=said)).to_be_visible()
    press(page, "Publiceer met deze opmerkingen")
    expect(page.get_by_text("De peiling okt-20 (versie 2) is gepubliceerd.")).to_be_visible()
    visit(page, f"{fresh_server}/Themas")
    expect(page.locator(".opmerking").first).to_have_text("Opmerking van WIR (okt-20): Daling door herindeling.")
    visit(page, f"{fresh_server}/Themas?peildatum=2020-11-01&versie=1")
    expect(page.locator(".tekening-kop").first).to_be_visible()
    expect(page.locator(".opmerking")).to_have_count(0)
    visit(page, f"{fresh_server}/Regioprofiel?regio=TWE")
    expect(page.locator(".opmerking").first).to_contain_text("Met een deel van <b>Salland</b>.")


def large(path: Path, rows: int, more: int = 0) -> Path:
    """A register that takes seconds; with `more` columns that are none of ours its reading does too."""
    head = [*project(), *(f"los {n}" for n in range(more))]
    line = [*project().values(), *["x"] * more]
    lines = (";".join([f"P{n}", f"Proef {n}", *line[2:]]) for n in range(rows))  # type: ignore[list-item]
    path.write_text("\n".join([";".join(head), *lines]), encoding="utf-8")
    return path


@pytest.mark.full
@pytest.mark.parametrize(
    ("rows", "more", "doing", "said", "kept"),
    [
        (90_000, 25, "groot.csv lezen…", "Het lezen is gestopt; er is niets bewaard.", 0),
        (
            60_000,
            0,
            "Rijen van groot nakijken:",
            "Het nakijken van groot.csv is gestopt; de levering wacht hieronder.",
            1,
        ),
    ],
    ids=["reading", "checking"],
)
def test_what_takes_long_can_be_stopped(
    page: Page,
    changing_server: str,
    changing_store: Store,
    tmp_path: Path,
    rows: int,
    more: int,
    doing: str,
    said: str,
    kept: int,
) -> None:
    visit(page, changing_server + PAGE)
    page.set_input_files('input[type="file"]', large(tmp_path / "groot.csv", rows, more))
    expect(page.get_by_text(doing)).to_be_visible(timeout=20_000)
    page.get_by_role("button", name="Stop").click()  # the only one: that of Streamlit leaves the page half drawn
    expect(page.get_by_text(said)).to_be_visible(timeout=20_000)
    settle(page)
    assert len(list((changing_store.folder / "leveringen").glob("*/levering.json"))) == kept


@pytest.mark.full
def test_files_that_are_too_large_together_are_refused_together(
    page: Page, changing_server: str, changing_store: Store, tmp_path: Path
) -> None:
    """None of them goes on without the others: what does not fit would be missed by nobody."""
    paths = [tmp_path / f"{name}.csv" for name in ("cz", "menzis", "vgz")]
    for path in paths:
        with path.open("wb") as file:
            file.truncate(40 * 2**20)
    visit(page, changing_server + PAGE)
    page.set_input_files('input[type="file"]', paths)
    expect(page.get_by_role("alert")).to_contain_text("samen groter dan 100 MB; er is niets ingebracht")
    assert not list((changing_store.folder / "leveringen").glob("*"))
    good = [workbook(tmp_path / f"{n}.xlsx", [project(projectnummer=n, projectnaam=f"Proef {n}")]) for n in "ab"]
    page.set_input_files('input[type="file"]', good)
    expect(page.get_by_text("2 bestanden zijn samen ingebracht: a.xlsx, b.xlsx.")).to_be_visible()
    settle(page)
