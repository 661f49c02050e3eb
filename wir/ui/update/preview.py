"""Step 5: what publishing would change: rows that add up, transitions, and the national tables before and after."""

from collections.abc import Iterable, Sequence

import streamlit as st

from wir.common import numbers
from wir.common.markup import text
from wir.common.scratch import scratch_folder
from wir.database.database import Database
from wir.domain.declaration import HOME
from wir.domain.inventarisatie import INVENTARISATIE, SCALES
from wir.domain.peiling import Peiling
from wir.domain.register_differences import Difference, column_changes
from wir.domain.trajecten import TRAJECTEN
from wir.domain.vocabulary import regions, vocabulary
from wir.export.differences import column_words, header, in_words, row_name
from wir.store.delivery import Examined, holders_in, seems_partial
from wir.store.peiling_files import write_tables
from wir.store.store import Names, Store
from wir.tables.corrections import Beside, beside, national
from wir.tables.inventarisatie import number_of
from wir.ui.blocks.table_html import simple_table
from wir.ui.update.work import CHANGED, AtWork
from wir.ui.view import html, listed, notice

# The tables of each register to see before and after.
TABLES = {
    HOME: ("1", "2", "3", "4", "5", "6", "8", "10", "11"),
    INVENTARISATIE.name: tuple(number_of(name) for name in (*SCALES, "knelpunten")),
    TRAJECTEN.name: tuple(f"trajecten-{name}" for name in ("stand", "fase", "sector", "tevredenheid")),
}
MOST_LINES = 300


def show_preview(work: AtWork, examined: Examined) -> None:
    """Everything that would change, before anything does."""
    st.header("5. Voorbeeld", anchor=False)
    if changed := st.session_state.pop(CHANGED, ""):
        html(notice(f"{text(changed)} Dit is een nieuw voorbeeld.", role="alert"))
    base = examined.base
    if base is None:
        html("<p>Er is geen eerdere peiling; alles is nieuw.</p>")
    else:
        html(f"<p>Vergeleken met de peiling van {numbers.day(base.peildatum)}, versie {base.versie}.</p>")
    _show_scope(examined)
    if examined.differences and all(d.is_empty for d in examined.differences.values()):
        html("<p>Er verandert niets.</p>")
    if examined.differences:
        html(_counts_table(list(examined.differences.values())))
    for difference in examined.differences.values():
        _show_rows(difference)
        _show_transitions(difference)
    if examined.choices.register in TABLES:
        with st.expander("Landelijke tabellen, nu en straks"):
            html("".join(_tables(work.series, examined)))


def _show_scope(examined: Examined) -> None:
    """What a deellevering means, or that the file looks like one."""
    label = vocabulary().label
    for sheet in examined.carried_sheets:
        html(notice(f"{sheet.name} ontbreekt in het bestand en blijft zoals in de peiling ervoor."))
    for sheet in examined.lost_sheets:
        said = (
            f"{sheet.name} ontbreekt in het bestand en is in deze peiling niet geregistreerd: er zijn dan geen cijfers."
        )
        html(notice(said, role="alert"))
    if examined.choices.holders:
        others = set(holders_in(examined.register)) - set(examined.choices.holders)
        named = ", ".join(label("concessiehouder", h) for h in sorted(others)) or "niemand"
        delivered = ", ".join(label("concessiehouder", h) for h in examined.choices.holders)
        html(notice(f"Deellevering van {text(delivered)}. Ongewijzigd overgenomen: {text(named)}."))
    elif part := seems_partial(examined):
        named = ", ".join(label("concessiehouder", h) for h in part)
        html(
            notice(
                f"Dit bestand bevat alleen {text(named)}; de projecten en scores van anderen verdwijnen. "
                "Is het een deellevering, kies dat dan bij stap 2.",
                role="alert",
            )
        )


def _counts_table(differences: Sequence[Difference]) -> str:
    """The numbers that add up to the old and to the new total."""
    rows = []
    for d in differences:
        common = d.changed + d.unchanged
        counted = (common + len(d.vanished), len(d.vanished), d.changed, d.unchanged, len(d.new), common + len(d.new))
        rows.append([text(d.sheet.name), *map(numbers.count, counted)])
    headers = ["Blad", "Was", "Verdwenen", "Gewijzigd", "Ongewijzigd", "Nieuw", "Wordt"]
    return simple_table("Wat er verandert", headers, rows)


