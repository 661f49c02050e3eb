"""Bringing a register into the store: read, check, publish; and the example registers for an empty store."""

import contextlib
import re
from datetime import date
from pathlib import Path

from wir.errors import PublishConflict
from wir.paths import EXAMPLE
from wir.peiling import Peiling
from wir.register.validation import read_register
from wir.store import Store
from wir.vocabulary import regions, vocabulary

EXAMPLE_NAME = re.compile(r"register_(\d{4}-\d\d-\d\d)_(.+)\.xlsx")


def publish_workbook(
    store: Store,
    path: Path,
    peildatum: date,
    door: str,
    label: str = "",
    toelichting: str = "",
    versie: int | None = None,
) -> Peiling:
    """Read, check and publish a workbook; nothing is stored when it has faults.

    Raises UnreadableRegister, RegisterRejected or PublishConflict.
    """
    register = read_register(path, vocabulary(), regions())
    return store.publish(register, path, peildatum, door, label, toelichting, versie)


def fill_empty_store(store: Store) -> None:
    """Publish the example registers when nothing was ever published; a second filler at the same time is harmless."""
    if store.peilingen():
        return
    for path in sorted(EXAMPLE.glob("register_*.xlsx")):
        if named := EXAMPLE_NAME.fullmatch(path.name):
            with contextlib.suppress(PublishConflict):
                publish_workbook(
                    store,
                    path,
                    date.fromisoformat(named[1]),
                    door="voorbeeldregister",
                    label=named[2],
                    toelichting="Voorbeeldregister, gereconstrueerd uit het rapport van januari 2021.",
                    versie=1,
                )
