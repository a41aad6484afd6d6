-- Written by npm run db:schema after each migration; reviewed like code, never run.

create table account (
  id bigint not null generated always as identity,
  login text not null,
  display_name text not null,
  unit_id bigint,
  email text,
  phone text,
  locale text not null default 'zh-CN'::text,
  password_hash text not null,
  status text not null default 'active'::text,
  failed_attempts integer not null default 0,
  locked_until timestamp with time zone,
  demonstration boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint account_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 50))),
  constraint account_email_check CHECK ((length(email) <= 100)),
  constraint account_locale_check CHECK ((locale = ANY (ARRAY['zh-CN'::text, 'en'::text]))),
  constraint account_login_check CHECK (((login = lower(login)) AND ((length(login) >= 3) AND (length(login) <= 64)))),
  constraint account_login_key UNIQUE (login),
  constraint account_phone_check CHECK ((length(phone) <= 30)),
  constraint account_pkey PRIMARY KEY (id),
  constraint account_status_check CHECK ((status = ANY (ARRAY['active'::text, 'locked'::text, 'closed'::text]))),
  constraint account_unit_exists FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX account_unit ON public.account USING btree (unit_id);

create table api_key (
  account_id bigint not null,
  id bigint not null generated always as identity,
  name text not null,
  scope text not null,
  token_sha256 bytea not null,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  last_used_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint api_key_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint api_key_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint api_key_pkey PRIMARY KEY (id),
  constraint api_key_scope_check CHECK ((scope = ANY (ARRAY['read'::text, 'write'::text]))),
  constraint api_key_token_sha256_key UNIQUE (token_sha256)
);
CREATE INDEX api_key_account ON public.api_key USING btree (account_id, id);

create table appeal (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  account_id bigint not null,
  entry_id bigint,
  sanction_id bigint,
  reason text not null,
  state text not null,
  decided_by bigint,
  decided_at timestamp with time zone,
  decision_note text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  constraint appeal_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint appeal_check CHECK ((num_nonnulls(entry_id, sanction_id) = 1)),
  constraint appeal_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint appeal_decision_note_check CHECK ((length(decision_note) <= 500)),
  constraint appeal_id_key UNIQUE (id),
  constraint appeal_pkey PRIMARY KEY (unit_id, id),
  constraint appeal_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 1000))),
  constraint appeal_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text]))),
  constraint appeal_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX appeal_account ON public.appeal USING btree (account_id, id DESC);
CREATE INDEX appeal_waiting ON public.appeal USING btree (unit_id, id) WHERE (state = 'waiting'::text);
CREATE UNIQUE INDEX appeal_entry ON public.appeal USING btree (entry_id) WHERE ((entry_id IS NOT NULL) AND (state <> 'withdrawn'::text));
CREATE UNIQUE INDEX appeal_sanction ON public.appeal USING btree (sanction_id) WHERE ((sanction_id IS NOT NULL) AND (state <> 'withdrawn'::text));

create table audit_entry (
  id bigint not null generated always as identity,
  at timestamp with time zone not null,
  actor_id bigint,
  actor_name text not null,
  action text not null,
  subject text not null,
  subject_id text not null,
  unit_id bigint,
  changes jsonb,
  constraint audit_entry_pkey PRIMARY KEY (id)
);
CREATE INDEX audit_entry_at ON public.audit_entry USING btree (at);
CREATE INDEX audit_entry_subject ON public.audit_entry USING btree (subject, subject_id, id);
CREATE INDEX audit_entry_unit ON public.audit_entry USING btree (unit_id, id);

create table booking (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  instrument_id bigint not null,
  account_id bigint not null,
  user_unit_id bigint,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  status text not null,
  service_way text not null default 'self'::text,
  purpose text not null,
  project text not null default ''::text,
  decided_by bigint,
  decided_at timestamp with time zone,
  decision_note text not null default ''::text,
  cancelled_at timestamp with time zone,
  cancelled_by bigint,
  cancel_reason text not null default ''::text,
  cancelled_late boolean not null default false,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  cancel_code text not null default ''::text,
  source_no text not null default ''::text,
  guest_name text not null default ''::text,
  made_by bigint,
  overridden text[] not null default '{}'::text[],
  override_reason text not null default ''::text,
  set_id bigint,
  project_id bigint,
  priority_level text not null default ''::text,
  priority_early boolean not null default false,
  offered_until timestamp with time zone,
  guest_unit text not null default ''::text,
  constraint booking_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint booking_cancel_code_check CHECK ((cancel_code = ANY (ARRAY[''::text, 'instrument_withdrawn'::text, 'instrument_disposed'::text, 'use_voided'::text, 'slot_given'::text, 'link_broken'::text]))),
  constraint booking_cancel_reason_check CHECK ((length(cancel_reason) <= 500)),
  constraint booking_check CHECK ((starts_at < ends_at)),
  constraint booking_decision_note_check CHECK ((length(decision_note) <= 500)),
  constraint booking_guest_name_check CHECK ((length(guest_name) <= 100)),
  constraint booking_guest_unit_check CHECK ((length(guest_unit) <= 100)),
  constraint booking_made_by_fkey FOREIGN KEY (made_by) REFERENCES account(id),
  constraint booking_no_overlap EXCLUDE USING gist (unit_id WITH =, instrument_id WITH =, tstzrange(starts_at, ends_at, '[)'::text) WITH &&) WHERE ((status = ANY (ARRAY['offered'::text, 'pending'::text, 'confirmed'::text, 'in_use'::text, 'completed'::text]))),
  constraint booking_offered CHECK (((status <> 'offered'::text) OR (offered_until IS NOT NULL))),
  constraint booking_override_reason_check CHECK ((length(override_reason) <= 500)),
  constraint booking_pkey PRIMARY KEY (unit_id, id),
  constraint booking_project_check CHECK ((length(project) <= 200)),
  constraint booking_purpose_check CHECK (((length(purpose) >= 1) AND (length(purpose) <= 500))),
  constraint booking_service_way_check CHECK ((service_way = ANY (ARRAY['self'::text, 'guided'::text, 'commissioned'::text, 'remote'::text]))),
  constraint booking_set_id_fkey FOREIGN KEY (set_id) REFERENCES booking_set(id),
  constraint booking_source_no_check CHECK ((length(source_no) <= 100)),
  constraint booking_status_check CHECK ((status = ANY (ARRAY['offered'::text, 'pending'::text, 'requested'::text, 'confirmed'::text, 'rejected'::text, 'expired'::text, 'cancelled'::text, 'in_use'::text, 'completed'::text, 'no_show'::text])))
);
CREATE INDEX booking_account ON public.booking USING btree (account_id, starts_at);
CREATE INDEX booking_id ON public.booking USING btree (id);
CREATE INDEX booking_instrument ON public.booking USING btree (unit_id, instrument_id, starts_at);
CREATE INDEX booking_set_members ON public.booking USING btree (set_id) WHERE (set_id IS NOT NULL);
CREATE INDEX booking_status ON public.booking USING btree (status, starts_at) WHERE (status = ANY (ARRAY['pending'::text, 'requested'::text, 'confirmed'::text, 'in_use'::text]));
CREATE UNIQUE INDEX booking_source ON public.booking USING btree (unit_id, instrument_id, source_no) WHERE (source_no <> ''::text);

create table booking_deputy (
  id bigint not null generated always as identity,
  account_id bigint not null,
  deputy_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint booking_deputy_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint booking_deputy_check CHECK ((starts_at < ends_at)),
  constraint booking_deputy_check1 CHECK ((account_id <> deputy_id)),
  constraint booking_deputy_deputy_id_fkey FOREIGN KEY (deputy_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint booking_deputy_pkey PRIMARY KEY (id)
);
CREATE INDEX booking_deputy_account ON public.booking_deputy USING btree (account_id, ends_at);
CREATE INDEX booking_deputy_deputy ON public.booking_deputy USING btree (deputy_id, ends_at);

create table booking_person (
  account_id bigint not null,
  revision integer not null,
  constraint booking_person_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint booking_person_pkey PRIMARY KEY (account_id)
);

create table booking_rules (
  unit_id bigint not null,
  instrument_id bigint not null,
  version integer not null,
  effective_from timestamp with time zone not null,
  bookable boolean not null,
  rules jsonb not null,
  revision integer not null default 1,
  changed_by bigint,
  changed_at timestamp with time zone not null,
  template_id bigint,
  own_parts text[] not null default '{}'::text[],
  constraint booking_rules_pkey PRIMARY KEY (unit_id, instrument_id, version),
  constraint booking_rules_template_id_fkey FOREIGN KEY (template_id) REFERENCES booking_template(id) ON DELETE SET NULL,
  constraint booking_rules_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);

create table booking_set (
  id bigint not null generated always as identity,
  kind text not null,
  account_id bigint not null,
  repetition text not null default ''::text,
  created_at timestamp with time zone not null,
  constraint booking_set_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint booking_set_kind_check CHECK ((kind = ANY (ARRAY['series'::text, 'link'::text]))),
  constraint booking_set_pkey PRIMARY KEY (id),
  constraint booking_set_repetition_check CHECK ((length(repetition) <= 2000))
);

create table booking_step (
  unit_id bigint not null,
  booking_id bigint not null,
  no integer not null,
  decider text not null,
  within_hours integer,
  late text not null default 'expire'::text,
  due_at timestamp with time zone,
  outcome text not null default ''::text,
  decided_by bigint,
  in_place_of bigint,
  decided_at timestamp with time zone,
  note text not null default ''::text,
  constraint booking_step_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint booking_step_decider_check CHECK ((decider = ANY (ARRAY['group_lead'::text, 'lead'::text, 'centre'::text]))),
  constraint booking_step_in_place_of_fkey FOREIGN KEY (in_place_of) REFERENCES account(id),
  constraint booking_step_late_check CHECK ((late = ANY (ARRAY['expire'::text, 'escalate'::text]))),
  constraint booking_step_note_check CHECK ((length(note) <= 500)),
  constraint booking_step_outcome_check CHECK ((outcome = ANY (ARRAY[''::text, 'approved'::text, 'rejected'::text, 'escalated'::text]))),
  constraint booking_step_pkey PRIMARY KEY (unit_id, booking_id, no),
  constraint booking_step_unit_id_booking_id_fkey FOREIGN KEY (unit_id, booking_id) REFERENCES booking(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX booking_step_due ON public.booking_step USING btree (due_at) WHERE ((outcome = ''::text) AND (due_at IS NOT NULL));

create table booking_template (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  centre_id bigint,
  name text not null,
  rules jsonb not null,
  version integer not null default 1,
  changed_by bigint,
  changed_at timestamp with time zone not null,
  constraint booking_template_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint booking_template_id_key UNIQUE (id),
  constraint booking_template_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint booking_template_pkey PRIMARY KEY (unit_id, id),
  constraint booking_template_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE UNIQUE INDEX booking_template_name ON public.booking_template USING btree (unit_id, COALESCE(centre_id, (0)::bigint), name);

create table calendar_change (
  tx xid8 not null default pg_current_xact_id(),
  unit_id bigint not null,
  instrument_id bigint not null,
  changed_at timestamp with time zone not null default now()
);
CREATE INDEX calendar_change_tx ON public.calendar_change USING btree (tx);

create table calendar_feed (
  account_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  unit_id bigint,
  instrument_id bigint,
  token_sha256 bytea not null,
  created_at timestamp with time zone not null,
  last_read_at timestamp with time zone,
  revoked_at timestamp with time zone,
  constraint calendar_feed_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint calendar_feed_check CHECK (((kind = 'instrument'::text) = (instrument_id IS NOT NULL))),
  constraint calendar_feed_check1 CHECK (((unit_id IS NULL) = (instrument_id IS NULL))),
  constraint calendar_feed_kind_check CHECK ((kind = ANY (ARRAY['mine'::text, 'managed'::text, 'instrument'::text]))),
  constraint calendar_feed_pkey PRIMARY KEY (id),
  constraint calendar_feed_token_sha256_key UNIQUE (token_sha256),
  constraint calendar_feed_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX calendar_feed_account ON public.calendar_feed USING btree (account_id, id);
CREATE INDEX calendar_feed_instrument ON public.calendar_feed USING btree (unit_id, instrument_id) WHERE (instrument_id IS NOT NULL);
CREATE UNIQUE INDEX calendar_feed_live ON public.calendar_feed USING btree (account_id, kind, COALESCE(instrument_id, (0)::bigint)) WHERE (revoked_at IS NULL);

create table campaign (
  id bigint not null generated always as identity,
  name text not null,
  state text not null,
  rule_set text not null,
  kinds integer[] not null,
  booked_from date,
  booked_until date,
  called text not null,
  called_ids text[] not null default '{}'::text[],
  report_by date not null,
  forward_by date,
  guidance text not null default ''::text,
  prompt_before_days integer[] not null,
  prompt_every_days integer not null,
  revision integer not null default 1,
  created_by_name text not null,
  created_at timestamp with time zone not null,
  opened_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint campaign_called_check CHECK ((called = ANY (ARRAY['all'::text, 'departments'::text, 'cities'::text, 'units'::text]))),
  constraint campaign_check CHECK (((forward_by IS NULL) OR (forward_by >= report_by))),
  constraint campaign_check1 CHECK (((booked_from IS NULL) OR (booked_until IS NULL) OR (booked_from <= booked_until))),
  constraint campaign_check2 CHECK (((state = 'draft'::text) = (opened_at IS NULL))),
  constraint campaign_check3 CHECK (((state = 'closed'::text) = (closed_at IS NOT NULL))),
  constraint campaign_guidance_check CHECK ((length(guidance) <= 10000)),
  constraint campaign_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint campaign_pkey PRIMARY KEY (id),
  constraint campaign_prompt_every_days_check CHECK (((prompt_every_days >= 1) AND (prompt_every_days <= 90))),
  constraint campaign_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text])))
);
CREATE INDEX campaign_state ON public.campaign USING btree (state, report_by);

create table campaign_annex (
  campaign_id bigint not null,
  file_id bigint not null,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  constraint campaign_annex_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id) ON DELETE CASCADE,
  constraint campaign_annex_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint campaign_annex_pkey PRIMARY KEY (campaign_id, file_id)
);
CREATE INDEX campaign_annex_file ON public.campaign_annex USING btree (file_id);

