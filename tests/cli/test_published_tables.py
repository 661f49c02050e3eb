"""python -m wir tabel: what other reports published, every number of it, in each of its forms."""

import csv
import io
from pathlib import Path

import pytest

from tests.support.command_line import Wir, in_dutch
from tests.support.published import changed, dutch, rows_of
from wir.export.programmes.by_name import PUBLISHED, RECOMPUTED
from wir.store.store import Store


@pytest.fixture
def wir(example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Wir:
    return in_dutch(example_store, tmp_path, monkeypatch)


def told(wir: Wir, *words: str) -> list[dict[str, object]]:
    found = wir.json("tabel", *words)
    return [dict(zip(found["kolommen"], row, strict=True)) for row in found["rijen"]]


def number(text: str) -> float | None:
    return float(text) if text else None


@pytest.mark.parametrize(("day", "month"), [("2025-05-01", "mei 2025"), ("2025-10-31", "oktober 2025")])
def test_every_number_of_the_progress(wir: Wir, day: str, month: str) -> None:
    published = [row for row in rows_of("mgz/voortgang.csv") if row["peildatum"] == day]
    alone, both = told(wir, "voortgang", "--peildatum", day), told(wir, "voortgang")
    assert [row["Indicator"] for row in alone] == [row["indicator"] for row in published]
    together = {row["Indicator"]: row for row in both}
    for row, there in zip(published, alone, strict=True):
        wanted = (number(row["totaal"]), number(row["verandering"]))
        assert (there["Totaal"], there["(+)"]) == wanted
        shown = together[row["indicator"]]
        assert (shown[month.capitalize()], shown[f"(+) {month.removesuffix(' 2025')}"]) == wanted
    text = wir("tabel", "voortgang", "--peildatum", day).stdout
    for row in published:
        (line,) = [words for words in text.splitlines() if f"  {row['indicator']}  " in words]
        assert dutch(row["totaal"]) in line
        assert changed(row["verandering"]) in line


def test_every_number_of_the_meetings(wir: Wir) -> None:
    names = {
        "Aantal": "aantal",
        "Deelnemers": "deelnemers",
        "Ingeschreven": "inschrijvingen",
        "Cijfer": "beoordeling",
    }
    for row, there in zip(rows_of("mgz/bijeenkomsten.csv"), told(wir, "bijeenkomsten"), strict=True):
        assert [there[column] for column in names] == [number(row[field]) for field in names.values()]
        assert there["Datum"] == (row["datum"] or row["jaar"])
    loose = told(wir, "bijeenkomsten-zonder-naam")
    assert [r["Waarde"] for r in loose] == [number(r["waarde"]) for r in rows_of("mgz/bijeenkomsten_zonder_naam.csv")]


def test_every_outcome_of_2023_in_every_form(wir: Wir) -> None:
    published = {row["categorie"]: row for row in rows_of("inventarisatie/uitkomsten_2023.csv")}
    found = told(wir, "inventarisatie-2023")
    assert {row["Categorie"]: row["Regio’s"] for row in found} == {n: number(r["regios"]) for n, r in published.items()}
    sheet = list(csv.DictReader(io.StringIO(wir("tabel", "inventarisatie-2023", "--formaat", "csv").stdout)))
    assert {r["Categorie"]: (r["Regio’s"], r["Van"]) for r in sheet} == {
        name: (row["regios"], row["noemer"]) for name, row in published.items()
    }
    text = wir("tabel", "inventarisatie-2023").stdout
    assert all(name in text for name in published)
    assert "ten minste 8" in text


def test_every_pilot(wir: Wir) -> None:
    found = told(wir, "dmz-pilots")
    published = rows_of("dmz/regios_en_pilots.csv")
    assert [(r["Regio"], r["Pilot"], r["VVT-organisaties"]) for r in found] == [
        (r["dmz_regio"], r["pilot"] or "geen", number(r["vvt_organisaties"])) for r in published
    ]


@pytest.mark.parametrize("programme", ["mgz", "inventarisatie", "dmz"])
def test_each_claim_with_its_verdict(wir: Wir, programme: str) -> None:
    found = told(wir, f"narekenen-{programme}")
    published = rows_of(f"{programme}/narekenen.csv")
    assert [(r["Uitspraak"], r["Oordeel"]) for r in found] == [(r["bewering"], r["oordeel"]) for r in published]


def test_the_claims_of_january_2021_are_computed_from_the_register(wir: Wir) -> None:
    found = {row["Uitspraak"]: row for row in told(wir, "narekenen-wir")}
    assert len(found) == 32
    assert (
        found["31 plannen zijn afgerond (brief)"]["Oordeel"] == "klopt niet: is 38; 31 is alleen het succesvolle deel"
    )
    last = found["eind 2021 alle regio's de maximale processcores"]
    assert (last["Berekend"], last["Oordeel"]) == ("16", "verwachting: okt-20: 16 van 34 (47,1%)")


@pytest.mark.parametrize("form", ["tekst", "csv", "json"])
@pytest.mark.parametrize("name", [*PUBLISHED, *RECOMPUTED])
def test_each_has_every_form(wir: Wir, name: str, form: str) -> None:
    done = wir("tabel", name, "--formaat", form)
    assert done.exit_code == 0
    assert len(done.stdout.splitlines()) > 3


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("voortgang", "--peildatum", "2025-12-31"), "Van 31 december 2025 is er geen voortgangsrapportage"),
        (("voortgang", "--peildatum", "mei"), "'mei' is geen datum"),
        (("voortgang", "--regio", "TWE"), "verandert niet"),
        (("dmz-pilots", "--peildatum", "2020-11-01"), "verandert niet"),
        (("voortgangen",), "Uit andere rapporten: voortgang, bijeenkomsten"),
    ],
)
def test_what_cannot_be_is_refused_in_words(wir: Wir, words: tuple[str, ...], said: str) -> None:
    done = wir("tabel", *words)
    assert done.exit_code != 0
    assert said in done.stderr
    assert wir("tabel", "voortgang", "--peildatum", "okt-25").exit_code == 0
