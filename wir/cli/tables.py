"""python -m wir tabel: a report table as text, csv or JSON."""

from collections.abc import Callable, Mapping
from urllib.parse import parse_qs, urlsplit

import click

from wir.cli.group import open_store, says_what_is_wrong
from wir.cli.options import REGISTER, as_day
from wir.common.errors import UnknownTable, UnknownValue
from wir.database.database import Database
from wir.database.sheet_sql import properties
from wir.domain.address import find_code, read_params
from wir.domain.declaration import HOME
from wir.domain.mgz import LABELS
from wir.domain.registers import REGISTERS
from wir.domain.selection import DATES, Selection
from wir.domain.short_link import KEY, lengthened
from wir.export import listing_text, text
from wir.export.listing import Listing
from wir.export.programmes.by_name import PUBLISHED, RECOMPUTED
from wir.export.programmes.mgz import progress_on
from wir.tables.build import build_table
from wir.tables.cross import MEASURES, SOURCES, Measure, number_of, sheet_of

FORMATS = {"tekst": text.to_text, "csv": text.to_csv, "json": text.to_json}
LISTING_FORMATS = {"tekst": listing_text.to_text, "csv": listing_text.to_csv, "json": listing_text.to_json}
CROSS = "kruis"
DATED = "voortgang"  # the published table that has a peildatum of its own


AS_WHAT = (
    "Vorm van de uitvoer. Csv is voor programma's, met komma's; die van de pagina's is voor een Nederlandse Excel."
)
HELP = {
    "concessiehouder": "Alleen deze concessiehouder (code of naam); mag vaker.",
    "regio": "Alleen deze regio (code of naam); mag vaker.",
    "thema": "Alleen dit thema (code of naam); mag vaker.",
    "startjaar": "Alleen projecten die in dit jaar begonnen, of 'onbekend'; mag vaker.",
    "halfjaar": "Alleen projecten die in dit halfjaar begonnen (2020-1, 2020-2), of 'onbekend'; mag vaker.",
    "verandering": "Alleen wat zo veranderde: nieuw, verdwenen, gewijzigd, ongewijzigd, of status.lopend.succesvol.",
    "stap": "Alleen regio's die zo bewogen: visie.vooruit, visie.gelijk, visie.terug, of visie.3.4.",
    "zoek": "Alleen projecten met deze woorden in nummer, naam of omschrijving.",
}


def _filters(command: Callable[..., None]) -> Callable[..., None]:
    """An option for every filter of every register."""
    names = dict.fromkeys(name for declared in REGISTERS.values() for name in declared.filters)
    for name in reversed(names):
        said = HELP.get(name, f"Alleen deze waarde van {name} (code of naam); mag vaker.")
        command = click.option(f"--{name}", metavar="WAARDE", multiple=True, help=said)(command)
    return command


@click.command(options_metavar="[OPTIES]")
@click.argument("nummer", metavar="NUMMER")
@click.option("--peildatum", metavar="DATUM", help="Bijvoorbeeld 2020-11-01 of okt-20; anders de laatste.")
@click.option(
    "--vergelijk", metavar="DATUM", help="Peildatum om mee te vergelijken, of 'geen'; anders de peildatum ervoor."
)
@click.option("--link", metavar="ADRES", help="Neem de hele selectie over uit een gekopieerde link.")
@REGISTER
@_filters
@click.option("--rijen", metavar="KENMERK", help="Van 'kruis': wat de rijen zijn, zoals thema.")
@click.option("--kolommen", metavar="KENMERK", help="Van 'kruis': wat de kolommen zijn, zoals status.")
@click.option(
    "--als",
    type=click.Choice(list(MEASURES)),
    default=None,
    help="Van 'kruis': aantallen, het aandeel van de rij of de kolom, of het verschil met de andere peildatum.",
)
@click.option(
    "--formaat",
    type=click.Choice(list(FORMATS)),
    default="tekst",
    show_default=True,
    help=AS_WHAT,
)
@says_what_is_wrong
def tabel(
    nummer: str,
    peildatum: str | None,
    vergelijk: str | None,
    link: str | None,
    register: str,
    rijen: str | None,
    kolommen: str | None,
    als: Measure | None,
    formaat: str,
    **chosen: tuple[str, ...],
) -> None:
    """Druk een tabel af. Van het rapport: 1 tot en met 8, 10, 11, 12 en bijlage-1. Over wat er tussen twee peilingen
    veranderde: verandering, stappen, overgang-status, opbouw-status en hun soortgenoten. Van twee kenmerken naar keuze:
    kruis, met --rijen en --kolommen. Uit andere rapporten, altijd hetzelfde: voortgang (met een eigen --peildatum),
    bijeenkomsten, inventarisatie-2023, dmz-pilots en andere.
    """
    nummer = _crossed(nummer, rijen, kolommen, als)
    if nummer in PUBLISHED or nummer in RECOMPUTED:
        if vergelijk or link or any(chosen.values()) or (peildatum and nummer != DATED):
            raise UnknownValue(f"Tabel {nummer} staat in een rapport en verandert niet: geef geen peildatum of filter.")
        click.echo(LISTING_FORMATS[formaat](_published(nummer, peildatum)).rstrip("\n"))
        return
    database = Database(open_store(register))
    if link is None:
        selection = select(database, peildatum, vergelijk, chosen)
    elif peildatum or vergelijk or any(chosen.values()):
        raise UnknownValue("Een link bevat de hele selectie al; geef daarnaast geen peildatum of filter.")
    else:
        selection = _linked(database, link)
    try:
        click.echo(FORMATS[formaat](build_table(nummer, database, selection)).rstrip("\n"))
    except UnknownTable as error:
        others = ", ".join((*PUBLISHED, *RECOMPUTED))
        raise UnknownTable(f"{error} Uit andere rapporten: {others}.") from None


