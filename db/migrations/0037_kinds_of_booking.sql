-- A request that waits without keeping its slot; the exclusion constraint never counts it.
alter table booking drop constraint booking_status_check;
alter table booking add constraint booking_status_check check (status in
  ('pending', 'requested', 'confirmed', 'rejected', 'expired', 'cancelled', 'in_use', 'completed', 'no_show'));
alter table booking drop constraint booking_cancel_code_check;
alter table booking add constraint booking_cancel_code_check check (cancel_code in
  ('', 'instrument_withdrawn', 'instrument_disposed', 'use_voided', 'slot_given', 'link_broken'));
drop index booking_status;
create index booking_status on booking (status, starts_at)
  where status in ('pending', 'requested', 'confirmed', 'in_use');

-- What a request has to pass, in order, and who decided each step; nothing is written for the plain approval by the lead of old.
create table booking_step (
  unit_id bigint not null,
  booking_id bigint not null,
  no integer not null,
  decider text not null check (decider in ('group_lead', 'lead', 'centre')),
  within_hours integer,
  late text not null default 'expire' check (late in ('expire', 'escalate')),
  due_at timestamptz,
  outcome text not null default '' check (outcome in ('', 'approved', 'rejected', 'escalated')),
  decided_by bigint references account (id),
  in_place_of bigint references account (id),
  decided_at timestamptz,
  note text not null default '' check (length(note) <= 500),
  primary key (unit_id, booking_id, no),
  foreign key (unit_id, booking_id) references booking (unit_id, id) on delete cascade
);
create index booking_step_due on booking_step (due_at) where outcome = '' and due_at is not null;

-- Who decides about requests in whose place, and when.
create table booking_deputy (
  id bigint generated always as identity primary key,
  account_id bigint not null references account (id) on delete cascade,
  deputy_id bigint not null references account (id) on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  created_at timestamptz not null,
  check (starts_at < ends_at),
  check (account_id <> deputy_id)
);
create index booking_deputy_deputy on booking_deputy (deputy_id, ends_at);
create index booking_deputy_account on booking_deputy (account_id, ends_at);

-- Bookings that were made together: a repetition at one instrument, or several instruments at once.
create table booking_set (
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('series', 'link')),
  account_id bigint not null references account (id),
  repetition text not null default '' check (length(repetition) <= 2000),
  created_at timestamptz not null
);
alter table booking add column set_id bigint references booking_set (id);
create index booking_set_members on booking (set_id) where set_id is not null;
