"""Which column is which field where headers are of persons, double, unknown or said by a person."""

from pathlib import Path

import pytest

from tests.support import sheets
from tests.support.registers import read_workbook
from tests.support.sheets import PROJECT_LINES, REGISTER, SCORE_LINES, Lines
from wir.domain.declaration import WIR
from wir.domain.vocabulary import normalise, regions, vocabulary
from wir.register.check.background import Background
from wir.register.check.findings import Finding
from wir.register.check.validation import check
from wir.register.read.headers import is_personal
from wir.register.read.matching import SKIP, Columns
from wir.register.read.reading import RawSheet, Reading


def projects(folder: Path, lines: Lines, columns: Columns | None = None) -> RawSheet:
    return read_workbook(sheets.xlsx(folder / "register.xlsx", {"Projecten": lines}), columns).sheets[0]


def with_headers(changes: dict[int, str], *more: str) -> Lines:
    """The projects with other headers at some indexes, and more columns behind."""
    headers = [changes.get(n, header) for n, header in enumerate(PROJECT_LINES[0])]
    return [[*headers, *more], *([*line, *(f"x{n}" for n in range(len(more)))] for line in PROJECT_LINES[1:])]


def errors(reading: Reading) -> tuple[Finding, ...]:
    return check(reading.sheets, Background(vocabulary(), regions())).errors


PERSONAL = (
    "E-mailadres contactpersoon",
    "Telefoonnummer projectleider",
    "Projectleiders",
    "Projectleider 1",
    "Emailadres projectleider",
    "Tel. contactpersoon",
    "Mobiele telefoon",
    "E-mail 1",
    "Projectmanager",
    "Coördinator",
    "Tel. nr. 2",
    "BSN",
    "Adres",
    "V\u03bf\u03bfrnaam",
    "Familienaam",
    "Contact pers.",
    "Mob. nr.",
    "Directeur",
    "Last name",
    "WhatsApp",
    "Leeftijd",
    "IBAN",
)


@pytest.mark.parametrize("header", PERSONAL)
def test_a_column_of_persons_is_never_a_field_and_shows_no_samples(tmp_path: Path, header: str) -> None:
    said = {normalise(header): "contact"}
    read = projects(tmp_path, [[*PROJECT_LINES[0], header], [*PROJECT_LINES[1], "Jan Jansen"]], said)
    (column,) = read.left_over
    assert (column.header, column.is_personal, column.samples) == (header, True, ())
    assert "contact" not in read.columns
    assert "Jan Jansen" not in repr(read)


def test_no_header_of_ours_is_of_persons() -> None:
    ours = [h for s in WIR.sheets for f in s.fields for h in (f.header, f.name, *f.synonyms)]
    assert [h for h in (*ours, "Telling", "06-2020", "Snelheid van de website") if is_personal(h)] == []


def test_what_is_said_of_one_sheet_leaves_the_other_as_it_was(tmp_path: Path) -> None:
    said = {"hoofdrubriek": "afspraken", "zorgkantoorregio": "projectnaam", "status": SKIP}
    path = sheets.xlsx(tmp_path / "register.xlsx", REGISTER)
    first, second = read_workbook(path, said).sheets
    assert [f.name for f in first.missing] == ["zorgkantoorregio", "status"]
    assert (second.columns["zorgkantoorregio"], second.missing) == ("A", ())


def test_a_header_of_signs_means_nothing(tmp_path: Path) -> None:
    read = projects(tmp_path, with_headers({}, "#", "?"), {"": "omschrijving"})
    assert [c.header for c in read.left_over] == ["#", "?"]
    assert (read.doubled, "omschrijving" in read.columns) == ((), False)


def test_its_own_header_goes_before_a_synonym(tmp_path: Path) -> None:
    read = projects(tmp_path, [["Nr", *PROJECT_LINES[0], "ID"], ["1", *PROJECT_LINES[1], "x"]])
    assert (read.columns["projectnummer"], read.rows[0].values["projectnummer"], read.doubled) == ("B", "P1", ())
    assert [c.letter for c in read.left_over] == ["A", "L"]


@pytest.mark.parametrize(
    ("lines", "said", "cell", "message"),
    [
        (
            with_headers({0: "Nr"}, "Project-\nnr"),
            {},
            "K1",
            "De kolommen 'Nr' (A1) en 'Project- nr' (K1) zijn allebei projectnummer; laat er een staan.",
        ),
        (
            with_headers({}, "Stand"),
            {"stand": "status"},
            "K1",
            "De kolommen 'status' (J1) en 'Stand' (K1) zijn allebei status; laat er een staan.",
        ),
    ],
)
def test_two_equally_good_columns_are_both_named(
    tmp_path: Path, lines: Lines, said: Columns, cell: str, message: str
) -> None:
    (found,) = errors(read_workbook(sheets.xlsx(tmp_path / "register.xlsx", {"Projecten": lines}), said))
    assert (found.cell, found.message) == (cell, message)


UNKNOWN: Lines = [
    ["Stand van november"],
    [],
    ["Ref", "Benaming", "Gebied", "Onderwerp", "Fase"],
    ["P1", "Samen leren", "Twente", "Technologie", "Lopend"],
]


def test_a_named_sheet_without_a_known_column_can_be_asked_about(tmp_path: Path) -> None:
    path = sheets.xlsx(tmp_path / "register.xlsx", {"Projecten": UNKNOWN, "Leeg": []})
    reading = read_workbook(path)
    (read,) = reading.sheets
    required = ["projectnummer", "projectnaam", "zorgkantoorregio", "thema", "status"]
    assert (read.header_row, read.columns, [f.name for f in read.missing]) == (3, {}, required)
    assert [c.header for c in read.left_over] == UNKNOWN[2]
    assert [f.message for f in errors(reading)] == [
        f"De verplichte kolom '{read.sheet.field(n).header}' ontbreekt." for n in required
    ]
    said = dict(zip(("ref", "benaming", "gebied", "onderwerp", "fase"), required, strict=True))
    assert errors(read_workbook(path, said)) == ()


def test_a_name_alone_does_not_take_the_place_of_known_columns(tmp_path: Path) -> None:
    path = sheets.xlsx(tmp_path / "register.xlsx", {"Regio's": UNKNOWN, "Blad2": SCORE_LINES, "Projecten": []})
    reading = read_workbook(path)
    assert ([s.title for s in reading.sheets], reading.skipped) == (["Blad2"], ("Regio's", "Projecten"))
