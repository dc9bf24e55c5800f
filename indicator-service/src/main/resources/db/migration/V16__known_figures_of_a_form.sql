-- What the sender of a form may be told of a cell: the figure that is public, or what its agency sent by this form and was
-- accepted after it. Who may send one form of an agency need not see another.
drop function figure_known_to(int, int, int, text);
create function figure_known_to(indicator int, series int, period int, agency text, form text)
  returns table (value numeric, value_state value_state)
  language sql stable parallel safe
  as $$
    select case
             when o.reason = 'withdrawn' or o.tombstone
               or (o.confidentiality <> 'free' and (v.agency <> $4 or v.form <> $5)) then null
             when p.vintage is null then o.value
             else round(o.value, o.decimals)
           end,
           o.value_state
    from observation o
    join vintage v on v.key = o.vintage
    left join opening p on p.vintage = o.vintage
    where o.indicator = $1 and o.series = $2 and o.period = $3
      and (p.vintage is not null or (v.agency = $4 and v.form = $5 and v.state = 'accepted' and not exists (
        select from observation later join opening q on q.vintage = later.vintage
        where later.indicator = $1 and later.series = $2 and later.period = $3 and later.vintage > o.vintage)))
    order by p.vintage is null desc, p.published_at desc, p.sequence desc, o.vintage desc
    limit 1
  $$;
