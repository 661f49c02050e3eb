"""Leren van elkaar: what its rule requires, in which order it puts projects, and what a regio lacks."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from tests.support.registers import project, workbook
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.insight.learning import (
    ORDER,
    PARTS,
    REQUIREMENTS,
    Advice,
    Landscape,
    Lesson,
    advise,
    belonging,
    ranked,
    requirements,
)
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.project_rows import Project, projects

SCALE = ("niet-zinvol", "nog-niet-zinvol", "regio", "andere-regios", "landelijk")

STEPS = {code: step for step, code in enumerate(SCALE)}


def advice(database: Database, selection: Selection, *off: str) -> Advice:
    landscape = Landscape(projects(database, selection.without_filters()), *database.lists(database.shown(selection)))
    return advise(landscape, projects(database, selection.with_filter("regio", ())), selection, off)


def of(region: str, okt20: Selection) -> Selection:
    return okt20.with_filter("regio", [region])


def about(found: Advice, theme: str) -> Lesson:
    return next(lesson for lesson in found.lessons if lesson.lack.thema == theme)


def small(
    store: Store, tmp_path: Path, rows: Sequence[dict[str, object]], day: date = date(2021, 5, 1)
) -> tuple[Database, Selection]:
    """A register of a few projects in Technologie."""
    publish_workbook(store, workbook(tmp_path / "klein.xlsx", rows), day, door="wir")
    return Database(store), Selection(day)


def ready(number: str, region: str = "Utrecht", **changes: object) -> dict[str, object]:
    """A project that fits the whole rule."""
    fitting = {"delen_van_resultaten": "Ja", "opschaalbaarheid": "Landelijk", "zorgkantoorregio": region}
    return project(projectnummer=number, concessiehouder=None, **{**fitting, **changes})


class TestWhatARegioLacks:
    def test_equals_a_recount_for_every_regio_and_theme(self, database: Database, okt20: Selection) -> None:
        register = projects(database, okt20)
        kinds = set()
        for region in database.regions(database.shown(okt20)).scored:
            for lesson in advice(database, of(region.code, okt20)).lessons:
                here = [p for p in register if p.regio == region.code and p.thema == lesson.lack.thema]
                there = [p for p in register if p.regio != region.code and p.thema == lesson.lack.thema]
                furthest = max((STEPS[p.opschaalbaarheid] for p in there), default=-1)
                if not here:
                    expected = "geen"
                elif {p.status for p in here} == {"nog-niet-gestart"}:
                    expected = "niet-gestart"
                else:
                    expected = "lager" if max(STEPS[p.opschaalbaarheid] for p in here) < furthest else ""
                assert lesson.lack.kind == expected
                kinds.add(expected)
        assert kinds == {"geen", "niet-gestart", "lager", ""}

    def test_a_project_of_the_whole_zorgkantoorregio_is_that_of_its_parts(self, store: Store, tmp_path: Path) -> None:
        broad = ready("P1", "Arnhem", subregio=None, opschaalbaarheid="Alleen in deze regio")
        database, selection = small(store, tmp_path, [broad, ready("P2", "Twente")])
        assert [p.regio for p in projects(database, selection)] == ["ARN-ALLE", "TWE"]
        for part in ("ARN", "FOO", "ACH", "ARN-ALLE"):
            lesson = about(advice(database, of(part, selection)), "technologie")
            assert (lesson.lack.kind, [p.projectnummer for p in lesson.lack.own]) == ("lager", ["P1"])
        assert about(advice(database, of("ZWO", selection)), "technologie").lack.kind == "geen"

    def test_what_is_not_known_is_not_on_the_scale(self, store: Store, tmp_path: Path) -> None:
        unknown = ready("P1", opschaalbaarheid=None)
        database, selection = small(store, tmp_path, [unknown, ready("P2", "Twente")])
        lack = about(advice(database, of("UTR", selection)), "technologie").lack
        assert (lack.kind, lack.best) == ("", "")

    def test_does_not_depend_on_the_filters(self, database: Database, okt20: Selection) -> None:
        narrow = of("ARN", okt20).with_filter("concessiehouder", ["vgz"]).with_filter("status", ["succesvol"])
        plain = advice(database, of("ARN", okt20))
        assert [e.lack for e in advice(database, narrow).lessons] == [e.lack for e in plain.lessons]

    def test_a_theme_narrows_the_themes(self, database: Database, okt20: Selection) -> None:
        found = advice(database, of("ARN", okt20).with_filter("thema", ["technologie"]))
        assert [e.lack.thema for e in found.lessons] == ["technologie"]


class TestProjectsElsewhere:
    def test_have_shareable_results_scale_beyond_their_region_and_are_further(
        self, database: Database, okt20: Selection
    ) -> None:
        lesson = about(advice(database, of("ARN", okt20)), "technologie")
        assert len(lesson.projects) == 20
        assert {p.deelbaarheid for p in lesson.projects} == {"ja"}
        assert {p.opschaalbaarheid for p in lesson.projects} == {"andere-regios", "landelijk"}
        assert {p.status for p in lesson.projects} == {"lopend", "succesvol"}
        assert "ARN" not in {p.regio for p in lesson.projects}

    def test_go_further_than_the_own_where_that_is_what_lacks(self, database: Database, okt20: Selection) -> None:
        lesson = about(advice(database, of("ARN", okt20)), "professionals-behouden")
        assert (lesson.lack.kind, lesson.lack.best) == ("lager", "andere-regios")
        assert {p.opschaalbaarheid for p in lesson.projects} == {"landelijk"}
        without = about(advice(database, of("ARN", okt20), "hoger"), "professionals-behouden")
        assert {p.opschaalbaarheid for p in without.projects} == {"landelijk", "andere-regios"}

    @pytest.mark.parametrize(
        "off",
        [(), PARTS, *(pytest.param(off, marks=pytest.mark.full) for off in (("hoger",), tuple(REQUIREMENTS)))],
        ids=str,
    )
    def test_the_register_opens_exactly_as_many_for_every_regio(
        self, database: Database, okt20: Selection, off: tuple[str, ...]
    ) -> None:
        opened = 0
        for region in database.regions(database.shown(okt20)).selectable:
            for lesson in advice(database, of(region.code, okt20), *off).lessons:
                assert lesson.selection is not None
                behind = {p.projectnummer for p in projects(database, lesson.selection)}
                assert behind == {p.projectnummer for p in lesson.projects}
                opened += len(behind)
        assert opened > 1000

    def test_the_register_opens_exactly_as_many_under_filters(self, database: Database, okt20: Selection) -> None:
        narrow = of("TWE", okt20).with_filter("concessiehouder", ["vgz", "menzis"]).with_filter("status", ["lopend"])
        for lesson in advice(database, narrow).lessons:
            assert lesson.selection is not None
            assert set(projects(database, lesson.selection)) == set(lesson.projects)
            assert {(p.concessiehouder, p.status) for p in lesson.projects} <= {("vgz", "lopend"), ("menzis", "lopend")}

    def test_a_filter_that_the_rule_excludes_gives_none(self, database: Database, okt20: Selection) -> None:
        for lesson in advice(database, of("TWE", okt20).with_filter("status", ["gestopt"])).lessons:
            assert (lesson.selection, lesson.projects) == (None, ())


class TestTheOtherWay:
    def test_own_projects_and_the_regions_that_lack_something_equal_a_recount(
        self, database: Database, okt20: Selection
    ) -> None:
        register = projects(database, okt20)
        scored = [r.code for r in database.regions(database.shown(okt20)).scored]
        found = advice(database, of("ARN", okt20)).examples
        assert sorted(e.project.projectnummer for e in found) == ["WIR-023", "WIR-053", "WIR-127"]
        for example in found:
            shown, wanted = example.project, set()
            for code in scored:
                there = [p for p in register if p.regio == code and p.thema == shown.thema]
                unstarted = all(p.status == "nog-niet-gestart" for p in there)
                lower = all(STEPS[p.opschaalbaarheid] < STEPS[shown.opschaalbaarheid] for p in there)
                if code != "ARN" and (unstarted or lower):
                    wanted.add(code)
            assert set(example.regions) == wanted
            assert len(example.regions) == len(wanted)

    def test_a_whole_zorgkantoorregio_and_its_parts_belong_together(self, database: Database, okt20: Selection) -> None:
        regions = database.regions(database.shown(okt20))
        assert set(belonging(regions, "FOO")) == {"FOO", "ARN-ALLE"}
        assert set(belonging(regions, "ARN-ALLE")) == {"ARN", "FOO", "ACH", "ARN-ALLE"}
        assert belonging(regions, "TWE") == ("TWE",)


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
