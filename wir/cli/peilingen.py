"""python -m wir peilingen, verschil, bevestig, trek-in, zet-terug, sjabloon and exporteer."""

import json
from datetime import date
from pathlib import Path

import click

from wir.cli.group import catalogue_of, find, find_to_change, open_store, says_what_is_wrong
from wir.cli.options import FORMAT, TARGET, Words, refuse_ending, write_file
from wir.export.differences import to_json, to_text
from wir.register.diff import compare
from wir.register.template import EMPTY, template_of
from wir.store import Store
from wir.vocabulary import read_regions, read_vocabulary, regions, vocabulary

WHICH = click.argument("peiling", metavar="PEILING")
BY = click.option("--door", metavar="WIE", type=Words(), required=True, help="Wie dit doet.")
WHY = click.option("--reden", metavar="TEKST", type=Words(), required=True, help="Waarom; lezers zien dit.")
OUT = click.option("--uit", metavar="BESTAND.xlsx", type=TARGET, required=True, help="Waar het bestand komt.")


@click.command(options_metavar="[OPTIES]")
@FORMAT
@says_what_is_wrong
def peilingen(formaat: str) -> None:
    """Noem alle peilingen in de opslag. Ook concepten en ingetrokken versies staan erbij."""
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
    """Noem wat er verschilt tussen twee peildata.

    PEILDATUM is een datum of label (2020-11-01, okt-20), of een versie ervan (2020-11-01_v1).
    """
    store = open_store()
    catalogue = catalogue_of(store)
    old, new = find(oud, catalogue), find(nieuw, catalogue)
    differences = compare(store.register_of(old), store.register_of(new))
    lists = read_vocabulary(new.folder / "begrippen.csv"), read_regions(new.folder / "regios.csv")
    if formaat == "json":
        click.echo(json.dumps(to_json(differences, lists), ensure_ascii=False, indent=2))
    else:
        nothing = "Deze peilingen hebben geen bladen gemeen; er is niets te vergelijken."
        click.echo(to_text(differences, lists) or nothing)


@click.command(options_metavar="[OPTIES]")
@WHICH
@BY
@says_what_is_wrong
def bevestig(peiling: str, door: str) -> None:
    """Maak een concept definitief.

    PEILING is een peildatum, label of versie (2020-11-01, okt-20, 2020-11-01_v1).
    """
    store = open_store()
    found = find_to_change(peiling, catalogue_of(store), "concept")
    store.confirm(found.key, door)
    click.echo(f"Peiling {found.key} is definitief; {_what_readers_see(store, found.peildatum)}.")


@click.command("trek-in", options_metavar="[OPTIES]")
@WHICH
@BY
@WHY
@says_what_is_wrong
def trek_in(peiling: str, door: str, reden: str) -> None:
    """Trek een peiling in. Er wordt niets verwijderd.

    PEILING is een peildatum, label of versie (2020-11-01, okt-20, 2020-11-01_v1).
    """
    store = open_store()
    found = find_to_change(peiling, catalogue_of(store), "gepubliceerd")
    store.withdraw(found.key, door, reden)
    click.echo(f"Peiling {found.key} is ingetrokken; {_what_readers_see(store, found.peildatum)}.")


@click.command("zet-terug", options_metavar="[OPTIES]")
@WHICH
@BY
@WHY
@says_what_is_wrong
def zet_terug(peiling: str, door: str, reden: str) -> None:
    """Zet een ingetrokken peiling terug.

    PEILING is een peildatum, label of versie (2020-11-01, okt-20, 2020-11-01_v1).
    """
    store = open_store()
    found = find_to_change(peiling, catalogue_of(store), "ingetrokken")
    store.put_back(found.key, door, reden)
    click.echo(f"Peiling {found.key} is teruggezet; {_what_readers_see(store, found.peildatum)}.")


@click.command(options_metavar="[OPTIES]")
@OUT
@says_what_is_wrong
def sjabloon(uit: Path) -> None:
    """Schrijf een leeg register om in te vullen."""
    refuse_ending(uit, ".xlsx")
    write_file(uit, template_of(EMPTY, vocabulary(), regions()))
    click.echo(str(uit))


@click.command(options_metavar="[OPTIES]")
@click.option("--peildatum", metavar="DATUM", help="Bijvoorbeeld 2020-11-01 of okt-20; anders de laatste.")
@OUT
@says_what_is_wrong
def exporteer(peildatum: str | None, uit: Path) -> None:
    """Schrijf het register van een peiling. Het kan worden gewijzigd en opnieuw ingebracht."""
    refuse_ending(uit, ".xlsx")
    store = open_store()
    catalogue = catalogue_of(store)
    found = find(peildatum, catalogue) if peildatum else catalogue.latest()
    write_file(uit, template_of(store.register_of(found), vocabulary(), regions()))
    click.echo(f"{uit}: register van {found.peildatum} ({found.label}), versie {found.versie}.")


def _what_readers_see(store: Store, peildatum: date) -> str:
    """Which version readers get of a peildatum now."""
    current = next((p for p in catalogue_of(store).current if p.peildatum == peildatum), None)
    return f"lezers zien nu versie {current.versie}" if current else "lezers zien deze peildatum nu niet"
