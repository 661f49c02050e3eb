"""What a file shows in another way than it holds is said with its cell: unseen, raised, noted, cut or left behind."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.formatting.rule import FormulaRule, IconSetRule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.registers import project
from tests.support.sheets import Lines, text_of, with_part, xlsx
from wir.register.check.findings import Finding
from wir.register.read.parsing import parse_file
from wir.register.write.annotating import annotate_apart
from wir.store.delivery import Choices, File, check_delivery

HEADERS = [
    *("projectnummer", "projectnaam", "zorgkantoorregio", "hoofdrubriek", "status"),
    *("startdatum", "aantal organisaties", "omschrijving", "contact"),
]
Change = Callable[[Worksheet], object]
WHITE, BLUE, BLACK = "FFFFFFFF", "FF154273", "FF000000"


def line(number: object = "P1", **changes: object) -> list[object]:
    usual = project(
        projectnummer=number,
        projectnaam=f"Proef {number}",
        startdatum=date(2020, 3, 9),
        aantal_organisaties=4,
        omschrijving="Wat",
    )
    return [{**usual, "contact": "Zorgkantoor", **changes}.get(header) for header in HEADERS]


def found(path: Path) -> list[Finding]:
    _, checked = check_delivery(File.of(path, parse_file(path)), Choices(), None)
    return list(checked.findings)


def said(path: Path) -> list[tuple[str, str]]:
    return [(f.cell, f.message) for f in found(path)]


def of(path: Path, lines: Lines, change: Change = lambda page: None) -> Path:
    def as_text(page: Worksheet) -> None:
        for cell in (cell for row in page for cell in row if cell.data_type == "f"):
            cell.data_type = "s"
        change(page)

    return xlsx(path / "r.xlsx", {"Projecten": [HEADERS, *lines]}, lambda book: as_text(book["Projecten"]))


def styled(cell: str, **styles: object) -> Change:
    def change(page: Worksheet) -> None:
        for name, style in styles.items():
            setattr(page[cell], name, style)

    return change


def fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


UNSEEN: dict[str, Change] = {
    "white": styled("B2", font=Font(color=WHITE)),
    "nearly white": styled("B2", font=Font(color="FFF2F2F2")),
    "white of the theme": styled("B2", font=Font(color=Color(theme=0))),
    "white of the theme, a little darker": styled("B2", font=Font(color=Color(theme=0, tint=-0.05))),
    "white of the palette": styled("B2", font=Font(color=Color(indexed=9))),
    "as its fill": styled("B2", font=Font(color=BLUE), fill=fill(BLUE)),
    "blackened": styled("B2", fill=fill(BLACK)),
    "one point high": styled("B2", font=Font(sz=1)),
    "nothing for texts": styled("B2", number_format=";;;"),
    "other words for texts": styled("B2", number_format='0;0;0;"geheim"'),
    "nothing for numbers": styled("G2", number_format=";;;@"),
    "nothing for numbers, texts are seen": styled("G2", number_format=";;"),
    "nothing below a bound": styled("G2", number_format="[<5];0"),
    "words in the place of a number": styled("G2", number_format='"veel"'),
}
SEEN: dict[str, Change] = {
    "white on blue": styled("B2", font=Font(color=WHITE), fill=fill(BLUE)),
    "grey": styled("B2", font=Font(color="FF808080")),
    "red on green of the same lightness": styled("B2", font=Font(color="FFFF0000"), fill=fill("FF00A000")),
    "on a pattern": styled("B2", font=Font(color=WHITE), fill=PatternFill("darkGrid", fgColor=BLUE)),
    "texts are shown": styled("B2", number_format=";;;@"),
    "a dash for zero": styled("G2", number_format='_-* #,##0_-;-* #,##0_-;_-* "-"??_-;_-@_-'),
    "nothing above a bound": styled("G2", number_format="[>5];0"),
    "an empty cell": styled("D9", font=Font(color=WHITE)),
}


class TestUnseen:
    @pytest.mark.parametrize("change", UNSEEN)
    def test_a_value_that_cannot_be_seen_is_said_with_its_cell(self, tmp_path: Path, change: str) -> None:
        (one,) = found(of(tmp_path, [line(), line("P2")], UNSEEN[change]))
        assert (one.severity, one.cell[1:]) == ("waarschuwing", "2")
        assert "niet te zien" in one.message

    @pytest.mark.parametrize("change", SEEN)
    def test_what_can_be_seen_is_not(self, tmp_path: Path, change: str) -> None:
        assert said(of(tmp_path, [line(), line("P2")], SEEN[change])) == []

    def test_what_lies_below_a_merged_cell_is_unseen(self, tmp_path: Path) -> None:
        path = of(tmp_path, [line(), line("P2")])
        areas = b'</sheetData><mergeCells count="1"><mergeCell ref="B2:B3"/></mergeCells>'
        with_part(path, lambda xml: xml.replace(b"</sheetData>", areas))
        ((cell, message),) = said(path)
        assert cell == "B3"
        assert "niet te zien" in message

    @pytest.mark.parametrize(
        ("area", "rule", "cell"),
        [
            ("B2:B400", FormulaRule(formula=["B2=B1"], font=Font(color=WHITE)), "B2 tot en met B3"),
            ("A1:I400", IconSetRule("3Arrows", "percent", [0, 33, 67], showValue=False), "G2 tot en met G3"),
            ("B3 H2:H3", FormulaRule(formula=["TRUE"], fill=PatternFill(bgColor=BLACK)), "B3 tot en met B3"),
        ],
    )
    def test_conditional_formatting_that_may_hide_is_said_per_column(
        self, tmp_path: Path, area: str, rule: object, cell: str
    ) -> None:
        path = of(tmp_path, [line(), line("P2")], lambda page: page.conditional_formatting.add(area, rule))
        messages = [message for _, message in said(path)]
        assert any(cell in m and "onzichtbaar maken" in m for m in messages)

    def test_conditional_formatting_that_colours_or_hides_by_a_format(self, tmp_path: Path) -> None:
        red = FormulaRule(formula=["TRUE"], font=Font(color="FFFF0000"))
        assert said(of(tmp_path, [line()], lambda page: page.conditional_formatting.add("B2:B9", red))) == []
        hiding = FormulaRule(formula=["TRUE"])
        hiding.dxf = DifferentialStyle(numFmt=_format(";;;"))
        path = of(tmp_path, [line()], lambda page: page.conditional_formatting.add("B2:B9", hiding))
        assert [cell for cell, _ in said(path)] == ["B2"]

    @pytest.mark.parametrize(
        ("change", "cell"),
        [
            (lambda page: setattr(page.row_dimensions[3], "height", 0.75), "A3"),
            (lambda page: setattr(page.column_dimensions["B"], "width", 0.1), "B1"),
        ],
    )
    def test_a_row_or_column_without_size_is_hidden(self, tmp_path: Path, change: Change, cell: str) -> None:
        ((at, message),) = said(of(tmp_path, [line(), line("P2")], change))
        assert (at, "verborgen" in message) == (cell, True)


def _format(code: str) -> NumberFormat:
    return NumberFormat(numFmtId=200, formatCode=code)


@pytest.mark.parametrize("colour", [b"FFF", b"wit", b"", b"#FFFFFF"])
def test_a_colour_that_is_none_makes_no_file_unreadable(tmp_path: Path, colour: bytes) -> None:
    path = of(tmp_path, [line()], styled("B2", font=Font(color="FF123456")))
    with_part(path, lambda xml: xml.replace(b"FF123456", colour), "xl/styles.xml")
    assert said(path) == []


class TestPartsAndNotes:
    @pytest.mark.parametrize("shared", [False, True])
    @pytest.mark.parametrize(
        ("font", "cell", "part"),
        [
            (InlineFont(strike=True), "A2", "doorgehaald"),
            (InlineFont(vertAlign="superscript"), "B2", "hoger of lager"),
            (InlineFont(vertAlign="subscript"), "B2", "hoger of lager"),
        ],
    )
    def test_a_part_of_a_text_that_is_struck_or_raised(
        self, tmp_path: Path, font: InlineFont, cell: str, part: str, shared: bool
    ) -> None:
        text = CellRichText(TextBlock(InlineFont(), "12"), TextBlock(font, "1"))
        path = of(tmp_path, [line(), line("P2")], lambda page: page.__setitem__("B2", text))
        if shared:
            _share(path)
        ((at, message),) = said(path)
        assert (at, part in message) == (cell, True)

    def test_a_note_is_not_read_and_that_is_said_but_for_our_own(self, tmp_path: Path) -> None:
        note = Comment("Dit project is gestopt", "Collega")
        path = of(tmp_path, [line(), line("P2", status="Lopent")], styled("B2", comment=note))
        (first, second) = found(path)
        assert (first.cell, "notitie" in first.message) == ("B2", True)
        back = tmp_path / "terug.xlsx"
        back.write_bytes(annotate_apart(path, (second,)))
        assert [f.cell for f in found(back) if "notitie" in f.message] == ["B2"]


def _share(path: Path) -> None:
    """The rich text as Excel keeps it: once, beside the sheets."""
    start, end = b'<c r="B2" t="inlineStr"><is>', b"</is></c>"
    taken: list[bytes] = []

    def take(xml: bytes) -> bytes:
        before, rest = xml.split(start)
        text, after = rest.split(end, 1)
        taken.append(text)
        return before + b'<c r="B2" t="s"><v>0</v></c>' + after

    with_part(path, take)
    space = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    strings = b'<sst xmlns="%s" count="1" uniqueCount="1"><si>%s</si></sst>' % (space, taken[0])
    with_part(path, lambda _: strings, "xl/sharedStrings.xml")


class TestFormats:
    @pytest.mark.parametrize(
        ("value", "code", "shown"),
        [
            (7, '"WIR-"000', "WIR-007"),
            (7, "0000", "0007"),
            (1.1, "0.00", "1,10"),
            (12345, "00-000", "12-345"),
            (7, r"\Z\-00", "Z-07"),
        ],
    )
    def test_a_number_that_is_shown_with_more_than_it_holds_is_suggested_as_shown(
        self, tmp_path: Path, value: object, code: str, shown: str
    ) -> None:
        (one,) = found(of(tmp_path, [line(value)], styled("A2", number_format=code)))
        assert (one.cell, one.suggestion, one.sure) == ("A2", shown, True)

    @pytest.mark.parametrize("code", ["0", "General", "0%", "#,##0", "dd-mm-yyyy", "@"])
    def test_other_formats_say_nothing(self, tmp_path: Path, code: str) -> None:
        path = of(tmp_path, [line("P1", omschrijving=2020)], styled("H2", number_format=code))
        assert [f.suggestion for f in found(path)] in ([], [None])


CSV: Lines = ([*HEADERS], line("P1"), line("P2"))


class TestCsv:
    def of(self, path: Path, lines: Sequence[str]) -> list[Finding]:
        path = path / "r.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        return [f for f in found(path) if f.severity == "fout"]

    def test_a_separator_in_a_text_shifts_what_follows(self, tmp_path: Path) -> None:
        head, first, second = text_of(CSV).splitlines()
        (one,) = self.of(tmp_path, [head, first.replace("Wat", "Wat; wij"), second])
        assert (one.cell, "meer waarden dan de kop" in one.message) == ("I2", True)

    def test_a_quote_that_is_not_closed_swallows_rows(self, tmp_path: Path) -> None:
        head, first, second = text_of(CSV).splitlines()
        (one,) = self.of(tmp_path, [head, first.replace(";Wat;", ';"Wat;'), second.replace(";Wat;", ';Wat";')])
        assert (one.cell, "aanhalingsteken" in one.message) == ("H2", True)

    def test_columns_beside_the_register_and_lists_in_a_text_are_neither(self, tmp_path: Path) -> None:
        wide = [[*CSV[0], None], [*line("P1", omschrijving="een; twee\ndrie; vier; vijf"), "los"], [*line("P2"), None]]
        assert self.of(tmp_path, text_of(wide).splitlines()) == []


LEFT = {
    "html": ("omschrijving", "<p>Zorg &amp; Zekerheid<br/>thuis</p>", "Zorg & Zekerheid thuis"),
    "formula": ("projectnaam", "=VERT.ZOEKEN(A2;Blad2!A:B;2;0)", None),
    "formula to another sheet": ("contact", "='Blad 2'!B7", None),
    "hashes": ("contact", "########", None),
    "cut off": ("omschrijving", "ab " * 85, None),
    "two numbers": ("projectnummer", "WIR-001 / WIR-002", None),
    "two numbers on two lines": ("projectnummer", "WIR-001\nWIR-002", None),
    "a range of numbers": ("projectnummer", "WIR-003 t/m 5", None),
    "scientific": ("projectnummer", "1,23457E+11", None),
    "too long a number": ("projectnummer", 1234567890123456789, None),
}
PLAIN = (
    "R&D; zorg & welzijn",
    "a < b",
    "+31 dagen",
    "#samen",
    "Tel mee!",
    "idem ditto zoals eerder",
    "'s-Hertogenbosch",
)


class TestLeftovers:
    @pytest.mark.parametrize("kind", LEFT)
    def test_what_nobody_typed_as_such_is_said(self, tmp_path: Path, kind: str) -> None:
        header, value, meant = LEFT[kind]
        (one,) = found(
            of(
                tmp_path,
                [line(**{"projectnaam": "Proef", "number": "P1"} | {header.replace("projectnummer", "number"): value})],
            )
        )
        assert (one.severity, one.column, one.suggestion) == ("waarschuwing", header, meant)

    @pytest.mark.parametrize("text", PLAIN)
    def test_plain_texts_are_left_alone(self, tmp_path: Path, text: str) -> None:
        assert said(of(tmp_path, [line("WIR-2020-12", projectnaam=text)])) == []

    @pytest.mark.parametrize("text", ["idem", "Id.", '"', "zie boven", "als boven", "''"])
    def test_as_above_is_suggested_to_be_written_out(self, tmp_path: Path, text: str) -> None:
        lines = [line("P1", contact="Gemeente"), line("P2", contact=text), line("P3", contact=text)]
        assert [(f.cell, f.suggestion) for f in found(of(tmp_path, lines))] == [("I3", "Gemeente"), ("I4", "Gemeente")]

    def test_days_that_count_on_are_said_once(self, tmp_path: Path) -> None:
        lines = [line(f"P{n}", startdatum=date(2020, 3, 9 + n)) for n in range(6)]
        ((cell, message),) = said(of(tmp_path, lines))
        assert (cell, "doorgetrokken" in message) == ("F2", True)
        assert said(of(tmp_path, lines[:4])) == []

    def test_rows_far_below_the_others_are_said(self, tmp_path: Path) -> None:
        blank: list[list[object]] = [[]] * 60
        assert [c for c, m in said(of(tmp_path, [line(), *blank, line("P2")])) if "ver onder" in m] == ["A63"]
        assert said(of(tmp_path, [line(), *blank[:20], line("P2")])) == []

    def test_a_head_that_is_repeated_in_another_order_is_an_error(self, tmp_path: Path) -> None:
        other = [*HEADERS[:7], "contact", "omschrijving"]
        path = of(tmp_path, [line(), other, line("P2")])
        assert [(f.severity, f.cell) for f in found(path)] == [("fout", "H3"), ("fout", "I3")]
        assert said(of(tmp_path, [line(), HEADERS, line("P2")])) == []
