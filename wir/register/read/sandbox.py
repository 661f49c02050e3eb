"""Handling a file in a process of its own: whatever it does, the server and its visitors go on."""

import json
import logging
import os
import subprocess
import sys
from pathlib import Path

from wir.common.errors import UnreadableRegister
from wir.common.paths import ROOT
from wir.register.read.limits import MOST_MEGABYTES, MOST_MEMORY, MOST_SECONDS

TOO_LARGE = (
    f"Het bestand vraagt meer dan {MOST_MEMORY // 2**20} MB geheugen of {MOST_SECONDS} seconden. "
    "Staat er ver naar onder of naar rechts nog een losse cel (Ctrl+End)? Verwijder die en sla het opnieuw op."
)


def run_apart(module: str, source: Path, *more: Path) -> None:
    """Run a module of ours on a file, within limits. Raises UnreadableRegister when it refuses or does not survive."""
    if source.stat().st_size > MOST_MEGABYTES * 2**20:
        raise UnreadableRegister(
            f"{source.name} is groter dan {MOST_MEGABYTES} MB. Splits het, of verwijder wat niet nodig is."
        )
    command = [sys.executable, "-m", module, *(str(p.resolve()) for p in (source, *more))]
    environment = {"PATH": os.defpath, "PYTHONDONTWRITEBYTECODE": "1", "RUST_BACKTRACE": "0"}
    try:
        done = subprocess.run(  # nosec B603 # our own words, no shell
            command, cwd=ROOT, env=environment, capture_output=True, check=False, timeout=2 * MOST_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise UnreadableRegister(f"{source.name}: {TOO_LARGE}") from error
    if done.stdout:
        raise UnreadableRegister(f"{source.name}: {json.loads(done.stdout)['geweigerd']}")
    if done.returncode < 0 or b"MemoryError" in done.stderr:
        raise UnreadableRegister(f"{source.name}: {TOO_LARGE}")
    if done.returncode:
        logging.getLogger(__name__).error("%s failed: %s", module, _kind_of_error(done.stderr))
        raise UnreadableRegister(f"{source.name}: het bestand kon niet worden gelezen. Sla het opnieuw op als .xlsx.")


def _kind_of_error(stderr: bytes) -> str:
    """The class of the last traceback without its text, which may quote the file."""
    return stderr.decode(errors="replace").rstrip().rpartition("\n")[2].partition(":")[0]
