"""Data by address beside fifty readers of pages: what programs that fetch as fast as they may cost those readers."""

import asyncio
import os
import random
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlparse

import httpx

from tests.bench.measure import RUNS, Measured, of, ratios
from tests.bench.people import CROWDS, Seen, crowd, process_on
from tests.browser.conftest import serving
from wir.domain.vocabulary import vocabulary
from wir.export.offered import offered

PROGRAMS, MINUTES, MOST = 10, 0.5, 1.2


def by_address(store: Path) -> Iterator[Measured]:
    """Five rounds without and with ten programs, in turn."""
    alone, beside, spent, spent_beside, answers = [], [], [], [], []
    with serving(store) as base:
        process = process_on(urlparse(base).port or 0)
        asyncio.run(crowd(base, 2, 0.3))
        for number in range(RUNS):
            before = _processor(process)
            seen = asyncio.run(crowd(base, CROWDS[0], MINUTES))
            alone.append(_p95(seen))
            between = _processor(process)
            spent.append((between - before) / _clicks(seen))
            seen, answered = asyncio.run(_both(base, number))
            beside.append(_p95(seen))
            spent_beside.append((_processor(process) - between) / _clicks(seen))
            answers.append(answered)
    yield of("p95 van 50 lezers, zonder programma’s", "s", alone)
    yield of(f"p95 van 50 lezers, met {PROGRAMS} programma’s", "s", beside)
    ratio = sorted(beside)[RUNS // 2] / sorted(alone)[RUNS // 2]
    yield of("mediaan van p95 met tegen zonder", "×", [ratio], MOST)
    yield of("processortijd van de server per klik van een lezer, zonder programma’s", "ms", spent)
    yield of(f"processortijd van de server per klik van een lezer, met {PROGRAMS} programma’s", "ms", spent_beside)
    yield ratios("processortijd per klik met tegen zonder", spent_beside, spent, MOST)
    yield of("antwoorden aan programma’s per minuut", "", [count / MINUTES for count in answers])


def _clicks(seen: Seen) -> int:
    return len(seen.filters) + len(seen.pages)


def _processor(process: Path) -> float:
    """Milliseconds of processor that a process used so far."""
    fields = (process / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / os.sysconf("SC_CLK_TCK")


def _p95(seen: Seen) -> float:
    taken = sorted([*seen.filters, *seen.pages])
    return taken[int(len(taken) * 0.95)]


async def _both(base: str, seed: int) -> tuple[Seen, float]:
    programs = asyncio.gather(*(_program(base, seed * PROGRAMS + n) for n in range(PROGRAMS)))
    seen = await crowd(base, CROWDS[0], MINUTES)
    return seen, float(sum(await programs))


async def _program(base: str, number: int) -> int:
    """Ask on and on, each time something else, and wait as long as it is told to; how many answers had rows."""
    dice, given, end = random.Random(number), 0, time.monotonic() + MINUTES * 60
    paths = [path for path, each in offered().items() if each.of_peiling]
    holders = [term.code for term in vocabulary().terms("concessiehouder")]
    key = {"X-Forwarded-For": f"10.0.0.{number}"}  # each on a machine of its own, as nginx says it
    async with httpx.AsyncClient(base_url=f"{base}/data/", headers=key, timeout=60) as client:
        while time.monotonic() < end:
            kind = dice.choice(("csv", "json", "parquet"))
            answer = await client.get(f"{dice.choice(paths)}.{kind}", params={"concessiehouder": dice.choice(holders)})
            given += answer.status_code == 200
            wait = float(answer.headers.get("Retry-After", 0))
            await asyncio.sleep(min(wait, max(0.0, end - time.monotonic())))
    return given
