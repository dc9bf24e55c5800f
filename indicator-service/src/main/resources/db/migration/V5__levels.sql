-- A lower level replaces a higher one only with a reason and a notice. That is looked at again when a vintage is opened,
-- without reading its figures: what it says of each indicator and period, from its least complete figure to its most
-- complete one, is counted when it is written. Only where these ranges meet are figures compared.

-- Rises with completeness. A round that was not told is any round.
create function completeness(level, round smallint, untold int) returns int
  language sql immutable parallel safe
  return case $1 when 'estimate' then 100 when 'preliminary' then 200 else 300 end + coalesce(round, untold);

-- Whether the first figure is less complete than the second. Rounds are compared where both are told.
create function is_less_complete(level, round smallint, than level, than_round smallint) returns boolean
  language sql immutable parallel safe
  return $1 < than or ($1 = than and coalesce(round < than_round, false));

create table vintage_level (
  vintage int not null references vintage,
  indicator int not null references indicator,
  period int not null,
  lowest int, -- completeness of the least complete figure that may not replace a more complete one; none when all may
  highest int, -- of the most complete figure that may not be replaced; none when all are taken back
  primary key (vintage, indicator, period)
);
create index vintage_level_highest on vintage_level (indicator, period, highest);

insert into vintage_level (vintage, indicator, period, lowest, highest)
select o.vintage, o.indicator, o.period,
       min(completeness(o.level, o.round, 99)) filter (where not o.tombstone and o.reason <> 'withdrawn'
         and not (o.reason in ('correction', 'method') and v.notice is not null)),
       max(completeness(o.level, o.round, 0)) filter (where not o.tombstone and o.reason <> 'withdrawn')
from observation o join vintage v on v.key = o.vintage
group by o.vintage, o.indicator, o.period;

create trigger vintage_level_is_final before update or delete or truncate on vintage_level
  for each statement execute function refuse_change();

-- The order in which figures hold.
create index opening_order on opening (published_at, sequence, vintage);

-- That a vintage was compared, figure by figure, with all that was public up to a sequence, for an instant, and replaces
-- nothing that it may not. Its opening compares with what came after.
create table release_checked (
  vintage int primary key references vintage,
  published_at timestamptz not null,
  sequence bigint not null
);

alter table opening_refused drop constraint opening_refused_cause_check;
alter table opening_refused add constraint opening_refused_cause_check
  check (cause in ('unknown', 'not-accepted', 'already-open', 'lower-level'));
