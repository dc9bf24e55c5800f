-- What each applied publication said: the calendar's log is compared with it whenever it is read again, and so is every
-- record of the publication topic. Publications of before this table take theirs from the log when it is first read.
create table publication_digest (
  sequence bigint primary key,
  digest   text not null
);
