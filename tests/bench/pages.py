"""What a page asks of the server: processor time of a run, with and without what was computed before."""

import os
import time
from collections.abc import Iterator
from pathlib import Path

from streamlit.testing.v1 import AppTest

from tests.bench.measure import RUNS, Measured, of
from tests.bench.tables import forget
from wir.common.paths import ROOT
from wir.ui import cache as shared

WARM, COLD = 60, 250
SCRIPTS = ("dashboard.py", *(f"pages/{p.name}" for p in sorted((ROOT / "pages").glob("*.py"))))
ABOUT = {"pages/2_Regioprofiel.py": "TWE", "pages/7_Leren_van_elkaar.py": "TWE"}


def pages(store: Path) -> Iterator[Measured]:
    """Each page on the example register."""
    os.environ["WIR_OPSLAG"] = str(store)
    for script in SCRIPTS:
        app = AppTest.from_file(str(ROOT / script), default_timeout=60)
        if script in ABOUT:
            app.query_params["regio"] = ABOUT[script]
        app.run()
        name = Path(script).stem.lstrip("0123456789_")
        yield of(f"{name}, alles al eens berekend", "ms", [_run(app) for _ in range(RUNS)], WARM)
        cold = []
        for _ in range(RUNS):
            forget(shared.database())
            forget(shared.database(concepts=True))
            cold.append(_run(app))
        yield of(f"{name}, niets berekend", "ms", cold, COLD)


def _run(app: AppTest) -> float:
    start = time.process_time()
    app.run()
    return (time.process_time() - start) * 1000
