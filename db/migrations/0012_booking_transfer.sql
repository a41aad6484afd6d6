-- Why the program itself cancelled a booking: a code with words in both languages, beside what a person wrote.
alter table booking add column cancel_code text not null default ''
  check (cancel_code in ('', 'instrument_withdrawn', 'instrument_disposed', 'use_voided'));

-- Bookings brought along from an older system: the number they had there, and the name of a user who has no account here
-- (the booking is then held by whoever brought it).
alter table booking add column source_no text not null default '' check (length(source_no) <= 100);
alter table booking add column guest_name text not null default '' check (length(guest_name) <= 100);
create unique index booking_source on booking (unit_id, instrument_id, source_no) where source_no <> '';

-- One row per person who books under limits. It counts their bookings made; a booking holds it while it is written, so that
-- two at once, at different instruments, are judged one after the other.
create table booking_person (
  account_id bigint primary key references account (id) on delete cascade,
  revision int not null
);
