"""The example registers as committed, recounted with pandas against the published tables, without the builder."""

import csv
import io
from collections import Counter
from datetime import date, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd
import pytest

from wir.export.register import write_register
from wir.paths import DATA, EXAMPLE, REPORT
from wir.register.example import write_example
from wir.register.fields import PROJECTS, REGIONS

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


def _sheet(day: str, name: str) -> pd.DataFrame:
    """Everything as typed: text, whole numbers and dates, and None where a cell is empty."""
    header, *rows = openpyxl.load_workbook(EXAMPLE / FILES[day])[name].iter_rows(values_only=True)
    return pd.DataFrame(rows, columns=header, dtype=object)


PROJECT_SHEETS = {day: _sheet(day, "Projecten") for day in WITH_PROJECTS}
REGION_SHEETS = {day: _sheet(day, "Regio's") for day in DATES}


def _published(name: str) -> list[dict[str, str]]:
    with (REPORT / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _totals(name: str, day: str, **where: str) -> dict[str, int]:
    rows = [r for r in _published(name) if r["peildatum"] == day and all(r[k] == v for k, v in where.items())]
    assert rows
    return {r["label"]: int(r["aantal"]) for r in rows if r["aantal"] != "0"}


def _counts(column: pd.Series) -> dict[str, int]:
    return dict(Counter(UNKNOWN if value is None else value for value in column))


def _both() -> pd.DataFrame:
    """The projects of March beside themselves in October."""
    march, october = (PROJECT_SHEETS[day].set_index("projectnummer") for day in WITH_PROJECTS)
    return march.add_suffix(" mrt").join(october.add_suffix(" okt"), how="inner")


def _real(day: str) -> pd.DataFrame:
    projects = PROJECT_SHEETS[day]
    return projects[projects["herkomst"] == "Rapport januari 2021, bijlage 2; hoofdrubriek is onze duiding"]


def _region_phase(day: str, phase: str) -> dict[tuple[str, str | None], int]:
    rows = REGION_SHEETS[day]
    return dict(zip(zip(rows["zorgkantoorregio"], rows["subregio"], strict=True), rows[phase], strict=True))


# The workbooks


def test_fresh_workbooks_hold_the_same_bytes(tmp_path: Path) -> None:
    fresh = write_example(tmp_path)
    assert [p.name for p in fresh] == list(FILES.values())
    assert sorted(p.name for p in EXAMPLE.glob("*.xlsx")) == sorted(FILES.values())
    for path in fresh:
        assert path.read_bytes() == (EXAMPLE / path.name).read_bytes(), f"{path.name}: run python -m wir voorbeeld"


@pytest.mark.parametrize("day", DATES)
def test_sheets_and_columns_are_those_of_the_register(day: str) -> None:
    workbook = openpyxl.load_workbook(EXAMPLE / FILES[day])
    expected = {"Regio's": REGIONS} if day not in WITH_PROJECTS else {"Projecten": PROJECTS, "Regio's": REGIONS}
    assert workbook.sheetnames == list(expected)
    for name, sheet in expected.items():
        first = next(workbook[name].iter_rows(max_row=1))
        assert [c.value for c in first] == [f.header for f in sheet.fields]
        assert all(c.font.bold for c in first)
        assert workbook[name].freeze_panes == "A2"


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_values_are_what_a_person_would_type(day: str) -> None:
    projects = PROJECT_SHEETS[day]
    with (DATA / "begrippen.csv").open(encoding="utf-8", newline="") as file:
        labels = {(r["lijst"], r["label"]) for r in csv.DictReader(file)}
    for field in PROJECTS.fields:
        values = [v for v in projects[field.header] if v is not None]
        if field.kind == "begrip":
            assert {(field.lijst, v) for v in values} <= labels
        kind = {"datum": datetime, "aantal": int}.get(field.kind, str)
        assert all(type(v) is kind for v in values), field.header
        assert all(values), f"{field.header}: unknown is an empty cell"
    cell = openpyxl.load_workbook(EXAMPLE / FILES[day])["Projecten"]["G2"]
    assert (cell.number_format, cell.is_date) == ("dd-mm-yyyy", True)
    assert projects["contact"].isna().all()
    assert {type(v) for d in DATES for p in PHASES for v in REGION_SHEETS[d][p]} == {int}


def test_text_that_looks_like_a_formula_is_text(tmp_path: Path) -> None:
    path = tmp_path / "register.xlsx"
    texts = ["=1+1", "+31", "-", "@jan", "#N/A"]
    write_register(path, {PROJECTS: [{"projectnaam": t, "startdatum": date(2020, 1, 1)} for t in texts]})
    cells = [row[1] for row in openpyxl.load_workbook(io.BytesIO(path.read_bytes()))["Projecten"].iter_rows(min_row=2)]
    assert [c.value for c in cells] == texts
    assert {c.data_type for c in cells} == {"s"}
    assert [c.quotePrefix for c in cells] == [True, True, True, True, False]


# Regions


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("phase", PHASES)
def test_tables_1_to_3(day: str, phase: str) -> None:
    rows = [r for r in _published("tabel_01_02_03_fasen.csv") if (r["dimensie"], r["peildatum"]) == (phase, day)]
    expected = {int(r["fase"]): int(r["aantal"]) for r in rows if r["aantal"] != "0"}
    assert dict(Counter(REGION_SHEETS[day][phase])) == expected


def test_every_date_has_the_same_regions() -> None:
    columns = ["zorgkantoorregio", "subregio", "concessiehouder"]
    assert all(REGION_SHEETS[day][columns].equals(REGION_SHEETS[OCTOBER][columns]) for day in DATES)


def test_appendix_1_in_october() -> None:
    columns = ["zorgkantoorregio", "subregio", "concessiehouder", *PHASES]
    expected = [[r[c] for c in columns] for r in _published("bijlage_1_regios.csv")]
    rows = REGION_SHEETS[OCTOBER][columns].fillna("").astype(str)
    assert rows.to_numpy().tolist() == expected


@pytest.mark.parametrize("phase", PHASES)
def test_no_region_falls_back_or_leaps(phase: str) -> None:
    for earlier, later in pairwise(DATES):
        before, after = _region_phase(earlier, phase), _region_phase(later, phase)
        assert before.keys() == after.keys()
        assert {after[r] - before[r] for r in before} <= {0, 1, 2}


@pytest.mark.parametrize("day", [d for d in DATES if d != OCTOBER])
def test_regions_that_lead_in_one_dimension_lead_in_the_others(day: str) -> None:
    correlation = REGION_SHEETS[day][list(PHASES)].astype(int).corr()
    assert correlation.min().min() > 0.6


@pytest.mark.parametrize("day", DATES)
def test_origin_of_region_rows(day: str) -> None:
    rows = REGION_SHEETS[day]
    origin = "Gereconstrueerd uit tabel 1 tot en met 3 van het rapport"
    ours: str | None = "afspraken; dynamiek; visie"
    if day == OCTOBER:
        origin, ours = "Rapport januari 2021, bijlage 1", None
    assert set(rows["herkomst"]) == {origin}
    assert set(rows["gereconstrueerd"]) == {ours}
    assert rows["toelichting"].isna().all()


# Projects


def test_table_4() -> None:
    counts = Counter(zip(*(PROJECT_SHEETS[OCTOBER][c] for c in ("hoofdrubriek", "concessiehouder")), strict=True))
    table = _published("tabel_04_thema_concessiehouder.csv")
    assert counts == Counter(
        {(r["thema"], r["concessiehouder"]): int(r["aantal"]) for r in table if r["aantal"] != "0"}
    )


def test_table_7() -> None:
    projects = PROJECT_SHEETS[OCTOBER]
    years = ["2018-2019" if start.year in (2018, 2019) else str(start.year) for start in projects["startdatum"]]
    counts = Counter(zip(projects["hoofdrubriek"], years, strict=True))
    table = _published("tabel_07_thema_startjaar.csv")
    assert counts == Counter({(r["thema"], r["startjaar"]): int(r["aantal"]) for r in table if r["aantal"] != "0"})


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_table_5(day: str) -> None:
    def label(number: int | None) -> str:
        if number is None:
            return UNKNOWN
        return next(
            text
            for top, text in ((3, "1 tot 3"), (6, "4 tot 6"), (9, "7 tot 9"), (999, "Meer dan 10"))
            if number <= top
        )

    expected = _totals("tabel_05_betrokkenheid.csv", day)
    missing = len(PROJECT_SHEETS[day]) - sum(expected.values())
    assert Counter(map(label, PROJECT_SHEETS[day]["aantal organisaties"])) == Counter({**expected, UNKNOWN: missing})


@pytest.mark.parametrize("day", WITH_PROJECTS)
@pytest.mark.parametrize("judgement", JUDGEMENTS)
def test_tables_6_8_10_and_11(day: str, judgement: str) -> None:
    assert _counts(PROJECT_SHEETS[day][judgement]) == _totals(JUDGEMENTS[judgement], day)


@pytest.mark.parametrize("day", WITH_PROJECTS)
@pytest.mark.parametrize("dimension", ["impact", "delen", "opschaalbaarheid"])
def test_table_12(day: str, dimension: str) -> None:
    projects = PROJECT_SHEETS[day]
    judged = projects[projects["hoofdrubriek"] == TECHNOLOGY][
        "delen van resultaten" if dimension == "delen" else dimension
    ]
    assert _counts(judged) == _totals("tabel_12_technologie.csv", day, dimensie=dimension)


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_projects_lie_in_a_region_of_their_holder(day: str) -> None:
    scored = list(_published("bijlage_1_regios.csv"))
    holders = {(r["zorgkantoorregio"], r["subregio"]): r["concessiehouder"] for r in scored}
    projects = PROJECT_SHEETS[day].fillna({"subregio": ""})
    places = list(zip(projects["zorgkantoorregio"], projects["subregio"], strict=True))
    assert [holders[place] for place in places] == list(projects["concessiehouder"])
    per_region = Counter(places)
    assert per_region.keys() == holders.keys()
    assert min(per_region.values()) >= 2
    assert max(per_region.values()) <= 14  # what table 4 gives Friesland, alone with its holder


def test_projects_keep_their_number_and_nobody_vanishes() -> None:
    march, october = (list(PROJECT_SHEETS[day]["projectnummer"]) for day in WITH_PROJECTS)
    published = {r["peildatum"]: r["projecten"] for r in _published("peildata.csv")}
    assert [str(len(march)), str(len(october))] == [published[MARCH], published[OCTOBER]]
    assert october == [f"WIR-{i:03}" for i in range(1, len(october) + 1)]
    assert march == october[: len(march)]
    both = _both()
    for column in (
        "projectnaam",
        "zorgkantoorregio",
        "subregio",
        "hoofdrubriek",
        "startdatum",
        "einddatum",
        "omschrijving",
    ):
        assert both[f"{column} mrt"].equals(both[f"{column} okt"]), column


def test_march_holds_every_project_of_2018_and_2019_and_most_of_2020() -> None:
    years = {day: Counter(start.year for start in PROJECT_SHEETS[day]["startdatum"]) for day in WITH_PROJECTS}
    table_7 = [r for r in _published("tabel_07_thema_startjaar.csv") if r["startjaar"] == "2018-2019"]
    early = sum(int(r["aantal"]) for r in table_7)
    march = years[MARCH]
    assert march[2018] + march[2019] == early == years[OCTOBER][2018] + years[OCTOBER][2019]
    assert march[2020] == len(PROJECT_SHEETS[MARCH]) - early
    assert march[2021] == 0


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_not_started_is_exactly_what_starts_later(day: str) -> None:
    projects = PROJECT_SHEETS[day]
    assert list(projects["status"] == NOT_STARTED) == list(projects["startdatum"] > datetime.fromisoformat(day))
    waiting = projects[projects["status"] == NOT_STARTED]
    assert {start.year for start in waiting["startdatum"]} == {2020 if day == MARCH else 2021}


def test_new_projects_of_2020_start_between_the_two_dates() -> None:
    new = PROJECT_SHEETS[OCTOBER].iloc[len(PROJECT_SHEETS[MARCH]) :]
    starts = [start for start in new["startdatum"] if start.year == 2020]
    later = sum(int(r["aantal"]) for r in _published("tabel_07_thema_startjaar.csv") if r["startjaar"] == "2021")
    assert len(starts) == len(new) - later
    assert min(starts) > datetime(2020, 3, 1)
    assert max(starts) <= datetime(2020, 11, 1)


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_end_dates_fit_the_status(day: str) -> None:
    for start, end, status in PROJECT_SHEETS[day][["startdatum", "einddatum", "status"]].itertuples(index=False):
        if status in ENDED:
            assert start < end <= datetime.fromisoformat(day)
        else:
            assert end is None or end > max(start, datetime.fromisoformat(day))


# Judgements


def test_what_has_ended_stays_so() -> None:
    both = _both()
    ended = both[both["status mrt"].isin(ENDED)]
    assert len(ended)
    assert ended["status okt"].equals(ended["status mrt"].rename("status okt"))
    assert set(both[both["status mrt"] == NOT_STARTED]["status okt"]) == {"Lopend"}


@pytest.mark.parametrize("judgement", ORDER)
def test_judgements_never_move_backward(judgement: str) -> None:
    both = _both().dropna(subset=[f"{judgement} mrt"])
    before, after = ([ORDER[judgement].index(v) for v in both[f"{judgement} {d}"]] for d in ("mrt", "okt"))
    assert all(a >= b for b, a in zip(before, after, strict=True))


def test_impact_and_organisations_change_only_where_the_totals_force_it() -> None:
    both = _both()
    judged = both.dropna(subset=["impact mrt"])
    assert (judged["impact mrt"] != judged["impact okt"]).sum() == 1  # table 12: one less at "gemiddeld, beperkt"
    assert (both["aantal organisaties mrt"] != both["aantal organisaties okt"]).sum() == 4  # table 5: 24 become 20


def test_unknown_judgements_in_march() -> None:
    projects = PROJECT_SHEETS[MARCH]
    assert set(projects[projects["impact"].isna()]["status"]) == {NOT_STARTED}
    assert not set(projects[projects["delen van resultaten"].isna()]["status"]) & set(ENDED)
    for column in (*JUDGEMENTS, "startdatum"):
        assert PROJECT_SHEETS[OCTOBER][column].notna().all()


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_judgements_hang_together(day: str) -> None:
    projects = PROJECT_SHEETS[day]
    waiting = projects[projects["status"] == NOT_STARTED]
    failed = projects[projects["status"].isin(ENDED) & (projects["status"] != SUCCEEDED)]
    succeeded = projects[projects["status"] == SUCCEEDED]
    running = projects[projects["status"] == "Lopend"]
    assert set(waiting["delen van resultaten"]) <= {NO_RESULTS, None}
    assert set(waiting["opschaalbaarheid"]) == {NOT_YET}
    assert set(failed["delen van resultaten"]) == {NO_RESULTS}
    assert set(failed["opschaalbaarheid"]) == {POINTLESS}
    assert not failed["impact"].str.startswith("Op grote").any()

    def shares(rows: pd.DataFrame) -> tuple[float, float]:
        return (rows["delen van resultaten"] == SHARED).mean(), rows["opschaalbaarheid"].isin(SCALING[2:]).mean()

    assert all(ready > busy + 0.2 for ready, busy in zip(shares(succeeded), shares(running), strict=True))


# The projects of appendix 2


def test_every_published_project_is_there_as_published() -> None:
    columns = ["zorgkantoorregio", "subregio", "projectnaam", "hoofdrubriek", "omschrijving"]
    expected = sorted(tuple(r.values()) for r in _published("bijlage_2_projecten.csv"))
    assert sorted(_real(OCTOBER)[columns].fillna("").itertuples(index=False, name=None)) == expected
    # Nieuwkomers began in September 2020 and we do not call a real project "nog niet gestart".
    in_march = sorted(_real(MARCH)[columns].fillna("").itertuples(index=False, name=None))
    assert in_march == [r for r in expected if r[2] != "Nieuwkomers"]


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_nothing_bad_is_made_up_about_a_real_project(day: str) -> None:
    real = _real(day)
    assert set(real["status"]) == {"Lopend"}
    assert real["einddatum"].isna().all()
    assert POINTLESS not in set(real["opschaalbaarheid"])
    assert NO_RESULTS not in set(real["delen van resultaten"])
    assert not real["impact"].str.endswith("beperkte betekenis").any()


def _value(name: str, column: str, day: str = OCTOBER) -> Any:
    real = _real(day).set_index("projectnaam")
    return real.loc[name, column]


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_what_a_summary_says_binds(day: str) -> None:
    assert _value("Spraakgestuurd ECD", "aantal organisaties", day) == 8
    assert _value("Leren is werken, werken is leren", "aantal organisaties", day) == 12
    assert _value("Leren is werken, werken is leren", "impact", day).startswith("Op grote schaal")
    assert _value("Regionale visie", "aantal organisaties", day) == 12
    assert _value("Aanpak tekort SO's", "impact", day).startswith("Op kleine schaal")
    assert _value("ZZPVerZorgt", "opschaalbaarheid", day) in SCALING[3:]
    assert _value("Regiovisie en maatschappelijk debat", "startdatum", day) < datetime(2020, 3, 1)
    for name in ("Zorgtechnologie (BIZI)", "Inzetten expertisebril", "Teamreflectie", "Leerplatform REIN"):
        assert _value(name, "delen van resultaten", day) == SHARED


def test_nieuwkomers_starts_in_september_2020() -> None:
    start = _value("Nieuwkomers", "startdatum")
    assert (start.year, start.month) == (2020, 9)


# Origin


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_origin_is_kept_per_field(day: str) -> None:
    published = {"projectnaam", "zorgkantoorregio", "subregio", "concessiehouder", "hoofdrubriek", "omschrijving"}
    origin = {"herkomst", "gereconstrueerd"}
    for _, row in _real(day).iterrows():
        counted = (
            {"aantal organisaties"}
            if row["projectnaam"] in ("Spraakgestuurd ECD", "Leren is werken, werken is leren")
            else set()
        )
        filled = [str(column) for column, value in row.items() if value is not None]
        ours = [column for column in filled if column not in published | origin | counted]
        assert row["gereconstrueerd"] == "; ".join(ours)


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_reconstructed_projects_say_so(day: str) -> None:
    projects = PROJECT_SHEETS[day]
    ours = projects[~projects.index.isin(_real(day).index)]
    numbers = [int(number.removeprefix("WIR-")) for number in ours["projectnummer"]]
    assert list(ours["projectnaam"]) == [f"Gereconstrueerd project {n}" for n in numbers]
    assert set(ours["herkomst"]) == {"Gereconstrueerd uit de totalen van het rapport van januari 2021"}
    assert set(ours["gereconstrueerd"]) == {"alle"}
    assert ours["omschrijving"].isna().all()
