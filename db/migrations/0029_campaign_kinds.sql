-- What the units of a closed campaign owed besides their instruments, and how far it was.
create table campaign_frozen_owed (
  campaign_id bigint not null references campaign (id) on delete cascade,
  unit_id bigint not null,
  no bigint generated always as identity,
  -- kinds of resource, domain.md §1.2
  kind int not null check (kind in (1, 2, 5, 7)),
  reason text not null check (reason in ('centre', 'facility', 'duty_free', 'year')),
  subject text not null,
  -- of a customs record
  instrument_id bigint,
  -- null where nobody had begun it
  record_id bigint,
  state text check (state in ('draft', 'unit_review', 'province_review', 'accepted', 'returned')),
  accepted boolean not null,
  primary key (unit_id, campaign_id, no)
);
create index campaign_frozen_owed_campaign on campaign_frozen_owed (campaign_id, unit_id);
