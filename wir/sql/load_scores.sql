insert into regioscore by name
select split_part(filename, '/', -2) as peiling, * exclude (filename)
from read_parquet($files, filename = true);
