-- A release that is out holds no vintage any more: what its opening refused may be attached again, returned, or replaced.
-- Calendar-service hears of it by an event. It is told of what was refused before, too.
insert into outbox (type, topic, key, subject_version, is_public, payload)
select 'vn.solieu.indicator.vintage.refused.v1', 'solieu.indicator.vintage.v1', r.content_id, r.sequence, false,
       jsonb_build_object(
         'contentType', 'vintage',
         'contentId', r.content_id,
         'releaseId', p.release_id,
         'sequence', r.sequence,
         'cause', r.cause,
         'at', to_char(r.recorded_at at time zone 'Asia/Ho_Chi_Minh', 'YYYY-MM-DD"T"HH24:MI:SS.US"+07:00"'))
from opening_refused r join publication_applied p on p.sequence = r.sequence
order by r.sequence, r.content_id;

-- Findings are counted by rule, also beyond the first 1,000 that are kept; an info has to be neither corrected nor
-- justified; a justification is shown with its finding; an appraiser remarks on a cell.
alter table finding drop constraint finding_severity_check;
alter table finding add constraint finding_severity_check check (severity in ('hard', 'soft', 'info'));
alter table finding
  add column justification text,
  add column cell jsonb;

alter table submission
  add column finding_kinds jsonb not null default '[]', -- [{"rule", "severity", "count"}]
  add column file_rows int4multirange; -- in which rows of the file figures were; not known of those of before

-- Of more findings than were kept it is not known how many there were of each.
update submission s set finding_kinds = (
  select jsonb_agg(jsonb_build_object('rule', rule, 'severity', severity, 'count', found) order by rule)
  from (select rule, severity, count(*) as found from finding where submission = s.key group by rule, severity) k)
where findings > 0 and findings = (select count(*) from finding where submission = s.key);

-- A published cell belongs to somebody --------------------------------------------------------------------------

alter table agency add column successor text references agency (id); -- who took over what it kept

-- By which route figures came, and since when the form has named who reports them. None of vintages without a form.
alter table vintage
  add column route text,
  add column form_recorded_at timestamptz;

update vintage v set (route, form_recorded_at) = (
  select f.content ->> 'route', f.recorded_at
  from submission s
  join obligation o on o.key = s.obligation
  join round r on r.key = o.round
  join form_version f on f.form = r.form and f.version = r.form_version
  where s.vintage = v.id);

-- Who else reports an indicator: a row for each vintage, and asked at each push and each opening.
create index vintage_indicator_indicator on vintage_indicator (indicator);

-- Whether an agency may replace figures of a published vintage: its own, those of an agency that it succeeds, and those of
-- cells that a newer form names it for; those that were taken over from the national office by that route alone.
create function may_replace(published int, agency text, route text, form_recorded_at timestamptz) returns boolean
  language sql stable parallel safe
  return (
    select (v.route is distinct from 'inbound' or $3 is not distinct from 'inbound')
      and (v.agency = $2
        or coalesce(v.form_recorded_at < $4, false)
        or exists (
          with recursive later (id) as (
            select a.successor from public.agency a where a.id = v.agency
            union
            select a.successor from later l join public.agency a on a.id = l.id)
          select from later where id = $2))
    from public.vintage v where v.key = $1);

alter table opening_refused drop constraint opening_refused_cause_check;
alter table opening_refused add constraint opening_refused_cause_check
  check (cause in ('unknown', 'not-accepted', 'already-open', 'another-agency', 'lower-level'));

-- What an agency may be told of a cell: the figure that is public, or its own that was accepted after it.
create function figure_known_to(indicator int, series int, period int, agency text)
  returns table (value numeric, value_state value_state)
  language sql stable parallel safe
  as $$
    select case
             when o.reason = 'withdrawn' or o.tombstone or (o.confidentiality <> 'free' and v.agency <> $4) then null
             when p.vintage is null then o.value
             else round(o.value, o.decimals)
           end,
           o.value_state
    from observation o
    join vintage v on v.key = o.vintage
    left join opening p on p.vintage = o.vintage
    where o.indicator = $1 and o.series = $2 and o.period = $3
      and (p.vintage is not null or (v.agency = $4 and v.state = 'accepted' and not exists (
        select from observation later join opening q on q.vintage = later.vintage
        where later.indicator = $1 and later.series = $2 and later.period = $3 and later.vintage > o.vintage)))
    order by p.vintage is null desc, p.published_at desc, p.sequence desc, o.vintage desc
    limit 1
  $$;
