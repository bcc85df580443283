-- +goose Up

-- A password as its hash, which names its own parameters.
CREATE TABLE passwords (
  person_id  TEXT PRIMARY KEY REFERENCES people (id),
  hash       TEXT NOT NULL,
  changed_at DATETIME NOT NULL
);

-- Who somebody is at the provider they sign in with.
CREATE TABLE identities (
  issuer     TEXT NOT NULL,
  subject    TEXT NOT NULL,
  person_id  TEXT NOT NULL REFERENCES people (id),
  created_at DATETIME NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX identities_person ON identities (person_id);

-- How often something was tried, until the count begins anew. Keys are hashes.
CREATE TABLE counters (
  key     TEXT PRIMARY KEY,
  spent   INTEGER NOT NULL,
  ends_at DATETIME NOT NULL
);
CREATE INDEX counters_end ON counters (ends_at);

-- How a session began, from what kind of browser, and when it was last used.
-- One whose person has other rights now is stale and gets a new secret; the old
-- one was then replaced and lives on for a moment, for requests under way.
ALTER TABLE sessions ADD COLUMN way TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN device TEXT NOT NULL DEFAULT '';
ALTER TABLE sessions ADD COLUMN used_at DATETIME;
ALTER TABLE sessions ADD COLUMN stale BOOLEAN NOT NULL DEFAULT FALSE;
ALTER TABLE sessions ADD COLUMN replaced_at DATETIME;

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
