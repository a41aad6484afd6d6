-- What the program tells a person: a code with details, worded when it is read. The key of an occasion is unique for a
-- person, so that a repeated job or a killed worker never tells twice.
create table inbox_notice (
  account_id bigint not null references account (id) on delete cascade,
  id bigint generated always as identity,
  once_key text not null check (length(once_key) between 1 and 200),
  -- group of codes for which a person chooses how to be told
  topic text not null,
  code text not null,
  details jsonb not null default '{}',
  -- below /app
  link text not null default '',
  created_at timestamptz not null,
  read_at timestamptz,
  primary key (account_id, id),
  unique (account_id, once_key)
);
create index inbox_notice_unread on inbox_notice (account_id) where read_at is null;

-- What a person chose; without a row they are told by mail too.
create table notice_choice (
  account_id bigint not null references account (id) on delete cascade,
  topic text not null,
  by_mail boolean not null,
  primary key (account_id, topic)
);

-- Mail on its way to the mail server. A mail is claimed before it is handed over: one whose process died in the middle
-- of that is not sent a second time but kept as uncertain.
create table mail_outbox (
  id bigint generated always as identity primary key,
  once_key text not null unique,
  to_address text not null,
  subject text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'uncertain', 'failed')),
  attempts int not null default 0,
  due_at timestamptz not null,
  claimed_at timestamptz,
  sent_at timestamptz,
  last_error text,
  created_at timestamptz not null
);
create index mail_outbox_due on mail_outbox (due_at, id) where state = 'waiting';
create index mail_outbox_sending on mail_outbox (claimed_at) where state = 'sending';
