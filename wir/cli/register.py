"""python -m wir controleer and publiceer: a register is checked, compared and published."""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any, TypeVar

import click

from wir.cli.group import catalogue_of, find, open_store, says_what_is_wrong
from wir.cli.options import FORMAT, REGISTER, Day, Words, refuse_ending, write_file
from wir.common.errors import RegisterRejected, UnknownPeiling, UnknownValue, WirError
from wir.common.numbers import counted, today
from wir.domain.address import find_code
from wir.domain.declaration import ALL, Declaration
from wir.domain.peiling import Peiling
from wir.domain.register_rows import Register
from wir.domain.registers import REGISTERS
from wir.domain.vocabulary import normalise, regions, vocabulary
from wir.export.differences import to_text
from wir.export.findings import findings_json, findings_text, looks_back_in_vain
from wir.export.messages import message_workbook, messages
from wir.register.check.findings import Repair, count, sure_repairs
from wir.register.check.validation import Checked
from wir.register.read.cells import Cells, shown
from wir.register.read.headers import is_personal
from wir.register.read.matching import HEADER_SEARCH_ROWS, Pointed
from wir.register.read.reading import Reading, find_registers, parse_apart
from wir.register.write.annotating import annotate_apart, remarked_name
from wir.register.write.mending import mended, of_file
from wir.store.delivery import (
    EMPTY,
    KEEP,
    Choices,
    Examined,
    File,
    check_delivery,
    dynamics_in,
    examine,
    publish,
    published_before,
    seems_partial,
)
from wir.store.remembered import Meaning, forget, remember, remembered
from wir.store.store import Store

FILES = click.argument(
    "bestanden",
    metavar="BESTAND...",
    nargs=-1,
    required=True,
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
)
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
SHEETS = click.option(
    "--blad", "bladen", metavar="NAAM", multiple=True, help="Welk blad telt; mag vaker, om samen te lezen."
)
HEADS = click.option(
    "--kop", "koppen", metavar="[BLAD=]RIJ", multiple=True, help="In welke rij de kolomkoppen staan; mag vaker."
)
SKIPPED = click.option(
    "--sla-over", metavar="[BLAD!]RIJ", multiple=True, help="Een rij die geen rij van het register is; mag vaker."
)
FUNCTIONAL = click.option(
    "--functioneel",
    metavar="ADRES",
    multiple=True,
    help="Een e-mailadres of nummer van geen persoon; mag vaker.",
)
SURE = click.option("--herstel-zeker", is_flag=True, help="Neem de voorstellen over waarover geen twijfel is.")
PART = click.option(
    "--deellevering", metavar="NAAM", multiple=True, help="Alleen deze concessiehouder levert; mag vaker."
)


def of_reading(command: Callable[..., None]) -> Callable[..., None]:
    """The files, and the options that say how they are read."""
    for option in (PART, SURE, FUNCTIONAL, SKIPPED, HEADS, SHEETS, COLUMNS, WHICH, FILES):
        command = option(command)
    return command


@click.command(options_metavar="[OPTIES]")
@click.option("--peildatum", metavar="DATUM", type=Day(), help="Waar het register over gaat; anders vandaag.")
@click.option(
    "--vergelijk", metavar="DATUM", help="Peiling om naar terug te kijken; anders de laatste (voor de peildatum)."
)
@of_reading
@FORMAT
@click.option(
    "--opmerkingen",
    metavar="UIT.xlsx|MAP",
    type=click.Path(path_type=Path),
    help="Schrijf het bestand ook weg, hersteld en met opmerkingen; van meer bestanden elk in deze map.",
)
@click.option(
    "--berichten",
    metavar="MAP",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Schrijf hier per concessiehouder een bericht over zijn rijen, als tekst en als werkmap.",
)
@says_what_is_wrong
def controleer(
    peildatum: date | None,
    vergelijk: str | None,
    formaat: str,
    opmerkingen: Path | None,
    berichten: Path | None,
    **said: Any,
) -> None:
    """Kijk een register na en noem alle bevindingen. Er wordt niets opgeslagen.

    Eindigt met 0 zonder fouten, 1 met fouten en 2 als het bestand niet te lezen is.
    """
    bestanden: tuple[Path, ...] = said["bestanden"]
    targets = _remarked(opmerkingen, bestanden) if opmerkingen else {}
    file, choices = _choices(said, peildatum or today())
    store = open_store(choices.register)
    before = _before(store, peildatum, vergelijk)
    earlier = store.register_of(before) if before else None
    (reading, checked), choices = _mended(
        lambda c: check_delivery(file, c, earlier, meanings=remembered(store), dynamics=dynamics_in(store)),
        choices,
        said["herstel_zeker"],
    )
    if targets:
        done = mended(file.cells, choices.repairs, choices.skipped, choices.declared)
        for (name, target), source in zip(targets.items(), bestanden, strict=True):
            findings, mine = checked.findings, done
            if file.parts:
                findings, mine = of_file(findings, name), of_file(done, name)
            write_file(target, annotate_apart(source, findings, mine))
            click.echo(f"Geschreven: {target}", err=True)
    if berichten:
        for path in _write_messages(berichten, file, reading, checked, choices, earlier):
            click.echo(f"Geschreven: {path}", err=True)
    show = findings_json if formaat == "json" else findings_text
    click.echo(show(file.name, reading, checked, looks_back_in_vain(reading, earlier)))
    sys.exit(1 if checked.errors else 0)