def _show_rows(d: Difference) -> None:
    lists = (vocabulary(), regions())
    for words, found in (("nieuw", d.new), ("verdwenen", d.vanished)):
        if found:
            with st.expander(f"{d.sheet.name}: {numbers.count(len(found))} {words}"):
                html(_capped([text(row_name(d.sheet, row, lists)) for row in found]))
    if d.changes:
        html(listed([text(column_words(d.sheet, column, lists)) for column in column_changes(d)]))
        names = {str(new[d.sheet.key]): row_name(d.sheet, new, lists) for _, new in d.pairs}
        with st.expander(f"{d.sheet.name}: {numbers.count(d.changed)} gewijzigd"):
            rows = [
                [
                    text(names[c.key]),
                    text(header(d.sheet, c.field)),
                    *(text(in_words(d.sheet, c.field, v, lists)) for v in (c.old, c.new)),
                ]
                for c in d.changes[:MOST_LINES]
            ]
            headers = ["Wat", "Veld", "Was", "Wordt"]
            html(simple_table(f"{d.sheet.name}: gewijzigd", headers, rows, words=(1, 2, 3), kind="woorden"))
            html(_more(len(d.changes)))


def _capped(items: Sequence[str]) -> str:
    return listed(items[:MOST_LINES]) + _more(len(items))


def _more(count: int) -> str:
    return f"<p class='bron'>En nog {numbers.count(count - MOST_LINES)}.</p>" if count > MOST_LINES else ""


def _show_transitions(d: Difference) -> None:
    """From what to what, of the rows in both; what stayed stands on the diagonal."""
    moved = [f for f in d.sheet.moves if any(a != b for a, b in d.transitions(f))]
    if moved:
        with st.expander(f"{d.sheet.name}: overgangen van {', '.join(moved)}"):
            html("".join(_matrix(d, field) for field in moved))


def _matrix(d: Difference, field: str) -> str:
    counts = d.transitions(field)
    lijst = d.sheet.field(field).lijst or field
    codes = [t.code for t in vocabulary().terms(lijst)]
    ordinal = d.sheet.field(field).kind == "fase"
    values = [(int(c) if c.isdecimal() else None) if ordinal else c for c in codes]
    used = [v for v in values if any(v in pair for pair in counts)]
    lists = (vocabulary(), regions())
    words = [text(in_words(d.sheet, field, v, lists)) for v in used]
    rows = [
        [w, *(numbers.count(counts.get((old, new), 0)) for new in used)] for w, old in zip(words, used, strict=True)
    ]
    headers = ["Van ↓ naar →", *(in_words(d.sheet, field, v, lists) for v in used)]
    table = simple_table(f"Overgangen van {header(d.sheet, field)}", headers, rows)
    return f'<section class="tabelblok">{table}</section>'


@st.cache_resource(max_entries=8, show_spinner="Tabellen worden berekend…")
def _beside(_store: Store, seen: Names, key: str, _examined: Examined) -> list[tuple[str, tuple[Beside, ...]]]:
    """The national tables of now and then, from the same queries as every page."""
    with scratch_folder() as folder:
        manifest = _store.manifest(_examined.register, _examined.announced("voorbeeld"))
        write_tables(folder / manifest.key, _examined.register, manifest)
        draft = Peiling(manifest, folder / manifest.key)
        database = Database(_store, concepts=True, draft=draft)
    found = []
    for number in TABLES[_examined.choices.register]:
        after = national(database, draft, number)
        before = national(database, _examined.base, number) if _examined.base else after
        found.append((f"{after.title} ({after.name})", beside(before, after)))
    return found


def _tables(store: Store, examined: Examined) -> Iterable[str]:
    key = f"{examined.file.sha256} {examined.choices!r}"
    for title, rows in _beside(store, examined.seen, key, examined):
        lines = [
            [text(r.label), numbers.count(_whole(r.old)), numbers.count(_whole(r.new)), _difference(r)] for r in rows
        ]
        table = simple_table(title, ["", "Nu", "Straks", "Verschil"], lines, total=rows[-1].kind == "totaal")
        yield f'<section class="tabelblok">{table}</section>'


def _whole(value: int | float | None) -> int | None:
    return None if value is None else int(value)


def _difference(row: Beside) -> str:
    return numbers.change(None if row.old is None or row.new is None else int(row.new - row.old))
