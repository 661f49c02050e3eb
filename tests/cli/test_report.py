"""python -m wir rapport: the same figures as python -m wir tabel, in Word, PDF and Excel, or a clear refusal."""

import io
from pathlib import Path

import pytest
from docx import Document
from docx.text.paragraph import Paragraph
from openpyxl import load_workbook

from tests.support.command_line import Wir, in_dutch
from wir.common import numbers
from wir.export.listing import BLOCK
from wir.store.store import Store


@pytest.fixture
def wir(example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    return in_dutch(example_store, tmp_path, monkeypatch)


def sheet_rows(path: Path, name: str) -> list[list[object]]:
    """The rows of the native table on a sheet, without its header."""
    sheet = load_workbook(path)[name]
    (table,) = sheet.tables.values()
    return [[cell.value for cell in row] for row in sheet[table.ref]][1:]


@pytest.mark.parametrize(
    "options",
    [
        ("--concessiehouder", "VGZ"),
        pytest.param(("--regio", "Arnhem (hele zorgkantoorregio)"), marks=pytest.mark.full),
        pytest.param(("--thema", "Technologie"), marks=pytest.mark.full),
    ],
)
def test_the_workbook_equals_the_tables_of_the_same_selection(
    wir: Wir, tmp_path: Path, options: tuple[str, ...]
) -> None:
    path = tmp_path / "r.xlsx"
    assert wir("rapport", *options, "--uit", path).exit_code == 0
    for number in ("1", "2", "3", "4", "5", "6", "7", "8", "10", "11"):
        told = wir.json("tabel", number, *options)
        width = len(told["kolommen"])
        found = [row[:width] for row in sheet_rows(path, f"Tabel {number}")]
        # Excel keeps 15 digits of a share.
        wanted = [[pytest.approx(v) if isinstance(v, float) else v for v in row] for row in told["rijen"]]
        assert found == wanted, number
    total = wir.json("tabel", "6", *options)["rijen"][-1][-1]
    assert len(sheet_rows(path, "Projecten")) == total


def test_chapters_template_and_examples_reach_the_document(wir: Wir, tmp_path: Path) -> None:
    style = Document()
    style.sections[0].footer.paragraphs[0].text = "Onze huisstijl"
    style.save(str(tmp_path / "stijl.docx"))
    path = tmp_path / "r.docx"
    said = wir(
        *(
            "rapport",
            "--uit",
            path,
            "--hoofdstukken",
            "status, bijlage-projecten",
            "--sjabloon",
            tmp_path / "stijl.docx",
        ),
        *("--project", "WIR-002"),
    )
    assert said.stdout == f"{path}: 2 hoofdstukken, 2 tabellen.\n"
    made = Document(io.BytesIO(path.read_bytes()))
    text = "\n".join(p.text for p in made.paragraphs)
    assert "Status van de projecten" in text
    assert "Impact" not in [p.text for p in made.paragraphs if p.style and p.style.name.startswith("Heading")]
    footers = "".join(p.text for s in made.sections for p in s.footer.paragraphs)
    assert "Onze huisstijl" in footers


def test_a_pdf_is_a_pdf_and_what_is_missing_is_said(wir: Wir, tmp_path: Path) -> None:
    path = tmp_path / "r.pdf"
    said = wir("rapport", "--uit", path, "--peildatum", "okt-19")
    assert path.read_bytes().startswith(b"%PDF")
    assert "De peiling okt-19 bevat geen projecten: zonder cijfers blijven" in said.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--uit", "r.odt"], "kies een naam op .docx, .pdf of .xlsx"),
        (["--uit", "r.docx", "--hoofdstukken", "slot"], "Onbekend hoofdstuk slot"),
        (["--uit", "r.docx", "--peildatum", "2031-01-01"], "Peildatum 2031-01-01 bestaat niet"),
        (["--uit", "r.docx", "--concessiehouder", "Jansen"], "Onbekende waarde 'Jansen' voor concessiehouder"),
        (["--uit", "/nergens/r.docx"], "de map of het bestand bestaat niet"),
    ],
)
def test_what_cannot_be_made_is_refused_in_words(
    wir: Wir, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, options: list[str], message: str
) -> None:
    monkeypatch.chdir(tmp_path)
    said = wir("rapport", *options)
    assert said.exit_code == 2
    assert message in said.stderr
    assert list(tmp_path.glob("r.*")) == []


def test_a_template_only_dresses_word(wir: Wir, tmp_path: Path) -> None:
    (tmp_path / "x.docx").write_bytes(b"geen document")
    assert "werkt alleen voor Word" in wir("rapport", "--uit", "r.pdf", "--sjabloon", tmp_path / "x.docx").stderr
    refused = wir("rapport", "--uit", tmp_path / "r.docx", "--sjabloon", tmp_path / "x.docx")
    assert refused.exit_code == 2
    assert not (tmp_path / "r.docx").exists()


def word_tables(path: Path) -> dict[str, list[list[str]]]:
    """The rows of every table in a document, without its header, by the caption above it."""
    document, found, caption = Document(str(path)), {}, ""
    for part in document.iter_inner_content():
        if isinstance(part, Paragraph):
            caption = part.text or caption
        else:
            found[caption] = [[cell.text for cell in row.cells] for row in part.rows][1:]
    return found


def as_printed(value: object) -> object:
    return (
        numbers.share(value) if isinstance(value, float) else value if isinstance(value, str) else numbers.count(value)
    )  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "options",
    [
        ("--regio", "Twente"),
        pytest.param((), marks=pytest.mark.full),
        pytest.param(("--concessiehouder", "VGZ"), marks=pytest.mark.full),
        pytest.param(("--thema", "Technologie"), marks=pytest.mark.full),
    ],
)
def test_the_document_equals_the_tables_of_the_same_selection(
    wir: Wir, tmp_path: Path, options: tuple[str, ...]
) -> None:
    path = tmp_path / "r.docx"
    assert wir("rapport", *options, "--uit", path).exit_code == 0
    tables = word_tables(path)
    for number in ("1", "2", "3", "4", "5", "6", "7", "8", "10", "11", "12", "bijlage-1"):
        told = wir.json("tabel", number, *options)
        name = f"Tabel {number}: " if number[0].isdigit() else told["titel"]
        (shown,) = (rows for caption, rows in tables.items() if caption.startswith(name))
        width = len(told["kolommen"])
        own = int(told["kolommen"][0] == BLOCK)  # a document has its blocks under headings
        width -= own
        wanted = [[as_printed(value) for value in row[own:]] for row in told["rijen"]]
        assert [row[:width] for row in shown if any(row[1:width])] == wanted, number
