-- Tables 1 to 3: how many regions stand in each phase, per peiling.
with score as (
    select
        peiling,
        coalesce(afspraken::varchar, 'onbekend') as afspraken,
        coalesce(dynamiek::varchar, 'onbekend') as dynamiek,
        coalesce(visie::varchar, 'onbekend') as visie,
    from regio_in($peilingen, $keuze)
)
select peiling, lijst, code, count(*) as aantal
from score unpivot (code for lijst in (afspraken, dynamiek, visie))
group by all;
