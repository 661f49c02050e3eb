-- The only place where a selection filters: every table selects from these.
-- keuze is a struct of lists of codes; an empty list lets everything through.
create macro past(lijst, waarde) as len(lijst) = 0 or list_contains(lijst::varchar[], waarde);

create macro project_in(peilingen, keuze) as table
    select *
    from project
    where
        list_contains(peilingen, peiling)
        and past(keuze['concessiehouder'], concessiehouder)
        and past(keuze['regio'], regio)
        and past(keuze['thema'], thema)
        and past(keuze['status'], status)
        and past(keuze['impact'], impact)
        and past(keuze['deelbaarheid'], deelbaarheid)
        and past(keuze['opschaalbaarheid'], opschaalbaarheid)
        and past(keuze['betrokkenheid'], betrokkenheid);

-- Every scored regio, also the ones without a score: a regio has no theme or status, so only two filters count.
create macro regio_in(peilingen, keuze) as table
    select
        r.peiling, r.regio, r.naam, r.concessiehouder, r.volgorde,
        s.afspraken, s.dynamiek, s.visie, s.gereconstrueerd,
    from regio r
    left join regioscore s using (peiling, regio)
    where
        list_contains(peilingen, r.peiling)
        and r.soort = 'regio'
        and past(keuze['concessiehouder'], r.concessiehouder)
        and past(keuze['regio'], r.regio);

-- Zero rows: each value of each list of the peilingen shown, for each of them.
create macro regel_in(peilingen) as table
    select p.peiling, p.heeft_projecten, p.heeft_scores, b.lijst, b.code
    from peiling p
    cross join (select distinct lijst, code from begrip where list_contains(peilingen, peiling)) b
    where list_contains(peilingen, p.peiling);
