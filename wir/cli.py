"""The command line: python -m wir, with Dutch subcommands."""

import functools
import json
import sys
from collections.abc import Callable
from typing import Any

import click

from wir.address import find_code, read_params
from wir.database import Database
from wir.errors import WirError
from wir.export.text import to_csv, to_json, to_text
from wir.paths import EXAMPLE, store_folder
from wir.publishing import fill_empty_store
from wir.selection import Selection
from wir.serve import check_port, serve
from wir.store import Store
from wir.tables import build_table

FORMATS = {"tekst": to_text, "csv": to_csv, "json": to_json}
PORTS = click.IntRange(1024, 65535)
HELP = {"help_option_names": ["-h", "--help"]}


def says_what_is_wrong(command: Callable[..., None]) -> Callable[..., None]:
    """End with exit code 2 and one sentence where a person can mend what was asked."""

    @functools.wraps(command)
    def wrapped(*args: Any, **kwargs: Any) -> None:
        try:
            command(*args, **kwargs)
        except WirError as error:
            click.echo(str(error), err=True)
            sys.exit(2)
        except OSError as error:
            click.echo(f"De opslag {store_folder()} is niet te lezen of te schrijven: {error}.", err=True)
            sys.exit(2)

    return wrapped


def open_database() -> Database:
    """The database over the store of this installation; an empty store gets the example registers first."""
    store = Store(store_folder())
    fill_empty_store(store)
    return Database(store)


@click.group(context_settings=HELP, subcommand_metavar="OPDRACHT [OPTIES]", options_metavar="")
def main() -> None:
    """WIR-dashboard: tabellen uit het register van Waardigheid en trots in de regio."""


@main.command(options_metavar="[OPTIES]")
@click.argument("nummer", metavar="NUMMER")
@click.option("--peildatum", metavar="DATUM", help="Bijvoorbeeld 2020-11-01 of okt-20; anders de laatste.")
@click.option(
    "--vergelijk", metavar="DATUM", help="Peildatum om mee te vergelijken, of 'geen'; anders de peildatum ervoor."
)
@click.option(
    "--concessiehouder", metavar="NAAM", multiple=True, help="Alleen deze concessiehouder (code of naam); mag vaker."
)
@click.option("--regio", metavar="NAAM", multiple=True, help="Alleen deze regio (code of naam); mag vaker.")
@click.option("--thema", metavar="NAAM", multiple=True, help="Alleen dit thema (code of naam); mag vaker.")
@click.option(
    "--formaat", type=click.Choice(list(FORMATS)), default="tekst", show_default=True, help="Vorm van de uitvoer."
)
@says_what_is_wrong
def tabel(
    nummer: str,
    peildatum: str | None,
    vergelijk: str | None,
    concessiehouder: tuple[str, ...],
    regio: tuple[str, ...],
    thema: tuple[str, ...],
    formaat: str,
) -> None:
    """Druk een tabel van het rapport af: 1 tot en met 8, 10, 11, 12 of bijlage-1."""
    database = open_database()
    chosen = {"concessiehouder": concessiehouder, "regio": regio, "thema": thema}
    selection = _selection(database, peildatum, vergelijk, chosen)
    click.echo(FORMATS[formaat](build_table(nummer, database, selection)).rstrip("\n"))


def _selection(
    database: Database, peildatum: str | None, vergelijk: str | None, chosen: dict[str, tuple[str, ...]]
) -> Selection:
    """The selection that the options mean. Raises UnknownPeiling or UnknownValue."""
    dates = {name: [text] for name, text in (("peildatum", peildatum), ("vergelijk", vergelijk)) if text}
    selection = read_params(dates, database.catalogue, database.lists).selection
    lists = database.lists(database.shown(selection))
    for name, texts in chosen.items():
        selection = selection.with_filter(name, [find_code(name, text, lists) for text in texts])
    return selection


@main.command(options_metavar="[OPTIES]")
@click.option(
    "--formaat", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True, help="Vorm van de uitvoer."
)
@says_what_is_wrong
def peilingen(formaat: str) -> None:
    """Noem alle peilingen in de opslag, ook ingetrokken versies."""
    found = open_database().catalogue.peilingen
    if formaat == "json":
        listed = [{**json.loads(p.manifest.to_json()), "ingetrokken": p.withdrawn} for p in found]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for p in found:
        counts = f"{p.manifest.projecten or 'geen'} projecten, {p.manifest.regios or 'geen'} regio's"
        click.echo(f"{p.peildatum} {p.label} versie {p.versie}: {counts}{' (ingetrokken)' if p.withdrawn else ''}")


@main.command(options_metavar="[OPTIES]")
@says_what_is_wrong
def voorbeeld() -> None:
    """Maak de voorbeeldregisters in data/voorbeeld opnieuw uit de gepubliceerde tabellen."""
    # scipy is slow to load and only the example needs it.
    from wir.register.example import write_example

    for path in write_example(EXAMPLE):
        click.echo(str(path))


@main.command(options_metavar="[OPTIES]")
@click.option("--poort", metavar="GETAL", type=PORTS, default=8501, show_default=True, help="Poort op 127.0.0.1.")
@says_what_is_wrong
def dashboard(poort: int) -> None:
    """Start het dashboard; een lege opslag wordt eerst met het voorbeeldregister gevuld."""
    check_port(poort)
    fill_empty_store(Store(store_folder()))
    serve(poort)
