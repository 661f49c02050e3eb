"""What differs between two registers: numbers that add up, round trips without a difference, corrected figures."""

import shutil
import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from wir.catalogue import Catalogue
from wir.database import Database
from wir.export.differences import to_json, to_text
from wir.paths import DATA
from wir.peiling import Announcement, Peiling
from wir.register.diff import KEYS, NOT_COMPARED, compare
from wir.register.fields import AREA, HOLDER, PROJECTS, REGIONS, SUBAREA, Field, Sheet
from wir.register.model import Register, Row
from wir.register.template import template_of
from wir.register.validation import read_register
from wir.store import Store
from wir.tables.changes import beside, errata, national
from wir.vocabulary import UNKNOWN, regions, vocabulary

OKTOBER = date(2020, 11, 1)
LISTS = (vocabulary(), regions())
LAWS = settings(deadline=None, max_examples=40)
# What a cell of Excel can hold and its reader leaves as it is: text without control characters or blank ends.
TEXT = some.text(some.characters(exclude_categories=["C"]), max_size=8).map(str.strip)


def value_of(field: Field) -> some.SearchStrategy[object]:
    """Any value that a checked register can hold in this field."""
    codes = [t.code for t in vocabulary().terms(field.lijst)] if field.lijst else []
    match field.kind:
        case "begrip":
            return some.sampled_from([c for c in codes if c != UNKNOWN or not field.required])
        case "fase":
            return some.sampled_from([None if c == UNKNOWN else int(c) for c in codes])
        case "aantal":
            return some.sampled_from([None, 1, 4, 9999])
        case "datum":
            return some.sampled_from([None, date(2019, 2, 28) if field.name == "startdatum" else OKTOBER])
        case "velden":
            return some.sampled_from([None, "alle", "concessiehouder; herkomst"])
    return TEXT.filter(bool) if field.required else TEXT.map(lambda text: text or None)


@some.composite
def rows(draw: some.DrawFn, sheet: Sheet) -> tuple[Row, ...]:
    """A few rows with keys of a small set, so that two registers have some in common."""
    codes = [p.code for p in (regions().selectable[10:16] if sheet is PROJECTS else regions().scored[9:15])]
    keys = ["P1", "P2", "007", "1e5", "-4"] if sheet is PROJECTS else codes
    found = []
    for key in draw(some.lists(some.sampled_from(keys), unique=True, max_size=4)):
        place = regions().by_code[key if sheet is REGIONS else draw(some.sampled_from(codes))]
        row = {f.name: draw(value_of(f)) for f in sheet.fields if f not in (AREA, SUBAREA, HOLDER)}
        at = {"zorgkantoorregio": place.zorgkantoorregio, "subregio": place.subregio or None, "regio": place.code}
        found.append({**row, **at, "concessiehouder": place.concessiehouder, KEYS[sheet]: key})
    return tuple(found)


REGISTERS = some.builds(Register, rows(PROJECTS), rows(REGIONS))
PARTS = some.builds(Register, some.none() | rows(PROJECTS), some.none() | rows(REGIONS))


@given(REGISTERS, REGISTERS)
@LAWS
def test_the_numbers_add_up_to_both_totals(old: Register, new: Register) -> None:
    for sheet, d in compare(old, new).items():
        assert len(d.new) + d.changed + d.unchanged == len(new.by_sheet[sheet])
        assert len(d.vanished) + d.changed + d.unchanged == len(old.by_sheet[sheet])


@given(REGISTERS, REGISTERS)
@LAWS
def test_transitions_add_up_to_the_common_rows_and_off_the_diagonal_to_the_changes(
    old: Register, new: Register
) -> None:
    for sheet, d in compare(old, new).items():
        for name in ("regio", *(f.name for f in sheet.fields if f.name not in NOT_COMPARED)):
            moves = d.transitions(name)
            assert sum(moves.values()) == d.changed + d.unchanged
            moved = sum(count for (was, becomes), count in moves.items() if was != becomes)
            assert moved == sum(c.field == name for c in d.changes)


@given(PARTS)
@LAWS
def test_a_register_does_not_differ_from_itself(register: Register) -> None:
    found = compare(register, register)
    assert list(found) == list(register.by_sheet)
    assert all(d.is_empty and d.unchanged == len(register.by_sheet[sheet]) for sheet, d in found.items())


