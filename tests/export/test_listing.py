"""What a listing takes over from a table, how its values are printed, its CSV and the names of files."""

import csv
import io
from dataclasses import replace
from datetime import date

import pytest

from tests.support.command_line import golden
from wir.database.database import Database
from wir.domain.selection import Selection
from wir.export import text
from wir.export.csv_file import to_csv, to_csv_bytes
from wir.export.listing import (
    LONGEST_NAME,
    NO_ROWS,
    Cell,
    Header,
    Line,
    Listing,
    ValueKind,
    clean,
    file_name,
    of_table,
    printed,
)
from wir.tables.build import TABLES, build_table

PLAIN = Listing("test", "Titel", "Peildatum", (Header("Naam"), Header("n", "aantal")), (Line(("Twente", 3)),))


def with_text(said: str) -> Listing:
    return replace(PLAIN, headers=(Header(said), Header("n", "aantal")), lines=(Line((said, -3), heading=said),))


def _semicolons(said: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(said), delimiter=";"))


def _commas(said: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(said)))


class TestListing:
    @pytest.mark.parametrize("number", TABLES)
    def test_holds_the_words_and_values_of_the_table(self, database: Database, okt20: Selection, number: str) -> None:
        table = build_table(number, database, okt20)
        listing = of_table(table, "https://dashboard.example/?peildatum=2020-11-01", with_change=False)
        assert [header.name for header in listing.headers] == [table.first_column, *(c.name for c in table.columns)]
        assert [line.cells for line in listing.lines] == [(row.label, *row.values) for row in table.rows]
        assert [line.kind for line in listing.lines] == [row.kind for row in table.rows]
        assert (listing.caption, listing.notes, listing.example) == (table.caption, table.footnotes, True)
        assert listing.title == f"{table.title} ({table.name})"

    def test_the_change_stands_after_the_counts(self, database: Database, okt20: Selection) -> None:
        listing = of_table(build_table("6", database, okt20))
        assert listing.headers[-1] == Header("sinds mrt-20", "verschil")
        assert listing.lines[-1] == Line(("Totaal", 268, 318, 50), kind="totaal")

    def test_without_comparison_there_is_no_change(self, database: Database, okt20: Selection) -> None:
        listing = of_table(build_table("6", database, replace(okt20, vergelijk_peildatum=None)))
        assert [header.name for header in listing.headers] == ["Projectstatus", "okt-20"]

    def test_names_its_sources_newest_first(self, database: Database, okt20: Selection) -> None:
        sources = [of_table(build_table(n, database, okt20)).source for n in ("1", "6", "4")]
        assert sources == [
            "Bron: WIR-register, okt-20, mrt-20, okt-19 en mrt-19",
            "Bron: WIR-register, okt-20 en mrt-20",
            "Bron: WIR-register, okt-20",
        ]

    def test_only_the_example_says_that_it_is_one(self) -> None:
        assert replace(PLAIN, source="Bron: x").closing == "Bron: x"
        assert replace(PLAIN, source="Bron: x", example=True).closing == (
            "Bron: x. Voorbeeldregister: deels gereconstrueerd."
        )

    def test_headings_become_a_column_where_there_are_any(self, database: Database, okt20: Selection) -> None:
        flat = of_table(build_table("12", database, okt20)).flat
        assert flat.headers[:2] == (Header("Kenmerk"), Header("Thema"))
        assert {line.cells[0] for line in flat.lines} == {
            "Mate van impact",
            "Delen van resultaten",
            "Analyse opschaalbaarheid",
        }
        assert PLAIN.flat is PLAIN

    def test_says_that_nothing_is_there(self) -> None:
        assert replace(PLAIN, lines=(), notes=("Noot",)).remarks == ("Noot", NO_ROWS)
        assert PLAIN.remarks == ()

    def test_refuses_a_line_of_another_length(self) -> None:
        with pytest.raises(ValueError, match="1 cells under 2 headers"):
            replace(PLAIN, lines=(Line(("Twente",)),))


