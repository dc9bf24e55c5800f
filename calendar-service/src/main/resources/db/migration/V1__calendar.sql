-- The release calendar, what its releases contain, and the log of what was published. Nothing of it is ever deleted.

create extension if not exists unaccent;

-- What a reader types without marks. unaccent() is STABLE only because its dictionary could be exchanged; naming the
-- dictionary makes the wrapper IMMUTABLE, as generated columns need.
create function search_form(text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFC)));

-- Agencies, as the indicator service tells of them.
create table agency (
  id      text primary key,
  name_vi text not null,
  name_en text,
  version bigint not null
);

-- Releases --------------------------------------------------------------------------------------------

create table release (
  id            text primary key check (length(id) between 1 and 64),
  version       bigint not null,
  title_vi      text not null,
  title_en      text not null,
  agency        text not null constraint release_agency_known references agency,
  publisher     text, -- who publishes, where it is not the agency
  trigger       text not null check (trigger in ('CLOCK', 'EXTERNAL', 'NONE')),
  origin        text not null check (origin in ('LIVE', 'ARCHIVE')),
  state         text not null check (state in
                  ('DRAFT', 'PROVISIONAL', 'CONFIRMED', 'POSTPONED', 'AWAITING', 'PUBLISHED', 'CANCELLED')),
  scheduled_at  timestamptz, -- for an external trigger: not before
  precision     text not null check (precision in ('TIME', 'DAY')),
  periods       text[] not null,
  product       text,
  notice_vi     text,
  notice_en     text,
  evidence      text, -- of the past instant of an archive release
  reconstructed boolean not null,
  announced_at  timestamptz,
  overdue_at    timestamptz, -- its instant passed before it was confirmed
  sealed_at     timestamptz,
  external_source       text, -- address of the publication, or the letter that tells of it
  external_seen_at      timestamptz,
  external_reported_by  text,
  external_confirmed_by text,
  sequence      bigint unique,
  published_at  timestamptz, -- for an archive release from the beginning: it is what the evidence proves
  recorded_at   timestamptz,
  late          boolean not null,
  changed_at    timestamptz not null,
  -- Where it stands in the calendar.
  instant       timestamptz not null generated always as (coalesce(scheduled_at, published_at)) stored,
  search        text not null generated always as (search_form(title_vi || ' ' || title_en)) stored,
  check ((state = 'PUBLISHED') = (sequence is not null)),
  check ((state = 'PUBLISHED') = (recorded_at is not null)),
  check (state <> 'PUBLISHED' or published_at is not null and sealed_at is not null and announced_at is not null),
  check (origin = 'LIVE' or scheduled_at is null and evidence is not null and trigger = 'NONE' and not late),
  check (trigger = 'CLOCK' or origin = 'ARCHIVE' or publisher is not null),
  check (external_confirmed_by is null or external_confirmed_by <> external_reported_by)
);
create index release_instant on release (instant, id);
-- What the clock still has to do something about.
create index release_pending on release (scheduled_at) where state in ('PROVISIONAL', 'CONFIRMED', 'POSTPONED', 'AWAITING');

-- Every change: who, when, from what to what, why.
create table release_change (
  position     bigint generated always as identity primary key,
  release      text not null references release,
  version      bigint not null, -- of the release after it
  at           timestamptz not null,
  actor        text not null, -- subject of the token, or the service itself
  action       text not null,
  from_state   text,
  to_state     text not null,
  from_instant timestamptz,
  to_instant   timestamptz not null,
  reason       text
);
create index release_change_release on release_change (release, position);

-- What a release makes public. A detached content keeps its row.
create table release_content (
  position    bigint generated always as identity primary key,
  release     text not null references release,
  type        text not null check (type in ('VINTAGE', 'EDITION')),
  content     text not null check (length(content) between 1 and 64),
  attached_at timestamptz not null,
  attached_by text not null,
  detached_at timestamptz,
  detached_by text,
  check ((detached_at is null) = (detached_by is null))
);
-- A content becomes public once: it stands in one release.
create unique index release_content_listed_once on release_content (type, content) where detached_at is null;
create index release_content_release on release_content (release, position) where detached_at is null;

-- The publication log ---------------------------------------------------------------------------------

