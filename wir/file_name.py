"""A name for a file as somebody sent it."""

import re
import unicodedata
from pathlib import Path

NOT_IN_NAMES = re.compile(r"[^\w .()'+,-]")
LONGEST = 200  # bytes; a file system takes 255


def safe_name(name: str) -> str:
    """The last part of a name, without what a file system or a page could take for something else."""
    safe = NOT_IN_NAMES.sub("_", unicodedata.normalize("NFC", Path(name).name))
    short = safe.encode()[-LONGEST:].decode(errors="ignore")
    return short if short.strip(". ") else "register"
