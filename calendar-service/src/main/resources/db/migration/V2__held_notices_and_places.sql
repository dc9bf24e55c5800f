-- The notice of the figures is under the embargo of the contents; a reason that the public reads is in two languages; a
-- content that its keeper did not open is free again; pages of the calendar hold still; a publication that is committed too
-- late is not taken for one that was in time.

-- The notice of the figures ---------------------------------------------------------------------------

-- Apart from the release, whose version and time of change are public: a notice that is written, changed or taken back
-- leaves no trace there. With the publication it goes into the log, where the public reads it.
create table release_notice (
  position     bigint generated always as identity primary key,
  release      text not null references release,
  notice_vi    text not null,
  notice_en    text not null,
  written_at   timestamptz not null,
  written_by   text not null,
  withdrawn_at timestamptz,
  withdrawn_by text,
  check ((withdrawn_at is null) = (withdrawn_by is null))
);
create unique index release_notice_one on release_notice (release) where withdrawn_at is null;

create trigger release_notice_kept before delete on release_notice for each row
  execute function refuse('nothing of the calendar is deleted');
create trigger release_notice_not_emptied before truncate on release_notice
  execute function refuse('nothing of the calendar is deleted');
create trigger release_notice_published before insert or update on release_notice for each row
  execute function keep_published_contents();

-- Those of releases that are not out were public until now. What is out has its notice in the log.
insert into release_notice (release, notice_vi, notice_en, written_at, written_by)
select id, notice_vi, notice_en, changed_at, 'system:calendar-service'
from release where state <> 'PUBLISHED' and notice_vi is not null and notice_en is not null
order by changed_at, id;

-- A refused content, and the order of the calendar -----------------------------------------------------

alter table release_content add column refused_cause text;
alter table release_content add constraint release_content_refused_is_free
  check (refused_cause is null or detached_at is not null);
create index release_content_refused on release_content (release, position) where refused_cause is not null;

-- What is published stays; that its keeper refused it is added to it, once.
create or replace function keep_published_contents() returns trigger language plpgsql as $$
begin
  if exists (select from release where id = new.release and state = 'PUBLISHED') then
    if tg_op = 'UPDATE' and tg_table_name = 'release_content' then
      if old.detached_at is null and new.refused_cause is not null then
        return new;
      end if;
    end if;
    raise exception 'the contents of release % are published', new.release using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;

-- A published release gets a new version when one of its contents turns out to be refused, and nothing else.
create function keep_what_is_over() returns trigger language plpgsql as $$
declare
  moves text[] := array['version', 'changed_at', 'instant', 'search'];
begin
  if to_jsonb(new) - moves <> to_jsonb(old) - moves then
    raise exception 'a release that is published or cancelled does not change' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end
$$;
drop trigger release_over on release;
create trigger release_over before update on release for each row
  when (old.state in ('PUBLISHED', 'CANCELLED')) execute function keep_what_is_over();

-- Whoever gives a release its place among the others takes the next number, and holds this row until that is committed:
-- so the numbers become visible in their order, and a list that was begun at one of them can be read on as it was.
create table release_placing (
  only_row    boolean primary key default true check (only_row),
  last_number bigint not null
);
insert into release_placing (last_number) values (0);
create trigger release_placing_kept before delete on release_placing for each row
  execute function refuse('nothing of the calendar is deleted');

alter table release add column place_number bigint not null default 0;
alter table release alter column place_number drop default;
create index release_place_number on release (place_number);
-- Null for a change that moved nothing.
alter table release_change add column place_number bigint default 0;
alter table release_change alter column place_number drop default;

alter table release_change add column reason_en text;

-- Publishing in time -----------------------------------------------------------------------------------

-- Until when, by this database's clock, the publication has to be committed to be what it says: a copy of the service that
-- stands still between its turn and its commit would have it public later than that. Null: whenever.
alter table publication_counter add column commit_before timestamptz;

