-- What a write came to, from which its answer is made each time. Keys from before this column have the answer itself.
alter table idempotency_key
  add column result text,
  alter column status drop not null,
  alter column body drop not null,
  add constraint idempotency_key_result check ((result is null) = (status is not null and body is not null));
