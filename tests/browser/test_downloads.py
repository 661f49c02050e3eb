"""Files in a browser: what is downloaded says what the screen says."""

from pathlib import Path

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Page

from tests.browser.conftest import download, visit
from tests.browser.test_pages import table
from wir.export.excel import HEADER_ROW

pytestmark = pytest.mark.browser
STEPS = {0: "= gelijk", 1: "▲ +1 1 fase vooruit", 2: "▲ +2 2 fasen vooruit"}


def rows_of(path: Path) -> list[dict[str, object]]:
    """The rows of a workbook with one table, by their headers."""
    names, *rows = load_workbook(path).worksheets[1].iter_rows(min_row=HEADER_ROW, values_only=True)
    return [dict(zip(map(str, names), row, strict=True)) for row in rows]


def test_table_1_of_the_country_is_the_table_on_screen(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, f"{server}/?concessiehouder=vgz")
    shown = table(page, "(tabel 1)")
    path = download(page, "tabel-1.xlsx", tmp_path)
    assert path.name == "WIR-tabel-1_2020-11-01_VGZ_voorbeeld.xlsx"
    taken = [[str(value) for value in row.values()] for row in rows_of(path)]
    assert [row[:-1] for row in taken] == [row[:-1] for row in shown]
    assert [int(row[-1]) for row in taken] == [int(row[-1].replace("\u2212", "-")) for row in shown]


def test_the_matrix_has_the_phases_and_steps_on_screen(page: Page, server: str, tmp_path: Path) -> None:
    visit(page, f"{server}/Regios?concessiehouder=menzis&concessiehouder=cz")
    shown = table(page, "Stand per regio")
    path = download(page, "stand-per-regio.xlsx", tmp_path)
    assert path.name == "WIR-stand-per-regio_2020-11-01_CZ_Menzis_voorbeeld.xlsx"
    taken = []
    for row in rows_of(path):
        said = [row["Regio"], row["Concessiehouder"]]
        for name in ("Afspraken", "Dynamiek", "Regiovisie"):
            step = int(str(row[f"{name} sinds mrt-20"]))
            said.append(f"{row[name]} {row[f'{name}, omschrijving']} {STEPS[step]}")
        taken.append(said)
    assert len(shown) > 5
    assert taken == [[" ".join(cell.split()) for cell in row] for row in shown]


@pytest.mark.parametrize(
    "name",
    ["projecten", *(pytest.param(n, marks=pytest.mark.full) for n in ("project", "geschiedenis", "lijkt-erop"))],
)
def test_projects_leave_as_a_picture_too(page: Page, server: str, tmp_path: Path, name: str) -> None:
    one = "" if name == "projecten" else "&project=WIR-002"
    visit(page, f"{server}/Projecten?thema=technologie&kolommen=contact,status{one}")
    drawing = download(page, f"{name}.svg", tmp_path).read_text(encoding="utf-8")
    assert "Peildatum 1 november 2020" in drawing
    caption = {"project": "Project WIR-002", "geschiedenis": "Wat veranderde", "lijkt-erop": "erop lijken"}
    for row in table(page, caption.get(name, "Projecten: "))[:3]:
        assert row[0].split("\n")[0] in drawing
    if name == "projecten":
        assert ("Contact" in drawing, "Opschaalbaarheid" in drawing) == (True, False)
    assert download(page, f"{name}.png", tmp_path).read_bytes().startswith(b"\x89PNG")
