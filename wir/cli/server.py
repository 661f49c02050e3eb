"""Starting the dashboard, and making the example registers anew."""

import click

from wir.cli.group import open_store, says_what_is_wrong
from wir.paths import EXAMPLE
from wir.serve import check_port, serve

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
@says_what_is_wrong
def dashboard(poort: int) -> None:
    """Start het dashboard. Een lege opslag wordt eerst met het voorbeeldregister gevuld."""
    check_port(poort)
    open_store()
    serve(poort)