create table campaign_delivery (
  id bigint not null generated always as identity,
  campaign_id bigint not null,
  kind integer not null,
  state text not null,
  generation text not null,
  records integer not null,
  delivered_on date not null,
  note text not null default ''::text,
  by_name text not null,
  at timestamp with time zone not null,
  withdrawn_by_name text,
  withdrawn_at timestamp with time zone,
  withdrawn_reason text,
  constraint campaign_delivery_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id) ON DELETE CASCADE,
  constraint campaign_delivery_check CHECK (((state = 'withdrawn'::text) = (withdrawn_at IS NOT NULL))),
  constraint campaign_delivery_check1 CHECK (((withdrawn_at IS NULL) = (withdrawn_reason IS NULL))),
  constraint campaign_delivery_kind_check CHECK ((kind = ANY (ARRAY[1, 2, 4, 5, 7]))),
  constraint campaign_delivery_note_check CHECK ((length(note) <= 1000)),
  constraint campaign_delivery_pkey PRIMARY KEY (id),
  constraint campaign_delivery_records_check CHECK ((records > 0)),
  constraint campaign_delivery_state_check CHECK ((state = ANY (ARRAY['delivered'::text, 'withdrawn'::text]))),
  constraint campaign_delivery_withdrawn_reason_check CHECK (((length(withdrawn_reason) >= 1) AND (length(withdrawn_reason) <= 1000)))
);
CREATE INDEX campaign_delivery_campaign ON public.campaign_delivery USING btree (campaign_id, state);

create table campaign_delivery_file (
  delivery_id bigint not null,
  sheet text not null,
  file_id bigint,
  name text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  lines integer not null,
  constraint campaign_delivery_file_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES campaign_delivery(id) ON DELETE CASCADE,
  constraint campaign_delivery_file_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id) ON DELETE SET NULL,
  constraint campaign_delivery_file_pkey PRIMARY KEY (delivery_id, sheet)
);
CREATE INDEX campaign_delivery_file_file ON public.campaign_delivery_file USING btree (file_id);

create table campaign_delivery_item (
  delivery_id bigint not null,
  unit_id bigint not null,
  subject_id bigint not null,
  version integer not null,
  constraint campaign_delivery_item_delivery_id_fkey FOREIGN KEY (delivery_id) REFERENCES campaign_delivery(id) ON DELETE CASCADE,
  constraint campaign_delivery_item_pkey PRIMARY KEY (unit_id, delivery_id, subject_id),
  constraint campaign_delivery_item_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX campaign_delivery_item_delivery ON public.campaign_delivery_item USING btree (delivery_id, unit_id, subject_id);

create table campaign_frozen (
  campaign_id bigint not null,
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
  accepted_version integer,
  updated_at timestamp with time zone not null,
  constraint campaign_frozen_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id) ON DELETE CASCADE,
  constraint campaign_frozen_pkey PRIMARY KEY (unit_id, campaign_id, id)
);
CREATE INDEX campaign_frozen_campaign ON public.campaign_frozen USING btree (campaign_id, unit_id);

create table campaign_frozen_owed (
  campaign_id bigint not null,
  unit_id bigint not null,
  no bigint not null generated always as identity,
  kind integer not null,
  reason text not null,
  subject text not null,
  instrument_id bigint,
  record_id bigint,
  state text,
  accepted boolean not null,
  accepted_version integer,
  constraint campaign_frozen_owed_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id) ON DELETE CASCADE,
  constraint campaign_frozen_owed_kind_check CHECK ((kind = ANY (ARRAY[1, 2, 5, 7]))),
  constraint campaign_frozen_owed_pkey PRIMARY KEY (unit_id, campaign_id, no),
  constraint campaign_frozen_owed_reason_check CHECK ((reason = ANY (ARRAY['centre'::text, 'facility'::text, 'duty_free'::text, 'year'::text]))),
  constraint campaign_frozen_owed_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'unit_review'::text, 'province_review'::text, 'accepted'::text, 'returned'::text])))
);
CREATE INDEX campaign_frozen_owed_campaign ON public.campaign_frozen_owed USING btree (campaign_id, unit_id);

create table campaign_prompt (
  campaign_id bigint not null,
  unit_id bigint not null,
  occasion date not null,
  remaining integer not null,
  at timestamp with time zone not null,
  constraint campaign_prompt_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id) ON DELETE CASCADE,
  constraint campaign_prompt_pkey PRIMARY KEY (unit_id, campaign_id, occasion),
  constraint campaign_prompt_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX campaign_prompt_campaign ON public.campaign_prompt USING btree (campaign_id, occasion);

create table campaign_unit (
  campaign_id bigint not null,
  unit_id bigint not null,
  department_id bigint,
  city_code text,
  constraint campaign_unit_campaign_id_fkey FOREIGN KEY (campaign_id) REFERENCES campaign(id) ON DELETE CASCADE,
  constraint campaign_unit_pkey PRIMARY KEY (unit_id, campaign_id),
  constraint campaign_unit_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX campaign_unit_campaign ON public.campaign_unit USING btree (campaign_id, unit_id);

create table catalogue_entry (
  unit_id bigint not null,
  instrument_id bigint not null,
  centre_id bigint,
  name text not null,
  name_en text not null default ''::text,
  model text not null default ''::text,
  maker text not null default ''::text,
  summary text not null default ''::text,
  summary_en text not null default ''::text,
  price text not null default ''::text,
  class_code text,
  city_code text,
  disciplines text[] not null default '{}'::text[],
  worth_fen bigint,
  open_to text[] not null default '{}'::text[],
  modes text[] not null default '{}'::text[],
  openness_declared boolean not null default false,
  bookable boolean not null default false,
  unit_name text not null,
  unit_name_en text not null default ''::text,
  picture_id bigint,
  accepted_at timestamp with time zone not null,
  withdrawn boolean not null default false,
  revision bigint not null default nextval('catalogue_revision'::regclass),
  maker_id bigint,
  maker_name text not null default ''::text,
  maker_name_en text not null default ''::text,
  covered text not null default ''::text,
  constraint catalogue_entry_pkey PRIMARY KEY (unit_id, instrument_id),
  constraint catalogue_entry_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX catalogue_entry_instrument ON public.catalogue_entry USING btree (instrument_id);
CREATE INDEX catalogue_entry_revision ON public.catalogue_entry USING btree (revision);

create table centre (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  name text not null,
  name_en text not null default ''::text,
  rooms text not null default ''::text,
  introduction text not null default ''::text,
  constraint centre_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint centre_pkey PRIMARY KEY (unit_id, id),
  constraint centre_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint centre_unit_id_name_key UNIQUE (unit_id, name)
);

create table certificate_step (
  unit_id bigint not null,
  certificate_id bigint not null,
  no integer not null,
  act text not null,
  reason text not null default ''::text,
  by_account_id bigint,
  by_name text not null,
  at timestamp with time zone not null,
  constraint certificate_step_by_account_id_fkey FOREIGN KEY (by_account_id) REFERENCES account(id),
  constraint certificate_step_pkey PRIMARY KEY (unit_id, certificate_id, no),
  constraint certificate_step_unit_id_certificate_id_fkey FOREIGN KEY (unit_id, certificate_id) REFERENCES user_certificate(unit_id, id) ON DELETE CASCADE
);

create table closure (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  instrument_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  kind text not null,
  reason text not null default ''::text,
  created_by bigint,
  created_at timestamp with time zone not null,
  constraint closure_check CHECK ((starts_at < ends_at)),
  constraint closure_kind_check CHECK ((kind = ANY (ARRAY['closure'::text, 'maintenance'::text, 'fault'::text, 'holiday'::text]))),
  constraint closure_pkey PRIMARY KEY (unit_id, id),
  constraint closure_reason_check CHECK ((length(reason) <= 200))
);
CREATE INDEX closure_instrument ON public.closure USING btree (unit_id, instrument_id, ends_at);

create table code_entry (
  table_name text not null,
  version text not null,
  code text not null,
  name text not null,
  name_en text not null default ''::text,
  parent text not null default ''::text,
  position integer not null default 0,
  attributes jsonb not null default '{}'::jsonb,
  constraint code_entry_pkey PRIMARY KEY (table_name, version, code)
);

create table contact (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  duty text not null,
  name text not null,
  phone text not null default ''::text,
  email text not null default ''::text,
  constraint contact_pkey PRIMARY KEY (unit_id, id),
  constraint contact_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table contact_reading (
  at timestamp with time zone not null,
  source text not null,
  account_id bigint,
  unit_id bigint not null,
  instrument_id bigint not null
);
CREATE INDEX contact_reading_at ON public.contact_reading USING btree (at);
CREATE INDEX contact_reading_instrument ON public.contact_reading USING btree (unit_id, instrument_id, at);
CREATE INDEX contact_reading_source ON public.contact_reading USING btree (source, at);

create table credit_account (
  account_id bigint not null,
  balance integer not null,
  quiet_since timestamp with time zone not null,
  constraint credit_account_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint credit_account_pkey PRIMARY KEY (account_id)
);
CREATE INDEX credit_account_quiet ON public.credit_account USING btree (quiet_since);

create table credit_entry (
  account_id bigint not null,
  id bigint not null generated always as identity,
  unit_id bigint,
  instrument_id bigint,
  booking_id bigint,
  use_id bigint,
  outcome text not null,
  occasion text not null,
  once_key text not null,
  points_by_rule integer not null,
  points integer not null,
  balance_after integer not null,
  minutes integer,
  rules_version text not null,
  undoes_id bigint,
  undone_because text not null default ''::text,
  noted_by bigint,
  happened_at timestamp with time zone not null,
  created_at timestamp with time zone not null,
  constraint credit_entry_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint credit_entry_account_id_once_key_key UNIQUE (account_id, once_key),
  constraint credit_entry_check CHECK (((outcome = 'undone'::text) = (undoes_id IS NOT NULL))),
  constraint credit_entry_check1 CHECK (((outcome = 'undone'::text) = (undone_because <> ''::text))),
  constraint credit_entry_id_key UNIQUE (id),
  constraint credit_entry_occasion_check CHECK ((length(occasion) <= 100)),
  constraint credit_entry_once_key_check CHECK ((length(once_key) <= 200)),
  constraint credit_entry_outcome_check CHECK ((outcome = ANY (ARRAY['normal_use'::text, 'late'::text, 'left_early'::text, 'overrun'::text, 'no_show'::text, 'late_cancellation'::text, 'missing_feedback'::text, 'regained'::text, 'undone'::text]))),
  constraint credit_entry_pkey PRIMARY KEY (account_id, id),
  constraint credit_entry_undone_because_check CHECK ((undone_because = ANY (ARRAY[''::text, 'corrected'::text, 'appeal'::text]))),
  constraint credit_entry_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX credit_entry_occasion ON public.credit_entry USING btree (account_id, occasion);
CREATE UNIQUE INDEX credit_entry_undone ON public.credit_entry USING btree (account_id, undoes_id) WHERE (undoes_id IS NOT NULL);

create table declaration (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  state text not null,
  reason text not null,
  rules_version text not null,
  explanation text not null default ''::text,
  valid_from date not null,
  valid_until date not null,
  secret_count integer,
  renews_id bigint,
  revision integer not null default 1,
  written_by bigint,
  written_by_name text not null,
  handed_in_by bigint,
  filing_year integer,
  filing_no integer,
  filing_number text,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint declaration_check CHECK ((valid_from <= valid_until)),
  constraint declaration_check1 CHECK ((((filing_year IS NULL) = (filing_no IS NULL)) AND ((filing_no IS NULL) = (filing_number IS NULL)))),
  constraint declaration_check2 CHECK (((state <> ALL (ARRAY['filed'::text, 'expired'::text])) OR (filing_number IS NOT NULL))),
  constraint declaration_check3 CHECK (((secret_count IS NULL) OR (explanation = ''::text))),
  constraint declaration_explanation_check CHECK ((length(explanation) <= 2000)),
  constraint declaration_filing_number_key UNIQUE (filing_number),
  constraint declaration_filing_year_filing_no_key UNIQUE (filing_year, filing_no),
  constraint declaration_handed_in_by_fkey FOREIGN KEY (handed_in_by) REFERENCES account(id),
  constraint declaration_pkey PRIMARY KEY (unit_id, id),
  constraint declaration_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 50))),
  constraint declaration_secret_count_check CHECK (((secret_count >= 1) AND (secret_count <= 100000))),
  constraint declaration_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'unit_review'::text, 'department_review'::text, 'province_review'::text, 'filed'::text, 'returned'::text, 'withdrawn'::text, 'expired'::text]))),
  constraint declaration_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint declaration_written_by_fkey FOREIGN KEY (written_by) REFERENCES account(id)
);
CREATE INDEX declaration_id ON public.declaration USING btree (id);
CREATE INDEX declaration_state ON public.declaration USING btree (state, updated_at);

