"""The progress reports of medisch generalistische zorg in de regio as listings."""

from collections.abc import Sequence
from datetime import date

from wir.common import numbers
from wir.common.errors import UnknownPeiling
from wir.common.facts import Fact, facts, number
from wir.domain.mgz import LABELS, OCTOBER, PEILDATA, Indicator, Reading, indicators
from wir.export.listing import Cell, Header, Line, Listing
from wir.export.programmes.from_facts import SOURCE, listing_of
from wir.insight.programme_sentences import meetings_told, mismatch

BOTH = "MGZ-voortgang mei en oktober 2025"
INDICATOR = Header("Indicator")
NOTES = (
    "(+) is de verandering die de rapportage noemt, meestal sinds 1 november 2024. Nov-24 is wat daar uit volgt: het "
    "totaal min de verandering.",
)


def progress() -> Listing:
    """Both peildata beside one another, with the starts that they imply and what does not add up."""
    headers = (
        INDICATOR,
        *(
            h
            for name in PEILDATA.values()
            for h in (Header(name.capitalize(), "aantal"), Header(f"(+) {name.split()[0]}", "toename"))
        ),
        Header("Nov-24 volgens mei", "aantal"),
        Header("Nov-24 volgens oktober", "aantal"),
        Header("Wat niet optelt"),
    )
    lines = tuple(Line((i.name, *_both(i), mismatch(i)), i.group) for i in indicators())
    caption = "Peildata 1 mei en 31 oktober 2025"
    return Listing(
        "voortgang",
        "Voortgang per indicator, mei en oktober 2025",
        caption,
        headers,
        lines,
        NOTES,
        f"Bron: {BOTH}",
        group="Groep",
    )


def _both(found: Indicator) -> Sequence[Cell]:
    readings = [found.readings.get(day) for day in PEILDATA]
    shown = [cell for r in readings for cell in ((r.total, r.change) if r else (None, None))]
    return [*shown, *(r.start if r else None for r in readings)]


def progress_on(day: date) -> Listing:
    """One peildatum, with the date that each change counts from and where it stands. Raises UnknownPeiling."""
    if day not in PEILDATA:
        known = ", ".join(f"{d.isoformat()} ({name})" for d, name in PEILDATA.items())
        raise UnknownPeiling(f"Van {numbers.day(day)} is er geen voortgangsrapportage; er zijn: {known}.")
    headers = (
        INDICATOR,
        Header("Totaal", "aantal"),
        Header("(+)", "toename"),
        Header("Sinds"),
        Header("Beginstand", "aantal"),
        Header("Past sinds"),
        Header("Opmerking"),
        SOURCE,
    )
    lines = tuple(
        Line((i.name, *_one(i, reading, day)), i.group) for i in indicators() if (reading := i.readings.get(day))
    )
    return Listing(
        "voortgang",
        f"Voortgang per indicator met vindplaats, {PEILDATA[day]}",
        f"Peildatum {numbers.day(day)}",
        headers,
        lines,
        ("Beginstand is het totaal min de verandering, op de datum bij Sinds.",),
        f"Bron: MGZ-voortgang {PEILDATA[day]}",
        group="Groep",
    )


def _one(found: Indicator, reading: Reading, day: date) -> Sequence[Cell]:
    remark = "; ".join(filter(None, (reading.remark, mismatch(found) if day == OCTOBER else "")))
    since = _short(reading.since) if reading.since else ""
    return (reading.total, reading.change, since, reading.implied, _fits(found, day), remark, reading.source)


def _fits(found: Indicator, day: date) -> str:
    fits = found.fits(day)
    return "" if fits is None else ", ".join(map(_short, fits)) or "geen van beide"


def _short(day: date) -> str:
    return next(label for label, known in LABELS.items() if known == day)


