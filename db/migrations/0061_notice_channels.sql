-- How a person is told of a topic: not at all, in the product, and besides by mail or webhook.
alter table notice_choice add column channel text not null default 'mail'
  check (channel in ('none', 'product', 'mail', 'webhook'));
update notice_choice set channel = case when by_mail then 'mail' else 'product' end;
alter table notice_choice drop column by_mail;
alter table notice_choice alter column channel drop default;

-- Who wants one message a day instead of single ones, and at which hour.
create table notice_digest (
  account_id bigint primary key references account (id),
  hour integer not null check (hour between 0 and 23),
  last_on date
);
-- What a notice waits for: the daily mail or message.
alter table inbox_notice add column digest text check (digest in ('mail', 'webhook'));
create index inbox_notice_digest on inbox_notice (account_id) where digest is not null;

-- Where messages of a person, or of a unit's group robot, are sent.
create table webhook (
  id bigint generated always as identity primary key,
  account_id bigint unique references account (id),
  unit_id bigint references unit (id),
  name text not null check (length(name) between 1 and 60),
  format text not null check (format in ('wecom', 'dingtalk', 'feishu', 'json')),
  address text not null check (length(address) between 1 and 1000),
  sign_secret text not null default '' check (length(sign_secret) <= 200),
  topics text[] not null default '{}',
  created_by bigint references account (id),
  created_at timestamptz not null,
  check ((account_id is null) <> (unit_id is null))
);
create index webhook_unit on webhook (unit_id) where unit_id is not null;

-- Messages on their way to webhooks.
create table webhook_outbox (
  id bigint generated always as identity primary key,
  webhook_id bigint not null references webhook (id) on delete cascade,
  once_key text not null unique,
  topic text not null,
  title text not null,
  body text not null,
  link text not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'sent', 'uncertain', 'failed')),
  attempts integer not null default 0,
  due_at timestamptz not null,
  claimed_at timestamptz,
  sent_at timestamptz,
  last_error text,
  created_at timestamptz not null
);
create index webhook_outbox_due on webhook_outbox (due_at, id) where state = 'waiting';
create index webhook_outbox_sending on webhook_outbox (claimed_at) where state = 'sending';
create index webhook_outbox_of on webhook_outbox (webhook_id, id);
