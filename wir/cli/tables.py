"""python -m wir tabel: a report table as text, csv or JSON."""

import click

from wir.address import find_code, read_params
from wir.cli.group import open_store, says_what_is_wrong
from wir.database import Database
from wir.export.text import to_csv, to_json, to_text
from wir.selection import Selection
from wir.tables import build_table

FORMATS = {"tekst": to_text, "csv": to_csv, "json": to_json}


@click.command(options_metavar="[OPTIES]")
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
    """Druk een tabel van het rapport af. Er zijn: 1 tot en met 8, 10, 11, 12 en bijlage-1."""
    database = Database(open_store())
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
