-- Makers as records of their own. What a unit wrote stays in its elements; the record says which maker is meant.
create table maker (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 100),
  name_en text not null default '' check (length(name_en) <= 100),
  -- a name of the table of countries, '' when not known
  country text not null default '',
  homepage text not null default '' check (length(homepage) <= 200),
  -- brought together with another, which answers to its names now
  merged_into bigint references maker (id) check (merged_into <> id),
  -- the name of the shipped list it came from; loading the list again leaves alone what a person changed
  shipped_as text unique,
  edited boolean not null default false,
  revision int not null default 1
);

-- Every name a maker is known by. The key is the name folded by the matching rule; it leads to one maker only.
create table maker_name (
  key text primary key,
  maker_id bigint not null references maker (id) on delete cascade,
  name text not null check (length(name) between 1 and 100),
  kind text not null check (kind in ('name', 'alias', 'misspelling')),
  shipped boolean not null default false
);
create index maker_name_maker on maker_name (maker_id);

-- What was done to makers; its newest id tells processes that their index of makers is old.
create table maker_change (
  id bigint generated always as identity primary key,
  -- empty when the shipped list was loaded
  maker_id bigint references maker (id) on delete cascade,
  act text not null check (act in ('loaded', 'created', 'changed', 'name_added', 'name_removed', 'merged', 'split')),
  details jsonb not null default '{}',
  actor_id bigint,
  actor_name text not null,
  at timestamptz not null
);
create index maker_change_maker on maker_change (maker_id, id);

-- What instruments say of maker and model, for counting and for finding instruments of the same model.
alter table instrument add column maker_text text generated always as (elements ->> 'manufacturer') stored;
alter table instrument add column model_key text generated always as
  (nullif(upper(regexp_replace(elements ->> 'instrVersion', '[^A-Za-z0-9]', '', 'g')), '')) stored;
create index instrument_maker_text on instrument (maker_text);
create index instrument_model_key on instrument (model_key) where accepted_version is not null;
create index instrument_accepted_class on instrument (class_code) where accepted_version is not null;

alter table catalogue_entry add column maker_id bigint;

-- A suggestion a person does not want for an instrument; the same value is not suggested again.
create table suggestion_refusal (
  unit_id bigint not null,
  instrument_id bigint not null,
  element text not null,
  -- the value as JSON text, so that lists compare too
  value text not null,
  refused_by bigint,
  refused_at timestamptz not null,
  primary key (unit_id, instrument_id, element, value),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);
