-- Which agency owes which cells until when, what it pushed, and what became of it. The figures themselves
-- are in the store of V2, under a vintage per submission. Nothing here is ever deleted: a round and an
-- obligation are cancelled, a submission is refused, returned or withdrawn.

-- Forms -----------------------------------------------------------------------------------------------

create table form (
  key int generated always as identity primary key,
  id text not null constraint form_id_taken unique,
  version bigint not null,
  content jsonb not null
);

-- A round keeps the version under which it was issued: what an agency owes does not change behind its back.
create table form_version (
  form int not null references form,
  version bigint not null,
  recorded_at timestamptz not null,
  content jsonb not null,
  primary key (form, version)
);

-- Rounds and obligations ------------------------------------------------------------------------------

create table round (
  key int generated always as identity primary key,
  id uuid not null unique,
  form int not null,
  form_version bigint not null,
  period int not null,
  due_date date not null, -- its end in Asia/Ho_Chi_Minh is the deadline; stored once given
  dispatch text, -- the letter that issued it, where it set a deadline of its own
  state text not null check (state in ('open', 'cancelled')),
  version bigint not null,
  issued_by text not null,
  issued_at timestamptz not null,
  foreign key (form, form_version) references form_version
);
create unique index round_issued_twice on round (form, period) where state = 'open';

create table obligation (
  key int generated always as identity primary key,
  id uuid not null unique,
  round int not null references round,
  agency text not null references agency (id),
  due_date date not null,
  state text not null check (state in ('open', 'submitted', 'accepted', 'cancelled')),
  version bigint not null,
  unique (round, agency)
);
create index obligation_agency on obligation (agency, key);

-- Submissions -----------------------------------------------------------------------------------------

create table submission (
  key bigint generated always as identity primary key,
  id uuid not null unique,
  obligation int not null references obligation,
  agency text not null references agency (id),
  state text not null check (state in ('refused', 'received', 'accepted', 'returned', 'withdrawn')),
  version bigint not null,
  reason text not null check (reason in ('first', 'scheduled', 'correction', 'method')),
  sender text not null, -- subject of the person: whoever appraises must be another
  sender_name text not null,
  received_at timestamptz not null,
  late boolean not null,
  media_type text not null,
  bytes bigint not null,
  sha256 text not null,
  rows int not null, -- of the file
  vintage uuid, -- none when refused
  findings int not null, -- all of them; the first 1,000 are kept
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  decision_text text,
  check ((state = 'refused') = (vintage is null)),
  check ((state in ('refused', 'received')) = (decided_by is null)),
  check (decided_by is null or state = 'withdrawn' or decided_by <> sender)
);
create index submission_obligation on submission (obligation, key);
create index submission_agency on submission (agency, key);
create unique index submission_vintage on submission (vintage);
-- One submission of an obligation is appraised at a time.
create unique index submission_waiting_twice on submission (obligation) where state = 'received';

create table finding (
  submission bigint not null references submission,
  position int not null,
  origin text not null check (origin in ('check', 'appraisal')),
  rule text not null,
  severity text not null check (severity in ('hard', 'soft')),
  "row" int,
  "column" text,
  message_vi text not null,
  message_en text not null,
  primary key (submission, position)
);

-- The releases that list a vintage, as calendar-service tells it: while there is one, the vintage stays as it is.
create table attachment (
  content text not null,
  release text not null,
  primary key (content, release)
);

-- The one before it in a series of the same frequency: Period.previous(). Nine months come once a year.
create function previous_period(int) returns int
  language sql immutable strict parallel safe
  return $1 - case $1 & 15 when 9 then 12 else $1 & 15 end * 16;
