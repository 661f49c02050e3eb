-- A small register has no work for two threads: handing it out takes longer than doing it.
set threads = 1;
