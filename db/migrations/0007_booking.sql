-- How an instrument is opened for booking: dated versions, the newest in force counts.
create table booking_rules (
  unit_id bigint not null,
  instrument_id bigint not null,
  version int not null,
  effective_from timestamptz not null,
  -- false: shown, but not bookable
  bookable boolean not null,
  -- see src/modules/booking/domain/booking-rules.ts for the shape
  rules jsonb not null,
  -- counts every change of rules or closures of the instrument; a booking holds it while it is written, so that none is
  -- judged by rules that are gone when it commits
  revision int not null default 1,
  changed_by bigint,
  changed_at timestamptz not null,
  primary key (unit_id, instrument_id, version),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);

create table closure (
  unit_id bigint not null,
  id bigint generated always as identity,
  instrument_id bigint not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null check (kind in ('closure', 'maintenance', 'fault', 'holiday')),
  reason text not null default '' check (length(reason) <= 200),
  created_by bigint,
  created_at timestamptz not null,
  primary key (unit_id, id),
  check (starts_at < ends_at)
);
create index closure_instrument on closure (unit_id, instrument_id, ends_at);

create table booking (
  unit_id bigint not null,
  id bigint generated always as identity,
  instrument_id bigint not null,
  account_id bigint not null references account (id),
  -- the user's legal person and group when the booking was made (domain.md §6.3); empty for a natural person
  user_unit_id bigint,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null check (status in ('pending', 'confirmed', 'rejected', 'expired', 'cancelled', 'in_use', 'completed', 'no_show')),
  service_way text not null default 'self' check (service_way in ('self', 'guided', 'commissioned', 'remote')),
  purpose text not null check (length(purpose) between 1 and 500),
  project text not null default '' check (length(project) <= 200),
  decided_by bigint,
  decided_at timestamptz,
  decision_note text not null default '' check (length(decision_note) <= 500),
  cancelled_at timestamptz,
  cancelled_by bigint,
  cancel_reason text not null default '' check (length(cancel_reason) <= 500),
  -- cancelled by its user after the limit of the rules
  cancelled_late boolean not null default false,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (unit_id, id),
  check (starts_at < ends_at),
  -- the promise of design.md §3.1: no two bookings of one instrument overlap, whatever path wrote them
  constraint booking_no_overlap exclude using gist (
    unit_id with =, instrument_id with =, tstzrange(starts_at, ends_at, '[)') with &&
  ) where (status in ('pending', 'confirmed', 'in_use', 'completed'))
);
create index booking_id on booking (id);
create index booking_account on booking (account_id, starts_at);
create index booking_instrument on booking (unit_id, instrument_id, starts_at);
create index booking_status on booking (status, starts_at) where status in ('pending', 'confirmed', 'in_use');
