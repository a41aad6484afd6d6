-- Who may use an instrument: courses with sessions and exams, practical checks, certificates, and what an instrument asks for.
-- What a course or a certificate covers is a list of instruments, a centre or a class of one unit; names of levels are data of
-- the rule set "qualification" and therefore not checked here.
create table training_course (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  title text not null check (length(title) between 1 and 120),
  title_en text not null default '',
  covers text not null check (covers in ('instruments', 'centre', 'class')),
  instrument_ids bigint[] not null default '{}',
  centre_id bigint,
  class_code text not null default '',
  level text not null check (length(level) between 1 and 40),
  -- read on one's own; otherwise attended at a session
  online boolean not null,
  material text not null default '' check (length(material) <= 50000),
  material_en text not null default '' check (length(material_en) <= 50000),
  file_id bigint references stored_file (id),
  needs_practical boolean not null,
  -- null: certificates of this course do not end
  valid_months int check (valid_months between 1 and 240),
  -- null: no exam
  exam jsonb,
  state text not null check (state in ('draft', 'open', 'closed')),
  version int not null default 1,
  created_at timestamptz not null,
  primary key (unit_id, id),
  foreign key (unit_id, centre_id) references centre (unit_id, id),
  check (case covers when 'instruments' then cardinality(instrument_ids) > 0 when 'centre' then centre_id is not null
    else class_code <> '' end)
);
create index training_course_id on training_course (id);

create table training_question (
  unit_id bigint not null,
  id bigint generated always as identity,
  course_id bigint not null,
  kind text not null check (kind in ('single', 'multiple', 'true_false')),
  body text not null check (length(body) between 1 and 1000),
  body_en text not null default '',
  -- [{"text", "textEn", "right"}]
  options jsonb not null,
  -- a question that was asked once is not removed but no longer drawn
  retired boolean not null default false,
  primary key (unit_id, id),
  foreign key (unit_id, course_id) references training_course (unit_id, id) on delete cascade
);
create index training_question_course on training_question (unit_id, course_id);
create index training_question_id on training_question (id);

create table training_session (
  unit_id bigint not null,
  id bigint generated always as identity,
  course_id bigint not null,
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  place text not null default '',
  seats int not null check (seats between 1 and 1000),
  state text not null check (state in ('planned', 'cancelled')),
  primary key (unit_id, id),
  foreign key (unit_id, course_id) references training_course (unit_id, id) on delete cascade,
  check (starts_at < ends_at)
);
create index training_session_course on training_session (unit_id, course_id, starts_at);
create index training_session_id on training_session (id);

-- A person at a session, or, without a session, at an online course.
create table training_enrolment (
  unit_id bigint not null,
  id bigint generated always as identity,
  course_id bigint not null,
  session_id bigint,
  account_id bigint not null references account (id),
  state text not null check (state in ('enrolled', 'withdrawn', 'attended', 'absent')),
  at timestamptz not null,
  primary key (unit_id, id),
  foreign key (unit_id, course_id) references training_course (unit_id, id) on delete cascade,
  foreign key (unit_id, session_id) references training_session (unit_id, id) on delete cascade
);
create unique index training_enrolment_once on training_enrolment (unit_id, session_id, account_id) where session_id is not null;
create unique index training_enrolment_online on training_enrolment (unit_id, course_id, account_id) where session_id is null;
create index training_enrolment_account on training_enrolment (account_id);

create table exam_attempt (
  unit_id bigint not null,
  id bigint generated always as identity,
  course_id bigint not null,
  account_id bigint not null references account (id),
  no int not null check (no > 0),
  -- with the bank of that moment it says which questions were drawn
  seed text not null,
  -- the questions as they were asked, with what is right; never sent to who is being examined
  paper jsonb not null,
  answers jsonb not null default '{}',
  pass_percent int not null check (pass_percent between 1 and 100),
  state text not null check (state in ('running', 'passed', 'failed', 'overdue')),
  right_count int,
  started_at timestamptz not null,
  deadline_at timestamptz not null,
  ended_at timestamptz,
  primary key (unit_id, id),
  unique (unit_id, course_id, account_id, no),
  foreign key (unit_id, course_id) references training_course (unit_id, id) on delete cascade,
  check ((state = 'running') = (ended_at is null))
);
create unique index exam_attempt_running on exam_attempt (unit_id, course_id, account_id) where state = 'running';
create index exam_attempt_id on exam_attempt (id);
create index exam_attempt_deadline on exam_attempt (deadline_at) where state = 'running';

create table practical_check (
  unit_id bigint not null,
  id bigint generated always as identity,
  course_id bigint not null,
  account_id bigint not null references account (id),
  state text not null check (state in ('waiting', 'passed', 'failed')),
  note text not null default '',
  asked_at timestamptz not null,
  decided_by bigint references account (id),
  decided_at timestamptz,
  primary key (unit_id, id),
  foreign key (unit_id, course_id) references training_course (unit_id, id) on delete cascade
);
create unique index practical_check_waiting on practical_check (unit_id, course_id, account_id) where state = 'waiting';
create index practical_check_id on practical_check (id);

create table user_certificate (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  account_id bigint not null references account (id),
  course_id bigint,
  covers text not null check (covers in ('instruments', 'centre', 'class')),
  instrument_ids bigint[] not null default '{}',
  centre_id bigint,
  class_code text not null default '',
  level text not null check (length(level) between 1 and 40),
  valid_from date not null,
  -- last day on which it holds; null: it does not end
  valid_until date,
  state text not null check (state in ('valid', 'suspended', 'revoked', 'replaced')),
  source text not null check (source in ('course', 'lead', 'import')),
  source_no text not null default '',
  version int not null default 1,
  issued_at timestamptz not null,
  primary key (unit_id, id),
  foreign key (unit_id, course_id) references training_course (unit_id, id),
  foreign key (unit_id, centre_id) references centre (unit_id, id),
  check (valid_until >= valid_from)
);
-- the question of the gate: what has this person at this unit
create index user_certificate_holder on user_certificate (unit_id, account_id);
create index user_certificate_account on user_certificate (account_id);
create index user_certificate_id on user_certificate (id);
create index user_certificate_end on user_certificate (valid_until) where state = 'valid';

create table certificate_step (
  unit_id bigint not null,
  certificate_id bigint not null,
  no int not null,
  act text not null,
  reason text not null default '',
  by_account_id bigint references account (id),
  by_name text not null,
  at timestamptz not null,
  primary key (unit_id, certificate_id, no),
  foreign key (unit_id, certificate_id) references user_certificate (unit_id, id) on delete cascade
);

-- What an instrument asks of who uses it, in versions; null asks for nothing.
create table instrument_requirement (
  unit_id bigint not null,
  instrument_id bigint not null,
  version int not null check (version > 0),
  effective_from timestamptz not null,
  by_day text,
  at_night text,
  guided text,
  -- wall clock of the unit
  night_from text not null check (night_from ~ '^\d\d:\d\d$'),
  night_until text not null check (night_until ~ '^\d\d:\d\d$'),
  changed_by bigint references account (id),
  changed_by_name text not null,
  changed_at timestamptz not null,
  primary key (unit_id, instrument_id, version),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);