create table declaration_file (
  unit_id bigint not null,
  declaration_id bigint not null,
  file_id bigint not null,
  kind text not null,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  constraint declaration_file_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint declaration_file_kind_check CHECK ((kind = ANY (ARRAY['evidence'::text, 'signed_copy'::text]))),
  constraint declaration_file_pkey PRIMARY KEY (unit_id, declaration_id, file_id),
  constraint declaration_file_unit_id_declaration_id_fkey FOREIGN KEY (unit_id, declaration_id) REFERENCES declaration(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX declaration_file_file ON public.declaration_file USING btree (file_id);

create table declaration_instrument (
  unit_id bigint not null,
  declaration_id bigint not null,
  instrument_id bigint not null,
  position integer not null,
  facts jsonb not null,
  constraint declaration_instrument_pkey PRIMARY KEY (unit_id, declaration_id, instrument_id),
  constraint declaration_instrument_unit_id_declaration_id_fkey FOREIGN KEY (unit_id, declaration_id) REFERENCES declaration(unit_id, id) ON DELETE CASCADE,
  constraint declaration_instrument_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX declaration_instrument_instrument ON public.declaration_instrument USING btree (unit_id, instrument_id);

create table declaration_step (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  declaration_id bigint not null,
  step text not null,
  from_state text not null,
  to_state text not null,
  comment text not null default ''::text,
  actor_id bigint,
  actor_name text not null,
  at timestamp with time zone not null,
  constraint declaration_step_comment_check CHECK ((length(comment) <= 1000)),
  constraint declaration_step_pkey PRIMARY KEY (unit_id, id),
  constraint declaration_step_step_check CHECK ((step = ANY (ARRAY['hand_in'::text, 'sign'::text, 'confirm'::text, 'file'::text, 'return'::text, 'take_back'::text, 'withdraw'::text, 'expire'::text]))),
  constraint declaration_step_unit_id_declaration_id_fkey FOREIGN KEY (unit_id, declaration_id) REFERENCES declaration(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX declaration_step_declaration ON public.declaration_step USING btree (unit_id, declaration_id, id);

create table department (
  id bigint not null generated always as identity,
  key text not null,
  name text not null,
  name_en text not null default ''::text,
  kind text not null,
  city_code text,
  constraint department_key_key UNIQUE (key),
  constraint department_kind_check CHECK ((kind = ANY (ARRAY['provincial_department'::text, 'city_bureau'::text, 'other'::text]))),
  constraint department_name_key UNIQUE (name),
  constraint department_pkey PRIMARY KEY (id)
);

create table exam_attempt (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  course_id bigint not null,
  account_id bigint not null,
  no integer not null,
  seed text not null,
  paper jsonb not null,
  answers jsonb not null default '{}'::jsonb,
  pass_percent integer not null,
  state text not null,
  right_count integer,
  started_at timestamp with time zone not null,
  deadline_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  constraint exam_attempt_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint exam_attempt_check CHECK (((state = 'running'::text) = (ended_at IS NULL))),
  constraint exam_attempt_no_check CHECK ((no > 0)),
  constraint exam_attempt_pass_percent_check CHECK (((pass_percent >= 1) AND (pass_percent <= 100))),
  constraint exam_attempt_pkey PRIMARY KEY (unit_id, id),
  constraint exam_attempt_state_check CHECK ((state = ANY (ARRAY['running'::text, 'passed'::text, 'failed'::text, 'overdue'::text]))),
  constraint exam_attempt_unit_id_course_id_account_id_no_key UNIQUE (unit_id, course_id, account_id, no),
  constraint exam_attempt_unit_id_course_id_fkey FOREIGN KEY (unit_id, course_id) REFERENCES training_course(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX exam_attempt_deadline ON public.exam_attempt USING btree (deadline_at) WHERE (state = 'running'::text);
CREATE INDEX exam_attempt_id ON public.exam_attempt USING btree (id);
CREATE UNIQUE INDEX exam_attempt_running ON public.exam_attempt USING btree (unit_id, course_id, account_id) WHERE (state = 'running'::text);

create table feedback_due (
  unit_id bigint not null,
  use_id bigint not null,
  instrument_id bigint not null,
  account_id bigint not null,
  due_at timestamp with time zone not null,
  constraint feedback_due_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint feedback_due_pkey PRIMARY KEY (unit_id, use_id),
  constraint feedback_due_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX feedback_due_when ON public.feedback_due USING btree (due_at);

create table filing_counter (
  year integer not null,
  last integer not null,
  constraint filing_counter_last_check CHECK ((last > 0)),
  constraint filing_counter_pkey PRIMARY KEY (year)
);

create table group_member (
  unit_id bigint not null,
  group_id bigint not null,
  account_id bigint not null,
  constraint group_member_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint group_member_pkey PRIMARY KEY (unit_id, group_id, account_id),
  constraint group_member_unit_id_group_id_fkey FOREIGN KEY (unit_id, group_id) REFERENCES research_group(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX group_member_account ON public.group_member USING btree (account_id);

create table inbox_notice (
  account_id bigint not null,
  id bigint not null generated always as identity,
  once_key text not null,
  topic text not null,
  code text not null,
  details jsonb not null default '{}'::jsonb,
  link text not null default ''::text,
  created_at timestamp with time zone not null,
  read_at timestamp with time zone,
  digest text,
  constraint inbox_notice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint inbox_notice_account_id_once_key_key UNIQUE (account_id, once_key),
  constraint inbox_notice_digest_check CHECK ((digest = ANY (ARRAY['mail'::text, 'webhook'::text]))),
  constraint inbox_notice_once_key_check CHECK (((length(once_key) >= 1) AND (length(once_key) <= 200))),
  constraint inbox_notice_pkey PRIMARY KEY (account_id, id)
);
CREATE INDEX inbox_notice_digest ON public.inbox_notice USING btree (account_id) WHERE (digest IS NOT NULL);
CREATE INDEX inbox_notice_unread ON public.inbox_notice USING btree (account_id) WHERE (read_at IS NULL);

create table instrument (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  inner_id text not null,
  centre_id bigint,
  lead_account_id bigint,
  dictionary text not null,
  elements jsonb not null,
  version integer not null default 1,
  state text not null,
  accepted_version integer,
  accepted_at timestamp with time zone,
  secrecy text not null default 'undeclared'::text,
  disposed_on date,
  name text not null default ''::text,
  worth_fen bigint,
  booked_on date,
  class_code text,
  problems integer not null default 0,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  funds jsonb default (elements -> 'funds'::text),
  revision integer not null default 1,
  maker_text text default (elements ->> 'manufacturer'::text),
  model_key text default NULLIF(upper(regexp_replace((elements ->> 'instrVersion'::text), '[^A-Za-z0-9]'::text, ''::text, 'g'::text)), ''::text),
  excused datemultirange,
  purged_at timestamp with time zone,
  state_since timestamp with time zone not null default now(),
  constraint instrument_inner_id_check CHECK (((length(inner_id) >= 1) AND (length(inner_id) <= 45))),
  constraint instrument_lead_account_id_fkey FOREIGN KEY (lead_account_id) REFERENCES account(id),
  constraint instrument_pkey PRIMARY KEY (unit_id, id),
  constraint instrument_secrecy_check CHECK ((secrecy = ANY (ARRAY['undeclared'::text, 'not_secret'::text]))),
  constraint instrument_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'unit_review'::text, 'province_review'::text, 'accepted'::text, 'returned'::text]))),
  constraint instrument_unit_id_centre_id_fkey FOREIGN KEY (unit_id, centre_id) REFERENCES centre(unit_id, id),
  constraint instrument_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint instrument_unit_id_inner_id_key UNIQUE (unit_id, inner_id)
);
CREATE INDEX instrument_acceptance ON public.instrument USING btree (((elements ->> 'acceptanceDate'::text)), unit_id) WHERE ((accepted_version IS NULL) AND (elements ? 'acceptanceDate'::text));
CREATE INDEX instrument_accepted_class ON public.instrument USING btree (class_code) WHERE (accepted_version IS NOT NULL);
CREATE INDEX instrument_class ON public.instrument USING btree (class_code, worth_fen);
CREATE INDEX instrument_figures ON public.instrument USING btree (unit_id, id) INCLUDE (state, accepted_version, worth_fen, booked_on, disposed_on, class_code, centre_id, funds, excused);
CREATE INDEX instrument_id ON public.instrument USING btree (id);
CREATE INDEX instrument_maker_text ON public.instrument USING btree (maker_text);
CREATE INDEX instrument_model_key ON public.instrument USING btree (model_key) WHERE (accepted_version IS NOT NULL);
CREATE INDEX instrument_same_thing ON public.instrument USING btree (unit_id, name, booked_on);
CREATE INDEX instrument_state ON public.instrument USING btree (state, updated_at);
CREATE INDEX instrument_unit_state ON public.instrument USING btree (unit_id, state);
CREATE INDEX instrument_waiting ON public.instrument USING btree (state, state_since, id) WHERE (state = ANY (ARRAY['unit_review'::text, 'province_review'::text]));

create table instrument_descent (
  unit_id bigint not null,
  ancestor_id bigint not null,
  descendant_id bigint not null,
  kind text not null,
  noted_at timestamp with time zone not null,
  constraint instrument_descent_check CHECK ((descendant_id <> ancestor_id)),
  constraint instrument_descent_kind_check CHECK ((kind = ANY (ARRAY['split'::text, 'merged'::text]))),
  constraint instrument_descent_pkey PRIMARY KEY (unit_id, ancestor_id, descendant_id),
  constraint instrument_descent_unit_id_ancestor_id_fkey FOREIGN KEY (unit_id, ancestor_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE,
  constraint instrument_descent_unit_id_descendant_id_fkey FOREIGN KEY (unit_id, descendant_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX instrument_descent_descendant ON public.instrument_descent USING btree (unit_id, descendant_id);

create table instrument_part (
  unit_id bigint not null,
  part_id bigint not null,
  system_id bigint not null,
  linked_at timestamp with time zone not null,
  constraint instrument_part_check CHECK ((system_id <> part_id)),
  constraint instrument_part_pkey PRIMARY KEY (unit_id, part_id),
  constraint instrument_part_unit_id_part_id_fkey FOREIGN KEY (unit_id, part_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE,
  constraint instrument_part_unit_id_system_id_fkey FOREIGN KEY (unit_id, system_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX instrument_part_system ON public.instrument_part USING btree (unit_id, system_id);

create table instrument_picture (
  unit_id bigint not null,
  instrument_id bigint not null,
  file_id bigint not null,
  thumbnail_file_id bigint not null,
  position integer not null default 0,
  from_version integer not null default 1,
  until_version integer,
  constraint instrument_picture_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint instrument_picture_pkey PRIMARY KEY (unit_id, instrument_id, file_id),
  constraint instrument_picture_thumbnail_file_id_fkey FOREIGN KEY (thumbnail_file_id) REFERENCES stored_file(id),
  constraint instrument_picture_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE,
  constraint instrument_picture_versions CHECK ((until_version > from_version))
);
CREATE INDEX instrument_picture_file ON public.instrument_picture USING btree (file_id);

create table instrument_requirement (
  unit_id bigint not null,
  instrument_id bigint not null,
  version integer not null,
  effective_from timestamp with time zone not null,
  by_day text,
  at_night text,
  guided text,
  night_from text not null,
  night_until text not null,
  changed_by bigint,
  changed_by_name text not null,
  changed_at timestamp with time zone not null,
  constraint instrument_requirement_changed_by_fkey FOREIGN KEY (changed_by) REFERENCES account(id),
  constraint instrument_requirement_night_from_check CHECK ((night_from ~ '^\d\d:\d\d$'::text)),
  constraint instrument_requirement_night_until_check CHECK ((night_until ~ '^\d\d:\d\d$'::text)),
  constraint instrument_requirement_pkey PRIMARY KEY (unit_id, instrument_id, version),
  constraint instrument_requirement_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE,
  constraint instrument_requirement_version_check CHECK ((version > 0))
);

create table instrument_version (
  unit_id bigint not null,
  instrument_id bigint not null,
  version integer not null,
  elements jsonb not null,
  changed_by bigint,
  changed_by_name text not null,
  changed_at timestamp with time zone not null,
  cause text not null,
  constraint instrument_version_cause_check CHECK ((cause = ANY (ARRAY['form'::text, 'import'::text, 'exchange'::text, 'correction'::text, 'seed'::text]))),
  constraint instrument_version_pkey PRIMARY KEY (unit_id, instrument_id, version),
  constraint instrument_version_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);

create table instrument_year (
  unit_id bigint not null,
  instrument_id bigint not null,
  year smallint not null,
  records integer not null default 0,
  effective_minutes bigint not null default 0,
  external_minutes bigint not null default 0,
  external_records integer not null default 0,
  amount_fen bigint not null default 0,
  constraint instrument_year_pkey PRIMARY KEY (unit_id, instrument_id, year)
);
CREATE INDEX instrument_year_year ON public.instrument_year USING btree (year, unit_id, instrument_id) INCLUDE (records, effective_minutes, external_minutes);

create table kept_time (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  instrument_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  kind text not null,
  ballot_id bigint,
  requests_until timestamp with time zone,
  kept_at timestamp with time zone not null,
  constraint kept_time_check CHECK ((starts_at < ends_at)),
  constraint kept_time_check1 CHECK (((kind = 'ballot'::text) = ((ballot_id IS NOT NULL) AND (requests_until IS NOT NULL)))),
  constraint kept_time_kind_check CHECK ((kind = ANY (ARRAY['ballot'::text, 'waitlist'::text]))),
  constraint kept_time_pkey PRIMARY KEY (unit_id, id),
  constraint kept_time_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX kept_time_instrument ON public.kept_time USING btree (unit_id, instrument_id, ends_at);

create table ledger_answer (
  unit_id bigint not null,
  import_id bigint not null,
  row_no integer not null,
  element text not null,
  value text not null,
  replaced text not null,
  answer text not null,
  answered_by bigint not null,
  answered_by_name text not null,
  answered_at timestamp with time zone not null,
  constraint ledger_answer_answer_check CHECK ((answer = ANY (ARRAY['taken'::text, 'refused'::text]))),
  constraint ledger_answer_pkey PRIMARY KEY (unit_id, import_id, row_no, element, value),
  constraint ledger_answer_unit_id_import_id_row_no_fkey FOREIGN KEY (unit_id, import_id, row_no) REFERENCES ledger_import_row(unit_id, import_id, row_no) ON DELETE CASCADE
);
CREATE UNIQUE INDEX ledger_answer_taken ON public.ledger_answer USING btree (unit_id, import_id, row_no, element) WHERE (answer = 'taken'::text);

create table ledger_fix (
  unit_id bigint not null,
  element text not null,
  from_text text not null,
  to_value text not null,
  remembered_at timestamp with time zone not null,
  constraint ledger_fix_pkey PRIMARY KEY (unit_id, element, from_text),
  constraint ledger_fix_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table ledger_import (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  file_id bigint not null,
  state text not null,
  format text not null default ''::text,
  encoding text not null default ''::text,
  columns jsonb not null default '[]'::jsonb,
  dictionary text not null,
  row_count integer not null default 0,
  processed integer not null default 0,
  good integer not null default 0,
  bad integer not null default 0,
  created integer not null default 0,
  updated integer not null default 0,
  unchanged integer not null default 0,
  refusals jsonb not null default '[]'::jsonb,
  sheet_name text not null default ''::text,
  header_row integer not null default 0,
  fixes jsonb not null default '[]'::jsonb,
  groups jsonb not null default '[]'::jsonb,
  stage_started_at timestamp with time zone,
  started_by bigint not null,
  started_by_name text not null,
  started_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  whole boolean not null default false,
  sheets jsonb not null default '[]'::jsonb,
  constraint ledger_import_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint ledger_import_pkey PRIMARY KEY (unit_id, id),
  constraint ledger_import_state_check CHECK ((state = ANY (ARRAY['reading'::text, 'unreadable'::text, 'mapping'::text, 'checking'::text, 'checked'::text, 'importing'::text, 'done'::text, 'cancelled'::text]))),
  constraint ledger_import_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table ledger_import_row (
  unit_id bigint not null,
  import_id bigint not null,
  row_no integer not null,
  cells jsonb not null,
  elements jsonb,
  problems jsonb not null default '[]'::jsonb,
  verdict text not null default 'unchecked'::text,
  instrument_id bigint,
  outcome text,
  constraint ledger_import_row_outcome_check CHECK ((outcome = ANY (ARRAY['created'::text, 'updated'::text, 'unchanged'::text, 'refused'::text]))),
  constraint ledger_import_row_pkey PRIMARY KEY (unit_id, import_id, row_no),
  constraint ledger_import_row_unit_id_import_id_fkey FOREIGN KEY (unit_id, import_id) REFERENCES ledger_import(unit_id, id) ON DELETE CASCADE,
  constraint ledger_import_row_verdict_check CHECK ((verdict = ANY (ARRAY['unchecked'::text, 'new'::text, 'changed'::text, 'same'::text, 'bad'::text, 'skipped'::text])))
);
CREATE INDEX ledger_import_row_verdict ON public.ledger_import_row USING btree (unit_id, import_id, verdict, row_no);

create table ledger_mapping (
  unit_id bigint not null,
  heading text not null,
  element text not null,
  value_unit text not null default ''::text,
  remembered_at timestamp with time zone not null,
  constraint ledger_mapping_pkey PRIMARY KEY (unit_id, heading),
  constraint ledger_mapping_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table ledger_number (
  unit_id bigint not null,
  number text not null,
  instrument_id bigint not null,
  linked_in bigint not null,
  linked_by_name text not null,
  linked_at timestamp with time zone not null,
  constraint ledger_number_number_check CHECK (((length(number) >= 1) AND (length(number) <= 45))),
  constraint ledger_number_pkey PRIMARY KEY (unit_id, number),
  constraint ledger_number_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX ledger_number_instrument ON public.ledger_number USING btree (unit_id, instrument_id);

create table ledger_proposal (
  unit_id bigint not null,
  import_id bigint not null,
  key text not null,
  position integer not null,
  kind text not null,
  certainty text not null,
  instrument_ids bigint[] not null,
  row_numbers integer[] not null,
  reasons text[] not null,
  decision text not null default 'open'::text,
  disposed_on date,
  decided_by bigint,
  decided_by_name text not null default ''::text,
  decided_at timestamp with time zone,
  applied_at timestamp with time zone,
  obstacle text,
  constraint ledger_proposal_certainty_check CHECK ((certainty = ANY (ARRAY['sure'::text, 'likely'::text]))),
  constraint ledger_proposal_decision_check CHECK ((decision = ANY (ARRAY['open'::text, 'confirmed'::text, 'refused'::text]))),
  constraint ledger_proposal_kind_check CHECK ((kind = ANY (ARRAY['renumbered'::text, 'split'::text, 'merged'::text, 'disposed'::text, 'vanished'::text]))),
  constraint ledger_proposal_obstacle_check CHECK ((obstacle = 'under_review'::text)),
  constraint ledger_proposal_pkey PRIMARY KEY (unit_id, import_id, key),
  constraint ledger_proposal_unit_id_import_id_fkey FOREIGN KEY (unit_id, import_id) REFERENCES ledger_import(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX ledger_proposal_key ON public.ledger_proposal USING btree (unit_id, key);

create table mail_outbox (
  id bigint not null generated always as identity,
  once_key text not null,
  to_address text not null,
  subject text not null,
  body text not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  sent_at timestamp with time zone,
  last_error text,
  created_at timestamp with time zone not null,
  calendar text,
  calendar_method text,
  constraint mail_outbox_calendar_method_check CHECK ((calendar_method = ANY (ARRAY['REQUEST'::text, 'CANCEL'::text]))),
  constraint mail_outbox_check CHECK (((calendar IS NULL) = (calendar_method IS NULL))),
  constraint mail_outbox_once_key_key UNIQUE (once_key),
  constraint mail_outbox_pkey PRIMARY KEY (id),
  constraint mail_outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'uncertain'::text, 'failed'::text])))
);
CREATE INDEX mail_outbox_due ON public.mail_outbox USING btree (due_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX mail_outbox_sending ON public.mail_outbox USING btree (claimed_at) WHERE (state = 'sending'::text);

create table maker (
  id bigint not null generated always as identity,
  name text not null,
  name_en text not null default ''::text,
  country text not null default ''::text,
  homepage text not null default ''::text,
  merged_into bigint,
  shipped_as text,
  edited boolean not null default false,
  revision integer not null default 1,
  constraint maker_check CHECK ((merged_into <> id)),
  constraint maker_homepage_check CHECK ((length(homepage) <= 200)),
  constraint maker_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES maker(id),
  constraint maker_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint maker_name_en_check CHECK ((length(name_en) <= 100)),
  constraint maker_pkey PRIMARY KEY (id),
  constraint maker_shipped_as_key UNIQUE (shipped_as)
);

create table maker_change (
  id bigint not null generated always as identity,
  maker_id bigint,
  act text not null,
  details jsonb not null default '{}'::jsonb,
  actor_id bigint,
  actor_name text not null,
  at timestamp with time zone not null,
  constraint maker_change_act_check CHECK ((act = ANY (ARRAY['loaded'::text, 'created'::text, 'changed'::text, 'name_added'::text, 'name_removed'::text, 'merged'::text, 'split'::text]))),
  constraint maker_change_maker_id_fkey FOREIGN KEY (maker_id) REFERENCES maker(id) ON DELETE CASCADE,
  constraint maker_change_pkey PRIMARY KEY (id)
);
CREATE INDEX maker_change_maker ON public.maker_change USING btree (maker_id, id);

create table maker_name (
  key text not null,
  maker_id bigint not null,
  name text not null,
  kind text not null,
  shipped boolean not null default false,
  constraint maker_name_kind_check CHECK ((kind = ANY (ARRAY['name'::text, 'alias'::text, 'misspelling'::text]))),
  constraint maker_name_maker_id_fkey FOREIGN KEY (maker_id) REFERENCES maker(id) ON DELETE CASCADE,
  constraint maker_name_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint maker_name_pkey PRIMARY KEY (key)
);
CREATE INDEX maker_name_maker ON public.maker_name USING btree (maker_id);

create table membership_claim (
  account_id bigint not null,
  unit_id bigint not null,
  claimed_at timestamp with time zone not null,
  constraint membership_claim_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint membership_claim_pkey PRIMARY KEY (account_id),
  constraint membership_claim_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX membership_claim_unit ON public.membership_claim USING btree (unit_id, claimed_at);

create table norm (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  number text not null,
  title text not null,
  title_en text not null default ''::text,
  instrument_ids bigint[] not null default '{}'::bigint[],
  constraint norm_number_check CHECK (((length(number) >= 1) AND (length(number) <= 60))),
  constraint norm_pkey PRIMARY KEY (unit_id, id),
  constraint norm_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint norm_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint norm_unit_id_number_key UNIQUE (unit_id, number)
);

create table notice (
  id bigint not null generated always as identity,
  title text not null,
  title_en text not null default ''::text,
  body text not null,
  body_en text not null default ''::text,
  source text not null default ''::text,
  source_en text not null default ''::text,
  published_at timestamp with time zone not null,
  valid_until timestamp with time zone,
  created_by bigint,
  constraint notice_body_check CHECK (((length(body) >= 1) AND (length(body) <= 20000))),
  constraint notice_body_en_check CHECK ((length(body_en) <= 20000)),
  constraint notice_check CHECK (((valid_until IS NULL) OR (valid_until > published_at))),
  constraint notice_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint notice_pkey PRIMARY KEY (id),
  constraint notice_source_check CHECK ((length(source) <= 100)),
  constraint notice_source_en_check CHECK ((length(source_en) <= 200)),
  constraint notice_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
  constraint notice_title_en_check CHECK ((length(title_en) <= 200))
);
CREATE INDEX notice_published ON public.notice USING btree (published_at DESC, id DESC);

create table notice_choice (
  account_id bigint not null,
  topic text not null,
  channel text not null,
  constraint notice_choice_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint notice_choice_channel_check CHECK ((channel = ANY (ARRAY['none'::text, 'product'::text, 'mail'::text, 'webhook'::text]))),
  constraint notice_choice_pkey PRIMARY KEY (account_id, topic)
);

create table notice_digest (
  account_id bigint not null,
  hour integer not null,
  last_on date,
  constraint notice_digest_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint notice_digest_hour_check CHECK (((hour >= 0) AND (hour <= 23))),
  constraint notice_digest_pkey PRIMARY KEY (account_id)
);

create table order_booking (
  unit_id bigint not null,
  order_id bigint not null,
  booking_id bigint not null,
  constraint order_booking_pkey PRIMARY KEY (unit_id, booking_id),
  constraint order_booking_unit_id_booking_id_fkey FOREIGN KEY (unit_id, booking_id) REFERENCES booking(unit_id, id) ON DELETE CASCADE,
  constraint order_booking_unit_id_order_id_fkey FOREIGN KEY (unit_id, order_id) REFERENCES sample_order(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX order_booking_order ON public.order_booking USING btree (unit_id, order_id);

create table order_counter (
  unit_id bigint not null,
  year integer not null,
  last integer not null,
  constraint order_counter_last_check CHECK ((last > 0)),
  constraint order_counter_pkey PRIMARY KEY (unit_id, year)
);

create table order_file (
  unit_id bigint not null,
  order_id bigint not null,
  file_id bigint not null,
  kind text not null,
  added_by bigint,
  added_by_name text not null,
  added_at timestamp with time zone not null,
  constraint order_file_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint order_file_kind_check CHECK ((kind = ANY (ARRAY['attachment'::text, 'result'::text]))),
  constraint order_file_pkey PRIMARY KEY (unit_id, order_id, file_id),
  constraint order_file_unit_id_order_id_fkey FOREIGN KEY (unit_id, order_id) REFERENCES sample_order(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX order_file_file ON public.order_file USING btree (file_id);

create table order_quote (
  unit_id bigint not null,
  order_id bigint not null,
  revision integer not null,
  lines jsonb not null,
  total_fen bigint not null,
  valid_until date not null,
  expected_on date not null,
  note text not null default ''::text,
  quoted_by bigint,
  quoted_by_name text not null,
  quoted_at timestamp with time zone not null,
  constraint order_quote_note_check CHECK ((length(note) <= 1000)),
  constraint order_quote_pkey PRIMARY KEY (unit_id, order_id, revision),
  constraint order_quote_total_fen_check CHECK ((total_fen >= 0)),
  constraint order_quote_unit_id_order_id_fkey FOREIGN KEY (unit_id, order_id) REFERENCES sample_order(unit_id, id) ON DELETE CASCADE
);

create table order_sample (
  unit_id bigint not null,
  order_id bigint not null,
  position integer not null,
  name text not null,
  amount double precision,
  amount_unit text not null default ''::text,
  matrix text not null default ''::text,
  storage text not null default ''::text,
  hazards text[] not null default '{}'::text[],
  afterwards text not null,
  state text not null,
  sample_no text,
  condition text not null default ''::text,
  received_at timestamp with time zone,
  fail_reason text not null default ''::text,
  repeats integer not null default 0,
  disposal text not null default ''::text,
  disposed_on date,
  constraint order_sample_afterwards_check CHECK ((afterwards = ANY (ARRAY['return'::text, 'keep'::text, 'destroy'::text]))),
  constraint order_sample_amount_check CHECK ((amount >= (0)::double precision)),
  constraint order_sample_amount_unit_check CHECK ((length(amount_unit) <= 20)),
  constraint order_sample_check CHECK (((sample_no IS NULL) = (received_at IS NULL))),
  constraint order_sample_check1 CHECK (((state = ANY (ARRAY['announced'::text, 'missing'::text])) OR (sample_no IS NOT NULL))),
  constraint order_sample_check2 CHECK (((disposal = ''::text) = (disposed_on IS NULL))),
  constraint order_sample_condition_check CHECK ((length(condition) <= 500)),
  constraint order_sample_disposal_check CHECK ((disposal = ANY (ARRAY[''::text, 'returned'::text, 'kept'::text, 'destroyed'::text]))),
  constraint order_sample_fail_reason_check CHECK ((length(fail_reason) <= 500)),
  constraint order_sample_matrix_check CHECK ((length(matrix) <= 100)),
  constraint order_sample_name_check CHECK ((length(name) <= 100)),
  constraint order_sample_pkey PRIMARY KEY (unit_id, order_id, "position"),
  constraint order_sample_position_check CHECK (("position" > 0)),
  constraint order_sample_repeats_check CHECK ((repeats >= 0)),
  constraint order_sample_state_check CHECK ((state = ANY (ARRAY['announced'::text, 'missing'::text, 'waiting'::text, 'preparing'::text, 'measuring'::text, 'done'::text, 'failed'::text]))),
  constraint order_sample_storage_check CHECK ((length(storage) <= 100)),
  constraint order_sample_unit_id_order_id_fkey FOREIGN KEY (unit_id, order_id) REFERENCES sample_order(unit_id, id) ON DELETE CASCADE,
  constraint order_sample_unit_id_sample_no_key UNIQUE (unit_id, sample_no)
);

create table order_settings (
  unit_id bigint not null,
  instrument_id bigint not null,
  version integer not null,
  effective_from date not null,
  accepts boolean not null,
  settings jsonb not null,
  changed_by bigint,
  changed_by_name text not null,
  changed_at timestamp with time zone not null,
  constraint order_settings_pkey PRIMARY KEY (unit_id, instrument_id, version),
  constraint order_settings_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);

create table order_step (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  order_id bigint not null,
  act text not null,
  from_state text not null,
  to_state text not null,
  comment text not null default ''::text,
  actor_id bigint,
  actor_name text not null,
  at timestamp with time zone not null,
  constraint order_step_comment_check CHECK ((length(comment) <= 1000)),
  constraint order_step_pkey PRIMARY KEY (unit_id, id),
  constraint order_step_unit_id_order_id_fkey FOREIGN KEY (unit_id, order_id) REFERENCES sample_order(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX order_step_order ON public.order_step USING btree (unit_id, order_id, id);

create table outbox_delivery (
  event_id bigint not null,
  subscriber text not null,
  delivered_at timestamp with time zone not null default now(),
  constraint outbox_delivery_pkey PRIMARY KEY (event_id, subscriber)
);

create table outbox_event (
  id bigint not null generated always as identity,
  type text not null,
  unit_id bigint,
  payload jsonb not null,
  occurred_at timestamp with time zone not null default now(),
  attempts integer not null default 0,
  retry_at timestamp with time zone not null default now(),
  last_error text,
  constraint outbox_event_pkey PRIMARY KEY (id)
);
CREATE INDEX outbox_event_due ON public.outbox_event USING btree (retry_at, id);

create table practical_check (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  course_id bigint not null,
  account_id bigint not null,
  state text not null,
  note text not null default ''::text,
  asked_at timestamp with time zone not null,
  decided_by bigint,
  decided_at timestamp with time zone,
  constraint practical_check_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint practical_check_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint practical_check_pkey PRIMARY KEY (unit_id, id),
  constraint practical_check_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'passed'::text, 'failed'::text]))),
  constraint practical_check_unit_id_course_id_fkey FOREIGN KEY (unit_id, course_id) REFERENCES training_course(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX practical_check_id ON public.practical_check USING btree (id);
CREATE UNIQUE INDEX practical_check_waiting ON public.practical_check USING btree (unit_id, course_id, account_id) WHERE (state = 'waiting'::text);

create table priority_project (
  id bigint not null generated always as identity,
  account_id bigint not null,
  unit_id bigint,
  group_id bigint,
  level text not null,
  number text not null,
  title text not null,
  proof_file_id bigint,
  valid_until date not null,
  state text not null,
  note text not null default ''::text,
  decided_by bigint,
  decided_at timestamp with time zone,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint priority_project_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint priority_project_check CHECK (((state <> ALL (ARRAY['waiting'::text, 'checked'::text])) OR (proof_file_id IS NOT NULL))),
  constraint priority_project_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES account(id),
  constraint priority_project_level_check CHECK (((length(level) >= 1) AND (length(level) <= 40))),
  constraint priority_project_note_check CHECK ((length(note) <= 500)),
  constraint priority_project_number_check CHECK (((length(number) >= 1) AND (length(number) <= 60))),
  constraint priority_project_pkey PRIMARY KEY (id),
  constraint priority_project_proof_file_id_fkey FOREIGN KEY (proof_file_id) REFERENCES stored_file(id),
  constraint priority_project_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'waiting'::text, 'checked'::text, 'returned'::text, 'withdrawn'::text]))),
  constraint priority_project_title_check CHECK (((length(title) >= 1) AND (length(title) <= 200))),
  constraint priority_project_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX priority_project_account ON public.priority_project USING btree (account_id);
CREATE INDEX priority_project_group ON public.priority_project USING btree (group_id) WHERE (group_id IS NOT NULL);
CREATE INDEX priority_project_waiting ON public.priority_project USING btree (updated_at, id) WHERE (state = 'waiting'::text);

create table priority_use (
  unit_id bigint not null,
  booking_id bigint not null,
  instrument_id bigint not null,
  project_id bigint not null,
  level text not null,
  early boolean not null,
  given_up boolean not null default false,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint priority_use_pkey PRIMARY KEY (unit_id, booking_id),
  constraint priority_use_project_id_fkey FOREIGN KEY (project_id) REFERENCES priority_project(id),
  constraint priority_use_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX priority_use_project ON public.priority_use USING btree (project_id);
CREATE INDEX priority_use_start ON public.priority_use USING btree (starts_at);

create table purge (
  id bigint not null generated always as identity,
  unit_id bigint not null,
  instrument_id bigint not null,
  recorded_since timestamp with time zone not null,
  purged_by bigint,
  purged_by_name text not null,
  purged_at timestamp with time zone not null,
  removed jsonb not null,
  constraint purge_pkey PRIMARY KEY (id),
  constraint purge_purged_by_fkey FOREIGN KEY (purged_by) REFERENCES account(id),
  constraint purge_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table purge_place (
  purge_id bigint not null,
  place text not null,
  handled_by_name text,
  handled_at timestamp with time zone,
  note text not null default ''::text,
  constraint purge_place_note_check CHECK ((length(note) <= 500)),
  constraint purge_place_pkey PRIMARY KEY (purge_id, place),
  constraint purge_place_purge_id_fkey FOREIGN KEY (purge_id) REFERENCES purge(id) ON DELETE CASCADE
);

create table qualification (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  number text not null,
  scope text not null default ''::text,
  valid_from date not null,
  valid_until date not null,
  file_id bigint,
  instrument_ids bigint[] not null default '{}'::bigint[],
  centre_ids bigint[] not null default '{}'::bigint[],
  constraint qualification_check CHECK ((valid_from <= valid_until)),
  constraint qualification_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint qualification_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 40))),
  constraint qualification_number_check CHECK (((length(number) >= 1) AND (length(number) <= 60))),
  constraint qualification_pkey PRIMARY KEY (unit_id, id),
  constraint qualification_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint qualification_unit_id_kind_number_key UNIQUE (unit_id, kind, number)
);
CREATE INDEX qualification_end ON public.qualification USING btree (valid_until, unit_id);
CREATE INDEX qualification_file ON public.qualification USING btree (file_id) WHERE (file_id IS NOT NULL);

create table reference_version (
  kind text not null,
  name text not null,
  version text not null,
  effective_from date not null,
  source text not null default ''::text,
  definition jsonb not null default '{}'::jsonb,
  checksum text not null default ''::text,
  loaded_at timestamp with time zone not null default now(),
  constraint reference_version_kind_check CHECK ((kind = ANY (ARRAY['code_table'::text, 'element_dictionary'::text, 'rule_set'::text, 'calendar'::text, 'aliases'::text]))),
  constraint reference_version_pkey PRIMARY KEY (kind, name, version)
);

create table report_comment (
  unit_id bigint not null,
  instrument_id bigint,
  id bigint not null generated always as identity,
  version integer not null,
  element text not null default ''::text,
  audience text not null,
  body text not null,
  author_id bigint,
  author_name text not null,
  written_at timestamp with time zone not null,
  resolved_by_name text,
  resolved_at timestamp with time zone,
  record_id bigint,
  constraint report_comment_audience_check CHECK ((audience = ANY (ARRAY['unit'::text, 'everybody'::text]))),
  constraint report_comment_body_check CHECK ((body <> ''::text)),
  constraint report_comment_pkey PRIMARY KEY (unit_id, id),
  constraint report_comment_subject CHECK ((num_nonnulls(instrument_id, record_id) = 1)),
  constraint report_comment_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE,
  constraint report_comment_unit_id_record_id_fkey FOREIGN KEY (unit_id, record_id) REFERENCES resource_record(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX report_comment_instrument ON public.report_comment USING btree (unit_id, instrument_id, id);
CREATE INDEX report_comment_record ON public.report_comment USING btree (unit_id, record_id, id) WHERE (record_id IS NOT NULL);

create table report_step (
  unit_id bigint not null,
  instrument_id bigint not null,
  id bigint not null generated always as identity,
  version integer not null,
  step text not null,
  from_state text not null,
  to_state text not null,
  reasons jsonb not null default '[]'::jsonb,
  comment text not null default ''::text,
  actor_id bigint,
  actor_name text not null,
  at timestamp with time zone not null,
  decision_key text,
  draw_id bigint,
  constraint report_step_pkey PRIMARY KEY (unit_id, id),
  constraint report_step_step_check CHECK ((step = ANY (ARRAY['submit_to_unit'::text, 'return_in_unit'::text, 'submit_to_province'::text, 'accept'::text, 'return'::text, 'withdraw'::text, 'withdraw_from_public'::text, 'reopen'::text, 'amend'::text]))),
  constraint report_step_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX report_step_actor ON public.report_step USING btree (actor_id, id DESC);
CREATE INDEX report_step_amended ON public.report_step USING btree (id DESC) WHERE (step = 'amend'::text);
CREATE INDEX report_step_instrument ON public.report_step USING btree (unit_id, instrument_id, id);
CREATE UNIQUE INDEX report_step_decision ON public.report_step USING btree (unit_id, decision_key) WHERE (decision_key IS NOT NULL);

create table research_group (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  name text not null,
  lead_account_id bigint,
  constraint research_group_lead_account_id_fkey FOREIGN KEY (lead_account_id) REFERENCES account(id),
  constraint research_group_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint research_group_pkey PRIMARY KEY (unit_id, id),
  constraint research_group_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint research_group_unit_id_name_key UNIQUE (unit_id, name)
);

create table resource_record (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  inner_id text not null,
  facility_id bigint,
  instrument_id bigint,
  centre_id bigint,
  dictionary text not null,
  elements jsonb not null,
  attached jsonb not null default '{}'::jsonb,
  version integer not null default 1,
  revision integer not null default 1,
  state text not null,
  accepted_version integer,
  name text not null default ''::text,
  problems integer not null default 0,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  state_since timestamp with time zone not null default now(),
  constraint resource_record_check CHECK (((kind = '2-core'::text) = (facility_id IS NOT NULL))),
  constraint resource_record_check1 CHECK (((kind = '5'::text) = (instrument_id IS NOT NULL))),
  constraint resource_record_check2 CHECK (((centre_id IS NULL) OR (kind = '1'::text))),
  constraint resource_record_inner_id_check CHECK (((length(inner_id) >= 1) AND (length(inner_id) <= 45))),
  constraint resource_record_kind_check CHECK ((kind = ANY (ARRAY['1'::text, '2'::text, '2-core'::text, '3'::text, '5'::text, '7'::text]))),
  constraint resource_record_pkey PRIMARY KEY (unit_id, id),
  constraint resource_record_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'unit_review'::text, 'province_review'::text, 'accepted'::text, 'returned'::text]))),
  constraint resource_record_unit_id_centre_id_fkey FOREIGN KEY (unit_id, centre_id) REFERENCES centre(unit_id, id) ON DELETE SET NULL (centre_id),
  constraint resource_record_unit_id_facility_id_fkey FOREIGN KEY (unit_id, facility_id) REFERENCES resource_record(unit_id, id),
  constraint resource_record_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint resource_record_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE,
  constraint resource_record_unit_id_kind_inner_id_key UNIQUE (unit_id, kind, inner_id)
);
CREATE INDEX resource_record_id ON public.resource_record USING btree (id);
CREATE INDEX resource_record_instrument ON public.resource_record USING btree (unit_id, instrument_id) WHERE (instrument_id IS NOT NULL);
CREATE INDEX resource_record_list ON public.resource_record USING btree (kind, state, updated_at);
CREATE INDEX resource_record_waiting ON public.resource_record USING btree (state, state_since, id) WHERE (state = ANY (ARRAY['unit_review'::text, 'province_review'::text]));

create table resource_record_step (
  unit_id bigint not null,
  record_id bigint not null,
  id bigint not null generated always as identity,
  version integer not null,
  step text not null,
  from_state text not null,
  to_state text not null,
  reasons jsonb not null default '[]'::jsonb,
  comment text not null default ''::text,
  actor_id bigint,
  actor_name text not null,
  at timestamp with time zone not null,
  decision_key text,
  draw_id bigint,
  constraint resource_record_step_pkey PRIMARY KEY (unit_id, id),
  constraint resource_record_step_step_check CHECK ((step = ANY (ARRAY['submit_to_unit'::text, 'return_in_unit'::text, 'submit_to_province'::text, 'accept'::text, 'return'::text, 'withdraw'::text, 'reopen'::text, 'amend'::text]))),
  constraint resource_record_step_unit_id_record_id_fkey FOREIGN KEY (unit_id, record_id) REFERENCES resource_record(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX resource_record_step_actor ON public.resource_record_step USING btree (actor_id, id DESC);
CREATE INDEX resource_record_step_amended ON public.resource_record_step USING btree (id DESC) WHERE (step = 'amend'::text);
CREATE INDEX resource_record_step_record ON public.resource_record_step USING btree (unit_id, record_id, id);
CREATE UNIQUE INDEX resource_record_step_decision ON public.resource_record_step USING btree (unit_id, decision_key) WHERE (decision_key IS NOT NULL);

create table resource_record_version (
  unit_id bigint not null,
  record_id bigint not null,
  version integer not null,
  elements jsonb not null,
  attached jsonb not null default '{}'::jsonb,
  changed_by bigint,
  changed_by_name text not null,
  changed_at timestamp with time zone not null,
  cause text not null,
  constraint resource_record_version_cause_check CHECK ((cause = ANY (ARRAY['form'::text, 'import'::text, 'exchange'::text, 'correction'::text, 'seed'::text]))),
  constraint resource_record_version_pkey PRIMARY KEY (unit_id, record_id, version),
  constraint resource_record_version_unit_id_record_id_fkey FOREIGN KEY (unit_id, record_id) REFERENCES resource_record(unit_id, id) ON DELETE CASCADE
);

create table review_claim (
  unit_id bigint not null,
  instrument_id bigint,
  account_id bigint not null,
  account_name text not null,
  claimed_until timestamp with time zone not null,
  id bigint not null generated always as identity,
  record_id bigint,
  constraint review_claim_instrument UNIQUE (unit_id, instrument_id),
  constraint review_claim_pkey PRIMARY KEY (unit_id, id),
  constraint review_claim_record UNIQUE (unit_id, record_id),
  constraint review_claim_subject CHECK ((num_nonnulls(instrument_id, record_id) = 1)),
  constraint review_claim_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE,
  constraint review_claim_unit_id_record_id_fkey FOREIGN KEY (unit_id, record_id) REFERENCES resource_record(unit_id, id) ON DELETE CASCADE
);

create table review_draw (
  id bigint not null generated always as identity,
  level text not null,
  filter jsonb not null,
  seed text not null,
  rule_version text not null,
  rule jsonb not null,
  state text not null,
  results jsonb not null default '[]'::jsonb,
  drawn_by bigint not null,
  drawn_by_name text not null,
  drawn_at timestamp with time zone not null,
  closed_by_name text,
  closed_at timestamp with time zone,
  subject text not null default 'instrument'::text,
  constraint review_draw_level_check CHECK ((level = ANY (ARRAY['unit'::text, 'province'::text]))),
  constraint review_draw_pkey PRIMARY KEY (id),
  constraint review_draw_state_check CHECK ((state = ANY (ARRAY['open'::text, 'concluded'::text, 'cancelled'::text]))),
  constraint review_draw_subject_check CHECK ((subject = ANY (ARRAY['instrument'::text, 'record'::text])))
);

create table review_draw_member (
  unit_id bigint not null,
  draw_id bigint not null,
  instrument_id bigint,
  version integer not null,
  sampled boolean not null,
  verdict text not null default 'unjudged'::text,
  reasons jsonb not null default '[]'::jsonb,
  comment text not null default ''::text,
  judged_by_name text,
  judged_at timestamp with time zone,
  is_open boolean not null default true,
  id bigint not null generated always as identity,
  record_id bigint,
  constraint review_draw_member_draw_id_fkey FOREIGN KEY (draw_id) REFERENCES review_draw(id),
  constraint review_draw_member_pkey PRIMARY KEY (unit_id, id),
  constraint review_draw_member_subject CHECK ((num_nonnulls(instrument_id, record_id) = 1)),
  constraint review_draw_member_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE,
  constraint review_draw_member_unit_id_record_id_fkey FOREIGN KEY (unit_id, record_id) REFERENCES resource_record(unit_id, id) ON DELETE CASCADE,
  constraint review_draw_member_verdict_check CHECK ((verdict = ANY (ARRAY['unjudged'::text, 'correct'::text, 'wrong'::text])))
);
CREATE INDEX review_draw_member_draw ON public.review_draw_member USING btree (draw_id, instrument_id);
CREATE UNIQUE INDEX review_draw_member_open ON public.review_draw_member USING btree (unit_id, instrument_id) WHERE is_open;
CREATE UNIQUE INDEX review_draw_member_record_open ON public.review_draw_member USING btree (unit_id, record_id) WHERE (is_open AND (record_id IS NOT NULL));

create table role_grant (
  account_id bigint not null,
  role text not null,
  scope text not null,
  scope_id text not null default ''::text,
  granted_by bigint,
  granted_at timestamp with time zone not null default now(),
  constraint role_grant_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint role_grant_pkey PRIMARY KEY (account_id, role, scope, scope_id),
  constraint role_grant_scope_check CHECK ((scope = ANY (ARRAY['site'::text, 'department'::text, 'city'::text, 'unit'::text, 'centre'::text, 'instrument'::text, 'group'::text])))
);
CREATE INDEX role_grant_scope ON public.role_grant USING btree (scope, scope_id, role);

create table sample_order (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  instrument_id bigint not null,
  account_id bigint not null,
  user_unit_id bigint,
  user_kind text not null,
  group_id bigint,
  state text not null,
  order_no text,
  norm text not null default ''::text,
  wanted text not null default ''::text,
  wished_on date,
  project text not null default ''::text,
  contact_name text not null default ''::text,
  contact_phone text not null default ''::text,
  notes text not null default ''::text,
  answers jsonb not null default '{}'::jsonb,
  settings_version integer,
  operator_id bigint,
  operator_name text not null default ''::text,
  quote_revision integer,
  total_fen bigint,
  quote_valid_until date,
  expected_on date,
  confirm_until date,
  received_at timestamp with time zone,
  handed_over_at timestamp with time zone,
  closed_at timestamp with time zone,
  end_reason text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  submitted_at timestamp with time zone,
  updated_at timestamp with time zone not null,
  constraint sample_order_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint sample_order_check CHECK (((state = ANY (ARRAY['draft'::text, 'cancelled'::text])) OR (order_no IS NOT NULL))),
  constraint sample_order_check1 CHECK (((state <> 'closed'::text) OR (closed_at IS NOT NULL))),
  constraint sample_order_contact_name_check CHECK ((length(contact_name) <= 100)),
  constraint sample_order_contact_phone_check CHECK ((length(contact_phone) <= 50)),
  constraint sample_order_end_reason_check CHECK ((length(end_reason) <= 1000)),
  constraint sample_order_norm_check CHECK ((length(norm) <= 200)),
  constraint sample_order_notes_check CHECK ((length(notes) <= 2000)),
  constraint sample_order_pkey PRIMARY KEY (unit_id, id),
  constraint sample_order_project_check CHECK ((length(project) <= 200)),
  constraint sample_order_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'group_review'::text, 'submitted'::text, 'quoted'::text, 'awaiting_samples'::text, 'received'::text, 'measuring'::text, 'handed_over'::text, 'complained'::text, 'closed'::text, 'declined'::text, 'expired'::text, 'rejected'::text, 'cancelled'::text]))),
  constraint sample_order_total_fen_check CHECK ((total_fen >= 0)),
  constraint sample_order_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE,
  constraint sample_order_unit_id_order_no_key UNIQUE (unit_id, order_no),
  constraint sample_order_wanted_check CHECK ((length(wanted) <= 2000))
);
CREATE INDEX sample_order_account ON public.sample_order USING btree (account_id, updated_at DESC);
CREATE INDEX sample_order_due ON public.sample_order USING btree (state) WHERE (state = ANY (ARRAY['quoted'::text, 'handed_over'::text]));
CREATE INDEX sample_order_group ON public.sample_order USING btree (group_id) WHERE (state = 'group_review'::text);
CREATE INDEX sample_order_id ON public.sample_order USING btree (id);
CREATE INDEX sample_order_instrument ON public.sample_order USING btree (unit_id, instrument_id);
CREATE INDEX sample_order_operator ON public.sample_order USING btree (operator_id) WHERE (operator_id IS NOT NULL);
CREATE INDEX sample_order_state ON public.sample_order USING btree (unit_id, state, updated_at DESC);

create table sanction (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  account_id bigint not null,
  kind text not null,
  instrument_id bigint,
  cause text not null,
  once_key text not null,
  entry_id bigint,
  rules_version text not null default ''::text,
  grounds jsonb not null default '{}'::jsonb,
  reason text not null default ''::text,
  set_by bigint,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  lifted_at timestamp with time zone,
  lifted_by bigint,
  lifted_because text not null default ''::text,
  lift_reason text not null default ''::text,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  constraint sanction_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint sanction_account_id_once_key_key UNIQUE (account_id, once_key),
  constraint sanction_cause_check CHECK ((cause = ANY (ARRAY['threshold'::text, 'repeat'::text, 'manual'::text]))),
  constraint sanction_check CHECK ((starts_at <= ends_at)),
  constraint sanction_check1 CHECK (((kind = 'instrument'::text) = (instrument_id IS NOT NULL))),
  constraint sanction_check2 CHECK (((lifted_at IS NULL) = (lifted_because = ''::text))),
  constraint sanction_id_key UNIQUE (id),
  constraint sanction_kind_check CHECK ((kind = ANY (ARRAY['message'::text, 'no_booking'::text, 'instrument'::text, 'unit'::text]))),
  constraint sanction_lift_reason_check CHECK ((length(lift_reason) <= 500)),
  constraint sanction_lifted_because_check CHECK ((lifted_because = ANY (ARRAY[''::text, 'hand'::text, 'appeal'::text, 'undone'::text]))),
  constraint sanction_lifted_by_fkey FOREIGN KEY (lifted_by) REFERENCES account(id),
  constraint sanction_once_key_check CHECK ((length(once_key) <= 200)),
  constraint sanction_pkey PRIMARY KEY (unit_id, id),
  constraint sanction_reason_check CHECK ((length(reason) <= 500)),
  constraint sanction_set_by_fkey FOREIGN KEY (set_by) REFERENCES account(id),
  constraint sanction_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX sanction_account ON public.sanction USING btree (account_id, ends_at);

create table schema_migration (
  name text not null,
  checksum text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migration_pkey PRIMARY KEY (name)
);

create table service_record (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  record_no text not null,
  instrument_id bigint not null,
  use_id bigint not null,
  booking_id bigint,
  account_id bigint,
  user_unit_id bigint,
  service_type smallint not null,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone not null,
  year smallint not null,
  effective_minutes integer not null,
  amount_fen bigint not null default 0,
  evidence text not null,
  state text not null,
  elements jsonb not null,
  created_at timestamp with time zone not null,
  updated_at timestamp with time zone not null,
  constraint service_record_amount_fen_check CHECK ((amount_fen >= 0)),
  constraint service_record_effective_minutes_check CHECK ((effective_minutes >= 0)),
  constraint service_record_evidence_check CHECK ((evidence = ANY (ARRAY['declared'::text, 'booked'::text, 'logged'::text, 'metered'::text]))),
  constraint service_record_pkey PRIMARY KEY (unit_id, id),
  constraint service_record_service_type_check CHECK ((service_type = ANY (ARRAY[120, 130]))),
  constraint service_record_state_check CHECK ((state = ANY (ARRAY['to_complete'::text, 'complete'::text, 'void'::text]))),
  constraint service_record_unit_id_record_no_key UNIQUE (unit_id, record_no),
  constraint service_record_unit_id_use_id_key UNIQUE (unit_id, use_id)
);
CREATE INDEX service_record_account ON public.service_record USING btree (account_id, started_at DESC);
CREATE INDEX service_record_id ON public.service_record USING btree (id);
CREATE INDEX service_record_instrument ON public.service_record USING btree (unit_id, instrument_id, year);
CREATE INDEX service_record_started ON public.service_record USING btree (unit_id, started_at DESC);
CREATE INDEX service_record_year ON public.service_record USING btree (year, unit_id);

create table session (
  token_sha256 bytea not null,
  account_id bigint not null,
  created_at timestamp with time zone not null,
  last_seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id) ON DELETE CASCADE,
  constraint session_pkey PRIMARY KEY (token_sha256)
);
CREATE INDEX session_account ON public.session USING btree (account_id);

create table sign_in_attempt (
  at timestamp with time zone not null,
  login text not null,
  source text not null
);
CREATE INDEX sign_in_attempt_login ON public.sign_in_attempt USING btree (login, at);
CREATE INDEX sign_in_attempt_source ON public.sign_in_attempt USING btree (source, at);

create table site_setting (
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint site_setting_pkey PRIMARY KEY (key)
);

create table stored_file (
  id bigint not null generated always as identity,
  unit_id bigint,
  name text not null,
  media_type text not null,
  size_bytes bigint not null,
  sha256 bytea not null,
  purpose text not null,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint stored_file_name_check CHECK (((length(name) >= 1) AND (length(name) <= 255))),
  constraint stored_file_pkey PRIMARY KEY (id),
  constraint stored_file_size_bytes_check CHECK ((size_bytes >= 0))
);

create table stored_file_chunk (
  file_id bigint not null,
  no integer not null,
  bytes bytea not null,
  constraint stored_file_chunk_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id) ON DELETE CASCADE,
  constraint stored_file_chunk_pkey PRIMARY KEY (file_id, no)
);

create table suggestion_refusal (
  unit_id bigint not null,
  instrument_id bigint not null,
  element text not null,
  value text not null,
  refused_by bigint,
  refused_at timestamp with time zone not null,
  constraint suggestion_refusal_pkey PRIMARY KEY (unit_id, instrument_id, element, value),
  constraint suggestion_refusal_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);

create table suggestion_taken (
  unit_id bigint not null,
  instrument_id bigint not null,
  element text not null,
  value text not null,
  import_id bigint,
  taken_by bigint,
  taken_by_name text not null,
  taken_at timestamp with time zone not null,
  constraint suggestion_taken_pkey PRIMARY KEY (unit_id, instrument_id, element),
  constraint suggestion_taken_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);

create table technician (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  name text not null,
  title text not null default ''::text,
  skills text not null default ''::text,
  account_id bigint,
  instrument_ids bigint[] not null default '{}'::bigint[],
  centre_ids bigint[] not null default '{}'::bigint[],
  constraint technician_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint technician_name_check CHECK (((length(name) >= 1) AND (length(name) <= 50))),
  constraint technician_pkey PRIMARY KEY (unit_id, id),
  constraint technician_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table training_course (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  title text not null,
  title_en text not null default ''::text,
  covers text not null,
  instrument_ids bigint[] not null default '{}'::bigint[],
  centre_id bigint,
  class_code text not null default ''::text,
  level text not null,
  online boolean not null,
  material text not null default ''::text,
  material_en text not null default ''::text,
  file_id bigint,
  needs_practical boolean not null,
  valid_months integer,
  exam jsonb,
  state text not null,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  constraint training_course_check CHECK (
CASE covers
    WHEN 'instruments'::text THEN (cardinality(instrument_ids) > 0)
    WHEN 'centre'::text THEN (centre_id IS NOT NULL)
    ELSE (class_code <> ''::text)
END),
  constraint training_course_covers_check CHECK ((covers = ANY (ARRAY['instruments'::text, 'centre'::text, 'class'::text]))),
  constraint training_course_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint training_course_level_check CHECK (((length(level) >= 1) AND (length(level) <= 40))),
  constraint training_course_material_check CHECK ((length(material) <= 50000)),
  constraint training_course_material_en_check CHECK ((length(material_en) <= 50000)),
  constraint training_course_pkey PRIMARY KEY (unit_id, id),
  constraint training_course_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'open'::text, 'closed'::text]))),
  constraint training_course_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
  constraint training_course_unit_id_centre_id_fkey FOREIGN KEY (unit_id, centre_id) REFERENCES centre(unit_id, id),
  constraint training_course_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint training_course_valid_months_check CHECK (((valid_months >= 1) AND (valid_months <= 240)))
);
CREATE INDEX training_course_id ON public.training_course USING btree (id);

create table training_enrolment (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  course_id bigint not null,
  session_id bigint,
  account_id bigint not null,
  state text not null,
  at timestamp with time zone not null,
  constraint training_enrolment_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint training_enrolment_pkey PRIMARY KEY (unit_id, id),
  constraint training_enrolment_state_check CHECK ((state = ANY (ARRAY['enrolled'::text, 'withdrawn'::text, 'attended'::text, 'absent'::text]))),
  constraint training_enrolment_unit_id_course_id_fkey FOREIGN KEY (unit_id, course_id) REFERENCES training_course(unit_id, id) ON DELETE CASCADE,
  constraint training_enrolment_unit_id_session_id_fkey FOREIGN KEY (unit_id, session_id) REFERENCES training_session(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX training_enrolment_account ON public.training_enrolment USING btree (account_id);
CREATE UNIQUE INDEX training_enrolment_once ON public.training_enrolment USING btree (unit_id, session_id, account_id) WHERE (session_id IS NOT NULL);
CREATE UNIQUE INDEX training_enrolment_online ON public.training_enrolment USING btree (unit_id, course_id, account_id) WHERE (session_id IS NULL);

create table training_question (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  course_id bigint not null,
  kind text not null,
  body text not null,
  body_en text not null default ''::text,
  options jsonb not null,
  retired boolean not null default false,
  constraint training_question_body_check CHECK (((length(body) >= 1) AND (length(body) <= 1000))),
  constraint training_question_kind_check CHECK ((kind = ANY (ARRAY['single'::text, 'multiple'::text, 'true_false'::text]))),
  constraint training_question_pkey PRIMARY KEY (unit_id, id),
  constraint training_question_unit_id_course_id_fkey FOREIGN KEY (unit_id, course_id) REFERENCES training_course(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX training_question_course ON public.training_question USING btree (unit_id, course_id);
CREATE INDEX training_question_id ON public.training_question USING btree (id);

create table training_session (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  course_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  place text not null default ''::text,
  seats integer not null,
  state text not null,
  constraint training_session_check CHECK ((starts_at < ends_at)),
  constraint training_session_pkey PRIMARY KEY (unit_id, id),
  constraint training_session_seats_check CHECK (((seats >= 1) AND (seats <= 1000))),
  constraint training_session_state_check CHECK ((state = ANY (ARRAY['planned'::text, 'cancelled'::text]))),
  constraint training_session_unit_id_course_id_fkey FOREIGN KEY (unit_id, course_id) REFERENCES training_course(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX training_session_course ON public.training_session USING btree (unit_id, course_id, starts_at);
CREATE INDEX training_session_id ON public.training_session USING btree (id);

create table unit (
  id bigint not null generated always as identity,
  ins_code text,
  credit_code text,
  name text not null,
  name_en text not null default ''::text,
  kind text not null,
  managing boolean not null default false,
  small_company boolean not null default false,
  department_id bigint,
  city_code text,
  county_code text,
  street text not null default ''::text,
  postal_code text not null default ''::text,
  website text not null default ''::text,
  introduction text not null default ''::text,
  introduction_en text not null default ''::text,
  time_zone text not null default 'Asia/Shanghai'::text,
  status text not null default 'active'::text,
  created_at timestamp with time zone not null default now(),
  profile_edited_at timestamp with time zone,
  constraint unit_credit_code_check CHECK ((length(credit_code) = 18)),
  constraint unit_credit_code_key UNIQUE (credit_code),
  constraint unit_department_id_fkey FOREIGN KEY (department_id) REFERENCES department(id),
  constraint unit_ins_code_check CHECK ((ins_code ~ '^([0-9a-f]{32}|gdins[0-9]{5})$'::text)),
  constraint unit_ins_code_key UNIQUE (ins_code),
  constraint unit_kind_check CHECK ((kind = ANY (ARRAY['university'::text, 'institute'::text, 'hospital'::text, 'company'::text, 'new_rd'::text, 'government'::text, 'society'::text, 'other'::text]))),
  constraint unit_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
  constraint unit_name_key UNIQUE (name),
  constraint unit_pkey PRIMARY KEY (id),
  constraint unit_status_check CHECK ((status = ANY (ARRAY['applied'::text, 'active'::text, 'closed'::text])))
);
CREATE INDEX unit_department ON public.unit USING btree (department_id);

create table unit_month (
  unit_id bigint not null,
  month date not null,
  records integer not null default 0,
  effective_minutes bigint not null default 0,
  external_minutes bigint not null default 0,
  external_records integer not null default 0,
  amount_fen bigint not null default 0,
  constraint unit_month_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint unit_month_pkey PRIMARY KEY (unit_id, month)
);

create table unit_rule (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  kind text not null,
  version integer not null,
  title text not null,
  title_en text not null default ''::text,
  effective_from date not null,
  body text not null default ''::text,
  file_id bigint,
  published_by_name text not null,
  published_at timestamp with time zone not null,
  constraint unit_rule_body_check CHECK ((length(body) <= 50000)),
  constraint unit_rule_check CHECK (((body <> ''::text) OR (file_id IS NOT NULL))),
  constraint unit_rule_file_id_fkey FOREIGN KEY (file_id) REFERENCES stored_file(id),
  constraint unit_rule_kind_check CHECK (((length(kind) >= 1) AND (length(kind) <= 40))),
  constraint unit_rule_pkey PRIMARY KEY (unit_id, id),
  constraint unit_rule_title_check CHECK (((length(title) >= 1) AND (length(title) <= 120))),
  constraint unit_rule_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id),
  constraint unit_rule_unit_id_kind_version_key UNIQUE (unit_id, kind, version),
  constraint unit_rule_version_check CHECK ((version > 0))
);
CREATE INDEX unit_rule_file ON public.unit_rule USING btree (file_id) WHERE (file_id IS NOT NULL);

create table use_correction (
  unit_id bigint not null,
  use_id bigint not null,
  version integer not null,
  before jsonb not null,
  after jsonb not null,
  reason text not null,
  corrected_by bigint,
  corrected_by_name text not null,
  corrected_at timestamp with time zone not null,
  constraint use_correction_pkey PRIMARY KEY (unit_id, use_id, version),
  constraint use_correction_reason_check CHECK (((length(reason) >= 1) AND (length(reason) <= 500))),
  constraint use_correction_unit_id_use_id_fkey FOREIGN KEY (unit_id, use_id) REFERENCES use_log(unit_id, id)
);

create table use_log (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  instrument_id bigint not null,
  booking_id bigint,
  account_id bigint not null,
  user_unit_id bigint,
  started_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  preparation_minutes integer not null default 0,
  measuring_minutes integer not null default 0,
  processing_minutes integer not null default 0,
  idle_minutes integer not null default 0,
  kind text not null default 'service'::text,
  evidence text not null,
  status text not null,
  note text not null default ''::text,
  checked_in_by bigint,
  checked_out_by bigint,
  version integer not null default 1,
  created_at timestamp with time zone not null,
  constraint use_log_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint use_log_check CHECK (((ended_at IS NULL) OR (started_at < ended_at))),
  constraint use_log_evidence_check CHECK ((evidence = ANY (ARRAY['declared'::text, 'booked'::text, 'logged'::text, 'metered'::text]))),
  constraint use_log_idle_minutes_check CHECK ((idle_minutes >= 0)),
  constraint use_log_kind_check CHECK ((kind = ANY (ARRAY['service'::text, 'training'::text, 'teaching'::text, 'maintenance'::text, 'own'::text]))),
  constraint use_log_measuring_minutes_check CHECK ((measuring_minutes >= 0)),
  constraint use_log_note_check CHECK ((length(note) <= 500)),
  constraint use_log_pkey PRIMARY KEY (unit_id, id),
  constraint use_log_preparation_minutes_check CHECK ((preparation_minutes >= 0)),
  constraint use_log_processing_minutes_check CHECK ((processing_minutes >= 0)),
  constraint use_log_status_check CHECK ((status = ANY (ARRAY['running'::text, 'finished'::text, 'void'::text])))
);
CREATE INDEX use_log_account ON public.use_log USING btree (account_id, started_at DESC);
CREATE INDEX use_log_id ON public.use_log USING btree (id);
CREATE INDEX use_log_instrument ON public.use_log USING btree (unit_id, instrument_id, started_at);
CREATE INDEX use_log_started ON public.use_log USING btree (unit_id, started_at DESC);
CREATE UNIQUE INDEX use_log_booking ON public.use_log USING btree (unit_id, booking_id) WHERE ((booking_id IS NOT NULL) AND (status <> 'void'::text));
CREATE UNIQUE INDEX use_log_one_running ON public.use_log USING btree (unit_id, instrument_id) WHERE (status = 'running'::text);

create table user_certificate (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  account_id bigint not null,
  course_id bigint,
  covers text not null,
  instrument_ids bigint[] not null default '{}'::bigint[],
  centre_id bigint,
  class_code text not null default ''::text,
  level text not null,
  valid_from date not null,
  valid_until date,
  state text not null,
  source text not null,
  source_no text not null default ''::text,
  version integer not null default 1,
  issued_at timestamp with time zone not null,
  constraint user_certificate_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint user_certificate_check CHECK ((valid_until >= valid_from)),
  constraint user_certificate_covers_check CHECK ((covers = ANY (ARRAY['instruments'::text, 'centre'::text, 'class'::text]))),
  constraint user_certificate_level_check CHECK (((length(level) >= 1) AND (length(level) <= 40))),
  constraint user_certificate_pkey PRIMARY KEY (unit_id, id),
  constraint user_certificate_source_check CHECK ((source = ANY (ARRAY['course'::text, 'lead'::text, 'import'::text]))),
  constraint user_certificate_state_check CHECK ((state = ANY (ARRAY['valid'::text, 'suspended'::text, 'revoked'::text, 'replaced'::text]))),
  constraint user_certificate_unit_id_centre_id_fkey FOREIGN KEY (unit_id, centre_id) REFERENCES centre(unit_id, id),
  constraint user_certificate_unit_id_course_id_fkey FOREIGN KEY (unit_id, course_id) REFERENCES training_course(unit_id, id),
  constraint user_certificate_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX user_certificate_account ON public.user_certificate USING btree (account_id);
CREATE INDEX user_certificate_end ON public.user_certificate USING btree (valid_until) WHERE (state = 'valid'::text);
CREATE INDEX user_certificate_holder ON public.user_certificate USING btree (unit_id, account_id);
CREATE INDEX user_certificate_id ON public.user_certificate USING btree (id);

create table waited_time (
  unit_id bigint not null,
  instrument_id bigint not null,
  entry_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  constraint waited_time_pkey PRIMARY KEY (unit_id, instrument_id, entry_id),
  constraint waited_time_unit_id_instrument_id_fkey FOREIGN KEY (unit_id, instrument_id) REFERENCES instrument(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX waited_time_entry ON public.waited_time USING btree (entry_id);

create table waiting_entry (
  id bigint not null generated always as identity,
  account_id bigint not null,
  user_unit_id bigint,
  kind text not null,
  minutes integer not null,
  from_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  weekdays smallint[] not null default '{}'::smallint[],
  day_from text not null default '00:00'::text,
  day_until text not null default '24:00'::text,
  instrument_ids bigint[] not null,
  class_code text not null default ''::text,
  service_way text not null default 'self'::text,
  purpose text not null,
  project text not null default ''::text,
  rank integer not null default 0,
  state text not null,
  unanswered integer not null default 0,
  joined_at timestamp with time zone not null,
  changed_at timestamp with time zone not null,
  constraint waiting_entry_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint waiting_entry_check CHECK ((from_at < until_at)),
  constraint waiting_entry_instrument_ids_check CHECK ((cardinality(instrument_ids) > 0)),
  constraint waiting_entry_kind_check CHECK ((kind = ANY (ARRAY['slot'::text, 'wish'::text]))),
  constraint waiting_entry_minutes_check CHECK ((minutes > 0)),
  constraint waiting_entry_pkey PRIMARY KEY (id),
  constraint waiting_entry_project_check CHECK ((length(project) <= 200)),
  constraint waiting_entry_purpose_check CHECK (((length(purpose) >= 1) AND (length(purpose) <= 500))),
  constraint waiting_entry_service_way_check CHECK ((service_way = ANY (ARRAY['self'::text, 'guided'::text, 'commissioned'::text, 'remote'::text]))),
  constraint waiting_entry_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'offered'::text, 'taken'::text, 'declined'::text, 'unanswered'::text, 'left'::text, 'over'::text])))
);
CREATE INDEX waiting_entry_account ON public.waiting_entry USING btree (account_id, joined_at DESC);
CREATE INDEX waiting_entry_live ON public.waiting_entry USING btree (until_at) WHERE (state = ANY (ARRAY['waiting'::text, 'offered'::text]));

create table waiting_offer (
  unit_id bigint not null,
  id bigint not null generated always as identity,
  entry_id bigint not null,
  instrument_id bigint not null,
  booking_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  offered_at timestamp with time zone not null,
  until_at timestamp with time zone not null,
  state text not null,
  ended_at timestamp with time zone,
  constraint waiting_offer_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES waiting_entry(id),
  constraint waiting_offer_pkey PRIMARY KEY (unit_id, id),
  constraint waiting_offer_state_check CHECK ((state = ANY (ARRAY['open'::text, 'accepted'::text, 'declined'::text, 'lapsed'::text, 'withdrawn'::text]))),
  constraint waiting_offer_unit_id_booking_id_fkey FOREIGN KEY (unit_id, booking_id) REFERENCES booking(unit_id, id) ON DELETE CASCADE
);
CREATE INDEX waiting_offer_entry ON public.waiting_offer USING btree (entry_id);
CREATE INDEX waiting_offer_id ON public.waiting_offer USING btree (id);
CREATE INDEX waiting_offer_until ON public.waiting_offer USING btree (until_at) WHERE (state = 'open'::text);
CREATE UNIQUE INDEX waiting_offer_booking ON public.waiting_offer USING btree (unit_id, booking_id);
CREATE UNIQUE INDEX waiting_offer_open ON public.waiting_offer USING btree (entry_id) WHERE (state = 'open'::text);

create table watch_prompt (
  unit_id bigint not null,
  month date not null,
  score double precision not null,
  by_name text not null,
  prompted_at timestamp with time zone not null,
  constraint watch_prompt_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint watch_prompt_pkey PRIMARY KEY (unit_id, month),
  constraint watch_prompt_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table watch_snapshot (
  unit_id bigint not null,
  month date not null,
  rules text not null,
  cells jsonb not null,
  score double precision,
  taken_at timestamp with time zone not null,
  constraint watch_snapshot_month_check CHECK ((EXTRACT(day FROM month) = (1)::numeric)),
  constraint watch_snapshot_pkey PRIMARY KEY (unit_id, month),
  constraint watch_snapshot_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);

create table webhook (
  id bigint not null generated always as identity,
  account_id bigint,
  unit_id bigint,
  name text not null,
  format text not null,
  address text not null,
  sign_secret text not null default ''::text,
  topics text[] not null default '{}'::text[],
  created_by bigint,
  created_at timestamp with time zone not null,
  constraint webhook_account_id_fkey FOREIGN KEY (account_id) REFERENCES account(id),
  constraint webhook_account_id_key UNIQUE (account_id),
  constraint webhook_address_check CHECK (((length(address) >= 1) AND (length(address) <= 1000))),
  constraint webhook_check CHECK (((account_id IS NULL) <> (unit_id IS NULL))),
  constraint webhook_created_by_fkey FOREIGN KEY (created_by) REFERENCES account(id),
  constraint webhook_format_check CHECK ((format = ANY (ARRAY['wecom'::text, 'dingtalk'::text, 'feishu'::text, 'json'::text]))),
  constraint webhook_name_check CHECK (((length(name) >= 1) AND (length(name) <= 60))),
  constraint webhook_pkey PRIMARY KEY (id),
  constraint webhook_sign_secret_check CHECK ((length(sign_secret) <= 200)),
  constraint webhook_unit_id_fkey FOREIGN KEY (unit_id) REFERENCES unit(id)
);
CREATE INDEX webhook_unit ON public.webhook USING btree (unit_id) WHERE (unit_id IS NOT NULL);

create table webhook_outbox (
  id bigint not null generated always as identity,
  webhook_id bigint not null,
  once_key text not null,
  topic text not null,
  title text not null,
  body text not null,
  link text not null,
  state text not null default 'waiting'::text,
  attempts integer not null default 0,
  due_at timestamp with time zone not null,
  claimed_at timestamp with time zone,
  sent_at timestamp with time zone,
  last_error text,
  created_at timestamp with time zone not null,
  constraint webhook_outbox_once_key_key UNIQUE (once_key),
  constraint webhook_outbox_pkey PRIMARY KEY (id),
  constraint webhook_outbox_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'sending'::text, 'sent'::text, 'uncertain'::text, 'failed'::text]))),
  constraint webhook_outbox_webhook_id_fkey FOREIGN KEY (webhook_id) REFERENCES webhook(id) ON DELETE CASCADE
);
CREATE INDEX webhook_outbox_due ON public.webhook_outbox USING btree (due_at, id) WHERE (state = 'waiting'::text);
CREATE INDEX webhook_outbox_of ON public.webhook_outbox USING btree (webhook_id, id);
CREATE INDEX webhook_outbox_sending ON public.webhook_outbox USING btree (claimed_at) WHERE (state = 'sending'::text);
