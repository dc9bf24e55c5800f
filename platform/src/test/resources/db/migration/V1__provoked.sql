CREATE TABLE provoked (
  id    text CONSTRAINT provoked_id PRIMARY KEY,
  other text CONSTRAINT provoked_other UNIQUE,
  count int CONSTRAINT provoked_count CHECK (count > 0)
);