create function committed_in_time() returns trigger language plpgsql as $$
begin
  if clock_timestamp() > (select commit_before from publication_counter) then
    raise exception 'publication % comes too late to be in time', new.sequence using errcode = 'serialization_failure';
  end if;
  return null;
end
$$;
create constraint trigger publication_in_time after insert on publication deferrable initially deferred
  for each row execute function committed_in_time();

-- The public's view ------------------------------------------------------------------------------------

drop view public_release;
drop view office_release;
drop view public_release_change;
drop view public_publication;

create view office_release as
  select r.id, r.version, r.title_vi, r.title_en, r.agency, r.publisher, r.trigger, r.origin, r.state, r.scheduled_at,
         r.precision, r.periods, r.product, p.notice_vi, p.notice_en, r.overdue_at is not null as overdue,
         r.sealed_at is not null as sealed, r.external_source, r.external_seen_at, r.sequence, r.published_at,
         r.recorded_at, r.late, r.evidence, r.reconstructed, p.contents, r.changed_at, r.instant, r.search, r.announced_at,
         r.place_number,
         case when p.sequence is not null then
           (select jsonb_agg(jsonb_build_object('type', lower(c.type), 'id', c.content) order by c.position)
            from release_content c where c.release = r.id and c.refused_cause is not null)
         end as refused
  from release r left join publication p on p.release = r.id;

create view public_release as
  select id, version, title_vi, title_en, agency, publisher, trigger, origin, state, scheduled_at, precision, periods,
         product, notice_vi, notice_en, overdue, sealed,
         case when sequence is not null then external_source end as external_source,
         case when sequence is not null then external_seen_at end as external_seen_at,
         sequence, published_at, recorded_at, late, evidence, reconstructed, contents, changed_at, instant, search, place_number,
         refused
  from office_release
  where announced_at is not null;

-- What was said of a release since it was announced, without who said it.
create view public_release_change as
  select c.position, c.release, c.version, c.at, c.action, c.from_state, c.to_state, c.from_instant, c.to_instant,
         c.reason, c.reason_en, c.place_number
  from release_change c join release r on r.id = c.release
  where r.announced_at is not null and c.to_state <> 'DRAFT';

create view public_publication as
  select p.sequence, p.release, p.published_at, p.recorded_at, p.origin, p.late, p.reconstructed, p.notice_vi, p.notice_en,
         p.contents,
         (select jsonb_agg(jsonb_build_object('type', lower(c.type), 'id', c.content) order by c.position)
          from release_content c where c.release = p.release and c.refused_cause is not null) as refused
  from publication p;

grant select on public_release, public_release_change, public_publication to "${gateRole}";

-- The newest snapshot of a release is kept for readers to come: those that hold a notice too early are followed by one
-- without it.
with told as (
  update release set version = version + 1, changed_at = clock_timestamp()
  where announced_at is not null and state <> 'PUBLISHED' and notice_vi is not null
  returning *
)
insert into outbox (type, topic, key, subject_version, is_public, payload)
select 'vn.solieu.calendar.release.changed.v1', 'solieu.calendar.release.v1', id, version, true,
       jsonb_strip_nulls(jsonb_build_object(
         'id', id, 'version', version, 'titleVi', title_vi, 'titleEn', title_en, 'agency', agency, 'publisher', publisher,
         'trigger', lower(trigger), 'origin', lower(origin), 'state', lower(state),
         'scheduledAt', to_char(scheduled_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T"HH24:MI:SS.US"+07:00"'),
         'precision', lower(precision), 'periods', to_jsonb(periods), 'product', product, 'overdue', overdue_at is not null,
         'sealed', sealed_at is not null, 'late', late, 'reconstructed', reconstructed,
         'changedAt', to_char(changed_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T"HH24:MI:SS.US"+07:00"')))::text
from told order by changed_at, id;

alter table release drop column notice_vi, drop column notice_en;
