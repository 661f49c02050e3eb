"""What a correction does to the published figures: each one that changed, and totals before and after that add up."""

import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from wir.common.paths import DATA
from wir.database.database import Database
from wir.domain.catalogue import Catalogue
from wir.domain.declaration import PROJECTS, REGIONS
from wir.domain.peiling import Announcement, Peiling
from wir.domain.register_rows import Register
from wir.store.store import Store
from wir.tables.corrections import beside, errata, national

OKTOBER = date(2020, 11, 1)
ANNOUNCED = Announcement(peildatum=OKTOBER, label="okt-20", door="inkoper", bestand="register.xlsx", sha256="0" * 64)


def correct(example_store: Store, folder: Path, gone: int = 0) -> tuple[Database, Peiling, Peiling]:
    """The example with a correction of okt-20: one that ran succeeded, Twente fell to phase 3, some are gone."""
    store = Store(folder / "opslag")
    shutil.copytree(example_store.folder, store.folder)
    register = store.register_of(Catalogue(store.peilingen()).latest())
    projects = sorted(register.of(PROJECTS) or (), key=lambda row: row["status"] != "lopend")
    projects[0] = {**projects[0], "status": "succesvol"}
    scores = tuple({**row, "afspraken": 3} if row["regio"] == "TWE" else row for row in register.of(REGIONS) or ())
    store.publish(Register({PROJECTS: tuple(projects[: len(projects) - gone]), REGIONS: scores}), ANNOUNCED)
    database = Database(store)
    return database, *database.catalogue.versions(OKTOBER)


def test_errata_name_exactly_the_figures_that_changed(example_store: Store, tmp_path: Path) -> None:
    """Status is counted in table 6 alone: 244 ran and 31 had succeeded. The score of a regio is in two places."""
    found = errata(*correct(example_store, tmp_path))
    assert [(e.table, e.row, e.column, e.old, e.new) for e in found] == [
        ("tabel 1", "Fase 3: Plan van aanpak", "okt-20", 2, 3),
        ("tabel 1", "Fase 4: Implementatiefase", "okt-20", 32, 31),
        ("tabel 6", "Afgerond en succesvol verlopen", "okt-20", 31, 32),
        ("tabel 6", "Lopend", "okt-20", 244, 243),
        ("bijlage 1", "Twente", "Afspraken / Convenanten", 4, 3),
    ]


def test_before_and_after_add_up_to_their_totals(example_store: Store, tmp_path: Path) -> None:
    database, old, new = correct(example_store, tmp_path, gone=2)
    for number in ("1", "2", "3", "4", "5", "6", "8", "10", "11"):
        *parts, total = beside(*(national(database, p, number) for p in (old, new)))
        assert (total.kind, total.old, total.new) == ("totaal", *((34, 34) if number in "123" else (318, 316)))
        assert [sum(p.old or 0 for p in parts), sum(p.new or 0 for p in parts)] == [total.old, total.new]


def test_a_figure_that_only_the_older_version_has_is_an_erratum_too(
    example_store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lists = shutil.copytree(DATA, tmp_path / "data", ignore=shutil.ignore_patterns("opslag", "voorbeeld"))
    terms = (DATA / "begrippen.csv").read_text(encoding="utf-8")
    (lists / "begrippen.csv").write_text(re.sub(r"status,nog-niet-gestart.*\n", "", terms), encoding="utf-8")
    monkeypatch.setattr("wir.store.peiling_files.DATA", lists)
    found = errata(*correct(example_store, tmp_path))
    assert ("Nog niet gestart", 30, None) in [(e.row, e.old, e.new) for e in found]
