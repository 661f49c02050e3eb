"""The regional inventarisatie of 2023 as listings: its outcomes, its instrument and its rounds."""

from wir.common.facts import facts
from wir.export.listing import Header, Listing
from wir.export.programmes.from_facts import SOURCE, listing_of
from wir.insight.programme_sentences import as_said, outcomes_told

INVENTORY, INSTRUMENT = "Inventarisatie 2023", "Instrument van de inventarisatie 2023"


def outcomes() -> Listing:
    """The published outcomes with their precision, per dimension."""
    columns = {
        Header("Categorie"): "categorie",
        Header("Regio’s", "aantal"): "regios",
        Header("Precisie"): "gezegd",
        Header("Van", "aantal"): "noemer",
        Header("Opmerking"): "opmerking",
    }
    rows = [
        {**row, "gezegd": as_said(row), "dimensie": _capital(row["dimensie"])}
        for row in facts("inventarisatie/uitkomsten_2023.csv")
    ]
    # The sort keeps the order within a dimension: the file comes back to some of them at its end.
    order = list(dict.fromkeys(row["dimensie"] for row in rows))
    rows.sort(key=lambda row: order.index(row["dimensie"]))
    return listing_of(
        "inventarisatie-2023",
        "Inventarisatie 2023: uitkomsten",
        rows,
        columns,
        INVENTORY,
        heading="dimensie",
        group="Dimensie",
        notes=tuple(outcomes_told()),
    )


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def instrument() -> Listing:
    """The eight scales with their four levels."""
    columns = {Header("Niveau"): "niveau", Header("Omschrijving"): "omschrijving", SOURCE: "bron"}
    return listing_of(
        "instrument",
        "Het instrument: acht schalen van vier niveaus",
        facts("inventarisatie/instrument.csv"),
        columns,
        INSTRUMENT,
        heading="titel",
        group="Schaal",
        notes=("De nummers 1 tot en met 4 zijn van ons.",),
    )


def rounds() -> Listing:
    """The rounds, of which only the first was published."""
    columns = {
        Header("Ronde"): "ronde",
        Header("Periode"): "periode",
        Header("Regio’s", "aantal"): "regios",
        Header("Stand"): "stand",
        Header("Opmerking"): "opmerking",
        SOURCE: "bron",
    }
    return listing_of("rondes", "Rondes van de inventarisatie", facts("inventarisatie/rondes.csv"), columns, INVENTORY)


def initiatives() -> Listing:
    """The kinds of initiative and on which scale they are."""
    columns = {Header("Soort initiatief"): "type", Header("Schaal"): "schaal", SOURCE: "bron"}
    rows = facts("inventarisatie/initiatieftypen.csv")
    return listing_of("initiatieftypen", "Soorten initiatieven", rows, columns, INVENTORY)
