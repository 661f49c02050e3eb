"""python -m wir controleer and publiceer: a register is checked, compared and published."""

import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import click

from wir.cli.group import catalogue_of, find, open_store, says_what_is_wrong
from wir.cli.options import FORMAT, TARGET, Day, Words, refuse_ending, write_file
from wir.common.errors import RegisterRejected, UnknownPeiling, UnknownValue, WirError
from wir.common.numbers import counted, today
from wir.domain.address import find_code
from wir.domain.declaration import Declaration
from wir.domain.peiling import Peiling
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import normalise, regions, vocabulary
from wir.export.differences import to_text
from wir.export.findings import findings_json, findings_text, looks_back_in_vain
from wir.register.check.findings import count
from wir.register.read.cells import Cells, shown
from wir.register.read.matching import HEADER_SEARCH_ROWS, is_personal
from wir.register.read.reading import find_registers, parse_apart
from wir.register.write.annotating import annotate_apart, remarked_name
from wir.store.delivery import Choices, Examined, File, check_delivery, examine, publish, seems_partial
from wir.store.store import Store

FILE = click.argument("bestand", metavar="BESTAND", type=click.Path(exists=True, dir_okay=False, path_type=Path))
COLUMNS = click.option(
    "--kolom",
    "kolommen",
    metavar="KOP=VELD",
    multiple=True,
    help="Wat een onbekende kop betekent, of KOP= om de kolom weg te laten; mag vaker.",
)
WHICH = click.option(
    "--register",
    type=click.Choice(list(REGISTERS)),
    help="Welk register het is; nodig waar het bestand bladen van meer dan een register heeft.",
)
PART = click.option(
    "--deellevering", metavar="NAAM", multiple=True, help="Alleen deze concessiehouder levert; mag vaker."
)


@click.command(options_metavar="[OPTIES]")
@FILE
@click.option("--peildatum", metavar="DATUM", type=Day(), help="Waar het register over gaat; anders vandaag.")
@click.option(
    "--vergelijk", metavar="DATUM", help="Peiling om naar terug te kijken; anders de laatste (voor de peildatum)."
)
@WHICH
@COLUMNS
@PART
@FORMAT
@click.option(
    "--opmerkingen", metavar="UIT.xlsx", type=TARGET, help="Schrijf het bestand ook weg met opmerkingen in de cellen."
)
@says_what_is_wrong
def controleer(
    bestand: Path,
    peildatum: date | None,
    vergelijk: str | None,
    register: str | None,
    kolommen: tuple[str, ...],
    deellevering: tuple[str, ...],
    formaat: str,
    opmerkingen: Path | None,
) -> None:
    """Kijk een register na en noem alle bevindingen. Er wordt niets opgeslagen.

    Eindigt met 0 zonder fouten, 1 met fouten en 2 als het bestand niet te lezen is.
    """
    if opmerkingen:
        _refuse_target(opmerkingen, bestand)
    file = File.of(bestand, parse_apart(bestand))
    columns, declared = _meant(file, kolommen, register)
    store = open_store(declared.name)
    before = _before(store, peildatum, vergelijk)
    earlier = store.register_of(before) if before else None
    day, holders = peildatum or today(), _holders(deellevering)
    choices = Choices(columns=columns, peildatum=day, holders=holders, register=declared.name)
    reading, checked = check_delivery(file, choices, earlier)
    if opmerkingen:
        write_file(opmerkingen, annotate_apart(bestand, checked.findings))
    show = findings_json if formaat == "json" else findings_text
    click.echo(show(file.name, reading, checked, looks_back_in_vain(reading, earlier)))
    sys.exit(1 if checked.errors else 0)


