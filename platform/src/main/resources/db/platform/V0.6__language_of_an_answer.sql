-- The language of a problem that is answered again. Of answers from before this column it is not known.
alter table idempotency_key add column language text;
