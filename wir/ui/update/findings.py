"""Step 4: every finding, folded and filtered, and repairs that can be accepted."""

from collections.abc import Sequence
from dataclasses import replace

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.export.findings import summary
from wir.register.check.findings import Finding, Folded, Repair, fold, listed, repair_of
from wir.store.delivery import Examined
from wir.ui.blocks.table_html import simple_table
from wir.ui.update.giving_back import show_downloads, show_messages
from wir.ui.update.mending import show_absent, show_mending
from wir.ui.update.work import AtWork
from wir.ui.view import html, label

EVERYTHING = "Alles"
SEVERITIES = {EVERYTHING: "", "Fouten": "fout", "Waarschuwingen": "waarschuwing"}
MOST_LINES = 200
MOST_REPAIRS = 25
MOST_CHARACTERS = 60


def show_findings(work: AtWork, examined: Examined) -> None:
    """All that was found, and what to do about it."""
    st.header("4. Bevindingen", anchor=False)
    findings = examined.checked.findings
    _show_repaired(work)
    show_absent(work, examined)
    if not findings:
        html("<p>Geen fouten en geen waarschuwingen.</p>")
    else:
        said = text(summary(findings))
        html(f"<p role='status'><b>{said}</b> Fouten moeten hersteld worden; waarschuwingen zijn ter controle.</p>")
        chosen = fold(_filtered(findings))
        _show_list(chosen)
        show_mending(work, findings, fold(findings))
        _show_suggestions(work, chosen)
    if findings or work.choices.repairs or work.choices.skipped:
        show_downloads(work, examined)
    show_messages(work, examined)


def _filtered(findings: Sequence[Finding]) -> list[Finding]:
    """What the reader wants to see: by severity, and by column of a sheet."""
    columns = {f"{f.sheet}: {f.column}": (f.sheet, f.column) for f in findings}
    left, right, _ = st.columns([1, 2, 2])
    kind = left.selectbox("Toon", list(SEVERITIES), key="bijwerken_ernst")
    column = right.selectbox("Kolom", [EVERYTHING, *columns], key="bijwerken_kolom")
    return [
        f
        for f in findings
        if SEVERITIES[kind] in ("", f.severity) and columns.get(column) in (None, (f.sheet, f.column))
    ]


def _show_list(groups: Sequence[Folded]) -> None:
    rows = [_line(g) for g in groups[:MOST_LINES]]
    headers = ["Ernst", "Waar", "Melding", "Waarde"]
    html(simple_table("Bevindingen", headers, rows, words=range(1, 4), kind="woorden bevindingen"))
    if len(groups) > MOST_LINES:
        more = numbers.count(len(groups) - MOST_LINES)
        html(f"<p class='bron'>En nog {more} regels; het bestand met opmerkingen heeft ze alle.</p>")


def _line(group: Folded) -> list[str]:
    f, many = group.first, len(group.findings)
    severity = f'<span class="ernst {f.severity}">{f.severity}</span>'
    cells = listed(group.cells) + (f" ({numbers.count(many)}×)" if many > 1 else "")
    values = listed(v if len(v) <= MOST_CHARACTERS else f"{v[:MOST_CHARACTERS]}…" for v in group.values)
    where = f"<b>{text(cells)}</b><br>{text(f.column)}, blad {text(f.sheet)}"
    return [severity, where, text(f.said), text(values)]


def _show_suggestions(work: AtWork, groups: Sequence[Folded]) -> None:
    """A button for each suggestion: for one cell or for all equal values."""
    suggested = [g for g in groups if g.first.suggestion is not None]
    if not suggested:
        return
    st.subheader("Herstellen met één klik", anchor=False)
    for group in suggested[:MOST_REPAIRS]:
        f, many = group.first, len(group.findings)
        becomes = f"wordt ‘{f.suggestion}’" if f.suggestion else "wordt leeg"
        words = f"{f.column}: ‘{f.value}’ {becomes}"
        where = f"in {f.cell}" if many == 1 else f"in alle {numbers.count(many)} cellen"
        key = f"herstel_{f.sheet}_{f.column}_{f.value}_{f.cell}"
        st.button(label(f"{words} {where}"), key=key, on_click=_accept, args=(work, repair_of(group)))
        if many > 1:
            with st.expander(f"Of per cel ({listed(group.cells)})"):
                for one in group.findings[:MOST_REPAIRS]:
                    only = repair_of(Folded((one,)))
                    st.button(f"Alleen {one.cell}", key=f"alleen_{key}_{one.cell}", on_click=_accept, args=(work, only))


def _accept(work: AtWork, repair: Repair) -> None:
    work.change(lambda c: replace(c, repairs=(*(r for r in c.repairs if r != repair), repair)))


def _show_repaired(work: AtWork) -> None:
    """What was accepted, each with a way back."""
    for number, r in enumerate(work.choices.repairs):
        left, right = st.columns([4, 1])
        where = listed(r.cells)
        with left:
            now = f"‘{text(r.new)}’" if r.new else "leeg"
            html(f"<p>Hersteld in {text(r.column)} ({text(where)}): ‘{text(r.old)}’ is nu {now}.</p>")
        right.button("Ongedaan maken", key=f"ongedaan_{number}", on_click=_undo, args=(work, r))


def _undo(work: AtWork, repair: Repair) -> None:
    work.change(lambda c: replace(c, repairs=tuple(r for r in c.repairs if r != repair)))
