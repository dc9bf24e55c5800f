-- What a push is compared with may be not public yet, or confidential: that its value was told is audited.
drop function figure_known_to(int, int, int, text, text);
create function figure_known_to(indicator int, series int, period int, agency text, form text)
  returns table (value numeric, value_state value_state, embargoed boolean)
  language sql stable parallel safe
  as $$
    select case
             when o.reason = 'withdrawn' or o.tombstone
               or (o.confidentiality <> 'free' and (v.agency <> $4 or v.form <> $5)) then null
             when p.vintage is null then o.value
             else round(o.value, o.decimals)
           end,
           o.value_state,
           p.vintage is null or o.confidentiality <> 'free'
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

-- Whether what was found at the push told such a value: it is told again with the stored answer. Of pushes of before it
-- is not known, and taken to be so where a rule found something that compares with figures of before.
alter table submission add column tells_embargoed boolean not null default false;
update submission set tells_embargoed = true
where key in (select submission from finding where rule in ('V05', 'V44'));
alter table submission alter column tells_embargoed drop default;
