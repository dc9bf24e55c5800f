-- Who did what to which thing. The time is the database's: a copy with a wrong clock cannot bend the trail.
CREATE TABLE audit (
  id           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  at           timestamptz NOT NULL DEFAULT clock_timestamp(),
  caller       text NOT NULL,
  caller_name  text NOT NULL,
  agency       text NOT NULL,
  action       text NOT NULL,
  subject_type text NOT NULL,
  subject_id   text NOT NULL,
  details      jsonb,
  request_id   text
);

CREATE INDEX audit_subject ON audit (subject_type, subject_id, id);
CREATE INDEX audit_caller ON audit (caller, id);

-- The trail is added to and never changed, by a mistake in the code neither.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit trail is append-only';
END
$$;

CREATE TRIGGER audit_append_only
  BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();

-- The answer to each write that was sent with a key, kept so that it can be given again.
CREATE TABLE idempotency_key (
  agency     text NOT NULL,
  operation  text NOT NULL,
  key        text NOT NULL,
  body_hash  text NOT NULL,
  status     smallint NOT NULL,
  location   text,
  body       text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (agency, operation, key)
);

CREATE INDEX idempotency_key_age ON idempotency_key (created_at);
