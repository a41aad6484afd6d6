-- What a unit reports besides its single instruments (domain.md §1.2): centres, facilities with their core instruments,
-- service units, customs records, yearly effects. `elements` is the working version, as for instruments.
create table resource_record (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  -- the name of its element dictionary
  kind text not null check (kind in ('1', '2', '2-core', '3', '5', '7')),
  -- the unit's own number, which never changes; of a customs record the instrument's number, of a yearly effect the year
  inner_id text not null check (length(inner_id) between 1 and 45),
  -- the facility of a core instrument
  facility_id bigint,
  -- the instrument of a customs record
  instrument_id bigint,
  -- the centre of the unit's profile that a record of kind 1 is about
  centre_id bigint,
  dictionary text not null,
  elements jsonb not null,
  -- attached tables of the yearly effect: { income: [{ element: value }], assets: [...] }
  attached jsonb not null default '{}',
  version int not null default 1,
  revision int not null default 1,
  state text not null check (state in ('draft', 'unit_review', 'province_review', 'accepted', 'returned')),
  accepted_version int,
  name text not null default '',
  problems int not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (unit_id, id),
  unique (unit_id, kind, inner_id),
  foreign key (unit_id, facility_id) references resource_record (unit_id, id),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade,
  foreign key (unit_id, centre_id) references centre (unit_id, id) on delete set null (centre_id),
  check ((kind = '2-core') = (facility_id is not null)),
  check ((kind = '5') = (instrument_id is not null)),
  check (centre_id is null or kind = '1')
);
create index resource_record_id on resource_record (id);
create index resource_record_list on resource_record (kind, state, updated_at);
create index resource_record_instrument on resource_record (unit_id, instrument_id) where instrument_id is not null;

create table resource_record_version (
  unit_id bigint not null,
  record_id bigint not null,
  version int not null,
  elements jsonb not null,
  attached jsonb not null default '{}',
  changed_by bigint,
  changed_by_name text not null,
  changed_at timestamptz not null,
  cause text not null check (cause in ('form', 'import', 'exchange', 'correction', 'seed')),
  primary key (unit_id, record_id, version),
  foreign key (unit_id, record_id) references resource_record (unit_id, id) on delete cascade
);

-- One step of a record's way, the same ways as an instrument's.
create table resource_record_step (
  unit_id bigint not null,
  record_id bigint not null,
  id bigint generated always as identity,
  version int not null,
  step text not null check (step in ('submit_to_unit', 'return_in_unit', 'submit_to_province', 'accept', 'return', 'withdraw', 'reopen')),
  from_state text not null,
  to_state text not null,
  -- [{ element, reason }]
  reasons jsonb not null default '[]',
  comment text not null default '',
  actor_id bigint,
  actor_name text not null,
  at timestamptz not null,
  primary key (unit_id, id),
  foreign key (unit_id, record_id) references resource_record (unit_id, id) on delete cascade
);
create index resource_record_step_record on resource_record_step (unit_id, record_id, id);

-- What instruments carried of customs so far stands in records of its own from now on; earlier versions keep it.
with moved as (
  insert into resource_record (unit_id, kind, inner_id, instrument_id, dictionary, elements, state, name, created_at, updated_at)
  select unit_id, '5', inner_id, id, 'g2-5-2019',
    jsonb_strip_nulls(jsonb_build_object('innerId', inner_id, 'declarationNumber', elements -> 'declarationNumber',
      'itemNumber', elements -> 'itemNumber', 'importDate', elements -> 'importDate', 'formname', elements -> 'formname')),
    'draft', coalesce(elements ->> 'formname', inner_id), updated_at, updated_at
  from instrument where elements ?| array['declarationNumber', 'itemNumber', 'importDate', 'formname']
  returning unit_id, id, elements, updated_at
)
insert into resource_record_version (unit_id, record_id, version, elements, changed_by_name, changed_at, cause)
select unit_id, id, 1, elements, 'system', updated_at, 'correction' from moved;
