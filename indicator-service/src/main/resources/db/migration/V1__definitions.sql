-- What figures are about: units of territory, agencies, codelists, indicators with their measures, and
-- the legal systems that list them. All of it is public. Ids are permanent; everything that a legal act
-- can change (codes, names, types, parents) is a dated fact or a new version beside the id.

create extension if not exists unaccent;
create extension if not exists btree_gist;

-- What a reader types without marks: lower case, no diacritics. unaccent() is STABLE only because its
-- dictionary could be exchanged; naming the dictionary makes the wrapper IMMUTABLE, as generated columns
-- need. Composed first: the dictionary knows the composed letters.
create function search_form(text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFC)));

-- What makes two Vietnamese names the same name: composition and the place of the tone mark in oa, oe
-- and uy (hoá = hóa) are spelling; the marks themselves are not (Tân Thành is not Tân Thạnh). The result
-- is decomposed, with the tone on the second vowel.
create function name_form(text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(
    regexp_replace(normalize(lower(normalize($1, NFC)), NFD), '(o)([\u0300\u0301\u0303\u0309\u0323])([ae])', '\1\3\2', 'g'),
    '(u)([\u0300\u0301\u0303\u0309\u0323])(y)', '\1\3\2', 'g');

-- Whether a name fits what a reader typed: everything fits without marks, and a word that was typed with
-- marks fits with these marks alone.
create function name_fits(search text, name text, typed text) returns boolean
  language sql immutable parallel safe
  return strpos(search, search_form(typed)) > 0 and not exists (
    select from unnest(string_to_array(typed, ' ')) as word
    where name_form(word) <> search_form(word) and strpos(name, name_form(word)) = 0);

-- Rises with every committed change of a definition or an area, so that a reader's ETag can name what
-- it was computed from. A row and not a sequence: a sequence is seen before its transaction commits.
create table definition_revision (
  singleton boolean primary key default true check (singleton),
  revision bigint not null
);
insert into definition_revision (revision) values (0);

-- Areas -----------------------------------------------------------------------------------------------

create table area (
  key int generated always as identity primary key,
  id text not null constraint area_id_taken unique,
  tier text not null check (tier in ('country', 'region', 'province', 'district', 'commune')),
  version bigint not null,
  unique (key, tier)
);

create table area_fact (
  area int not null,
  tier text not null, -- of the area, here for the constraint on codes
  code text,
  name_vi text not null,
  name_en text,
  type text not null,
  parent int references area,
  valid_from date, -- null: since before the records
  valid_to date, -- inclusive; null: until further notice
  act text,
  validity daterange generated always as (daterange(valid_from, valid_to, '[]')) stored,
  search text generated always as (search_form(name_vi || ' ' || coalesce(name_en, ''))) stored,
  name text generated always as (name_form(name_vi || ' ' || coalesce(name_en, ''))) stored,
  foreign key (area, tier) references area (key, tier),
  constraint area_fact_twice_at_once exclude using gist (area with =, validity with &&),
  constraint area_code_held_twice exclude using gist (tier with =, code with =, validity with &&)
);
create index area_fact_code on area_fact (code);
create index area_fact_parent on area_fact (parent);

create table area_successor (
  predecessor int not null references area,
  successor int not null references area,
  effective date not null, -- the first day on which the successor holds what the predecessor held
  coverage text not null check (coverage in ('whole', 'part')),
  share_population numeric check (share_population between 0 and 1), -- of the predecessor; null: unknown
  share_area numeric check (share_area between 0 and 1),
  act text,
  position int not null,
  primary key (predecessor, successor, effective),
  check (predecessor <> successor)
);
create index area_successor_successor on area_successor (successor);

-- Agencies --------------------------------------------------------------------------------------------

create table agency (
  key int generated always as identity primary key,
  id text not null constraint agency_id_taken unique,
  name_vi text not null,
  name_en text,
  kind text not null,
  level text not null,
  parent text references agency (id),
  valid_from date,
  valid_to date,
  version bigint not null,
  search text generated always as (search_form(name_vi || ' ' || coalesce(name_en, ''))) stored,
  name text generated always as (name_form(name_vi || ' ' || coalesce(name_en, ''))) stored
);

-- Codelists -------------------------------------------------------------------------------------------

create table codelist (
  key int generated always as identity primary key,
  id text not null constraint codelist_id_taken unique,
  name_vi text not null,
  name_en text,
  version bigint not null,
  search text generated always as (search_form(name_vi || ' ' || coalesce(name_en, ''))) stored,
  name text generated always as (name_form(name_vi || ' ' || coalesce(name_en, ''))) stored
);

create table code (
  codelist int not null references codelist,
  code text not null,
  name_vi text not null,
  name_en text,
  parent text,
  position int not null,
  primary key (codelist, code),
  foreign key (codelist, parent) references code (codelist, code) deferrable initially deferred
);

-- Indicators ------------------------------------------------------------------------------------------

create table indicator (
  key int generated always as identity primary key,
  id text not null constraint indicator_id_taken unique,
  name_vi text not null,
  name_en text,
  status text not null check (status in ('official', 'outside-system', 'example')),
  agency text references agency (id), -- in charge
  version bigint not null,
  search text generated always as (search_form(name_vi || ' ' || coalesce(name_en, ''))) stored,
  name text generated always as (name_form(name_vi || ' ' || coalesce(name_en, ''))) stored
);

-- The whole definition as it was put, one row per version, so that a figure's reader can see what the
-- indicator meant at the time. The newest is also in the columns of indicator, breakdown and measure.
create table indicator_version (
  indicator int not null references indicator,
  version bigint not null,
  valid_from date,
  recorded_at timestamptz not null default now(),
  content jsonb not null,
  primary key (indicator, version)
);

create table breakdown (
  indicator int not null references indicator,
  id text not null,
  codelist int not null references codelist,
  position int not null,
  primary key (indicator, id)
);

create table measure (
  key int generated always as identity primary key,
  id text not null constraint measure_id_taken unique, -- over all indicators
  indicator int not null references indicator,
  name_vi text not null,
  name_en text,
  unit text not null, -- a code of the codelist CL_UNIT
  multiplier int not null, -- power of ten: 3 means that 1.5 stands for 1,500 units
  decimals smallint not null check (decimals between 0 and 12),
  price_basis text not null check (price_basis in ('none', 'current', 'constant')),
  price_year int, -- the base year of constant prices
  comparison text not null check (comparison in ('none', 'previous-period', 'same-period-last-year', 'december', 'base-period')),
  form text not null check (form in ('amount', 'index', 'growth')),
  additivity text not null check (additivity in ('sum', 'weighted-by-population', 'weighted-by-area', 'none')),
  reference_moment text not null check (reference_moment in ('period', 'start', 'middle', 'end', 'average')),
  position int not null,
  check ((price_basis = 'constant') = (price_year is not null)),
  check ((form = 'amount') = (comparison = 'none'))
);
create index measure_indicator on measure (indicator);

-- Indicator systems -----------------------------------------------------------------------------------

create table indicator_system (
  key int generated always as identity primary key,
  id text not null constraint indicator_system_id_taken unique,
  name_vi text not null,
  name_en text,
  act text not null,
  level text not null check (level in ('national', 'provincial', 'commune', 'sector')),
  valid_from date,
  valid_to date,
  version bigint not null,
  search text generated always as (search_form(name_vi || ' ' || coalesce(name_en, ''))) stored,
  name text generated always as (name_form(name_vi || ' ' || coalesce(name_en, ''))) stored
);

create table system_entry (
  system int not null references indicator_system,
  place text not null, -- where the act lists it, such as 1.05
  official_code text, -- as the act prints it; null where it is not known: never invented
  group_vi text,
  group_en text,
  indicator int not null references indicator,
  position int not null,
  primary key (system, place),
  unique (system, official_code)
);
create index system_entry_indicator on system_entry (indicator);

-- Working days ----------------------------------------------------------------------------------------

-- The calendar's days off and make-up days, as its events told them: due dates follow from them.
create table working_day_year (
  year int primary key,
  version bigint not null
);

create table working_day_exception (
  day date primary key,
  year int not null references working_day_year,
  worked boolean not null -- true: a weekend day that is worked; false: a holiday or a day in lieu
);
