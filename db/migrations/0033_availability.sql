-- Which calendars changed in which transaction. Whoever keeps free time in memory asks for the transactions that were not
-- there when they asked before; rows are forgotten after an hour (jobs of booking). There is no key: nothing refers to a row,
-- and a booking pays for as little as can be.
create table calendar_change (
  tx xid8 not null default pg_current_xact_id(),
  unit_id bigint not null,
  instrument_id bigint not null,
  changed_at timestamptz not null default now()
);
create index calendar_change_tx on calendar_change (tx);

-- Triggers, so that no path that writes can be forgotten; one row for each instrument a statement touches.
create function note_changed_calendars() returns trigger language plpgsql as $$
begin
  insert into calendar_change (unit_id, instrument_id) select distinct unit_id, instrument_id from changed;
  return null;
end $$;

-- A booking that goes on from confirmed to in use and completed holds the same time as before.
create function note_moved_bookings() returns trigger language plpgsql as $$
begin
  insert into calendar_change (unit_id, instrument_id)
  select distinct n.unit_id, n.instrument_id from changed n join before o on o.unit_id = n.unit_id and o.id = n.id
  where n.starts_at <> o.starts_at or n.ends_at <> o.ends_at
    or (n.status in ('pending', 'confirmed', 'in_use', 'completed'))
      <> (o.status in ('pending', 'confirmed', 'in_use', 'completed'));
  return null;
end $$;

-- `revision` alone says nothing new about free time: writing a booking may count it up.
create function note_changed_rules() returns trigger language plpgsql as $$
begin
  insert into calendar_change (unit_id, instrument_id)
  select distinct n.unit_id, n.instrument_id from changed n
    join before o on o.unit_id = n.unit_id and o.instrument_id = n.instrument_id and o.version = n.version
  where n.bookable <> o.bookable or n.rules <> o.rules or n.effective_from <> o.effective_from;
  return null;
end $$;

create trigger booking_added after insert on booking referencing new table as changed
  for each statement execute function note_changed_calendars();
create trigger booking_moved after update on booking referencing new table as changed old table as before
  for each statement execute function note_moved_bookings();
create trigger booking_removed after delete on booking referencing old table as changed
  for each statement execute function note_changed_calendars();
create trigger closure_added after insert on closure referencing new table as changed
  for each statement execute function note_changed_calendars();
create trigger closure_changed after update on closure referencing new table as changed
  for each statement execute function note_changed_calendars();
create trigger closure_removed after delete on closure referencing old table as changed
  for each statement execute function note_changed_calendars();
create trigger rules_added after insert on booking_rules referencing new table as changed
  for each statement execute function note_changed_calendars();
create trigger rules_changed after update on booking_rules referencing new table as changed old table as before
  for each statement execute function note_changed_rules();
create trigger rules_removed after delete on booking_rules referencing old table as changed
  for each statement execute function note_changed_calendars();
