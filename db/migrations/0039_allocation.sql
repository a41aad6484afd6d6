-- Waiting lists: a slot that becomes free is offered to whoever waits longest for it.
-- An offered booking keeps its slot like any other until it is taken, given up or its time is over.
alter table booking add column offered_until timestamptz;
alter table booking drop constraint booking_status_check;
alter table booking add constraint booking_status_check
  check (status in ('offered', 'pending', 'requested', 'confirmed', 'rejected', 'expired', 'cancelled', 'in_use', 'completed', 'no_show'));
alter table booking add constraint booking_offered check ((status <> 'offered') or offered_until is not null);
alter table booking drop constraint booking_no_overlap;
alter table booking add constraint booking_no_overlap exclude using gist (
    unit_id with =, instrument_id with =, tstzrange(starts_at, ends_at, '[)') with &&
  ) where (status in ('offered', 'pending', 'confirmed', 'in_use', 'completed'));

create or replace function note_moved_bookings() returns trigger language plpgsql as $$
begin
  insert into calendar_change (unit_id, instrument_id)
  select distinct n.unit_id, n.instrument_id from changed n join before o on o.unit_id = n.unit_id and o.id = n.id
  where n.starts_at <> o.starts_at or n.ends_at <> o.ends_at
    or (n.status in ('offered', 'pending', 'confirmed', 'in_use', 'completed'))
      <> (o.status in ('offered', 'pending', 'confirmed', 'in_use', 'completed'));
  return null;
end $$;

-- Time that cannot be booked by whoever comes first: given out by ballot, or just freed and on its way to those who wait.
create table kept_time (
  unit_id bigint not null,
  id bigint generated always as identity,
  instrument_id bigint not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  kind text not null check (kind in ('ballot', 'waitlist')),
  ballot_id bigint,
  requests_until timestamptz,
  kept_at timestamptz not null,
  primary key (unit_id, id),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade,
  check (starts_at < ends_at),
  check ((kind = 'ballot') = (ballot_id is not null and requests_until is not null))
);
create index kept_time_instrument on kept_time (unit_id, instrument_id, ends_at);

-- That somebody waits for time of an instrument, which is all booking needs to know of a waiting list.
create table waited_time (
  unit_id bigint not null,
  instrument_id bigint not null,
  entry_id bigint not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  primary key (unit_id, instrument_id, entry_id),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);
create index waited_time_entry on waited_time (entry_id);

create table waiting_entry (
  id bigint generated always as identity primary key,
  account_id bigint not null references account (id),
  user_unit_id bigint,
  -- one slot, or any time of a length within a span
  kind text not null check (kind in ('slot', 'wish')),
  minutes int not null check (minutes > 0),
  from_at timestamptz not null,
  until_at timestamptz not null,
  -- wall clock of the instrument; empty: every day
  weekdays smallint[] not null default '{}',
  day_from text not null default '00:00',
  day_until text not null default '24:00',
  -- for reading; which of them still count stands in waited_time
  instrument_ids bigint[] not null check (cardinality(instrument_ids) > 0),
  class_code text not null default '',
  service_way text not null default 'self' check (service_way in ('self', 'guided', 'commissioned', 'remote')),
  purpose text not null check (length(purpose) between 1 and 500),
  project text not null default '' check (length(project) <= 200),
  -- higher goes first; 0 unless a dated rule of priority says otherwise
  rank int not null default 0,
  state text not null check (state in ('waiting', 'offered', 'taken', 'declined', 'unanswered', 'left', 'over')),
  unanswered int not null default 0,
  joined_at timestamptz not null,
  changed_at timestamptz not null,
  check (from_at < until_at)
);
create index waiting_entry_account on waiting_entry (account_id, joined_at desc);
create index waiting_entry_live on waiting_entry (until_at) where state in ('waiting', 'offered');
create table waiting_offer (
  unit_id bigint not null,
  id bigint generated always as identity,
  entry_id bigint not null references waiting_entry (id),
  instrument_id bigint not null,
  booking_id bigint not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  offered_at timestamptz not null,
  until_at timestamptz not null,
  state text not null check (state in ('open', 'accepted', 'declined', 'lapsed', 'withdrawn')),
  ended_at timestamptz,
  primary key (unit_id, id),
  foreign key (unit_id, booking_id) references booking (unit_id, id) on delete cascade
);
create index waiting_offer_id on waiting_offer (id);
create unique index waiting_offer_booking on waiting_offer (unit_id, booking_id);
-- never two live offers for one who waits
create unique index waiting_offer_open on waiting_offer (entry_id) where state = 'open';
create index waiting_offer_entry on waiting_offer (entry_id);
create index waiting_offer_until on waiting_offer (until_at) where state = 'open';
