"""SQL that follows from the declaration of a sheet: its table, loading it, its filters and its counts (sql/blad_*.sql).

Only names of columns, which stand in our code, become part of a query; a value is always a parameter.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from wir.common.errors import UnknownValue
from wir.domain.declaration import REGIO, SEVERAL, Derived, Field, FieldKind, Sheet
from wir.domain.periods import PERIODS
from wir.domain.vocabulary import UNKNOWN

SQL = Path(__file__).parent / "sql"
TYPES: Mapping[FieldKind, str] = {
    "tekst": "varchar",
    "begrip": "varchar",
    "begrippen": "varchar[]",
    "regios": "varchar[]",
    "fase": "tinyint",
    "datum": "date",
    "aantal": "integer",
    "velden": "varchar",
}
DERIVED_TYPES = {"klasse": "varchar", "jaar": "integer", "halfjaar": "varchar", "stand": "varchar"}
# Beside what is stored: the order in the register, a number that a row keeps in every peiling, a hash of what is
# compared, peiling and regio together (2020-11-01_v1/TWE), and the text to search in.
HELPERS = {"volgnummer": "integer", "rij": "integer", "inhoud": "ubigint", "plaats": "varchar", "zoektekst": "varchar"}


@cache
def query(name: str, register: str = "") -> str:
    """The text of one of our .sql files: of a register where it is named, else what all of them share."""
    return (SQL / register / f"{name}.sql").read_text(encoding="utf-8")


def has_macros(register: str) -> bool:
    """Whether the queries of a register need macros of their own."""
    return (SQL / register / "macros.sql").exists()


@cache
def create(sheet: Sheet) -> str:
    """The table of a sheet."""
    stored = ", ".join(f"{f.name} {TYPES[f.kind]}" for f in sheet.stored)
    derived = (f"{d.name} {DERIVED_TYPES[d.kind]}" for d in sheet.derived)
    helpers = (f"{name} {kind}" for name, kind in HELPERS.items())
    columns = ", ".join(("peiling varchar", stored, *derived, *helpers))
    return query("blad_tabel").format(table=sheet.table, columns=columns, stored=stored)


@cache
def load(sheet: Sheet) -> str:
    """What fills the table of a sheet from Parquet files."""
    return query("blad_laden").format(
        table=sheet.table,
        key=sheet.key,
        names=", ".join(f.name for f in sheet.stored),
        compared=", ".join(f"{{'veld': '{f.name}', 'waarde': {_text(f'g.{f.name}', f)}}}" for f in sheet.compared),
        place="g.peiling || '/' || g.regio" if REGIO in sheet.stored else "null",
        derived="".join(f"{_derived(d)} as {d.name}, " for d in sheet.derived),
        searched=", ".join(_searched(sheet)) or "''",
        joins=" ".join((*(_join(d) for d in sheet.derived if d.kind == "klasse"), *_names(sheet))),
    )


def _searched(sheet: Sheet) -> Iterator[str]:
    """What the search looks in: texts of a row, and what some of its codes are called."""
    yield from (f"g.{f.name}" for f in sheet.stored if f.searched)
    yield from (f"{name}_naam.{'naam' if name == REGIO.name else 'label'}" for name in sheet.worded)


def _names(sheet: Sheet) -> Iterator[str]:
    """What gives the codes of a field their names."""
    for name in sheet.worded:
        found, field = f"{name}_naam", next(f for f in sheet.stored if f.name == name)
        of = (
            f"{found}.regio = g.regio"
            if field is REGIO
            else f"{found}.lijst = '{field.lijst}' and {found}.code = g.{name}"
        )
        yield f"left join {'regio' if field is REGIO else 'begrip'} {found} on {found}.peiling = g.peiling and {of}"


def _text(column: str, field: Field) -> str:
    return f"array_to_string({column}, ';')" if field.kind in SEVERAL else f"{column}::varchar"


def _derived(derived: Derived) -> str:
    if derived.kind == "stand":
        begin, end = derived.source.split(";")
        return query("blad_stand").format(begin=begin, end=end)
    if derived.kind == "jaar":
        return f"year(g.{derived.source})"
    if derived.kind == "halfjaar":
        return f"year(g.{derived.source}) || '-' || if(month(g.{derived.source}) <= 6, 1, 2)"
    return f"coalesce({derived.name}_klasse.code, '{UNKNOWN}')"


def _join(derived: Derived) -> str:
    """The term within whose bounds a number falls."""
    term, number = f"{derived.name}_klasse", f"g.{derived.source}"
    return (
        f"left join begrip {term} on {term}.peiling = g.peiling and {term}.lijst = '{derived.name}' "
        f"and {number} >= {term}.van and {number} <= coalesce({term}.tot, {number})"
    )


@cache
def macro(sheet: Sheet) -> str:
    """The macro with which a selection filters the rows of a sheet."""
    conditions = "".join(f" and {condition}" for condition in _conditions(sheet))
    return query("blad_keuze").format(table=sheet.table, conditions=conditions)


def _conditions(sheet: Sheet) -> Iterator[str]:
    for name in sheet.filters:
        several = name in _several(sheet)
        yield f"{'past_een' if several else 'past'}(keuze['{name}'], {_code(sheet, name)})"
    if any(f.searched for f in sheet.stored):
        yield "past_woorden(keuze['zoek'], zoektekst)"
    yield "(keuze['veranderd'] is null or get_bit(list_bit_or(keuze['veranderd']::bit[]), rij) = 1)"


def _several(sheet: Sheet) -> set[str]:
    return {f.name for f in sheet.stored if f.kind in SEVERAL}


def _code(sheet: Sheet, name: str) -> str:
    """The column with the code of a filter; years and phases as text."""
    kinds = {**{f.name: f.kind for f in sheet.stored}, **{d.name: d.kind for d in sheet.derived}}
    if name == REGIO.name:
        # As each peiling has them: what a zorgkantoorregio as a whole comes to may differ between two.
        return "list_transform(regio, lambda r: peiling || '/' || r)" if kinds[name] == "regios" else "plaats"
    return f"coalesce({name}::varchar, '{UNKNOWN}')" if kinds[name] in ("fase", *PERIODS) else name


def properties(sheet: Sheet) -> dict[str, str]:
    """What its rows can be counted by, each with its title: its filters, and phases."""
    return {**sheet.filters, **{f.name: f.title for f in sheet.stored if f.kind == "fase"}}


@cache
def cross(sheet: Sheet, source: str, rows: str, columns: str) -> str:
    """What counts rows of a sheet by two of its properties; `source` is the macro that filters them.

    Raises UnknownValue for what is none of its properties.
    """
    return query("blad_kruis").format(rows=_values(sheet, rows), columns=_values(sheet, columns), source=source)


def _values(sheet: Sheet, name: str) -> str:
    """All codes that a row has of a property, as a list."""
    if name not in properties(sheet):
        raise UnknownValue(f"{sheet.name} hebben geen kenmerk {name}; wel: {', '.join(properties(sheet))}.")
    if name in _several(sheet):
        return f"list_distinct(coalesce(waarden_van({name}), ['']))"
    return f"[coalesce({name if name == REGIO.name else _code(sheet, name)}, '')]"


@cache
def facets(sheet: Sheet) -> str:
    """The counts beside the filters."""
    several = _several(sheet)
    single = [name for name in sheet.filters if name not in several]
    return query("blad_facetten").format(
        table=sheet.table,
        names=", ".join(single),
        codes=", ".join(name if name == REGIO.name else f"{_code(sheet, name)} as {name}" for name in single),
        several=" ".join(
            query("blad_facet_meer").format(name=name, table=sheet.table) for name in sheet.filters if name in several
        ),
    )
