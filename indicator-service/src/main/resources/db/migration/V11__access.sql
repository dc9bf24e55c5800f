-- Whose data a vintage is, as grants bound it: its form and its areas, beside its agency. Ids, which are permanent and
-- are what tokens name. A vintage of which they are not known is reached by grants without such a bound alone.
alter table vintage add column form text not null default '', add column areas text[];

update vintage v set form = f.id
from submission s
join obligation o on o.key = s.obligation
join round r on r.key = o.round
join form f on f.key = r.form
where s.vintage = v.id;

-- One pass over the figures, not one for each vintage.
update vintage v set areas = a.ids
from (
  select c.vintage, array_agg(area.id order by area.id) as ids
  from (select distinct o.vintage, s.area from observation o join series s on s.key = o.series) c
  join area on area.key = c.area
  group by c.vintage) a
where a.vintage = v.key;
