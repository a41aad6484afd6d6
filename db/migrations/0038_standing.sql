-- A person's credit: one line per person, so that a booking asks by key.
create table credit_account (
  account_id bigint primary key references account (id),
  balance integer not null,
  -- since when nothing was taken away or given back by time
  quiet_since timestamptz not null
);
create index credit_account_quiet on credit_account (quiet_since);

-- What changed it, never edited: what turns out wrong is undone by an entry of its own.
create table credit_entry (
  account_id bigint not null references account (id),
  id bigint generated always as identity,
  -- where it happened; none for what time gives back
  unit_id bigint references unit (id),
  instrument_id bigint,
  booking_id bigint,
  use_id bigint,
  outcome text not null check (outcome in ('normal_use', 'late', 'left_early', 'overrun', 'no_show', 'late_cancellation',
    'missing_feedback', 'regained', 'undone')),
  occasion text not null check (length(occasion) <= 100),
  once_key text not null check (length(once_key) <= 200),
  -- by the rules, and as far as the bounds of the balance let it count
  points_by_rule integer not null,
  points integer not null,
  balance_after integer not null,
  minutes integer,
  rules_version text not null,
  undoes_id bigint,
  undone_because text not null default '' check (undone_because in ('', 'corrected', 'appeal')),
  -- whoever noted it, who does not judge an appeal against it
  noted_by bigint,
  happened_at timestamptz not null,
  created_at timestamptz not null,
  primary key (account_id, id),
  unique (id),
  unique (account_id, once_key),
  check ((outcome = 'undone') = (undoes_id is not null)),
  check ((outcome = 'undone') = (undone_because <> ''))
);
create unique index credit_entry_undone on credit_entry (account_id, undoes_id) where undoes_id is not null;
create index credit_entry_occasion on credit_entry (account_id, occasion);

-- Feedback that is still awaited; answered or undone, the line goes.
create table feedback_due (
  unit_id bigint not null references unit (id),
  use_id bigint not null,
  instrument_id bigint not null,
  account_id bigint not null references account (id),
  due_at timestamptz not null,
  primary key (unit_id, use_id)
);
create index feedback_due_when on feedback_due (due_at);

create table sanction (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  account_id bigint not null references account (id),
  kind text not null check (kind in ('message', 'no_booking', 'instrument', 'unit')),
  instrument_id bigint,
  cause text not null check (cause in ('threshold', 'repeat', 'manual')),
  once_key text not null check (length(once_key) <= 200),
  entry_id bigint,
  rules_version text not null default '',
  -- numbers of the rule that gave it, for the wording
  grounds jsonb not null default '{}',
  reason text not null default '' check (length(reason) <= 500),
  set_by bigint references account (id),
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  lifted_at timestamptz,
  lifted_by bigint references account (id),
  lifted_because text not null default '' check (lifted_because in ('', 'hand', 'appeal', 'undone')),
  lift_reason text not null default '' check (length(lift_reason) <= 500),
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (unit_id, id),
  unique (id),
  unique (account_id, once_key),
  check (starts_at <= ends_at),
  check ((kind = 'instrument') = (instrument_id is not null)),
  check ((lifted_at is null) = (lifted_because = ''))
);
create index sanction_account on sanction (account_id, ends_at);

create table appeal (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  account_id bigint not null references account (id),
  entry_id bigint,
  sanction_id bigint,
  reason text not null check (length(reason) between 1 and 1000),
  state text not null check (state in ('waiting', 'granted', 'refused', 'withdrawn')),
  decided_by bigint references account (id),
  decided_at timestamptz,
  decision_note text not null default '' check (length(decision_note) <= 500),
  version integer not null default 1,
  created_at timestamptz not null,
  primary key (unit_id, id),
  unique (id),
  check (num_nonnulls(entry_id, sanction_id) = 1)
);
create unique index appeal_entry on appeal (entry_id) where entry_id is not null and state <> 'withdrawn';
create unique index appeal_sanction on appeal (sanction_id) where sanction_id is not null and state <> 'withdrawn';
create index appeal_account on appeal (account_id, id desc);
create index appeal_waiting on appeal (unit_id, id) where state = 'waiting';

-- A project whose level, once a person checked the proof, gives priority (notice N11).
create table priority_project (
  id bigint generated always as identity primary key,
  account_id bigint not null references account (id),
  unit_id bigint references unit (id),
  -- a research group whose members may name it too
  group_id bigint,
  level text not null check (length(level) between 1 and 40),
  number text not null check (length(number) between 1 and 60),
  title text not null check (length(title) between 1 and 200),
  proof_file_id bigint references stored_file (id),
  valid_until date not null,
  state text not null check (state in ('draft', 'waiting', 'checked', 'returned', 'withdrawn')),
  note text not null default '' check (length(note) <= 500),
  decided_by bigint references account (id),
  decided_at timestamptz,
  version integer not null default 1,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  check (state not in ('waiting', 'checked') or proof_file_id is not null)
);
create index priority_project_account on priority_project (account_id);
create index priority_project_group on priority_project (group_id) where group_id is not null;
create index priority_project_waiting on priority_project (updated_at, id) where state = 'waiting';

-- Every booking that had priority, as it was when it was made.
create table priority_use (
  unit_id bigint not null references unit (id),
  booking_id bigint not null,
  instrument_id bigint not null,
  project_id bigint not null references priority_project (id),
  level text not null,
  -- booked further ahead than the instrument allows without
  early boolean not null,
  given_up boolean not null default false,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (unit_id, booking_id)
);
create index priority_use_project on priority_use (project_id);
create index priority_use_start on priority_use (starts_at);

alter table booking
  add column project_id bigint,
  add column priority_level text not null default '',
  add column priority_early boolean not null default false;
