-- Each count of a list on two dates, split into projects that are in one register only, went over, or stayed.
with
    oordeel as (
        unpivot (
            select peiling, projectnummer, thema, status, impact, deelbaarheid, opschaalbaarheid, betrokkenheid
            from project_in($peilingen, $keuze)
        )
        on thema, status, impact, deelbaarheid, opschaalbaarheid, betrokkenheid into name lijst value code
    )
select
    o.peiling, o.lijst, o.code,
    case when g.projectnummer is null then 'alleen' when g.van = g.naar then 'gebleven' else 'overgegaan' end as soort,
    count(*) as aantal,
from oordeel o
left join overgang_in($vroeger, $later) g on g.projectnummer = o.projectnummer and g.veld = o.lijst
group by all;
