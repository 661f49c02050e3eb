"""python -m wir peilingen, verschil, bevestig, trek-in, zet-terug, sjabloon and exporteer."""

import json
from pathlib import Path

import click

from wir.address import find_peiling
from wir.catalogue import Catalogue
from wir.cli.group import catalogue_of, open_store, says_what_is_wrong
from wir.errors import UnknownPeiling
from wir.export.differences import to_json, to_text
from wir.peiling import Peiling
from wir.register.diff import compare
from wir.register.template import EMPTY, template_of
from wir.vocabulary import read_regions, read_vocabulary, regions, vocabulary

FORMAT = click.option(
    "--formaat", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True, help="Vorm van de uitvoer."
)
WHICH = click.argument("peiling", metavar="PEILING")
BY = click.option("--door", metavar="WIE", required=True, help="Wie dit doet.")
WHY = click.option("--reden", metavar="TEKST", required=True, help="Waarom; lezers zien dit.")
OUT = click.option("--uit", metavar="BESTAND.xlsx", type=click.Path(dir_okay=False, path_type=Path), required=True)


@click.command(options_metavar="[OPTIES]")
@FORMAT
@says_what_is_wrong
def peilingen(formaat: str) -> None:
    """Noem alle peilingen in de opslag, ook concepten en ingetrokken versies."""
    found = catalogue_of(open_store()).peilingen
    if formaat == "json":
        listed = [{**json.loads(p.manifest.to_json()), "ingetrokken": p.withdrawn, "stand": p.state} for p in found]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for p in found:
        counts = f"{p.manifest.projecten or 'geen'} projecten, {p.manifest.regios or 'geen'} regio's"
        state = "" if p.state == "gepubliceerd" else f" ({p.state})"
        click.echo(f"{p.peildatum} {p.label} versie {p.versie}: {counts}{state}")


@click.command(options_metavar="[OPTIES]")
@click.argument("oud", metavar="PEILDATUM")
@click.argument("nieuw", metavar="PEILDATUM")
@FORMAT
@says_what_is_wrong
def verschil(oud: str, nieuw: str, formaat: str) -> None:
    """Noem wat er verschilt tussen twee peildata."""
    store = open_store()
    catalogue = catalogue_of(store)
    old, new = _find(oud, catalogue), _find(nieuw, catalogue)
    differences = compare(store.register_of(old), store.register_of(new))
    lists = read_vocabulary(new.folder / "begrippen.csv"), read_regions(new.folder / "regios.csv")
    if formaat == "json":
        click.echo(json.dumps(to_json(differences, lists), ensure_ascii=False, indent=2))
    else:
        click.echo(
            to_text(differences, lists) or "Deze peilingen hebben geen bladen gemeen; er is niets te vergelijken."
        )


@click.command(options_metavar="[OPTIES]")
@WHICH
@BY
@says_what_is_wrong
def bevestig(peiling: str, door: str) -> None:
    """Maak een concept definitief."""
    store = open_store()
    key = _find(peiling, catalogue_of(store)).key
    store.confirm(key, door)
    click.echo(f"Peiling {key} is definitief.")


@click.command("trek-in", options_metavar="[OPTIES]")
@WHICH
@BY
@WHY
@says_what_is_wrong
def trek_in(peiling: str, door: str, reden: str) -> None:
    """Trek een peiling in; er wordt niets verwijderd."""
    store = open_store()
    catalogue = catalogue_of(store)
    found = _find(peiling, catalogue)
    store.withdraw(found.key, door, reden)
    left = [p for p in catalogue.without(found).current if p.peildatum == found.peildatum]
    instead = f"lezers zien nu versie {left[0].versie}" if left else "deze peildatum is er voor lezers niet meer"
    click.echo(f"Peiling {found.key} is ingetrokken; {instead}.")


@click.command("zet-terug", options_metavar="[OPTIES]")
@WHICH
@BY
@WHY
@says_what_is_wrong
def zet_terug(peiling: str, door: str, reden: str) -> None:
    """Zet een ingetrokken peiling terug."""
    store = open_store()
    key = _find(peiling, catalogue_of(store)).key
    store.put_back(key, door, reden)
    click.echo(f"Peiling {key} is teruggezet.")


@click.command(options_metavar="[OPTIES]")
@OUT
@says_what_is_wrong
def sjabloon(uit: Path) -> None:
    """Schrijf een leeg register om in te vullen."""
    uit.write_bytes(template_of(EMPTY, vocabulary(), regions()))
    click.echo(str(uit))


@click.command(options_metavar="[OPTIES]")
@click.option("--peildatum", metavar="DATUM", help="Bijvoorbeeld 2020-11-01 of okt-20; anders de laatste.")
@OUT
@says_what_is_wrong
def exporteer(peildatum: str | None, uit: Path) -> None:
    """Schrijf het register van een peiling, om te wijzigen en opnieuw in te brengen."""
    store = open_store()
    catalogue = catalogue_of(store)
    found = _find(peildatum, catalogue) if peildatum else catalogue.latest()
    uit.write_bytes(template_of(store.register_of(found), vocabulary(), regions()))
    click.echo(f"{uit}: register van {found.peildatum} ({found.label}), versie {found.versie}.")


def _find(text: str, catalogue: Catalogue) -> Peiling:
    """A peiling by key (2020-11-01_v1), date or label. Raises UnknownPeiling."""
    try:
        return catalogue.by_key(text)
    except UnknownPeiling:
        return find_peiling(text, catalogue)
