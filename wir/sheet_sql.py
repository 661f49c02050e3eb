"""SQL that follows from the declaration of a sheet: its table, loading it, its filters and its counts.

Only names of columns, which stand in our code, become part of a query; a value is always a parameter.
"""

from collections.abc import Iterator, Mapping
from functools import cache

from wir.register.fields import REGIO, SEVERAL, Derived, Field, Kind, Sheet
from wir.vocabulary import UNKNOWN

TYPES: Mapping[Kind, str] = {
    "tekst": "varchar",
    "begrip": "varchar",
    "begrippen": "varchar[]",
    "regios": "varchar[]",
    "fase": "tinyint",
    "datum": "date",
    "aantal": "integer",
    "velden": "varchar",
}
DERIVED_TYPES = {"klasse": "varchar", "jaar": "integer"}
# Beside what is stored: the order in the register, a number that a row keeps in every peiling, a hash of what is
# compared, peiling and regio together (2020-11-01_v1/TWE), and the text to search in.
HELPERS = {"volgnummer": "integer", "rij": "integer", "inhoud": "ubigint", "plaats": "varchar", "zoektekst": "varchar"}


@cache
def create(sheet: Sheet) -> str:
    """The table of a sheet, and an empty one with what is stored: it gives older peilingen their missing columns."""
    stored = ", ".join(f"{f.name} {TYPES[f.kind]}" for f in sheet.stored)
    derived = (f"{d.name} {DERIVED_TYPES[d.kind]}" for d in sheet.derived)
    helpers = (f"{name} {kind}" for name, kind in HELPERS.items())
    columns = ", ".join(("peiling varchar", stored, *derived, *helpers))
    return f"create table {sheet.table} ({columns}); create table {sheet.table}_leeg ({stored});"


@cache
def load(sheet: Sheet) -> str:
    """Fill the table of a sheet from Parquet. A column that only a newer version of the app knows is left alone."""
    names = ", ".join(f.name for f in sheet.stored)
    placed = REGIO in sheet.stored
    searched = ", ".join(f"g.{f.name}" for f in sheet.stored if f.searched) or "''"
    compared = ", ".join(f"{{'veld': '{f.name}', 'waarde': {_text(f'g.{f.name}', f)}}}" for f in sheet.compared)
    derived = "".join(f"{_derived(d)} as {d.name}, " for d in sheet.derived)
    joins = " ".join(_join(d) for d in sheet.derived if d.kind == "klasse")
    return f"""
        insert into {sheet.table} by name
        with
            gelezen as (
                select split_part(filename, '/', -2) as peiling, row_number() over () as volgnummer, {names}
                from (
                    from {sheet.table}_leeg
                    union all by name
                    from read_parquet($files, filename = true, union_by_name = true)
                )
            ),
            genummerd as (
                select {sheet.key}, row_number() over () as rij
                from (select distinct {sheet.key} from gelezen)
            )
        select
            g.*, n.rij, hash([{compared}]) as inhoud,
            {"g.peiling || '/' || g.regio" if placed else "null"} as plaats,
            {derived}
            zonder_accenten(concat_ws(' ', {searched})) as zoektekst
        from gelezen g
        join genummerd n using ({sheet.key})
        {joins};
    """


def _text(column: str, field: Field) -> str:
    return f"array_to_string({column}, ';')" if field.kind in SEVERAL else f"{column}::varchar"


def _derived(derived: Derived) -> str:
    if derived.kind == "jaar":
        return f"year(g.{derived.source})"
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
    """The only place where a selection filters the rows of a sheet: every query selects from it.

    keuze is a struct of lists (sql/macros.sql): every mention of it is copied while a query is planned.
    """
    conditions = "".join(f" and {c}" for c in _conditions(sheet))
    return f"""
        create macro {sheet.table}_in(peilingen, keuze) as table
            select * from {sheet.table} where list_contains(peilingen, peiling) {conditions};
    """


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
    if name == REGIO.name:
        return "plaats"
    kinds = {**{f.name: f.kind for f in sheet.stored}, **{d.name: d.kind for d in sheet.derived}}
    return f"coalesce({name}::varchar, '{UNKNOWN}')" if kinds[name] in ("fase", "jaar") else name


@cache
def facets(sheet: Sheet) -> str:
    """How many rows of a selection have each value of each filter: the counts beside the filters."""
    several = _several(sheet)
    single = [name for name in sheet.filters if name not in several]
    columns = ", ".join(name if name == REGIO.name else f"{_code(sheet, name)} as {name}" for name in single)
    each = "".join(
        f" union all select '{name}' as lijst, unnest({name}) as code from {sheet.table}_in($peilingen, $keuze)"
        for name in sheet.filters
        if name in several
    )
    return f"""
        select lijst, code, count(*) as aantal
        from (
            from (select {columns} from {sheet.table}_in($peilingen, $keuze))
            unpivot (code for lijst in ({", ".join(single)}))
            {each}
        )
        group by all;
    """
