-- What is replayed comes behind later events: an older one changes nothing, so what was detached is remembered.
alter table attachment
  add column attached boolean not null default true,
  add column version bigint not null default 0;
