"""make bench: how long things take here, as medians of a few runs, in docs/prestaties.md and .json.

A figure of one machine says little about another; ratios within one run do.
"""

import json
import os
import platform
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date
from importlib.metadata import version
from pathlib import Path

from wir.address import default
from wir.database import Database
from wir.paths import ROOT
from wir.publishing import fill_empty_store
from wir.report.build import STANDARD, build_report
from wir.report.files import MAKERS
from wir.store import Store
from wir.tables import EVERY, build_table

RUNS = 7
TARGET = ROOT / "docs" / "prestaties"


def measure(run: Callable[[], object]) -> dict[str, float]:
    """Milliseconds of RUNS runs after one that warms up: the median, the fastest and the slowest."""
    run()
    taken = []
    for _ in range(RUNS):
        start = time.perf_counter()
        run()
        taken.append((time.perf_counter() - start) * 1000)
    return {"mediaan": statistics.median(taken), "snelste": min(taken), "traagste": max(taken)}


def measurements(store: Store) -> dict[str, dict[str, float]]:
    """What is measured: loading, the tables, and the report in each of its forms."""
    database = Database(store)
    selection = default(database.catalogue)
    report = build_report(database, selection, STANDARD, (), date(2021, 1, 15))
    found = {
        "alle peilingen laden": measure(lambda: Database(store)),
        "tabel 6": measure(lambda: build_table("6", database, selection)),
        f"alle {len(EVERY)} tabellen": measure(lambda: [build_table(n, database, selection) for n in EVERY]),
        "rapport samenstellen": measure(lambda: build_report(database, selection, STANDARD, (), date(2021, 1, 15))),
    }
    for kind, make in MAKERS.items():
        found[f"rapport als .{kind}"] = measure(lambda make=make: make(report, database, selection, None))  # type: ignore[misc]
    return found


def to_markdown(about: dict[str, str], found: dict[str, dict[str, float]]) -> str:
    lines = [
        "# Prestaties",
        "",
        "Gemaakt met `make bench`, op het voorbeeldregister (318 projecten, 34 regio’s, 4 peilingen).",
        "",
    ]
    lines += [f"- {name}: {value}" for name, value in about.items()]
    lines += ["", f"Milliseconden, {RUNS} keer na een keer warmdraaien.", "", "| wat | mediaan | snelste | traagste |"]
    lines.append("|---|---:|---:|---:|")
    lines += [
        f"| {what} | {t['mediaan']:.1f} | {t['snelste']:.1f} | {t['traagste']:.1f} |" for what, t in found.items()
    ]
    return "\n".join(lines) + "\n"


def main() -> None:
    about = {
        "machine": f"{os.cpu_count()} kernen, {platform.machine()}",
        "Python": platform.python_version(),
        **{name: version(name) for name in ("duckdb", "streamlit", "python-docx", "typst", "openpyxl")},
    }
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder) / "opslag")
        fill_empty_store(store)
        found = measurements(store)
    TARGET.with_suffix(".json").write_text(json.dumps({"over": about, "milliseconden": found}, indent=2) + "\n")
    TARGET.with_suffix(".md").write_text(to_markdown(about, found), encoding="utf-8")


if __name__ == "__main__":
    main()
