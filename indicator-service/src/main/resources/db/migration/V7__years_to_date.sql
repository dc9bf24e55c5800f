-- A year to date is also answered from the whole periods of its cell, which takes a second look for every series of the
-- indicator. Few indicators have one: whether this one does is known with the order of its openings.
create index series_year_to_date on series (measure) where accumulation = 'year-to-date';

alter table indicator_opening add column year_to_date boolean not null default false;

update indicator_opening i set year_to_date = exists (
  select from measure m join series s on s.measure = m.key
  where m.indicator = i.indicator and s.accumulation = 'year-to-date');

create or replace view published_indicator_sequence as
  select indicator, sequence, in_order, year_to_date from indicator_opening;
