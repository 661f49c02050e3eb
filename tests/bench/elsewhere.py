"""The store in a folder against the store in Azurite: opening, publishing, being seen, and what a page waits for it."""

import os
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from unittest.mock import patch

from tests.bench.measure import RUNS, Measured, of, timed
from tests.support.object_stores import azure_at, azure_server
from tests.support.slow_line import line
from wir.common.paths import EXAMPLE
from wir.store.elsewhere import Elsewhere
from wir.store.home import Folder, Home, home_of
from wir.store.moving import move
from wir.store.publishing import publish_workbook
from wir.store.store import Store, our_store
from wir.ui import cache

REGISTER = EXAMPLE / "register_2020-11-01_okt-20.xlsx"
SEEN, PAGE, SLOW = 2.0, 50.0, 0.3  # seconds, milliseconds, seconds


def elsewhere(store: Store, folder: Path) -> Iterator[Measured]:
    """Each of both places has the same store; the slow line adds SLOW to every request."""
    folder.mkdir()
    with (
        azure_server(folder) as server,
        line(server.port) as far,
        patch.dict(os.environ, azure_at(far.port).environment),
    ):
        address = server.address()
        move(store, address, lambda _key: None)
        yield from _of("map", lambda: Folder(store.root))
        yield from _of("Azurite", lambda: Elsewhere(address))
        yield of("door een ander gezien, Azurite", "s", _seen(address), SEEN)
        for what, named, wait in (
            ("map", str(store.root), 0.0),
            ("Azurite", address, 0.0),
            ("Azurite, 300 ms", address, SLOW),
        ):
            far.wait = wait
            yield of(f"wat een pagina op de opslag wacht, {what}", "ms", _waited(named), PAGE)


def _of(what: str, opened: Callable[[], Home]) -> Iterator[Measured]:
    homes: list[Home] = []

    def read() -> None:
        homes.append(opened())
        homes[-1].freshen()
        Store(homes[-1]).catalogue(anew=True)

    yield of(f"openen en alles nakijken, {what}", "ms", timed(read))
    yield of(f"publiceren, 318 projecten, {what}", "ms", timed(lambda: _publish(Store(homes[-1]))))
    for home in homes:
        if isinstance(home, Elsewhere):
            home.close()


def _publish(store: Store) -> None:
    publish_workbook(store, REGISTER, date(2021, 5, 1), "bench")


def _seen(address: str) -> Iterator[float]:
    """Seconds from the end of a publication to its being used by another process."""
    writer, reader = Elsewhere(address), Elsewhere(address)
    writer.freshen()
    reader.freshen()
    for _ in range(RUNS):
        _publish(Store(writer))
        begun, there = time.monotonic(), Store(writer).names()
        while Store(reader).names() != there:
            reader.freshen()
            time.sleep(0.02)
        yield time.monotonic() - begun
    writer.close()
    reader.close()


def _waited(named: str) -> list[float]:
    with patch.dict(os.environ, {"WIR_OPSLAG": named}):
        cache.database()
        time.sleep(2)
        taken = timed(cache.database, 40, lambda: time.sleep(0.05))
        home = our_store().home
        home_of.cache_clear()
    if isinstance(home, Elsewhere):
        home.close()
    return taken
