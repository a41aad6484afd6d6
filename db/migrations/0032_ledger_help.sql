-- What people answered to suggestions while a ledger was still a preview; taken values go into the row and, with it, into the record.
create table ledger_answer (
  unit_id bigint not null,
  import_id bigint not null,
  row_no integer not null,
  element text not null,
  -- values as JSON text, so that lists compare too; replaced is what the file said, 'null' when nothing
  value text not null,
  replaced text not null,
  answer text not null check (answer in ('taken', 'refused')),
  answered_by bigint not null,
  answered_by_name text not null,
  answered_at timestamptz not null,
  primary key (unit_id, import_id, row_no, element, value),
  foreign key (unit_id, import_id, row_no) references ledger_import_row (unit_id, import_id, row_no) on delete cascade
);
create unique index ledger_answer_taken on ledger_answer (unit_id, import_id, row_no, element) where answer = 'taken';

-- Where a value of a record comes from when it was suggested: who took it, and in which import, if in one.
create table suggestion_taken (
  unit_id bigint not null,
  instrument_id bigint not null,
  element text not null,
  value text not null,
  import_id bigint,
  taken_by bigint,
  taken_by_name text not null,
  taken_at timestamptz not null,
  primary key (unit_id, instrument_id, element),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);

-- The worksheets of a workbook: name, rows, whether they fit together and which of them are left out.
alter table ledger_import add column sheets jsonb not null default '[]';
