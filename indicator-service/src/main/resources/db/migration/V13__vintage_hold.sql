-- The calendar asked whether a release may list a vintage, and was told that it may: until the calendar tells what became of
-- it, or the time is over, the vintage stays as it is. The numbers are those of attachment.version.
create table vintage_hold (
  content    text not null,
  release    text not null,
  version    bigint not null,
  held_until timestamptz not null,
  primary key (content, release)
);
