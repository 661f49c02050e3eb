-- How many projects each regio has in each theme; what is placed at a whole zorgkantoorregio has a line of its own.
select regio, thema, count(*) as aantal
from project_in($peilingen, $keuze)
group by all;
