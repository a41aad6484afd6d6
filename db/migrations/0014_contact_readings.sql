-- Who asked for the phone and e-mail of an instrument's contact: kept as a log (domain.md §7, personal information), counted
-- as a limit per source that holds across web processes.
create table contact_reading (
  at timestamptz not null,
  source text not null,
  account_id bigint,
  unit_id bigint not null,
  instrument_id bigint not null
);
create index contact_reading_source on contact_reading (source, at);
create index contact_reading_instrument on contact_reading (unit_id, instrument_id, at);
create index contact_reading_at on contact_reading (at);
