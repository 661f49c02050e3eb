"""What there is to say of one regio: its scores, themes and projects, and the others beside it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wir.database.database import Database
from wir.domain.selection import PROJECT_FILTERS, Lists, Selection
from wir.domain.vocabulary import UNKNOWN, Region, Regions
from wir.insight.likeness import Likeness, most_like
from wir.tables.model import Opening, Table
from wir.tables.project_rows import Project, projects
from wir.tables.region_scores import Score, histories

USED = tuple(name for name in PROJECT_FILTERS if name != "concessiehouder")  # the others say nothing about one regio
FEW = 2  # projects: a smaller difference may be chance


@dataclass(frozen=True)
class Profile:
    """One regio, or a zorgkantoorregio as a whole with its subregions.

    `parts` are the scored regions in it (itself where it is one), `whole` the zorgkantoorregio that it is a subregion
    of, `regionwide` the projects placed at that whole: they are not among its own `projects`. `alike` is empty for a
    whole, which has no scores of its own.
    """

    region: Region
    parts: tuple[Region, ...]
    whole: Region | None
    histories: Mapping[str, tuple[Score, ...]]
    projects: tuple[Project, ...]
    regionwide: tuple[Project, ...]
    alike: tuple[Likeness, ...]

    @property
    def dated(self) -> bool:
        """Whether of any project it is known when it began."""
        return any(project.startdatum for project in self.projects)


def region_of(selection: Selection, regions: Regions) -> Region | None:
    """The regio that a selection is about, None where it names none or several."""
    return regions.by_code[selection.of("regio")[0]] if len(selection.of("regio")) == 1 else None


def usable(selection: Selection) -> Selection:
    """The selection without the filters that say nothing about one regio."""
    return selection.only(USED)


def profile(database: Database, selection: Selection, region: Region) -> Profile:
    """Everything about a regio that no table holds; `selection` may have any filters."""
    used = usable(selection).with_filter("regio", [region.code])
    regions = database.regions(database.shown(used))
    codes = regions.within(region.code)
    parts = tuple(r for r in regions.scored if r.code in codes)
    whole = whole_of(region, regions)
    broad = projects(database, used.with_filter("regio", [whole.code])) if whole else ()
    return Profile(
        region=region,
        parts=parts,
        whole=whole,
        histories=histories(database, used, [r.code for r in parts], database.history(used)),
        projects=projects(database, used),
        regionwide=tuple(p for p in broad if whole and p.regio == whole.code),
        alike=most_like(database, used, region) if region.soort == "regio" else (),
    )


def whole_of(region: Region, regions: Regions) -> Region | None:
    """The zorgkantoorregio as a whole of a subregion; None for any other."""
    return next(
        (
            r
            for r in regions.all_regions
            if r.soort == "geheel" and r != region and r.zorgkantoorregio == region.zorgkantoorregio
        ),
        None,
    )


def neighbours(region: Region, regions: Regions) -> tuple[Region | None, Region | None]:
    """The scored regions before and after it in the order of appendix 1."""
    scored, codes = regions.scored, regions.within(region.code)
    places = [i for i, r in enumerate(scored) if r.code in codes]
    first, last = min(places), max(places)
    return scored[first - 1] if first else None, scored[last + 1] if last + 1 < len(scored) else None


@dataclass(frozen=True)
class Scope:
    """A group that a regio is set beside, with the selection of its figures."""

    name: str
    selection: Selection


def scopes(selection: Selection, region: Region, lists: Lists) -> tuple[Scope, Scope, Scope]:
    """The regio, its concessiehouder and the Netherlands; the other filters on projects stay."""
    country = usable(selection).with_filter("regio", ())
    holder = lists[0].label("concessiehouder", region.concessiehouder)
    return (
        Scope(region.naam, country.with_filter("regio", [region.code])),
        Scope(holder, country.with_filter("concessiehouder", [region.concessiehouder])),
        Scope("Nederland", country),
    )


@dataclass(frozen=True)
class ThemeLine:
    """One theme over the scopes: counts, their shares of the totals, and what the regio has more than expected.

    `surplus` is in projects: its count less what it would be at the share of the last scope; all None where no projects
    are registered, shares and surplus also where there are none.
    """

    label: str
    code: str
    counts: tuple[int | None, ...]
    shares: tuple[float | None, ...]
    surplus: float | None

    @property
    def few(self) -> bool:
        """Whether the difference rests on too few projects to mean something."""
        return self.surplus is not None and abs(self.surplus) < FEW


def theme_mix(tables: Sequence[Table]) -> tuple[ThemeLine, ...]:
    """The rows of table 4 for each scope beside one another, the total last; the regio is the first scope."""
    totals = [t.total("thema", ("totaal",)) for t in tables]
    lines = []
    for row in tables[-1].rows:
        counts = tuple(t.total("thema", (row.code,)) for t in tables)
        shares = tuple(n / total if n is not None and total else None for n, total in zip(counts, totals, strict=True))
        surplus = None
        if counts[0] is not None and totals[0] and shares[-1] is not None and row.kind != "totaal":
            surplus = counts[0] - totals[0] * shares[-1]
        lines.append(ThemeLine(row.label, row.code, counts, shares, surplus))
    return tuple(lines)


@dataclass(frozen=True)
class Ahead:
    """How many of the scored regions stand in a higher phase, with what opens them."""

    count: int
    scored: int
    opening: Opening

    @property
    def behind(self) -> bool:
        """More than half of them stand higher: the regio is below the median."""
        return 2 * self.count > self.scored


def ahead(table: Table, dimension: str, phase: int) -> Ahead:
    """Who is further than this phase; `table` is the one of the dimension, 1 to 3. Nobody where nothing is known."""
    phases = [row.code for row in table.rows if row.kind == "waarde"]
    higher = tuple(code for code in phases if int(code) > phase)
    return Ahead(
        count=table.total(dimension, higher) or 0,
        scored=table.total(dimension, tuple(phases)) or 0,
        opening=Opening(((dimension, higher),)),
    )


@dataclass(frozen=True)
class Transition:
    """A cell of a table from value to value, as codes and as they are printed; its count opens what made it."""

    old: str
    new: str
    words: tuple[str, str]
    count: int
    opening: Opening | None

    @property
    def comparable(self) -> bool:
        return UNKNOWN not in (self.old, self.new)

    @property
    def back(self) -> bool:
        """Of phases: whether it is a step back."""
        return self.comparable and int(self.new) < int(self.old)


def transitions(table: Table) -> tuple[Transition, ...]:
    """What a table of the kind "overgang" counts, without its empty cells and totals."""
    return tuple(
        Transition(row.code, column.key, (row.label, column.name), int(value), opening)
        for row in table.counted
        for column, value, opening in table.printed(row)
        if value and column.key != "totaal"
    )
