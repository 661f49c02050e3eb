"""Which theme is least scalable and which most, recounted from the projects themselves."""

from collections import Counter

import pytest

from wir.database.database import Database
from wir.domain.selection import Selection
from wir.domain.vocabulary import vocabulary
from wir.insight.scale_ends import Ends, scale_ends
from wir.tables.build import CROSSES, build_table
from wir.tables.project_rows import projects

NUMBER = "kruis-thema-opschaalbaarheid"


def ends(database: Database, selection: Selection, number: str = NUMBER) -> Ends | None:
    return scale_ends(CROSSES[number], build_table(number, database, selection), ())


@pytest.mark.parametrize("holder", ["cz", "vgz", "zilveren-kruis"])
def test_it_names_the_themes_with_most_of_the_lowest_and_of_the_highest(
    database: Database, okt20: Selection, holder: str
) -> None:
    selection = okt20.with_filter("concessiehouder", [holder])
    found = [(p.thema, p.opschaalbaarheid) for p in projects(database, selection)]
    sizes, cells = Counter(theme for theme, _ in found), Counter(found)
    compared = {theme: size for theme, size in sizes.items() if size >= 5}
    values = [t.code for t in vocabulary().terms("opschaalbaarheid") if t.code != "onbekend"]
    values = [code for code in values if any(cells[theme, code] for theme in compared)]
    said = ends(database, selection)
    assert said
    for part, value in zip(said.said.split("; "), (values[0], values[-1]), strict=True):
        best = max(cells[theme, value] / size for theme, size in compared.items())
        for theme, size in compared.items():
            named = f"{vocabulary().label('thema', theme)} ({cells[theme, value]} van de {size})"
            assert (named in part) == (cells[theme, value] / size == best), part


def test_themes_with_few_projects_are_left_out_and_named(database: Database, okt20: Selection) -> None:
    """Anders werken has one project of VGZ, not worth scaling: 100%, and no answer."""
    said = ends(database, okt20.with_filter("concessiehouder", ["vgz"]))
    assert said
    assert said.said == (
        "Minst opschaalbaar: Regionale strategievorming (5 van de 11); meest: Technologie (3 van de 12), "
        "bij 5 of meer projecten"
    )
    assert said.how.endswith("niet vergeleken: Anders werken, Samenwerking in de keten.")


def test_the_furthest_with_the_visie(database: Database, okt20: Selection) -> None:
    said = ends(database, okt20, "kruis-concessiehouder-visie")
    assert said
    assert said.said.startswith("Minst ver: CZ (4 van de 6); verst: Zilveren Kruis (7 van de 11)")


def test_nothing_is_said_of_what_is_no_scale_or_too_little(database: Database, okt20: Selection) -> None:
    assert ends(database, okt20, "kruis-thema-status") is None
    assert ends(database, okt20, "kruis-opschaalbaarheid-thema") is None
    assert ends(database, okt20.with_filter("concessiehouder", ["eno"])) is None
    assert ends(database, okt20.with_filter("thema", ["technologie"])) is None
