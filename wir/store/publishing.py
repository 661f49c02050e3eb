"""Bringing a register into the store: read, check, publish; and how a store begins, empty or with the example."""

import logging
import re
from contextlib import suppress
from datetime import date
from pathlib import Path

from wir.common.errors import NotPossible, NotWritable, PublishConflict, WirError
from wir.common.log import tell
from wir.common.paths import EXAMPLE
from wir.domain.declaration import PROJECTS
from wir.domain.named_projects import contradicts
from wir.domain.peiling import Peiling
from wir.register.read.reading import parse_apart
from wir.store.delivery import Choices, File, examine
from wir.store.store import Store

NO_STORE = (
    "In {folder} staat geen opslag. Is de schijf gekoppeld en klopt WIR_OPSLAG? Een nieuwe opslag begint u met: "
    "python -m wir begin (leeg) of python -m wir begin --voorbeeld"
)
# What a store holds that was used; a folder with one of these was not always empty.
USED = ("markeringen", "leveringen", "kolomkeuzes.json", "waarden.json")
# What a beginning that was broken off leaves, and what a new disk has by itself: nothing to lose.
FILLING = "vullen"
NOTHING_YET = {"slot", "leveringen.slot", "tijdelijk", FILLING, "lost+found"}
FILLED = {FILLING, f"{FILLING}.json"}  # in a folder the lock, elsewhere a document: it is being filled, or was
BEGUN = {"peilingen", "stand", *FILLED}  # and what else is there by then
EXAMPLE_PUBLISHER = "voorbeeldregister"
EXAMPLE_NOTE = "Voorbeeldregister, gereconstrueerd uit het rapport van januari 2021."
EXAMPLE_CORRECTED = (
    "Voorbeeldregister: de start en het aantal organisaties van projecten die het rapport van januari 2021 noemt, zijn "
    "nu die van het rapport."
)
EXAMPLE_NAME = re.compile(r"register_(\d{4}-\d\d-\d\d)_(.+)\.xlsx")


class NoStore(WirError):
    """Where the store should be it is not: a disk may be missing. It is never made anew by itself."""


def require_store(store: Store) -> None:
    """Raises NoStore where there is none (any more), and OSError where that cannot be told."""
    try:
        present = {path.name for path in store.folder.iterdir()}
    except FileNotFoundError:
        present = set()
    if not present & {"peilingen", "markeringen"}:
        raise NoStore(NO_STORE.format(folder=store.home.address))


def begin_store(store: Store, example: bool) -> None:
    """Make a store where there never was one, or go on where that was broken off.

    Raises NotPossible where there is something already.
    """
    present = {path.name for path in store.folder.iterdir()} if store.folder.exists() else set()
    halfway = example and present & FILLED and len(store.all_keys()) < len(_examples()) and _only_examples(store)
    if present - NOTHING_YET - (BEGUN if halfway else set()):
        raise NotPossible(f"{store.home.address} is niet leeg; kies met WIR_OPSLAG een nieuwe plaats.")
    if example:
        fill_empty_store(store)
    else:
        store.home.begin(filling=False)


def publish_workbook(
    store: Store, path: Path, peildatum: date, door: str, label: str = "", toelichting: str = ""
) -> Peiling:
    """Read, check and publish a whole register, as a correction where its peildatum is there already.

    Raises UnreadableRegister, RegisterRejected or PublishConflict; then nothing is stored.
    """
    exists = any(p.peildatum == peildatum for p in store.catalogue().current)
    choices = Choices(peildatum=peildatum, label=label, toelichting=toelichting, correction=exists, keep_missing=False)
    examined = examine(File.of(path, parse_apart(path)), choices, store)
    # Who calls this knows what it is: nobody is there to be asked what vanishes.
    return store.publish(examined.register, examined.announced(door), examined.seen)


def prepare(store: Store, fill: bool) -> None:
    """What every start does first: where asked a new store gets the example; an older example is corrected."""
    if fill:
        fill_empty_store(store)
    correct_example(store)


def fill_empty_store(store: Store) -> None:
    """Publish the example registers in a store that never held anything else.

    One process fills at a time and the others wait, so that none sees half of them; a filling that was broken off
    is completed. Where nothing can be written what there is is enough; raises NotWritable where there is nothing.
    """
    if any((store.folder / name).exists() for name in USED):
        return
    there = store.all_keys()
    if not there and (store.folder / "peilingen").exists() and not any((store.folder / n).exists() for n in FILLED):
        return  # somebody began it empty
    if len(there) >= len(_examples()) or not _only_examples(store) or (there and not store.writable):
        return
    store.home.begin(filling=True)
    store.alone(lambda: _fill(store), FILLING)


def _fill(store: Store) -> None:
    for path, peildatum, label in _examples():
        present = {p.peildatum for p in store.peilingen()}
        if peildatum not in present and _only_examples(store):
            with suppress(PublishConflict):  # a process on another machine does the same at this moment
                publish_workbook(store, path, peildatum, EXAMPLE_PUBLISHER, label, EXAMPLE_NOTE)


def correct_example(store: Store) -> None:
    """Publish a next version of an example that contradicts the report on a project that it names.

    Earlier versions of the app made such ones; what a link pinned stays. What a person did after it stays too: a
    withdrawal, a register of their own. Where it cannot be done, who reads goes on.
    """
    try:
        if store.writable and _contradicting(store):
            store.alone(lambda: _correct(store), FILLING)
    except (OSError, NotWritable, NotPossible, PublishConflict) as error:
        tell("voorbeeldregister niet gecorrigeerd", logging.WARNING, error)


def _correct(store: Store) -> None:
    wrong = _contradicting(store)
    for path, peildatum, label in _examples():
        if peildatum in wrong:
            publish_workbook(store, path, peildatum, EXAMPLE_PUBLISHER, label, EXAMPLE_CORRECTED)


def _contradicting(store: Store) -> set[date]:
    """The peildata of which the last that was ever published is an example that contradicts the report."""
    last = {key.partition("_")[0]: key for key in store.all_keys()}.values()
    ours = [p for p in store.catalogue().current if p.manifest.door == EXAMPLE_PUBLISHER and p.key in last]
    return {p.peildatum for p in ours if any(map(contradicts, store.register_of(p).of(PROJECTS) or ()))}


def _examples() -> list[tuple[Path, date, str]]:
    """The example workbooks with the peildatum and label in their names."""
    named = ((path, EXAMPLE_NAME.fullmatch(path.name)) for path in sorted(EXAMPLE.glob("register_*.xlsx")))
    return [(path, date.fromisoformat(name[1]), name[2]) for path, name in named if name]


def _only_examples(store: Store) -> bool:
    """Whether nothing else is there; what is damaged may be anything."""
    return not store.damaged() and all(p.manifest.door == EXAMPLE_PUBLISHER for p in store.peilingen())
