-- What a unit publishes about itself (notice N5, N7, N8). A rule is never edited: a new version stands beside the old ones,
-- which stay readable. What a technician, a qualification or a norm covers are lists of ids of the same unit; ids are never
-- given out twice, so one that is gone is merely not shown.
create table unit_rule (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  -- code of the table "rule-kinds"
  kind text not null check (length(kind) between 1 and 40),
  version int not null check (version > 0),
  title text not null check (length(title) between 1 and 120),
  title_en text not null default '',
  effective_from date not null,
  body text not null default '' check (length(body) <= 50000),
  file_id bigint references stored_file (id),
  published_by_name text not null,
  published_at timestamptz not null,
  primary key (unit_id, id),
  unique (unit_id, kind, version),
  check (body <> '' or file_id is not null)
);
create index unit_rule_file on unit_rule (file_id) where file_id is not null;

create table technician (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  name text not null check (length(name) between 1 and 50),
  title text not null default '',
  skills text not null default '',
  account_id bigint references account (id),
  instrument_ids bigint[] not null default '{}',
  centre_ids bigint[] not null default '{}',
  primary key (unit_id, id)
);

create table qualification (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  -- code of the table "qualification-kinds"
  kind text not null check (length(kind) between 1 and 40),
  number text not null check (length(number) between 1 and 60),
  scope text not null default '',
  valid_from date not null,
  -- last day on which it holds
  valid_until date not null,
  file_id bigint references stored_file (id),
  instrument_ids bigint[] not null default '{}',
  centre_ids bigint[] not null default '{}',
  primary key (unit_id, id),
  unique (unit_id, kind, number),
  check (valid_from <= valid_until)
);
create index qualification_end on qualification (valid_until, unit_id);
create index qualification_file on qualification (file_id) where file_id is not null;

-- A standard or a method of its own by which a unit tests.
create table norm (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  number text not null check (length(number) between 1 and 60),
  title text not null check (length(title) between 1 and 200),
  title_en text not null default '',
  instrument_ids bigint[] not null default '{}',
  primary key (unit_id, id),
  unique (unit_id, number)
);
