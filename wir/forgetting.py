"""When a delivery that nobody finished goes away: it may hold personal data."""

import logging
import shutil
import time
from datetime import timedelta
from pathlib import Path

from wir.log import tell

KEPT, HALF = timedelta(days=14), timedelta(days=1)


def forget_old(deliveries: Path) -> None:
    """Throw away what nobody worked on for so long. What cannot be thrown away is told in the log; the others go."""
    for folder in deliveries.iterdir() if deliveries.exists() else ():
        try:
            if _is_old(folder):
                throw_away(folder)
        except OSError as error:
            tell("levering niet opgeruimd", logging.WARNING, error, levering=folder.name)


def throw_away(folder: Path) -> None:
    """Remove a delivery, the file as sent included. Broken off halfway it is not found again."""
    (folder / "levering.json").unlink(missing_ok=True)
    shutil.rmtree(folder)


def _is_old(folder: Path) -> bool:
    """What came half cannot be found again, and goes sooner. On a clock that went back nothing is old."""
    age = timedelta(seconds=time.time() - folder.stat().st_mtime)
    return age > (KEPT if (folder / "levering.json").exists() else HALF)
