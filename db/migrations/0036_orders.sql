-- Whether an instrument takes samples, and how: dated versions, the newest in force counts.
create table order_settings (
  unit_id bigint not null,
  instrument_id bigint not null,
  version int not null,
  effective_from date not null,
  -- false: no samples are taken
  accepts boolean not null,
  -- see src/modules/orders/domain/order-settings.ts for the shape
  settings jsonb not null,
  changed_by bigint,
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (unit_id, instrument_id, version),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);

-- Numbers of orders count up within a unit and a year of its clock.
create table order_counter (
  unit_id bigint not null,
  year int not null,
  last int not null check (last > 0),
  primary key (unit_id, year)
);

create table sample_order (
  unit_id bigint not null,
  id bigint generated always as identity,
  instrument_id bigint not null,
  account_id bigint not null references account (id),
  -- the user's legal person, kind and group when it was written (domain.md §6.3)
  user_unit_id bigint,
  user_kind text not null,
  group_id bigint,
  state text not null check (state in ('draft', 'group_review', 'submitted', 'quoted', 'awaiting_samples', 'received',
    'measuring', 'handed_over', 'complained', 'closed', 'declined', 'expired', 'rejected', 'cancelled')),
  -- given when it is first submitted
  order_no text,
  norm text not null default '' check (length(norm) <= 200),
  wanted text not null default '' check (length(wanted) <= 2000),
  wished_on date,
  project text not null default '' check (length(project) <= 200),
  contact_name text not null default '' check (length(contact_name) <= 100),
  contact_phone text not null default '' check (length(contact_phone) <= 50),
  notes text not null default '' check (length(notes) <= 2000),
  -- answers to the questions of the settings, by their id
  answers jsonb not null default '{}',
  settings_version int,
  operator_id bigint,
  operator_name text not null default '',
  -- the quote that counts; its lines stand in order_quote
  quote_revision int,
  total_fen bigint check (total_fen >= 0),
  quote_valid_until date,
  expected_on date,
  -- the last day on which the user may complain; silence after it confirms
  confirm_until date,
  received_at timestamptz,
  handed_over_at timestamptz,
  closed_at timestamptz,
  end_reason text not null default '' check (length(end_reason) <= 1000),
  version int not null default 1,
  created_at timestamptz not null,
  submitted_at timestamptz,
  updated_at timestamptz not null,
  primary key (unit_id, id),
  unique (unit_id, order_no),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade,
  check (state in ('draft', 'cancelled') or order_no is not null),
  check (state <> 'closed' or closed_at is not null)
);
create index sample_order_id on sample_order (id);
create index sample_order_account on sample_order (account_id, updated_at desc);
create index sample_order_instrument on sample_order (unit_id, instrument_id);
create index sample_order_state on sample_order (unit_id, state, updated_at desc);
create index sample_order_operator on sample_order (operator_id) where operator_id is not null;
create index sample_order_group on sample_order (group_id) where state = 'group_review';
create index sample_order_due on sample_order (state) where state in ('quoted', 'handed_over');

create table order_sample (
  unit_id bigint not null,
  order_id bigint not null,
  position int not null check (position > 0),
  name text not null check (length(name) <= 100),
  amount double precision check (amount >= 0),
  amount_unit text not null default '' check (length(amount_unit) <= 20),
  matrix text not null default '' check (length(matrix) <= 100),
  storage text not null default '' check (length(storage) <= 100),
  -- codes of the table sample-hazards
  hazards text[] not null default '{}',
  afterwards text not null check (afterwards in ('return', 'keep', 'destroy')),
  state text not null check (state in ('announced', 'missing', 'waiting', 'preparing', 'measuring', 'done', 'failed')),
  -- given on reception
  sample_no text,
  condition text not null default '' check (length(condition) <= 500),
  received_at timestamptz,
  fail_reason text not null default '' check (length(fail_reason) <= 500),
  repeats int not null default 0 check (repeats >= 0),
  disposal text not null default '' check (disposal in ('', 'returned', 'kept', 'destroyed')),
  disposed_on date,
  primary key (unit_id, order_id, position),
  unique (unit_id, sample_no),
  foreign key (unit_id, order_id) references sample_order (unit_id, id) on delete cascade,
  check ((sample_no is null) = (received_at is null)),
  check (state in ('announced', 'missing') or sample_no is not null),
  check ((disposal = '') = (disposed_on is null))
);

-- Every quote that was ever made, as it was.
create table order_quote (
  unit_id bigint not null,
  order_id bigint not null,
  revision int not null,
  -- [{ what, unitPriceFen, amount }]
  lines jsonb not null,
  total_fen bigint not null check (total_fen >= 0),
  valid_until date not null,
  expected_on date not null,
  note text not null default '' check (length(note) <= 1000),
  quoted_by bigint,
  quoted_by_name text not null,
  quoted_at timestamptz not null,
  primary key (unit_id, order_id, revision),
  foreign key (unit_id, order_id) references sample_order (unit_id, id) on delete cascade
);

create table order_step (
  unit_id bigint not null,
  id bigint generated always as identity,
  order_id bigint not null,
  act text not null,
  from_state text not null,
  to_state text not null,
  comment text not null default '' check (length(comment) <= 1000),
  actor_id bigint,
  actor_name text not null,
  at timestamptz not null,
  primary key (unit_id, id),
  foreign key (unit_id, order_id) references sample_order (unit_id, id) on delete cascade
);
create index order_step_order on order_step (unit_id, order_id, id);

create table order_file (
  unit_id bigint not null,
  order_id bigint not null,
  file_id bigint not null references stored_file (id),
  kind text not null check (kind in ('attachment', 'result')),
  added_by bigint,
  added_by_name text not null,
  added_at timestamptz not null,
  primary key (unit_id, order_id, file_id),
  foreign key (unit_id, order_id) references sample_order (unit_id, id) on delete cascade
);
create index order_file_file on order_file (file_id);

-- Instrument time reserved for an order; the booking itself belongs to the module booking.
create table order_booking (
  unit_id bigint not null,
  order_id bigint not null,
  booking_id bigint not null,
  primary key (unit_id, booking_id),
  foreign key (unit_id, order_id) references sample_order (unit_id, id) on delete cascade,
  foreign key (unit_id, booking_id) references booking (unit_id, id) on delete cascade
);
create index order_booking_order on order_booking (unit_id, order_id);
