"""Mending in the page: cells to type in, rows to skip, and what is asked of columns that the file lacks."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pandas as pd
import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.domain.declaration import AREA
from wir.domain.vocabulary import regions, vocabulary
from wir.register.check.findings import Finding, Folded, Repair, repair_of, sure_repairs
from wir.store.delivery import EMPTY, KEEP, Absent, Examined
from wir.ui.update.work import AtWork
from wir.ui.view import html, label, notice

MOST_CELLS = 200
ANSWERS = {KEEP: "Houd wat er stond", EMPTY: "Maak leeg"}
OLD, NEW, SKIP = "Waarde", "Wordt", "Sla rij over"


def show_absent(work: AtWork, examined: Examined) -> None:
    """What becomes of each column that the peiling before has and the file has not: to be answered."""
    if len(examined.unanswered) > 1:
        words = f"Houd in alle {len(examined.unanswered)} kolommen wat er stond"
        st.button(words, key="houd_alles", on_click=_keep_all, args=(work, examined.unanswered))
    for absent in examined.absent:
        key = f"ontbreekt_{absent.name}"
        st.session_state[key] = work.choices.absent.get(absent.name)
        times = numbers.counted(absent.times, "waarde", "waarden")
        st.radio(
            label(f"De kolom {absent.field.header} ontbreekt; de peiling ervoor had er {times}. Wat geldt er?"),
            list(ANSWERS),
            index=None,
            key=key,
            format_func=ANSWERS.__getitem__,
            horizontal=True,
            on_change=_answer,
            args=(work, absent.name, key),
        )


def _keep_all(work: AtWork, absent: Sequence[Absent]) -> None:
    work.change(lambda c: replace(c, absent={**c.absent, **{a.name: KEEP for a in absent}}))


def _answer(work: AtWork, name: str, key: str) -> None:
    work.change(lambda c: replace(c, absent={**c.absent, name: st.session_state[key]}))


def show_mending(work: AtWork, findings: Sequence[Finding], groups: Sequence[Folded]) -> None:
    """One button for all that is sure, one for all that is meant in a column, and the cells themselves."""
    sure = sure_repairs(findings)
    if sure:
        cells = sum(len(repair.cells) for repair in sure)
        words = f"Herstel alles wat zeker is ({numbers.counted(cells, 'cel', 'cellen')})"
        st.button(words, type="primary", key="herstel_zeker", on_click=_accept_all, args=(work, sure))
    meant: dict[tuple[str, str], list[Folded]] = {}
    for group in groups:
        if group.first.suggestion is not None:
            meant.setdefault((group.first.sheet, group.first.column), []).append(group)
    for (sheet, column), of_column in meant.items():
        if len(of_column) > 1:
            words = label(f"Neem alle {len(of_column)} voorstellen over in {column} van {sheet}")
            repairs = tuple(map(repair_of, of_column))
            st.button(words, key=f"kolom_{sheet}_{column}", on_click=_accept_all, args=(work, repairs))
    for part in dict.fromkeys(f.part for f in findings if f.part):
        words = label(f"{part} is functioneel, van geen persoon")
        st.button(words, key=f"functioneel_{part}", on_click=_confirm, args=(work, part))
    errors = [f for f in findings if f.severity == "fout"][:MOST_CELLS]
    if errors:
        html(
            f"<p>{'Of verander' if meant else 'Verander'} de cellen hier: zet bij {NEW} wat er moet staan, of sla een "
            "rij over die er niet in hoort.</p>"
        )
    by_list: dict[tuple[str, ...], list[Finding]] = {}
    for f in errors:
        by_list.setdefault(_choices_for(work, f.column), []).append(f)
    for options, some in by_list.items():
        _show_editor(work, some, options)


def _choices_for(work: AtWork, column: str) -> tuple[str, ...]:
    """What may stand in a column, as it is written there; empty where anything may."""
    fields = [f for sheet in work.choices.declared.sheets for f in sheet.fields if f.header == column]
    if AREA in fields:
        return tuple(dict.fromkeys(r.zorgkantoorregio for r in regions().selectable))
    kind, lijst = next(((f.kind, f.lijst or f.name) for f in fields), ("", ""))
    return tuple(term.printed for term in vocabulary().terms(lijst)) if kind in ("begrip", "fase") else ()


def _show_editor(work: AtWork, errors: Sequence[Finding], options: Sequence[str]) -> None:
    """The cells to type in; where a column has a list, to choose from it."""
    # Empty, also where there is a suggestion: what stands there looks as if it were done.
    cells = [(f"{f.sheet}!{f.cell}", f.column, f.value, None, False) for f in errors]
    rows = [dict(zip(("Cel", "Kolom", OLD, NEW, SKIP), cell, strict=True)) for cell in cells]
    # Other errors are another editor: what was typed in one never lands in the cells of the next.
    key = f"cellen_{hash(tuple((f.sheet, f.cell, f.value) for f in errors))}"
    typed = st.column_config.SelectboxColumn(options=list(options)) if options else st.column_config.TextColumn()
    st.data_editor(
        pd.DataFrame(rows, dtype=object),
        key=key,
        hide_index=True,
        placeholder="",  # else "None"
        disabled=["Cel", "Kolom", OLD],
        column_config={SKIP: st.column_config.CheckboxColumn(), NEW: typed},
        on_change=_edited,
        args=(work, tuple(errors), key),
    )


def _edited(work: AtWork, errors: tuple[Finding, ...], key: str) -> None:
    edited: dict[int, dict[str, Any]] = st.session_state[key]["edited_rows"]
    repairs, skipped = [], []
    for index, said in edited.items():
        f = errors[int(index)]
        if said.get(SKIP):
            skipped.append(f"{f.sheet}!{''.join(filter(str.isdigit, f.cell))}")
        elif NEW in said:
            repairs.append(Repair(f.sheet, f.column, (f.cell,), f.value, (said[NEW] or "").strip()))
    work.change(
        lambda c: replace(c, repairs=(*c.repairs, *repairs), skipped=tuple(dict.fromkeys((*c.skipped, *skipped))))
    )


def _accept_all(work: AtWork, repairs: Sequence[Repair]) -> None:
    work.change(lambda c: replace(c, repairs=(*(r for r in c.repairs if r not in repairs), *repairs)))


def _confirm(work: AtWork, part: str) -> None:
    work.change(lambda c: replace(c, functional=(*c.functional, part)))


def show_questions(questions: Sequence[str]) -> None:
    """What must be answered before it can be published."""
    for question in questions:
        html(notice(text(question), role="alert"))
