-- Tables 4 and 7: projects per theme, concessiehouder and start year; a theme without projects keeps a row.
select r.peiling, r.code as thema, p.concessiehouder, p.startjaar, if(r.heeft_projecten, count(p.projectnummer), null) as aantal
from regel_in($peilingen) r
left join project_in($peilingen, $keuze) p on p.peiling = r.peiling and p.thema = r.code
where r.lijst = 'thema'
group by all;
