"""The example registers as committed, recounted with pandas against the published tables, without the builder."""

import csv
from collections import Counter

import openpyxl
import pandas as pd

from wir.common.paths import EXAMPLE, REPORT

FILES = {
    "2019-03-01": "register_2019-03-01_mrt-19.xlsx",
    "2019-10-01": "register_2019-10-01_okt-19.xlsx",
    "2020-03-01": "register_2020-03-01_mrt-20.xlsx",
    "2020-11-01": "register_2020-11-01_okt-20.xlsx",
}
DATES = tuple(FILES)
MARCH, OCTOBER = "2020-03-01", "2020-11-01"
WITH_PROJECTS = (MARCH, OCTOBER)
PHASES = ("afspraken", "dynamiek", "visie")
TECHNOLOGY = "Technologie"
UNKNOWN = "Nog onbekend"
ENDED = (
    "Afgerond en niet succesvol verlopen",
    "Afgerond en succesvol verlopen",
    "Vroegtijdig gestopt of helemaal niet gestart",
)
SUCCEEDED, NOT_STARTED = ENDED[1], "Nog niet gestart"
NO_RESULTS, SOON, SHARED = (
    "Nee, geen resultaten te delen",
    "Nee, werk in uitvoering, wel in de nabije toekomst",
    "Ja, vanwege meerdere redenen",
)
SCALING = (
    "Niet zinvol om op te schalen",
    "Nee, is nog niet zinvol",
    "Ja, alleen in deze regio",
    "Ja, naar enkele andere regio's",
    "Ja, landelijk opschaalbaar",
)
POINTLESS, NOT_YET = SCALING[:2]
ORDER = {"delen van resultaten": (NO_RESULTS, SOON, SHARED), "opschaalbaarheid": SCALING}
JUDGEMENTS = {
    "status": "tabel_06_status.csv",
    "impact": "tabel_08_impact.csv",
    "delen van resultaten": "tabel_10_delen.csv",
    "opschaalbaarheid": "tabel_11_opschaalbaarheid.csv",
}


def read_sheet(day: str, name: str) -> pd.DataFrame:
    """Everything as typed: text, whole numbers and dates, and None where a cell is empty."""
    header, *rows = openpyxl.load_workbook(EXAMPLE / FILES[day])[name].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=header, dtype=object)


PROJECT_SHEETS = {day: read_sheet(day, "Projecten") for day in WITH_PROJECTS}
REGION_SHEETS = {day: read_sheet(day, "Regio's") for day in DATES}


def published(name: str) -> list[dict[str, str]]:
    with (REPORT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def totals(name: str, day: str, **where: str) -> dict[str, int]:
    rows = [r for r in published(name) if r["peildatum"] == day and all(r[k] == v for k, v in where.items())]
    assert rows
    return {r["label"]: int(r["aantal"]) for r in rows if r["aantal"] != "0"}


def counts_of(column: pd.Series) -> dict[str, int]:
    return dict(Counter(UNKNOWN if value is None else value for value in column))


def both_dates() -> pd.DataFrame:
    """The projects of March beside themselves in October."""
    march, october = (PROJECT_SHEETS[day].set_index("projectnummer") for day in WITH_PROJECTS)
    return march.add_suffix(" mrt").join(october.add_suffix(" okt"), how="inner")


def real_projects(day: str) -> pd.DataFrame:
    projects = PROJECT_SHEETS[day]
    return projects[projects["herkomst"] == "Rapport januari 2021, bijlage 2; hoofdrubriek is onze duiding"]


def region_phases(day: str, phase: str) -> dict[tuple[str, str | None], int]:
    rows = REGION_SHEETS[day]
    return dict(zip(zip(rows["zorgkantoorregio"], rows["subregio"], strict=True), rows[phase], strict=True))
