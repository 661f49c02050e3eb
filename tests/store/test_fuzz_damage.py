"""Whatever happens to a register on its way: nothing changes, or a finding names the cell, or the preview counts it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as some

from tests.support.fuzz import tried
from wir.common.errors import UnreadableRegister
from wir.domain.declaration import PROJECTS
from wir.register.check.findings import Finding
from wir.register.read.cells import NOTED, RAISED, SHOWN, UNSEEN, Cells, CellValue, Grid
from wir.store.delivery import Choices, Examined, File, examine, open_questions, publish
from wir.store.store import Store

MARCH, MAY = date(2021, 3, 1), date(2021, 5, 1)
HEADERS = [f.header for f in PROJECTS.fields if f.header not in ("herkomst", "gereconstrueerd", "subregio")]
AREAS = {"Zeeland": "CZ", "Twente": "Menzis", "Waardenland": "VGZ", "Amsterdam": "Zilveren Kruis"}
THEMES, STATES = ("Technologie", "Anders werken"), ("Lopend", "Nog niet gestart", "Succesvol")
Table = list[list[CellValue]]
Damage = Callable[[Table, int, int], Grid | None]
"""What is done to the lines of a register, with a row and a column that are drawn; None where it does not apply."""


@some.composite
def registers(draw: some.DrawFn) -> Table:
    """A head and some projects, each with a number, a name, a day and texts of its own."""
    rows: Table = [list(HEADERS)]
    for n in range(draw(some.integers(4, 12))):
        area = draw(some.sampled_from(sorted(AREAS)))
        values: dict[str, CellValue] = {
            "projectnummer": f"WIR-{n + 10:03}",
            "projectnaam": f"Café {'abcdefghijklmnop'[n]} in de wijk",
            "zorgkantoorregio": area,
            "concessiehouder": AREAS[area],
            "hoofdrubriek": draw(some.sampled_from(THEMES)),
            "startdatum": datetime(2020, draw(some.integers(1, 12)), draw(some.integers(1, 28))),
            "aantal organisaties": draw(some.integers(1, 40)),
            "status": draw(some.sampled_from(STATES)),
            "impact": "Op kleine schaal met veel betekenis",
            "delen van resultaten": "Nee, geen resultaten te delen",
            "opschaalbaarheid": "Ja, landelijk opschaalbaar",
            "omschrijving": f"Wat wij doen in {area}",
            "contact": "Zorgkantoor",
        }
        rows.append([values.get(header, "") for header in HEADERS])
    return rows


def grid(table: Sequence[Sequence[CellValue]], **seen: object) -> Grid:
    lines = {n: tuple(line) for n, line in enumerate(table, start=1) if any(v != "" for v in line)}
    return replace(Grid("Projecten", lines), **seen)  # type: ignore[arg-type]


def _set(table: Table, row: int, header: str, value: CellValue) -> Grid:
    table[row][HEADERS.index(header)] = value
    return grid(table)


def _text(table: Table, row: int, header: str, change: Callable[[str], CellValue]) -> Grid:
    return _set(table, row, header, change(str(table[row][HEADERS.index(header)])))


def _double(table: Table, row: int, spelled: Callable[[str], str]) -> Grid:
    again = list(table[row])
    again[0], again[1] = spelled(str(again[0])), "Een ander project"
    return grid([*table, again])


def _without_column(table: Table, _: int, column: int) -> Grid:
    return grid([[v for i, v in enumerate(line) if i != column] for line in table])


def _emptied(table: Table, _: int, column: int) -> Grid:
    return grid([table[0], *([v if i != column else "" for i, v in enumerate(line)] for line in table[1:])])


def _shifted(table: Table, _: int, column: int) -> Grid:
    """A column sorted apart from the others."""
    values = [line[column] for line in table[1:]]
    for line, value in zip(table[1:], [*values[1:], values[0]], strict=True):
        line[column] = value
    return grid(table)


def _merged(table: Table, row: int, column: int) -> Grid | None:
    if row + 1 >= len(table):
        return None
    table[row + 1][column] = ""
    return grid(table, merged=((row + 1, column + 1, row + 2, column + 1),))


def _odd(table: Table, row: int, header: str, kind: str, value: CellValue, said: str = "") -> Grid:
    table[row][HEADERS.index(header)] = value
    return grid(table, odd=((row + 1, HEADERS.index(header) + 1, kind, said),))


def _swapped(line: Sequence[CellValue]) -> list[CellValue]:
    *others, description, contact = line
    return [*others, contact, description]


def _spilled(table: Table, row: int) -> Grid:
    """A separator in a description."""
    *others, description, contact = table[row]
    lines = [*table[:row], [*others, "Wat wij", str(description), contact], *table[row + 1 :]]
    return grid(lines, delimiter=";", widths=tuple(map(len, lines)))


def _swallowed(table: Table, row: int) -> Grid | None:
    """A quote before a description that is closed in the next row."""
    if row + 1 >= len(table):
        return None
    *others, description, contact = table[row]
    text = f"{description};{contact}\n{';'.join(map(str, table[row + 1]))}"
    lines = [*table[:row], [*others, text, contact], *table[row + 2 :]]
    return grid(lines, delimiter=";", widths=tuple(map(len, lines)))


def _far_below(table: Table, row: int) -> Grid:
    last = list(table[row])
    last[:2] = "WIR-900", "Van een vorige keer"
    return grid([*table, *[[""] * len(HEADERS)] * 200, last])


def _dragged(table: Table) -> Grid:
    for number, line in enumerate(table[1:]):
        line[HEADERS.index("startdatum")] = datetime(2020, 1, 1 + number)
    return grid(table)


DAMAGES: dict[str, Damage] = {
    "number in other case": lambda t, r, c: _text(t, r, "projectnummer", str.lower),
    "number with another hyphen": lambda t, r, c: _text(t, r, "projectnummer", lambda s: s.replace("-", "\u2011")),
    "number with an invisible sign": lambda t, r, c: _text(t, r, "projectnummer", lambda s: f"{s}\u200b"),
    "number without its zeros": lambda t, r, c: _text(t, r, "projectnummer", lambda s: s.replace("-0", "-")),
    "number without its prefix": lambda t, r, c: _text(t, r, "projectnummer", lambda s: s[-3:]),
    "number that became a date": lambda t, r, c: _set(t, r, "projectnummer", datetime(2020, 3, 1)),
    "number twice, spelled otherwise": lambda t, r, c: _double(t, r, str.lower),
    "row that is lost": lambda t, r, c: grid([line for i, line in enumerate(t) if i != r]),
    "column that is lost": _without_column,
    "column that is emptied": _emptied,
    "column that is sorted apart": _shifted,
    "header that means nothing": lambda t, r, c: grid([[*t[0][:c], "Iets anders", *t[0][c + 1 :]], *t[1:]]),
    "text in another encoding": lambda t, r, c: _text(t, r, "projectnaam", lambda s: s.encode().decode("cp1252")),
    "text decomposed": lambda t, r, c: _text(t, r, "projectnaam", lambda s: s.replace("é", "e\u0301")),
    "text with a hard space": lambda t, r, c: _text(t, r, "projectnaam", lambda s: s.replace(" ", "\u00a0")),
    "text that became a date": lambda t, r, c: _set(t, r, "omschrijving", datetime(2020, 3, 1)),
    "date as text with two digits": lambda t, r, c: _set(t, r, "startdatum", "1-9-20"),
    "word for nothing": lambda t, r, c: _set(t, r, "impact", "n.v.t."),
    "cells that are merged": _merged,
    "row that is hidden": lambda t, r, c: grid(t, hidden_rows=frozenset({r + 1})),
    "row that is struck through": lambda t, r, c: grid(t, struck_rows=frozenset({r + 1})),
    "column that is hidden": lambda t, r, c: grid(t, hidden_columns=frozenset({c + 1})),
    "address of a person": lambda t, r, c: _set(t, r, "contact", "j.jansen@voorbeeld.nl"),
    "subtotal in between": lambda t, r, c: grid([*t[:r], ["Subtotaal CZ", *[""] * 6, 3], *t[r:]]),
    "region in other words": lambda t, r, c: _text(t, r, "zorgkantoorregio", lambda s: f"Regio {s} e.o."),
    "value of another row": lambda t, r, c: _set(t, r, "status", "Vroegtijdig gestopt"),
    "text that cannot be seen": lambda t, r, c: grid(t, odd=((r + 1, 1, UNSEEN, ""),)),
    "part of a text that is raised": lambda t, r, c: _odd(t, r, "projectnaam", RAISED, "voetnoot1"),
    "number that its format completes": lambda t, r, c: _odd(t, r, "projectnummer", SHOWN, r + 9, f"WIR-{r + 9:03}"),
    "note that nobody reads": lambda t, r, c: grid(t, odd=((r + 1, 2, NOTED, ""),)),
    "formatting that may hide": lambda t, r, c: grid(t, veiled=((2, 1, 400, len(HEADERS)),)),
    "head again in another order": lambda t, r, c: grid([*t[: r + 1], _swapped(t[0]), *map(_swapped, t[r + 1 :])]),
    "line of a csv that is cut too often": lambda t, r, c: _spilled(t, r),
    "quote of a csv that is not closed": lambda t, r, c: _swallowed(t, r),
    "row far below": lambda t, r, c: _far_below(t, r),
    "cell as the one above": lambda t, r, c: _set(t, r, "contact", "idem"),
    "formula as text": lambda t, r, c: _set(t, r, "projectnaam", "=VERT.ZOEKEN(A2;Blad2!A:B;2;0)"),
    "signs of a page": lambda t, r, c: _text(t, r, "omschrijving", lambda s: f"<p>{s} &amp; meer</p>"),
    "column too narrow": lambda t, r, c: _set(t, r, "contact", "########"),
    "several numbers in a cell": lambda t, r, c: _text(t, r, "projectnummer", lambda s: f"{s} / {s[:-1]}9"),
    "number that lost its digits": lambda t, r, c: _set(t, r, "projectnummer", 1.2345678901234567e18),
    "two regions in a cell": lambda t, r, c: _set(t, r, "zorgkantoorregio", "Zeeland / Twente"),
    "month before the day": lambda t, r, c: _set(t, r, "startdatum", "03/31/2020"),
    "thousand in English": lambda t, r, c: _set(t, r, "aantal organisaties", "1,000"),
    "two values in a cell": lambda t, r, c: _set(t, r, "status", "Lopend / Nog niet gestart"),
    "note in the place of a project": lambda t, r, c: grid([*t[:r], ["Projecten van andere kantoren"], *t[r:]]),
    "word of a person's name": lambda t, r, c: _set(t, r, "contact", "Mevrouw J. de Vries"),
    "days that count on": lambda t, r, c: _dragged(t),
    "header named twice": lambda t, r, c: grid([[*line, line[9]] for line in t]),
    "lines of text above the head": lambda t, r, c: grid([*[["Toelichting bij dit register"]] * 30, *t]),
}


def look(store: Store, found: Grid, peildatum: date = MAY) -> Examined:
    return examine(File("register.xlsx", "0" * 64, Cells((found,))), Choices(peildatum=peildatum), store)


def tables(examined: Examined) -> list[dict[str, object]]:
    return sorted(
        (dict(row) for row in examined.register.of(PROJECTS) or ()), key=lambda row: str(row["projectnummer"])
    )


def with_a_cell(findings: Sequence[Finding], known: Sequence[Finding]) -> list[Finding]:
    """What is said of cells and was not said of the register as it was."""
    before = {(f.cell, f.message) for f in known}
    return [f for f in findings if f.cell and (f.cell, f.message) not in before]


@pytest.mark.parametrize("damage", DAMAGES)
@tried(3)
@given(table=registers(), at=some.tuples(some.integers(1, 100), some.integers(0, 100)))
def test_no_damage_goes_in_unseen(
    damage: str, table: Table, at: tuple[int, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    store = Store(tmp_path_factory.mktemp("opslag"))
    publish(store, look(store, grid(table), MARCH), "test")
    whole = look(store, grid(table))
    damaged = DAMAGES[damage]([list(line) for line in table], 1 + at[0] % (len(table) - 1), at[1] % len(HEADERS))
    if damaged is None:
        return
    try:
        examined = look(store, damaged)
    except UnreadableRegister:
        return  # nothing is stored, and a sentence says why
    same = tables(examined) == tables(whole)
    named = with_a_cell(examined.checked.findings, whole.checked.findings)
    counted = any(not d.is_empty for d in examined.differences.values())
    assert same or named or counted or list(open_questions(examined))
    if examined.checked.errors:
        assert named
    else:
        # What differs in the tables is what the preview counts, row for row.
        changed = {c.key for d in examined.differences.values() for c in d.changes}
        lost = {str(r["projectnummer"]) for d in examined.differences.values() for r in d.vanished}
        new = {str(r["projectnummer"]) for d in examined.differences.values() for r in d.new}
        old_rows, new_rows = ({str(r["projectnummer"]): r for r in tables(e)} for e in (whole, examined))
        differing = {k for k in old_rows.keys() | new_rows.keys() if old_rows.get(k) != new_rows.get(k)}
        assert differing <= changed | lost | new


# What changes no value and what a reader would not expect: it has to be said.
SAID = (
    *(
        "text that cannot be seen",
        "part of a text that is raised",
        "note that nobody reads",
        "formatting that may hide",
    ),
    *("head again in another order", "line of a csv that is cut too often", "row far below", "cell as the one above"),
)


@pytest.mark.parametrize("damage", SAID)
def test_what_is_read_in_spite_of_what_is_seen_is_said(damage: str, tmp_path: Path) -> None:
    line = dict.fromkeys(HEADERS, "") | {
        "projectnummer": "WIR-010",
        "projectnaam": "Een",
        "zorgkantoorregio": "Zeeland",
    }
    line |= {
        "hoofdrubriek": "Technologie",
        "status": "Lopend",
        "omschrijving": "Wat wij doen",
        "contact": "Zorgkantoor",
    }
    table: Table = [HEADERS, *([*(line | {"projectnummer": f"WIR-01{n}"}).values()] for n in range(4))]
    store = Store(tmp_path / "opslag")
    whole, damaged = look(store, grid(table)), DAMAGES[damage]([list(row) for row in table], 2, 0)
    assert damaged is not None
    assert with_a_cell(look(store, damaged).checked.findings, whole.checked.findings)


def test_there_are_fifty_kinds_or_more() -> None:
    assert len(DAMAGES) >= 50
