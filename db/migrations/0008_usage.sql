-- What happened: one use of an instrument, from a booking or without one.
create table use_log (
  unit_id bigint not null,
  id bigint generated always as identity,
  instrument_id bigint not null,
  booking_id bigint,
  account_id bigint not null references account (id),
  user_unit_id bigint,
  started_at timestamptz not null,
  ended_at timestamptz,
  -- minutes of each part; effective = preparation + measuring + post-processing (domain.md §3.3)
  preparation_minutes int not null default 0 check (preparation_minutes >= 0),
  measuring_minutes int not null default 0 check (measuring_minutes >= 0),
  processing_minutes int not null default 0 check (processing_minutes >= 0),
  idle_minutes int not null default 0 check (idle_minutes >= 0),
  kind text not null default 'service' check (kind in ('service', 'training', 'teaching', 'maintenance', 'own')),
  evidence text not null check (evidence in ('declared', 'booked', 'logged', 'metered')),
  status text not null check (status in ('running', 'finished', 'void')),
  note text not null default '' check (length(note) <= 500),
  checked_in_by bigint,
  checked_out_by bigint,
  version int not null default 1,
  created_at timestamptz not null,
  primary key (unit_id, id),
  check (ended_at is null or started_at < ended_at)
);
create unique index use_log_booking on use_log (unit_id, booking_id) where booking_id is not null and status <> 'void';
create unique index use_log_one_running on use_log (unit_id, instrument_id) where status = 'running';
create index use_log_instrument on use_log (unit_id, instrument_id, started_at);
create index use_log_id on use_log (id);
create index use_log_started on use_log (unit_id, started_at desc);
create index use_log_account on use_log (account_id, started_at desc);

-- Each correction of a use: what it was, what it became, why.
create table use_correction (
  unit_id bigint not null,
  use_id bigint not null,
  version int not null,
  before jsonb not null,
  after jsonb not null,
  reason text not null check (length(reason) between 1 and 500),
  corrected_by bigint,
  corrected_by_name text not null,
  corrected_at timestamptz not null,
  primary key (unit_id, use_id, version),
  foreign key (unit_id, use_id) references use_log (unit_id, id)
);

-- One completed service in the national shape (domain.md §1.9, G2); figures as columns, the rest in `elements`.
create table service_record (
  unit_id bigint not null,
  id bigint generated always as identity,
  -- recordInnerId: the unit's own number of the record
  record_no text not null,
  instrument_id bigint not null,
  use_id bigint not null,
  booking_id bigint,
  account_id bigint,
  user_unit_id bigint,
  -- 120 internal, 130 external, by the user's legal person at that time
  service_type smallint not null check (service_type in (120, 130)),
  started_at timestamptz not null,
  ended_at timestamptz not null,
  year smallint not null,
  effective_minutes int not null check (effective_minutes >= 0),
  amount_fen bigint not null default 0 check (amount_fen >= 0),
  evidence text not null check (evidence in ('declared', 'booked', 'logged', 'metered')),
  -- void: the use behind it was taken back or turned out not to be a service; counted nowhere, its number stays taken
  state text not null check (state in ('to_complete', 'complete', 'void')),
  elements jsonb not null,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (unit_id, id),
  unique (unit_id, record_no),
  unique (unit_id, use_id)
);
create index service_record_instrument on service_record (unit_id, instrument_id, year);
create index service_record_year on service_record (year, unit_id);
create index service_record_id on service_record (id);
create index service_record_started on service_record (unit_id, started_at desc);
create index service_record_account on service_record (account_id, started_at desc);

-- Prepared sums, kept in the same transaction as the records they sum (statistics read these).
create table instrument_year (
  unit_id bigint not null,
  instrument_id bigint not null,
  year smallint not null,
  records int not null default 0,
  effective_minutes bigint not null default 0,
  external_minutes bigint not null default 0,
  external_records int not null default 0,
  amount_fen bigint not null default 0,
  primary key (unit_id, instrument_id, year)
);

-- The same per unit and calendar month of the unit's zone, for lines over time.
create table unit_month (
  unit_id bigint not null,
  month date not null check (extract(day from month) = 1),
  records int not null default 0,
  effective_minutes bigint not null default 0,
  external_minutes bigint not null default 0,
  external_records int not null default 0,
  amount_fen bigint not null default 0,
  primary key (unit_id, month)
);