def _write_messages(
    folder: Path, file: File, reading: Reading, checked: Checked, choices: Choices, earlier: Register | None
) -> Iterator[Path]:
    lists = (vocabulary(), regions())
    for message in messages(file.name, reading, checked.findings, lists, choices.peildatum, earlier):
        text, book = (folder / f"bericht_{message.holder}{ending}" for ending in (".txt", ".xlsx"))
        write_file(text, message.text.encode("utf-8"))
        write_file(book, message_workbook(message, file.name, file.cells, reading, lists))
        yield from (text, book)


@click.command(options_metavar="[OPTIES]")
@click.option("--peildatum", metavar="DATUM", type=Day(), required=True, help="Waar het register over gaat.")
@click.option("--label", metavar="LABEL", default="", help="Korte naam; anders maand en jaar, zoals mei-21.")
@click.option("--door", metavar="WIE", type=Words(), required=True, help="Wie publiceert.")
@click.option("--toelichting", metavar="TEKST", default="", help="Wat lezers moeten weten.")
@click.option("--correctie", is_flag=True, help="Vervang de peiling van deze peildatum door een nieuwe versie.")
@click.option("--concept", is_flag=True, help="Nog niet voor lezers; maak definitief met bevestig.")
@click.option("--niet-overnemen", is_flag=True, help="Een blad dat ontbreekt is niet geregistreerd; anders blijft het.")
@click.option(
    "--ontbrekend",
    metavar="KOLOM=houden|leeg",
    multiple=True,
    help="Wat er wordt van een kolom die het bestand niet heeft, of van alle=; mag vaker.",
)
@click.option("--akkoord-verlies", metavar="AANTAL", type=int, help="Hoeveel rijen er verdwijnen, als dat klopt.")
@click.option("--ver-vooruit", is_flag=True, help="De peildatum ligt meer dan een jaar vooruit, en dat klopt.")
@of_reading
@says_what_is_wrong
def publiceer(
    peildatum: date,
    label: str,
    door: str,
    toelichting: str,
    correctie: bool,
    concept: bool,
    niet_overnemen: bool,
    ontbrekend: tuple[str, ...],
    akkoord_verlies: int | None,
    ver_vooruit: bool,
    **said: Any,
) -> None:
    """Publiceer een register en noem wat er verandert. Met fouten wordt niets opgeslagen."""
    file, choices = _choices(said, peildatum)
    store = open_store(choices.register)
    choices = replace(
        choices,
        label=label,
        toelichting=toelichting,
        correction=correctie,
        concept=concept,
        keep_missing=not niet_overnemen,
        absent=_absent(ontbrekend, choices.declared),
        agreed_loss=akkoord_verlies,
        far=ver_vooruit,
    )
    examined, _ = _mended(lambda c: examine(file, c, store), choices, said["herstel_zeker"])
    if examined.checked.errors:
        found = findings_text(file.name, examined.reading, examined.checked, ())
        raise RegisterRejected(f"{found}\nEr is niets opgeslagen.")
    same = published_before(file.hashes, store.catalogue())
    published = [f"Let op: precies dit was al gepubliceerd als {same.key}."] if same else []
    peiling = publish(store, examined, door)
    differences = to_text(choices.declared, examined.differences, (vocabulary(), regions()))
    click.echo(differences or "Er is geen eerdere peiling om mee te vergelijken.")
    for caution in (*_cautions(examined), *published):
        click.echo(caution)
    state = "als concept gepubliceerd" if concept else "gepubliceerd"
    click.echo(f"Peiling {peiling.key} ({peiling.label}) is {state}.")


Found = TypeVar("Found", Examined, tuple[Reading, Checked])


def _mended(look: Callable[[Choices], Found], choices: Choices, sure: bool) -> tuple[Found, Choices]:
    """What is found, where asked after the repairs that are sure: one may bring another to light."""
    found = look(choices)
    more: tuple[Repair, ...] = sure_repairs(_checked(found).findings) if sure else ()
    if not set(more) - set(choices.repairs):
        return found, choices
    return _mended(look, replace(choices, repairs=(*choices.repairs, *more)), sure)


def _checked(found: Examined | tuple[Reading, Checked]) -> Checked:
    return found.checked if isinstance(found, Examined) else found[1]


