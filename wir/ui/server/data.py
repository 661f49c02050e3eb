"""Rows by address, for a program that fetches them anew: /data/tabel/6.csv with the selection of a page behind it.

What a reader may see, a program may: where reading needs an account it brings a key (reading_keys.py), or the cookie of
who signed in. Concepts are in no answer.
"""

import hashlib
import logging
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from email.utils import format_datetime, parsedate_to_datetime
from urllib.parse import parse_qs

import duckdb
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response
from starlette.routing import Route
from streamlit import get_option

from wir import __version__
from wir.common import log
from wir.common.errors import NoComparison, UnknownPeiling, UnknownTable, WirError
from wir.common.numbers import count
from wir.database.database import Database
from wir.domain.access import Visitor, WrongSettings, access, read_settings
from wir.domain.address import Reading, quoted, read_params, within_limits
from wir.domain.declaration import HOME, Declaration
from wir.domain.registers import REGISTERS
from wir.domain.selection import DATES, Selection
from wir.export.data import KINDS, WRITERS, Facts
from wir.export.offered import FORM, WIDE, Offered, find
from wir.store.reading_keys import opens
from wir.store.store import our_store
from wir.ui import cache as shared
from wir.ui.access import known_secrets
from wir.ui.server.data_index import days, description, page, told
from wir.ui.server.small_cookies import signed_in_claims
from wir.ui.server.turns import TooBusy, Turns

PATH = "/data"
KEY = "leessleutel"
MOST_ROWS = 100_000
REMEMBERED = 2**20  # bytes of an answer that is kept for who asks the same
EVERY, WAIT, PER_MINUTE = 0.35, 10.0, 60  # seconds, seconds
ASK = {"WWW-Authenticate": 'Basic realm="WIR-dashboard", charset="UTF-8"'}
OPEN = {"Cache-Control": "private, no-cache", "X-Content-Type-Options": "nosniff"}


