-- The numbers of the projects of a selection, in the order of the register.
select projectnummer
from project_in($peilingen, $keuze)
order by volgnummer;
