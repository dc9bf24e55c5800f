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
