-- One database per process and version of the store; filled once, then only read.
create table begrip (peiling varchar, lijst varchar, code varchar, label varchar, van integer, tot integer);

create table regio (peiling varchar, regio varchar, naam varchar, soort varchar, concessiehouder varchar, volgorde integer);
