-- Tables 4 and 7: projects per theme, concessiehouder and start year.
select thema, concessiehouder, startjaar, count(*) as aantal
from project_in($peilingen, $keuze)
group by all;
