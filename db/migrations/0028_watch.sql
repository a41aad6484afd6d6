-- When a unit last went over its own information; saving it unchanged confirms it.
alter table unit add column profile_edited_at timestamptz;

-- How well each unit kept the four things of notice N9 in a month: the parts behind the figures, so that they can be
-- weighed anew. The first run in a month writes it.
create table watch_snapshot (
  unit_id bigint not null references unit (id),
  month date not null check (extract(day from month) = 1),
  -- version of the rule set "watch"
  rules text not null,
  cells jsonb not null,
  -- 0 to 1; null when there is nothing to judge
  score double precision,
  taken_at timestamptz not null,
  primary key (unit_id, month)
);

-- Whom the province prompted to improve; once a month.
create table watch_prompt (
  unit_id bigint not null references unit (id),
  month date not null check (extract(day from month) = 1),
  score double precision not null,
  by_name text not null,
  prompted_at timestamptz not null,
  primary key (unit_id, month)
);
