-- One project in each of these peilingen that has it.
select *
from project
where projectnummer = $nummer and list_contains($peilingen, peiling);
