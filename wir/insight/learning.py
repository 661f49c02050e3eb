"""From whom a regio can learn: the themes in which it lacks something, and projects elsewhere that are further.

First the rule: what a project elsewhere must have, and which of them come first.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from wir.domain.research import Cooperation, cooperations
from wir.domain.selection import Selection
from wir.domain.vocabulary import UNKNOWN, Region, Regions, Vocabulary
from wir.tables.project_rows import Project

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


LackKind = Literal["geen", "niet-gestart", "lager", ""]

LACK_KINDS: tuple[LackKind, ...] = ("geen", "niet-gestart", "lager")


@dataclass(frozen=True)
class Lack:
    """What a regio lacks in a theme, "" for nothing.

    `best` is the furthest opschaalbaarheid of its own projects there, "" where none is known.
    """

    thema: str
    kind: LackKind
    own: tuple[Project, ...]
    best: str = ""


@dataclass(frozen=True)
class Lesson:
    """What there is to learn elsewhere about a theme: the projects that fit the rule, the best first.

    `selection` has exactly these projects (None: the filters and the rule exclude each other); `elsewhere` says
    whether any fits the filters, whatever the rule says.
    """

    lack: Lack
    selection: Selection | None
    projects: tuple[Project, ...]
    elsewhere: bool


@dataclass(frozen=True)
class Example:
    """An own project that others should see, and which other regions lack something in its theme, per kind of lack."""

    project: Project
    lacking: Mapping[LackKind, tuple[str, ...]]

    @property
    def regions(self) -> tuple[str, ...]:
        return tuple(sorted(code for codes in self.lacking.values() for code in codes))


@dataclass(frozen=True)
class Advice:
    """All of it for one regio: a lesson for each theme asked for, in the order of the list, and its own examples."""

    region: Region
    lessons: tuple[Lesson, ...]
    examples: tuple[Example, ...]

    @property
    def told(self) -> tuple[Lesson, ...]:
        """The themes in which something is lacking."""
        return tuple(lesson for lesson in self.lessons if lesson.lack.kind)

    def of_kind(self, kind: LackKind) -> tuple[Lesson, ...]:
        return tuple(lesson for lesson in self.lessons if lesson.lack.kind == kind)

    @property
    def rebuilt(self) -> bool:
        """Whether any judgement that it rests on was not published but reconstructed."""
        weighed = [p for lesson in self.lessons for p in (*lesson.lack.own, *lesson.projects)]
        return any(p.rebuilt(name) for p in weighed for name in RESTS_ON)


def belonging(regions: Regions, code: str) -> tuple[str, ...]:
    """Whose projects are a regio's own: its own, and those of the whole zorgkantoorregio that it is a part of."""
    chosen = regions.by_code[code]
    if chosen.soort == "geheel":
        return regions.within(code)
    same = chosen.zorgkantoorregio
    return (code, *(r.code for r in regions.selectable if r.soort == "geheel" and r.zorgkantoorregio == same))


def connections(regions: Regions, code: str, other: str) -> tuple[Cooperation, ...]:
    """By what the reports already connect two regions; each may be a zorgkantoorregio as a whole."""
    own, theirs = regions.within(code), set(regions.within(other))
    return tuple(c for c in cooperations() if theirs & set(c.others(own)))