@click.command(options_metavar="[OPTIES]")
@FILE
@click.option("--peildatum", metavar="DATUM", type=Day(), required=True, help="Waar het register over gaat.")
@click.option("--label", metavar="LABEL", default="", help="Korte naam; anders maand en jaar, zoals mei-21.")
@click.option("--door", metavar="WIE", type=Words(), required=True, help="Wie publiceert.")
@click.option("--toelichting", metavar="TEKST", default="", help="Wat lezers moeten weten.")
@click.option("--correctie", is_flag=True, help="Vervang de peiling van deze peildatum door een nieuwe versie.")
@click.option("--concept", is_flag=True, help="Nog niet voor lezers; maak definitief met bevestig.")
@click.option("--niet-overnemen", is_flag=True, help="Een blad dat ontbreekt is niet geregistreerd; anders blijft het.")
@WHICH
@COLUMNS
@PART
@says_what_is_wrong
def publiceer(
    bestand: Path,
    peildatum: date,
    label: str,
    door: str,
    toelichting: str,
    correctie: bool,
    concept: bool,
    niet_overnemen: bool,
    register: str | None,
    kolommen: tuple[str, ...],
    deellevering: tuple[str, ...],
) -> None:
    """Publiceer een register en noem wat er verandert. Met fouten wordt niets opgeslagen."""
    file = File.of(bestand, parse_apart(bestand))
    columns, declared = _meant(file, kolommen, register)
    store = open_store(declared.name)
    choices = Choices(
        columns=columns,
        peildatum=peildatum,
        label=label,
        toelichting=toelichting,
        correction=correctie,
        concept=concept,
        partial=bool(deellevering),
        holders=_holders(deellevering),
        keep_missing=not niet_overnemen,
        register=declared.name,
    )
    examined = examine(file, choices, store)
    if examined.checked.errors:
        found = findings_text(file.name, examined.reading, examined.checked, ())
        raise RegisterRejected(f"{found}\nEr is niets opgeslagen.")
    peiling = publish(store, examined, door)
    differences = to_text(declared, examined.differences, (vocabulary(), regions()))
    click.echo(differences or "Er is geen eerdere peiling om mee te vergelijken.")
    for caution in _cautions(examined):
        click.echo(caution)
    state = "als concept gepubliceerd" if concept else "gepubliceerd"
    click.echo(f"Peiling {peiling.key} ({peiling.label}) is {state}.")


def _meant(file: File, said: Sequence[str], register: str | None) -> tuple[dict[str, str], Declaration]:
    """What was said of columns, and which register the file is. Raises WirError where that must be said."""
    columns = _columns(said, file.cells)
    if register:
        return columns, REGISTERS[register]
    found = find_registers(file.name, file.cells, columns)
    if len(found) > 1:
        names = " en ".join(declared.name for declared in found)
        raise WirError(f"{file.name} heeft bladen van {names}; zeg met --register welk register u bedoelt.")
    return columns, found[0]


def _cautions(examined: Examined) -> Iterator[str]:
    """What a person may not have meant."""
    for sheet in examined.carried_sheets:
        yield f"{sheet.name} ontbreekt in het bestand en blijft zoals in {examined.base_key}."
    for sheet in examined.lost_sheets:
        yield f"Let op: {sheet.name} ontbreekt in het bestand en is in deze peiling niet geregistreerd."
    if not examined.choices.holders and (part := seems_partial(examined)):
        names = ", ".join(vocabulary().label("concessiehouder", h) for h in part)
        yield f"Let op: dit bestand bevat alleen {names}. Is het een deellevering, noem dan --deellevering."
    if warnings := count(examined.checked.findings)[1]:
        yield f"{counted(warnings, 'waarschuwing', 'waarschuwingen')}; bekijk ze met controleer."


def _before(store: Store, peildatum: date | None, vergelijk: str | None) -> Peiling | None:
    """The peiling to look back at: the one named, else the last one before the peildatum, else the latest."""
    catalogue = catalogue_of(store)
    if vergelijk:
        return find(vergelijk, catalogue)
    if peildatum:
        return catalogue.before(peildatum)
    try:
        return catalogue.latest()
    except UnknownPeiling:
        return None


def _refuse_target(target: Path, source: Path) -> None:
    """Raises WirError when the remarks would take the place of the source, or under this name not open."""
    refuse_ending(target, Path(remarked_name(source.name)).suffix)
    if target.resolve() == source.resolve():
        raise WirError(f"De opmerkingen zouden {target} zelf overschrijven; kies een andere naam.")


def _holders(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted({find_code("concessiehouder", n, (vocabulary(), regions())) for n in names}))


def _columns(said: Sequence[str], cells: Cells) -> dict[str, str]:
    """What was said of headers as KOP=VELD; nothing behind the sign leaves the column aside. Raises UnknownValue."""
    sheets = [sheet for declared in REGISTERS.values() for sheet in declared.sheets]
    fields = {f.name: f for sheet in sheets for f in sheet.fields}
    tops = (row for grid in cells.grids for number, row in grid.rows.items() if number <= HEADER_SEARCH_ROWS)
    headers = {normalise(shown(value)) for row in tops for value in row}
    columns = {}
    for text in said:
        header, sign, name = text.rpartition("=")
        found = next((f.name for f in fields.values() if f.matches(name)), "")
        if not sign or bool(name) != bool(found):
            raise UnknownValue(f"--kolom '{text}' moet KOP=VELD zijn; velden: {', '.join(fields)}.")
        if is_personal(header):
            raise UnknownValue(f"--kolom '{text}': '{header}' is van personen en wordt niet overgenomen.")
        if normalise(header) not in headers:
            raise UnknownValue(f"--kolom '{text}': de kop '{header}' staat niet in het bestand.")
        columns[normalise(header)] = found
    return columns
