"""Handling a file in a process of its own: whatever it does, the server and its visitors go on."""

import json
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from subprocess import PIPE, CompletedProcess, Popen, TimeoutExpired  # nosec B404 # our own words, no shell
from time import monotonic

from wir.common.errors import UnreadableRegister
from wir.common.paths import ROOT
from wir.register.read.limits import MOST_MEGABYTES, MOST_MEMORY, MOST_SECONDS

TOO_LARGE = (
    f"Het bestand vraagt meer dan {MOST_MEMORY // 2**20} MB geheugen of {MOST_SECONDS} seconden. "
    "Staat er ver naar onder of naar rechts nog een losse cel (Ctrl+End)? Verwijder die en sla het opnieuw op."
)
LOOK = 0.2  # seconds between two looks at a process that runs


def run_apart(module: str, source: Path, *more: Path, watch: Callable[[], None] = lambda: None) -> None:
    """Run a module of ours on a file, within limits. Raises UnreadableRegister when it refuses or does not survive.

    `watch` is called while it runs; what that raises ends it.
    """
    if source.stat().st_size > MOST_MEGABYTES * 2**20:
        raise UnreadableRegister(
            f"{source.name} is groter dan {MOST_MEGABYTES} MB. Splits het, of verwijder wat niet nodig is."
        )
    try:
        done = _run([sys.executable, "-m", module, *(str(p.resolve()) for p in (source, *more))], watch)
    except TimeoutExpired as error:
        raise UnreadableRegister(f"{source.name}: {TOO_LARGE}") from error
    if done.stdout:
        raise UnreadableRegister(f"{source.name}: {json.loads(done.stdout)['geweigerd']}")
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise UnreadableRegister(f"{source.name}: {TOO_LARGE}")
    if done.returncode:
        logging.getLogger(__name__).error("%s failed: %s", module, _kind_of_error(done.stderr))
        raise UnreadableRegister(f"{source.name}: het bestand kon niet worden gelezen. Sla het opnieuw op als .xlsx.")


def _run(command: list[str], watch: Callable[[], None]) -> CompletedProcess[bytes]:
    """Raises TimeoutExpired; the process never outlives this."""
    environment = {"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1", "RUST_BACKTRACE": "0"}
    until = monotonic() + 2 * MOST_SECONDS
    with Popen(command, cwd=ROOT, env=environment, stdout=PIPE, stderr=PIPE) as process:  # nosec B603
        try:
            while True:
                watch()
                try:
                    stdout, stderr = process.communicate(timeout=LOOK)
                    return CompletedProcess(command, process.returncode, stdout, stderr)
                except TimeoutExpired:
                    if monotonic() > until:
                        raise
        finally:
            process.kill()


def _kind_of_error(stderr: bytes) -> str:
    """The class of the last traceback without its text, which may quote the file."""
    return stderr.decode(errors="replace").rstrip().rpartition("\n")[2].partition(":")[0]
