-- Eth (U+00D0) and the African D (U+0189) look like the Vietnamese Đ (U+0110), as does a D with a stroke laid over it. New names are
-- stored with Đ (Spelling); of those that stand it is folded here, so that either finds the other and no document changes by itself.
create or replace function name_form(text) returns text
  language sql immutable strict parallel safe
  return regexp_replace(
    regexp_replace(
      normalize(
        lower(regexp_replace(translate(normalize($1, NFC), 'ÐðƉɖ', 'ĐđĐđ'), '[Dd][\u0335-\u0337]', 'đ', 'g')),
        NFD),
      '(o)([\u0300\u0301\u0303\u0309\u0323])([ae])', '\1\3\2', 'g'),
    '(u)([\u0300\u0301\u0303\u0309\u0323])(y)', '\1\3\2', 'g');

alter table area_fact alter column name set expression as (name_form(name_vi || ' ' || coalesce(name_en, '')));
alter table agency alter column name set expression as (name_form(name_vi || ' ' || coalesce(name_en, '')));
alter table codelist alter column name set expression as (name_form(name_vi || ' ' || coalesce(name_en, '')));
alter table indicator alter column name set expression as (name_form(name_vi || ' ' || coalesce(name_en, '')));
alter table indicator_system alter column name set expression as (name_form(name_vi || ' ' || coalesce(name_en, '')));

-- A number in a form that is longer than any that is read now (Bounds) would make every list of forms unreadable. A change that is
-- allowed up to so many per cent, or a sum within so large a tolerance, demands nothing of anybody: without it the form says the same.
-- One that is smaller than can be read is held to the smallest that can.
create function within_bounds(content jsonb) returns jsonb
  language sql immutable
  return content
    || case when content ? 'changes' then jsonb_build_object('changes', (
      select coalesce(jsonb_agg(
          case when scale((rule ->> 'percent')::numeric) > 6
            then jsonb_set(rule, '{percent}', to_jsonb(greatest(round((rule ->> 'percent')::numeric, 6), 0.000001)))
            else rule end
          order by place), '[]')
        from jsonb_array_elements(content -> 'changes') with ordinality as r (rule, place)
        where (rule ->> 'percent')::numeric <= 1000000)) else '{}' end
    || case when content ? 'sums' then jsonb_build_object('sums', (
      select coalesce(jsonb_agg(
          case when scale((rule ->> 'tolerance')::numeric) > 12
            then jsonb_set(rule, '{tolerance}', to_jsonb(round((rule ->> 'tolerance')::numeric, 12)))
            else rule end
          order by place), '[]')
        from jsonb_array_elements(content -> 'sums') with ordinality as r (rule, place)
        where coalesce((rule ->> 'tolerance')::numeric, 0) <= 1000000000000000)) else '{}' end;

update form set content = within_bounds(content) where content <> within_bounds(content);
update form_version set content = within_bounds(content) where content <> within_bounds(content);
drop function within_bounds;