def _choices(said: Mapping[str, Any], peildatum: date) -> tuple[File, Choices]:
    """The files as one, and what was said of reading them. Raises WirError for what cannot be meant."""
    named = _named(said["bestanden"])
    file = File.together([replace(File.of(path, parse_apart(path)), name=name) for name, path in named.items()])
    titles = [g.title for g in file.cells.grids]
    for title in said["bladen"]:
        if title not in titles:
            raise UnknownValue(f"--blad '{title}' staat niet in het bestand; er zijn: {', '.join(titles)}.")
    pointed = Pointed(said["bladen"], dict(_head(text, titles) for text in said["koppen"]))
    columns, declared = _meant(file, said["kolommen"], said["register"], pointed)
    choices = Choices(
        columns=columns,
        peildatum=peildatum,
        partial=bool(said["deellevering"]),
        holders=_holders(said["deellevering"]),
        register=declared.name,
        sheets=pointed.sheets,
        heads=pointed.heads,
        skipped=tuple("!".join(map(str, _row(text, "!", "--sla-over", titles))) for text in said["sla_over"]),
        functional=said["functioneel"],
    )
    return file, choices


def _head(text: str, titles: Sequence[str]) -> tuple[str, int]:
    return _row(text, "=", "--kop", titles)


def _row(text: str, sign: str, option: str, titles: Sequence[str]) -> tuple[str, int]:
    """The sheet and row of Projecten=21, or of 21 alone where the file has one sheet. Raises UnknownValue."""
    title, _, number = text.rpartition(sign)
    title = title or (titles[0] if len(titles) == 1 else "")
    if title not in titles or not number.isdecimal() or int(number) < 1:
        raise UnknownValue(f"{option} '{text}' moet BLAD{sign}RIJ zijn; bladen: {', '.join(titles)}.")
    return title, int(number)


def _absent(said: Sequence[str], declared: Declaration) -> dict[str, str]:
    """What was said of columns that the file lacks. Raises UnknownValue."""
    answers = {}
    for text in said:
        header, _, answer = text.rpartition("=")
        every = header == ALL
        fields = [(s, f) for s in declared.sheets for f in (s.fields if every else [s.meant(header)]) if f]
        found = [f"{s.table}.{f.name}" for s, f in fields]
        if not found or answer not in (KEEP, EMPTY):
            raise UnknownValue(f"--ontbrekend '{text}' moet KOLOM={KEEP} of KOLOM={EMPTY} zijn.")
        answers.update(dict.fromkeys(found, answer))
    return answers


def _meant(
    file: File, said: Sequence[str], register: str | None, pointed: Pointed
) -> tuple[dict[str, str], Declaration]:
    """What was said of columns, and which register the file is. Raises WirError where that must be said."""
    columns = _columns(said, file.cells)
    if register:
        return columns, REGISTERS[register]
    found = find_registers(file.name, file.cells, columns, pointed)
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


def _named(paths: Sequence[Path]) -> dict[str, Path]:
    """The files by their name; of two in different folders that are called the same the second gets a number."""
    named: dict[str, Path] = {}
    for path in paths:
        taken = {name.casefold() for name in named}
        names = (path.name, *(f"{path.stem} ({n}){path.suffix}" for n in range(2, len(paths) + 2)))
        named[next(name for name in names if name.casefold() not in taken)] = path
    return named


def _remarked(target: Path, sources: Sequence[Path]) -> dict[str, Path]:
    """Where each file goes with its remarks, by its name. Raises WirError where that cannot be."""
    if len(sources) > 1 and not target.is_dir():
        raise WirError(f"Van meer bestanden komen de opmerkingen in een map, en {target} is geen map die er is.")
    targets = {n: target / remarked_name(n) if target.is_dir() else target for n in _named(sources)}
    for path, source in zip(targets.values(), sources, strict=True):
        _refuse_target(path, source)
    if len({path.name.casefold() for path in targets.values()}) < len(targets):
        raise WirError(
            "Van deze bestanden zouden de opmerkingen over elkaar heen gaan; geef een ervan een andere naam."
        )
    return targets


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


@click.command(options_metavar="[OPTIES]")
@click.option(
    "--onthoud",
    metavar="KOLOM WAARDE BETEKENT",
    type=(str, str, str),
    multiple=True,
    help="Onthoud wat een waarde betekent.",
)
@click.option("--vergeet", metavar="KOLOM WAARDE", type=(str, str), multiple=True, help="Vergeet een waarde.")
@REGISTER
@says_what_is_wrong
def synoniemen(onthoud: tuple[tuple[str, str, str], ...], vergeet: tuple[tuple[str, str], ...], register: str) -> None:
    """Noem wat waarden betekenen volgens wie ze eerder herstelde. Bij een volgend bestand is dat een zeker voorstel."""
    store = open_store(register)
    headers = {f.header for sheet in store.declared.sheets for f in sheet.fields}
    for column, *_ in (*onthoud, *vergeet):
        if column not in headers:
            raise UnknownValue(f"Er is geen kolom '{column}'; er zijn: {', '.join(sorted(headers))}.")
    remember(store, [Meaning(*said) for said in onthoud])
    for column, typed in vergeet:
        forget(store, column, typed)
    for m in remembered(store):
        click.echo(f"{m.column}: '{m.typed}' betekent '{m.meant}'")
