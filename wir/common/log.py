"""The log of the server: one line of JSON for each event, on stderr, with nothing of a register or a person in it.

A library may quote anything in what it logs, and an error may quote a cell. So of a library's line only the place is
kept where it logs, and of an error its class and the lines of code: never a text.
"""

import asyncio
import errno
import json
import logging
import re
import secrets
import threading
import traceback
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Any

from wir.common.paths import ROOT

LOG = logging.getLogger("wir")
LIBRARIES = ("uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi")  # those that bring handlers of their own
MINUTE, MOST_A_MINUTE = 60, 30
DEEPEST = 12  # places of an error
SAFE_ID = re.compile(r"[A-Za-z0-9-]{1,64}")


@dataclass(frozen=True)
class Run:
    """One run of a page: its number, that of the connection where a proxy gave one, and the page once it is known."""

    id: str
    connection: str = ""
    page: str | None = None


_RUN: ContextVar[Run | None] = ContextVar("run", default=None)


def this_run() -> Run:
    """The run that is under way in this thread."""
    run = _RUN.get() or Run(secrets.token_hex(4))
    if not _serving():
        _RUN.set(run)
    return run


def _serving() -> bool:
    """Whether this is the thread of the server: what is noted there, every connection after it would inherit."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return False
    return True


def visited(connection: str) -> None:
    """Note over which connection this run came. Anything but a plain id is dropped: it comes from outside."""
    _RUN.set(replace(this_run(), connection=connection if SAFE_ID.fullmatch(connection) else ""))


def opened(page: str) -> None:
    """Note that a page begins. What a click did just before belongs to the same run."""
    run = this_run()
    _RUN.set(replace(run if run.page is None else Run(secrets.token_hex(4)), page=page))


def tell(event: str, level: int = logging.INFO, error: BaseException | None = None, **facts: str | int | None) -> None:
    """Log an event of our own. `facts` are keys, counts and durations, never a text that a person typed."""
    LOG.log(level, event, exc_info=error, extra={"facts": facts})


class Line(logging.LogRecord):
    """A record that reads as one line of JSON, whoever logs it."""

    def __init__(
        self,
        name: str,
        level: int,
        pathname: str,
        lineno: int,
        msg: object,
        args: Any,
        exc_info: Any,
        func: str | None = None,
        sinfo: str | None = None,
        **more: object,
    ) -> None:
        # Without the error and the stack a handler has no text of them to print.
        super().__init__(name, level, pathname, lineno, msg, args, None, func)
        self.error: BaseException | None = exc_info[1] if isinstance(exc_info, tuple) else None

    def getMessage(self) -> str:
        """The line. Characters that could begin another line are escaped by JSON."""
        run, own = this_run() if self.error else _RUN.get(), self.name.split(".")[0] == LOG.name
        said = {
            "tijd": datetime.fromtimestamp(self.created, UTC).isoformat(timespec="milliseconds"),
            "niveau": self.levelname,
            "gebeurtenis": super().getMessage() if own else "fout" if self.error else "bibliotheek",
            "bron": "" if own else f"{self.name}:{self.lineno}",
            "aanvraag": run.id if run else "",
            "verbinding": run.connection if run else "",
            "pagina": run.page if run else None,
            **vars(self).get("facts", {}),  # put there by `tell`
            "overgeslagen": vars(self).get("skipped"),  # and this by Bounded
            **(described(self.error) if self.error else {}),
        }
        return json.dumps({name: value for name, value in said.items() if value not in ("", None)})


def described(error: BaseException) -> dict[str, str | list[str]]:
    """What may be told of an error: its class, that of what it came from, and where in the code."""
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    code = errno.errorcode.get(error.errno or 0, "") if isinstance(error, OSError) else ""
    cause = error.__cause__ or error.__context__
    came_from = {"oorzaak": f"{type(cause).__module__}.{type(cause).__qualname__}"} if cause else {}
    return {"fout": kind, **({"code": code} if code else {}), **came_from, "plaats": _places(error.__traceback__)}


def _places(trace: TracebackType | None) -> list[str]:
    """The innermost lines of code of a traceback, from the outside in."""
    places = [f"{_short(frame.f_code.co_filename)}:{number}" for frame, number in traceback.walk_tb(trace)]
    return places[-DEEPEST:]


def _short(file: str) -> str:
    """A path without where this machine keeps it."""
    path = Path(file)
    if path.is_relative_to(ROOT) and "site-packages" not in path.parts:
        return str(path.relative_to(ROOT))
    return "/".join(path.parts[-3:])


class Bounded(logging.Filter):
    """Of what repeats itself only the first of a minute; the next line of its kind says how many were left out.

    What someone sends may make a library warn of each: that may not fill the disk.
    """

    def __init__(self) -> None:
        super().__init__()
        self._minutes: dict[tuple[str, int, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether this line is written. One thread at a time asks: the handler has a lock."""
        kind = record.name, record.lineno, str(record.msg) if record.name == LOG.name else ""
        begun, count = self._minutes.get(kind, (record.created, 0))
        if record.created - begun >= MINUTE:
            if count > MOST_A_MINUTE:
                vars(record)["skipped"] = count - MOST_A_MINUTE
            begun, count = record.created, 0
        self._minutes[kind] = begun, count + 1
        return count < MOST_A_MINUTE


def start() -> None:
    """From now on everything that this process logs is such a line on stderr.

    Not before the server opens: what a library says of the port or the settings may be read.
    """
    logging.setLogRecordFactory(Line)
    logging.basicConfig(format="%(message)s", force=True)
    for handler in logging.getLogger().handlers:
        handler.addFilter(Bounded())
    LOG.setLevel(logging.INFO)
    logging.captureWarnings(True)
    threading.excepthook = _in_thread
    for name in LIBRARIES:
        library = logging.getLogger(name)
        library.handlers.clear()
        library.propagate = True
        library.setLevel(logging.WARNING)


def _in_thread(failed: threading.ExceptHookArgs) -> None:
    if failed.exc_type is not SystemExit:  # a thread may end so
        tell("fout in een thread", logging.ERROR, failed.exc_value)
