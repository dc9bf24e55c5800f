-- Years of due dates of which no notice on public holidays was known when the round was issued: the date stays, and may be
-- a holiday. Of rounds that were issued before it is known only whether there is a notice now.
alter table round add column years_without_notice int[] not null default '{}';

update round set years_without_notice = array[extract(year from due_date)::int]
where extract(year from due_date)::int not in (select year from working_day_year);
