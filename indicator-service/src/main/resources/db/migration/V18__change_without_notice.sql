-- What was sent later, and changes an official figure without a word to readers, does not become public.
alter table opening_refused drop constraint opening_refused_cause_check;
alter table opening_refused add constraint opening_refused_cause_check
  check (cause in ('unknown', 'not-accepted', 'already-open', 'another-agency', 'later-submission', 'change-without-notice',
                   'lower-level'));
