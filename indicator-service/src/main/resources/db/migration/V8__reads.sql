-- An unfiltered read gives each stored figure once, so it needs no more to know whether an indicator has a year to date.
drop view published_indicator_sequence;
alter table indicator_opening drop column year_to_date;
drop index series_year_to_date;
create view published_indicator_sequence as
  select indicator, sequence, in_order from indicator_opening;
grant select on published_indicator_sequence to "${gateRole}";

-- A unit may be the label of a base unit with a multiplier: VND_BN is (VND, 9).
alter table code
  add column base text,
  add column multiplier int,
  add check ((base is null) = (multiplier is null)),
  add foreign key (codelist, base) references code (codelist, code) deferrable initially deferred;
comment on column measure.multiplier is 'power of ten: a figure is its value times 10^multiplier units';

-- What the public is told with a publication, in English; unknown of those that were applied before.
alter table publication_applied add column notice_en text;
create or replace view published_publication as
  select sequence, release_id, published_at, recorded_at, origin, late, reconstructed, notice, notice_en
  from publication_applied;
