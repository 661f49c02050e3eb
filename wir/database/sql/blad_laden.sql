-- Fill the table of a sheet from Parquet. A column that only a newer version of the app knows is left alone.
insert into {table} by name
with
    gelezen as (
        select split_part(filename, '/', -2) as peiling, row_number() over () as volgnummer, {names}
        from (
            from {table}_leeg
            union all by name
            from read_parquet($files, filename = true, union_by_name = true)
        )
    ),
    genummerd as (
        select {key}, row_number() over () as rij
        from (select distinct {key} from gelezen)
    )
select
    g.*,
    n.rij,
    hash([{compared}]) as inhoud,
    {place} as plaats,
    {derived}
    zonder_accenten(concat_ws(' ', {searched})) as zoektekst,
from gelezen g
join genummerd n using ({key})
{joins};
