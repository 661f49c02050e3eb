-- Tables 5, 6, 8, 10, 11 and 12: how many projects have each judgement, per peiling; null where none are registered.
with project_gekozen as (
    select * from project_in($peilingen, $keuze)
),
telling as (
    select peiling, lijst, code, count(*) as aantal
    from project_gekozen unpivot (code for lijst in (status, impact, deelbaarheid, opschaalbaarheid, betrokkenheid))
    group by all
)
select r.peiling, r.lijst, r.code, if(r.heeft_projecten, coalesce(t.aantal, 0), null) as aantal
from regel_in($peilingen) r
left join telling t using (peiling, lijst, code)
where r.lijst in ('status', 'impact', 'deelbaarheid', 'opschaalbaarheid', 'betrokkenheid');
