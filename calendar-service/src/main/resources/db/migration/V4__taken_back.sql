-- A content that its keeper took back before the release was out, and how: 'returned' or 'withdrawn'. The office reads it; of
-- a release that is out, refused_cause tells what stayed closed.
alter table release_content add column taken_back text;
alter table release_content add constraint release_content_taken_back_is_free
  check (taken_back is null or detached_at is not null);
