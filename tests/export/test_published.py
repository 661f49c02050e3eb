"""Published tables as files: a mark keeps its decimals, a change its sign between brackets."""

import io

import pytest
from openpyxl import load_workbook

from wir.export.csv_file import to_csv
from wir.export.excel import to_workbook
from wir.export.picture import table_svg
from wir.export.programmes.by_name import PUBLISHED
from wir.export.programmes.mgz import meetings, progress


def test_numbers_in_a_workbook_are_numbers_that_read_as_printed() -> None:
    sheet = load_workbook(io.BytesIO(to_workbook([progress()])))["Voortgang"]
    rows = {row[1].value: row for row in sheet.iter_rows(min_row=6)}
    click = rows["Nieuwsbrief click-to-open (%)"]
    assert [(cell.value, cell.number_format) for cell in (click[4], click[5])] == [
        (31.7, "#,##0.0#"),
        (-5.6, "(+#,##0.0#);(-#,##0.0#);(0)"),
    ]
    questions = rows["Ondersteuningsvragen sinds start"]
    assert (questions[5].value, questions[5].number_format) == (33, "(+#,##0);(-#,##0);(0)")


def test_a_dutch_csv_has_a_decimal_comma() -> None:
    assert "Netwerkbijeenkomst;Netwerkbijeenkomst;2023-09-22;'s-Hertogenbosch;1;160;;8,1;" in to_csv(meetings())


@pytest.mark.parametrize("name", PUBLISHED)
def test_each_becomes_a_picture_and_a_workbook(name: str) -> None:
    listing = PUBLISHED[name]()
    assert listing.lines
    assert listing.source.startswith("Bron: ")
    assert listing.title in table_svg(listing)
    assert to_workbook([listing])
