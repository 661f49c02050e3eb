-- The three scores of each regio on each of these peilingen, with the words that came with them.
select peiling, regio, afspraken, dynamiek, visie, toelichting, gereconstrueerd
from regio_in($peilingen, $keuze)
order by peiling, volgorde;
