"""A register with every kind of fault in a known cell, and the findings that it must give."""

from datetime import date
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from tests.support.registers import project, score, workbook
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.vocabulary import regions

HEADERS = [f.header for f in PROJECTS.fields]
SCORE_HEADERS = [f.header for f in REGIONS.fields]
# (changes to a good project, the column of the fault, severity, words in the message)
PROJECT_FAULTS: tuple[tuple[dict[str, object], str, str, str], ...] = (
    ({"projectnaam": None}, "projectnaam", "fout", "verplicht"),
    ({"projectnummer": None}, "projectnummer", "fout", "verplicht"),
    ({"hoofdrubriek": "Tegnologie"}, "hoofdrubriek", "fout", "Technologie"),
    ({"status": "Bezig"}, "status", "fout", "kies uit"),
    ({"impact": "enorm"}, "impact", "fout", "kies uit"),
    ({"delen van resultaten": "misschien"}, "delen van resultaten", "fout", "kies uit"),
    ({"opschaalbaarheid": "wereldwijd"}, "opschaalbaarheid", "fout", "kies uit"),
    ({"zorgkantoorregio": "Twentte"}, "zorgkantoorregio", "fout", "Bedoelt u 'Twente'"),
    ({"zorgkantoorregio": "Arnhem", "subregio": "Achterhoke"}, "subregio", "fout", "Bedoelt u 'Achterhoek'"),
    ({"subregio": "Enschede"}, "subregio", "fout", "geen subregio's"),
    ({"concessiehouder": "VGZ"}, "concessiehouder", "fout", "hoort bij Menzis"),
    ({"concessiehouder": "Mensis"}, "concessiehouder", "fout", "Bedoelt u 'Menzis'"),
    ({"startdatum": "volgend jaar"}, "startdatum", "fout", "geen datum"),
    ({"startdatum": "31-02-2020"}, "startdatum", "fout", "geen datum"),
    ({"startdatum": date(2020, 5, 1), "einddatum": date(2020, 4, 1)}, "einddatum", "fout", "voor de startdatum"),
    ({"aantal organisaties": 4.5}, "aantal organisaties", "fout", "'4,5' is geen heel aantal"),
    ({"aantal organisaties": "4,5"}, "aantal organisaties", "fout", "geen heel aantal"),
    ({"aantal organisaties": -3}, "aantal organisaties", "fout", "geen heel aantal"),
    ({"aantal organisaties": "veel"}, "aantal organisaties", "fout", "geen heel aantal"),
    ({"aantal organisaties": "=1+1"}, "aantal organisaties", "fout", "geen opgeslagen uitkomst"),
    ({"projectnaam": "#REF!"}, "projectnaam", "fout", "Excel-fout"),
    ({"impact": "#N/B"}, "impact", "fout", "Excel-fout"),
    ({"omschrijving": "a" * 4001}, "omschrijving", "fout", "ten hoogste 4000"),
    ({"gereconstrueerd": "kleur"}, "gereconstrueerd", "fout", "geen kolom van dit blad"),
    ({"aantal organisaties": None}, "aantal organisaties", "waarschuwing", "niet ingevuld"),
    ({"startdatum": date(2022, 1, 1)}, "startdatum", "waarschuwing", "begint pas na de peildatum"),
    (
        {"status": "Nog niet gestart", "delen van resultaten": "Ja"},
        "delen van resultaten",
        "waarschuwing",
        "niet gestart",
    ),
)
# The same for the scores, by code of the regio.
SCORE_FAULTS: dict[str, tuple[dict[str, object], str, str, str]] = {
    "ZEE": ({"afspraken": 5}, "afspraken", "fout", "kies uit"),
    "WBR": ({"visie": 0}, "visie", "fout", "kies uit"),
    "HAA": ({"dynamiek": None}, "dynamiek", "waarschuwing", "geen score voor dynamiek"),
    "TWE": ({"visie": 2}, "visie", "waarschuwing", "De fase daalt: eerder was zij fase 5"),
}
ABSENT = "GOO"
PEILDATUM = date(2021, 5, 1)
Expected = tuple[str, str, str, str]
"""Severity, sheet, cell and words of the message."""


def earlier_register(path: Path) -> Path:
    """What the faulty register follows: a project that was finished, and one that ran and then disappears."""
    rows = [_good(1, status="Afgerond, succesvol"), _good(900)]
    return workbook(path, rows, [_score(r.code) for r in regions().scored])


def faulty_register(path: Path) -> tuple[Path, list[Expected]]:
    """A register with every fault in a cell of its own, and what is to be found in it."""
    rows = [_good(1)]
    expected = [
        ("waarschuwing", "Projecten", "J2", "De status gaat terug"),
        ("waarschuwing", "Projecten", "A1", "Een project uit de vorige peiling"),
        ("waarschuwing", "Projecten", "R1", "'kleur van de map' hoort niet bij het register"),
        ("waarschuwing", "Projecten", "S1", "'E-mail' bevat gegevens van personen"),
    ]
    for changes, header, severity, words in PROJECT_FAULTS:
        rows.append({**_good(len(rows) + 1), **changes})
        expected.append((severity, "Projecten", _cell(HEADERS, header, len(rows) + 1), words))
    rows += [
        _good(100),
        _good(100, projectnaam="Nog een"),
        _good(102, projectnaam="Dubbel"),
        _good(103, projectnaam="dubbel!"),
        _good(104),
    ]
    last = len(rows) + 1
    expected += [
        ("fout", "Projecten", f"A{last - 4}", f"Staat ook in A{last - 3}"),
        ("fout", "Projecten", f"A{last - 3}", f"Staat ook in A{last - 4}"),
        ("waarschuwing", "Projecten", f"B{last - 1}", f"ook in B{last - 2}"),
        ("waarschuwing", "Projecten", f"A{last}", "verborgen"),
    ]
    scores = [_score(r.code, **SCORE_FAULTS.get(r.code, ({},))[0]) for r in regions().scored if r.code != ABSENT]
    order = [r.code for r in regions().scored if r.code != ABSENT]
    for code, (_, header, severity, words) in SCORE_FAULTS.items():
        expected.append((severity, "Regio's", _cell(SCORE_HEADERS, header, order.index(code) + 2), words))
    expected.append(("waarschuwing", "Regio's", "A1", "Een regio staat niet in dit bestand"))
    workbook(path, rows, scores)
    book = load_workbook(path)
    book["Projecten"]["R1"], book["Projecten"]["R2"] = "kleur van de map", "blauw"
    book["Projecten"]["S1"], book["Projecten"]["S2"] = "E-mail", "iemand@voorbeeld.nl"
    book["Projecten"].row_dimensions[last].hidden = True
    book.save(path)
    return path, expected


def _good(number: int, **changes: object) -> dict[str, object]:
    named = {"projectnummer": f"P{number}", "projectnaam": f"Project {number}", "aantal organisaties": 3}
    return {**project(), **named, **changes}


def _score(code: str, **changes: object) -> dict[str, object]:
    region = regions().by_code[code]
    return score(**{"zorgkantoorregio": region.zorgkantoorregio, "subregio": region.subregio, **changes})


def _cell(headers: list[str], header: str, row: int) -> str:
    return f"{get_column_letter(headers.index(header) + 1)}{row}"
