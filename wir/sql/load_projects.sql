insert into project by name
with gelezen as (
    select split_part(filename, '/', -2) as peiling, row_number() over () as volgnummer, * exclude (filename)
    from read_parquet($files, filename = true)
)
select
    g.*,
    year(g.startdatum) as startjaar,
    zonder_accenten(concat_ws(' ', g.projectnummer, g.projectnaam, g.omschrijving)) as zoektekst,
    coalesce(b.code, 'onbekend') as betrokkenheid,
from gelezen g
left join begrip b
    on b.peiling = g.peiling
    and b.lijst = 'betrokkenheid'
    and g.aantal_organisaties >= b.van
    and g.aantal_organisaties <= coalesce(b.tot, g.aantal_organisaties);
