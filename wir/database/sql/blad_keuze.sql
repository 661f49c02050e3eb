-- The only place where a selection filters the rows of a sheet: every query selects from it.
-- keuze is a struct of lists (macros.sql): every mention of it is copied while a query is planned.
create macro {table}_in(peilingen, keuze) as table
    select *
    from {table}
    where list_contains(peilingen, peiling) {conditions};
