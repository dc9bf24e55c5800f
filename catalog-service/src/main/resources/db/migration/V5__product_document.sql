-- A product is written and read whole: its fields are one document, without the id and the version that stand beside it.

alter table product add column document jsonb;

update product set document = jsonb_strip_nulls(jsonb_build_object(
  'status', status, 'nameVi', name_vi, 'nameEn', name_en, 'mainContentVi', main_content_vi, 'mainContentEn', main_content_en,
  'indicators', indicators, 'sources', sources, 'completeness', completeness, 'forms', forms, 'languages', languages,
  'cycle', cycle, 'channels', channels, 'agency', agency, 'price', price, 'otherVi', other_vi, 'otherEn', other_en,
  'audiences', audiences));

drop view published_product;

alter table product
  drop column search,
  drop column status, drop column name_vi, drop column name_en, drop column main_content_vi, drop column main_content_en,
  drop column indicators, drop column sources, drop column completeness, drop column forms, drop column languages,
  drop column cycle, drop column channels, drop column agency, drop column price, drop column other_vi, drop column other_en,
  drop column audiences,
  alter column document set not null,
  add column search text not null generated always as
    (searchable((document ->> 'nameVi') || ' ' || coalesce(document ->> 'nameEn', ''))) stored,
  add constraint product_agency check (document ->> 'agency' is not null);

create view published_product as select key, id, version, document, search from product;
grant select on published_product to "${gateRole}";

alter table edition add column version bigint not null default 1;
