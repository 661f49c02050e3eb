-- How many projects of a selection have each value of each list: the counts beside the filters.
with gekozen as (
    select
        concessiehouder, regio, thema, status, impact, deelbaarheid, opschaalbaarheid, betrokkenheid,
        coalesce(startjaar::varchar, 'onbekend') as startjaar,
    from project_in($peilingen, $keuze)
)
select lijst, code, count(*) as aantal
from gekozen
unpivot (
    code for lijst in (
        concessiehouder, regio, thema, status, impact, deelbaarheid, opschaalbaarheid, betrokkenheid, startjaar
    )
)
group by all;
