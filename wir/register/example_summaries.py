"""What we may say about the 37 projects that really exist: nothing bad, and nothing their summary contradicts."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from wir.register.example_report import Published

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
    """What one summary fixes. `published` names the fields whose value it states; the others only have to fit it."""

    allowed: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    organisaties: int | None = None
    start: date | None = None
    published: tuple[str, ...] = ()


_FREE = Bound()
_SHARED = {"deelbaarheid": ("ja",)}
_SMALL = {"impact": ("klein-veel",)}
_PILOT = {"impact": ("klein-veel", "gemiddeld-veel")}
_BROAD = {"impact": ("gemiddeld-veel", "groot-groot")}
_LARGE = {"impact": ("groot-groot",)}

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
    "Zorgtechnologie (BIZI)": Bound(_SHARED),  # its knowledge base is online
    "Inzetten expertisebril": Bound({**_PILOT, **_SHARED}),  # experiments, what they teach is shared
    "Ketenstage": Bound({**_PILOT, "deelbaarheid": ("binnenkort",)}),  # delayed
    "ZZPVerZorgt": Bound({"opschaalbaarheid": ("andere-regios", "landelijk")}),  # "kopieerbaar naar andere regio's"
    "Logeerzorg": Bound(_PILOT),  # a trial whose impact has yet to be measured
    "Spraakgestuurd ECD": Bound(_PILOT, organisaties=8, published=("aantal_organisaties",)),
    "ConForte Innovatielab": Bound({**_BROAD, **_SHARED}),  # over sixty supported projects
    "Teamreflectie": Bound(_SHARED),  # the marks of the first teams are known
    "Aanpak tekort SO's": Bound(_SMALL),  # three small trials
    "Leerplatform REIN": Bound({**_BROAD, **_SHARED}),  # for every employee of the region, with two awards
    # One group of 17 people. They began in September 2020; the day is ours.
    "Nieuwkomers": Bound(_SMALL, start=date(2020, 9, 1)),
    "Leren is werken, werken is leren": Bound(_LARGE, organisaties=12, published=("aantal_organisaties",)),
}


def bound(project: Published) -> Bound:
    """What the summary of this project fixes."""
    return _BOUNDS.get(project.naam, _FREE)


def allows(project: Published, judgement: str, code: str) -> bool:
    """Whether we may give a real project this judgement."""
    return code in ALLOWED[judgement] and code in bound(project).allowed.get(judgement, ALLOWED[judgement])
