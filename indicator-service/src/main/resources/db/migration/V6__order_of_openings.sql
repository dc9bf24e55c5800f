-- Vintages are mostly opened in the order in which they were pushed, and so of their keys. As long as that is true of an
-- indicator, the primary key of observation has the vintages of a cell in the order in which they hold, and reading needs
-- no sort. An archive release, or a push that overtakes another, ends it for the indicators that it touches.
alter table indicator_opening
  add column last_vintage int,
  add column last_published_at timestamptz,
  add column in_order boolean;

with o as (
  select i.indicator, o.vintage, o.published_at,
         lag(o.vintage) over (partition by i.indicator order by o.published_at, o.sequence, o.vintage) as before
  from opening o join vintage_indicator i on i.vintage = o.vintage
)
update indicator_opening i set
  (last_vintage, last_published_at, in_order) = (
    select max(vintage), max(published_at), bool_and(before is null or before < vintage)
    from o where o.indicator = i.indicator);

alter table indicator_opening
  alter column last_vintage set not null,
  alter column last_published_at set not null,
  alter column in_order set not null;

create or replace view published_indicator_sequence as
  select indicator, sequence, in_order from indicator_opening;
