"""Bringing a register in: from the upload to the preview, and the largest one that is accepted."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.bench.browser import HEADING, STANDS, chromium, opened
from tests.bench.measure import RUNS, Measured, of
from tests.browser.conftest import PENDING, hold_key, serving
from tests.register.read.test_limits import register_of
from wir.common.paths import EXAMPLE, ROOT
from wir.register.read.limits import MOST_ROWS

REGISTER = EXAMPLE / "register_2020-11-01_okt-20.xlsx"
PREVIEW, LARGEST, MEGABYTES = 1.0, 30.0, 1024.0


def bringing_in(folder: Path, store: Path) -> Iterator[Measured]:
    """318 rows in a browser, as the register of a new peildatum; 100,000 rows on the command line."""
    named = folder / "register 2021-05-01.xlsx"
    named.write_bytes(REGISTER.read_bytes())
    taken = []
    with sync_playwright() as play, serving(store) as base:
        browser = chromium(play)
        for _ in range(RUNS):
            with opened(browser) as page:
                hold_key(page, base)
                page.goto(f"{base}/Register_bijwerken", wait_until="commit")
                page.wait_for_function(STANDS, arg=[*HEADING, PENDING], polling="raf")
                start = time.perf_counter()
                page.locator('input[type="file"]').set_input_files(named)
                page.get_by_role("heading", name="6. Publiceren").wait_for()
                taken.append(time.perf_counter() - start)
        browser.close()
    yield of("318 rijen: van bestand tot voorbeeld", "s", taken, PREVIEW)
    yield from _largest(folder, store)


def _largest(folder: Path, store: Path) -> Iterator[Measured]:
    """Reading, checking, comparing and publishing, in a process of its own."""
    path = register_of(folder / "groot.xlsx", MOST_ROWS, faults=False)
    command = [sys.executable, "-m", "wir", "publiceer", str(path), "--peildatum", "2022-05-01", "--door", "bench"]
    command += ["--akkoord-verlies", "318"]  # none of the example is in it
    start = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=ROOT, env={**os.environ, "WIR_OPSLAG": str(store)}, stdout=subprocess.DEVNULL
    )
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{path} was refused")
    yield of(
        f"{MOST_ROWS:_} rijen inbrengen en publiceren".replace("_", "."), "s", [time.perf_counter() - start], LARGEST
    )
    computing = used.ru_utime + used.ru_stime  # its own and of the process that reads; others do not count
    yield of(f"{MOST_ROWS:_} rijen: processortijd".replace("_", "."), "s", [computing], LARGEST)
    yield of(f"{MOST_ROWS:_} rijen: geheugen".replace("_", "."), "MB", [used.ru_maxrss / 1024], MEGABYTES)
