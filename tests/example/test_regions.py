"""The region scores of the example registers, recounted against tables 1 to 3 and appendix 1."""

from collections import Counter
from itertools import pairwise

import pytest

from tests.support.example_sheets import DATES, OCTOBER, PHASES, REGION_SHEETS, published, region_phases


@pytest.mark.parametrize("day", DATES)
@pytest.mark.parametrize("phase", PHASES)
def test_tables_1_to_3(day: str, phase: str) -> None:
    rows = [r for r in published("tabel_01_02_03_fasen.csv") if (r["dimensie"], r["peildatum"]) == (phase, day)]
    expected = {int(r["fase"]): int(r["aantal"]) for r in rows if r["aantal"] != "0"}
    assert dict(Counter(REGION_SHEETS[day][phase])) == expected


def test_every_date_has_the_same_regions() -> None:
    columns = ["zorgkantoorregio", "subregio", "concessiehouder"]
    assert all(REGION_SHEETS[day][columns].equals(REGION_SHEETS[OCTOBER][columns]) for day in DATES)


def test_appendix_1_in_october() -> None:
    columns = ["zorgkantoorregio", "subregio", "concessiehouder", *PHASES]
    expected = [[r[c] for c in columns] for r in published("bijlage_1_regios.csv")]
    rows = REGION_SHEETS[OCTOBER][columns].fillna("").astype(str)
    assert rows.to_numpy().tolist() == expected


@pytest.mark.parametrize("phase", PHASES)
def test_no_region_falls_back_or_leaps(phase: str) -> None:
    for earlier, later in pairwise(DATES):
        before, after = region_phases(earlier, phase), region_phases(later, phase)
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
