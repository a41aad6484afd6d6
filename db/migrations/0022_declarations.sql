-- A unit's stated reason for not reporting instruments (notice N2, annex 3): signed in the unit, confirmed by its
-- department, filed by the province. What is secret leaves a count and years, nothing else.
create table declaration (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  state text not null check (state in ('draft', 'unit_review', 'department_review', 'province_review', 'filed', 'returned',
    'withdrawn', 'expired')),
  -- code of the dated list of reasons (rule set "declarations") and the version it was chosen from
  reason text not null check (length(reason) between 1 and 50),
  rules_version text not null,
  explanation text not null default '' check (length(explanation) <= 2000),
  -- both days belong to the period
  valid_from date not null,
  valid_until date not null,
  -- only for secret instruments: how many
  secret_count int check (secret_count between 1 and 100000),
  renews_id bigint,
  -- counts every change; whoever changes or judges says which one they have seen
  revision int not null default 1,
  written_by bigint references account (id),
  written_by_name text not null,
  handed_in_by bigint references account (id),
  filing_year int,
  filing_no int,
  filing_number text,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  primary key (unit_id, id),
  unique (filing_year, filing_no),
  unique (filing_number),
  check (valid_from <= valid_until),
  check ((filing_year is null) = (filing_no is null) and (filing_no is null) = (filing_number is null)),
  check (state not in ('filed', 'expired') or filing_number is not null),
  check (secret_count is null or explanation = '')
);
create index declaration_id on declaration (id);
create index declaration_state on declaration (state, updated_at);

-- The instruments it is about; `facts` as they stood when it was written, for the letter.
create table declaration_instrument (
  unit_id bigint not null,
  declaration_id bigint not null,
  instrument_id bigint not null,
  position int not null,
  facts jsonb not null,
  primary key (unit_id, declaration_id, instrument_id),
  foreign key (unit_id, declaration_id) references declaration (unit_id, id) on delete cascade,
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);
create index declaration_instrument_instrument on declaration_instrument (unit_id, instrument_id);

create table declaration_step (
  unit_id bigint not null,
  id bigint generated always as identity,
  declaration_id bigint not null,
  step text not null check (step in ('hand_in', 'sign', 'confirm', 'file', 'return', 'take_back', 'withdraw', 'expire')),
  from_state text not null,
  to_state text not null,
  comment text not null default '' check (length(comment) <= 1000),
  actor_id bigint,
  actor_name text not null,
  at timestamptz not null,
  primary key (unit_id, id),
  foreign key (unit_id, declaration_id) references declaration (unit_id, id) on delete cascade
);
create index declaration_step_declaration on declaration_step (unit_id, declaration_id, id);

create table declaration_file (
  unit_id bigint not null,
  declaration_id bigint not null,
  file_id bigint not null references stored_file (id),
  kind text not null check (kind in ('evidence', 'signed_copy')),
  added_by_name text not null,
  added_at timestamptz not null,
  primary key (unit_id, declaration_id, file_id),
  foreign key (unit_id, declaration_id) references declaration (unit_id, id) on delete cascade
);
create index declaration_file_file on declaration_file (file_id);

-- Filing numbers have no gaps within a year: the number is taken in the transaction that files.
create table filing_counter (
  year int primary key,
  last int not null check (last > 0)
);

-- Days on which a filed declaration excuses the instrument from being reported.
alter table instrument add column excused datemultirange;
drop index instrument_figures;
create index instrument_figures on instrument (unit_id, id)
  include (state, accepted_version, worth_fen, booked_on, disposed_on, class_code, centre_id, funds, excused);
