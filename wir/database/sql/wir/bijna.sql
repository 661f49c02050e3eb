-- The words in the first projects of a selection that are most like a word, the likest first.
select woord
from (
    select distinct unnest(string_split_regex(zoektekst, '[^a-z0-9]+')) as woord
    from (from project_in($peilingen, $keuze) limit $hoogste)
)
where length(woord) >= 3 and jaro_winkler_similarity(woord, zonder_accenten($gezocht)) >= $gelijk
order by jaro_winkler_similarity(woord, zonder_accenten($gezocht)) desc, woord
limit $meeste;
