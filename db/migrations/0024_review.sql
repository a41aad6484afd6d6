-- Reviewing many reports: comments, claims, draws of samples, decisions sent again after a lost answer.
alter table report_step drop constraint report_step_step_check;
alter table report_step add constraint report_step_step_check check (step in ('submit_to_unit', 'return_in_unit',
  'submit_to_province', 'accept', 'return', 'withdraw', 'withdraw_from_public', 'reopen', 'amend'));
-- What the browser called its decision: the same one sent twice is taken once.
alter table report_step add column decision_key text;
-- The draw that led to the step.
alter table report_step add column draw_id bigint;
create unique index report_step_decision on report_step (unit_id, decision_key) where decision_key is not null;
create index report_step_actor on report_step (actor_id, id desc);
create index report_step_amended on report_step (id desc) where step = 'amend';

-- Since when an instrument is in its state, so that who waits longest is known after other changes too.
alter table instrument add column state_since timestamptz not null default now();
update instrument set state_since = updated_at;
create index instrument_waiting on instrument (state, state_since, id) where state in ('unit_review', 'province_review');
create index instrument_class on instrument (class_code, worth_fen);

create table report_comment (
  unit_id bigint not null,
  instrument_id bigint not null,
  id bigint generated always as identity,
  version int not null,
  -- '' is about the whole
  element text not null default '',
  audience text not null check (audience in ('unit', 'everybody')),
  body text not null check (body <> ''),
  author_id bigint,
  author_name text not null,
  written_at timestamptz not null,
  resolved_by_name text,
  resolved_at timestamptz,
  primary key (unit_id, id),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);
create index report_comment_instrument on report_comment (unit_id, instrument_id, id);

-- Who has taken which reports; the claim ends by itself.
create table review_claim (
  unit_id bigint not null,
  instrument_id bigint not null,
  account_id bigint not null,
  account_name text not null,
  claimed_until timestamptz not null,
  primary key (unit_id, instrument_id),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);

-- A set of reports, the sample drawn from it, and what came of it.
create table review_draw (
  id bigint generated always as identity primary key,
  level text not null check (level in ('unit', 'province')),
  -- the filter that chose the set
  filter jsonb not null,
  seed text not null,
  -- share, least number in a unit and greatest share of wrong ones, as the rules stood
  rule_version text not null,
  rule jsonb not null,
  state text not null check (state in ('open', 'concluded', 'cancelled')),
  -- what became of each unit: [{ unitId, population, sampled, wrong, outcome }]
  results jsonb not null default '[]',
  drawn_by bigint not null,
  drawn_by_name text not null,
  drawn_at timestamptz not null,
  closed_by_name text,
  closed_at timestamptz
);

create table review_draw_member (
  unit_id bigint not null,
  draw_id bigint not null references review_draw (id),
  instrument_id bigint not null,
  version int not null,
  sampled boolean not null,
  verdict text not null default 'unjudged' check (verdict in ('unjudged', 'correct', 'wrong')),
  reasons jsonb not null default '[]',
  comment text not null default '',
  judged_by_name text,
  judged_at timestamptz,
  -- false when the draw is closed: a report stands in one open draw at most
  is_open boolean not null default true,
  primary key (unit_id, draw_id, instrument_id),
  foreign key (unit_id, instrument_id) references instrument (unit_id, id) on delete cascade
);
create unique index review_draw_member_open on review_draw_member (unit_id, instrument_id) where is_open;
create index review_draw_member_draw on review_draw_member (draw_id, instrument_id);
