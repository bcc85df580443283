-- +goose Up
-- Secrets by which programs act for a person, within a scope and until a day.
-- Only the hash is kept.
CREATE TABLE api_tokens (
  id         TEXT PRIMARY KEY,
  hash       TEXT NOT NULL UNIQUE,
  person_id  TEXT NOT NULL REFERENCES people (id),
  name       TEXT NOT NULL,
  scope      TEXT NOT NULL CHECK (scope IN ('read', 'write', 'admin')),
  created_at TIMESTAMPTZ NOT NULL,
  expires_at TIMESTAMPTZ NOT NULL,
  used_at    TIMESTAMPTZ,
  revoked_at TIMESTAMPTZ
);
CREATE INDEX api_tokens_person ON api_tokens (person_id, created_at);

-- What a write under an idempotency key was answered, for a day. The key itself
-- is not kept but its hash, and the answer is sealed with the key, so that a
-- secret that was shown once stays unreadable here. Status 0: under way.
CREATE TABLE idempotency_keys (
  person_id   TEXT NOT NULL REFERENCES people (id),
  hash        TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  attempt     TEXT NOT NULL,
  status      INTEGER NOT NULL,
  answer      BYTEA,
  created_at  TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (person_id, hash)
);
CREATE INDEX idempotency_keys_created ON idempotency_keys (created_at);

-- By which way something happened, and by which token; '' where nobody knows,
-- as before this was kept, and where the program itself did it.
ALTER TABLE events ADD COLUMN way TEXT NOT NULL DEFAULT '';
ALTER TABLE events ADD COLUMN token_id TEXT NOT NULL DEFAULT '';
CREATE INDEX events_at ON events (at, id);

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
