"""The workbook read back: every number of every table, text that stays text, and what Excel would refuse."""

import io
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.command_line import golden
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.export.excel import ABOUT, HEADER_ROW, MOST_CHARACTERS, to_workbook
from wir.export.listing import EXAMPLE, NO_ROWS, Header, Line, Listing, clean, of_table
from wir.tables.build import TABLES, build_table

LINK = "https://dashboard.example/?peildatum=2020-11-01"
ONE = Listing("proef", "Titel", "Peildatum", (Header("Naam"), Header("n", "aantal")), (Line(("Twente", 3)),))


def opened(*listings: Listing) -> Workbook:
    return load_workbook(io.BytesIO(to_workbook(listings)))


def last_sheet(listing: Listing) -> Worksheet:
    return opened(listing).worksheets[-1]


def with_names(names: Sequence[str]) -> Listing:
    return replace(ONE, headers=tuple(map(Header, names)), lines=(Line(tuple("x" for _ in names)),))


def rows(sheet: Worksheet) -> list[tuple[object, ...]]:
    return list(sheet.iter_rows(min_row=HEADER_ROW, values_only=True))


def as_text(workbook: Workbook) -> Iterator[str]:
    """A workbook for a person to read: every cell with its value, number format and weight."""
    for sheet in workbook:
        yield f"== {sheet.title} · vast onder {sheet.freeze_panes} · {[t.ref for t in sheet.tables.values()]}"
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            look = [cell.number_format] if cell.data_type == "n" else []
            look += [name for name in ("bold", "italic") if getattr(cell.font, name)]
            link = cell.hyperlink
            look += [f"→ {link.location or link.target}"] if link else []
            yield f"{cell.coordinate}\t{cell.value}" + (f"\t{', '.join(look)}" if look else "")


@pytest.mark.parametrize("number", TABLES)
def test_every_number_is_in_the_sheet_as_a_number(database: Database, okt20: Selection, number: str) -> None:
    table = build_table(number, database, okt20)
    header, *found = rows(last_sheet(of_table(table)))
    names = [table.first_column, *(column.name for column in table.columns)]
    width = len(names)
    skip = 1 if len(table.blocks) > 1 else 0
    assert list(header[skip : skip + width]) == names
    assert [row[skip] for row in found] == [row.label for row in table.rows]
    for line, row in zip(found, table.rows, strict=True):
        # A workbook keeps one digit less than a float has.
        assert line[skip + 1 : skip + width] == pytest.approx(row.values, rel=1e-14)
    if table.compared is not None:
        assert [row[-1] for row in found] == [table.change(row) for row in table.rows]
    assert sum(isinstance(value, int | float) for row in found for value in row) >= len(table.rows)


def test_the_workbook_reads_as_agreed(database: Database, okt20: Selection) -> None:
    chosen = okt20.with_filter("concessiehouder", ["vgz"])
    tables = [build_table("6", database, chosen), build_table("7", database, okt20)]
    text = "\n".join(as_text(opened(*(of_table(table, LINK) for table in tables)))) + "\n"
    assert text == golden("export_werkboek.txt")


def test_the_same_listings_give_the_same_bytes(database: Database, okt20: Selection) -> None:
    table = build_table("6", database, okt20)
    assert to_workbook([of_table(table)]) == to_workbook([of_table(table)])


def test_the_first_sheet_says_what_the_others_are() -> None:
    listing = replace(ONE, notes=("Noot",), source="Bron: WIR-register, okt-20", link=LINK, example=True)
    about = opened(listing, replace(ONE, name="Bijlage 1"))[ABOUT]
    said = [cell.value for row in about.iter_rows() for cell in row if cell.value]
    assert {EXAMPLE, "Proef", "Titel", "Peildatum", "Noot", "WIR-register, okt-20", LINK, "Bijlage 1"} <= set(said)
    leads = [cell.hyperlink for row in about.iter_rows() for cell in row if cell.hyperlink]
    assert [link.location or link.target for link in leads] == ["'Proef'!A1", LINK, "'Bijlage 1'!A1"]


