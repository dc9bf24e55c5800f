-- What is published or cancelled is not overdue, and of what is cancelled nothing is sealed. When it fell due and when it was
-- sealed stays on record: the row of what is over does not change.
create temporary table shown on commit drop as
  select id from office_release where overdue and state in ('PUBLISHED', 'CANCELLED') or sealed and state = 'CANCELLED';

create or replace view office_release as
  select r.id, r.version, r.title_vi, r.title_en, r.agency, r.publisher, r.trigger, r.origin, r.state, r.scheduled_at,
         r.precision, r.periods, r.product, p.notice_vi, p.notice_en,
         r.overdue_at is not null and r.state not in ('PUBLISHED', 'CANCELLED') as overdue,
         r.sealed_at is not null and r.state <> 'CANCELLED' as sealed, r.external_source, r.external_seen_at, r.sequence,
         r.published_at, r.recorded_at, r.late, r.evidence, r.reconstructed, p.contents, r.changed_at, r.instant, r.search,
         r.announced_at, r.place_number,
         case when p.sequence is not null then
           (select jsonb_agg(jsonb_build_object('type', lower(c.type), 'id', c.content) order by c.position)
            from release_content c where c.release = r.id and c.refused_cause is not null)
         end as refused
  from release r left join publication p on p.release = r.id;

-- Readers who keep an answer or a snapshot with the flag are given another.
update release set version = version + 1, changed_at = clock_timestamp() where id in (select id from shown);

create function pg_temp.local(timestamptz) returns text
  language sql stable strict
  return to_char($1 at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T"HH24:MI:SS.US"+07:00"');

insert into outbox (type, topic, key, subject_version, is_public, payload)
select 'vn.solieu.calendar.release.changed.v1', 'solieu.calendar.release.v1', id, version, true,
       jsonb_strip_nulls(jsonb_build_object(
         'id', id, 'version', version, 'titleVi', title_vi, 'titleEn', title_en, 'agency', agency, 'publisher', publisher,
         'trigger', lower(trigger), 'origin', lower(origin), 'state', lower(state),
         'scheduledAt', pg_temp.local(scheduled_at), 'precision', lower(precision), 'periods', to_jsonb(periods),
         'product', product, 'overdue', overdue, 'sealed', sealed, 'sequence', sequence,
         'publishedAt', pg_temp.local(published_at), 'recordedAt', pg_temp.local(recorded_at), 'late', late,
         'evidence', evidence, 'reconstructed', reconstructed, 'contents', contents, 'refused', refused,
         'notice', case when notice_vi is not null then jsonb_build_object('vi', notice_vi, 'en', notice_en) end,
         'externalPublication', case when external_source is not null then
           jsonb_build_object('source', external_source, 'seenAt', pg_temp.local(external_seen_at)) end,
         'changedAt', pg_temp.local(changed_at)))::text
from public_release where id in (select id from shown) order by changed_at, id;
