-- How many trajectories are of exactly these sectors together.
select list_sort(sectoren) as sectoren, count(*) as aantal
from traject_in($peilingen, $keuze)
group by all;
