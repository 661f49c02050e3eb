"""The rule of "leren van elkaar": what a project elsewhere must have, and which of them come first.

It is lexicographic, so that it can be said in words: all of REQUIREMENTS, then ORDER part by part, then the project
number. A reader can turn each part off.
"""

from collections.abc import Mapping, Sequence

from wir.records import Project
from wir.vocabulary import UNKNOWN

BEYOND = ("andere-regios", "landelijk")
FURTHER = ("lopend", "succesvol")
MEANINGFUL = ("klein-veel", "gemiddeld-veel", "groot-groot")
RESTS_ON = ("status", "impact", "deelbaarheid", "opschaalbaarheid", "betrokkenheid")

REQUIREMENTS = {
    "deelbaar": "resultaten heeft die gedeeld kunnen worden",
    "opschaalbaar": "op te schalen is buiten de eigen regio: naar enkele andere regio’s of landelijk",
    "verder": "verder is: lopend, of afgerond en succesvol verlopen",
    "hoger": "verder op te schalen is dan de eigen projecten (alleen bij de thema’s met lagere opschaalbaarheid)",
}
ORDER = {
    "schaal": "eerst wat het verst op te schalen is: landelijk vóór enkele andere regio’s",
    "status": "eerst wat afgerond en succesvol verlopen is",
    "betekenis": "eerst wat een impact met veel of grote betekenis heeft",
    "concessiehouder": "eerst wat dezelfde concessiehouder heeft als de eigen regio",
    "organisaties": "eerst waar de meeste organisaties aan meedoen; een onbekend aantal achteraan",
}
PARTS = (*REQUIREMENTS, *ORDER)

Scale = Mapping[str, int]
"""The steps of opschaalbaarheid by code, the higher the further; what is not known is not on it."""


def requirements(scale: Scale, off: Sequence[str], above: str = "") -> dict[str, tuple[str, ...]]:
    """What a project must have, as filters; `above` is the opschaalbaarheid that it has to exceed, if any."""
    required: dict[str, tuple[str, ...]] = {}
    if "deelbaar" not in off:
        required["deelbaarheid"] = ("ja",)
    if "verder" not in off:
        required["status"] = FURTHER
    everything = {*scale, UNKNOWN}
    scalable = everything if "opschaalbaar" in off else set(BEYOND)
    if above and "hoger" not in off:
        scalable = {code for code in scalable if scale.get(code, -1) > scale[above]}
    if scalable != everything:
        required["opschaalbaarheid"] = tuple(sorted(scalable))
    return required


def fits(project: Project, required: Mapping[str, Sequence[str]]) -> bool:
    return all(getattr(project, name) in codes for name, codes in required.items())


def ranked(projects: Sequence[Project], scale: Scale, holder: str, off: Sequence[str]) -> tuple[Project, ...]:
    """The projects in the order of the rule; `holder` is the concessiehouder of the regio that learns."""

    def place(project: Project) -> tuple[int, ...]:
        parts = {
            "schaal": -scale.get(project.opschaalbaarheid, -1),
            "status": project.status != "succesvol",
            "betekenis": project.impact not in MEANINGFUL,
            "concessiehouder": project.concessiehouder != holder,
            "organisaties": -(project.aantal_organisaties or 0),
        }
        return tuple(int(value) for code, value in parts.items() if code not in off)

    return tuple(sorted(projects, key=lambda p: (place(p), p.projectnummer)))
