"""Starting the dashboard or a store, and making the example registers anew."""

import click

from wir.cli.group import open_store, says_what_is_wrong
from wir.paths import EXAMPLE, store_folder
from wir.publishing import NoStore, begin_store
from wir.serve import check_port, serve
from wir.store import Store

EXAMPLE_TOO = click.option("--voorbeeld", is_flag=True, help="Vul een nieuwe opslag met het voorbeeldregister.")
PORTS = click.IntRange(1024, 65535)


@click.command(options_metavar="[OPTIES]")
@says_what_is_wrong
def voorbeeld() -> None:
    """Maak de voorbeeldregisters opnieuw. Zij komen uit de gepubliceerde tabellen en gaan naar data/voorbeeld."""
    # scipy is slow to load and only the example needs it.
    from wir.register.example import write_example

    for path in write_example(EXAMPLE):
        click.echo(str(path))


@click.command(options_metavar="[OPTIES]")
@click.option("--poort", metavar="GETAL", type=PORTS, default=8501, show_default=True, help="Poort op 127.0.0.1.")
@EXAMPLE_TOO
@says_what_is_wrong
def dashboard(poort: int, voorbeeld: bool) -> None:
    """Start het dashboard.

    Ontbreekt de opslag, dan zeggen de pagina’s dat totdat zij er is.
    """
    check_port(poort)
    try:
        open_store(example=voorbeeld)
    except NoStore as error:  # her disk may come later
        click.echo(f"Let op: {error}", err=True)
    serve(poort)


@click.command(options_metavar="[OPTIES]")
@EXAMPLE_TOO
@says_what_is_wrong
def begin(voorbeeld: bool) -> None:
    """Begin een nieuwe opslag.

    Zij komt in de map die WIR_OPSLAG noemt; die is leeg of bestaat nog niet.
    """
    store = Store(store_folder())
    begin_store(store, voorbeeld)
    click.echo(f"De opslag is {store.folder}.")
