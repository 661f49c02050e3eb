"""The stated limit: a register of 100,000 rows is checked within 30 seconds of processor time and 1 GB of memory."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from wir.common.paths import ROOT
from wir.domain.declaration import PROJECTS
from wir.domain.vocabulary import regions, vocabulary
from wir.register.read.limits import MOST_ROWS
from wir.store.store import Store

pytestmark = pytest.mark.full
PROCESSOR_SECONDS, BYTES = 30, 2**30


def register_of(path: Path, rows: int, faults: bool = True) -> Path:
    """As many projects, spread over the regions and themes; with `faults` one in a thousand has a wrong status."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet("Projecten")
    headers = [f.header for f in PROJECTS.fields]
    sheet.append(headers)
    places, themes = regions().scored, vocabulary().terms("thema")
    for number in range(rows):
        place = places[number % len(places)]
        row: dict[str, object] = {
            "projectnummer": f"P{number}",
            "projectnaam": f"Project nummer {number} met een naam",
            "zorgkantoorregio": place.zorgkantoorregio,
            "subregio": place.subregio or None,
            "hoofdrubriek": themes[number % len(themes)].label,
            "startdatum": date(2018 + number % 3, 1 + number % 12, 1),
            "aantal organisaties": 1 + number % 12,
            "status": "Bezig" if faults and not number % 1000 else "Lopend",
            "omschrijving": f"Waar project {number} over gaat, in een paar woorden",
        }
        sheet.append([row.get(header) for header in headers])
    book.save(path)
    return path


def test_the_largest_register_is_checked_within_its_limits(tmp_path: Path, example_store: Store) -> None:
    path = register_of(tmp_path / "groot.xlsx", MOST_ROWS)
    command = [sys.executable, "-m", "wir", "controleer", str(path)]
    environment = {**os.environ, "WIR_OPSLAG": str(example_store.folder)}
    with (tmp_path / "uit").open("w") as output:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=output)
        _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    said = (tmp_path / "uit").read_text(encoding="utf-8")
    assert (process.returncode, "100 fouten" in said) == (1, True)
    assert used.ru_utime + used.ru_stime < PROCESSOR_SECONDS
    assert used.ru_maxrss * 1024 < BYTES
