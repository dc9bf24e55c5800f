create table figure (
  id     int primary key,
  value  numeric not null,
  opened boolean not null
);

create view published_figure as
  select id, value from figure where opened;

grant select on published_figure to "${gateRole}";

-- What the follower's opener did; a second opening of one publication would violate the key.
create table opened (
  ordinal  int generated always as identity,
  sequence bigint primary key
);

-- What the consumers of events made of them.
create table thing (
  id      text primary key,
  version bigint not null,
  name    text not null
);

create table deed (
  ordinal int generated always as identity,
  thing   text not null,
  what    text not null
);