class Landscape:
    """All projects of one peiling by regio and theme, with its regions and its lists."""

    def __init__(self, projects: Sequence[Project], vocabulary: Vocabulary, regions: Regions) -> None:
        self.projects, self.vocabulary, self.regions = projects, vocabulary, regions
        known = [t.code for t in vocabulary.terms("opschaalbaarheid") if t.code != UNKNOWN]
        self.scale = {code: step for step, code in enumerate(known)}

    @cached_property
    def _placed(self) -> Mapping[tuple[str, str], list[Project]]:
        placed: dict[tuple[str, str], list[Project]] = defaultdict(list)
        for project in self.projects:
            placed[project.regio, project.thema].append(project)
        return placed

    def own(self, code: str, thema: str) -> tuple[Project, ...]:
        """The projects of a regio in a theme."""
        return tuple(p for part in belonging(self.regions, code) for p in self._placed.get((part, thema), ()))

    def step(self, project: Project) -> int:
        """Where a project stands on the scale of opschaalbaarheid; below it where that is not known."""
        return self.scale.get(project.opschaalbaarheid, -1)

    def highest(self, thema: str, without: Sequence[str]) -> int:
        """How far the furthest project in a theme can be scaled outside these regions."""
        return max((self.step(p) for p in self.projects if p.thema == thema and p.regio not in without), default=-1)

    def lack(self, code: str, thema: str, elsewhere: int) -> Lack:
        """What a regio lacks in a theme where `elsewhere` is how far a project elsewhere can be scaled."""
        own = self.own(code, thema)
        best = max((p for p in own if self.step(p) >= 0), key=self.step, default=None)
        kind: LackKind = ""
        if not own:
            kind = "geen"
        elif all(p.status == "nog-niet-gestart" for p in own):
            kind = "niet-gestart"
        elif best and self.step(best) < elsewhere:
            kind = "lager"
        return Lack(thema, kind, own, best.opschaalbaarheid if best else "")


def advise(landscape: Landscape, fitting: Sequence[Project], selection: Selection, off: Sequence[str]) -> Advice:
    """The advice for the one regio of a selection. `fitting` are the projects everywhere that fit its other filters."""
    (code,) = selection.of("regio")
    region = landscape.regions.by_code[code]
    near = belonging(landscape.regions, code)
    themes = [
        t.code
        for t in landscape.vocabulary.terms("thema")
        if not selection.of("thema") or t.code in selection.of("thema")
    ]
    lacks = [landscape.lack(code, thema, landscape.highest(thema, near)) for thema in themes]
    lessons = tuple(_lesson(landscape, lack, region, fitting, selection, off) for lack in lacks)
    return Advice(region, lessons, _examples(landscape, region, themes, off))


def _lesson(
    landscape: Landscape,
    lack: Lack,
    region: Region,
    fitting: Sequence[Project],
    selection: Selection,
    off: Sequence[str],
) -> Lesson:
    near = belonging(landscape.regions, region.code)
    about = [p for p in fitting if p.thema == lack.thema]
    elsewhere = [p for p in about if p.regio not in near]
    required = requirements(landscape.scale, off, lack.best if lack.kind == "lager" else "")
    found = ranked([p for p in elsewhere if fits(p, required)], landscape.scale, region.concessiehouder, off)
    opened: Selection | None = selection.with_filter("regio", ()).with_filter("thema", [lack.thema])
    for name, codes in required.items():
        both = set(codes) & set(selection.of(name) or codes)
        opened = opened.with_filter(name, both) if opened and both else None
    if opened and any(p.regio in near and fits(p, required) for p in about):
        opened = opened.with_filter("regio", [r.code for r in landscape.regions.selectable if r.code not in near])
    return Lesson(lack, opened, found, bool(elsewhere))


def _examples(landscape: Landscape, region: Region, themes: Sequence[str], off: Sequence[str]) -> tuple[Example, ...]:
    """The own projects that fit the same requirements, in the order of the rule."""
    near = belonging(landscape.regions, region.code)
    others = [r.code for r in landscape.regions.scored if r.code not in near]
    required = requirements(landscape.scale, off)
    own = [p for thema in themes for p in landscape.own(region.code, thema) if fits(p, required)]
    found = []
    for project in ranked(own, landscape.scale, region.concessiehouder, off):
        lacks = {other: landscape.lack(other, project.thema, landscape.step(project)).kind for other in others}
        found.append(Example(project, {k: tuple(c for c in others if lacks[c] == k) for k in LACK_KINDS}))
    return tuple(found)
