"""A folder of one's own for a moment, for cells of a register; one that a killed process left is cleared by the next.

Its process holds a lock on it for as long as it lives.
"""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

NAME, HALF = "wir-kladmap-", "wir-begin-"


@contextmanager
def scratch_folder() -> Iterator[Path]:
    """The folder; it goes when its user is done."""
    clear_scratch()
    # Under another name until it is locked: nobody clears it in between.
    half = Path(tempfile.mkdtemp(prefix=HALF))
    lock = os.open(half, os.O_RDONLY)
    folder = half.with_name(half.name.replace(HALF, NAME))
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        half.rename(folder)
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def clear_scratch() -> None:
    """Take away what those left that were killed."""
    for folder in Path(tempfile.gettempdir()).glob(f"{NAME}*"):
        with suppress(OSError):  # in use, just gone, or of somebody else
            lock = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW)
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
                if os.fstat(lock).st_uid == os.geteuid():
                    shutil.rmtree(folder)
            finally:
                os.close(lock)
