-- Norms by which an instrument tests and qualifications that cover it and hold, in words, so that a search finds it by them.
alter table catalogue_entry add column covered text not null default '';
