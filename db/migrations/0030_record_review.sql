-- Records of the other kinds are judged as instruments are: with reasons on elements, comments, claims and draws.
alter table resource_record add column state_since timestamptz not null default now();
update resource_record set state_since = updated_at;
create index resource_record_waiting on resource_record (state, state_since, id)
  where state in ('unit_review', 'province_review');

alter table resource_record_step drop constraint resource_record_step_step_check;
alter table resource_record_step add constraint resource_record_step_step_check check (step in ('submit_to_unit',
  'return_in_unit', 'submit_to_province', 'accept', 'return', 'withdraw', 'reopen', 'amend'));
alter table resource_record_step add column decision_key text;
alter table resource_record_step add column draw_id bigint;
create unique index resource_record_step_decision on resource_record_step (unit_id, decision_key)
  where decision_key is not null;
create index resource_record_step_actor on resource_record_step (actor_id, id desc);
create index resource_record_step_amended on resource_record_step (id desc) where step = 'amend';

-- What is said, claimed and drawn is about an instrument or about a record.
alter table report_comment alter column instrument_id drop not null;
alter table report_comment add column record_id bigint;
alter table report_comment add constraint report_comment_subject check (num_nonnulls(instrument_id, record_id) = 1);
alter table report_comment add foreign key (unit_id, record_id) references resource_record (unit_id, id) on delete cascade;
create index report_comment_record on report_comment (unit_id, record_id, id) where record_id is not null;

alter table review_claim drop constraint review_claim_pkey;
alter table review_claim alter column instrument_id drop not null;
alter table review_claim add column id bigint generated always as identity;
alter table review_claim add column record_id bigint;
alter table review_claim add primary key (unit_id, id);
alter table review_claim add constraint review_claim_subject check (num_nonnulls(instrument_id, record_id) = 1);
alter table review_claim add foreign key (unit_id, record_id) references resource_record (unit_id, id) on delete cascade;
alter table review_claim add constraint review_claim_instrument unique (unit_id, instrument_id);
alter table review_claim add constraint review_claim_record unique (unit_id, record_id);

alter table review_draw add column subject text not null default 'instrument' check (subject in ('instrument', 'record'));

alter table review_draw_member drop constraint review_draw_member_pkey;
alter table review_draw_member alter column instrument_id drop not null;
alter table review_draw_member add column id bigint generated always as identity;
alter table review_draw_member add column record_id bigint;
alter table review_draw_member add primary key (unit_id, id);
alter table review_draw_member add constraint review_draw_member_subject
  check (num_nonnulls(instrument_id, record_id) = 1);
alter table review_draw_member add foreign key (unit_id, record_id) references resource_record (unit_id, id)
  on delete cascade;
create unique index review_draw_member_record_open on review_draw_member (unit_id, record_id)
  where is_open and record_id is not null;
