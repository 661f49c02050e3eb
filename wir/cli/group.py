"""What all subcommands share: the group, how they fail, the store they work on and how a peiling is named."""

import functools
import sys
from collections.abc import Callable
from typing import Any

import click

from wir.cli.options import as_day
from wir.common.errors import (
    DamagedPeiling,
    NotPossible,
    NotWritable,
    PublishConflict,
    RegisterRejected,
    UnknownPeiling,
    WirError,
    why,
)
from wir.common.paths import names_store, store_address
from wir.common.unseen_characters import alike
from wir.domain.address import find_peiling
from wir.domain.catalogue import Catalogue
from wir.domain.declaration import HOME
from wir.domain.peiling import Damaged, Peiling, read_key
from wir.domain.registers import REGISTERS
from wir.store.home import Unreachable
from wir.store.publishing import prepare, require_store
from wir.store.store import Store, our_store

HELP = {"help_option_names": ["-h", "--help"]}


@click.group(context_settings=HELP, subcommand_metavar="OPDRACHT [OPTIES]", options_metavar="")
def main() -> None:
    """WIR-dashboard: tabellen uit het register van Waardigheid en trots in de regio."""


def says_what_is_wrong(command: Callable[..., None]) -> Callable[..., None]:
    """Refuse on stderr: exit code 1 where the register or the peilingen are in the way, else 2."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (RegisterRejected, NotPossible, PublishConflict) as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        except WirError as error:
            unnamed = isinstance(error, NotWritable) and not isinstance(error, Unreachable)
            where = f" De opslag is {store_address()}." if unnamed else ""
            click.echo(f"{error}{where}", err=True)
            sys.exit(2)
        except BrokenPipeError:
            raise  # nobody reads on (| head): click ends without a word
        except OSError as error:
            path = error.filename or f"De opslag {store_address()}"
            click.echo(f"{path} is niet te lezen of te schrijven: {why(error)}.", err=True)
            sys.exit(2)

    return wrapped


def open_store(register: str = HOME, example: bool = False) -> Store:
    """The series of a register in the store of this installation, prepared; what is damaged is said. Raises NoStore.

    Where nobody named a store, or who asks for it, a new one gets the example registers first.
    """
    store = our_store()
    prepare(store, fill=example or not names_store())
    require_store(store)
    store = store.of(REGISTERS[register])
    for damaged in store.damaged():
        click.echo(f"Let op: peiling {damaged.key} is beschadigd ({damaged.file} {damaged.fault}).", err=True)
    if store.damaged():
        click.echo("Die telt niet mee; 'python -m wir keuring' zegt hoe zij te herstellen is.", err=True)
    return store


def catalogue_of(store: Store) -> Catalogue:
    """All peilingen, concepts included: who has a shell here is beheerder."""
    return store.catalogue()


def find(text: str, catalogue: Catalogue) -> Peiling:
    """A peiling to read: any by key (2020-11-01_v1), the current one by date or label. Raises UnknownPeiling."""
    try:
        return catalogue.by_key(text)
    except DamagedPeiling:
        raise
    except UnknownPeiling:
        day = as_day(text)
        return find_peiling(day.isoformat() if day else text, catalogue)


def find_to_change(text: str, catalogue: Catalogue, state: str) -> Peiling | Damaged:
    """A peiling by key, or by date or label the newest version in this state; a damaged one has no label any more.

    A label that is written otherwise (Lente, lente) counts too, where none in this state is written so.
    Where none is in this state it gives the newest, for then the store says what is the matter. Raises UnknownPeiling.
    """
    day, key = as_day(text), read_key(text)
    # A date and a key are read first: a label never takes their place.
    labels = {} if day or key else {p.key: p.label for p in catalogue.peilingen if alike(p.label) == alike(text)}
    named = [p for p in catalogue.every if p.key == text or p.key in labels or p.peildatum == day]
    chosen = [p for p in named if p.state == state] or named
    chosen = [p for p in chosen if labels.get(p.key) == text] or chosen
    return chosen[-1] if chosen else find(text, catalogue)
