-- The products of the province's statistics, and their editions. Products are public; an edition is held until the
-- publication log opens it, and the public role can read it only through published_edition.

create extension if not exists unaccent;

-- What a reader types without marks. unaccent() is STABLE only because its dictionary could be exchanged; naming the
-- dictionary makes the wrapper IMMUTABLE, as generated columns need.
create function search_form(text) returns text
  language sql immutable strict parallel safe
  return lower(public.unaccent('public.unaccent'::regdictionary, normalize($1, NFC)));

-- What other services told ----------------------------------------------------------------------------

create table agency (
  id text primary key,
  name_vi text not null,
  name_en text,
  version bigint not null
);

create table release (
  id text primary key,
  state text not null,
  scheduled_at timestamptz,
  version bigint not null
);

-- Products --------------------------------------------------------------------------------------------

-- The eleven fields of a product: plan of the province on statistical dissemination (source 002), item 4b.
create table product (
  key int generated always as identity primary key,
  id text not null constraint product_id_taken unique,
  version bigint not null,
  status text not null check (status in ('official', 'example')),
  name_vi text not null,
  name_en text,
  main_content_vi text not null,
  main_content_en text,
  indicators text[] not null,
  sources text[] not null,
  completeness text[] not null,
  forms text[] not null,
  languages text[] not null,
  cycle text not null,
  channels text[] not null,
  agency text not null, -- responsible for its dissemination
  price numeric(12, 0) check (price > 0), -- dong; null: free
  other_vi text,
  other_en text,
  audiences text[] not null,
  search text generated always as (search_form(name_vi || ' ' || coalesce(name_en, ''))) stored
);

create view published_product as select * from product;

-- Editions --------------------------------------------------------------------------------------------

create table edition (
  key int generated always as identity primary key,
  id uuid not null unique,
  product int not null references product,
  title_vi text not null,
  title_en text,
  period text not null, -- as Period writes it
  period_end date not null,
  release text, -- id of the release that is planned to open it
  links jsonb not null,
  notice_vi text,
  notice_en text,
  created_at timestamptz not null default now(),
  constraint edition_twice unique (product, period, title_vi)
);

-- One row per edition that a publication opened. Nothing here is ever changed.
create table edition_opening (
  edition int primary key references edition,
  sequence bigint not null,
  release text not null,
  published_at timestamptz not null,
  recorded_at timestamptz not null,
  origin text not null,
  late boolean not null,
  reconstructed boolean not null,
  notice text
);

create view office_edition as
  select e.key, e.id, e.product, e.title_vi, e.title_en, e.period, e.period_end, e.links,
    e.notice_vi, e.notice_en, coalesce(o.release, e.release) as release, r.scheduled_at as planned_at,
    o.sequence, o.published_at, o.recorded_at, o.origin, o.late, o.reconstructed, o.notice
  from edition e
  left join edition_opening o on o.edition = e.key
  left join release r on r.id = coalesce(o.release, e.release);

create view published_edition as
  select key, id, product, title_vi, title_en, period, period_end, links, notice_vi, notice_en, release,
    planned_at, sequence, published_at, recorded_at, origin, late, reconstructed, notice
  from office_edition
  where sequence is not null;

grant select on published_product, published_edition to "${gateRole}";
