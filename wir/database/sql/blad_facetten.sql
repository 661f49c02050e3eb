-- How many rows of a selection have each value of each filter: the counts beside the filters.
select lijst, code, count(*) as aantal
from (
    from (select {codes} from {table}_in($peilingen, $keuze))
    unpivot (code for lijst in ({names}))
    {several}
)
group by all;
