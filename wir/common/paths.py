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


def store_address() -> str:
    """The folder with the peilingen, or the address of a store elsewhere: what WIR_OPSLAG names, else data/opslag."""
    return address_of(os.environ.get("WIR_OPSLAG") or str(DATA / "opslag"))


def address_of(named: str) -> str:
    """A folder in full, an address as it is."""
    return named if "://" in named else str(Path(named).resolve())
