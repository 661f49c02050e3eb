"""Step 3: which of their columns is which of our fields, and what was read."""

from collections.abc import Mapping
from dataclasses import replace

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.domain.vocabulary import normalise
from wir.register.read.headers import recognise
from wir.register.read.matching import SKIP, Column
from wir.register.read.reading import RawSheet, Reading
from wir.ui.blocks.table_html import simple_table
from wir.ui.update.sheets import point_at_head
from wir.ui.update.work import AtWork
from wir.ui.view import html, label, listed, notice

NOT_TAKEN = "Niet overnemen"


def show_columns(work: AtWork, reading: Reading) -> None:
    """What was read; a required column that is missing is asked for at once."""
    st.header("3. Bladen en kolommen", anchor=False)
    parts = [
        f"Blad <b>{text(s.title)}</b>: {numbers.counted(len(s.rows), 'rij', 'rijen')} gelezen als {text(s.sheet.name)}."
        for s in reading.sheets
    ]
    if reading.skipped:
        parts.append(f"Overgeslagen: {text(', '.join(reading.skipped))}.")
    html(listed([*parts, *map(text, reading.remarks)]))
    for raw in reading.sheets:
        if raw.missing:
            named = ", ".join(f.header for f in raw.missing)
            html(notice(f"Blad {text(raw.title)}: wij vinden geen kolom voor {text(named)}. Wijs aan welke het is."))
            with st.expander(label(f"Staan de kolomkoppen van {raw.title} niet in rij {raw.header_row}?")):
                point_at_head(work, raw.title)
        _show_sheet(work, raw)


def _show_sheet(work: AtWork, raw: RawSheet) -> None:
    open_columns = [c for c in raw.left_over if c.header]
    personal = [c for c in open_columns if c.is_personal]
    said = {h: f for h, f in work.choices.columns.items() if f and f in raw.columns}
    asked = [c for c in open_columns if not c.is_personal and normalise(c.header)]
    title = f"Kolommen van {raw.title}: {len(raw.columns)} herkend, {len(asked)} niet herkend"
    with st.expander(label(title), expanded=bool(raw.missing)):
        if personal:
            html(f"<p>Niet overgenomen, want van personen: {text(', '.join(c.header for c in personal))}.</p>")
        for column in asked:
            _ask(work, raw, column)
        _show_recognised(raw)
        for header, field in said.items():
            words = label(f"Vergeet keuze: {header} is {raw.sheet.field(field).header}")
            st.button(words, key=f"vergeet_{raw.title}_{header}", on_click=_forget, args=(work, header))


def _ask(work: AtWork, raw: RawSheet, column: Column) -> None:
    """One column of theirs, with some of its values, and the fields that have no column yet."""
    taken = recognise(raw.sheet, column.header)  # another column is read as this one
    free = {f.name: f.header for f in raw.sheet.fields if f.name not in raw.columns or f == taken}
    key = f"kolom_{raw.title}_{column.letter}"
    samples = ", ".join(column.samples) or "leeg"
    # Streamlit keeps what a field calls, and with the sheet itself its rows would stay in memory.
    headers = {name: raw.headers[letter] for name, letter in raw.columns.items()}
    st.session_state[key] = SKIP
    st.selectbox(
        label(f"{column.header} (kolom {column.letter}, bijvoorbeeld: {samples[:80]})"),
        [SKIP, *free],
        key=key,
        format_func=lambda name: free.get(name, NOT_TAKEN),
        on_change=lambda: _mean(work, headers, column.header, st.session_state[key]),
    )


def _mean(work: AtWork, headers: Mapping[str, str], header: str, field: str) -> None:
    """A column that takes the place of another leaves that one aside."""
    aside = {normalise(headers[field]): SKIP} if field in headers else {}
    work.change(lambda c: replace(c, columns={**c.columns, **aside, normalise(header): field}))


def _forget(work: AtWork, header: str) -> None:
    work.change(lambda c: replace(c, columns={h: f for h, f in c.columns.items() if h != header}))


def _show_recognised(raw: RawSheet) -> None:
    rows = [[text(raw.sheet.field(name).header), letter] for name, letter in raw.columns.items()]
    html(simple_table(f"Herkende kolommen van {raw.title}", ["Veld", "Kolom"], rows, words=(1,)))
