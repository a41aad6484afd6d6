-- Other numbers under which a unit's ledger keeps an instrument; the inner number itself never changes (domain.md §1.3).
create table ledger_number (
  unit_id bigint not null,
  number text not null check (length(number) between 1 and 45),
  instrument_id bigint not null,
  -- the import in whose comparison it was confirmed; taking the decision back takes its links back
  linked_in bigint not null,
  linked_by_name text not null,
  linked_at timestamptz not null,
  primary key (unit_id, number),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);
create index ledger_number_instrument on ledger_number (unit_id, instrument_id);

-- A set: its parts are instruments of their own, linked to the system they belong to.
create table instrument_part (
  unit_id bigint not null,
  part_id bigint not null,
  system_id bigint not null check (system_id <> part_id),
  linked_at timestamptz not null,
  primary key (unit_id, part_id),
  foreign key (unit_id, part_id) references instrument (unit_id, id) on delete cascade,
  foreign key (unit_id, system_id) references instrument (unit_id, id) on delete cascade
);
create index instrument_part_system on instrument_part (unit_id, system_id);

-- What became of instruments a ledger split or merged.
create table instrument_descent (
  unit_id bigint not null,
  ancestor_id bigint not null,
  descendant_id bigint not null check (descendant_id <> ancestor_id),
  kind text not null check (kind in ('split', 'merged')),
  noted_at timestamptz not null,
  primary key (unit_id, ancestor_id, descendant_id),
  foreign key (unit_id, ancestor_id) references instrument (unit_id, id) on delete cascade,
  foreign key (unit_id, descendant_id) references instrument (unit_id, id) on delete cascade
);
create index instrument_descent_descendant on instrument_descent (unit_id, descendant_id);

-- The file is the unit's whole ledger: what it does not list has vanished.
alter table ledger_import add column whole boolean not null default false;

-- What comparing a ledger with the registry found, each for a person to confirm or refuse. It holds ids and row numbers
-- only; what they are called is read where they are.
create table ledger_proposal (
  unit_id bigint not null,
  import_id bigint not null,
  -- kind, instruments and a digest of the rows' numbers: the same finding in the next check, and in next year's file
  key text not null,
  position int not null,
  kind text not null check (kind in ('renumbered', 'split', 'merged', 'disposed', 'vanished')),
  certainty text not null check (certainty in ('sure', 'likely')),
  instrument_ids bigint[] not null,
  row_numbers int[] not null,
  reasons text[] not null,
  decision text not null default 'open' check (decision in ('open', 'confirmed', 'refused')),
  disposed_on date,
  decided_by bigint,
  decided_by_name text not null default '',
  decided_at timestamptz,
  applied_at timestamptz,
  -- why a confirmed proposal could not be carried out
  obstacle text check (obstacle in ('under_review')),
  primary key (unit_id, import_id, key),
  foreign key (unit_id, import_id) references ledger_import (unit_id, id) on delete cascade
);
create index ledger_proposal_key on ledger_proposal (unit_id, key);
