-- What the province handed over to the nation in a campaign: one delivery of one kind, its sheets and its records.
create table campaign_delivery (
  id bigint generated always as identity primary key,
  campaign_id bigint not null references campaign (id) on delete cascade,
  -- kinds of resource, domain.md §1.2
  kind int not null check (kind in (1, 2, 4, 5, 7)),
  state text not null check (state in ('delivered', 'withdrawn')),
  -- generation of the national elements the sheets are written in
  generation text not null,
  records int not null check (records > 0),
  delivered_on date not null,
  note text not null default '' check (length(note) <= 1000),
  by_name text not null,
  at timestamptz not null,
  withdrawn_by_name text,
  withdrawn_at timestamptz,
  withdrawn_reason text check (length(withdrawn_reason) between 1 and 1000),
  check ((state = 'withdrawn') = (withdrawn_at is not null)),
  check ((withdrawn_at is null) = (withdrawn_reason is null))
);
create index campaign_delivery_campaign on campaign_delivery (campaign_id, state);

-- The sheets as they were handed over; the file goes when an instrument in it is purged, the digest stays.
create table campaign_delivery_file (
  delivery_id bigint not null references campaign_delivery (id) on delete cascade,
  -- name of the dictionary: the kind, or a sheet attached to it
  sheet text not null,
  file_id bigint references stored_file (id) on delete set null,
  name text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  lines int not null,
  primary key (delivery_id, sheet)
);
create index campaign_delivery_file_file on campaign_delivery_file (file_id);

-- Every record with the version handed over, which the nation's answer is about.
create table campaign_delivery_item (
  delivery_id bigint not null references campaign_delivery (id) on delete cascade,
  unit_id bigint not null references unit (id),
  -- of the instrument, or of the record of another kind
  subject_id bigint not null,
  version int not null,
  primary key (unit_id, delivery_id, subject_id)
);
create index campaign_delivery_item_delivery on campaign_delivery_item (delivery_id, unit_id, subject_id);

alter table campaign_frozen_owed add column accepted_version int;