def meetings() -> Listing:
    """Every meeting with its participants and its mark; a day that was not printed is a year."""
    headers = (
        Header("Bijeenkomst"),
        Header("Soort"),
        Header("Datum", "datum"),
        Header("Plaats"),
        Header("Aantal", "aantal"),
        Header("Deelnemers", "aantal"),
        Header("Ingeschreven", "aantal"),
        Header("Cijfer", "aantal"),
        Header("Opmerking"),
    )
    lines = tuple(
        Line(
            (
                row["naam"],
                row["soort"],
                date.fromisoformat(row["datum"]) if row["datum"] else row["jaar"],
                row["plaats"],
                *(number(row[name]) for name in ("aantal", "deelnemers", "inschrijvingen", "beoordeling")),
                "; ".join(filter(None, _remarks(row))),
            )
        )
        for row in facts("mgz/bijeenkomsten.csv")
    )
    return Listing(
        "bijeenkomsten",
        "Bijeenkomsten van 2023 tot en met 2025",
        "",
        headers,
        lines,
        tuple(meetings_told()),
        f"Bron: {BOTH}",
    )


def _remarks(row: Fact) -> Sequence[str]:
    outside = "extern" if row["extern"] == "ja" else ""
    return outside, row["rol"], "" if row["telt_mee"] == "ja" else "telt niet mee", row["opmerking"]


def unnamed() -> Listing:
    """Numbers of participants and marks that were printed without the meeting that they are of."""
    columns = {
        Header("Soort getal"): "soort_getal",
        Header("Waarde", "aantal"): "waarde",
        Header("Hoort bij"): "hoort_bij",
        Header("Zekerheid"): "zekerheid",
        Header("Herleiding"): "herleiding",
        SOURCE: "bron",
    }
    rows = facts("mgz/bijeenkomsten_zonder_naam.csv")
    return listing_of("bijeenkomsten-zonder-naam", "Getallen zonder naam van een bijeenkomst", rows, columns, BOTH)


def use_of_knowledge() -> Listing:
    """What people do with what they heard, in percentages; which answer some belong to cannot be seen."""
    columns = {
        Header("Antwoord"): "antwoord",
        Header("Percentage", "aantal"): "percentage",
        Header("Zekerheid"): "zekerheid",
        Header("Opmerking"): "opmerking",
        SOURCE: "bron",
    }
    rows = [
        {**row, "antwoord": row["antwoord"] or "niet te zien welk antwoord"} for row in facts("mgz/gebruik_kennis.csv")
    ]
    return listing_of(
        "gebruik-kennis",
        "Gebruik van kennis na een bijeenkomst",
        rows,
        columns,
        "MGZ-voortgang oktober 2025",
        heading="groep",
        group="Groep",
    )


def products() -> Listing:
    """The knowledge products by subject, and in which report they stand."""
    columns = {
        Header("Titel"): "titel",
        Header("Onderwerp"): "onderwerp",
        Header("Soort"): "soort",
        Header("In mei"): "in_mei_2025",
        Header("In oktober"): "in_oktober_2025",
        SOURCE: "bron",
    }
    return listing_of("kennisproducten", "Kennisproducten", facts("mgz/kennisproducten.csv"), columns, BOTH)


def studies() -> Listing:
    """The studies and how they stood."""
    columns = {Header("Onderwerp"): "onderwerp", Header("Mei 2025"): "mei_2025", Header("Oktober 2025"): "oktober_2025"}
    return listing_of("onderzoeken", "Onderzoeken", facts("mgz/onderzoeken.csv"), {**columns, SOURCE: "bron"}, BOTH)


def questions() -> Listing:
    """What regions ask about, and in which report that stands."""
    columns = {
        Header("Onderwerp"): "onderwerp",
        Header("In mei"): "mei_2025",
        Header("In oktober"): "oktober_2025",
        Header("Opmerking"): "opmerking",
        SOURCE: "bron",
    }
    return listing_of("kennisvragen", "Waar vragen over gaan", facts("mgz/kennisvragen.csv"), columns, BOTH)


def trajectory_fields() -> Listing:
    """The columns that a register of trajectories would have."""
    columns = {Header("Kolom"): "kop", Header("Verplicht"): "verplicht", Header("Uitleg"): "uitleg"}
    rows = facts("mgz/traject_velden.csv")
    return listing_of("traject-velden", "Wat een register van trajecten zou bevatten", rows, columns, "onze indeling")
