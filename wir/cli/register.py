"""python -m wir controleer and publiceer: a register is checked, compared and published."""

import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from wir.address import find_code, find_peiling
from wir.cli.group import catalogue_of, open_store, says_what_is_wrong
from wir.delivery import Choices, File, check_delivery, examine, publish, seems_partial
from wir.errors import UnknownPeiling, UnknownValue
from wir.export.differences import to_text
from wir.export.findings import findings_json, findings_text
from wir.peiling import Peiling
from wir.register.annotating import annotate_apart
from wir.register.fields import SHEETS
from wir.register.findings import count
from wir.register.reading import parse_apart
from wir.store import Store
from wir.vocabulary import normalise, regions, vocabulary

FILE = click.argument("bestand", metavar="BESTAND", type=click.Path(exists=True, dir_okay=False, path_type=Path))
COLUMNS = click.option(
    "--kolom",
    "kolommen",
    metavar="KOP=VELD",
    multiple=True,
    help="Wat een onbekende kop betekent; mag vaker.",
)
PART = click.option(
    "--deellevering", metavar="NAAM", multiple=True, help="Alleen deze concessiehouder levert; mag vaker."
)
OUT = click.Path(dir_okay=False, path_type=Path)
DAY = click.DateTime(["%Y-%m-%d", "%d-%m-%Y"])


@click.command(options_metavar="[OPTIES]")
@FILE
@click.option("--peildatum", metavar="DATUM", type=DAY, help="Waar het register over gaat; anders vandaag.")
@click.option("--vergelijk", metavar="DATUM", help="Peildatum om naar terug te kijken; anders de laatste ervoor.")
@COLUMNS
@PART
@click.option("--formaat", type=click.Choice(["tekst", "json"]), default="tekst", show_default=True)
@click.option("--opmerkingen", metavar="UIT.xlsx", type=OUT, help="Schrijf het bestand terug met opmerkingen.")
@says_what_is_wrong
def controleer(
    bestand: Path,
    peildatum: datetime | None,
    vergelijk: str | None,
    kolommen: tuple[str, ...],
    deellevering: tuple[str, ...],
    formaat: str,
    opmerkingen: Path | None,
) -> None:
    """Kijk een register na en noem alle bevindingen; er wordt niets opgeslagen."""
    store = open_store()
    day = (peildatum or datetime.now(UTC)).date()
    choices = Choices(columns=_columns(kolommen), peildatum=day, holders=_holders(deellevering))
    before = _before(store, peildatum, vergelijk)
    file = File.of(bestand, parse_apart(bestand))
    reading, checked = check_delivery(file, choices, store.register_of(before) if before else None)
    not_checked = () if before else ("Er is geen eerdere peiling; veranderingen daartegenover zijn niet nagekeken.",)
    show = findings_json if formaat == "json" else findings_text
    click.echo(show(bestand.name, reading, checked, not_checked))
    if opmerkingen:
        opmerkingen.write_bytes(annotate_apart(bestand, checked.findings))
    sys.exit(1 if checked.errors else 0)


@click.command(options_metavar="[OPTIES]")
@FILE
@click.option("--peildatum", metavar="DATUM", type=DAY, required=True, help="Waar het register over gaat.")
@click.option("--label", metavar="LABEL", default="", help="Korte naam, bijvoorbeeld mei-21.")
@click.option("--door", metavar="WIE", required=True, help="Wie publiceert.")
@click.option("--toelichting", metavar="TEKST", default="", help="Wat lezers moeten weten.")
@click.option("--correctie", is_flag=True, help="Vervang de peiling van deze peildatum door een nieuwe versie.")
@click.option("--concept", is_flag=True, help="Nog niet voor lezers; maak definitief met bevestig.")
@click.option("--overnemen", is_flag=True, help="Neem een blad dat ontbreekt over uit de vorige peiling.")
@COLUMNS
@PART
@says_what_is_wrong
def publiceer(
    bestand: Path,
    peildatum: datetime,
    label: str,
    door: str,
    toelichting: str,
    correctie: bool,
    concept: bool,
    overnemen: bool,
    kolommen: tuple[str, ...],
    deellevering: tuple[str, ...],
) -> None:
    """Publiceer een register en noem wat er verandert; met fouten wordt niets opgeslagen."""
    store = open_store()
    choices = Choices(
        columns=_columns(kolommen),
        peildatum=peildatum.date(),
        label=label,
        toelichting=toelichting,
        correction=correctie,
        concept=concept,
        holders=_holders(deellevering),
        keep_missing=overnemen,
    )
    examined = examine(File.of(bestand, parse_apart(bestand)), choices, store)
    peiling = publish(store, examined, door)
    click.echo(to_text(examined.differences, (vocabulary(), regions())))
    if not deellevering and (part := seems_partial(examined)):
        names = ", ".join(vocabulary().label("concessiehouder", h) for h in part)
        click.echo(f"Let op: dit bestand bevat alleen {names}. Is het een deellevering, noem dan --deellevering.")
    if warnings := count(examined.checked.findings)[1]:
        click.echo(f"{warnings} waarschuwingen; bekijk ze met controleer.")
    state = "als concept gepubliceerd" if concept else "gepubliceerd"
    click.echo(f"Peiling {peiling.key} ({peiling.label}) is {state}.")


def _before(store: Store, peildatum: datetime | None, vergelijk: str | None) -> Peiling | None:
    """The peiling to look back at: the one named, else the last one before the peildatum, else the latest."""
    catalogue = catalogue_of(store)
    if vergelijk:
        return find_peiling(vergelijk, catalogue)
    if peildatum:
        return catalogue.before(peildatum.date())
    try:
        return catalogue.latest()
    except UnknownPeiling:
        return None


def _holders(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({find_code("concessiehouder", n, (vocabulary(), regions())) for n in names}))


def _columns(said: Sequence[str]) -> dict[str, str]:
    """What was said of headers as KOP=VELD; nothing behind the sign leaves the column aside. Raises UnknownValue."""
    fields = {f.name: f for sheet in SHEETS for f in sheet.fields}
    columns = {}
    for text in said:
        header, sign, name = text.rpartition("=")
        found = next((f.name for f in fields.values() if f.name == name or f.header == name), None)
        if not sign or (name and not found):
            raise UnknownValue(f"--kolom '{text}' moet KOP=VELD zijn; velden: {', '.join(fields)}.")
        columns[normalise(header)] = found or ""
    return columns