-- One row: its lock makes the sequence free of gaps and the order of the instants that of the sequence.
create table publication_counter (
  only_row          boolean primary key default true check (only_row),
  last_sequence     bigint not null,
  last_published_at timestamptz not null -- of a live release
);
insert into publication_counter (last_sequence, last_published_at) values (0, 'epoch');

create table publication (
  sequence      bigint primary key check (sequence > 0),
  release       text not null unique references release,
  published_at  timestamptz not null,
  recorded_at   timestamptz not null,
  origin        text not null check (origin in ('LIVE', 'ARCHIVE')),
  late          boolean not null,
  reconstructed boolean not null,
  notice_vi     text,
  notice_en     text,
  contents      jsonb not null
);

-- Working days ----------------------------------------------------------------------------------------

create table working_year (
  year       int primary key check (year between 1990 and 2999),
  version    bigint not null,
  days       jsonb not null,
  changed_at timestamptz not null
);

create table working_year_change (
  year    int not null references working_year,
  version bigint not null,
  days    jsonb not null,
  at      timestamptz not null,
  actor   text not null,
  primary key (year, version)
);

-- Nothing is deleted, and what is done is done --------------------------------------------------------

create function refuse() returns trigger language plpgsql as $$
begin
  raise exception '% of % is refused: %', tg_op, tg_table_name, tg_argv[0] using errcode = 'integrity_constraint_violation';
end
$$;

do $$
declare
  kept text;
begin
  foreach kept in array array['release', 'release_change', 'release_content', 'publication_counter', 'publication',
                              'working_year', 'working_year_change'] loop
    execute format('create trigger %I before delete on %I for each row execute function refuse(%L)',
                   kept || '_kept', kept, 'nothing of the calendar is deleted');
    execute format('create trigger %I before truncate on %I execute function refuse(%L)',
                   kept || '_not_emptied', kept, 'nothing of the calendar is deleted');
  end loop;
end
$$;

create trigger release_over before update on release for each row
  when (old.state in ('PUBLISHED', 'CANCELLED'))
  execute function refuse('a release that is published or cancelled does not change');
create trigger release_change_written before update on release_change for each row
  execute function refuse('history does not change');
create trigger publication_written before update on publication for each row
  execute function refuse('the log does not change');
create trigger working_year_change_written before update on working_year_change for each row
  execute function refuse('history does not change');

create function keep_published_contents() returns trigger language plpgsql as $$
begin
  if exists (select from release where id = new.release and state = 'PUBLISHED') then
    raise exception 'the contents of release % are published', new.release using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
create trigger release_content_published before insert or update on release_content for each row
  execute function keep_published_contents();

-- The public's view -----------------------------------------------------------------------------------

-- All of it, as the office reads it.
create view office_release as
  select r.id, r.version, r.title_vi, r.title_en, r.agency, r.publisher, r.trigger, r.origin, r.state, r.scheduled_at,
         r.precision, r.periods, r.product, r.notice_vi, r.notice_en, r.overdue_at is not null as overdue,
         r.sealed_at is not null as sealed, r.external_source, r.external_seen_at, r.sequence, r.published_at,
         r.recorded_at, r.late, r.evidence, r.reconstructed, p.contents, r.changed_at, r.instant, r.search, r.announced_at
  from release r left join publication p on p.release = r.id;

create view public_release as
  select id, version, title_vi, title_en, agency, publisher, trigger, origin, state, scheduled_at, precision, periods,
         product, notice_vi, notice_en, overdue, sealed,
         case when sequence is not null then external_source end as external_source,
         case when sequence is not null then external_seen_at end as external_seen_at,
         sequence, published_at, recorded_at, late, evidence, reconstructed, contents, changed_at, instant, search
  from office_release
  where announced_at is not null;

-- What was said of a release since it was announced, without who said it.
create view public_release_change as
  select c.position, c.release, c.version, c.at, c.action, c.from_state, c.to_state, c.from_instant, c.to_instant, c.reason
  from release_change c join release r on r.id = c.release
  where r.announced_at is not null and c.to_state <> 'DRAFT';

create view public_publication as
  select sequence, release, published_at, recorded_at, origin, late, reconstructed, notice_vi, notice_en, contents
  from publication;

create view public_working_year as
  select year, version, days from working_year;

grant select on public_release, public_release_change, public_publication, public_working_year to "${gateRole}";
