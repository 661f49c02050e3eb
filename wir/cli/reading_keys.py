"""python -m wir leessleutels: keys with which programs read where reading needs an account."""

import click

from wir.cli.group import open_store, says_what_is_wrong
from wir.common.numbers import moment
from wir.store.reading_keys import make_key, reading_keys, withdraw_key


@click.command(options_metavar="[OPTIES]")
@click.option("--maak", metavar="NAAM", help="Maak een sleutel voor wie of wat hier staat; hij wordt eenmaal getoond.")
@click.option("--trek-in", "trek_in", metavar="NAAM", help="Laat de sleutel met deze naam niets meer openen.")
@click.option("--door", metavar="WIE", default="", help="Wie dit doet; hoort bij --maak.")
@says_what_is_wrong
def leessleutels(maak: str | None, trek_in: str | None, door: str) -> None:
    """Noem, maak of trek leessleutels in.

    Waar lezen een account vraagt, leest een programma zoals Excel of Power BI met zo'n sleutel. Bewaard wordt alleen de
    SHA-256 ervan.
    """
    store = open_store()
    if trek_in:
        withdraw_key(store, trek_in)
        click.echo(f"De sleutel {trek_in} opent niets meer.")
    if maak:
        click.echo(make_key(store, maak, door or "beheer"))
    if not (maak or trek_in):
        for key in reading_keys(store):
            click.echo(f"{key.naam}: gemaakt op {moment(key.wanneer)} door {key.door}")
