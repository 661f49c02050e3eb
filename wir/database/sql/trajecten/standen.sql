-- How many questions and trajectories there were on each of these days; ended is what began and has ended by then.
select
    dag,
    count(*) filter (aanvraagdatum <= dag) as vragen,
    count(*) filter (aanvraagdatum <= dag and afloop_vraag = 'werd-een-traject') as werd_traject,
    count(*) filter (startdatum <= dag) as gestart,
    count(*) filter (startdatum <= dag and einddatum <= dag) as afgerond,
    count(*) filter (evaluatiedatum <= dag) as evaluaties,
    count(*) filter (evaluatiedatum <= dag and tevredenheid = 'tevreden') as tevreden,
from traject_in($peilingen, $keuze)
cross join (select unnest($dagen::date[]) as dag)
group by dag;
