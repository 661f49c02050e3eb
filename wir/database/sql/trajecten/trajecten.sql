-- The trajectories of a selection with all that is stored of them, in the order of the register.
select *
from traject_in($peilingen, $keuze)
order by volgnummer;
