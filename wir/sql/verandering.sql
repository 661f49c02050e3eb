-- Of the projects of a selection on each of two dates: which are new, vanished, changed and unchanged.
select p.peiling, v.soort, count(*) as aantal
from project_in($peilingen, $keuze) p
join verandering_in($vroeger, $later) v using (projectnummer)
group by all;
