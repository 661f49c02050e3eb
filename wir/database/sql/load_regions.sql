insert into regio by name
select unnest($rijen, recursive := true);
