"""The command line in this process, in Dutch as python -m wir has it, on a store of its own."""

import gettext
import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from openpyxl import load_workbook

from wir.cli import main
from wir.common.paths import ROOT
from wir.store.store import Store

# What goes with a correction.
CORRECTS = ("--correctie", "--toelichting", "Er stond een fout in.")
GOLDEN = Path(__file__).parent.parent / "golden"


class Wir:
    """Runs commands on one store."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def __call__(self, *words: object) -> Result:
        """What it said on stdout and stderr, and its exit code; an exception that it did not expect is raised."""
        return CliRunner().invoke(main, [str(w) for w in words], prog_name="python -m wir", catch_exceptions=False)

    def json(self, *words: object) -> Any:
        return json.loads(self(*words, "--formaat", "json").stdout)

    def keys(self) -> list[str]:
        return [p.key for p in self.store.peilingen()]


def in_dutch(example_store: Store, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    """The commands on a copy of the example store."""
    store = Store(folder / "opslag")
    shutil.copytree(example_store.folder, store.folder)
    return in_dutch_on(store, monkeypatch)


def in_dutch_on(store: Store, monkeypatch: pytest.MonkeyPatch) -> Wir:
    """The commands on this very store, also where there is none yet."""
    monkeypatch.setenv("WIR_OPSLAG", str(store.folder))
    monkeypatch.setenv("LANGUAGE", "nl")
    gettext.bindtextdomain("messages", ROOT / "wir" / "cli" / "taal")
    return Wir(store)


def golden(name: str) -> str:
    """What was read and found good once; a change in it must be meant."""
    return (GOLDEN / name).read_text(encoding="utf-8")


def change(path: Path, cells: dict[tuple[str, str], object]) -> Path:
    """Type other values in a workbook, by sheet and address."""
    book = load_workbook(path)
    for (sheet, address), value in cells.items():
        book[sheet][address] = value
    book.save(path)
    return path
