"""Measure everything and write it down: docs/prestaties.md for people, .json for who compares two runs.

A figure of one machine says little about another; the ratios say more.
"""

import json
import logging
import os
import platform
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from importlib.metadata import version
from pathlib import Path

from tests.bench.bringing_in import bringing_in
from tests.bench.browser import browsing, starting
from tests.bench.by_address import by_address
from tests.bench.elsewhere import elsewhere
from tests.bench.measure import Measured
from tests.bench.pages import pages
from tests.bench.people import crowds
from tests.bench.reruns import reruns
from tests.bench.tables import growth, tables
from wir.common.paths import ROOT
from wir.store.publishing import fill_empty_store
from wir.store.store import Store

TARGET = ROOT / "docs" / "prestaties"
PACKAGES = ("streamlit", "duckdb", "pyarrow", "openpyxl", "python-calamine", "python-docx", "typst", "playwright")
PARTS = ("browser", "start", "herhalen", "paginas", "tabellen", "groei", "mensen", "adres", "inbrengen", "opslag")
Part = Callable[[], Iterator[Measured]]


def parts(folder: Path) -> dict[str, tuple[str, Part]]:
    """What is measured, by a short name, with its heading."""
    store = Store(folder / "opslag")
    fill_empty_store(store)
    return {
        "browser": (
            "In de browser, als verhouding tot de gewone pagina",
            partial(browsing, folder / "b", store.folder),
        ),
        "start": ("Starten", partial(starting, folder / "s", store.folder)),
        "herhalen": ("Een pagina herhalen, op de server en over de lijn", partial(reruns, folder / "h", store.folder)),
        "paginas": ("Processortijd van een pagina op de server", partial(pages, store.folder)),
        "tabellen": ("Tabellen en rapport, 318 projecten", partial(tables, store)),
        "groei": ("Hoe tabellen groeien", partial(growth, folder / "g", store)),
        "mensen": ("Veel mensen tegelijk", partial(crowds, store.folder)),
        "adres": ("Gegevens per adres, naast lezers", partial(by_address, store.folder)),
        "inbrengen": ("Een register inbrengen", partial(bringing_in, folder, store.folder)),
        "opslag": ("De opslag in een map en in Azurite", partial(elsewhere, store, folder / "elders")),
    }


def about() -> dict[str, str]:
    """The machine and what runs on it."""
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    processor = next((line.split(":")[1].strip() for line in lines if line.startswith("model name")), "")
    return {
        "machine": f"{os.cpu_count()} kernen, {platform.machine()} {processor}".strip(),
        "systeem": f"{platform.system()} {platform.release()}",
        "Python": platform.python_version(),
        **{name: version(name) for name in PACKAGES},
    }


def to_markdown(said: dict[str, str], found: dict[str, dict[str, object]]) -> str:
    """The page for people."""
    lines = [
        "# Prestaties",
        "",
        "Gemaakt met `make bench`. Een verhouding (×) is per ronde gedeeld door wat de gewone pagina in diezelfde "
        "ronde kostte: wat een goede ontwikkelaar in een dag met Streamlit maakt van dezelfde gegevens, met vijf "
        "velden, vier tabellen, een kaart en vier grafieken of zoveel meer als de pagina ernaast "
        "(`tests/bench/peer.py`). De start is gedeeld door die van een lege pagina.",
        "",
    ]
    lines += [f"- {name}: {value}" for name, value in said.items()]
    for part in found.values():
        lines += ["", f"## {part['kop']}", ""]
        if part["over"] != said:
            before = ", ".join(f"{name} {value}" for name, value in part["over"].items())  # type: ignore[attr-defined]
            lines += [f"Eerder gemeten, met {before}.", ""]
        lines.append("| wat | | mediaan | laagste | hoogste | keer | norm | |")
        lines.append("|---|---|---:|---:|---:|---:|---:|---|")
        lines += [_line(Measured(**m)) for m in part["gemeten"]]  # type: ignore[attr-defined]
    return "\n".join(lines) + "\n"


def _line(m: Measured) -> str:
    values = " | ".join(f"{value:.2f}" if value < 10 else f"{value:.0f}" for value in (m.median, m.lowest, m.highest))
    most = "" if m.most is None else f"{m.most:g}"
    return f"| {m.what} | {m.unit} | {values} | {m.runs} | {most} | {m.verdict} |"


def main(names: list[str]) -> None:
    """The parts that are named; the others stay as they were last measured. Without names everything, each part in a
    process of its own: what one leaves in memory is not measured with the next."""
    if not names:
        for name in PARTS:
            subprocess.run([sys.executable, "-m", "tests.bench", name], check=True)
        return
    logging.disable(logging.WARNING)
    path = TARGET.with_suffix(".json")
    kept = json.loads(path.read_text(encoding="utf-8")).get("delen", {}) if path.exists() else {}
    with tempfile.TemporaryDirectory() as folder:
        every = parts(Path(folder))
        for name in names:
            heading, part = every[name]
            measured = []
            for m in part():
                print(f"{m.what}: {m.median:.2f} {m.unit} {m.verdict}", flush=True)  # noqa: T201
                measured.append(asdict(m))
            kept[name] = {"kop": heading, "over": about(), "gemeten": measured}
            _write({part: kept[part] for part in every if part in kept})


def _write(found: dict[str, dict[str, object]]) -> None:
    said = json.dumps({"over": about(), "delen": found}, indent=2, ensure_ascii=False)
    TARGET.with_suffix(".json").write_text(said + "\n", encoding="utf-8")
    TARGET.with_suffix(".md").write_text(to_markdown(about(), found), encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
