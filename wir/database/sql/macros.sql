-- What filters: every table selects from what wir/database/sheet_sql.py makes of these for a sheet, or from regio_in (wir/).
-- keuze is a struct of lists; no list lets everything through. Its regio holds regions as each peiling has them
-- (2020-11-01_v1/TWE); its veranderd and gestapt are what wir/database/database.py found with the queries of that name, the
-- first as a bit for each rij: a list of a million projects takes longer to hand over than to count.
-- Every mention of keuze copies it while the query is planned, which takes longer than the work itself: once a filter,
-- twice where a filter that is not set would read a column for nothing.
create macro past(lijst, waarde) as coalesce(list_contains(lijst, coalesce(waarde, '')), true);

create macro zonder_accenten(tekst) as replace(strip_accents(lower(tekst)), '’', '''');

-- Of a column with several values an empty cell is unknown; null is what a peiling does not register.
create macro waarden_van(waarden) as if(len(waarden) = 0, ['onbekend'], waarden);

create macro past_een(lijst, waarden) as coalesce(list_has_any(lijst, coalesce(waarden_van(waarden), [])), true);

create macro past_woorden(woorden, tekst) as
    woorden is null
    or len(list_filter(woorden::varchar[], lambda woord: not contains(tekst, zonder_accenten(woord)))) = 0;
