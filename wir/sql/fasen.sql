-- Tables 1 to 3: how many regions stand in each phase, per peiling; null where no scores are registered.
with score as (
    select
        peiling,
        coalesce(afspraken::varchar, 'onbekend') as afspraken,
        coalesce(dynamiek::varchar, 'onbekend') as dynamiek,
        coalesce(visie::varchar, 'onbekend') as visie,
    from regio_in($peilingen, $keuze)
),
telling as (
    select peiling, lijst, code, count(*) as aantal
    from score unpivot (code for lijst in (afspraken, dynamiek, visie))
    group by all
)
select r.peiling, r.lijst, r.code, if(r.heeft_scores, coalesce(t.aantal, 0), null) as aantal
from regel_in($peilingen) r
left join telling t using (peiling, lijst, code)
where r.lijst in ('afspraken', 'dynamiek', 'visie');
