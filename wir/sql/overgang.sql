-- Of the projects of a selection that stand in both registers: from which value to which, per list.
select o.veld as lijst, o.van, o.naar, count(*) as aantal
from project_in($peilingen, $keuze) p
join overgang_in($vroeger, $later) o using (projectnummer)
group by all;
