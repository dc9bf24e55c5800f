-- What readers are told with a correction, in English too; unknown of those that came before.
alter table vintage add column notice_en text;
create or replace view published_vintage as
  select v.key, v.id, v.notice, p.sequence, v.notice_en
  from vintage v join opening p on p.vintage = v.key;

-- A correction was given back after figures had been accepted: they stand, and a correction is owed again.
alter table obligation drop constraint obligation_state_check;
alter table obligation add constraint obligation_state_check
  check (state in ('open', 'submitted', 'accepted', 'returned', 'cancelled'));

update obligation o set state = 'returned', version = version + 1
where o.state = 'accepted' and (
  select s.state from submission s
  where s.obligation = o.key and s.state in ('accepted', 'returned')
  order by s.key desc limit 1) = 'returned';

-- Search. The same in the databases of all services: what is typed without marks fits every marking, a word with marks fits
-- these alone; case, spelling and whatever stands between words (spaces, hyphens, punctuation) make no difference.

-- Lower case, no diacritics, one space between words. Eth (U+00D0), the African D (U+0189) and a D with a stroke laid over it
-- are Đ. unaccent() is STABLE only because its dictionary could be exchanged: naming it makes the wrapper IMMUTABLE.
create function folded(text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(
    lower(public.unaccent('public.unaccent'::regdictionary,
      regexp_replace(translate(normalize($1, NFC), 'ÐðƉɖ', 'ĐđĐđ'), '[Dd][\u0335-\u0337]', 'đ', 'g'))),
    '[\s\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007E\u00A0-\u00BF\u2000-\u206F]+', ' ', 'g'));

-- The same with its marks, decomposed: composition and the place of the tone in oa, oe and uy (hoá = hóa) are spelling.
create function folded_with_marks(text) returns text
  language sql immutable strict parallel safe
  return btrim(regexp_replace(
    regexp_replace(
      regexp_replace(
        normalize(
          lower(regexp_replace(translate(normalize($1, NFC), 'ÐðƉɖ', 'ĐđĐđ'), '[Dd][\u0335-\u0337]', 'đ', 'g')),
          NFD),
        '(o)([\u0300\u0301\u0303\u0309\u0323])([ae])', '\1\3\2', 'g'),
      '(u)([\u0300\u0301\u0303\u0309\u0323])(y)', '\1\3\2', 'g'),
    '[\s\u0021-\u002F\u003A-\u0040\u005B-\u0060\u007B-\u007E\u00A0-\u00BF\u2000-\u206F]+', ' ', 'g'));

-- What is stored of a name, to be searched: both, on two lines.
create function searchable(text) returns text
  language sql immutable strict parallel safe
  return folded($1) || E'\n' || folded_with_marks($1);

-- Whether what a reader typed fits what searchable() made of a name.
create function name_fits(searchable text, typed text) returns boolean
  language sql immutable strict parallel safe
  return strpos(searchable, folded(typed)) > 0 and not exists (
    select from unnest(string_to_array(folded_with_marks(typed), ' ')) as word
    where word <> folded(word) and strpos(searchable, word) = 0);

alter table area_fact drop column name;
alter table agency drop column name;
alter table codelist drop column name;
alter table indicator drop column name;
alter table indicator_system drop column name;
alter table area_fact alter column search set expression as (searchable(name_vi || ' ' || coalesce(name_en, '')));
alter table agency alter column search set expression as (searchable(name_vi || ' ' || coalesce(name_en, '')));
alter table codelist alter column search set expression as (searchable(name_vi || ' ' || coalesce(name_en, '')));
alter table indicator alter column search set expression as (searchable(name_vi || ' ' || coalesce(name_en, '')));
alter table indicator_system alter column search set expression as (searchable(name_vi || ' ' || coalesce(name_en, '')));
drop function name_fits(text, text, text);
drop function name_form(text);
drop function search_form(text);
