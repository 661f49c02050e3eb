"""A figure is cited, and its file headed, with the filters that it was computed with and no others."""

import re
from io import BytesIO
from urllib.parse import parse_qs

import pytest
from openpyxl import load_workbook
from streamlit.testing.v1 import AppTest

from tests.support.markup import words
from tests.support.pages import run, shown
from wir.domain.link_bits import numbers
from wir.domain.short_link import lengthened
from wir.store.store import Store
from wir.ui.blocks import downloads
from wir.ui.links import PAGES


def cited(app: AppTest) -> list[str]:
    return [words(line) for line in shown(app).xpath("//span[@class='citaat']")]


@pytest.mark.parametrize(
    ("page", "params", "unused"),
    [
        ("pages/1_Regios.py", {"thema": "technologie"}, "Technologie"),
        ("pages/2_Regioprofiel.py", {"regio": "TWE", "visie": "5"}, "fase 5"),
        (
            "pages/6_Vergelijken.py",
            {"soort": "concessiehouder", "met": "cz,vgz", "concessiehouder": "cz"},
            " · CZ",
        ),
        ("pages/7_Leren_van_elkaar.py", {"regio": "TWE", "visie": "5"}, "fase 5"),
    ],
)
def test_no_citation_names_a_filter_that_does_not_count(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, params: dict[str, str], unused: str
) -> None:
    lines = cited(run(page, example_store, monkeypatch, **params))
    assert lines
    # What a drawing shows comes before it.
    assert not [line for line in lines if unused in line.partition(". Peildatum ")[2]]


def test_every_setting_of_a_page_has_a_number_in_short_links() -> None:
    """But for the numbers of one project, trajectory or delivery, and the place in a list: they stand beside it."""
    beside = {"project", "traject", "levering", "pagina"}
    wanted = {("pagina", page.path) for page in PAGES}
    wanted |= {("instelling", name) for page in PAGES for name in page.extra if name not in beside}
    assert wanted <= numbers().by_code.keys()


WHOLE = [
    ("dashboard.py", {"kaart": "afspraken-stap", "thema": "technologie"}),
    ("pages/1_Regios.py", {"volgorde": "visie", "concessiehouder": "vgz"}),
    ("pages/2_Regioprofiel.py", {"regio": "TWE"}),
    ("pages/3_Themas.py", {"als": "rij", "concessiehouder": "vgz"}),
    ("pages/4_Projecten.py", {"status": "lopend"}),
    ("pages/8_Rapport.py", {"concessiehouder": "vgz"}),
    ("pages/5_Ontwikkeling.py", {"dimensie": "dynamiek", "waarde": "lopend"}),
    ("pages/6_Vergelijken.py", {"soort": "thema", "met": "technologie,samenwerking-in-de-keten", "oordeel": "impact"}),
    ("pages/7_Leren_van_elkaar.py", {"regio": "TWE"}),
    ("pages/13_Verkennen.py", {"rijen": "regio", "kolommen": "opschaalbaarheid", "als": "kolom", "vorm": "staven"}),
    ("pages/11_Ondersteuning_en_voortgang.py", {"trajecten.sectoren": "vvt", "regio": "TWE", "beeld": "gestart"}),
    ("pages/12_Inventarisatie_2023.py", {"schaal": "urgentie", "inventarisatie.urgentie": "1"}),
]


@pytest.mark.parametrize(("page", "params"), WHOLE)
def test_the_short_link_of_a_block_opens_what_its_long_link_opens(
    filled_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, params: dict[str, str]
) -> None:
    """In at most 40 characters after the host: the page with its settings and every version. Each menu has one."""
    whole = shown(run(page, filled_store, monkeypatch, **params))
    menus = whole.xpath("//details[@class='blokmenu']")
    assert menus
    assert not [words(menu)[:80] for menu in menus if not menu.xpath(".//details[@class='citeer']")]
    blocks = whole.xpath("//details[@class='citeer']")
    found = 0
    for block in blocks:
        line, (long,) = words(block.xpath(".//span")[0]), block.xpath(".//a/@href")
        if words(block.xpath("summary")[0]) != "Citeer" or "?" not in long:
            continue  # of one count it is in tests/browser/; what is published has no selection
        short = line.rpartition("?k=")[2]
        path, said = lengthened(short)
        assert len(f"/?k={short}") <= 40, short
        assert path in (page.partition("_")[2].removesuffix(".py"), "")
        assert {"peildatum", "versie"} <= said.keys()
        wanted = parse_qs(long.partition("?")[2])
        own = {n: v for n, v in said.items() if n in wanted}
        assert own == wanted
        found += 1
    assert found


def test_each_figure_of_a_page_names_its_own_filters(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    lines = cited(run("pages/5_Ontwikkeling.py", example_store, monkeypatch, thema="technologie", visie="5"))
    projects = [line for line in lines if line.startswith(("Verandering", "Overgang status", "Opbouw"))]
    regions = [line for line in lines if line not in projects]
    assert (len(projects), len(regions)) == (5, 4)
    assert all("Technologie" in line and "fase 5" not in line for line in projects)
    assert all("fase 5" in line and "Technologie" not in line for line in regions)


def test_regions_side_by_side_are_named_with_their_matrix(
    example_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {"soort": "regio", "met": "TWE,ACH", "thema": "technologie", "tabel": "bijlage-1"}
    app = run("pages/6_Vergelijken.py", example_store, monkeypatch, **asked)
    matrix = next(line for line in cited(app) if line.startswith("Bijlage 1"))
    assert "Achterhoek, Twente" in matrix
    assert "Technologie" not in matrix


def test_a_short_list_stands_in_the_link_to_itself_alone(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    app = run("pages/7_Leren_van_elkaar.py", example_store, monkeypatch, regio="ZWO", bewaard="WIR-098")
    with_list = [line for line in cited(app) if "bewaard=" in line]
    assert len(with_list) == 1
    assert "WIR-098" in with_list[0]


def test_what_a_drawing_shows_can_be_taken_along_as_rows(example_store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[tuple[str, bytes]] = []
    monkeypatch.setattr(downloads, "hand_over", lambda name, kind, content: made.append((name, content)))
    monkeypatch.setattr("wir.ui.frame.page_frame.page_script", lambda *_: "tekening-strook-status.xlsx")
    run("pages/4_Projecten.py", example_store, monkeypatch, concessiehouder="vgz")
    ((name, content),) = made
    rows = list(load_workbook(BytesIO(content)).worksheets[-1].iter_rows(values_only=True))
    assert "VGZ" in name
    assert next(row for row in rows if row[0] == "Lopend")[1:] == (55, 59, 4)


@pytest.mark.parametrize(
    ("page", "asked"),
    [("pages/2_Regioprofiel.py", "themas.xlsx"), ("pages/7_Leren_van_elkaar.py", "leren-van-elkaar.xlsx")],
)
def test_a_file_is_headed_with_the_filters_that_count(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, asked: str
) -> None:
    made: list[tuple[str, bytes]] = []
    monkeypatch.setattr(downloads, "hand_over", lambda name, kind, content: made.append((name, content)))
    monkeypatch.setattr("wir.ui.frame.page_frame.page_script", lambda *_: asked)
    run(page, example_store, monkeypatch, regio="TWE", visie="5", status="lopend")
    ((name, content),) = made
    values = [v for sheet in load_workbook(BytesIO(content)) for row in sheet.iter_rows(values_only=True) for v in row]
    caption = next(str(v) for v in values if str(v).startswith("Peildatum "))
    for said in (name, caption):
        assert "Lopend" in said
        assert not re.search("fase.5", said)
