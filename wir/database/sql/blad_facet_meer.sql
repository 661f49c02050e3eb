-- As blad_facetten.sql, for a filter of which a row has several values: it counts for each.
union all
from (
    select '{name}' as lijst, unnest(waarden_van({name})) as code
    from {table}_in($peilingen, $keuze)
)
