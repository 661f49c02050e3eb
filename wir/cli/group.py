"""What all subcommands share: the group, how they fail, the store they work on and how a peiling is named."""

import errno
import functools
import sys
from collections.abc import Callable
from typing import Any

import click

from wir.address import find_peiling
from wir.catalogue import Catalogue
from wir.cli.options import as_day
from wir.errors import NotPossible, PublishConflict, RegisterRejected, UnknownPeiling, WirError
from wir.paths import store_folder
from wir.peiling import Peiling
from wir.publishing import fill_empty_store
from wir.store import Store

HELP = {"help_option_names": ["-h", "--help"]}
REASONS = {
    errno.ENOENT: "de map of het bestand bestaat niet",
    errno.ENOTDIR: "een deel van dit pad is geen map",
    errno.EISDIR: "dit is een map",
    errno.EACCES: "daar is geen toestemming voor",
    errno.EPERM: "daar is geen toestemming voor",
    errno.EROFS: "hier kan alleen worden gelezen",
    errno.ENOSPC: "de schijf is vol",
}


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
            click.echo(str(error), err=True)
            sys.exit(2)
        except BrokenPipeError:
            raise  # nobody reads on (| head): click ends without a word
        except OSError as error:
            path = error.filename or f"De opslag {store_folder()}"
            reason = REASONS.get(error.errno or 0, f"foutcode {error.errno}")
            click.echo(f"{path} is niet te lezen of te schrijven: {reason}.", err=True)
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


def find(text: str, catalogue: Catalogue) -> Peiling:
    """A peiling to read: any by key (2020-11-01_v1), the current one by date or label. Raises UnknownPeiling."""
    try:
        return catalogue.by_key(text)
    except UnknownPeiling:
        day = as_day(text)
        return find_peiling(day.isoformat() if day else text, catalogue)


def find_to_change(text: str, catalogue: Catalogue, state: str) -> Peiling:
    """A peiling by key, or by date or label the newest version in this state. Raises UnknownPeiling.

    Where none is in this state it gives the newest, for then the store says what is the matter.
    """
    day = as_day(text)
    named = [p for p in catalogue.peilingen if text in (p.key, p.label) or p.peildatum == day]
    chosen = [p for p in named if p.state == state] or named
    return chosen[-1] if chosen else find(text, catalogue)
