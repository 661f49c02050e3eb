"""What WIR remarked stands at the table, the drawing and the regio, in every file and in the report, and stays text."""

import io
import shutil
from datetime import date
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.support.damaged_stores import copy
from tests.support.drawn import rows
from tests.support.hostile_texts import EVIL
from tests.support.markup import parsed
from tests.support.pages import run, text
from tests.support.reports import opened, opened_pdf, said
from wir.charts import bars
from wir.charts.drawing import exported
from wir.database.database import Database
from wir.domain.address import at
from wir.domain.selection import Selection
from wir.export.csv_file import to_csv
from wir.export.excel import to_workbook
from wir.export.listing import of_table
from wir.export.picture import drawing_svg, table_svg
from wir.export.side_by_side import of_side
from wir.export.text import to_json, to_text
from wir.report.build import build_report
from wir.report.chapters import OUTLINES
from wir.store.store import Store
from wir.tables.build import build_table
from wir.tables.side_by_side import side_by_side
from wir.ui import comparing, national
from wir.ui.blocks.table_html import table_html

FALL, MERGED = "Daling door herindeling.", "Samen met Achterhoek <b>geteld</b>."
TOLD = f"Opmerking van WIR (okt-20): {FALL}"


@pytest.fixture(scope="module")
def remarked(example_store: Store, tmp_path_factory: pytest.TempPathFactory) -> Store:
    store = Store(tmp_path_factory.mktemp("opmerkingen") / "opslag")
    shutil.copytree(example_store.folder, store.folder)
    held = {"tabel:6": FALL, "tabel:5": EVIL.replace("{n}", "5")[:400], "regio:TWE": MERGED}
    store.remark(store.catalogue().latest().key, held, "baas")
    return store


@pytest.fixture(scope="module")
def remarks_in(remarked: Store) -> Database:
    return Database(remarked)


@pytest.fixture
def shown(remarks_in: Database) -> Selection:
    return at(remarks_in.catalogue, remarks_in.catalogue.latest())


def test_at_the_table_and_in_each_file_of_it(remarks_in: Database, shown: Selection) -> None:
    table = build_table("6", remarks_in, shown)
    listing = of_table(table)
    assert TOLD in table_html(table)
    assert to_csv(listing).endswith(f"\n\n{TOLD}\n")
    about = load_workbook(io.BytesIO(to_workbook([listing])))["Selectie"]
    assert TOLD in {str(cell.value) for row in about for cell in row}
    for made in (to_text(table), to_json(table), table_svg(listing)):
        assert TOLD in made
    other = of_table(build_table("10", remarks_in, shown))
    assert to_csv(other).count("\n") == len(other.lines) + 1


def test_at_the_drawing_and_in_its_picture(remarks_in: Database, shown: Selection) -> None:
    drawing = bars.shares(build_table("6", remarks_in, shown), "status")
    assert drawing.remarks == (TOLD,)
    assert TOLD in drawing_svg(exported(drawing, [], 720))


def test_a_long_one_is_written_over_lines_in_a_picture(remarks_in: Database, shown: Selection) -> None:
    drawing = bars.shares(build_table("5", remarks_in, shown), "betrokkenheid")
    lines = exported(drawing, [], 720)["title"]["subtitle"]
    assert len(lines) > 3
    assert max(map(len, lines)) < 120


def test_at_the_regio_and_in_the_table_of_all_of_them(remarks_in: Database, shown: Selection) -> None:
    assert build_table("bijlage-1", remarks_in, shown).remarks == (f"Opmerking van WIR bij Twente (okt-20): {MERGED}",)
    zeeland = build_table("bijlage-1", remarks_in, shown.with_filter("regio", ["ZEE"]))
    assert zeeland.remarks == ()


@pytest.mark.parametrize(
    ("page", "params", "words"),
    [
        ("dashboard.py", {"regio": "TWE"}, [MERGED]),
        ("pages/1_Regios.py", {}, [MERGED]),
        ("pages/2_Regioprofiel.py", {"regio": "TWE"}, [MERGED]),
        ("pages/3_Themas.py", {}, [FALL, "onerror"]),
        ("pages/6_Vergelijken.py", {"soort": "regio", "met": "TWE,ACH"}, [MERGED, FALL]),
        ("pages/6_Vergelijken.py", {"soort": "thema", "oordeel": "betrokkenheid"}, ["onerror"]),
        ("pages/8_Rapport.py", {"regio": "TWE"}, [MERGED, FALL, "onerror"]),
    ],
)
def test_on_the_pages_as_text(
    remarked: Store, monkeypatch: pytest.MonkeyPatch, page: str, params: dict[str, str], words: list[str]
) -> None:
    app = run(page, remarked, monkeypatch, **params)
    assert not app.exception
    found = parsed(text(app))
    for told in words:
        assert told in found.text_content()
    assert not found.xpath("//script|//*[@onerror]|//kwaad")


def test_side_by_side_it_stands_with_the_drawing_and_in_the_files(remarks_in: Database, shown: Selection) -> None:
    table = side_by_side(remarks_in, shown, "6", "concessiehouder", ("cz", "vgz"))
    assert of_side(table).own_remarks == (TOLD,)
    assert comparing.table_dots(remarks_in, shown, "6", "concessiehouder", ("cz", "vgz")).remarks == (TOLD,)
    assert TOLD in comparing.in_short(remarks_in, shown, "concessiehouder", ("cz", "vgz")).remarks


def test_the_map_tells_it_of_its_regio_cut_short_where_it_is_long(remarked: Store, tmp_path: Path) -> None:
    store = copy(remarked, tmp_path / "opslag")
    store.remark(store.catalogue().latest().key, {"regio:TWE": MERGED, "regio:ACH": "lang " * 90}, "baas")
    database = Database(store)
    selection = at(database.catalogue, database.catalogue.latest())
    for draw, place in ((national.score_map, 1), (national.step_map, 2)):
        drawing = draw(database, selection, "visie")
        remarks = {tile["naam"]: tile[f"feit_{place}"] for tile in rows(drawing)}
        assert remarks["Twente"] == MERGED
        assert remarks["Achterhoek"].endswith("lang…")
        assert len(remarks["Achterhoek"]) <= 140
        assert remarks["Zeeland"] is None
        assert f'"Opmerking": isValid(datum.feit_{place})' in drawing.spec["layer"][0]["mark"]["tooltip"]["expr"]


def test_a_remark_is_not_told_as_a_correction(remarked: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "gecorrigeerd" not in text(run("dashboard.py", remarked, monkeypatch))
    assert "0 cijfers zijn veranderd. Opmerking toegevoegd" in text(
        run("pages/10_Verantwoording.py", remarked, monkeypatch)
    )


def test_a_profile_of_another_regio_says_nothing_of_it(remarked: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Opmerking van WIR" not in text(run("pages/2_Regioprofiel.py", remarked, monkeypatch, regio="ZEE"))


def test_in_word_and_pdf(remarks_in: Database, shown: Selection) -> None:
    keys = tuple(key for key in OUTLINES if key in ("samenvatting", "status", "bijlage-regios"))
    report = build_report(remarks_in, shown.with_filter("regio", ["TWE"]), keys, (), date(2026, 11, 28))
    paragraphs = [p.text for p in opened(report).paragraphs]
    assert f"Opmerking van WIR bij Twente (okt-20): {MERGED}" in paragraphs
    assert f"* {TOLD}" in paragraphs
    assert "".join(TOLD.split()) in said(opened_pdf(report))
