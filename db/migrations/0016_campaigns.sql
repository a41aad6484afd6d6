-- A round of reporting: who is called, by which rules, until when (notice N1).
create table campaign (
  id bigint generated always as identity primary key,
  name text not null check (length(name) between 1 and 100),
  state text not null check (state in ('draft', 'open', 'closed')),
  -- version of the dated rule set "reporting"
  rule_set text not null,
  -- kinds of resource, domain.md §1.2
  kinds int[] not null,
  -- only what was entered in the asset account between these days; both belong to it
  booked_from date,
  booked_until date,
  called text not null check (called in ('all', 'departments', 'cities', 'units')),
  called_ids text[] not null default '{}',
  -- last day on which units hand in, and on which the province passes on to the nation
  report_by date not null,
  forward_by date,
  guidance text not null default '' check (length(guidance) <= 10000),
  -- days before a deadline on which is prompted, and how often after it has passed
  prompt_before_days int[] not null,
  prompt_every_days int not null check (prompt_every_days between 1 and 90),
  revision int not null default 1,
  created_by_name text not null,
  created_at timestamptz not null,
  opened_at timestamptz,
  closed_at timestamptz,
  check (forward_by is null or forward_by >= report_by),
  check (booked_from is null or booked_until is null or booked_from <= booked_until),
  check ((state = 'draft') = (opened_at is null)),
  check ((state = 'closed') = (closed_at is not null))
);
create index campaign_state on campaign (state, report_by);

create table campaign_annex (
  campaign_id bigint not null references campaign (id) on delete cascade,
  file_id bigint not null references stored_file (id),
  added_by_name text not null,
  added_at timestamptz not null,
  primary key (campaign_id, file_id)
);
create index campaign_annex_file on campaign_annex (file_id);

-- Who is called; where the unit stood when the campaign was opened, and again when it was closed.
create table campaign_unit (
  campaign_id bigint not null references campaign (id) on delete cascade,
  unit_id bigint not null references unit (id),
  department_id bigint,
  city_code text,
  primary key (unit_id, campaign_id)
);
create index campaign_unit_campaign on campaign_unit (campaign_id, unit_id);

-- What a closed campaign ended with: the facts the board is computed from, instrument by instrument.
create table campaign_frozen (
  campaign_id bigint not null references campaign (id) on delete cascade,
  unit_id bigint not null,
  id bigint not null,
  inner_id text not null,
  name text not null,
  model text not null,
  worth_fen bigint,
  booked_on date,
  disposed_on date,
  funds jsonb,
  excused boolean not null,
  secrecy text not null,
  state text not null,
  accepted_version int,
  updated_at timestamptz not null,
  primary key (unit_id, campaign_id, id)
);
create index campaign_frozen_campaign on campaign_frozen (campaign_id, unit_id);

-- Whom the campaign reminded on which occasion; written in the transaction that tells them.
create table campaign_prompt (
  campaign_id bigint not null references campaign (id) on delete cascade,
  unit_id bigint not null references unit (id),
  occasion date not null,
  remaining int not null,
  at timestamptz not null,
  primary key (unit_id, campaign_id, occasion)
);
create index campaign_prompt_campaign on campaign_prompt (campaign_id, occasion);

-- New instruments that have not joined the network yet, by the day they were accepted in their unit.
create index instrument_acceptance on instrument ((elements ->> 'acceptanceDate'), unit_id)
  where accepted_version is null and elements ? 'acceptanceDate';
