"""What other reports say of regions as listings: statements, pilots, who works with whom, recommendations."""

from collections.abc import Sequence

from wir.common.facts import Fact, facts
from wir.domain.research import Cooperation, Statement, cooperations, statements
from wir.domain.vocabulary import Regions, Vocabulary, regions, vocabulary
from wir.export.listing import Header, Line, Listing
from wir.export.programmes.from_facts import SOURCE, listing_of

PILOTS = "dmz/regios_en_pilots.csv"
DMZ, REPORT, INVENTORY = "Duurzame medische zorg 2021", "Rapport januari 2021", "Inventarisatie 2023"
THEME_OURS = "Het thema is onze lezing van het onderwerp."


def named(found: Sequence[Statement] = ()) -> Listing:
    """Statements about places, all of them unless some are given, each with how its place was tied to a region."""
    headers = (
        *(Header(n) for n in ("Uitspraak", "Jaar", "Plaats in de bron", "Regio")),
        Header("Hoe gekoppeld"),
        SOURCE,
    )
    lines = tuple(
        Line((s.words, s.year, s.place, _names(regions(), s.regions), s.tied, s.source)) for s in found or statements()
    )
    return Listing("genoemd-in-onderzoek", "Genoemd in onderzoek", "", headers, lines, (), f"Bron: {INVENTORY}; {DMZ}")


def _names(known: Regions, codes: Sequence[str]) -> str:
    return ", ".join(known.by_code[code].naam for code in codes)


def pilots(codes: Sequence[str] = ()) -> Listing:
    """The regions and pilots of Duurzame medische zorg, of some regions where they are named."""
    columns = {
        Header("Regio"): "dmz_regio",
        Header("Onze regio"): "naam",
        Header("Pilot"): "pilot",
        Header("Onderwerp"): "onderwerp",
        Header("Soort"): "soort",
        Header("Actieonderzoek"): "actieonderzoek",
        Header("VVT-organisaties", "aantal"): "vvt_organisaties",
        SOURCE: "bron",
    }
    rows = [_pilot(row) for row in facts(PILOTS) if not codes or row["code"] in codes]
    return listing_of("dmz-pilots", "Duurzame medische zorg: regio’s en pilots", rows, columns, DMZ)


def pilot_codes() -> tuple[str, ...]:
    """The region of each row of `pilots`."""
    return tuple(row["code"] for row in facts(PILOTS))


def _pilot(row: Fact) -> Fact:
    part = f" ({row['deel']})" if row["deel"] and row["deel"] != regions().by_code[row["code"]].naam else ""
    return {**row, "naam": regions().by_code[row["code"]].naam + part, "pilot": row["pilot"] or "geen"}


def together(found: Sequence[Cooperation] = ()) -> Listing:
    """Who works with whom, all links unless some are given."""
    headers = tuple(Header(n) for n in ("Onderwerp", "Regio’s", "Hoe", "Thema"))
    lines = tuple(
        Line((c.subject, _names(regions(), c.regions), how(c, regions()), _theme(c, vocabulary()), c.source))
        for c in found or cooperations()
    )
    return Listing(
        "samenwerking",
        "Wie werkt met wie",
        "",
        (*headers, SOURCE),
        lines,
        (THEME_OURS,),
        f"Bron: {REPORT}; {DMZ}",
    )


def how(found: Cooperation, known: Regions) -> str:
    """In what way they work together; a region in it goes by its name."""
    start, _, code = found.kind.rpartition(" ")
    return f"{start} {known.by_code[code].naam}" if code in known.by_code else found.kind


def _theme(found: Cooperation, lists: Vocabulary) -> str:
    return lists.label("thema", found.theme)


def recommendations() -> Listing:
    """What the reports recommend, and the mechanisms that one of them saw, in short."""
    rows = [
        *({**r, "soort": "Aanbevelingen, rapport januari 2021", "aan": ""} for r in facts("rapport/aanbevelingen.csv")),
        *({**r, "soort": f"Aanbevelingen, {DMZ.lower()}"} for r in facts("dmz/aanbevelingen.csv")),
        *(
            {**r, "soort": f"Mechanismen, {DMZ.lower()}", "onderwerp": r["mechanisme"], "aan": ""}
            for r in facts("dmz/mechanismen.csv")
        ),
    ]
    columns = {Header("Onderwerp"): "onderwerp", Header("Aan wie"): "aan", SOURCE: "bron"}
    return listing_of(
        "aanbevelingen",
        "Aanbevelingen en mechanismen",
        rows,
        columns,
        f"{REPORT}; {DMZ}",
        heading="soort",
        group="Soort",
    )
