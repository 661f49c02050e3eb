-- The table of a sheet, and an empty one with what is stored: that gives older peilingen the columns they lack.
create table {table} ({columns});

create table {table}_leeg ({stored});
