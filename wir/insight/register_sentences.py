"""What the tables of the inventarisatie and of the trajectories say, as sentences."""

from collections.abc import Iterator

from wir.common import numbers
from wir.domain.inventarisatie import SCALES
from wir.domain.vocabulary import UNKNOWN
from wir.tables.inventarisatie import Levels, direction
from wir.tables.model import Table

MOST_NAMED = 3
EMPTY_INVENTORY = (
    "Van geen enkele ronde is een inventarisatie per regio ingebracht: de rapportage geeft alleen totalen. Leveren kan "
    "wie de regio’s spreekt: het programma Medisch generalistische zorg in de regio, met zijn ondersteuners per "
    "zorgkantoorregio. Een leeg sjabloon staat op Register bijwerken."
)
EMPTY_TRAJECTORIES = (
    "Het register van ondersteuningstrajecten is leeg: de rapportages geven aantallen, geen lijst van trajecten. "
    "Leveren kan wie de trajecten begeleidt: het programma Medisch generalistische zorg in de regio, met zijn "
    "ondersteuners per zorgkantoorregio. Een leeg sjabloon staat op Register bijwerken."
)


def uncapitalised(words: str) -> str:
    """As it stands within a sentence; an abbreviation keeps its capitals."""
    return words[:1].lower() + words[1:]


def short(scale: str) -> str:
    """The name of a scale where there is little room."""
    said = scale.replace("_", " ").replace(" vvt", " VVT").replace(" vg", " VG")
    return said[:1].upper() + said[1:]


def moved(found: Levels | None, scale: str) -> str:
    """Which way a level went, in words."""
    step = found.step(scale) if found else None
    if not step:
        return direction(step)
    return f"{numbers.counted(abs(step), 'niveau', 'niveaus')} {direction(step)}"


def scale_told(table: Table) -> Iterator[str]:
    """How many regions are highest on a scale, of those that filled it in, and since the round before."""
    total = table.cell(table.closing).whole or 0
    filled = total - (table.total(table.closing.lijst, (UNKNOWN,)) or 0)
    if not filled:
        yield f"{table.title}: in {table.shown.name} door geen regio ingevuld in deze selectie."
        return
    top = next(row for row in reversed(table.rows) if row.kind == "waarde")
    there, change = table.cell(top).whole or 0, table.change(top)
    moved = f", {numbers.change(change)} {table.since}" if change else ""
    yield (
        f"{table.title}: {there} van de {numbers.counted(filled, 'regio', 'regio’s')} die dit in {table.shown.name} "
        f"invulden op niveau {top.code}{moved}."
    )


def steps_told(table: Table) -> Iterator[str]:
    """On which scales most regions went up, and on which down."""
    for way, words in (("hoger", "Het vaakst hoger dan in de ronde ervoor"), ("lager", "Het vaakst lager")):
        moved = sorted(((table.cell(row, way).whole or 0, row.code) for row in table.rows), reverse=True)
        named = [f"{uncapitalised(SCALES[code])} ({count})" for count, code in moved[:MOST_NAMED] if count]
        if named:
            yield f"{words}: {', '.join(named)}."


def trajectories_told(table: Table) -> Iterator[str]:
    """How many asked and how many run, and what came and went since the other day."""

    def value(name: str, column: str = "") -> int:
        return table.cell(table.row("stand", name), column).whole or 0

    asked, running, ended = map(value, ("vragen", "lopend", "afgerond"))
    yield (
        f"Op {numbers.day(table.peiling.peildatum)}: {numbers.counted(asked, 'vraag', 'vragen')}, "
        f"{numbers.counted(running, 'lopend traject', 'lopende trajecten')} en {numbers.count(ended)} afgerond."
    )
    if any(column.key == "sinds" for column in table.columns):
        came, went = (value("lopend", column) for column in ("erbij", "eraf"))
        yield (
            f"Sinds {table.column('sinds').name.removeprefix('Op ')}: "
            f"{numbers.counted(value('vragen', 'erbij'), 'vraag', 'vragen')} erbij; "
            f"{numbers.counted(came, 'traject', 'trajecten')} begonnen en {numbers.count(went)} geëindigd, netto "
            f"{numbers.change(came - went)}."
        )
