"""What all subcommands share: the group, how they fail, and the store they work on."""

import functools
import sys
from collections.abc import Callable
from typing import Any

import click

from wir.catalogue import Catalogue
from wir.errors import NotPossible, PublishConflict, RegisterRejected, WirError
from wir.paths import store_folder
from wir.publishing import fill_empty_store
from wir.store import Store

HELP = {"help_option_names": ["-h", "--help"]}


@click.group(context_settings=HELP, subcommand_metavar="OPDRACHT [OPTIES]", options_metavar="")
def main() -> None:
    """WIR-dashboard: tabellen uit het register van Waardigheid en trots in de regio."""


def says_what_is_wrong(command: Callable[..., None]) -> Callable[..., None]:
    """End with one sentence: exit code 1 where the register or the peilingen are in the way, else 2."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except (RegisterRejected, NotPossible, PublishConflict) as error:
            click.echo(str(error), err=True)
            sys.exit(1)
        except WirError as error:
            click.echo(str(error), err=True)
            sys.exit(2)
        except OSError as error:
            click.echo(f"De opslag {store_folder()} is niet te lezen of te schrijven: {error}.", err=True)
            sys.exit(2)

    return wrapped


def open_store() -> Store:
    """The store of this installation; an empty one gets the example registers first."""
    store = Store(store_folder())
    fill_empty_store(store)
    return store


def catalogue_of(store: Store) -> Catalogue:
    """All peilingen, concepts included: who has a shell here is beheerder."""
    return Catalogue(store.peilingen())
