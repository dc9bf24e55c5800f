-- Events wait here from the transaction that made them true until the broker has acknowledged them.
-- Sent rows are marked, not deleted, and kept for seven days.
create table outbox (
  position        bigint generated always as identity primary key,
  event_id        uuid not null unique default uuidv7(),
  type            text not null,
  topic           text not null,
  key             text not null,
  subject_version bigint not null,
  is_public       boolean not null,
  payload         text not null,
  -- The wall clock of the database, not the transaction's start: the delay until sent_at is measured by one clock.
  appended_at     timestamptz not null default clock_timestamp(),
  sent_at         timestamptz
);

-- Positions become visible out of order: what is unsent is asked for as such, never as "greater than the last one".
create index outbox_unsent on outbox (position) where sent_at is null;
create index outbox_sent on outbox (sent_at) where sent_at is not null;

-- Events that took effect, by consumer: the row is written in the transaction of the effect.
create table inbox (
  consumer    text not null,
  event_id    uuid not null,
  received_at timestamptz not null default now(),
  primary key (consumer, event_id)
);

create index inbox_received on inbox (received_at);
