insert into begrip by name
select unnest($rijen, recursive := true);
