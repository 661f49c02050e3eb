"""Pages as a script sees them: run on a store, and what they show."""

import re
from collections.abc import Iterator

import pyarrow as pa
import pytest
from lxml.html import HtmlElement
from streamlit.testing.v1 import AppTest

from tests.support.markup import parsed, pieces, words
from wir.common.paths import ROOT
from wir.store.store import Store

# Those for everyone.
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
    "pages/13_Verkennen.py",
]


def run(page: str, store: Store, monkeypatch: pytest.MonkeyPatch, **params: str) -> AppTest:
    monkeypatch.setenv("WIR_OPSLAG", store.home.address)
    app = AppTest.from_file(str(ROOT / page), default_timeout=60)
    for name, value in params.items():
        app.query_params[name] = value
    return app.run()


def text(app: AppTest) -> str:
    """Our HTML on a page, and what is Markdown."""
    return "\n".join([*pieces(app), *(block.value for block in app.markdown)])


def read(app: AppTest) -> str:
    """What is shown, without the links around it."""
    return re.sub(r"</?a\b[^>]*>", "", text(app))


def shown(app: AppTest) -> HtmlElement:
    """The same as a browser takes it."""
    return parsed(text(app))


def figures(app: AppTest) -> dict[str, str]:
    """The key figures of a page by their names."""
    return {words(name): words(name.getnext()) for name in shown(app).xpath("//dl/div/dt")}


def drawn(app: AppTest) -> Iterator[pa.Table]:
    """The values of the drawings of a page, as they go to the browser."""
    for chart in app.get("vega_lite_chart"):
        for dataset in chart.proto.datasets:
            yield pa.ipc.open_stream(dataset.data.data).read_all()


def press(app: AppTest, label: str) -> AppTest:
    """The page after a click on a button."""
    return next(b for b in app.button if b.label == label).click().run()
