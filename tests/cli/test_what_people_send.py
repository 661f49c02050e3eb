"""Registers as people really send them: nothing wrong goes in unseen, and what is meant is understood."""

import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.support.command_line import CORRECTS, Wir, in_dutch, in_dutch_on
from tests.support.registers import project, score, workbook
from tests.support.sheets import xlsx
from wir.domain.declaration import PROJECTS
from wir.domain.register_rows import Row
from wir.register.check.findings import Repair
from wir.store.pending_deliveries import Deliveries
from wir.store.remembered import meanings_of
from wir.store.store import Store

HEADERS = ["projectnummer", "projectnaam", "zorgkantoorregio", "hoofdrubriek", "status"]
BEFORE = ("--peildatum", "2019-01-01")
FIRST = ("--peildatum", "2021-05-01", "--door", "Jansen")
NEXT = ("--peildatum", "2021-11-01", "--door", "Jansen")


@pytest.fixture
def wir(store: Store, monkeypatch: pytest.MonkeyPatch) -> Wir:
    (store.folder / "peilingen").mkdir(parents=True)
    return in_dutch_on(store, monkeypatch)


@pytest.fixture
def full(example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    return in_dutch(example_store, tmp_path, monkeypatch)


def line(number: object = "P1", name: str = "Proef", place: str = "Zeeland", *more: object) -> list[object]:
    return [number, name, place, "Technologie", "Lopend", *more]


def sent(path: Path, lines: Sequence[Sequence[object]], *headers: str) -> Path:
    return xlsx(path, {"Projecten": [[*HEADERS, *headers], *lines]})


def rows(wir: Wir) -> tuple[Row, ...]:
    return wir.store.register_of(wir.store.peilingen()[-1]).of(PROJECTS) or ()


def numbers(wir: Wir) -> list[object]:
    return [r["projectnummer"] for r in rows(wir)]


def published(wir: Wir, path: Path, *words: str) -> tuple[Row, ...]:
    result = wir("publiceer", path, *(words or FIRST))
    assert result.exit_code == 0, result.stderr
    return rows(wir)


class TestNumbers:
    @pytest.mark.parametrize(
        "other", ["wir-002", "WIR-002\u200b", "WIR\u2011002", "WIR\u2013002", "WIR- 002", "W\u0406R-002"]
    )
    def test_one_number_in_two_spellings_is_an_error_in_both_cells(self, wir: Wir, tmp_path: Path, other: str) -> None:
        path = sent(tmp_path / "r.xlsx", [line("WIR-002"), line(other, "Nog een")])
        found = wir.json("controleer", path, *BEFORE)["bevindingen"]
        cells = {f["cel"]: f["melding"] for f in found if f["ernst"] == "fout"}
        assert cells.keys() == {"A2", "A3"}
        assert "A3" in cells["A2"]
        assert "A2" in cells["A3"]

    @pytest.mark.parametrize("other", ["wir-009", "WIR\u2013009", "WIR-9", "WIR 009", "9", 9])
    def test_another_spelling_goes_on_as_the_project_it_was_and_is_said(
        self, wir: Wir, tmp_path: Path, other: object
    ) -> None:
        published(wir, sent(tmp_path / "een.xlsx", [line("WIR-009"), line("WIR-010", "Ander")]))
        path = sent(tmp_path / "twee.xlsx", [line(other), line("WIR-010", "Ander")])
        assert (
            "A2 (projectnummer): In de vorige peiling staat dit nummer als 'WIR-009'" in wir("controleer", path).stdout
        )
        published(wir, path, *NEXT)
        assert numbers(wir) == ["WIR-009", "WIR-010"]

    def test_what_could_be_either_of_two_stays_as_it_is(self, wir: Wir, tmp_path: Path) -> None:
        published(wir, sent(tmp_path / "een.xlsx", [line("CZ-1"), line("VGZ-1", "Ander")]))
        published(wir, sent(tmp_path / "twee.xlsx", [line("CZ-1"), line("VGZ-1", "Ander"), line("1", "Nieuw")]), *NEXT)
        assert numbers(wir) == ["CZ-1", "VGZ-1", "1"]

    def test_a_new_project_with_the_name_of_one_that_vanishes_is_paired(self, wir: Wir, tmp_path: Path) -> None:
        published(
            wir, sent(tmp_path / "een.xlsx", [line("WIR-009", "Samen slimmer zorgen in Zeeland"), line("B", "Ander")])
        )
        path = sent(tmp_path / "twee.xlsx", [line("Z17", "Samen slimmer zorgen, in Zeeland"), line("B", "Ander")])
        (found,) = [f for f in wir.json("controleer", path)["bevindingen"] if f["cel"] == "A2"]
        assert "lijkt op WIR-009" in found["melding"]
        assert found["suggestie"] == "WIR-009"

    def test_a_date_in_the_place_of_a_number_is_said(self, wir: Wir, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "r.xlsx", {"Projecten": [HEADERS, line()]}, lambda book: _date_at(book, "A2"))
        (found,) = [f for f in wir.json("controleer", path, *BEFORE)["bevindingen"] if "datum" in f["melding"]]
        assert (found["cel"], found["ernst"]) == ("A2", "waarschuwing")


def _date_at(book: Workbook, cell: str) -> None:
    book.worksheets[0][cell] = date(2020, 3, 1)


class TestLoss:
    def test_every_project_that_vanishes_is_named_finished_ones_too(self, full: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [line("WIR-001")])
        said = full("controleer", path).stdout
        assert all(f"WIR-{n:03} " in said for n in range(2, 282))

    def test_a_large_loss_asks_for_its_number(self, wir: Wir, tmp_path: Path) -> None:
        lines = [line(f"P{n}", f"Project {n}") for n in range(30)]
        published(wir, sent(tmp_path / "een.xlsx", lines))
        path = sent(tmp_path / "twee.xlsx", lines[4:])
        refused = wir("publiceer", path, *NEXT)
        assert refused.exit_code == 1
        assert "4 van de 30 projecten verdwijnen" in refused.stderr
        assert wir("publiceer", path, *NEXT, "--akkoord-verlies", "5").exit_code == 1
        published(wir, path, *NEXT, "--akkoord-verlies", "4")

    def test_a_loss_within_one_theme_counts_though_the_whole_is_large(self, wir: Wir, tmp_path: Path) -> None:
        others = [[f"Q{n}", f"Ander {n}", "Zeeland", "Anders werken", "Lopend"] for n in range(60)]
        lines = [line(f"P{n}", f"Project {n}") for n in range(5)]
        published(wir, sent(tmp_path / "een.xlsx", [*lines, *others]))
        refused = wir("publiceer", sent(tmp_path / "twee.xlsx", [*lines[3:], *others]), *NEXT)
        assert "3 van de 5 projecten van Technologie verdwijnen" in refused.stderr

    def test_a_file_of_one_concessiehouder_is_offered_as_a_part(self, wir: Wir, tmp_path: Path) -> None:
        mine = [line(f"P{n}", f"Project {n}") for n in range(4)]
        theirs = [line(f"T{n}", f"Project {n}", "Twente") for n in range(4)]
        published(wir, sent(tmp_path / "een.xlsx", [*mine, *theirs]))
        path = sent(tmp_path / "twee.xlsx", mine)
        assert "deellevering: --deellevering 'CZ')" in wir("publiceer", path, *NEXT).stderr
        assert len(published(wir, path, *NEXT, "--deellevering", "CZ")) == 8

    def test_an_absent_column_is_kept_or_emptied_as_one_says(self, wir: Wir, tmp_path: Path) -> None:
        full = [line("P1", "Een", "Zeeland", 3), line("P2", "Twee", "Zeeland", 4)]
        published(wir, sent(tmp_path / "een.xlsx", full, "aantal organisaties"))
        path = sent(tmp_path / "twee.xlsx", [r[:5] for r in full])
        assert "de kolom 'aantal organisaties' ontbreekt" in wir("publiceer", path, *NEXT).stderr
        kept = published(wir, path, *NEXT, "--ontbrekend", "aantal organisaties=houden")
        assert [r["aantal_organisaties"] for r in kept] == [3, 4]
        kept = published(wir, path, *NEXT, *CORRECTS, "--ontbrekend", "alle=houden")
        assert [r["aantal_organisaties"] for r in kept] == [3, 4]
        said = wir("publiceer", path, *NEXT, *CORRECTS, "--ontbrekend", "aantal organisaties=leeg").stdout
        assert "aantal organisaties: 2 gewijzigd, alle naar (leeg)" in said


class TestWhatGoesBack:
    def test_what_was_sure_is_mended_in_the_file(self, wir: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", "n.v.t.", "1-9-20")], "impact", "startdatum")
        target = tmp_path / "terug.xlsx"
        assert wir("controleer", path, *BEFORE, "--herstel-zeker", "--opmerkingen", target).exit_code == 0
        again = wir.json("controleer", target, *BEFORE)
        assert (again["fouten"], again["bladen"]) == (0, {"Projecten": {"rijen": 1, "gelezen_als": "Projecten"}})
        (row,) = published(wir, target)
        assert (row["startdatum"], row["impact"]) == (date(2020, 9, 1), "onbekend")

    def test_a_message_is_written_for_each_concessiehouder(self, wir: Wir, tmp_path: Path) -> None:
        one = sent(tmp_path / "een.xlsx", [line("P1", "Proef", "Zeeland", "vijf")], "aantal organisaties")
        other = sent(tmp_path / "twee.xlsx", [line("P2", "Proef", "Twente", "zes")], "aantal organisaties")
        (tmp_path / "terug").mkdir()
        assert wir("controleer", one, other, *BEFORE, "--berichten", tmp_path / "terug").exit_code == 1
        names = sorted(path.name for path in (tmp_path / "terug").iterdir())
        assert names == [f"bericht_{holder}.{ending}" for holder in ("cz", "menzis") for ending in ("txt", "xlsx")]
        text = (tmp_path / "terug" / "bericht_cz.txt").read_text(encoding="utf-8")
        assert "- een.xlsx · Projecten F2 (P1 Proef), aantal organisaties: 'vijf' is geen heel aantal" in text
        assert "zes" not in text

    def test_what_was_published_already_is_said(self, wir: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [line()])
        assert "al gepubliceerd" not in wir("publiceer", path, *FIRST).stdout
        assert "Let op: precies dit was al gepubliceerd als 2021-05-01_v1." in wir("publiceer", path, *NEXT).stdout


class TestSheets:
    def test_a_hidden_sheet_never_wins(self, wir: Wir, tmp_path: Path) -> None:
        def hide(book: Workbook) -> None:
            book["Projecten"].sheet_state = "hidden"

        old, new = [HEADERS, line("P1", "OUD")], [HEADERS, line("P1", "NIEUW")]
        path = xlsx(tmp_path / "r.xlsx", {"Projecten": old, "Projecten nov 2020": new}, hide)
        assert "Blad Projecten is verborgen en wordt overgeslagen." in wir("controleer", path).stdout
        assert [r["projectnaam"] for r in published(wir, path)] == ["NIEUW"]

    def test_sheets_per_concessiehouder_are_read_together_when_named(self, wir: Wir, tmp_path: Path) -> None:
        both = {"CZ": [HEADERS, line("P1")], "VGZ": [HEADERS, line("P2", "Ander", "Waardenland")]}
        path = xlsx(tmp_path / "r.xlsx", both)
        refused = wir("controleer", path)
        assert refused.exit_code == 2
        assert "CZ en VGZ" in refused.stderr
        published(wir, path, *FIRST, "--blad", "CZ", "--blad", "VGZ")
        assert numbers(wir) == ["P1", "P2"]

    def test_a_number_on_two_sheets_names_the_other_sheet(self, wir: Wir, tmp_path: Path) -> None:
        path = xlsx(tmp_path / "r.xlsx", {"CZ": [HEADERS, line("P1")], "VGZ": [HEADERS, line("p1", "Ander")]})
        said = wir("controleer", path, "--blad", "CZ", "--blad", "VGZ").stdout
        assert "CZ!A2 (projectnummer): Staat ook in VGZ!A2" in said

    def test_several_files_are_one_delivery_with_the_hash_of_each(self, wir: Wir, tmp_path: Path) -> None:
        one, two = (
            sent(tmp_path / "cz.xlsx", [line("P1")]),
            sent(tmp_path / "vgz.xlsx", [line("P2", "Ander", "Twente")]),
        )
        assert wir("publiceer", one, two, *FIRST).exit_code == 0
        assert numbers(wir) == ["P1", "P2"]
        assert [f["naam"] for f in wir.store.peilingen()[-1].manifest.bestanden] == ["cz.xlsx", "vgz.xlsx"]

    @pytest.mark.parametrize("row", [21, 99])
    def test_a_head_far_down_is_found(self, wir: Wir, tmp_path: Path, row: int) -> None:
        notes = [[f"Toelichting regel {n}"] for n in range(1, row)]
        path = xlsx(tmp_path / "r.xlsx", {"Projecten": [*notes, HEADERS, line()]})
        assert len(published(wir, path)) == 1

    def test_a_head_that_is_not_found_can_be_pointed_at(self, wir: Wir, tmp_path: Path) -> None:
        notes = [[f"Toelichting regel {n}"] for n in range(1, 150)]
        sheets = {
            "Projecten": [*notes, HEADERS, line()],
            "Regio's": [["zorgkantoorregio", "visie", "dynamiek"], ["Zeeland", 1, 1]],
        }
        path = xlsx(tmp_path / "r.xlsx", sheets)
        refused = wir("controleer", path)
        assert refused.exit_code == 2
        assert "--kop 'Projecten=RIJ'" in refused.stderr
        assert len(published(wir, path, *FIRST, "--kop", "Projecten=150")) == 1

    @pytest.mark.parametrize(
        ("header", "field"),
        [
            ("Startdatum (dd-mm-jjjj)", "startdatum"),
            ("Aantal organisaties (n)", "aantal_organisaties"),
            ("Delen resultaten", "deelbaarheid"),
            ("Korte omschrijving", "omschrijving"),
        ],
    )
    def test_a_header_is_recognised_in_spite_of_more(self, wir: Wir, tmp_path: Path, header: str, field: str) -> None:
        value = {"startdatum": "1-2-2020", "aantal_organisaties": 3, "deelbaarheid": "Ja"}.get(field, "tekst")
        (row,) = published(wir, sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", value)], header))
        assert row[field] not in (None, "onbekend")

    def test_words_in_another_order_are_the_same_header(self, wir: Wir, tmp_path: Path) -> None:
        headers = ["projectnummer", "Naam project", *HEADERS[2:]]
        assert len(published(wir, xlsx(tmp_path / "r.xlsx", {"Projecten": [headers, line()]}))) == 1

    def test_a_header_that_is_nearly_one_is_suggested(self, wir: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", "1-2-2020")], "Strtdatum")
        assert "--kolom 'Strtdatum=startdatum'" in wir("controleer", path).stdout

    @pytest.mark.parametrize("header", ["Voornaam", "Achternaam", "GSM", "Trekker", "E-mail", "Aanspreekpunt"])
    def test_a_column_of_persons_is_named_and_not_stored(self, wir: Wir, tmp_path: Path, header: str) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", "Jan")], header)
        assert "bevat gegevens van personen" in wir("controleer", path).stdout


class TestRows:
    def test_totals_heads_and_notes_between_projects_are_left_out_and_named(self, wir: Wir, tmp_path: Path) -> None:
        lines = [
            line("P1", "Proef", "Zeeland", 3),
            ["Subtotaal CZ", None, None, None, None, 3],
            [*HEADERS, "aantal organisaties"],
            ["Projecten van andere zorgkantoren"],
            line("P2", "Ander", "Zeeland", 4),
            ["Grand Total", None, None, None, None, 7],
        ]
        path = sent(tmp_path / "r.xlsx", lines, "aantal organisaties")
        said = wir("controleer", path).stdout
        assert "rij 3 is een (sub)totaal" in said
        assert "rij 4 herhaalt de kop" in said
        assert "rij 5 is een noot of tussenkop" in said
        published(wir, path)
        assert numbers(wir) == ["P1", "P2"]

    def test_a_row_can_be_skipped_and_the_manifest_says_so(self, wir: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1"), ["begonnen"]])
        assert wir("controleer", path).exit_code == 1
        published(wir, path, *FIRST, "--sla-over", "3")
        assert wir.store.peilingen()[-1].manifest.herstellingen[0]["nieuw"] == "overgeslagen"

    @pytest.mark.parametrize(
        ("change", "cell", "said"),
        [
            (
                lambda page: page.column_dimensions.__getitem__("B").__setattr__("hidden", True),
                "B1",
                "kolom is verborgen",
            ),
            (lambda page: page.row_dimensions.__getitem__(2).__setattr__("hidden", True), "A2", "rij is verborgen"),
            (lambda page: [c.__setattr__("font", Font(strike=True)) for c in page[3]], "A3", "doorgehaald"),
            (lambda page: page["B3"].__setattr__("font", Font(strike=True)), "A3", "doorgehaald"),
            (lambda page: page.merge_cells("C2:C3"), "C3", "samengevoegd"),
        ],
    )
    def test_what_a_sheet_hides_is_said_with_its_cell(
        self, wir: Wir, tmp_path: Path, change: object, cell: str, said: str
    ) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1"), line("P2", "Ander")])
        book = load_workbook(path)
        page: Worksheet = book["Projecten"]
        assert callable(change)
        change(page)
        book.save(path)
        found = wir.json("controleer", path, *BEFORE)["bevindingen"]
        assert [f["cel"] for f in found if said in f["melding"]] == [cell]
        if said == "samengevoegd":
            assert next(f["suggestie"] for f in found if said in f["melding"]) == "Zeeland"

    def test_a_column_that_may_be_meant_too_is_said_and_can_be_pointed_at(self, wir: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", "Nog niet gestart")], "Status (mei)")
        assert "De kolom 'Status (mei)' kan ook status zijn; gelezen is kolom E." in wir("controleer", path).stdout
        (row,) = published(wir, path, *FIRST, "--kolom", "Status (mei)=status", "--kolom", "status=")
        assert row["status"] == "nog-niet-gestart"

    def test_a_heading_of_two_words_between_the_rows_is_left_aside(self, wir: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P 1"), ["Regio Utrecht"], line("P 2", "Ander")])
        assert "rij 3 is een noot of tussenkop" in wir("controleer", path).stdout
        assert len(published(wir, path)) == 2


class TestValues:
    def test_a_month_that_stands_first_makes_the_rest_of_its_column_doubtful(self, wir: Wir, tmp_path: Path) -> None:
        """Also once the cell that says so is mended."""
        spelled = ["03/04/2020", "12/31/2020", "05/05/2020", "06-07-2020"]
        lines = [line(f"P{n}", f"Proef {n}", "Zeeland", text) for n, text in enumerate(spelled)]
        path = sent(tmp_path / "r.xlsx", lines, "startdatum")
        for repaired in ((), ("--herstel-zeker",)):
            found = [f for f in wir.json("controleer", path, *BEFORE, *repaired)["bevindingen"] if f["ernst"] == "fout"]
            said = [(f["cel"], f["suggestie"]) for f in found]
            assert said == [("F2", "04-03-2020"), *([] if repaired else [("F3", "31-12-2020")])]

    @pytest.mark.parametrize(
        ("given", "meant"),
        [("ca. 5", "5"), ("12 organisaties", "12"), ("5-6", None), ("> 10", None), ("1.000", None), ("1,5", None)],
    )
    def test_a_number_in_words_is_suggested_where_there_is_one(
        self, wir: Wir, tmp_path: Path, given: str, meant: str | None
    ) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", given)], "aantal organisaties")
        (found,) = [f for f in wir.json("controleer", path, *BEFORE)["bevindingen"] if f["ernst"] == "fout"]
        assert (found["suggestie"], found["zeker"]) == (meant, False)

    @pytest.mark.parametrize(
        ("header", "given", "meant"),
        [
            ("status", "Lopend/gestopt", None),
            ("status", "Lopend, sinds mei", "Lopend"),
            ("status", "LOPEND (zie opm.)", "Lopend"),
            ("hoofdrubriek", "Technologie; Leren en verbeteren", None),
            ("hoofdrubriek", "Behandelfunctie / SOG!!", "Behandelfunctie / SOG"),
        ],
    )
    def test_of_two_values_in_a_cell_none_is_suggested(
        self, wir: Wir, tmp_path: Path, header: str, given: str, meant: str | None
    ) -> None:
        row = dict(zip(HEADERS, line(), strict=True)) | {header: given}
        path = xlsx(tmp_path / "r.xlsx", {"Projecten": [[*row], [*row.values()]]})
        found = [f["suggestie"] for f in wir.json("controleer", path, *BEFORE)["bevindingen"] if f["ernst"] == "fout"]
        assert found == ([] if given.endswith("!!") else [meant])

    @pytest.mark.parametrize(
        "contact", ["p.pietersen [at] zorg.nl", "612345678", "6 1234 5678", "mailto:p.pietersen@zorg.nl"]
    )
    def test_an_address_in_disguise_is_one(self, wir: Wir, tmp_path: Path, contact: str) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", contact)], "contact")
        (found,) = [f for f in wir.json("controleer", path, *BEFORE)["bevindingen"] if f["ernst"] == "fout"]
        assert (found["cel"], found["suggestie"]) == ("F2", "")

    def test_dates_are_read_or_repaired_at_once(self, wir: Wir, tmp_path: Path) -> None:
        spelled = ["2020-09-01 00:00:00", "2020-09-01T00:00:00", "1-9-20", "1.9.2020", "1 september 2020", "sept 2020"]
        days = [*spelled, "44075", 44075, "01/09/2020"]
        lines = [line(f"P{n}", f"Project {n}", "Zeeland", day) for n, day in enumerate(days)]
        path = sent(tmp_path / "r.xlsx", lines, "startdatum")
        assert wir("controleer", path).exit_code == 1
        assert wir("controleer", path, "--herstel-zeker").exit_code == 0
        stored = published(wir, path, *FIRST, "--herstel-zeker")
        assert {str(r["startdatum"]) for r in stored} == {"2020-09-01"}

    def test_what_says_nothing_is_empty(self, wir: Wir, tmp_path: Path) -> None:
        said = ["n.v.t.", "-", "?", "\u200b", "onbekend", "geen"]
        lines = [line(f"P{n}", f"Project {n}", "Zeeland", word) for n, word in enumerate(said)]
        path = sent(tmp_path / "r.xlsx", lines, "impact")
        found = wir.json("controleer", path, *BEFORE)["bevindingen"]
        assert [(f["cel"], f["suggestie"]) for f in found if f["ernst"] == "fout"] == [
            ("F2", ""), ("F3", ""), ("F4", ""), ("F7", "")
        ]  # fmt: skip
        assert {r["impact"] for r in published(wir, path, *FIRST, "--herstel-zeker")} == {"onbekend"}

    def test_whole_numbers_with_a_comma_are_whole(self, wir: Wir, tmp_path: Path) -> None:
        lines = [line("P1", "Een", "Zeeland", "5,0"), line("P2", "Twee", "Zeeland", 4.999999999999999)]
        stored = published(wir, sent(tmp_path / "r.xlsx", lines, "aantal organisaties"))
        assert [r["aantal_organisaties"] for r in stored] == [5, 5]

    @pytest.mark.parametrize(
        "other", [unicodedata.normalize("NFD", "Café één"), "Café\u00a0één", "Ca\u00adfé één\u200b"]
    )
    def test_what_looks_the_same_changes_nothing(self, wir: Wir, tmp_path: Path, other: str) -> None:
        published(wir, sent(tmp_path / "een.xlsx", [line("P1", "Café één")]))
        said = wir("publiceer", sent(tmp_path / "twee.xlsx", [line("P1", other)]), *NEXT).stdout
        assert "0 gewijzigd, 1 ongewijzigd" in said

    def test_two_regions_in_a_cell_are_never_made_one(self, wir: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland / West-Brabant")])
        (found,) = [f for f in wir.json("controleer", path, *BEFORE)["bevindingen"] if f["ernst"] == "fout"]
        assert found["suggestie"] is None
        assert "West-Brabant, Zeeland" in found["melding"]

    def test_each_spelling_of_a_region_is_named_with_its_cells_and_a_suggestion(self, wir: Wir, tmp_path: Path) -> None:
        spelled = {"Z.O. Brabant": "Zuidoost-Brabant", "Provincie Utrecht": "Utrecht", "Gooi & Vechtstreek": "'t Gooi"}
        lines = [line(f"P{n}", f"Project {n}", place) for n, place in enumerate(spelled)]
        said = wir("controleer", sent(tmp_path / "r.xlsx", lines)).stdout
        for number, (place, meant) in enumerate(spelled.items(), start=2):
            assert (
                f"C{number} (zorgkantoorregio): Geen bekende zorgkantoorregio. Bedoelt u '{meant}'? ['{place}']" in said
            )

    def test_a_text_in_the_wrong_encoding_is_said_with_what_was_meant(self, wir: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "CafÃ© voor iedereen"), line("P2", "CafŽ voor allen")])
        found = wir.json("controleer", path, *BEFORE)["bevindingen"]
        assert [(f["cel"], f["suggestie"]) for f in found if "codering" in f["melding"]] == [
            ("B2", "Café voor iedereen"), ("B3", "Café voor allen")
        ]  # fmt: skip


class TestPersons:
    @pytest.mark.parametrize(
        "text", ["j.jansen@voorbeeld.nl", "bel 06-12345678", "BSN 111222333", "tel. +31 20 123 45 67"]
    )
    def test_what_leads_to_a_person_blocks_until_it_is_removed_or_confirmed(
        self, wir: Wir, tmp_path: Path, text: str
    ) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", text)], "contact")
        (found,) = [f for f in wir.json("controleer", path, *BEFORE)["bevindingen"] if f["ernst"] == "fout"]
        assert found["cel"] == "F2"
        part = next(p for p in ("j.jansen@voorbeeld.nl", "06-12345678", "111222333", "+31 20 123 45 67") if p in text)
        assert wir("publiceer", path, *FIRST).exit_code == 1
        published(wir, path, *FIRST, "--functioneel", part)

    @pytest.mark.parametrize("text", ["info@voorbeeld.nl", "Zorgkantoor Zeeland", "123456789", "Plan 2020-2021"])
    def test_what_is_of_no_person_is_left_alone(self, wir: Wir, tmp_path: Path, text: str) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", text)], "contact")
        assert [f for f in wir.json("controleer", path, *BEFORE)["bevindingen"] if f["cel"] == "F2"] == []

    @pytest.mark.parametrize("text", ["mw. De Wit", "J. van der Berg", "Marieke Bakker"])
    def test_what_looks_like_a_name_is_a_warning(self, wir: Wir, tmp_path: Path, text: str) -> None:
        path = sent(tmp_path / "r.xlsx", [line("P1", "Proef", "Zeeland", text)], "contact")
        (found,) = [f for f in wir.json("controleer", path, *BEFORE)["bevindingen"] if f["cel"] == "F2"]
        assert (found["ernst"], "naam van een persoon" in found["melding"]) == ("waarschuwing", True)


class TestLabels:
    @pytest.mark.parametrize(
        "label",
        [
            *("2020-11-01", "1-5-2021", "2020-11-01_v1", "geen", "2021", "1 mei 2021", "x" * 41),
            *("1e3", "0x10", "nan", "2020-W44", "2020-11-01T00:00", "2O2O-11-O1", "2020-ll-01", "ma 1-11-2020"),
            *("zondag 1 november 2020", "1e november 2020", "Nov 1, 2020"),
        ],
    )
    def test_a_label_that_means_something_else_is_refused(self, wir: Wir, tmp_path: Path, label: str) -> None:
        result = wir("publiceer", workbook(tmp_path / "r.xlsx", [project()]), *FIRST, "--label", label)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "label" in result.stderr

    @pytest.mark.parametrize(
        "label",
        ["Voorjaar", " voor\u00a0jaar ", "v\u043e\u043erjaar", "v00rjaar", "\U000e0041voorjaar", "v\u0585\u03bfrjaar"],
    )
    def test_a_label_that_looks_like_another_is_refused_also_when_put_back(
        self, wir: Wir, tmp_path: Path, label: str
    ) -> None:
        path = workbook(tmp_path / "r.xlsx", [project()], [score()])
        published(wir, path, *FIRST, "--label", "voorjaar")
        assert wir("publiceer", path, *NEXT, "--label", label).exit_code == 1
        wir("trek-in", "voorjaar", "--door", "Jansen", "--reden", "fout")
        published(wir, path, *NEXT, "--label", label)
        refused = wir("zet-terug", "2021-05-01", "--door", "Jansen", "--reden", "toch goed")
        assert (refused.exit_code, "hoort al bij 1 november 2021" in refused.stderr) == (1, True)

    @pytest.mark.parametrize("typed", ["lente", "LENTE"])
    def test_what_is_withdrawn_is_current_and_what_is_put_back_is_not(
        self, wir: Wir, tmp_path: Path, typed: str
    ) -> None:
        path, why = workbook(tmp_path / "r.xlsx", [project()], [score()]), ("--door", "Jansen", "--reden", "fout")
        published(wir, path, *NEXT, "--label", "lente")
        wir("trek-in", "lente", *why)
        published(wir, path, *FIRST, "--label", "Lente")
        assert wir("trek-in", typed, *why).stdout.startswith("Peiling 2021-05-01_v1 is ingetrokken")
        assert wir("zet-terug", "2021-05-01", *why).exit_code == 0
        wanted = "Het label Lente hoort al bij 1 mei 2021"  # of the withdrawn one, which cannot come back now
        assert wir("zet-terug", typed, *why).stderr.startswith(wanted)

    def test_of_two_that_are_withdrawn_the_one_that_is_written_so(self, wir: Wir, tmp_path: Path) -> None:
        path, why = workbook(tmp_path / "r.xlsx", [project()], [score()]), ("--door", "Jansen", "--reden", "fout")
        for peildatum, label in ((FIRST, "Lente"), (NEXT, "lente")):
            published(wir, path, *peildatum, "--label", label)
            wir("trek-in", label, *why)
        assert wir("zet-terug", "Lente", *why).stdout.startswith("Peiling 2021-05-01_v1 is teruggezet")

    def test_a_year_that_was_mistyped_is_refused(self, wir: Wir, tmp_path: Path) -> None:
        result = wir(
            "publiceer", workbook(tmp_path / "r.xlsx", [project()]), "--peildatum", "0202-11-01", "--door", "w"
        )
        assert (result.exit_code, "is te lang geleden" in result.stderr) == (1, True)

    def test_a_file_name_shows_no_reader_a_person(self, wir: Wir, tmp_path: Path) -> None:
        """The report says which file its figures came from."""
        path = workbook(tmp_path / "register J. Jansen 06-12345678.xlsx", [project()], [score()])
        published(wir, path, *FIRST)
        (manifest,) = wir.json("peilingen")
        assert manifest["bestand"] == "register (naam) (telefoonnummer).xlsx"

    def test_a_peildatum_far_ahead_is_asked(self, wir: Wir, tmp_path: Path) -> None:
        far = ("--peildatum", "2090-01-01", "--door", "Jansen")
        path = workbook(tmp_path / "r.xlsx", [project()])
        assert "meer dan een jaar vooruit" in wir("publiceer", path, *far).stderr
        published(wir, path, *far, "--ver-vooruit")


class TestRemembered:
    def test_a_value_mapped_once_is_a_sure_repair_until_forgotten(self, wir: Wir, tmp_path: Path) -> None:
        path = sent(tmp_path / "r.xlsx", [["P1", "Proef", "Zeeland", "Digitaal werken", "Lopend"]])
        deliveries = Deliveries(wir.store)
        (delivery,) = deliveries.receive([(path.name, path.read_bytes())], "iemand")
        said = Repair("Projecten", "hoofdrubriek", ("D2",), "Digitaal werken", "Technologie")
        deliveries.say(delivery.id, lambda c: replace(c, repairs=(said,)))
        assert wir("synoniemen").stdout == "hoofdrubriek: 'Digitaal werken' betekent 'Technologie'\n"
        (again,) = published(wir, path, *FIRST, "--herstel-zeker")
        assert again["thema"] == "technologie"
        assert wir("synoniemen", "--vergeet", "hoofdrubriek", "digitaal WERKEN").stdout == ""
        assert wir("controleer", path, "--herstel-zeker").exit_code == 1

    def test_two_regions_in_a_cell_are_not_remembered_as_one(self, wir: Wir, tmp_path: Path) -> None:
        said = Repair("Projecten", "zorgkantoorregio", ("C2",), "Zeeland / West-Brabant", "Zeeland")
        assert meanings_of(wir.store, [said]) == ()
