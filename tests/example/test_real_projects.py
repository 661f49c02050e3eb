"""The 37 real projects of appendix 2: as published where the report speaks, and nothing bad made up."""

from datetime import datetime
from typing import Any

import pytest

from tests.support.example_sheets import (
    MARCH,
    NO_RESULTS,
    OCTOBER,
    POINTLESS,
    PROJECT_SHEETS,
    SCALING,
    SHARED,
    WITH_PROJECTS,
    published,
    real_projects,
)


def test_every_published_project_is_there_as_published() -> None:
    columns = ["zorgkantoorregio", "subregio", "projectnaam", "hoofdrubriek", "omschrijving"]
    told = ("zorgkantoorregio", "subregio", "project", "thema_duiding", "samenvatting")
    expected = sorted(tuple(r[c] for c in told) for r in published("bijlage_2_projecten.csv"))
    assert sorted(real_projects(OCTOBER)[columns].fillna("").itertuples(index=False, name=None)) == expected
    # These began after March 2020, and we do not call a real project "nog niet gestart".
    in_march = sorted(real_projects(MARCH)[columns].fillna("").itertuples(index=False, name=None))
    assert in_march == [r for r in expected if r[2] not in ("Nieuwkomers", "Teamreflectie")]


def test_a_real_project_keeps_its_number() -> None:
    """A link to it keeps showing it, whatever the example gets right later."""
    numbers = {int(n.removeprefix("WIR-")) for n in real_projects(OCTOBER)["projectnummer"]}
    assert numbers == {
        *(13, 14, 16, 26, 34, 38, 42, 46, 47, 48, 54, 69, 74, 88, 89, 90, 97, 103, 111, 120, 122, 129, 138, 149, 150),
        *(157, 158, 160, 161, 163, 165, 166, 177, 180, 188, 199, 282),
    }
    assert _value("Teamreflectie", "projectnummer") == "WIR-016"


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_nothing_bad_is_made_up_about_a_real_project(day: str) -> None:
    real = real_projects(day)
    assert set(real["status"]) == {"Lopend"}
    assert real["einddatum"].isna().all()
    assert POINTLESS not in set(real["opschaalbaarheid"])
    assert NO_RESULTS not in set(real["delen van resultaten"])
    assert not real["impact"].str.endswith("beperkte betekenis").any()


def _value(name: str, column: str, day: str = OCTOBER) -> Any:
    real = real_projects(day).set_index("projectnaam")
    return real.loc[name, column]


REIN = "Leerplatform REIN"


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_what_a_summary_says_binds(day: str) -> None:
    assert _value("Leren is werken, werken is leren", "impact", day).startswith("Op grote schaal")
    assert _value("Regionale visie", "aantal organisaties", day) == 12
    assert _value("Aanpak tekort SO's", "impact", day).startswith("Op kleine schaal")
    assert _value("ZZPVerZorgt", "opschaalbaarheid", day) in SCALING[3:]
    assert _value("Regiovisie en maatschappelijk debat", "startdatum", day) < datetime(2020, 3, 1)
    for name in ("Zorgtechnologie (BIZI)", "Inzetten expertisebril", REIN):
        assert _value(name, "delen van resultaten", day) == SHARED


# Origin


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_origin_is_kept_per_field(day: str) -> None:
    published = {"projectnaam", "zorgkantoorregio", "subregio", "concessiehouder", "hoofdrubriek", "omschrijving"}
    origin = {"herkomst", "gereconstrueerd"}
    for _, row in real_projects(day).iterrows():
        counted = (
            {"aantal organisaties"}
            if row["projectnaam"] in ("Spraakgestuurd ECD", "Leren is werken, werken is leren", "Logeerzorg", REIN)
            else set()
        )
        filled = [str(column) for column, value in row.items() if value is not None]
        ours = [column for column in filled if column not in published | origin | counted]
        assert row["gereconstrueerd"] == "; ".join(ours)


@pytest.mark.parametrize("day", WITH_PROJECTS)
def test_reconstructed_projects_say_so(day: str) -> None:
    projects = PROJECT_SHEETS[day]
    ours = projects[~projects.index.isin(real_projects(day).index)]
    numbers = [int(number.removeprefix("WIR-")) for number in ours["projectnummer"]]
    assert list(ours["projectnaam"]) == [f"Gereconstrueerd project {n}" for n in numbers]
    assert set(ours["herkomst"]) == {"Gereconstrueerd uit de totalen van het rapport van januari 2021"}
    assert set(ours["gereconstrueerd"]) == {"alle"}
    assert ours["omschrijving"].isna().all()
