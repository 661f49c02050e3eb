"""The report as a value: its chapters hold the tables of the report with the figures of the reference."""

from datetime import date
from pathlib import Path

import pytest

from tests.support.registers import project, score, workbook
from wir.charts import bars
from wir.common.errors import UnknownValue
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.export.programmes.by_name import PUBLISHED
from wir.report.build import STANDARD, build_report, find_chapters, gaps
from wir.report.chapters import OUTLINES
from wir.report.model import Figures, Paragraph, Picture, Report, Told
from wir.store.publishing import publish_workbook
from wir.store.store import Store
from wir.tables.build import build_table
from wir.tables.published import compare

MADE = date(2021, 1, 15)


def report(database: Database, selection: Selection, *chapters: str, kept: tuple[str, ...] = ()) -> Report:
    return build_report(database, selection, chapters, kept, MADE)


def figures(found: Report) -> dict[str, Figures]:
    parts = [p for c in found.chapters for p in c.parts if isinstance(p, Figures)]
    return {p.number or p.listing.name: p for p in parts}


def test_the_report_holds_every_table_with_the_published_figures(database: Database, okt20: Selection) -> None:
    held = figures(report(database, okt20))
    assert [n for n in held if n[0].isdigit()] == ["1", "2", "3", "4", "7", "5", "6", "8", "10", "11", "12"]
    judged = [c for part in held.values() if part.table for c in compare(part.table)]
    assert len(judged) == 344
    assert all(c.equal for c in judged)


@pytest.mark.parametrize("filters", [{"concessiehouder": ["vgz"]}, {"regio": ["TWE"]}, {"thema": ["technologie"]}])
def test_a_version_for_one_part_equals_the_tables_of_that_selection(
    database: Database, okt20: Selection, filters: dict[str, list[str]]
) -> None:
    selection = okt20
    for name, codes in filters.items():
        selection = selection.with_filter(name, codes)
    for part in figures(report(database, selection)).values():
        if part.table:
            assert part.table == build_table(part.table.number, database, selection)


def test_chapters_come_in_the_order_asked(database: Database, okt20: Selection) -> None:
    assert [c.key for c in report(database, okt20, "impact", "status", "impact").chapters] == ["impact", "status"]
    assert [c.key for c in report(database, okt20).chapters] == list(STANDARD)
    with pytest.raises(UnknownValue, match="Onbekend hoofdstuk conclusie; er zijn: samenvatting"):
        find_chapters(["conclusie"])


def test_the_title_says_for_whom(database: Database, okt20: Selection) -> None:
    assert report(database, okt20, "status").subtitle == "Stand op 1 november 2020: heel Nederland"
    vgz = report(database, okt20.with_filter("concessiehouder", ["vgz"]), "status")
    assert vgz.subtitle == "Stand op 1 november 2020: VGZ"


def test_each_chapter_of_counts_opens_with_the_drawing_of_its_table(database: Database, okt20: Selection) -> None:
    found = report(database, okt20, "status", "thema")
    (status,), (theme,) = ([p for p in chapter.parts if isinstance(p, Picture)] for chapter in found.chapters)
    table = build_table("6", database, okt20)
    assert status.drawing == bars.shares(table, "status")
    assert status.drawing.spec == bars.shares(table, "status").spec
    assert "Technologie" in theme.drawing.subtitle
    assert table.caption in status.svg
    whole = report(database, okt20.with_filter("thema", ["technologie"]))
    names = [p.drawing.name for chapter in whole.chapters for p in chapter.parts if isinstance(p, Picture)]
    assert len(names) == len(set(names)) == 12  # a page that draws one twice breaks


def test_a_chapter_without_anything_to_draw_has_no_picture(database: Database, okt20: Selection) -> None:
    nothing = report(database, okt20.with_filter("thema", ["efficient-werken"]), "status")
    assert not [p for p in nothing.chapters[0].parts if isinstance(p, Picture)]


def test_how_the_figures_came_about(database: Database, okt20: Selection) -> None:
    found = report(database, okt20, "status")
    assert len(found.sources) == 4
    assert all("versie 1" in source and "kenmerk" in source for source in found.sources)
    assert found.made == "15 januari 2021"
    assert "Voorbeeldregister" in found.example


def test_examples_are_those_chosen_in_that_order(database: Database, okt20: Selection) -> None:
    selection = okt20.with_filter("regio", ["TWE"])
    chosen = figures(report(database, selection, "bijlage-projecten", kept=("WIR-010", "WIR-002", "X")))
    assert [line.cells[0] for line in chosen["projecten"].listing.lines] == ["WIR-010", "WIR-002"]
    (nothing,) = report(database, selection, "bijlage-projecten").chapters[0].parts
    assert isinstance(nothing, Paragraph)


def test_old_claims_are_recomputed_only_over_their_own_selection(database: Database, okt20: Selection) -> None:
    held = figures(report(database, okt20, "nagerekend"))["uitspraken"].listing
    wrong = [line.cells for line in held.lines if str(line.cells[3]).startswith("klopt niet")]
    assert ("75,2%" in {str(cells[2]) for cells in wrong}) is True
    assert len(held.lines) == 32
    (other,) = report(database, okt20.with_filter("regio", ["TWE"]), "nagerekend").chapters[0].parts
    assert isinstance(other, Paragraph)


def test_what_followed_is_there_for_who_asks_and_the_same_for_any_selection(
    database: Database, okt20: Selection
) -> None:
    assert "vervolg" not in STANDARD
    held = figures(report(database, okt20.with_filter("regio", ["TWE"]), "vervolg"))
    names = ("voortgang", "bijeenkomsten", "inventarisatie-2023", "rondes")
    assert {name: part.listing for name, part in held.items()} == {name: PUBLISHED[name]() for name in names}


def test_what_is_missing_is_said_beforehand(database: Database, okt20: Selection) -> None:
    assert list(gaps(database, okt20, ())) == []
    first = Selection(date(2019, 3, 1))
    said = list(gaps(database, first, ()))
    assert said[0].startswith("De peiling mrt-19 bevat geen projecten: zonder cijfers blijven Projecten per thema")
    assert said[1].startswith("Er is geen peildatum om mee te vergelijken")
    assert list(gaps(database, first, ["regios"])) == said[1:]
    march = Selection(date(2020, 3, 1), None, date(2019, 10, 1))
    assert "okt-19 bevat geen projecten" in next(gaps(database, march, ()))


def test_a_report_of_a_peiling_without_projects_has_words_for_it(database: Database) -> None:
    found = report(database, Selection(date(2019, 10, 1), None, date(2019, 3, 1)))
    development = next(c for c in found.chapters if c.key == "ontwikkeling")
    assert any(isinstance(p, Paragraph) and "bevat geen projecten" in p.text for p in development.parts)
    assert any(isinstance(p, Told) for p in development.parts)


def test_a_real_register_says_nothing_of_an_example(store: Store, tmp_path: Path) -> None:
    publish_workbook(store, workbook(tmp_path / "r.xlsx", [project()], [score()]), date(2021, 5, 1), door="A. Naam")
    found = report(Database(store), Selection(date(2021, 5, 1)))
    assert found.example == ""
    assert not any("A. Naam" in source for source in found.sources)


def test_every_chapter_says_of_which_sheet_it_is() -> None:
    assert {outline.of for outline in OUTLINES.values()} <= {"", "projecten", "regioscores", "regioscores of projecten"}
