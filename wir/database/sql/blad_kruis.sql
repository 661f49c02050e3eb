-- How many rows of a selection have which value of one property together with which of another, per peiling. A row with
-- several values counts for each of them, and once in the totals, where rij or kolom is null. The empty code is that of a
-- property which a peiling does not register.
with
    gekozen as (
        select peiling, {rows} as rijen, {columns} as kolommen, count(*) as aantal
        from {source}($peilingen, $keuze)
        group by all
    ),
    per_rij as (select peiling, unnest(rijen) as rij, kolommen, aantal from gekozen)
select peiling, rij, kolom, sum(aantal)::bigint as aantal
from (
    select peiling, rij, unnest(kolommen) as kolom, aantal from per_rij
    union all
    select peiling, rij, null, aantal from per_rij
    union all
    select peiling, null, unnest(kolommen), aantal from gekozen
    union all
    select peiling, null, null, aantal from gekozen
)
group by all;
