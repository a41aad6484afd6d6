-- Secret addresses under which calendars read bookings: a person's own, those they answer for, or the times of one instrument.
create table calendar_feed (
  account_id bigint not null references account (id),
  id bigint generated always as identity primary key,
  kind text not null check (kind in ('mine', 'managed', 'instrument')),
  unit_id bigint,
  instrument_id bigint,
  token_sha256 bytea not null unique,
  created_at timestamptz not null,
  last_read_at timestamptz,
  revoked_at timestamptz,
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade,
  check ((kind = 'instrument') = (instrument_id is not null)),
  check ((unit_id is null) = (instrument_id is null))
);
create index calendar_feed_account on calendar_feed (account_id, id);
create index calendar_feed_instrument on calendar_feed (unit_id, instrument_id) where instrument_id is not null;
create unique index calendar_feed_live on calendar_feed (account_id, kind, coalesce(instrument_id, 0)) where revoked_at is null;

-- What a mail gives the reader's calendar, and whether it asks for or takes away.
alter table mail_outbox
  add column calendar text,
  add column calendar_method text check (calendar_method in ('REQUEST', 'CANCEL')),
  add check ((calendar is null) = (calendar_method is null));
