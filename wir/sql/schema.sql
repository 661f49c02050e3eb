-- One database per process and version of the store; filled once, then only read.
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
    rij integer, -- the same for a project in every peiling
    plaats varchar, -- peiling and regio: 2020-11-01_v1/TWE
    inhoud ubigint, -- a hash of velden
    zoektekst varchar,
    omschrijving varchar,
    contact varchar,
    herkomst varchar,
    gereconstrueerd varchar,
);
