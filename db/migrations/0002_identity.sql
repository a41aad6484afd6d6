create table account (
  id bigint generated always as identity primary key,
  login text not null unique check (login = lower(login) and length(login) between 3 and 64),
  display_name text not null check (length(display_name) between 1 and 50),
  -- the legal person the account belongs to; empty for a natural person (domain.md §6.3)
  unit_id bigint,
  email text check (length(email) <= 100),
  phone text check (length(phone) <= 30),
  locale text not null default 'zh-CN' check (locale in ('zh-CN', 'en')),
  password_hash text not null,
  status text not null default 'active' check (status in ('active', 'locked', 'closed')),
  failed_attempts int not null default 0,
  locked_until timestamptz,
  -- demonstration accounts sign in only on loopback
  demonstration boolean not null default false,
  created_at timestamptz not null default now()
);
create index account_unit on account (unit_id);

create table session (
  token_sha256 bytea primary key,
  account_id bigint not null references account (id) on delete cascade,
  created_at timestamptz not null,
  last_seen_at timestamptz not null,
  expires_at timestamptz not null
);
create index session_account on session (account_id);

create table role_grant (
  account_id bigint not null references account (id) on delete cascade,
  role text not null,
  scope text not null check (scope in ('site', 'department', 'city', 'unit', 'centre', 'instrument', 'group')),
  scope_id text not null default '',
  granted_by bigint,
  granted_at timestamptz not null default now(),
  primary key (account_id, role, scope, scope_id)
);
create index role_grant_scope on role_grant (scope, scope_id, role);

-- Failed sign-ins per source and login, for rate limits that hold across web processes.
create table sign_in_attempt (
  at timestamptz not null,
  login text not null,
  source text not null
);
create index sign_in_attempt_source on sign_in_attempt (source, at);
create index sign_in_attempt_login on sign_in_attempt (login, at);

-- Every change: who, when, what, from, to. Never updated, never deleted by the program.
create table audit_entry (
  id bigint generated always as identity primary key,
  at timestamptz not null,
  actor_id bigint,
  actor_name text not null,
  action text not null,
  subject text not null,
  subject_id text not null,
  unit_id bigint,
  changes jsonb
);
create index audit_entry_subject on audit_entry (subject, subject_id, id);
create index audit_entry_unit on audit_entry (unit_id, id);
create index audit_entry_at on audit_entry (at);
