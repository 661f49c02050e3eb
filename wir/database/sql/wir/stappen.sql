-- The steps of the regions of a selection, per dimension.
select s.lijst, s.van, s.naar, s.richting, count(*) as aantal
from regio_in($peilingen, $keuze) r
join stap_in($vroeger, $later) s using (regio)
group by all;
