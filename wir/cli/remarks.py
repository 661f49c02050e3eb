"""python -m wir opmerking: WIR's own remark on a table or a regio of a peiling."""

import click

from wir.cli.group import catalogue_of, find, open_store, says_what_is_wrong
from wir.cli.options import Words
from wir.common.errors import WirError
from wir.domain.remarks import named, subject_of, with_remark
from wir.domain.vocabulary import regions
from wir.register.check.own_remarks import checked, doubt
from wir.tables.build import EVERY


@click.command(options_metavar="[OPTIES]")
@click.argument("peiling", metavar="PEILING")
@click.option("--bij", metavar="WAAR", help="Een tabel (tabel 6, bijlage 1) of een regio (Twente, TWE).")
@click.option("--tekst", metavar="TEKST", type=Words(), help="De opmerking; zij vervangt wat er bij stond.")
@click.option("--weg", is_flag=True, help="Haal de opmerking weg.")
@click.option("--door", metavar="WIE", type=Words(), help="Wie dit doet.")
@click.option("--concept", is_flag=True, help="Eerst als concept, dat 'bevestig' definitief maakt.")
@says_what_is_wrong
def opmerking(peiling: str, bij: str | None, tekst: str | None, weg: bool, door: str | None, concept: bool) -> None:
    """Zet een opmerking van WIR bij een tabel of regio. Zonder --bij noemt dit welke er zijn.

    PEILING is een peildatum, label of versie (2020-11-01, okt-20, 2020-11-01_v1). Er komt een volgende versie van de
    peildatum met dezelfde cijfers; een link naar een oudere versie blijft tonen wat hij toonde.
    """
    store = open_store()
    found = find(peiling, catalogue_of(store))
    held = found.manifest.opmerkingen
    if bij is None:
        listed = [f"{named(subject, regions())}: {said}" for subject, said in held.items()]
        click.echo("\n".join(listed) or f"Bij peiling {found.key} staan geen opmerkingen.")
        return
    if door is None or (tekst is None) is not weg:
        raise WirError("Geef --door WIE, en --tekst TEKST of --weg.")
    text = checked(tekst or "")
    if unsure := doubt(text):
        click.echo(unsure, err=True)
    remarks = with_remark(held, subject_of(bij, list(EVERY), regions()), text)
    made = store.remark(found.key, remarks, door, concept)
    state = "als concept gepubliceerd" if made.concept else "gepubliceerd"
    click.echo(f"Peiling {made.key} is {state}. {made.manifest.toelichting}")
