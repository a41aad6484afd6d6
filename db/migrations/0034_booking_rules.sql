-- Whoever books for somebody else, and which rules were passed over for a booking and why.
alter table booking
  add column made_by bigint references account (id),
  add column overridden text[] not null default '{}',
  add column override_reason text not null default '' check (length(override_reason) <= 500);

-- Rules of a centre that are applied to its instruments.
create table booking_template (
  unit_id bigint not null,
  id bigint generated always as identity,
  centre_id bigint,
  name text not null check (length(name) between 1 and 60),
  rules jsonb not null,
  version integer not null default 1,
  changed_by bigint references account (id),
  changed_at timestamptz not null,
  primary key (unit_id, id),
  unique (id),
  foreign key (unit_id) references unit (id)
);
create unique index booking_template_name on booking_template (unit_id, coalesce(centre_id, 0), name);

-- From which template rules were taken, and which of their parts are the instrument's own.
alter table booking_rules
  add column template_id bigint references booking_template (id) on delete set null,
  add column own_parts text[] not null default '{}';

-- The groups of a person are asked for with each booking that a quota counts.
create index group_member_account on group_member (account_id);
