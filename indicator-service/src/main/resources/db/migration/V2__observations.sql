-- The store of figures. A figure is written once, with the vintage that brought it, and is never changed or
-- deleted: acceptance and return change the vintage, publication adds an opening, a revision is a further vintage.

create type level as enum ('estimate', 'preliminary', 'official'); -- in rising order: compared with < and >
create type value_type as enum ('actual', 'plan', 'target', 'scenario', 'forecast');
create type accumulation as enum ('period', 'year-to-date', 'season-to-date', 'since-inception');
create type value_state as enum ('value', 'nil', 'below-unit', 'not-collected', 'not-reported', 'not-applicable');
create type reason as enum ('first', 'scheduled', 'correction', 'method', 'boundary', 'withdrawn');
create type origin as enum ('reported', 'reconstructed', 'example', 'derived');
create type confidentiality as enum ('free', 'confidential');
create type vintage_state as enum ('held', 'accepted', 'returned', 'withdrawn');

-- A cell without its period. Rows are added in short transactions of their own and stay, also when nothing is ever
-- stored under them.
create table series (
  key int generated always as identity primary key,
  measure int not null references measure,
  area int not null references area,
  breakdowns jsonb not null default '{}', -- dimension id to code
  value_type value_type not null,
  variant text not null default '', -- of the plan, scenario or model; empty for actual
  accumulation accumulation not null,
  constraint series_cell unique (measure, area, breakdowns, value_type, variant, accumulation)
);

create table vintage (
  key int generated always as identity primary key,
  id uuid not null unique,
  submission uuid not null,
  agency text not null references agency (id), -- the sender
  state vintage_state not null default 'held',
  notice text, -- what readers are told with a correction or a change of method
  row_count bigint not null default 0,
  recorded_at timestamptz not null default now(),
  changed_at timestamptz not null default now()
);
create index vintage_submission on vintage (submission);

-- What a vintage is about, counted when it is written: at its opening nobody reads the figures again.
create table vintage_indicator (
  vintage int not null references vintage,
  indicator int not null references indicator,
  periods int[] not null, -- Period.code, rising
  primary key (vintage, indicator)
);

-- No foreign keys: a million rows would check them one by one, and VintageStore, which alone writes here, takes every
-- key from its table in the same statement.
create table observation (
  indicator int not null,
  series int not null,
  period int not null, -- Period.code: (year * 12 + month - 1) * 16 + months
  vintage int not null,
  value numeric,
  decimals smallint not null, -- of the measure at the time of the push: what was published is not rounded anew
  level level not null,
  round smallint, -- of an estimate that has several
  reason reason not null,
  origin origin not null,
  value_state value_state not null,
  confidentiality confidentiality not null default 'free',
  flags smallint not null default 0,
  justification text, -- the sender's answer to a soft finding
  tombstone boolean not null default false, -- the cell is no longer reported at all
  primary key (indicator, series, period, vintage)
);
create index observation_period on observation (indicator, period, series, vintage);
-- The rows of a vintage lie together, so this costs a push nothing and finds them for appraisal.
create index observation_vintage on observation using brin (vintage) with (pages_per_range = 32, autosummarize = on);

-- Copied from the calendar's log, in its order.
create table publication_applied (
  sequence bigint primary key,
  release_id text not null,
  published_at timestamptz not null,
  recorded_at timestamptz not null,
  origin text not null check (origin in ('live', 'archive')),
  late boolean not null,
  reconstructed boolean not null, -- its instant follows from a rule, there is no record of it
  notice text
);
create index publication_applied_release on publication_applied (release_id);

-- One row makes a vintage public, however many figures it has.
create table opening (
  vintage int primary key references vintage,
  sequence bigint not null references publication_applied,
  published_at timestamptz not null,
  ordinal int not null -- place in the content list of the release
);
create index opening_sequence on opening (sequence);

-- Listed in a published release, and closed all the same. The publication goes on without it.
create table opening_refused (
  sequence bigint not null references publication_applied,
  content_id text not null,
  cause text not null check (cause in ('unknown', 'not-accepted', 'already-open')),
  recorded_at timestamptz not null default now(),
  primary key (sequence, content_id)
);

-- The last publication that touched an indicator: what the ETag of its figures depends on.
create table indicator_opening (
  indicator int primary key references indicator,
  sequence bigint not null
);

-- Whatever a later program does, these are only ever added to.
create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is only ever added to', tg_table_name using errcode = 'restrict_violation';
end
$$;
create trigger observation_is_final before update or delete or truncate on observation
  for each statement execute function refuse_change();
create trigger opening_is_final before update or delete or truncate on opening
  for each statement execute function refuse_change();
create trigger publication_applied_is_final before update or delete or truncate on publication_applied
  for each statement execute function refuse_change();

-- What the public may read ---------------------------------------------------------------------------------------

-- The opening is looked up row by row (OFFSET 0 keeps the planner from turning it into a hash join), because only so
-- do the rows stay in the order of the primary key, in which the value that holds is found without sorting a series.
create view published_observation as
  select o.indicator, o.series, o.period, o.vintage,
         case when o.confidentiality = 'free' and o.reason <> 'withdrawn' and not o.tombstone
           then round(o.value, o.decimals) end as value,
         o.level, o.round, o.reason, o.origin, o.value_state, o.confidentiality, o.flags, o.tombstone,
         p.sequence, p.published_at
  from observation o
  cross join lateral (
    select sequence, published_at from opening where vintage = o.vintage offset 0
  ) p;

-- A series is known to the public once a figure of it is. OFFSET 0 again: looked up series by series, never as a join
-- over all figures.
create view published_series as
  select m.indicator, s.key, s.measure, s.area, s.breakdowns, s.value_type, s.variant, s.accumulation
  from series s
  join measure m on m.key = s.measure
  where exists (
    select from published_observation o where o.indicator = m.indicator and o.series = s.key offset 0
  );

create view published_publication as
  select sequence, release_id, published_at, recorded_at, origin, late, reconstructed, notice
  from publication_applied;

create view published_indicator_sequence as
  select indicator, sequence from indicator_opening;

create view published_vintage as
  select v.key, v.id, v.notice, p.sequence
  from vintage v join opening p on p.vintage = v.key;

-- Definitions and areas are public as they are stored.
create view public_definition_revision as
  select revision from definition_revision;

create view public_area as
  select a.key, a.id, f.name_vi, f.name_en, f.valid_from, f.valid_to
  from area a join area_fact f on f.area = a.key;

grant select on
  published_observation, published_series, published_publication, published_indicator_sequence, published_vintage,
  public_definition_revision, public_area
to "${gateRole}";
