-- The last of the numbers that the projects bear.
select coalesce(max(rij), 0) as hoogste
from project;