def test_only_the_example_is_called_one() -> None:
    for sheet in opened(ONE):
        assert not [cell.value for row in sheet.iter_rows() for cell in row if EXAMPLE in str(cell.value)]
    for sheet in opened(replace(ONE, example=True)):
        assert [cell.value for row in sheet.iter_rows() for cell in row if EXAMPLE in str(cell.value)]


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "https://x.example/" + "a" * 3000])
def test_other_links_are_text_only(link: str) -> None:
    about = opened(replace(ONE, link=link))[ABOUT]
    leads = [cell.hyperlink.location for row in about.iter_rows() for cell in row if cell.hyperlink]
    assert leads == ["'Proef'!A1"]


@pytest.mark.parametrize("said", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "#REF!", "{=1}"])
def test_text_is_never_a_formula(said: str) -> None:
    hostile = Listing("proef", said, said, (Header(said),), (Line((said,)),), (said,), said, said)
    for sheet in opened(hostile):
        assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} == {"s"}
    assert last_sheet(hostile).cell(HEADER_ROW + 1, 1).value == clean(said)


def test_what_excel_cannot_hold_is_dropped_or_cut() -> None:
    long = "🙂" * MOST_CHARACTERS
    sheet = last_sheet(replace(ONE, lines=(Line(("a\x00b\x0bc\uffffd", 1)), Line((long, 2)), Line(("x" * 32_767, 3)))))
    odd, cut, whole = (sheet.cell(HEADER_ROW + k, 1).value for k in (1, 2, 3))
    assert odd == "abcd"
    assert cut == "🙂" * (MOST_CHARACTERS // 2) + "…"
    assert whole == "x" * 32_767


def test_kinds_have_their_number_format() -> None:
    kinds = {"aantal": 5, "verschil": -2, "aandeel": 0.767, "fase": 4, "datum": date(2020, 9, 1), "tekst": 7}
    listing = replace(ONE, headers=tuple(Header(k, k) for k in kinds), lines=(Line(tuple(kinds.values())),))
    cells = last_sheet(listing)[HEADER_ROW + 1]
    assert [cell.number_format for cell in cells] == [
        "#,##0",
        "+#,##0;-#,##0;0",
        "0.0%",
        "0",
        "dd-mm-yyyy",
        "General",
    ]
    assert [cell.value for cell in cells] == [5, -2, 0.767, 4, datetime(2020, 9, 1), 7]


def test_without_rows_there_is_a_table_with_one_empty_row() -> None:
    workbook = opened(replace(ONE, lines=()))
    sheet = workbook.worksheets[-1]
    assert [table.ref for table in sheet.tables.values()] == ["A5:B6"]
    assert rows(sheet) == [("Naam", "n")]
    assert NO_ROWS in [cell.value for cell in workbook[ABOUT]["B"]]


def test_headers_of_a_native_table_are_different_and_named_alike() -> None:
    sheet = last_sheet(with_names(["Totaal", "totaal", "", "", "twee\nregels", "Totaal (2)", "l" * 300, "l" * 300]))
    header = [str(name) for name in rows(sheet)[0]]
    assert header[:6] == ["Totaal", "totaal (2)", "Kolom", "Kolom (2)", "twee regels", "Totaal (2) (2)"]
    assert len({name.casefold() for name in header}) == len(header)
    assert max(map(len, header)) == 255
    (table,) = sheet.tables.values()
    assert table.column_names == header


def test_sheet_names_are_valid_and_different() -> None:
    names = ["tabel 6", "Tabel 6", "selectie", "history", "a[b]:c*d?e/f\\g", "'x'", "", "z" * 40, "z" * 40]
    assert opened(*(replace(ONE, name=name) for name in names)).sheetnames == [
        ABOUT,
        "Tabel 6",
        "Tabel 6 (2)",
        "Selectie (2)",
        "History (2)",
        "A b c d e f g",
        "X",
        "Blad",
        "Z" + "z" * 30,
        "Z" + "z" * 26 + " (2)",
    ]


def test_totals_stand_out_and_the_header_stays_in_sight(database: Database, okt20: Selection) -> None:
    sheet = last_sheet(of_table(build_table("1", database, okt20)))
    bold = [row[0].value for row in sheet.iter_rows(min_row=HEADER_ROW + 1) if row[0].font.bold]
    assert bold == ["Totaal"]
    assert sheet.freeze_panes == "A6"
    widths = [sheet.column_dimensions[letter].width for letter in "ABC"]
    assert widths[0] >= len("Fase 1: Voorbereidingsfase") > widths[1]
