-- The unit of somebody without an account, as a sheet of bookings named it, when it is not among ours.
alter table booking add column guest_unit text not null default '' check (length(guest_unit) <= 100);
