"""What differs between two registers: numbers that add up, round trips without a difference, corrected figures."""

import tempfile
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from tests.support.registers import read_register
from wir.common.unseen_characters import ordinary
from wir.domain.declaration import AREA, HOLDER, PROJECTS, REGIONS, SUBAREA, WIR, Field, Sheet
from wir.domain.peiling import Announcement
from wir.domain.register_differences import compare
from wir.domain.register_rows import Register, Row
from wir.domain.vocabulary import UNKNOWN, regions, vocabulary
from wir.export.differences import to_json, to_text
from wir.register.write.template import template_of
from wir.store.store import Store

OKTOBER = date(2020, 11, 1)
LISTS = (vocabulary(), regions())
ANNOUNCED = Announcement(peildatum=OKTOBER, label="okt-20", door="inkoper", bestand="register.xlsx", sha256="0" * 64)
LAWS = settings(deadline=None, max_examples=40)
# What a cell keeps as it is: no control characters (nor _x000D_, as Excel spells them), blank ends or error values, and
# each letter in the one form in which checking stores it.
CHARACTERS = some.characters(exclude_categories=["C"], exclude_characters="_#")
TEXT = some.text(CHARACTERS, max_size=8).map(lambda text: ordinary(text).strip())


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
        found.append({**row, **at, "concessiehouder": place.concessiehouder, sheet.key: key})
    return tuple(found)


REGISTERS = some.builds(Register, some.fixed_dictionaries({PROJECTS: rows(PROJECTS), REGIONS: rows(REGIONS)}))
PARTS = some.builds(
    Register.with_sheets,
    some.just(WIR.sheets),
    some.fixed_dictionaries({sheet: some.none() | rows(sheet) for sheet in WIR.sheets}),
)


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
        for name in (f.name for f in sheet.compared):
            moves = d.transitions(name)
            assert sum(moves.values()) == d.changed + d.unchanged
            moved = sum(count for (was, becomes), count in moves.items() if was != becomes)
            assert moved == [c.field for c in d.changes].count(name)


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
    said = to_json(WIR, found, LISTS)
    for sheet, part in ((PROJECTS, said), (REGIONS, said["regios"])):
        d = found.get(sheet)
        counted = [len(part[name]) if part[name] is not None else None for name in ("nieuw", "verdwenen", "gewijzigd")]
        assert counted == ([len(d.new), len(d.vanished), len(d.changes)] if d else [None] * 3)
        if found and not d:
            assert f"{sheet.name}: niet te vergelijken" in to_text(WIR, found, LISTS)


def read_back(register: Register) -> Register:
    """The register after a round trip by the template, as a person downloads and uploads it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        path.write_bytes(template_of(register, *LISTS))
        return read_register(path, *LISTS)


def check_same(register: Register, again: Register) -> None:
    assert register.by_sheet.keys() == again.by_sheet.keys()
    assert all(d.is_empty for d in compare(register, again).values())


@given(PARTS.filter(lambda register: register.by_sheet))
@settings(deadline=None, max_examples=12)
def test_a_downloaded_register_comes_back_without_a_difference(register: Register) -> None:
    """A sheet without a row counts as not delivered."""
    delivered = Register({sheet: rows for sheet, rows in register.by_sheet.items() if rows})
    check_same(delivered, read_back(register))


@given(PARTS.filter(lambda register: register.by_sheet))
@settings(deadline=None, max_examples=15)
def test_the_store_gives_back_what_was_published(register: Register) -> None:
    with tempfile.TemporaryDirectory() as folder:
        store = Store(Path(folder))
        check_same(register, store.register_of(store.publish(register, ANNOUNCED)))


@pytest.mark.parametrize(
    "label", ["okt-20", *(pytest.param(label, marks=pytest.mark.full) for label in ("mrt-19", "okt-19", "mrt-20"))]
)
def test_each_example_comes_back_without_a_difference(example_store: Store, label: str) -> None:
    peiling = next(p for p in example_store.peilingen() if p.label == label)
    register = example_store.register_of(peiling)
    """A sheet without a row counts as not delivered."""
    delivered = Register({sheet: rows for sheet, rows in register.by_sheet.items() if rows})
    check_same(delivered, read_back(register))
    check_same(register, read_register(peiling.folder / "ingelezen.xlsx", *LISTS))


def test_a_column_that_an_older_app_did_not_know_was_empty() -> None:
    old, new = (Register({PROJECTS: ({"projectnummer": "P1", **more},)}) for more in ({}, {"impact": "klein-veel"}))
    assert compare(old, new)[PROJECTS].transitions("impact") == {(None, "klein-veel"): 1}
