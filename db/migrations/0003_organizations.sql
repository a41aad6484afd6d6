create table department (
  id bigint generated always as identity primary key,
  key text not null unique,
  name text not null unique,
  name_en text not null default '',
  kind text not null check (kind in ('provincial_department', 'city_bureau', 'other')),
  city_code text
);

-- A legal person: a managing unit that owns instruments, or only a user of them (companies, societies …).
create table unit (
  id bigint generated always as identity primary key,
  ins_code text unique check (ins_code ~ '^([0-9a-f]{32}|gdins[0-9]{5})$'),
  credit_code text unique check (length(credit_code) = 18),
  name text not null unique check (length(name) between 1 and 100),
  name_en text not null default '',
  kind text not null check (kind in ('university', 'institute', 'hospital', 'company', 'new_rd', 'government', 'society', 'other')),
  managing boolean not null default false,
  small_company boolean not null default false,
  department_id bigint references department (id),
  city_code text,
  county_code text,
  street text not null default '',
  postal_code text not null default '',
  website text not null default '',
  introduction text not null default '',
  introduction_en text not null default '',
  time_zone text not null default 'Asia/Shanghai',
  status text not null default 'active' check (status in ('applied', 'active', 'closed')),
  created_at timestamptz not null default now()
);
create index unit_department on unit (department_id);
alter table account add constraint account_unit_exists foreign key (unit_id) references unit (id);

create table centre (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  name text not null check (length(name) between 1 and 100),
  name_en text not null default '',
  rooms text not null default '',
  introduction text not null default '',
  primary key (unit_id, id),
  unique (unit_id, name)
);

-- A research group inside a legal person; its lead approves and pays.
create table research_group (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  name text not null check (length(name) between 1 and 100),
  lead_account_id bigint references account (id),
  primary key (unit_id, id),
  unique (unit_id, name)
);
create table group_member (
  unit_id bigint not null,
  group_id bigint not null,
  account_id bigint not null references account (id),
  primary key (unit_id, group_id, account_id),
  foreign key (unit_id, group_id) references research_group (unit_id, id) on delete cascade
);

create table contact (
  unit_id bigint not null references unit (id),
  id bigint generated always as identity,
  duty text not null,
  name text not null,
  phone text not null default '',
  email text not null default '',
  primary key (unit_id, id)
);

-- Somebody says they belong to a legal person that the site knows already; its administrator confirms or declines.
create table membership_claim (
  account_id bigint primary key references account (id) on delete cascade,
  unit_id bigint not null references unit (id),
  claimed_at timestamptz not null
);
create index membership_claim_unit on membership_claim (unit_id, claimed_at);
