"""Where the data of this installation lives."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "data"
REPORT = DATA / "rapport"
EXAMPLE = DATA / "voorbeeld"


def names_store() -> bool:
    """Whether somebody said where the peilingen are."""
    return bool(os.environ.get("WIR_OPSLAG"))


def store_folder() -> Path:
    """The folder with the peilingen: what WIR_OPSLAG names, else data/opslag."""
    return Path(os.environ.get("WIR_OPSLAG") or DATA / "opslag").resolve()
