-- The projects of a selection by their value of one list, the value that the same project has in the other register of
-- a pair, and whether its row is the same in both; daar and gelijk are null where the other register lacks it.
with
    hier as (
        select peiling, peiling = $paar[1] as vroeger, rij, inhoud, columns(lambda kolom: kolom = $lijst) as hier
        from project_in($peilingen, $keuze)
    ),
    daar as (
        -- Turned around: a row of the earlier register finds that of the later. Shorter to compare than their names.
        select peiling <> $paar[1] as vroeger, rij, inhoud, columns(lambda kolom: kolom = $lijst) as daar
        from project
        where list_contains($paar, peiling)
    )
select hier.peiling, hier.hier, daar.daar, daar.inhoud = hier.inhoud as gelijk, count(*) as aantal
from hier
left join daar using (rij, vroeger)
group by all;
