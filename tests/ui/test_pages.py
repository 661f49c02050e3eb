"""Each page runs on the example register and shows the numbers of its tables; any selection gives a page."""

import json
from datetime import date
from pathlib import Path

import altair as alt
import pyarrow as pa
import pytest

from tests.support.markup import words, wrong_parts
from tests.support.pages import PAGES, drawn, figures, run, shown, text
from tests.support.registers import project, score, workbook
from wir.store.publishing import fill_empty_store, publish_workbook
from wir.store.store import Store


@pytest.mark.parametrize(
    ("page", "numbers", "said"),
    [
        ("dashboard.py", {"318", "32"}, "29 over samenwerking in de keten"),
        ("pages/1_Regios.py", {"Menzis"}, "Afspraken: 7 vooruit, 27 gelijk."),
        ("pages/3_Themas.py", {"111", "13,3%"}, "Technologie: impact, delen en opschaalbaarheid"),
        ("pages/10_Verantwoording.py", {"klopt niet"}, "Alle 344 getallen van het rapport zijn gelijk"),
    ],
)
def test_a_page_shows_its_numbers(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, numbers: set[str], said: str
) -> None:
    app = run(page, example_store, monkeypatch)
    assert not app.exception
    assert numbers <= {words(cell) for cell in shown(app).iter("td", "dd")}
    for line in (said, "Voorbeeldregister"):
        assert line in words(shown(app))


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "params",
    [
        {"peildatum": "2019-03-01"},
        pytest.param({"peildatum": "2019-10-01", "vergelijk": "2020-11-01"}, marks=pytest.mark.full),
        pytest.param({"concessiehouder": "cz", "regio": "TWE"}, marks=pytest.mark.full),
        {"thema": "efficient-werken"},
        {"vergelijk": "geen", "regio": "ARN-ALLE"},
        pytest.param({"thema": "<script>", "x": "y"}, marks=pytest.mark.full),
    ],
)
def test_any_selection_gives_a_page(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, params: dict[str, str]
) -> None:
    app = run(page, example_store, monkeypatch, **params)
    assert not app.exception
    assert not shown(app).xpath("//script")
    for chart in app.get("vega_lite_chart"):
        alt.TopLevelSpec.validate(json.loads(chart.proto.spec))  # raises; the page itself is not slowed by it
    # A list in the values of a drawing does not reach the browser: what hangs on it is not drawn.
    assert [field.name for values in drawn(app) for field in values.schema if pa.types.is_list(field.type)] == []


@pytest.fixture(scope="module")
def real(tmp_path_factory: pytest.TempPathFactory) -> Store:
    """A register of one's own, with marks of HTML in its texts."""
    folder = tmp_path_factory.mktemp("echt")
    register = workbook(folder / "<i>echt.xlsx", [project(projectnaam="<b>mei <script>")], [score()])
    store = Store(folder / "opslag")
    publish_workbook(store, register, date(2021, 5, 1), door="<script>x</script>", label="<b>mei")
    return store


@pytest.mark.parametrize("page", PAGES)
def test_a_real_register_has_no_example_line_and_its_texts_stay_text(
    real: Store, monkeypatch: pytest.MonkeyPatch, page: str
) -> None:
    app = run(page, real, monkeypatch, regio="TWE", soort="regio", met="TWE,ACH")
    assert not app.exception
    assert "Voorbeeldregister" not in text(app)
    assert "<b>mei" in words(shown(app))
    assert wrong_parts(text(app)) == []


@pytest.fixture(scope="module")
def half(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Store]:
    """Two peilingen with one of the two sheets, by which it is."""
    sheets = {"projects": {"projects": [project()]}, "scores": {"scores": [score()]}}
    stores = {only: Store(tmp_path_factory.mktemp(only) / "opslag") for only in sheets}
    for only, rows in sheets.items():
        register = workbook(stores[only].folder.parent / "half.xlsx", **rows)
        for peildatum in (date(2020, 3, 1), date(2020, 11, 1)):
            publish_workbook(stores[only], register, peildatum, door="wir")
    return stores


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("only", ["projects", "scores"])
def test_a_register_with_one_sheet_says_what_is_not_registered(
    half: dict[str, Store], monkeypatch: pytest.MonkeyPatch, page: str, only: str
) -> None:
    app = run(page, half[only], monkeypatch)
    assert not app.exception
    missing = "regioscores" if only == "projects" else "projecten"
    assert f"bevat geen {missing}: die zijn niet geregistreerd" in text(app)


def test_everything_withdrawn_still_shows_what_was_quoted(
    store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    register = workbook(tmp_path / "fout.xlsx", [project()], [score()])
    peiling = publish_workbook(store, register, date(2021, 5, 1), door="wir")
    store.withdraw(peiling.key, door="wir", reden="fout")
    bare = run("dashboard.py", store, monkeypatch)
    assert "Alle peilingen zijn ingetrokken." in text(bare)
    quoted = run("dashboard.py", store, monkeypatch, peildatum="2021-05-01", versie="1")
    assert not quoted.exception
    assert "Versie 1 van peildatum 1 mei 2021 is ingetrokken" in text(quoted)
    assert "de geldende peiling" not in text(quoted)


def test_a_new_peiling_is_seen_at_the_next_run(store: Store, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    fill_empty_store(store)
    app = run("dashboard.py", store, monkeypatch)
    assert figures(app)["projecten"] == "318"
    register = workbook(tmp_path / "nieuw.xlsx", [project()], [score()])
    publish_workbook(store, register, date(2021, 5, 1), door="wir")
    fresh = run("dashboard.py", store, monkeypatch)
    assert figures(fresh)["project"] == "1"


@pytest.mark.parametrize(("regio", "stands"), [("MBR", True), ("UTR", False)])
def test_what_cannot_be_drawn_is_one_sentence_and_a_table_where_there_was_something_before(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, regio: str, stands: bool
) -> None:
    page = shown(run("pages/3_Themas.py", example_store, monkeypatch, regio=regio, status="nog-niet-gestart"))
    captions = {words(caption) for caption in page.iter("caption")}
    assert "Geen projecten in deze selectie" in words(page)
    assert ("Impact (tabel 8)" in captions) == stands
