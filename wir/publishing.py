"""Bringing a register into the store: read, check, publish; and the example registers for an empty store."""

import re
from datetime import date
from pathlib import Path

from wir.delivery import Choices, File, examine, publish
from wir.paths import EXAMPLE
from wir.peiling import Peiling
from wir.register.reading import parse_apart
from wir.store import Store

EXAMPLE_PUBLISHER = "voorbeeldregister"
EXAMPLE_NOTE = "Voorbeeldregister, gereconstrueerd uit het rapport van januari 2021."
EXAMPLE_NAME = re.compile(r"register_(\d{4}-\d\d-\d\d)_(.+)\.xlsx")


def publish_workbook(
    store: Store, path: Path, peildatum: date, door: str, label: str = "", toelichting: str = ""
) -> Peiling:
    """Read, check and publish a whole register, as a correction where its peildatum is there already.

    Raises UnreadableRegister, RegisterRejected or PublishConflict; then nothing is stored.
    """
    exists = any(p.peildatum == peildatum for p in store.catalogue().current)
    choices = Choices(peildatum=peildatum, label=label, toelichting=toelichting, correction=exists, keep_missing=False)
    examined = examine(File.of(path, parse_apart(path)), choices, store)
    return publish(store, examined, door)


def fill_empty_store(store: Store) -> None:
    """Publish the example registers in a store that holds nothing else.

    One process fills at a time and the others wait, so that none sees half of them; a filling that was broken off
    is completed. Where nothing can be written what there is is enough; raises NotWritable where there is nothing.
    """
    there = store.all_keys()
    if len(there) >= len(_examples()) or not _only_examples(store) or (there and not store.writable):
        return
    with store.locked("vullen"):
        present = {p.peildatum for p in store.peilingen()}
        for path, peildatum, label in _examples():
            if peildatum not in present and _only_examples(store):
                publish_workbook(store, path, peildatum, EXAMPLE_PUBLISHER, label, EXAMPLE_NOTE)


def _examples() -> list[tuple[Path, date, str]]:
    """The example workbooks with the peildatum and label in their names."""
    named = ((path, EXAMPLE_NAME.fullmatch(path.name)) for path in sorted(EXAMPLE.glob("register_*.xlsx")))
    return [(path, date.fromisoformat(name[1]), name[2]) for path, name in named if name]


def _only_examples(store: Store) -> bool:
    """Whether nothing else is there; what is damaged may be anything."""
    return not store.damaged() and all(p.manifest.door == EXAMPLE_PUBLISHER for p in store.peilingen())
