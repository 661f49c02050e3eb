"""The dashboard as a server: its pages, two addresses for programs beside them, and what happens when a page fails.

`python -m wir dashboard` serves this. `streamlit run dashboard.py` does not do: the pages need our scripts and styles.
"""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send
from streamlit.starlette import App

from wir import __version__, log
from wir.deliveries import Deliveries
from wir.paths import ROOT, store_folder
from wir.store import Store
from wir.ui.failure import show_failure
from wir.ui.newer import fingerprints
from wir.ui.server import shell

CLOSED = ("/_stcore/metrics", "/_stcore/agent")
NOT_HERE = PlainTextResponse("Niet gevonden.", 404)
DAY = 24 * 60 * 60
FRESH = {"Cache-Control": "no-store"}


class Closed:
    """Keeps shut what Streamlit opens by itself and nobody needs here; the proxy does the same."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as if these addresses were not there."""
        closed = scope["type"] == "http" and scope["path"].startswith(CLOSED)
        await (NOT_HERE if closed else self._app)(scope, receive, send)


def health(_request: Request) -> JSONResponse:
    """Whether readers can read: 200 where at least one peiling is theirs to see, else 503."""
    store = Store(store_folder())
    try:
        os.scandir(store.folder / "peilingen").close()
        found = store.catalogue()
        shown, damaged = len(found.current), len(found.damaged)
    except OSError:
        shown, damaged = 0, 0
    status = "niets te lezen" if not shown else "beschadigd" if damaged else "ok"
    said = {"status": status, "peilingen": shown, "beschadigd": damaged, "app": __version__}
    return JSONResponse(said, 200 if shown else 503, FRESH)


def version(_request: Request) -> JSONResponse:
    """What newer.js asks."""
    try:
        return JSONResponse(fingerprints(Store(store_folder())), headers=FRESH)
    except OSError:
        return JSONResponse({}, 503, FRESH)


@asynccontextmanager
async def _lifespan(_app: App) -> AsyncIterator[None]:
    log.start()
    log.tell("gestart", app=__version__)
    clearing = asyncio.create_task(_clear_daily())
    yield
    clearing.cancel()
    log.tell("gestopt")


async def _clear_daily() -> None:
    """Deliveries that were left go when their time is over, also where nobody looks."""
    while True:
        await asyncio.to_thread(Deliveries(Store(store_folder())).clear)
        await asyncio.sleep(DAY)


app = App(
    ROOT / "dashboard.py",
    # Plain functions: Starlette runs them in a thread, for they read the disk.
    routes=[Route("/gezondheid", health), Route("/versie", version), *shell.ROUTES],
    middleware=[Middleware(Closed), Middleware(shell.Shell)],
    lifespan=_lifespan,
    on_script_error=show_failure,
)
