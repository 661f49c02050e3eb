insert into project by name
with
    gelezen as (
        select split_part(filename, '/', -2) as peiling, row_number() over () as volgnummer, * exclude (filename)
        from read_parquet($files, filename = true)
    ),
    genummerd as (
        select projectnummer, row_number() over () as rij
        from (select distinct projectnummer from gelezen)
    )
select
    g.*,
    n.rij,
    g.peiling || '/' || g.regio as plaats,
    hash(velden(g)) as inhoud,
    year(g.startdatum) as startjaar,
    zonder_accenten(concat_ws(' ', g.projectnummer, g.projectnaam, g.omschrijving)) as zoektekst,
    coalesce(b.code, 'onbekend') as betrokkenheid,
from gelezen g
join genummerd n using (projectnummer)
left join begrip b
    on b.peiling = g.peiling
    and b.lijst = 'betrokkenheid'
    and g.aantal_organisaties >= b.van
    and g.aantal_organisaties <= coalesce(b.tot, g.aantal_organisaties);
