-- Tables 5, 6, 8, 10, 11 and 12: how many projects have each judgement, per peiling.
with gekozen as (
    -- First by all five at once: what is left to turn around is as short for a million projects.
    select peiling, status, impact, deelbaarheid, opschaalbaarheid, betrokkenheid, count(*) as aantal
    from project_in($peilingen, $keuze)
    group by all
)
select peiling, lijst, code, sum(aantal)::bigint as aantal
from gekozen unpivot (code for lijst in (status, impact, deelbaarheid, opschaalbaarheid, betrokkenheid))
group by all;
