"""The 318 projects themselves: theme, region and start date, such that tables 4 and 7 come out."""

from collections import Counter
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wir.domain.named_projects import Published, published_projects
from wir.domain.vocabulary import PHASES, Region, regions
from wir.example import report
from wir.example.assign import noise, share, spread
from wir.example.report import TECHNOLOGY
from wir.example.summaries import bound

# When a project starts and enters the register. Table 7 has the years; whether a project of 2020 was in the register
# of March follows from the totals, and the status of March says how many of those had yet to begin.
EARLY, KNOWN, LATE, NEW, NEXT = "2018-2019", "2020", "2020, later", "2020, nieuw", "2021"
COHORTS = (EARLY, KNOWN, LATE, NEW, NEXT)
FIRST_SHEET = (EARLY, KNOWN, LATE)


@dataclass(frozen=True)
class Project:
    """A project as it stands in every register; `key` is what chance depends on, `published` what appendix 2 says."""

    key: str
    thema: str
    regio: Region
    cohort: str
    start: date
    published: Published | None = None

    def registered(self, first: bool) -> bool:
        """Whether the register of the first or of the last date has this project."""
        return not first or self.cohort in FIRST_SHEET


@dataclass(frozen=True)
class _Place:
    """A project before it has a region."""

    thema: str
    concessiehouder: str
    cohort: str


def all_projects() -> tuple[Project, ...]:
    """In the order of their numbers: as they were drawn, first those of the first register and those by start date."""
    named = [_named(p) for p in published_projects()]
    projects = [*named, *_reconstructed(named)]
    drawn = sorted(projects, key=lambda p: (not p.registered(first=True), p.start, noise(p.key, below=10**6)))
    return _as_published(drawn)


def _as_published(drawn: list[Project]) -> tuple[Project, ...]:
    """A named project that was drawn outside the bounds of the report changes starts with a reconstructed one.

    Of the same theme, so that table 7 stays as it is, and so do the size of the first register and every number.
    """
    by_key = {p.key: p for p in drawn}
    for project in drawn:
        named = project.published
        if named and not named.may_start(project.start):
            others = [p for p in by_key.values() if _can_give(p, named)]
            order = {p.key: (COHORTS.index(p.cohort), noise("ruil", project.key, p.key, below=10**6)) for p in others}
            other = min(others, key=lambda p: order[p.key])
            by_key[project.key] = replace(project, cohort=other.cohort, start=other.start)
            by_key[other.key] = replace(other, cohort=project.cohort, start=project.start)
    return tuple(by_key.values())


def _can_give(project: Project, named: Published) -> bool:
    """Not a start that has yet to come in the first register: that we do not make up of a project that exists."""
    fits = named.thema == project.thema and named.may_start(project.start)
    return fits and project.published is None and project.cohort != LATE


def _named(p: Published) -> Project:
    """A start that a summary tells (Nieuwkomers, September 2020) makes it a new project: in the register of March it
    would have to be "nog niet gestart", and that we do not make up. The others have results to tell and are early."""
    key, start = f"{p.regio.code} {p.naam}", bound(p).start
    return Project(key, p.thema, p.regio, NEW if start else EARLY, start or _start(EARLY, key), p)


def _reconstructed(named: list[Project]) -> list[Project]:
    """What the totals of tables 4 and 7 leave after the named projects, spread over the regions of each holder."""
    places = [place for theme in report.theme_by_holder() for place in _places(theme, named)]
    projects = []
    for holder, region_counts in _region_counts().items():
        left = Counter(region_counts) - Counter(p.regio for p in named)
        own = [place for place in places if place.concessiehouder == holder]
        for i, (place, region) in enumerate(zip(own, spread(left, f"regio {holder}"), strict=True)):
            key = f"{holder} {i}"
            projects.append(Project(key, place.thema, region, place.cohort, _start(place.cohort, key)))
    return projects


def _places(theme: str, named: list[Project]) -> list[_Place]:
    """Table 4 and table 7 of one theme side by side: every cohort gets the mix of holders of the whole theme."""
    own = [p for p in named if p.thema == theme]
    holders = Counter(report.theme_by_holder()[theme]) - Counter(p.regio.concessiehouder for p in own)
    cohorts = Counter(cohort_counts()[theme]) - Counter(p.cohort for p in own)
    in_order = [cohort for cohort in COHORTS for _ in range(cohorts[cohort])]
    mixed = spread(holders, f"houder {theme}")
    return [_Place(theme, holder, cohort) for holder, cohort in zip(mixed, in_order, strict=True)]


def cohort_counts() -> dict[str, dict[str, int]]:
    """Table 7 per theme, with 2020 divided into what the register of the first date had and what came later."""
    first = next(p for p in report.peildata() if p.projecten)
    years = report.theme_by_year()
    others = [t for t in years if t != TECHNOLOGY]
    technology = report.technology_total(first)
    known = {TECHNOLOGY: technology - years[TECHNOLOGY]["2018-2019"]}
    rest = (first.projecten or 0) - technology - sum(years[t]["2018-2019"] for t in others)
    known |= share(rest, {t: years[t]["2020"] for t in others})
    # None of these in Technologie: table 12 has no unknown impact in March, and that is what they have.
    late = share(report.judgement_counts("status", first)["nog-niet-gestart"], {t: known[t] for t in others})
    return {
        theme: {
            EARLY: year["2018-2019"],
            KNOWN: known[theme] - late.get(theme, 0),
            LATE: late.get(theme, 0),
            NEW: year["2020"] - known[theme],
            NEXT: year["2021"],
        }
        for theme, year in years.items()
    }


def _region_counts() -> dict[str, dict[Region, int]]:
    """How many projects each region gets of its holder's total: the further a region is, the more it undertakes."""
    phases = {d: report.region_phases(d) for d in PHASES}
    totals: Counter[str] = Counter()
    for by_holder in report.theme_by_holder().values():
        totals.update(by_holder)
    result = {}
    for holder, total in totals.items():
        own = [r for r in regions().scored if r.concessiehouder == holder]
        # Less 4, or the 10 to 13 points that the regions have would make them all alike.
        result[holder] = share(total, {r: sum(phases[d][r.code] for d in PHASES) - 4 for r in own})
    return result


def _window(cohort: str) -> tuple[date, date]:
    first, last = (p.dag for p in report.peildata() if p.projecten)
    return {
        EARLY: (date(2018, 1, 1), date(2019, 12, 31)),
        KNOWN: (date(2020, 1, 1), first),
        LATE: (first + timedelta(days=1), last),
        NEW: (first + timedelta(days=1), last),
        NEXT: (date(2021, 1, 1), date(2021, 9, 1)),
    }[cohort]


def _start(cohort: str, key: str) -> date:
    """The first of a month, as most registers have it."""
    return pick(month_starts(*_window(cohort)), "start", key)


def month_starts(first: date, last: date) -> list[date]:
    """Every first day of a month from one date to another, both included."""
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [d for d in (date(m // 12, m % 12 + 1, 1) for m in months) if first <= d <= last]


def pick(days: list[date], *parts: object) -> date:
    """One of these days, always the same one for the same parts."""
    return days[noise(*parts, below=len(days))]
