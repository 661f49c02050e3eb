"""What the reports on medisch generalistische zorg and the inventarisatie say, as sentences made of their rows."""

from collections.abc import Iterator

from wir.common import numbers
from wir.common.facts import Fact, facts, number
from wir.domain.mgz import MAY, OCTOBER, START, Indicator, Reading, indicator, indicators, participants

NO_LEVELS = (
    "De klassen van deze uitkomsten zijn die van het verslag: geen niveaus van het instrument, en niet daarin om te "
    "zetten."
)


def mismatch(found: Indicator) -> str:
    """What does not add up between the two reports; empty where all does, or nothing can be held against it."""
    may, october = found.readings.get(MAY), found.readings.get(OCTOBER)
    if october is None or october.change is None:
        return ""
    if (may is None or may.total is None) and october.since == MAY:
        return f"mei is dan {numbers.exact(october.implied)}, niet gepubliceerd"
    fits = found.fits(OCTOBER)
    if fits is None or may is None or START in fits or october.since != START:
        return ""
    if fits:
        since = _since_start(may, october)
        return f"({numbers.exact(october.change, signed=True)}) past alleen sinds mei{since}"
    return f"nov-24 is {numbers.exact(may.start)} of {numbers.exact(october.start)}"


def _since_start(may: Reading, october: Reading) -> str:
    """The change since November 2024 that the totals do give, where May says what it was then."""
    if may.start is None or october.total is None:
        return ""
    return f"; sinds nov-24 is het {numbers.exact(round(october.total - may.start, 2), signed=True)}"


def progress_told() -> Iterator[str]:
    """How support went, and in how many figures the two reports do not agree."""
    running, asked = indicator("Lopende ondersteuningstrajecten"), indicator("Ondersteuningsvragen sinds start")
    now = running.readings[OCTOBER].total
    yield (
        f"Op 31 oktober 2025 lopen {numbers.exact(now)} ondersteuningstrajecten; sinds de start kwamen er "
        f"{numbers.exact(asked.readings[OCTOBER].total)} ondersteuningsvragen."
    )
    never = [i.name for i in indicators() if i.fits(OCTOBER) == () and i.readings[OCTOBER].since == START]
    later = [i.name for i in indicators() if i.fits(OCTOBER) == (MAY,) and i.readings[OCTOBER].since == START]
    yield f"Bij {_named(never)} geven de twee rapportages een verschillende stand voor 1 november 2024."
    yield f"Bij {_named(later)} zegt oktober ‘sinds november 2024’, maar past de verandering alleen sinds mei 2025."


def meetings_told() -> Iterator[str]:
    """How far the printed numbers of participants explain the total and its change."""
    came, reading = participants(), indicator("Deelnemers bijeenkomsten").readings[OCTOBER]
    assert reading.total is not None
    assert reading.change is not None
    yield (
        f"Met naam {numbers.exact(came.named)} en zonder naam {numbers.exact(came.unnamed)} deelnemers: samen "
        f"{numbers.exact(came.together)} van de {numbers.exact(reading.total)}."
    )
    yield (
        f"Van de verandering sinds november 2024 ({numbers.exact(reading.change, signed=True)}) zijn er "
        f"{numbers.exact(came.since_start)} bij een bijeenkomst te plaatsen; "
        f"{numbers.exact(reading.change - came.since_start)} blijven onverklaard."
    )


def figures_untold() -> str:
    """The pictures whose numbers are not in the text: said, not rebuilt."""
    without = [row for row in facts("mgz/figuren_zonder_getallen.csv") if row["getallen_in_tekst"] == "nee"]
    names = list(dict.fromkeys(row["figuur"] for row in without))
    return (
        f"{numbers.exact(len(without))} tekeningen van de rapportages hebben geen getallen in de tekst. Hier staan zij "
        f"niet, en er is niets nagebouwd: {_named(names)}."
    )


def _named(names: list[str]) -> str:
    if not names:
        return "geen enkel cijfer"
    names = [f"‘{name}’" for name in names]
    return " en ".join([", ".join(names[:-1]), names[-1]] if names[1:] else names)


def as_said(row: Fact) -> str:
    """How exact a count is: "ten minste 8", "een twaalftal (12)", "alle 31"; in words where there is none."""
    said, count = row["precisie"], row["regios"]
    if said in ("ten minste", "alle"):
        return f"{said} {count}"
    return f"{said} ({count})" if said == "een twaalftal" else said


def outcomes_told() -> Iterator[str]:
    """How many regions the shortage and the ambition are counted over."""
    shortage, ambition = (_over(name) for name in ("formatieproblemen", "ambitie"))
    missing = numbers.counted(shortage - ambition, "regio ontbreekt", "regio’s ontbreken")
    yield f"De drie klassen van het tekort tellen op tot {shortage}: alle regio’s van het verslag."
    yield f"De vier klassen van ambitie tellen op tot {ambition}: {missing} daar."
    yield NO_LEVELS


def _over(dimension: str) -> int:
    rows = facts("inventarisatie/uitkomsten_2023.csv")
    return sum(int(number(r["regios"]) or 0) for r in rows if r["dimensie"] == dimension and r["precisie"] == "exact")
