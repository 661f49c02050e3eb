"""The empty or filled register to type in: every column explained, with a list to choose from where there is one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import takewhile, zip_longest

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from wir.domain.declaration import AREA, SEVERAL, SUBAREA, Declaration, Field, Sheet
from wir.domain.definitions import of_list
from wir.domain.region_names import spelled
from wir.domain.register_rows import Register, in_words
from wir.domain.vocabulary import UNKNOWN, Regions, Vocabulary
from wir.register.write.workbook import DATE_FORMAT, WIDEST, Row, fill, workbook_bytes, write_cell

LISTS = "Keuzelijsten"
EXPLANATION = "Toelichting"
ROWS = 5000  # how far the dropdowns reach when fewer rows are given
EARLIEST = date(2000, 1, 1)  # a year typed as a date is a day in 1905
FILTER_BUTTON = 4  # characters of a header that its filter button covers
COMMENT_SIZE = (200, 340)

CHOOSE = "Kies een waarde uit de lijst."
CHOOSE_SEVERAL = "Kies een waarde uit de lijst, of schrijf er meer met een puntkomma ertussen."
OF_REGIONS = "regio"
HOW = {
    "tekst": "Vul vrije tekst in.",
    "velden": "Vul kolomnamen in met een puntkomma ertussen, of 'alle'.",
    "datum": f"Vul een datum in als dd-mm-jjjj, vanaf {EARLIEST:%d-%m-%Y}.",
    "aantal": "Vul een heel getal van {} of meer in.",
}
# Text stays as typed: 001 keeps its zeros and 3-4 does not become a date.
FORMATS = {"tekst": "@", "velden": "@", "datum": DATE_FORMAT}

NOTES = (
    ("elke lijst", "lege cel", "Leeg is onbekend (bij een fase: niet gescoord), niet nul."),
    (
        "elk blad",
        "persoonsgegevens",
        "Zet geen personen in het register: geen projectleider, e-mailadres of telefoonnummer van een persoon. "
        "Een organisatie of functionele mailbox mag.",
    ),
)


def empty_register(declared: Declaration) -> Register:
    """A register to fill in: every sheet, without rows."""
    return Register(dict.fromkeys(declared.sheets, ()))


def template_of(register: Register, vocabulary: Vocabulary, regions: Regions) -> bytes:
    """The template with the rows of a register, to change and bring in again; `empty_register` gives one to fill in."""
    sheets = {s: in_words(s, rows, vocabulary, regions) for s, rows in register.by_sheet.items()}
    return template_bytes(sheets, vocabulary, regions)


def template_bytes(sheets: Mapping[Sheet, Sequence[Row]], vocabulary: Vocabulary, regions: Regions) -> bytes:
    """An .xlsx with these sheets of the register and their rows, in the words of `in_words`.

    A sheet without rows is empty below its headers. The same input gives the same bytes.
    """
    lists = _lists(sheets, vocabulary, regions)
    workbook = Workbook()
    workbook.remove(workbook.worksheets[0])
    for sheet, given in sheets.items():
        rows = [_as_listed(sheet, row, vocabulary) for row in given]
        page = workbook.create_sheet(sheet.name)
        fill(page, sheet, rows)
        _guide(page, sheet, max(len(rows) + 1, ROWS), lists)
    columns = ((_list_title(name), *values) for name, values in lists.items())
    _fill_with_text(workbook.create_sheet(LISTS), list(zip_longest(*columns, fillvalue="")))
    explained = [("Lijst", "Waarde", "Betekenis"), *NOTES, *_meanings(lists)]
    _fill_with_text(workbook.create_sheet(EXPLANATION), explained)
    return workbook_bytes(workbook)


def _lists(sheets: Iterable[Sheet], vocabulary: Vocabulary, regions: Regions) -> dict[str, tuple[str, ...]]:
    """The values of every list by its name, in the order of the columns of Keuzelijsten."""
    fields = [f for sheet in sheets for f in sheet.fields]
    lists = {
        AREA.name: tuple(sorted({r.zorgkantoorregio for r in regions.selectable})),
        SUBAREA.name: tuple(sorted(_parts(sheets, regions))),
    }
    if any(f.kind == "regios" for f in fields):
        lists[OF_REGIONS] = tuple(r.naam for r in regions.selectable)
    for lijst in (f.lijst for f in fields if f.lijst):
        lists[lijst] = tuple(t.printed for t in vocabulary.terms(lijst) if t.code != UNKNOWN)
    return lists


def _parts(sheets: Iterable[Sheet], regions: Regions) -> set[str]:
    """What can stand in the column subregio of one of these sheets."""
    places = [spelled(regions, r, sheet.blank_is_whole) for sheet in sheets for r in regions.selectable]
    return {part for _, part in places} - {""}


def _list_of(field: Field) -> str:
    return OF_REGIONS if field.kind == "regios" else field.lijst or field.name


def _list_title(name: str) -> str:
    """How a list is named outside the register: never as a field, by which the reader knows a sheet."""
    return f"lijst: {name}"


def _as_listed(sheet: Sheet, row: Row, vocabulary: Vocabulary) -> Row:
    """The row with each phase as its dropdown prints it: Excel would refuse the number once it is edited."""
    numbers = ((f.name, vocabulary.find(_list_of(f), str(row.get(f.name)))) for f in sheet.fields if f.kind == "fase")
    return {**row, **{name: term.printed for name, term in numbers if term}}


def _guide(page: Worksheet, sheet: Sheet, last: int, lists: Mapping[str, Sequence[str]]) -> None:
    """Explain and guard every column down to the row `last`."""
    for number, field in enumerate(sheet.fields, start=1):
        letter = get_column_letter(number)
        values = lists.get(_list_of(field), ())
        header = page.cell(1, number)
        header.comment = _comment(field, _how(field) if values else HOW[field.kind].format(field.bounds[0]))
        column = page.column_dimensions[letter]
        longest = max(len(field.header) + FILTER_BUTTON, max(map(len, values), default=0))
        column.width = max(column.width, min(longest, WIDEST) + 2)
        column.number_format = FORMATS.get(field.kind, "General")
        for row in range(2, page.max_row + 1):
            page.cell(row, number).number_format = column.number_format
        if rule := _rule(field, lists):
            rule.add(f"{letter}2:{letter}{last}")
            page.add_data_validation(rule)
    names = takewhile(lambda field: field.name in sheet.named, sheet.fields)
    page.freeze_panes = f"{get_column_letter(len(list(names)) + 1)}2"
    page.auto_filter.ref = f"A1:{get_column_letter(len(sheet.fields))}{last}"


def _how(field: Field) -> str:
    return CHOOSE_SEVERAL if field.kind in SEVERAL else CHOOSE


def _comment(field: Field, how: str) -> Comment:
    required = "Verplicht." if field.required else "Mag leeg blijven."
    height, width = COMMENT_SIZE
    return Comment(f"{field.explanation}\n\n{required}\n{how}", "WIR-sjabloon", height, width)


def _rule(field: Field, lists: Mapping[str, Sequence[str]]) -> DataValidation | None:
    """What Excel accepts in the column of a field, or None for free text."""
    name = _list_of(field)
    if name in lists:
        letter = get_column_letter(list(lists).index(name) + 1)
        rule = DataValidation(type="list", formula1=f"{LISTS}!${letter}$2:${letter}${len(lists[name]) + 1}")
        rule.error = _how(field)
    elif field.kind == "datum":
        rule = DataValidation(type="date", operator="greaterThanOrEqual", formula1=f"DATE({EARLIEST:%Y,%m,%d})")
        rule.error = HOW[field.kind]
    elif field.kind == "aantal":
        least = field.bounds[0]
        rule = DataValidation(type="whole", operator="greaterThanOrEqual", formula1=str(least))
        rule.error = HOW[field.kind].format(least)
    else:
        return None
    # What is no value of the list may be two of them: Excel says so and lets it stand.
    rule.errorTitle, rule.errorStyle = field.header, "warning" if field.kind in SEVERAL else "stop"
    rule.allowBlank = rule.showErrorMessage = True
    return rule


def _meanings(lists: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str, str]]:
    for name in lists:
        for meant in of_list(name):
            # What explains a judgement as a whole bears the name of its column, which may not stand here.
            yield _list_title(name), "elke waarde" if meant.lijst == "oordeel" else meant.name, meant.meaning


def _fill_with_text(page: Worksheet, rows: Sequence[Sequence[str]]) -> None:
    """Write rows of text, the first as headers, in columns as wide as their text."""
    for number, row in enumerate(rows, start=1):
        for column, text in enumerate(row, start=1):
            if text:
                cell = page.cell(number, column)
                write_cell(cell, text)
                cell.font = Font(bold=number == 1)
                cell.alignment = Alignment(wrap_text=True, vertical="top")
    for column, texts in enumerate(zip(*rows, strict=True), start=1):
        page.column_dimensions[get_column_letter(column)].width = min(max(map(len, texts)), WIDEST) + 2
    page.freeze_panes = "A2"
