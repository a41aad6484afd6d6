-- One step of the way from the unit to the province, with its reasons.
create table report_step (
  unit_id bigint not null,
  instrument_id bigint not null,
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
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);
create index report_step_instrument on report_step (unit_id, instrument_id, id);

-- What a unit's headings mean, remembered from the last import.
create table ledger_mapping (
  unit_id bigint not null references unit (id),
  heading text not null,
  -- element id of the dictionary, or '' when the column is to be left out
  element text not null,
  -- unit of a value column: 'yuan', 'wan' or '' (decided row by row)
  value_unit text not null default '',
  remembered_at timestamptz not null,
  primary key (unit_id, heading)
);

-- What a person decided for all cells of one text, remembered for the unit's next import.
create table ledger_fix (
  unit_id bigint not null references unit (id),
  element text not null,
  from_text text not null,
  to_value text not null,
  remembered_at timestamptz not null,
  primary key (unit_id, element, from_text)
);

create table ledger_import (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  file_id bigint not null references stored_file (id),
  state text not null check (state in ('reading', 'unreadable', 'mapping', 'checking', 'checked', 'importing', 'done', 'cancelled')),
  format text not null default '',
  encoding text not null default '',
  -- [{ heading, position, samples[], element, valueUnit, certainty }]
  columns jsonb not null default '[]',
  dictionary text not null,
  row_count int not null default 0,
  processed int not null default 0,
  good int not null default 0,
  bad int not null default 0,
  created int not null default 0,
  updated int not null default 0,
  unchanged int not null default 0,
  refusals jsonb not null default '[]',
  sheet_name text not null default '',
  header_row int not null default 0,
  -- [{ element, from, to }]: what a person decided for all cells of one text
  fixes jsonb not null default '[]',
  -- problems grouped by kind: [{ code, element, level, count, from, to, likely, row }]
  groups jsonb not null default '[]',
  -- when the job at work began, for rows a second
  stage_started_at timestamptz,
  started_by bigint not null,
  started_by_name text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  primary key (unit_id, id)
);

create table ledger_import_row (
  unit_id bigint not null,
  import_id bigint not null,
  row_no int not null,
  -- the cells as they stood in the file
  cells jsonb not null,
  -- element id -> value after cleaning
  elements jsonb,
  -- [{ element, code, level: 'error'|'warning'|'mended', … }]
  problems jsonb not null default '[]',
  verdict text not null default 'unchecked' check (verdict in ('unchecked', 'new', 'changed', 'same', 'bad', 'skipped')),
  instrument_id bigint,
  -- what the import did with the row; set in the transaction that did it, so that nothing is done twice
  outcome text check (outcome in ('created', 'updated', 'unchanged', 'refused')),
  primary key (unit_id, import_id, row_no),
  foreign key (unit_id, import_id) references ledger_import (unit_id, id) on delete cascade
);
create index ledger_import_row_verdict on ledger_import_row (unit_id, import_id, verdict, row_no);
