-- Whether what begins and ends runs on the peildatum, which is how the name of a peiling starts.
case
    when g.{begin} is null or g.{begin} > left(g.peiling, 10)::date then 'geen-traject'
    when g.{end} <= left(g.peiling, 10)::date then 'afgerond'
    else 'lopend'
end
