-- Counts every save of the elements, also those inside one editing session that make no version of their own; whoever
-- saves says which one they have seen.
alter table instrument add column revision int not null default 1;
create index instrument_picture_file on instrument_picture (file_id);

-- Withdrawing from the public is a step of its own: the working version stays where it is on its way.
alter table report_step drop constraint report_step_step_check;
alter table report_step add constraint report_step_step_check check (step in ('submit_to_unit', 'return_in_unit',
  'submit_to_province', 'accept', 'return', 'withdraw', 'withdraw_from_public', 'reopen'));

-- Pages show a picture by its own id, at both sizes.
alter table catalogue_entry rename column thumbnail_file_id to picture_id;
update catalogue_entry e set picture_id = p.file_id from instrument_picture p where p.thumbnail_file_id = e.picture_id;
