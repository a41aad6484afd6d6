-- The unified names of the maker beside what the unit wrote, ready for lists and the index in memory.
alter table catalogue_entry add column maker_name text not null default '';
alter table catalogue_entry add column maker_name_en text not null default '';
