-- The only place where a selection filters: every table selects from these.
-- keuze is a struct of lists; no list lets everything through. Its regio holds regions as each peiling has them
-- (2020-11-01_v1/TWE); its veranderd and gestapt are what wir/database.py found with the queries of that name, the
-- first as a bit for each rij: a list of a million projects takes longer to hand over than to count.
-- Every mention of keuze copies it while the query is planned, which takes longer than the work itself: once a filter,
-- twice where a filter that is not set would read a column for nothing.
create macro past(lijst, waarde) as coalesce(list_contains(lijst, coalesce(waarde, '')), true);

create macro zonder_accenten(tekst) as replace(strip_accents(lower(tekst)), '’', '''');

create macro project_in(peilingen, keuze) as table
    select *
    from project
    where
        list_contains(peilingen, peiling)
        and past(keuze['concessiehouder'], concessiehouder)
        and past(keuze['regio'], plaats)
        and past(keuze['thema'], thema)
        and past(keuze['status'], status)
        and past(keuze['impact'], impact)
        and past(keuze['deelbaarheid'], deelbaarheid)
        and past(keuze['opschaalbaarheid'], opschaalbaarheid)
        and past(keuze['betrokkenheid'], betrokkenheid)
        and past(keuze['startjaar'], coalesce(startjaar::varchar, 'onbekend'))
        and (
            keuze['zoek'] is null
            or len(
                list_filter(keuze['zoek']::varchar[], lambda woord: not contains(zoektekst, zonder_accenten(woord)))
            ) = 0
        )
        and (keuze['veranderd'] is null or get_bit(list_bit_or(keuze['veranderd']::bit[]), rij) = 1);

-- What is compared of a project: as wir/register/diff.py, all that its row in the register says of it.
create macro velden(project) as [
    {'veld': 'projectnaam', 'waarde': project.projectnaam},
    {'veld': 'regio', 'waarde': project.regio},
    {'veld': 'concessiehouder', 'waarde': project.concessiehouder},
    {'veld': 'thema', 'waarde': project.thema},
    {'veld': 'startdatum', 'waarde': project.startdatum::varchar},
    {'veld': 'einddatum', 'waarde': project.einddatum::varchar},
    {'veld': 'aantal_organisaties', 'waarde': project.aantal_organisaties::varchar},
    {'veld': 'status', 'waarde': project.status},
    {'veld': 'impact', 'waarde': project.impact},
    {'veld': 'deelbaarheid', 'waarde': project.deelbaarheid},
    {'veld': 'opschaalbaarheid', 'waarde': project.opschaalbaarheid},
    {'veld': 'omschrijving', 'waarde': project.omschrijving},
    {'veld': 'contact', 'waarde': project.contact},
];

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
