-- Reference data: code tables, element dictionaries and rule sets are dated versions an operator can add (docs/decisions/0006).
create table reference_version (
  kind text not null check (kind in ('code_table', 'element_dictionary', 'rule_set', 'calendar', 'aliases')),
  name text not null,
  version text not null,
  effective_from date not null,
  source text not null default '',
  definition jsonb not null default '{}',
  -- digest of the text it was loaded from; a shipped correction under the same version replaces it
  checksum text not null default '',
  loaded_at timestamptz not null default now(),
  primary key (kind, name, version)
);
create table code_entry (
  table_name text not null,
  version text not null,
  code text not null,
  name text not null,
  name_en text not null default '',
  parent text not null default '',
  position int not null default 0,
  attributes jsonb not null default '{}',
  primary key (table_name, version, code)
);

-- An instrument as its unit knows it. `elements` is the working version, element id -> value (domain.md §1.4);
-- what the public sees is the accepted version.
create table instrument (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  inner_id text not null check (length(inner_id) between 1 and 45),
  centre_id bigint,
  lead_account_id bigint references account (id),
  dictionary text not null,
  elements jsonb not null,
  version int not null default 1,
  state text not null check (state in ('draft', 'unit_review', 'province_review', 'accepted', 'returned')),
  -- the version the province accepted last, and when; public while set and not withdrawn
  accepted_version int,
  accepted_at timestamptz,
  secrecy text not null default 'undeclared' check (secrecy in ('undeclared', 'not_secret')),
  disposed_on date,
  -- figures the rules and lists need, derived from elements by the program
  name text not null default '',
  worth_fen bigint,
  booked_on date,
  class_code text,
  problems int not null default 0,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (unit_id, id),
  unique (unit_id, inner_id),
  foreign key (unit_id, centre_id) references centre (unit_id, id)
);
create index instrument_id on instrument (id);
create index instrument_unit_state on instrument (unit_id, state);
create index instrument_state on instrument (state, updated_at);
create index instrument_same_thing on instrument (unit_id, name, booked_on);

create table instrument_version (
  unit_id bigint not null,
  instrument_id bigint not null,
  version int not null,
  elements jsonb not null,
  changed_by bigint,
  changed_by_name text not null,
  changed_at timestamptz not null,
  cause text not null check (cause in ('form', 'import', 'exchange', 'correction', 'seed')),
  primary key (unit_id, instrument_id, version),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);

-- Pictures, re-encoded and stripped of metadata.
create table instrument_picture (
  unit_id bigint not null,
  instrument_id bigint not null,
  file_id bigint not null references stored_file (id),
  thumbnail_file_id bigint not null references stored_file (id),
  position int not null default 0,
  primary key (unit_id, instrument_id, file_id),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);
