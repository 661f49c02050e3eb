"""python -m wir peilingen, verschil, bevestig, trek-in, zet-terug, sjabloon and exporteer."""

import json
from datetime import date
from pathlib import Path

import click

from wir.cli.group import catalogue_of, find, find_to_change, open_store, says_what_is_wrong
from wir.cli.options import FORMAT, REGISTER, TARGET, Words, refuse_ending, write_file
from wir.common.numbers import counted
from wir.domain.declaration import Sheet
from wir.domain.register_differences import compare
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import read_regions, read_vocabulary, regions, vocabulary
from wir.export.differences import to_json, to_text
from wir.register.write.template import empty_register, template_of
from wir.store.store import Store

WHICH = click.argument("peiling", metavar="PEILING")
BY = click.option("--door", metavar="WIE", type=Words(), required=True, help="Wie dit doet.")
WHY = click.option("--reden", metavar="TEKST", type=Words(), required=True, help="Waarom; lezers zien dit.")
OUT = click.option("--uit", metavar="BESTAND.xlsx", type=TARGET, required=True, help="Waar het bestand komt.")


@click.command(options_metavar="[OPTIES]")
@REGISTER
@FORMAT
@says_what_is_wrong
def peilingen(register: str, formaat: str) -> None:
    """Noem alle peilingen van een register. Ook concepten en ingetrokken versies staan erbij."""
    store = open_store(register)
    found = catalogue_of(store).peilingen
    if formaat == "json":
        listed = [{**json.loads(p.manifest.to_json()), "ingetrokken": p.withdrawn, "stand": p.state} for p in found]
        click.echo(json.dumps(listed, ensure_ascii=False, indent=2))
        return
    for p in found:
        counts = ", ".join(_counted(p.rows(sheet), sheet) for sheet in store.declared.sheets)
        state = "" if p.state == "gepubliceerd" else f" ({p.state})"
        click.echo(f"{p.peildatum} {p.label} versie {p.versie}: {counts}{state}")


def _counted(rows: int | None, sheet: Sheet) -> str:
    said = counted(rows, *sheet.nouns) if rows else f"geen {sheet.nouns[1]}"
    return said.replace("’", "'")


@click.command(options_metavar="[OPTIES]")
@click.argument("oud", metavar="PEILDATUM")
@click.argument("nieuw", metavar="PEILDATUM")
@REGISTER
@FORMAT
@says_what_is_wrong
def verschil(oud: str, nieuw: str, register: str, formaat: str) -> None:
    """Noem wat er verschilt tussen twee peildata.

    PEILDATUM is een datum of label (2020-11-01, okt-20), of een versie ervan (2020-11-01_v1).
    """
    store = open_store(register)
    catalogue = catalogue_of(store)
    old, new = find(oud, catalogue), find(nieuw, catalogue)
    differences = compare(store.register_of(old), store.register_of(new))
    lists = read_vocabulary(new.folder / "begrippen.csv"), read_regions(new.folder / "regios.csv")
    if formaat == "json":
        click.echo(json.dumps(to_json(store.declared, differences, lists), ensure_ascii=False, indent=2))
    else:
        nothing = "Deze peilingen hebben geen bladen gemeen; er is niets te vergelijken."
        click.echo(to_text(store.declared, differences, lists) or nothing)


@click.command(options_metavar="[OPTIES]")
@WHICH
@REGISTER
@BY
@says_what_is_wrong
def bevestig(peiling: str, register: str, door: str) -> None:
    """Maak een concept definitief.

    PEILING is een peildatum, label of versie (2020-11-01, okt-20, 2020-11-01_v1).
    """
    store = open_store(register)
    found = find_to_change(peiling, catalogue_of(store), "concept")
    store.confirm(found.key, door)
    click.echo(f"Peiling {found.key} is definitief; {_what_readers_see(store, found.peildatum)}.")


@click.command("trek-in", options_metavar="[OPTIES]")
@WHICH
@REGISTER
@BY
@WHY
@says_what_is_wrong
def trek_in(peiling: str, register: str, door: str, reden: str) -> None:
    """Trek een peiling in. Er wordt niets verwijderd.

    PEILING is een peildatum, label of versie (2020-11-01, okt-20, 2020-11-01_v1).
    """
    store = open_store(register)
    found = find_to_change(peiling, catalogue_of(store), "gepubliceerd")
    store.withdraw(found.key, door, reden)
    click.echo(f"Peiling {found.key} is ingetrokken; {_what_readers_see(store, found.peildatum)}.")


@click.command("zet-terug", options_metavar="[OPTIES]")
@WHICH
@REGISTER
@BY
@WHY
@says_what_is_wrong
def zet_terug(peiling: str, register: str, door: str, reden: str) -> None:
    """Zet een ingetrokken peiling terug.

    PEILING is een peildatum, label of versie (2020-11-01, okt-20, 2020-11-01_v1).
    """
    store = open_store(register)
    found = find_to_change(peiling, catalogue_of(store), "ingetrokken")
    store.put_back(found.key, door, reden)
    click.echo(f"Peiling {found.key} is teruggezet; {_what_readers_see(store, found.peildatum)}.")


@click.command(options_metavar="[OPTIES]")
@REGISTER
@OUT
@says_what_is_wrong
def sjabloon(register: str, uit: Path) -> None:
    """Schrijf een leeg register om in te vullen."""
    refuse_ending(uit, ".xlsx")
    write_file(uit, template_of(empty_register(REGISTERS[register]), vocabulary(), regions()))
    click.echo(str(uit))


@click.command(options_metavar="[OPTIES]")
@click.option("--peildatum", metavar="DATUM", help="Bijvoorbeeld 2020-11-01 of okt-20; anders de laatste.")
@REGISTER
@OUT
@says_what_is_wrong
def exporteer(peildatum: str | None, register: str, uit: Path) -> None:
    """Schrijf het register van een peiling. Het kan worden gewijzigd en opnieuw ingebracht."""
    refuse_ending(uit, ".xlsx")
    store = open_store(register)
    catalogue = catalogue_of(store)
    found = find(peildatum, catalogue) if peildatum else catalogue.latest()
    write_file(uit, template_of(store.register_of(found), vocabulary(), regions()))
    click.echo(f"{uit}: register van {found.peildatum} ({found.label}), versie {found.versie}.")


def _what_readers_see(store: Store, peildatum: date) -> str:
    """Which version readers get of a peildatum now."""
    current = next((p for p in catalogue_of(store).current if p.peildatum == peildatum), None)
    return f"lezers zien nu versie {current.versie}" if current else "lezers zien deze peildatum nu niet"
