-- One database per process and version of the store; filled once, then only read.
create table peiling (peiling varchar, heeft_projecten boolean, heeft_scores boolean);

create table begrip (peiling varchar, lijst varchar, code varchar, van integer, tot integer);

create table regio (peiling varchar, regio varchar, naam varchar, soort varchar, concessiehouder varchar, volgorde integer);

create table regioscore (
    peiling varchar,
    regio varchar,
    concessiehouder varchar,
    afspraken tinyint,
    dynamiek tinyint,
    visie tinyint,
    toelichting varchar,
    herkomst varchar,
    gereconstrueerd varchar,
);

create table project (
    peiling varchar,
    projectnummer varchar,
    projectnaam varchar,
    regio varchar,
    concessiehouder varchar,
    thema varchar,
    startdatum date,
    einddatum date,
    aantal_organisaties integer,
    status varchar,
    impact varchar,
    deelbaarheid varchar,
    opschaalbaarheid varchar,
    betrokkenheid varchar,
    startjaar integer,
    volgnummer integer,
    zoektekst varchar,
    omschrijving varchar,
    contact varchar,
    herkomst varchar,
    gereconstrueerd varchar,
);
