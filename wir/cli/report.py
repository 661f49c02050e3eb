"""python -m wir rapport: the half-yearly report as Word, PDF or workbook."""

from pathlib import Path

import click

from wir.cli.group import open_store, says_what_is_wrong
from wir.cli.options import TARGET, write_file
from wir.cli.tables import select
from wir.common import numbers
from wir.common.errors import WirError
from wir.database.database import Database
from wir.report.build import OF_OTHERS, build_report, gaps

TEMPLATE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(options_metavar="[OPTIES]")
@click.option("--uit", metavar="BESTAND", type=TARGET, required=True, help="Eindigt op .docx, .pdf of .xlsx.")
@click.option("--peildatum", metavar="DATUM", help="Bijvoorbeeld 2020-11-01 of okt-20; anders de laatste.")
@click.option(
    "--vergelijk", metavar="DATUM", help="Peildatum om mee te vergelijken, of 'geen'; anders de peildatum ervoor."
)
@click.option("--concessiehouder", metavar="NAAM", multiple=True, help="Een versie voor dit zorgkantoor; mag vaker.")
@click.option("--regio", metavar="NAAM", multiple=True, help="Alleen deze regio (code of naam); mag vaker.")
@click.option("--thema", metavar="NAAM", multiple=True, help="Alleen dit thema (code of naam); mag vaker.")
@click.option(
    "--hoofdstukken", metavar="NAMEN", default="", help="Welke hoofdstukken, in die volgorde, met komma's ertussen."
)
@click.option(
    "--project", metavar="NUMMER", multiple=True, help="Een project voor de bijlage met voorbeelden; mag vaker."
)
@click.option("--sjabloon", metavar="X.docx", type=TEMPLATE, help="Word-bestand met de eigen huisstijl.")
@says_what_is_wrong
def rapport(
    uit: Path,
    peildatum: str | None,
    vergelijk: str | None,
    concessiehouder: tuple[str, ...],
    regio: tuple[str, ...],
    thema: tuple[str, ...],
    hoofdstukken: str,
    project: tuple[str, ...],
    sjabloon: Path | None,
) -> None:
    """Maak het halfjaarlijkse rapport. Elk cijfer komt uit dezelfde tabel als op het scherm."""
    # Word and PDF are slow to load, and only this command needs them.
    from wir.report.files import MAKERS

    kind = uit.suffix.lower().removeprefix(".")
    if kind not in MAKERS:
        raise WirError(f"Van {uit} is niet te zien wat het moet worden; kies een naam op .docx, .pdf of .xlsx.")
    if sjabloon and kind != "docx":
        raise WirError("Een sjabloon met huisstijl werkt alleen voor Word; kies een naam op .docx.")
    database = Database(open_store())
    chosen = {"concessiehouder": concessiehouder, "regio": regio, "thema": thema}
    selection = select(database, peildatum, vergelijk, chosen)
    chapters = [key.strip() for key in hoofdstukken.split(",") if key.strip()]
    others = tuple(Database(open_store(name)) for name in OF_OTHERS if name in chapters)
    report = build_report(database, selection, chapters, project, numbers.today(), others=others)
    write_file(uit, MAKERS[kind](report, database, selection, sjabloon.read_bytes() if sjabloon else None))
    for gap in gaps(database, selection, chapters):
        click.echo(gap, err=True)
    click.echo(f"{uit}: {len(report.chapters)} hoofdstukken, {len(report.listings)} tabellen.")
