-- A notice of the site: who says it, since when and until when it holds.
create table notice (
  id bigint generated always as identity primary key,
  title text not null check (length(title) between 1 and 120),
  title_en text not null default '' check (length(title_en) <= 200),
  body text not null check (length(body) between 1 and 20000),
  body_en text not null default '' check (length(body_en) <= 20000),
  source text not null default '' check (length(source) <= 100),
  source_en text not null default '' check (length(source_en) <= 200),
  published_at timestamptz not null,
  valid_until timestamptz,
  created_by bigint references account (id),
  check (valid_until is null or valid_until > published_at)
);
create index notice_published on notice (published_at desc, id desc);
