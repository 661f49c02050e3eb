"""The rule of Leren van elkaar: what it requires, in which order it puts projects, and that each part can be off."""

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.test_learning import STEPS
from wir.database import Database
from wir.learning_rule import ORDER, ranked, requirements
from wir.records import Project, projects
from wir.selection import Selection


class TestTheRule:
    @pytest.mark.parametrize(
        ("part", "field", "value"),
        [
            ("deelbaar", "deelbaarheid", "nee"),
            ("opschaalbaar", "opschaalbaarheid", "regio"),
            ("verder", "status", "gestopt"),
        ],
    )
    def test_each_requirement_can_be_turned_off(
        self, database: Database, okt20: Selection, part: str, field: str, value: str
    ) -> None:
        assert value not in requirements(STEPS, ())[field]
        assert field not in requirements(STEPS, (part,))
        assert len(requirements(STEPS, (part,))) == len(requirements(STEPS, ())) - 1

    def test_decides_part_by_part_and_then_by_number(self, database: Database, okt20: Selection) -> None:
        worst = replace(
            projects(database, okt20)[0],
            opschaalbaarheid="andere-regios",
            status="lopend",
            impact="groot-beperkt",
            concessiehouder="cz",
            aantal_organisaties=None,
        )
        better = {
            "schaal": {"opschaalbaarheid": "landelijk"},
            "status": {"status": "succesvol"},
            "betekenis": {"impact": "klein-veel"},
            "concessiehouder": {"concessiehouder": "menzis"},
            "organisaties": {"aantal_organisaties": 2},
        }
        assert list(better) == list(ORDER)
        # The better its place in the rule, the higher its number: only the rule can bring it to the front.
        field = [replace(worst, projectnummer=f"P{9 - i}", **values) for i, values in enumerate(better.values())]
        rest = [replace(worst, projectnummer="P1"), replace(worst, projectnummer="P0")]
        assert numbered(ranked([*rest, *field], STEPS, "menzis", ())) == ["P9", "P8", "P7", "P6", "P5", "P0", "P1"]
        assert numbered(ranked([*rest, *field], STEPS, "menzis", tuple(ORDER))) == [
            f"P{i}" for i in (0, 1, 5, 6, 7, 8, 9)
        ]

    @pytest.mark.parametrize("part", ORDER)
    def test_each_part_of_the_order_can_be_turned_off(self, database: Database, okt20: Selection, part: str) -> None:
        found = projects(database, okt20)
        assert ranked(found, STEPS, "menzis", (part,)) != ranked(found, STEPS, "menzis", ())


def numbered(found: Sequence[Project]) -> list[str]:
    return [p.projectnummer for p in found]
