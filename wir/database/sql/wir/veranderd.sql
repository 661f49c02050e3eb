-- The projects that came, went, changed or stayed as they were between two peilingen, as a bit for each rij; null where
-- there are none. Whatever else is selected: a selection on the earlier date and one on the later then add up.
with
    vroeger as (select rij, inhoud as oud from project where list_contains($vroeger, peiling)),
    later as (select rij, inhoud as nieuw from project where list_contains($later, peiling))
select bitstring_agg(rij, 0, $hoogste) as veranderd
from vroeger
full join later using (rij)
where
    list_contains(
        $codes,
        case
            when oud is null then 'nieuw'
            when nieuw is null then 'verdwenen'
            else if(oud = nieuw, 'ongewijzigd', 'gewijzigd')
        end
    );