@pytest.mark.parametrize(
    ("value", "kind", "said"),
    [
        (88904, "aantal", "88.904"),
        (None, "aantal", "–"),
        (0.767, "aandeel", "76,7%"),
        (None, "aandeel", "–"),
        (50, "verschil", "+50"),
        (-3, "verschil", "−3"),
        (4, "fase", "4"),
        (None, "fase", "niet gescoord"),
        (date(2020, 11, 1), "datum", "01-11-2020"),
        (None, "datum", ""),
        (None, "tekst", ""),
        (2020, "tekst", "2020"),
        ("onbekend", "aantal", "onbekend"),
    ],
)
def test_values_are_printed_as_on_screen(value: Cell, kind: ValueKind, said: str) -> None:
    assert printed(value, kind) == said


def test_what_no_xml_can_hold_is_dropped() -> None:
    assert clean("a\x00b\x1fc\ud800d\uffffe\tf\ng\r\nh\ri") == "abcde\tf\ng\nh\ni"


class TestCsv:
    @pytest.mark.parametrize("number", [n for n in TABLES if n != "12"])
    def test_is_that_of_the_command_line(self, database: Database, okt20: Selection, number: str) -> None:
        table = build_table(number, database, okt20)
        assert _semicolons(to_csv(of_table(table, with_change=False))) == _commas(text.to_csv(table))

    def test_table_12_has_its_headings_besides(self, database: Database, okt20: Selection) -> None:
        table = build_table("12", database, okt20)
        assert _semicolons(to_csv(of_table(table, with_change=False))) == _commas(text.to_csv(table))

    @pytest.mark.parametrize("number", ["7", "12"])
    def test_reads_as_agreed(self, database: Database, okt20: Selection, number: str) -> None:
        assert to_csv(of_table(build_table(number, database, okt20))) == golden(f"export_tabel_{number}.csv")

    @pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\x00=1"])
    def test_text_is_never_a_formula_and_a_number_stays_one(self, start: str) -> None:
        header, row = csv.reader(io.StringIO(to_csv(with_text(start)), newline=""), delimiter=";")
        said = f"'{clean(start)}"
        assert (header, row) == (["Onderdeel", said, "n"], [said, said, "-3"])

    def test_dates_are_iso_and_what_is_not_there_is_empty(self) -> None:
        headers = (Header("Start", "datum"), Header("n", "aantal"), Header("deel", "aandeel"))
        listing = replace(PLAIN, headers=headers, lines=(Line((date(2020, 9, 1), None, None)),))
        assert to_csv(listing) == "Start;n;deel\n2020-09-01;;\n"

    def test_bytes_say_their_encoding(self) -> None:
        assert to_csv_bytes(with_text("Efficiënt")).startswith(b"\xef\xbb\xbfOnderdeel;Effici\xc3\xabnt")


class TestFileNames:
    def test_say_what_is_in_the_file(self, database: Database, okt20: Selection) -> None:
        lists = database.lists(database.shown(okt20))
        chosen = okt20.with_filter("concessiehouder", ["vgz"]).with_filter("thema", ["efficient-werken"])
        assert file_name("tabel 6", okt20, lists, "xlsx", example=False) == "WIR-tabel-6_2020-11-01.xlsx"
        assert file_name("tabel 6", chosen, lists, "csv", example=True) == (
            "WIR-tabel-6_2020-11-01_VGZ_Efficient-werken_voorbeeld.csv"
        )
        assert file_name("kaart", replace(okt20, versie=2), lists, "png", example=False) == (
            "WIR-kaart_2020-11-01_v2.png"
        )

    def test_stay_short_and_plain(self, database: Database, okt20: Selection) -> None:
        shown = database.shown(okt20)
        themes = [term.code for term in database.terms("thema", [shown])]
        chosen = okt20.with_filter("thema", themes)
        name = file_name("a/b\\c: 'ë' " + "lang " * 40, chosen, database.lists(shown), "xlsx", example=True)
        assert name == f"WIR-a-b-c-e-lang-lang-lang-lang-lang-lang-la_2020-11-01_{len(themes)}-filters_voorbeeld.xlsx"
        assert len(name) <= LONGEST_NAME
