-- Pictures belong to versions like elements: the public sees those of the accepted version.
alter table instrument_picture add column from_version int not null default 1;
-- the first version without it; null while it stands
alter table instrument_picture add column until_version int;
alter table instrument_picture add constraint instrument_picture_versions check (until_version > from_version);
