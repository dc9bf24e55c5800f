-- What kind of agency the caller's employer is. It comes with the snapshots, which are heard once more from the first:
-- those taken over before this column was there said it, and it was not kept.
alter table agency add column kind text;
