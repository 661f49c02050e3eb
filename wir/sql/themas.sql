-- Tables 4 and 7: projects per theme, concessiehouder and start year; a theme without projects keeps a row.
with telling as (
    select peiling, thema, concessiehouder, startjaar, count(*) as aantal
    from project_in($peilingen, $keuze)
    group by all
)
select r.code as thema, t.concessiehouder, t.startjaar, if(r.heeft_projecten, coalesce(t.aantal, 0), null) as aantal
from regel_in($peilingen) r
left join telling t on t.peiling = r.peiling and t.thema = r.code
where r.lijst = 'thema';
