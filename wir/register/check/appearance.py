"""What a file shows in another way than it reads: hidden, struck through, merged, turned into a date or misspelled.

And what is of persons in texts. Each is said with its cell.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from openpyxl.utils.cell import coordinate_from_string

from wir.common.unseen_characters import TURNING
from wir.domain.declaration import ORIGIN, Field
from wir.register.check.background import Background
from wir.register.check.findings import Finding
from wir.register.check.leftovers import DRAGGED, SUSPECT, THE_SAME, dragged, is_ditto, leftovers
from wir.register.check.personal import addresses, names, without
from wir.register.read.cells import (
    LOOSE,
    NOTED,
    OTHER_HEAD,
    RAISED,
    SHOWN,
    SPILLED,
    SWALLOWED,
    UNSEEN,
    CellValue,
    shown,
)
from wir.register.read.reading import RawRow, RawSheet

TURNED = "Hier staan onzichtbare tekens in die de leesrichting omkeren; zij worden niet overgenomen."
HIDDEN_ROW = "Deze rij is verborgen; zij is wel gelezen."
HIDDEN_COLUMN = "Deze kolom is verborgen; zij is wel gelezen."
STRUCK = "In deze rij is een cel doorgehaald; zij is wel gelezen. Geldt de rij niet meer, sla haar dan over."
A_DATE = "Hier staat een datum in een tekstkolom; Excel maakt van 3-1 uit zichzelf een datum. Klopt dit?"
LOST_SIGNS = "Hier staan tekens die bij het opslaan verloren gingen (�); typ de tekst opnieuw."
OF_KIND = {
    UNSEEN: "Deze cel heeft een waarde die in Excel niet te zien is (kleur, notatie of samenvoeging); zij is gelezen.",
    RAISED: "Een deel staat hier hoger of lager, zoals een voetnoot; het is gelezen als gewone tekst. Klopt dit?",
    SHOWN: "De getalnotatie toont hier meer dan er in de cel staat.",
    NOTED: "Bij deze cel staat een notitie; die wordt niet gelezen. Verandert zij iets, verwerk haar dan in de cel.",
    SPILLED: "Deze regel heeft meer waarden dan de kop: een scheidingsteken in een tekst heeft alles erna verschoven.",
    SWALLOWED: "In deze tekst zitten hele regels van het register: er ontbreekt een aanhalingsteken.",
    LOOSE: "Deze rij staat ver onder de andere, na lege rijen; hoort zij nog bij het register?",
    OTHER_HEAD: "Hier begint een kop met een andere volgorde; de rijen eronder zijn gelezen als de eerste kop.",
}
MOST_BACK = 50  # rows to look back for what "idem" means
FAULTS = (SPILLED, SWALLOWED, OTHER_HEAD)
WRONG_SIGNS = "Deze tekst is met een andere codering opgeslagen dan waarmee zij is gelezen."
MERGED = "Deze cel is samengevoegd met die erboven en zelf leeg; samengevoegde cellen vullen alleen de eerste rij."
# UTF-8 that was read as cp1252, and what Mac writes for letters with an accent read as cp1252.
UTF8_READ_WRONG = re.compile(
    "[\u00c2\u00c3\u00c5\u00e2]"
    "[\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2026\u2030\u2039\u203a\u20ac\u2122]"
)
MAC_READ_WRONG = re.compile("[a-z][\u017d\u2021\u02c6\u0161\u0178]|[a-z][\u2022\u2018](?=[a-rt-z])")
ACCENTS = frozenset("éèêëïîöôüûçáàâäóòñíìúùÉÈËÏÖÜÇÁ")


def appearances(raw: RawSheet, background: Background) -> Iterator[Finding]:
    """Everything of one sheet, cell by cell."""
    yield from _hidden(raw)
    yield from _merged(raw)
    yield from _veiled(raw)
    yield from _odd(raw, background)
    yield from _dragged(raw)
    fields = {name: raw.sheet.field(name) for name in raw.columns}
    for place, row in enumerate(raw.rows):
        for name, value in row.values.items():
            field = fields[name]
            if isinstance(value, str):
                if not value.isascii():
                    yield from _signs(raw, row, field, value)
            elif isinstance(value, date) and field.kind == "tekst":
                yield _at(raw, row, field, A_DATE)
            if field.kind == "tekst":
                if name == raw.sheet.key or not isinstance(value, str) or SUSPECT.search(value):
                    yield from _left(raw, place, field, value)
                if not background.accepted and name != raw.sheet.key:
                    yield from _of_persons(raw, row, field, shown(value), background)


def _left(raw: RawSheet, place: int, field: Field, value: CellValue) -> Iterator[Finding]:
    """What nobody typed as such; of a cell that says "idem" what stands above it."""
    for message, meant in leftovers(value, field.name == raw.sheet.key):
        yield _at(raw, raw.rows[place], field, message, meant)
    if is_ditto(value):
        above = (row.values.get(field.name, "") for row in raw.rows[max(place - MOST_BACK, 0) : place][::-1])
        if meant := next((said for v in above if not is_ditto(v) and (said := shown(v))), ""):
            yield _at(raw, raw.rows[place], field, THE_SAME, meant)


def _dragged(raw: RawSheet) -> Iterator[Finding]:
    """Where Excel counted on while somebody meant to copy a date."""
    for field in (f for f in raw.sheet.fields if f.kind == "datum"):
        given = ((row, row.values.get(field.name)) for row in raw.rows)
        days = [(row.number, value) for row, value in given if isinstance(value, date)]
        first = frozenset(dragged(days))
        yield from (_at(raw, row, field, DRAGGED) for row in raw.rows if row.number in first)


def _hidden(raw: RawSheet) -> Iterator[Finding]:
    first = min(raw.columns, key=lambda name: (len(raw.columns[name]), raw.columns[name]), default="")
    for name, letter in raw.columns.items():
        if letter in raw.hidden_columns:
            header, cell = raw.sheet.field(name).header, raw.header(name)
            yield Finding("waarschuwing", raw.title, cell, header, raw.headers.get(letter, ""), HIDDEN_COLUMN)
    for row in raw.rows:
        for numbers, message in ((raw.hidden_rows, HIDDEN_ROW), (raw.struck_rows, STRUCK)):
            if row.number in numbers:
                yield _at(raw, row, raw.sheet.field(first), message)


def _odd(raw: RawSheet, background: Background) -> Iterator[Finding]:
    """The cells that show something else than they hold, or that hold what belongs elsewhere."""
    rows, names_of = {row.number: row for row in raw.rows}, {letter: name for name, letter in raw.columns.items()}
    numbers = _numbers_before(raw, background)
    for cell, kinds in raw.odd.items():
        letter, number = coordinate_from_string(cell)
        if letter not in names_of:
            continue
        field = raw.sheet.field(names_of[letter])
        for kind, said in kinds:
            # A head that is repeated is no row; it holds the name of another field.
            row = RawRow(number, {field.name: said}) if kind == OTHER_HEAD else rows.get(number)
            value = shown(row.values.get(field.name, "")) if row else ""
            if row is None or (kind in FAULTS and background.accepted):
                continue
            if kind in FAULTS:
                yield replace(_at(raw, row, field, OF_KIND[kind]), severity="fout")
            elif kind == SHOWN:
                known = field.name == raw.sheet.key and value in numbers
                if field.kind == "tekst" and value and value != said and not known:
                    yield replace(_at(raw, row, field, OF_KIND[kind], said), sure=True)
            elif value or kind == NOTED:
                yield _at(raw, row, field, OF_KIND[kind])


def _numbers_before(raw: RawSheet, background: Background) -> frozenset[str]:
    """The numbers that the register before has: what was read as it is goes on."""
    known = background.known or background.earlier
    return frozenset(str(row[raw.sheet.key]) for row in (known.of(raw.sheet) if known else None) or ())


def _veiled(raw: RawSheet) -> Iterator[Finding]:
    """Where conditional formatting may hide what a cell holds."""
    rows, names_of = {row.number: row for row in raw.rows}, {letter: name for name, letter in raw.columns.items()}
    for cell, last in raw.veiled.items():
        letter, number = coordinate_from_string(cell)
        row = rows.get(number, RawRow(number, {}))
        message = (
            f"Voorwaardelijke opmaak kan van {cell} tot en met {last} waarden onzichtbaar maken; zij zijn gelezen."
        )
        yield _at(raw, row, raw.sheet.field(names_of[letter]), message)


def _merged(raw: RawSheet) -> Iterator[Finding]:
    """The empty cells below one that they are merged with: each may have been meant to say the same."""
    names_of, rows = {letter: name for name, letter in raw.columns.items()}, {row.number: row for row in raw.rows}
    for cell, above in raw.merged.items():
        letter, number = coordinate_from_string(cell)
        if (row := rows.get(number)) and not shown(row.values.get(names_of[letter], "")):
            yield _at(raw, row, raw.sheet.field(names_of[letter]), MERGED, shown(above))


def _signs(raw: RawSheet, row: RawRow, field: Field, value: str) -> Iterator[Finding]:
    """Cells that read as something else than they hold."""
    if TURNING.search(value):
        yield _at(raw, row, field, TURNED)
    if "\ufffd" in value:
        yield _at(raw, row, field, LOST_SIGNS)
    elif UTF8_READ_WRONG.search(value) or MAC_READ_WRONG.search(value):
        said = shown(value)
        yield _at(raw, row, field, WRONG_SIGNS, _read_again(said, "utf-8") or _read_again(said, "mac_roman"))


def _read_again(text: str, encoding: str) -> str | None:
    """The text as it was saved, where that gives letters with an accent and no other strange signs."""
    try:
        again = text.encode("cp1252").decode(encoding)
    except UnicodeError:
        return None
    strange = [c for c in again if not c.isascii() and c not in ACCENTS and c not in "‘’“”–—…€"]
    return None if strange or again == text else again


def _of_persons(raw: RawSheet, row: RawRow, field: Field, text: str, background: Background) -> Iterator[Finding]:
    if field in ORIGIN:
        return
    for part, kind in addresses(text):
        if part not in background.functional:
            message = (
                f"Hier staat een {kind} dat van een persoon kan zijn; dat wordt niet opgeslagen. Haal het weg, of "
                "bevestig dat het functioneel is."
            )
            cell = raw.address(field.name, row.number)
            yield Finding("fout", raw.title, cell, field.header, text, message, without(text, part), part=part)
    for _ in names(text) if field.name in NAMED_IN else ():
        yield _at(raw, row, field, "Hier lijkt de naam van een persoon te staan; een organisatie is genoeg.")


NAMED_IN = ("contact", "omschrijving", "toelichting")


def _at(raw: RawSheet, row: RawRow, field: Field, message: str, suggestion: str | None = None) -> Finding:
    value: CellValue = row.values.get(field.name, "")
    cell = raw.address(field.name, row.number)
    return Finding("waarschuwing", raw.title, cell, field.header, shown(value), message, suggestion)
