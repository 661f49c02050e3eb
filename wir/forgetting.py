"""When a delivery that nobody finished goes away: it may hold personal data.

It takes two looks at the clock, a day apart: one that jumped must not throw away what came in this morning.
"""

import os
import shutil
import time
from datetime import timedelta
from pathlib import Path

KEPT, AGAIN = timedelta(days=14), timedelta(days=1)


def forget_old(deliveries: Path) -> None:
    """Note which folders seem too old, and throw away those of which that was noted a day ago."""
    for folder in (p for p in deliveries.glob("*") if p.is_dir()):
        _look(folder, folder.with_suffix(".verlopen"))
    for noted in deliveries.glob("*.verlopen"):
        if not noted.with_suffix("").exists():
            noted.unlink()


def _look(folder: Path, noted: Path) -> None:
    """What came half cannot be found again, and goes sooner."""
    age = _age(folder)
    if age < timedelta():
        os.utime(folder)  # it cannot come from the future: it counts from now
    if age <= (KEPT if (folder / "levering.json").exists() else AGAIN):
        noted.unlink(missing_ok=True)
    elif not noted.exists() or _age(noted) < timedelta():
        noted.touch()
    elif _age(noted) > AGAIN:
        shutil.rmtree(folder)


def _age(path: Path) -> timedelta:
    return timedelta(seconds=time.time() - path.stat().st_mtime)
