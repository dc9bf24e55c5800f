-- Which obligation a vintage answers: an earlier submission of the same obligation does not replace a later one.
alter table vintage add column obligation uuid;

update vintage v set obligation = o.id
from submission s
join obligation o on o.key = s.obligation
where s.vintage = v.id;

create index vintage_obligation on vintage (obligation, key);

alter table opening_refused drop constraint opening_refused_cause_check;
alter table opening_refused add constraint opening_refused_cause_check
  check (cause in ('unknown', 'not-accepted', 'already-open', 'another-agency', 'later-submission', 'lower-level'));
