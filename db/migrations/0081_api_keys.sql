-- Keys with which programs act for an account; only a digest is kept.
create table api_key (
  account_id bigint not null references account (id),
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 60),
  scope text not null check (scope in ('read', 'write')),
  token_sha256 bytea not null unique,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  last_used_at timestamptz,
  revoked_at timestamptz
);
create index api_key_account on api_key (account_id, id);
