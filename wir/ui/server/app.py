"""The dashboard as a server: `streamlit run dashboard.py` with two addresses for programs beside the pages, what nobody
needs closed, a policy for scripts, a log, and our own words when a page fails.

`python -m wir dashboard` serves this.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from urllib.parse import urlencode

import duckdb
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse
from starlette.routing import Route
from streamlit import get_option
from streamlit.starlette import App

from wir import __version__
from wir.common import log
from wir.common.errors import WirError
from wir.common.paths import ROOT
from wir.common.scratch import clear_scratch
from wir.domain.address import default
from wir.store.home import Unreachable
from wir.store.pending_deliveries import Deliveries
from wir.store.store import our_store
from wir.tables.build import build_table
from wir.ui import cache as shared
from wir.ui.access import can_sign_in
from wir.ui.blocks.refreshing import served
from wir.ui.frame.failure import show_failure
from wir.ui.frame.newer_peiling import fingerprints
from wir.ui.open_sessions import passes
from wir.ui.publishing_key import PARAM, own_key
from wir.ui.server import data
from wir.ui.server.event_loops import FewFiles
from wir.ui.server.guard import Guard
from wir.ui.server.small_cookies import SignedIn
from wir.ui.server.sockets import Readers, Sockets
from wir.ui.server.uploads import Uploads

BASE = "/".join(["", *get_option("server.baseUrlPath").strip("/").split("/")]).rstrip("/")  # as /wir, or nothing
DAY = 24 * 60 * 60
FRESH = {"Cache-Control": "no-store"}
READERS = Readers()
served().at = f"{BASE}{data.PATH}"


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
    if shown and (since := shared.gone_since()):
        said |= {"opslag_weg_sinds": since.isoformat(timespec="seconds")}
    said |= {"lezers": READERS.now, "meeste_lezers": READERS.most}
    return JSONResponse(said, 200 if shown else 503, FRESH)


def version(request: Request) -> JSONResponse:
    """What newer.js asks for its session."""
    try:
        session = request.headers.get("X-Sessie", "")
        return JSONResponse(fingerprints(our_store(), session), headers=FRESH)
    except (OSError, Unreachable):
        return JSONResponse({}, 503, FRESH)


@asynccontextmanager
async def _lifespan(_app: App) -> AsyncIterator[None]:
    where = f"http://{get_option('server.address')}:{get_option('server.port')}{BASE}"
    if not can_sign_in():
        where += f"/?{urlencode({PARAM: own_key()})}"
    print(f"Het dashboard staat op {where}  (stoppen: Ctrl+C)", flush=True)  # noqa: T201
    log.start()
    log.tell("gestart", app=__version__, meeste_lezers=READERS.most)
    asyncio.set_event_loop_policy(FewFiles())
    clearing = asyncio.create_task(_clear_daily())
    yield
    clearing.cancel()
    log.tell("gestopt")


def _clear_store() -> None:
    try:
        store = our_store()
        Deliveries(store).clear()
        store.home.clear()
    except WirError as error:  # no store yet, or not to be reached: the next day is early enough
        log.tell("opslag niet opgeruimd", logging.WARNING, error)


async def _clear_daily() -> None:
    """Deliveries that were left go when their time is over, and what a killed process left, also where nobody looks."""
    while True:
        await asyncio.to_thread(clear_scratch)
        await asyncio.to_thread(_clear_store)
        await asyncio.sleep(DAY)


app = App(
    ROOT / "dashboard.py",
    # Plain functions: Starlette runs them in a thread, for they read the disk.
    routes=[Route(f"{BASE}/gezondheid", health), Route(f"{BASE}/versie", version), *data.routes(BASE)],
    middleware=[
        Middleware(Guard, base=BASE, readers=READERS),
        Middleware(Sockets, readers=READERS),
        Middleware(Uploads, base=BASE, passes=passes()),
        Middleware(SignedIn, base=BASE),
    ],
    lifespan=_lifespan,
    on_script_error=show_failure,
)
