-- Appendix 1 and the matrix: the three scores of each regio.
select regio, naam, afspraken, dynamiek, visie, gereconstrueerd
from regio_in($peilingen, $keuze)
order by volgorde;
