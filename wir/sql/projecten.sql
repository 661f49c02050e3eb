-- The projects of a selection, in the order of the register.
select *
from project_in($peilingen, $keuze)
order by volgnummer;