def _crossed(nummer: str, rows: str | None, columns: str | None, measure: Measure | None) -> str:
    """The number of a table, that of two properties made of their names. Raises UnknownValue."""
    if nummer != CROSS:
        if rows or columns or measure:
            raise UnknownValue(f"--rijen, --kolommen en --als horen bij tabel {CROSS}, niet bij tabel {nummer}.")
        return nummer
    ways = "; ".join(f"{sheet.nouns[1]}: {', '.join(properties(sheet))}" for sheet in SOURCES)
    if rows is None or columns is None:
        raise UnknownValue(f"Geef bij tabel {CROSS} --rijen en --kolommen. Er zijn van {ways}.")
    if sheet_of(rows, columns) is None:
        raise UnknownValue(f"{rows} en {columns} zijn geen twee kenmerken van hetzelfde. Er zijn van {ways}.")
    return number_of(rows, columns, measure or "aantal")


def _published(name: str, peildatum: str | None) -> Listing:
    """A table as a report published it. Raises UnknownPeiling, and UnknownValue for what is no date."""
    if name in RECOMPUTED:
        return RECOMPUTED[name](Database(open_store(HOME)))
    if peildatum is None:
        return PUBLISHED[name]()
    day = LABELS.get(peildatum) or as_day(peildatum)
    if day is None:
        raise UnknownValue(f"'{peildatum}' is geen datum; schrijf 2025-10-31, 31-10-2025 of okt-25.")
    return progress_on(day)


def _linked(database: Database, address: str) -> Selection:
    """The selection of a link. Raises UnknownPeiling, and UnknownValue for what it names that does not exist."""
    params = parse_qs(urlsplit(address).query)
    if KEY in params:
        params = {**params, **lengthened(params[KEY][-1])[1]}
    own = {database.declared.parameter(name) for name in (*DATES, *database.declared.filters)}
    known = {name: values for name, values in params.items() if name in own}
    reading = read_params(known, database.catalogue, database.lists, declared=database.declared)
    if reading.refused:
        raise UnknownValue(f"Deze link noemt iets dat hier niet bestaat: {', '.join(reading.refused)}.")
    return reading.selection


def select(
    database: Database, peildatum: str | None, vergelijk: str | None, chosen: Mapping[str, tuple[str, ...]]
) -> Selection:
    """The selection that the options mean. Raises UnknownPeiling or UnknownValue."""
    declared, catalogue = database.declared, database.catalogue
    said = {name: texts for name, texts in chosen.items() if texts}
    if strange := [name for name in said if name not in declared.filters]:
        raise UnknownValue(f"Het {declared.title} kent geen --{strange[0]}; wel: {', '.join(declared.filters)}.")
    dates = {
        declared.parameter(name): [text] for name, text in (("peildatum", peildatum), ("vergelijk", vergelijk)) if text
    }
    dated = read_params(dates, catalogue, database.lists, declared=declared)
    lists = database.lists(database.shown(dated.selection))
    codes = {
        declared.parameter(name): [find_code(name, text, lists, declared) for text in texts]
        for name, texts in said.items()
    }
    reading = read_params({**dates, **codes}, catalogue, database.lists, declared=declared)
    if reading.refused:
        raise UnknownValue(f"Dit kan niet: {', '.join(reading.refused)}.")
    return reading.selection
