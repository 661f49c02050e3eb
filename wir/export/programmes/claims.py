"""The claims of the reports with their verdicts as listings."""

from wir.common import numbers
from wir.common.facts import Number
from wir.export.listing import Header, Line, Listing
from wir.tables.claims import Claim
from wir.tables.programme_claims import PROGRAMMES, Recomputed, recomputed

HEADERS = tuple(Header(name) for name in ("Uitspraak", "Hoe berekend", "Waarde", "Nagerekend", "Oordeel"))
SAME = {True: "ja", False: "komt nu anders uit", None: "niet uit onze gegevens"}


def claims_of(programme: str) -> Listing:
    """Every claim about a programme: recomputed where its data allow, else with the verdict of who read the report."""
    lines = tuple(
        Line((c.claim, c.derivation, value_of(c), SAME[c.same], c.verdict if c.same is not False else _moved(c)))
        for c in recomputed(programme)
    )
    source = PROGRAMMES[programme]
    return Listing(
        f"narekenen-{programme}", f"Uitspraken nagerekend: {source}", "", HEADERS, lines, (), f"Bron: {source}"
    )


def value_of(claim: Recomputed) -> str:
    return _printed(claim.value if claim.computed is None else claim.computed, claim.is_share)


def _moved(claim: Recomputed) -> str:
    return f"was {_printed(claim.value, claim.is_share)}: {claim.verdict}"


def _printed(value: Number | None, is_share: bool) -> str:
    if value is None:
        return ""
    return numbers.share(value) if is_share else numbers.exact(value)


def claims_of_report(found: list[Claim], caption: str) -> Listing:
    """The claims of the report of January 2021, recomputed from its tables."""
    headers = tuple(Header(name) for name in ("Uitspraak", "Herleiding", "Berekend", "Oordeel"))
    lines = tuple(Line((c.claim, c.derivation, _computed(c), _verdict(c))) for c in found)
    return Listing(
        "uitspraken",
        "Uitspraken van januari 2021 nagerekend",
        caption,
        headers,
        lines,
        source="Bron: rapport van januari 2021 en WIR-register",
    )


def _computed(claim: Claim) -> str:
    return numbers.NOTHING if claim.value is None else claim_value(claim)


def claim_value(claim: Claim) -> str:
    """What a claim comes to; empty where nothing can be computed."""
    if claim.value is None:
        return ""
    return numbers.share(claim.value) if claim.is_share else numbers.count(int(claim.value))


def verdict_word(claim: Claim) -> str:
    """Whether a claim holds, in words."""
    if claim.holds is None:
        return "niet na te rekenen" if claim.value is None else "verwachting"
    return "klopt" if claim.holds else "klopt niet"


def _verdict(claim: Claim) -> str:
    said = verdict_word(claim)
    return f"{said}: {claim.remark}" if claim.remark and not claim.remark.startswith("klopt") else said
