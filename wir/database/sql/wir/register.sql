-- The projects of a selection with all that is stored of them.
select *
from project_in($peilingen, $keuze);
