-- Each score of each regio of the later peiling, and whether it went forward since the earlier one.
create macro stap_in(vroeger, later) as table
    with
        score as (
            unpivot (
                select
                    r.peiling, r.regio,
                    coalesce(s.afspraken::varchar, 'onbekend') as afspraken,
                    coalesce(s.dynamiek::varchar, 'onbekend') as dynamiek,
                    coalesce(s.visie::varchar, 'onbekend') as visie,
                from regio r
                left join regioscore s using (peiling, regio)
                where r.soort = 'regio'
            )
            on afspraken, dynamiek, visie into name lijst value fase
        )
    select
        l.regio, l.lijst, coalesce(v.fase, 'onbekend') as van, l.fase as naar,
        case
            when 'onbekend' in (van, naar) then 'onvergelijkbaar'
            when van = naar then 'gelijk'
            else if(naar > van, 'vooruit', 'terug')
        end as richting,
    from score l
    left join score v on v.regio = l.regio and v.lijst = l.lijst and list_contains(vroeger, v.peiling)
    where list_contains(later, l.peiling);

-- The regions with one of these steps: visie.vooruit, or visie.3.4.
create macro gestapt_in(vroeger, later, stap) as table
    select distinct regio
    from stap_in(vroeger, later)
    where list_has_any(stap, [lijst || '.' || van || '.' || naar, lijst || '.' || richting]);

-- Every scored regio, also the ones without a score: a regio has no theme or status.
create macro regio_in(peilingen, keuze) as table
    select
        r.peiling, r.regio, r.naam, r.concessiehouder, r.volgorde,
        s.afspraken, s.dynamiek, s.visie, s.toelichting, s.gereconstrueerd,
    from regio r
    left join regioscore s using (peiling, regio)
    where
        list_contains(peilingen, r.peiling)
        and r.soort = 'regio'
        and past(keuze['concessiehouder'], r.concessiehouder)
        and past(keuze['regio'], r.peiling || '/' || r.regio)
        and past(keuze['afspraken'], coalesce(s.afspraken::varchar, 'onbekend'))
        and past(keuze['dynamiek'], coalesce(s.dynamiek::varchar, 'onbekend'))
        and past(keuze['visie'], coalesce(s.visie::varchar, 'onbekend'))
        and past(keuze['gestapt'], r.regio);
