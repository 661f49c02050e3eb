"""What we may say about the 37 projects that really exist: nothing bad, and nothing the report contradicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wir.domain.named_projects import Published
from wir.domain.vocabulary import Term

# They all run and have no end date: appendix 2 presents them as alive, and an end would be made up.
ALLOWED: Mapping[str, tuple[str, ...]] = {
    "status": ("lopend",),
    "impact": ("klein-veel", "gemiddeld-veel", "groot-groot"),
    "deelbaarheid": ("binnenkort", "ja"),
    "opschaalbaarheid": ("nog-niet-zinvol", "regio", "andere-regios", "landelijk"),
    # Every summary tells of organisations that work together.
    "betrokkenheid": ("4-tot-6", "7-tot-9", "10-of-meer"),
}


@dataclass(frozen=True)
class Bound:
    """What one summary fixes, in place of what is allowed to all. That a number fits it does not make it published."""

    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    organisaties: int | None = None
    start: date | None = None


_FREE = Bound()
_SHARED = {"deelbaarheid": ("ja",)}
_SMALL = {"impact": ("klein-veel",)}
_PILOT = {"impact": ("klein-veel", "gemiddeld-veel")}
_BROAD = {"impact": ("gemiddeld-veel", "groot-groot")}
_LARGE = {"impact": ("groot-groot",)}
_FEW = {"betrokkenheid": ("1-tot-3",)}

_BOUNDS: Mapping[str, Bound] = {
    # Of the whole region, so not small.
    "Regiovisie": Bound(_BROAD),
    "Regiovisie en maatschappelijk debat": Bound(_BROAD),
    "Stip op de horizon": Bound(_BROAD),
    "Regioverpleegkundige": Bound(_BROAD),
    "Regionale interventieafdeling": Bound(_BROAD),
    "Digitale vaardigheden": Bound(_BROAD),
    # Twelve directors are not said to be twelve organisations: the number fits but stays ours.
    "Regionale visie": Bound(_BROAD, organisaties=12),
    "Wijkleercentra": Bound(_BROAD),  # 26 places
    "Zorgtechnologie (BIZI)": Bound({**_SHARED, **_FEW}),  # its knowledge base is online; three were the first
    "Inzetten expertisebril": Bound({**_PILOT, **_SHARED}),  # experiments, what they teach is shared
    "Ketenstage": Bound({**_PILOT, "deelbaarheid": ("binnenkort",)}),  # delayed
    "ZZPVerZorgt": Bound({"opschaalbaarheid": ("andere-regios", "landelijk")}),  # "kopieerbaar naar andere regio's"
    # A trial whose impact has yet to be measured, of the three that it names.
    "Logeerzorg": Bound({**_PILOT, **_FEW}),
    "Spraakgestuurd ECD": Bound(_PILOT),
    "ConForte Innovatielab": Bound({**_BROAD, **_SHARED}),  # over sixty supported projects
    "Teamreflectie": Bound(_SHARED),  # the marks of the first teams are known
    "Aanpak tekort SO's": Bound(_SMALL),  # three small trials
    "Leerplatform REIN": Bound({**_BROAD, **_SHARED}),  # for every employee of the region, with two awards
    # One group of 17 people. They began in September 2020, so it is no project of the first register; the day is ours.
    "Nieuwkomers": Bound(_SMALL, start=date(2020, 9, 1)),
    "Leren is werken, werken is leren": Bound(_LARGE),
}


def bound(project: Published) -> Bound:
    """What the summary of this project fixes."""
    return _BOUNDS.get(project.naam, _FREE)


def allows(project: Published, judgement: str, code: str) -> bool:
    """Whether we may give a real project this judgement."""
    return code in bound(project).allowed.get(judgement, ALLOWED[judgement])


def numbers(project: Published | None, term: Term) -> range:
    """Which numbers of organisations the report leaves to a project within a class of table 5; none for "Onbekend".

    Of a project that has "at least 6" it is 6: that is what a reader finds in the source, and more would be made up.
    """
    if term.van is None:
        return range(0)
    highest = term.tot or term.van + 6  # the last class has no upper bound; more than 16 would be many
    said = (bound(project).organisaties or project.organisaties_min) if project else None
    if said is None:
        return range(term.van, highest + 1)
    return range(said, said + 1) if term.van <= said <= highest else range(0)
