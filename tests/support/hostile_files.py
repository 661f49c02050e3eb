"""How a file that should not be read is to be refused, and a maker of files too large to hold here."""

import time
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from tests.support import sheets
from tests.support.registers import read_workbook
from tests.support.sheets import REGISTER, SHEET
from wir.common.errors import UnreadableRegister

SECONDS, MEGABYTES = 15, 64


def peak() -> int:
    """The most memory that this process has had since the last time that this was asked, in MB."""
    status = Path("/proc/self/status").read_text()
    Path("/proc/self/clear_refs").write_text("5")
    return int(status.partition("VmHWM:")[2].split()[0]) // 1024


def refused(path: Path) -> str:
    """The sentence with which a file is refused, without its name."""
    peak()
    before, start = peak(), time.monotonic()
    with pytest.raises(UnreadableRegister) as caught:
        read_workbook(path)
    assert time.monotonic() - start < SECONDS
    assert peak() - before < MEGABYTES
    name, _, sentence = str(caught.value).partition(": ")
    assert name == path.name
    assert "\n" not in sentence
    assert len(sentence) < 300
    return sentence


def register(folder: Path, name: str = "register.xlsx") -> Path:
    return sheets.xlsx(folder / name, REGISTER)


SIGN = b"<sheetData>"


def stretched(path: Path, filler: bytes, times: int, after: bytes = SIGN) -> Path:
    """A workbook whose first sheet has so many MB of a filler; written in pieces, to hold little here."""
    source = register(path.parent, "bron.xlsx")
    with ZipFile(source) as old, ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as new:
        for name in old.namelist():
            head, sign, tail = old.read(name).partition(after if name == SHEET else b"\xff")
            with new.open(name, "w", force_zip64=False) as part:
                part.write(head + sign)
                for _ in range(times if sign else 0):
                    part.write(filler * (2**20 // len(filler)))
                part.write(tail)
    return path
