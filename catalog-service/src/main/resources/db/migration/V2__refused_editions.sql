-- What a release told the public is told in both languages; what a publication listed and did not open is on record.

-- Null for what was opened before.
alter table edition_opening add column notice_en text;

create table edition_refused (
  sequence    bigint not null,
  content     text not null, -- as the publication names it
  cause       text not null,
  recorded_at timestamptz not null default clock_timestamp(),
  primary key (sequence, content)
);

create or replace view office_edition as
  select e.key, e.id, e.product, e.title_vi, e.title_en, e.period, e.period_end, e.links,
    e.notice_vi, e.notice_en, coalesce(o.release, e.release) as release, r.scheduled_at as planned_at,
    o.sequence, o.published_at, o.recorded_at, o.origin, o.late, o.reconstructed, o.notice,
    o.notice_en as release_notice_en
  from edition e
  left join edition_opening o on o.edition = e.key
  left join release r on r.id = coalesce(o.release, e.release);

create or replace view published_edition as
  select key, id, product, title_vi, title_en, period, period_end, links, notice_vi, notice_en, release,
    planned_at, sequence, published_at, recorded_at, origin, late, reconstructed, notice, release_notice_en
  from office_edition
  where sequence is not null;
