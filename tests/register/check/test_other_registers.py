"""What is found in a register of an inventarisatie or of trajectories, each by its cell and in a sentence."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from tests.support.made_up import inventory, looked_at, trajectories
from tests.support.sheets import xlsx
from wir.common.errors import UnreadableRegister
from wir.common.facts import facts
from wir.domain.declaration import Declaration
from wir.domain.inventarisatie import INVENTARISATIE, REGIOS, SCALES
from wir.domain.trajecten import TRAJECTEN, TRAJECTS
from wir.domain.vocabulary import UNKNOWN, regions, vocabulary
from wir.register.read.reading import find_registers, parse_apart
from wir.register.write.template import empty_register, template_of
from wir.store.delivery import Choices, File, examine
from wir.store.store import Store

FULL = dict.fromkeys(SCALES.values(), 2)
DAY = date(2025, 5, 1)
PLACE = {"ronde": 2023, "zorgkantoorregio": "Twente", "ingevuld op": date(2023, 4, 1)}
VVT, VG, GPS = (SCALES[f"samenwerking_{who}"] for who in ("vvt", "vg", "huisartsen"))
ASKED: dict[str, object] = {"trajectnummer": "T1", "naam": "Een", "zorgkantoorregio": "Twente"}
ASKED |= {"aanvraagdatum": date(2025, 1, 1)}
BEGUN = {**ASKED, "afloop van de vraag": "Werd een traject", "startdatum": date(2025, 2, 1), "fase": "Borging"}


def row(**changes: object) -> dict[str, object]:
    """A region that filled everything in, with changes; underscores stand for spaces."""
    return {**PLACE, **FULL, **{name.replace("_", " "): value for name, value in changes.items()}}


def found(store: Store, declared: Declaration, *rows: Mapping[str, object]) -> list[tuple[str, str, str]]:
    """Severity, cell and message of what is found in a file with these rows."""
    return [(f.severity, f.cell, f.said) for f in looked_at(store, declared, rows, DAY).checked.findings]


CELL = {f.header: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[k] for k, f in enumerate(REGIOS.fields)}
NUMBER = {f.header: "ABCDEFGHIJKLMNOPQRSTUVWXYZ"[k] for k, f in enumerate(TRAJECTS.fields)}


@pytest.mark.parametrize(
    ("rows", "severity", "cell", "words"),
    [
        ([row(Wachtlijsten=None)], "waarschuwing", f"{CELL['Wachtlijsten']}2", "niet ingevuld; de regio telt hier"),
        ([dict(PLACE)], "waarschuwing", f"{CELL['Formatieproblemen bij medische professies']}2", "Geen enkele schaal"),
        (
            [row(Ambitie=5)],
            "fout",
            f"{CELL['Ambitie']}2",
            "kies uit: Niveau 1: Geen of nauwelijks plannen; Niveau 2",
        ),
        ([row(zorgkantoorregio="Utopia")], "fout", "B2", "Geen bekende zorgkantoorregio."),
        ([row(), row()], "fout", "B3", "Staat ook in B2; elk komt een keer voor."),
        (
            [row(), row(zorgkantoorregio="Zeeland", ronde=2024), row(zorgkantoorregio="Zwolle")],
            "fout",
            "A3",
            "ronde 2023",
        ),
        ([row(ronde=2022)], "fout", "A2", "geen heel aantal van 2023"),
        ([row(ronde=None)], "fout", "A2", "verplicht"),
        (
            [row(zorgkantoorregio="Arnhem"), row(zorgkantoorregio="Arnhem", subregio="Food Valley")],
            "fout",
            "B3",
            "Arnhem (hele zorgkantoorregio) staat ook in dit blad; dan telt Food Valley dubbel.",
        ),
        ([{**row(), VVT: 4}], "waarschuwing", f"{CELL[VVT]}2", "hier staat ook VG 2 en huisartsen 2."),
        ([{**row(), VG: 2, VVT: 1, GPS: 3}], "waarschuwing", f"{CELL[VG]}2", "Volgens VG 2 is er geen contact"),
        ([row(gesproken_met="burgemeester")], "fout", f"{CELL['gesproken met']}2", "kies uit: Zorgkantoor;"),
    ],
)
def test_what_is_wrong_in_an_inventarisatie(
    store: Store, rows: list[dict[str, object]], severity: str, cell: str, words: str
) -> None:
    assert any(f[:2] == (severity, cell) and words in f[2] for f in found(store, INVENTARISATIE, *rows)), found(
        store, INVENTARISATIE, *rows
    )


@pytest.mark.parametrize(
    "levels", [{}, {VVT: 4, VG: 4, GPS: 4}, {VVT: 4, VG: None, GPS: None}, {VVT: 3, VG: 3, GPS: 3}, {VVT: 2, GPS: 2}]
)
def test_levels_that_go_together_are_left_alone(store: Store, levels: dict[str, object]) -> None:
    said = found(store, INVENTARISATIE, {**row(), **levels})
    assert [f for f in said if "niet ingevuld" not in f[2]] == []


def test_a_first_table_is_held_against_the_last_wir_peiling_before_it(example_store: Store) -> None:
    """Twente stood in phase 4 of samenwerkingsdynamiek on 1 November 2020."""
    matig = {**row(**{"zorgkantoorregio": "Twente"}), VVT: 1}
    (said,) = found(example_store, INVENTARISATIE, matig)
    assert said[:2] == ("waarschuwing", f"{CELL[VVT]}2")
    assert said[2].startswith("Ter controle: ")
    assert "Twente in okt-20 in fase 4" in said[2]
    assert found(example_store, INVENTARISATIE, {**matig, "ingevuld op": date(2019, 3, 1)}) == []


@pytest.mark.parametrize(
    ("area", "part", "code"),
    [
        ("Arnhem", None, "ARN-ALLE"),
        ("Rotterdam", None, "ROT-ALLE"),
        ("Rotterdam", "Rotterdam", "ROT"),
        ("Rotterdam", "Capelle / Krimpen", "CAP"),
        ("Food Valley", None, "FOO"),
        ("Twente", None, "TWE"),
    ],
)
def test_a_blank_subregio_is_the_whole_zorgkantoorregio(store: Store, area: str, part: str | None, code: str) -> None:
    examined = looked_at(store, INVENTARISATIE, [row(zorgkantoorregio=area, subregio=part)], DAY)
    assert [r["regio"] for r in examined.register.of(REGIOS) or ()] == [code]


@pytest.mark.parametrize(
    ("rows", "severity", "cell", "words"),
    [
        ([{**BEGUN, "fase": None}], "fout", f"{NUMBER['fase']}2", "dan is de fase verplicht"),
        ([{**BEGUN, "afloop van de vraag": None}], "waarschuwing", f"{NUMBER['afloop van de vraag']}2", "geen traject"),
        ([{**BEGUN, "startdatum": date(2024, 2, 1)}], "waarschuwing", f"{NUMBER['startdatum']}2", "voor de vraag"),
        ([{**BEGUN, "einddatum": date(2025, 1, 2)}], "fout", f"{NUMBER['einddatum']}2", "voor de startdatum"),
        ([{**BEGUN, "einddatum": date(2025, 4, 1)}], "waarschuwing", f"{NUMBER['fase']}2", "niet afgerond"),
        ([{**BEGUN, "fase": "Afgerond"}], "waarschuwing", f"{NUMBER['einddatum']}2", "telt het traject als lopend"),
        ([{**BEGUN, "voortgang": 11}], "fout", f"{NUMBER['voortgang']}2", "kies uit: 1; 2; 3"),
        ([{**BEGUN, "tevredenheid": "Tevreden"}], "waarschuwing", f"{NUMBER['tevredenheid']}2", "geen evaluatiedatum"),
        ([{**ASKED, "aanvraagdatum": date(2025, 5, 2)}], "fout", f"{NUMBER['aanvraagdatum']}2", "na de peildatum"),
        ([{**ASKED, "zorgkantoorregio": "Twente; Utopia"}], "fout", "C2", "Geen bekende zorgkantoorregio."),
        ([{**ASKED, "subregio": "Food Valley"}], "fout", "D2", "Geen subregio van een zorgkantoorregio in deze rij."),
        ([ASKED, ASKED], "fout", "A3", "Staat ook in A2"),
    ],
)
def test_what_is_wrong_in_a_register_of_trajectories(
    store: Store, rows: list[dict[str, object]], severity: str, cell: str, words: str
) -> None:
    said = found(store, TRAJECTEN, *rows)
    assert any(f[:2] == (severity, cell) and words in f[2] for f in said), said


@pytest.mark.parametrize(
    ("area", "part", "codes"),
    [
        ("Twente", None, ("TWE",)),
        ("Twente; Arnhem", None, ("TWE", "ARN-ALLE")),
        ("Arnhem; Twente", "Food Valley", ("FOO", "TWE")),
        ("Arnhem", "Food Valley; Achterhoek", ("FOO", "ACH")),
        ("Arnhem (Food Valley); Rotterdam", None, ("FOO", "ROT")),
    ],
)
def test_a_trajectory_may_be_of_several_regions(
    store: Store, area: str, part: str | None, codes: tuple[str, ...]
) -> None:
    examined = looked_at(store, TRAJECTEN, [{**ASKED, "zorgkantoorregio": area, "subregio": part}], DAY)
    assert [r["regio"] for r in examined.register.of(TRAJECTS) or ()] == [codes]


@pytest.mark.parametrize(
    ("declared", "lines"),
    [(INVENTARISATIE, inventory(2024)), (TRAJECTEN, trajectories(date(2025, 5, 1)))],
    ids=["inventarisatie", "trajecten"],
)
def test_a_register_comes_back_as_it_was(
    store: Store, tmp_path: Path, declared: Declaration, lines: list[dict[str, object]]
) -> None:
    sheet = declared.sheets[0]
    once = looked_at(store, declared, lines, DAY).register
    path = tmp_path / "heen.xlsx"
    path.write_bytes(template_of(once, vocabulary(), regions()))
    cells = parse_apart(path)
    assert find_registers(path.name, cells, {}) == (declared,)
    choices = Choices(peildatum=DAY, register=declared.name)
    again = examine(File.of(path, cells), choices, store).register
    assert [dict(r) for r in again.of(sheet) or ()] == [dict(r) for r in once.of(sheet) or ()]


@pytest.mark.parametrize("declared", [INVENTARISATIE, TRAJECTEN], ids=["inventarisatie", "trajecten"])
def test_the_template_has_the_columns_of_the_form(declared: Declaration, tmp_path: Path) -> None:
    path = tmp_path / "leeg.xlsx"
    path.write_bytes(template_of(empty_register(declared), vocabulary(), regions()))
    (grid,) = [g for g in parse_apart(path).grids if g.title == declared.sheets[0].name]
    assert [v for v in grid.row(1) if v] == [f.header for f in declared.sheets[0].fields]


def test_the_lists_are_those_of_the_reports() -> None:
    for row in facts("inventarisatie/instrument.csv"):
        term = vocabulary().find(row["dimensie"], row["niveau"])
        assert term is not None
        assert (term.label, term.code) == (row["omschrijving"], row["niveau"])
    for row in facts("mgz/ondersteuning_categorieen.csv"):
        terms = [t.label for t in vocabulary().terms(row["dimensie"]) if t.code != UNKNOWN]
        assert terms[int(row["volgorde"]) - 1] == row["label"]
    labels = [t.label for t in vocabulary().terms("kennisvraag") if t.code != UNKNOWN]
    assert labels == [row["onderwerp"] for row in facts("mgz/kennisvragen.csv")]


def test_a_file_without_the_sheet_says_which_columns_are_meant(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "iets.xlsx", {"Blad1": [["a", "b"], [1, 2]]})
    with pytest.raises(UnreadableRegister, match=r"iets\.xlsx") as raised:
        find_registers(path.name, parse_apart(path), {})
    assert "Inventarisatie" in str(raised.value)
