-- What each region of a selection says, in the order of appendix 1; a zorgkantoorregio as a whole comes last.
select i.*, r.naam
from inventarisatie_in($peilingen, $keuze) i
join regio r using (peiling, regio)
order by r.volgorde;
