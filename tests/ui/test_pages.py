"""Each page runs on the example register and shows the numbers of its tables; any selection gives a page."""

import re
from datetime import date
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from tests.support.markup import pieces
from tests.support.registers import project, score, workbook
from wir.store.publishing import fill_empty_store, publish_workbook
from wir.store.store import Store

ROOT = Path(__file__).parent.parent.parent
PAGES = [
    "dashboard.py",
    "pages/1_Regios.py",
    "pages/2_Regioprofiel.py",
    "pages/3_Themas.py",
    "pages/4_Projecten.py",
    "pages/5_Ontwikkeling.py",
    "pages/6_Vergelijken.py",
    "pages/7_Leren_van_elkaar.py",
    "pages/8_Rapport.py",
    "pages/10_Verantwoording.py",
]  # for everyone


def run(page: str, store: Store, monkeypatch: pytest.MonkeyPatch, **params: str) -> AppTest:
    monkeypatch.setenv("WIR_OPSLAG", str(store.folder))
    app = AppTest.from_file(str(ROOT / page), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def text(app: AppTest) -> str:
    return "\n".join([*pieces(app), *(block.value for block in app.markdown)])


def read(app: AppTest) -> str:
    """What is shown, without the links around it."""
    return re.sub(r"</?a\b[^>]*>", "", text(app))


@pytest.mark.parametrize(
    ("page", "shown"),
    [
        ("dashboard.py", ["<dt>projecten</dt><dd>318</dd>", "<td>32</td>", "29 over samenwerking in de keten"]),
        ("pages/1_Regios.py", ["Stand per regio, okt-20", "Afspraken: 7 vooruit, 27 gelijk."]),
        ("pages/3_Themas.py", ["<td>111</td>", "13,3%", "Technologie: impact, delen en opschaalbaarheid"]),
        ("pages/10_Verantwoording.py", ["drukt 344 getallen in deze tabellen; 344 daarvan zijn gelijk", "klopt niet"]),
    ],
)
def test_a_page_shows_its_numbers(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, shown: list[str]
) -> None:
    app = run(page, example_store, monkeypatch)
    assert not app.exception
    for words in [*shown, "Voorbeeldregister"]:
        assert words in read(app)


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize(
    "params",
    [
        {"peildatum": "2019-03-01"},
        {"peildatum": "2019-10-01", "vergelijk": "2020-11-01"},
        {"concessiehouder": "cz", "regio": "TWE"},
        {"thema": "efficient-werken"},
        {"vergelijk": "geen", "regio": "ARN-ALLE"},
        {"thema": "<script>", "x": "y"},
    ],
)
def test_any_selection_gives_a_page(
    example_store: Store, monkeypatch: pytest.MonkeyPatch, page: str, params: dict[str, str]
) -> None:
    app = run(page, example_store, monkeypatch, **params)
    assert not app.exception
    assert "<script>" not in text(app)


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
    assert "&lt;b&gt;mei" in text(app)
    assert not re.search("<b>mei|<script>|<i>echt", text(app))


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
    assert "<dd>318</dd>" in read(app)
    register = workbook(tmp_path / "nieuw.xlsx", [project()], [score()])
    publish_workbook(store, register, date(2021, 5, 1), door="wir")
    fresh = run("dashboard.py", store, monkeypatch)
    assert "<dt>project</dt><dd>1</dd>" in read(fresh)
