"""The dashboard as a server: `streamlit run dashboard.py` with two addresses for programs beside the pages, what nobody
needs closed, a policy for scripts, a log, and our own words when a page fails.

`python -m wir dashboard` serves this.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import duckdb
from starlette.datastructures import MutableHeaders
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit import get_option
from streamlit.starlette import App

from wir import __version__, log
from wir.address import default
from wir.deliveries import Deliveries
from wir.errors import WirError
from wir.paths import ROOT, store_folder
from wir.store import Store
from wir.tables import build_table
from wir.ui import cache as shared
from wir.ui.failure import show_failure
from wir.ui.newer import fingerprints

BASE = "/".join(["", *get_option("server.baseUrlPath").strip("/").split("/")]).rstrip("/")  # as /wir, or nothing
CLOSED = (f"{BASE}/_stcore/metrics", f"{BASE}/_stcore/agent")
# Only ourselves; docs/deploy/nginx.conf says why of each, and repeats it for all that it serves.
POLICY = (
    "default-src 'none'; script-src 'self' blob: 'sha256-THxz9J9+wf7rhwR2YkXJoSZ13UCmYyC+3lNDv2+8ugA='; "
    "style-src 'self' 'unsafe-inline'; img-src 'self' data:; font-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
NOT_HERE = PlainTextResponse("Niet gevonden.", 404)
DAY = 24 * 60 * 60
FRESH = {"Cache-Control": "no-store"}


class Guard:
    """Keeps shut what Streamlit opens by itself and nobody needs here, and says what a page may load.

    The proxy does the same.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer as if the closed addresses were not there; every answer carries the policy."""

        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message)["Content-Security-Policy"] = POLICY
            await send(message)

        closed = scope["type"] == "http" and scope["path"].startswith(CLOSED)
        await (NOT_HERE if closed else self._app)(scope, receive, with_policy)


def health(_request: Request) -> JSONResponse:
    """Whether readers can read: 200 where a table can be made of at least one peiling that is theirs, else 503."""
    try:
        database = shared.database()
        shown, damaged = len(database.catalogue.current), len(database.catalogue.damaged)
        if shown:
            build_table("6", database, default(database.catalogue))
    except (OSError, WirError, duckdb.Error) as error:
        log.tell("niet te lezen", logging.ERROR, error)
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
    where = f"http://{get_option('server.address')}:{get_option('server.port')}{BASE}"
    print(f"Het dashboard staat op {where}  (stoppen: Ctrl+C)", flush=True)  # noqa: T201
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
    routes=[Route(f"{BASE}/gezondheid", health), Route(f"{BASE}/versie", version)],
    middleware=[Middleware(Guard)],
    lifespan=_lifespan,
    on_script_error=show_failure,
)
