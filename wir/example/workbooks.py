"""The example registers: 34 regions on four dates and 318 projects on two, rebuilt from what the report publishes."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from pathlib import Path

from wir.domain.declaration import PROJECTS, REGIONS, Sheet
from wir.domain.vocabulary import UNKNOWN, Region, regions, vocabulary
from wir.example.assign import noise
from wir.example.judgements import ENDED, Judged, judgements
from wir.example.projects import Project, all_projects, month_starts, pick
from wir.example.regions import Phases, phases_by_date
from wir.example.report import Peildatum, peildata
from wir.example.summaries import numbers
from wir.register.write.workbook import Row, write_register

Register = Mapping[Sheet, Sequence[Row]]

FROM_TOTALS = "Gereconstrueerd uit de totalen van het rapport van januari 2021"
FROM_APPENDIX_2 = "Rapport januari 2021, bijlage 2; hoofdrubriek is onze duiding"
FROM_APPENDIX_1 = "Rapport januari 2021, bijlage 1"
FROM_PHASES = "Gereconstrueerd uit tabel 1 tot en met 3 van het rapport"

# What appendix 2 tells of a project that it names; concessiehouder follows from the region.
PUBLISHED_FIELDS = ("projectnaam", "zorgkantoorregio", "subregio", "concessiehouder", "thema", "omschrijving")


def write_example(folder: Path) -> list[Path]:
    """Write one workbook per date. The same bytes on every run."""
    paths = []
    for at, register in build_example().items():
        path = folder / f"register_{at.dag}_{at.label}.xlsx"
        write_register(path, register)
        paths.append(path)
    return paths


def build_example() -> dict[Peildatum, Register]:
    """Per date the rows of every sheet, with values as a person would type them."""
    dates = peildata()
    phases = phases_by_date()
    projects = all_projects()
    judged = judgements(projects)
    ends = {p.key: _end(p, [judged[day]["status"].get(p.key) for day in sorted(judged)]) for p in projects}
    result: dict[Peildatum, Register] = {}
    for at in dates:
        region_rows = [_region_row(r, phases[at.dag], published=at == dates[-1]) for r in regions().scored]
        if at.dag in judged:
            today = judged[at.dag]
            numbered = [(i, p) for i, p in enumerate(projects, start=1) if p.key in today["status"]]
            result[at] = {PROJECTS: [_project_row(i, p, today, ends[p.key]) for i, p in numbered], REGIONS: region_rows}
        else:
            result[at] = {REGIONS: region_rows}
    return result


def _place(region: Region) -> dict[str, object]:
    return {
        "zorgkantoorregio": region.zorgkantoorregio,
        "subregio": region.subregio or None,
        "concessiehouder": vocabulary().label("concessiehouder", region.concessiehouder),
    }


def _region_row(region: Region, phases: Phases, published: bool) -> Row:
    return {
        **_place(region),
        **{dimension: by_region[region.code] for dimension, by_region in phases.items()},
        "herkomst": FROM_APPENDIX_1 if published else FROM_PHASES,
        "gereconstrueerd": None if published else "; ".join(sorted(phases)),
    }


def _project_row(number: int, project: Project, judged: Mapping[str, Judged], end: date | None) -> Row:
    row: dict[str, object] = {
        "projectnummer": f"WIR-{number:03}",
        **_place(project.regio),
        "thema": vocabulary().label("thema", project.thema),
        "startdatum": project.start,
        "einddatum": end,
        "aantal_organisaties": _organisations(project, judged["betrokkenheid"][project.key]),
    }
    for judgement in ("status", "impact", "deelbaarheid", "opschaalbaarheid"):
        code = judged[judgement][project.key]
        row[judgement] = None if code == UNKNOWN else vocabulary().label(judgement, code)
    return {**row, **_identity(number, project, row)}


def _identity(number: int, project: Project, row: Row) -> Row:
    """Name and origin: a project that exists says per field what is not published, any other that all of it is ours."""
    if project.published is None:
        name = f"Gereconstrueerd project {number}"
        return {"projectnaam": name, "herkomst": FROM_TOTALS, "gereconstrueerd": "alle"}
    exact = () if project.published.organisaties is None else ("aantal_organisaties",)
    published = (*PUBLISHED_FIELDS, *exact)
    ours = [f.header for f in PROJECTS.fields if row.get(f.name) is not None and f.name not in published]
    return {
        "projectnaam": project.published.naam,
        "omschrijving": project.published.samenvatting,
        "herkomst": FROM_APPENDIX_2,
        "gereconstrueerd": "; ".join(ours),
    }


def _organisations(project: Project, code: str) -> int | None:
    """A number within the class of table 5; the same class on both dates gives the same number."""
    term = vocabulary().find("betrokkenheid", code)
    left = numbers(project.published, term) if term else range(0)
    return left[noise("aantal", project.key, code, below=len(left))] if left else None


def _end(project: Project, statuses: Sequence[str | None]) -> date | None:
    """The last day of a month: before the date on which it first counts as ended, else in the future or not known."""
    first, last = (p.dag for p in peildata() if p.projecten)
    shortest = project.start + timedelta(days=120)
    if statuses[0] in ENDED:
        return _month_end(shortest, first, project.key)
    if statuses[1] in ENDED:
        return _month_end(max(shortest, first), last, project.key)
    if project.published or noise("einde bekend", project.key, below=5) < 2:
        return None
    earliest = max(shortest, last) + timedelta(days=1)
    return _month_end(earliest, earliest + timedelta(days=730), project.key)


def _month_end(after: date, until: date, key: str) -> date:
    day = timedelta(days=1)
    return pick([start - day for start in month_starts(after + day, until + day)], "einde", key)
