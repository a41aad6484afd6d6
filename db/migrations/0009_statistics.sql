-- Figures over all instruments must not open every elements document: the funds stand beside it, kept by the database.
alter table instrument add column funds jsonb generated always as (elements -> 'funds') stored;

-- Everything the counts need, so that they are read from the index alone.
create index instrument_figures on instrument (unit_id, id)
  include (state, accepted_version, worth_fen, booked_on, disposed_on, class_code, centre_id, funds);
create index instrument_year_year on instrument_year (year, unit_id, instrument_id)
  include (records, effective_minutes, external_minutes);