@given(PARTS, PARTS)
@LAWS
def test_the_way_back_is_the_mirror_image(old: Register, new: Register) -> None:
    there, back = compare(old, new), compare(new, old)
    assert there.keys() == back.keys() == old.by_sheet.keys() & new.by_sheet.keys()
    for sheet, d in there.items():
        mirror = back[sheet]
        assert (d.new, d.vanished) == (mirror.vanished, mirror.new)
        assert set(d.changes) == {replace(c, old=c.new, new=c.old) for c in mirror.changes}
        assert d.transitions("regio") == {(b, a): n for (a, b), n in mirror.transitions("regio").items()}


@given(PARTS, PARTS)
@LAWS
def test_words_and_json_say_every_difference(old: Register, new: Register) -> None:
    found = compare(old, new)
    said = to_json(found, LISTS)
    for sheet, part in ((PROJECTS, said), (REGIONS, said["regios"])):
        d = found.get(sheet)
        counted = [len(part[name]) if part[name] is not None else None for name in ("nieuw", "verdwenen", "gewijzigd")]
        assert counted == ([len(d.new), len(d.vanished), len(d.changes)] if d else [None] * 3)
        if found and not d:
            assert f"{sheet.name}: niet te vergelijken" in to_text(found, LISTS)


def read_back(register: Register) -> Register:
    """The register after a round trip by the template, as a person downloads and uploads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        path.write_bytes(template_of(register, *LISTS))
        return read_register(path, *LISTS)


def announced() -> Announcement:
    return Announcement(peildatum=OKTOBER, label="okt-20", door="inkoper", bestand="register.xlsx", sha256="0" * 64)


@given(PARTS.filter(lambda register: register.by_sheet))
@settings(deadline=None, max_examples=12)
def test_a_downloaded_register_comes_back_without_a_difference(register: Register) -> None:
    again = read_back(register)
    assert again.by_sheet.keys() == register.by_sheet.keys()
    assert all(d.is_empty for d in compare(register, again).values())


@given(PARTS.filter(lambda register: register.by_sheet))
@settings(deadline=None, max_examples=15)
def test_the_store_gives_back_what_was_published(register: Register) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        stored = store.register_of(store.publish(register, announced()))
    assert stored.by_sheet.keys() == register.by_sheet.keys()
    assert all(d.is_empty for d in compare(register, stored).values())


@pytest.mark.parametrize("label", ["mrt-19", "okt-19", "mrt-20", "okt-20"])
def test_each_example_comes_back_without_a_difference(example_store: Store, label: str) -> None:
    peiling = next(p for p in example_store.peilingen() if p.label == label)
    register = example_store.register_of(peiling)
    for again in (read_back(register), read_register(peiling.folder / "ingelezen.xlsx", *LISTS)):
        found = compare(register, again)
        assert found.keys() == register.by_sheet.keys()
        assert all(d.is_empty for d in found.values())


def correct(example_store: Store, folder: Path, gone: int = 0) -> tuple[Database, Peiling, Peiling]:
    """The example with a correction of okt-20: one that ran succeeded, Twente fell to phase 3, some are gone."""
    store = Store(folder / "opslag")
    shutil.copytree(example_store.folder, store.folder)
    register = store.register_of(Catalogue(store.peilingen()).latest())
    projects = sorted(register.projects or (), key=lambda row: row["status"] != "lopend")
    projects[0] = {**projects[0], "status": "succesvol"}
    scores = tuple({**row, "afspraken": 3} if row["regio"] == "TWE" else row for row in register.scores or ())
    store.publish(Register(tuple(projects[: len(projects) - gone]), scores), announced())
    database = Database(store)
    old, new = database.catalogue.versions(OKTOBER)
    return database, old, new


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
    terms = (lists / "begrippen.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    fewer = [line for line in terms if not line.startswith("status,nog-niet-gestart")]
    (lists / "begrippen.csv").write_text("".join(fewer), encoding="utf-8")
    monkeypatch.setattr("wir.peiling_files.DATA", lists)
    found = errata(*correct(example_store, tmp_path))
    assert ("Nog niet gestart", 30, None) in [(e.row, e.old, e.new) for e in found]
