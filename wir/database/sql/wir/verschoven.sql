-- The projects in both peilingen with one of these changes of one field: what it was and what it became
-- (lopend.succesvol), either of them left out where any other value will do (.succesvol). As veranderd.sql.
with
    vroeger as (
        select rij, columns(lambda kolom: kolom = $veld)::varchar as van
        from project
        where list_contains($vroeger, peiling)
    ),
    later as (
        select rij, columns(lambda kolom: kolom = $veld)::varchar as naar
        from project
        where list_contains($later, peiling)
    )
select bitstring_agg(rij, 0, $hoogste) as veranderd
from vroeger
join later using (rij)
where
    list_contains($codes, van || '.' || naar)
    or van is distinct from naar
    and (list_contains($codes, '.') or list_contains($codes, van || '.') or list_contains($codes, '.' || naar));
