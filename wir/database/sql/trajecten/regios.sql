-- The questions, trajectories and running ones of each region; what is of several regions counts in each.
select
    plek as regio,
    count(*) as vragen,
    count(*) filter (stand <> 'geen-traject') as gestart,
    count(*) filter (stand = 'lopend') as lopend,
from (select unnest(regio) as plek, stand from traject_in($peilingen, $keuze))
group by plek;