class Refused(WirError):
    """What is asked is not given; the answer says why."""

    def __init__(
        self, status: int, words: str, refused: tuple[str, ...] = (), headers: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(words)
        self.status, self.refused, self.headers = status, refused, headers or {}


@dataclass(frozen=True)
class Answer:
    """The rows of one selection in one form, with what goes along in the headers."""

    tag: str
    headers: tuple[tuple[str, str], ...]
    body: bytes | None


def routes(base: str) -> list[Route]:
    """The addresses below `base`, which is the path of the dashboard."""
    turns = Turns(EVERY, WAIT, PER_MINUTE)

    def guarded(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
        # A plain function: Starlette runs it in a thread, for it reads and computes.
        def answered(request: Request) -> Response:
            try:
                refuse_stranger(request)
                with turns.one(who(request)):
                    return answer(request)
            except Refused as error:
                said = {"fout": str(error), **({"geweigerd": list(error.refused)} if error.refused else {})}
                return JSONResponse(said, error.status, {"Cache-Control": "no-store", **error.headers})
            except TooBusy as error:
                wait = {"Cache-Control": "no-store", "Retry-After": str(error.wait)}
                return JSONResponse({"fout": str(error)}, 429 if error.yours else 503, wait)
            except (OSError, WirError, duckdb.Error) as error:
                log.tell("gegevens niet te geven", logging.ERROR, error)
                said = {"fout": "De gegevens zijn nu niet te lezen; probeer het straks opnieuw."}
                return JSONResponse(said, 503, {"Cache-Control": "no-store"})

        return answered

    return [
        Route(f"{base}{PATH}", lambda _request: RedirectResponse(f"{base}{PATH}/", 308)),
        Route(f"{base}{PATH}/", guarded(index)),
        Route(f"{base}{PATH}/openapi.json", guarded(openapi)),
        Route(f"{base}{PATH}/{{path:path}}", guarded(rows)),
    ]


def who(request: Request) -> str:
    """Whom to count an answer for: a key that is one, else where the request comes from. It is kept nowhere."""
    host = request.client.host if request.client else ""
    behind = request.headers.get("x-forwarded-for", "").rpartition(",")[2].strip()
    key = _key(request)
    return key if key and opens(our_store(), key) else (behind if host in ("127.0.0.1", "::1") and behind else host)


def refuse_stranger(request: Request) -> None:
    """Raises Refused for who may not read the pages either."""
    try:
        secrets = known_secrets()
        settings = read_settings(secrets.get("toegang", {}))
    except WrongSettings as error:
        raise Refused(503, "De toegang is niet goed ingesteld; de pagina’s zeggen wat eraan schort.") from error
    claims = signed_in_claims(request.cookies)
    visitor = Visitor(get_option("server.address"), dict(request.headers), claims, "auth" in secrets)
    if access(visitor, settings, datetime.now(UTC)).may_read:
        return
    if not opens(our_store(), _key(request)):
        said = "Hiervoor is een leessleutel nodig. Een beheerder maakt die op de pagina Register bijwerken."
        raise Refused(401, said, headers=ASK)


def _key(request: Request) -> str:
    """The key that came along: as the password of a name, as a bearer token, or in the address."""
    kind, _, given = request.headers.get("authorization", "").partition(" ")
    if kind.lower() == "bearer":
        return given.strip()
    if kind.lower() == "basic":
        try:
            return b64decode(given, validate=True).decode().partition(":")[2]
        except ValueError:
            return ""
    return request.query_params.get(KEY, "")


def database_of(declared: Declaration) -> Database:
    """What readers may see of a register. Raises OSError where the store cannot be reached."""
    return shared.database() if declared.name == HOME else shared.register(declared)


def rows(request: Request) -> Response:
    """The rows that an address means."""
    path, _, kind = str(request.path_params["path"]).rpartition(".")
    if kind not in WRITERS:
        raise Refused(404, f"Een adres eindigt op {', '.join('.' + k for k in WRITERS)}; er is een lijst op {PATH}/.")
    try:
        each = find(path)
        database = database_of(each.declared)
        form, selection = _asked(request, each, database)
        answer = database.rows.ask(_answer, path, kind, form, selection)
    except (UnknownTable, UnknownPeiling) as error:
        raise Refused(404, str(error)) from error
    except NoComparison as error:
        raise Refused(400, str(error)) from error
    changed = _changed(database)
    headers = {**OPEN, "ETag": answer.tag, "Last-Modified": format_datetime(changed, True), **dict(answer.headers)}
    if _unchanged(request, answer.tag, changed):
        return Response(None, 304, headers)
    body = answer.body or _write(database, path, kind, form, selection)[1]
    return Response(body, 200, headers, KINDS[kind])


def _asked(request: Request, each: Offered, database: Database) -> tuple[str, Selection]:
    """The form and the selection. Raises Refused with what the address names that does not exist."""
    params = {n: v for n, v in parse_qs(request.url.query, keep_blank_values=True).items() if n != KEY}
    params, too_much = within_limits(params)
    form = params.pop(FORM, [WIDE])[-1]
    if each.of_peiling:
        own = {each.declared.parameter(name) for name in (*DATES, *each.declared.filters)}
        other = [name for name in params if name not in own]
        mine = {name: values for name, values in params.items() if name not in other}
        reading = read_params(mine, database.catalogue, database.lists, declared=each.declared)
        too_much = (*too_much, *(f"instelling {quoted(name)}" for name in other))
    else:
        changeless = tuple(f"instelling {quoted(name)} (deze tabel verandert niet)" for name in params)
        reading = Reading(Selection(date.min), changeless)
    refused = (*too_much, *reading.refused)
    if form not in each.forms:
        refused = (*refused, f"{FORM} {quoted(form)} (er is: {' en '.join(each.forms)})")
    if refused:
        raise Refused(400, "Dit adres noemt iets dat hier niet bestaat; er zijn geen gegevens gegeven.", refused)
    return form, reading.selection


def _answer(database: Database, path: str, kind: str, form: str, selection: Selection) -> Answer:
    headers, body = _write(database, path, kind, form, selection)
    tag = f'"{hashlib.sha256(body).hexdigest()[:32]}"'
    return Answer(tag, headers, body if len(body) <= REMEMBERED else None)


def _write(
    database: Database, path: str, kind: str, form: str, selection: Selection
) -> tuple[tuple[tuple[str, str], ...], bytes]:
    """The headers and the body. Raises Refused for more rows than one answer holds."""
    each = find(path)
    listing = each.listing(database, selection, form)
    if len(listing.lines) > MOST_ROWS:
        said = f"Dit zijn {count(len(listing.lines))} rijen; een antwoord heeft er ten hoogste {count(MOST_ROWS)}."
        raise Refused(413, f"{said} Kies een filter, zoals een concessiehouder.")
    shown = database.shown(selection) if each.of_peiling else None
    compared = selection.vergelijk_peildatum if shown else None
    facts = Facts(shown.peildatum, shown.versie, compared) if shown else Facts()
    headers = {"X-WIR-Rijen": str(len(listing.lines)), "X-WIR-Voorbeeldregister": "ja" if listing.example else "nee"}
    if shown:
        headers |= {"X-WIR-Peildatum": shown.peildatum.isoformat(), "X-WIR-Versie": str(shown.versie)}
    name = path.rpartition("/")[2]
    headers["Content-Disposition"] = f'inline; filename="WIR-{name}.{kind}"'
    return tuple(headers.items()), WRITERS[kind](listing, facts)


def _changed(database: Database) -> datetime:
    """When something last became of a peiling that readers may see, to the second."""
    times = [t for p in database.catalogue.peilingen for t in (p.manifest.wanneer, *(m.wanneer for m in p.marks))]
    moments = (datetime.fromisoformat(t).astimezone(UTC) for t in times)
    return max(moments, default=datetime.fromtimestamp(0, UTC)).replace(microsecond=0)


def _unchanged(request: Request, tag: str, changed: datetime) -> bool:
    """Whether who asks has it already. A tag says it exactly; a time only where none is given."""
    if known := request.headers.get("if-none-match"):
        return "*" in known or tag in [part.strip().removeprefix("W/") for part in known.split(",")]
    try:
        return changed <= parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except (ValueError, TypeError):
        return False


def index(request: Request) -> Response:
    """All that can be asked for: for a person a page, for a program JSON."""
    found = [database_of(declared) for declared in REGISTERS.values()]
    listed = [each for database in found for each in database.tables.ask(told)]
    if "text/html" in request.headers.get("accept", ""):
        return HTMLResponse(page(listed), 200, OPEN)
    dates = {database.declared.name: days(database) for database in found}
    said = {"app": __version__, "peildata": dates.pop(HOME), "peildata_andere_registers": dates, "gegevens": listed}
    return JSONResponse(said, 200, OPEN)


def openapi(_request: Request) -> Response:
    """The same for who generates a client."""
    return JSONResponse(description(), 200, OPEN)
