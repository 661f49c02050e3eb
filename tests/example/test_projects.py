"""The projects of the example registers, recounted with pandas against the published tables."""

from collections import Counter
from datetime import datetime

import pandas as pd
import pytest

from tests.support.example_sheets import (
    ENDED,
    JUDGEMENTS,
    MARCH,
    NO_RESULTS,
    NOT_STARTED,
    NOT_YET,
    OCTOBER,
    ORDER,
    POINTLESS,
    PROJECT_SHEETS,
    SCALING,
    SHARED,
    SUCCEEDED,
    TECHNOLOGY,
    UNKNOWN,
    WITH_PROJECTS,
    both_dates,
    counts_of,
    published,
    totals,
)


def test_table_4() -> None:
    counts = Counter(zip(*(PROJECT_SHEETS[OCTOBER][c] for c in ("hoofdrubriek", "concessiehouder")), strict=True))
    table = published("tabel_04_thema_concessiehouder.csv")
    assert counts == Counter(
        {(r["thema"], r["concessiehouder"]): int(r["aantal"]) for r in table if r["aantal"] != "0"}
    )


def test_table_7() -> None:
    projects = PROJECT_SHEETS[OCTOBER]
    years = ["2018-2019" if start.year in (2018, 2019) else str(start.year) for start in projects["startdatum"]]
    counts = Counter(zip(projects["hoofdrubriek"], years, strict=True))
    table = published("tabel_07_thema_startjaar.csv")
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

    expected = totals("tabel_05_betrokkenheid.csv", day)
    missing = len(PROJECT_SHEETS[day]) - sum(expected.values())
    assert Counter(map(label, PROJECT_SHEETS[day]["aantal organisaties"])) == Counter({**expected, UNKNOWN: missing})


@pytest.mark.parametrize("day", WITH_PROJECTS)
@pytest.mark.parametrize("judgement", JUDGEMENTS)
def test_tables_6_8_10_and_11(day: str, judgement: str) -> None:
    assert counts_of(PROJECT_SHEETS[day][judgement]) == totals(JUDGEMENTS[judgement], day)


@pytest.mark.parametrize("day", WITH_PROJECTS)
@pytest.mark.parametrize("dimension", ["impact", "delen", "opschaalbaarheid"])
def test_table_12(day: str, dimension: str) -> None:
    projects = PROJECT_SHEETS[day]
    judged = projects[projects["hoofdrubriek"] == TECHNOLOGY][
        "delen van resultaten" if dimension == "delen" else dimension
    ]
    assert counts_of(judged) == totals("tabel_12_technologie.csv", day, dimensie=dimension)


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_projects_lie_in_a_region_of_their_holder(day: str) -> None:
    scored = list(published("bijlage_1_regios.csv"))
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
    printed = {r["peildatum"]: r["projecten"] for r in published("peildata.csv")}
    assert [str(len(march)), str(len(october))] == [printed[MARCH], printed[OCTOBER]]
    assert october == [f"WIR-{i:03}" for i in range(1, len(october) + 1)]
    assert march == [number for number in october if number in march]
    # Numbers were given out in the order of March and October; one named project changed places since.
    assert set(october[: len(march)]) - set(march) == {"WIR-016"}
    both = both_dates()
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
    table_7 = [r for r in published("tabel_07_thema_startjaar.csv") if r["startjaar"] == "2018-2019"]
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
    new = PROJECT_SHEETS[OCTOBER]
    new = new[~new["projectnummer"].isin(PROJECT_SHEETS[MARCH]["projectnummer"])]
    starts = [start for start in new["startdatum"] if start.year == 2020]
    later = sum(int(r["aantal"]) for r in published("tabel_07_thema_startjaar.csv") if r["startjaar"] == "2021")
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
    both = both_dates()
    ended = both[both["status mrt"].isin(ENDED)]
    assert len(ended)
    assert ended["status okt"].equals(ended["status mrt"].rename("status okt"))
    assert set(both[both["status mrt"] == NOT_STARTED]["status okt"]) == {"Lopend"}


@pytest.mark.parametrize("judgement", ORDER)
def test_judgements_never_move_backward(judgement: str) -> None:
    both = both_dates().dropna(subset=[f"{judgement} mrt"])
    before, after = ([ORDER[judgement].index(v) for v in both[f"{judgement} {d}"]] for d in ("mrt", "okt"))
    assert all(a >= b for b, a in zip(before, after, strict=True))


def test_impact_and_organisations_change_only_where_the_totals_force_it() -> None:
    both = both_dates()
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
