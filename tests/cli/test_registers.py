"""The command line over the two other registers: templates, tables, filters, dates, and the report."""

from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.support.command_line import Wir, in_dutch
from tests.support.made_up import inventory, written
from wir.domain.declaration import Declaration
from wir.domain.inventarisatie import INVENTARISATIE, REGIOS
from wir.domain.registers import REGISTERS
from wir.domain.trajecten import TRAJECTEN
from wir.store.store import Store


@pytest.fixture
def wir(filled_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    return in_dutch(filled_store, tmp_path, monkeypatch)


@pytest.mark.parametrize("declared", [INVENTARISATIE, TRAJECTEN], ids=["inventarisatie", "trajecten"])
def test_a_template_has_its_columns_and_the_words_to_choose_from(
    wir: Wir, tmp_path: Path, declared: Declaration
) -> None:
    path = tmp_path / "leeg.xlsx"
    assert wir("sjabloon", "--register", declared.name, "--uit", path).exit_code == 0
    book = load_workbook(path)
    page = book[declared.sheets[0].name]
    assert [cell.value for cell in page[1]] == [field.header for field in declared.sheets[0].fields]
    chosen = {str(cell.value) for row in book["Keuzelijsten"].iter_rows() for cell in row}
    if declared is INVENTARISATIE:
        assert "Niveau 4: Groot en gedeeld door alle partijen" in chosen
        help_ = next(cell.comment.text for cell in page[1] if cell.value == REGIOS.field("urgentie").header)
        assert "Partijen die ontbreken" in help_
    else:
        assert {"Werd een traject", "Borging", "Niet tevreden", "10"} <= chosen


def test_tables_of_a_register_leave_the_wir_tables_alone(wir: Wir, example_store: Store) -> None:
    for number in ("inventarisatie-stappen", "trajecten-gepubliceerd"):
        said = wir("tabel", number, "--register", number.partition("-")[0])
        assert said.exit_code == 0, said.output
    alone = in_store(example_store, "tabel", "6")
    assert wir("tabel", "6").stdout == alone
    assert "Tabel inventarisatie-urgentie bestaat niet" in wir("tabel", "inventarisatie-urgentie").stderr


def in_store(store: Store, *words: str) -> str:
    """What a command says over another store."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WIR_OPSLAG", str(store.folder))
        return Wir(store)(*words).stdout


@pytest.mark.parametrize(
    ("words", "row", "values"),
    [
        (("trajecten-stand", "--register", "trajecten"), "Ondersteuningsvragen sinds start", [80, 60, 20, None, 20]),
        (
            ("trajecten-stand", "--register", "trajecten", "--peildatum", "mei-25"),
            "Ondersteuningsvragen sinds start",
            [60],
        ),
        (
            ("inventarisatie-urgentie", "--register", "inventarisatie", "--peildatum", "2023-06-01"),
            "Totaal",
            [34],
        ),
        (("inventarisatie-urgentie", "--register", "inventarisatie", "--concessiehouder", "CZ"), "Totaal", [6, 6]),
        (("inventarisatie-urgentie", "--register", "inventarisatie", "--regio", "Twente"), "Totaal", [1, 1]),
    ],
)
def test_a_table_takes_the_dates_and_filters_of_its_register(
    wir: Wir, words: tuple[str, ...], row: str, values: list[int | None]
) -> None:
    table = wir.json("tabel", *words)
    assert next(line[1:] for line in table["rijen"] if line[0] == row) == values


def test_a_day_to_count_since_is_a_day(wir: Wir) -> None:
    stand = wir.json("tabel", "trajecten-stand", "--register", "trajecten", "--sinds", "2024-11-01")
    assert "Op 1 november 2024" in stand["kolommen"]
    assert "sinds 1 november 2024" in stand["onderschrift"]
    assert (
        "Onbekende waarde" in wir("tabel", "trajecten-stand", "--register", "trajecten", "--sinds", "gisteren").stderr
    )
    late = wir("tabel", "trajecten-stand", "--register", "trajecten", "--sinds", "2026-01-01")
    assert "Kies een dag voor de peildatum" in late.stderr


def test_a_link_of_a_page_means_the_same_here(wir: Wir) -> None:
    link = "https://x/Inventarisatie_2023?peildatum=2020-11-01&inventarisatie.peildatum=2023-06-01&regio=TWE&schaal=ambitie"
    table = wir.json("tabel", "inventarisatie-ambitie", "--register", "inventarisatie", "--link", link)
    assert (table["peildatum"], table["rijen"][-1]) == ("2023-06-01", ["Totaal", 1])


def test_it_is_checked_published_and_withdrawn(wir: Wir, tmp_path: Path) -> None:
    path = written(tmp_path / "2025-06-01.xlsx", REGIOS, [{**line, "ronde": 2025} for line in inventory(2024)])
    assert "0 fouten" in wir("controleer", path).stdout
    said = wir("publiceer", path, "--peildatum", "2025-06-01", "--door", "test")
    assert "2025-06-01_v1 (jun-25) is gepubliceerd" in said.stdout
    assert "ronde 2025" in wir("tabel", "inventarisatie-ambitie", "--register", "inventarisatie").stdout
    gone = wir("trek-in", "2025-06-01", "--register", "inventarisatie", "--door", "test", "--reden", "te vroeg")
    assert gone.exit_code == 0
    assert "ronde 2025" not in wir("tabel", "inventarisatie-ambitie", "--register", "inventarisatie").stdout


@pytest.mark.parametrize(
    ("chapter", "words", "source"),
    [
        pytest.param(
            "inventarisatie",
            "die dit in ronde 2024 invulden op niveau 4",
            "Inventarisatie, peiling 1 juni 2024",
            marks=pytest.mark.full,
        ),
        (
            "trajecten",
            "80 vragen, 55 lopende trajecten en 13 afgerond",
            "Trajectenregister, peiling 31 oktober 2025",
        ),
    ],
)
def test_the_report_has_a_chapter_for_each(wir: Wir, tmp_path: Path, chapter: str, words: str, source: str) -> None:
    path = tmp_path / "r.docx"
    assert wir("rapport", "--hoofdstukken", chapter, "--uit", path).exit_code == 0
    told = "\n".join(paragraph.text for paragraph in Document(str(path)).paragraphs)
    assert words in told
    assert source in told


def test_an_empty_register_is_a_chapter_that_says_what_is_missing(
    example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wir, path = in_dutch(example_store, tmp_path, monkeypatch), tmp_path / "r.docx"
    assert wir("rapport", "--hoofdstukken", ",".join(n for n in REGISTERS if n != "wir"), "--uit", path).exit_code == 0
    assert "Leveren kan wie de regio’s spreekt" in "\n".join(p.text for p in Document(str(path)).paragraphs)
