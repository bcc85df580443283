-- +goose Up
-- What the shared results of a round come to, counted once: for the
-- organisation (scope '') and for each group. A row is deleted in the
-- transaction that changes what it was counted from, and counted anew when it
-- is next asked for.
CREATE TABLE roll_ups (
  round_id    TEXT NOT NULL REFERENCES rounds (id),
  scope       TEXT NOT NULL,
  document    TEXT NOT NULL,
  computed_at DATETIME NOT NULL,
  PRIMARY KEY (round_id, scope)
);

-- What the champion needs from leaders, for one report.
CREATE TABLE asks (
  round_id   TEXT NOT NULL REFERENCES rounds (id),
  scope      TEXT NOT NULL,
  position   INTEGER NOT NULL,
  text       TEXT NOT NULL,
  due        TEXT NOT NULL DEFAULT '',
  updated_by TEXT NOT NULL,
  updated_at DATETIME NOT NULL,
  PRIMARY KEY (round_id, scope, position)
);

-- A talk as its speaker has changed it: the slots filled in, the order, slides
-- left out, words of their own. Figures are never kept here.
CREATE TABLE decks (
  round_id   TEXT NOT NULL REFERENCES rounds (id),
  scope      TEXT NOT NULL,
  language   TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  document   TEXT NOT NULL,
  revision   INTEGER NOT NULL,
  updated_by TEXT NOT NULL,
  updated_at DATETIME NOT NULL,
  PRIMARY KEY (round_id, scope, language)
);

-- Read-only links to one report, talk or wall screen. Only the hash is kept.
CREATE TABLE report_links (
  id         TEXT PRIMARY KEY,
  hash       TEXT NOT NULL UNIQUE,
  kind       TEXT NOT NULL CHECK (kind IN ('report', 'talk', 'wall')),
  round_id   TEXT NOT NULL REFERENCES rounds (id),
  scope      TEXT NOT NULL,
  language   TEXT NOT NULL CHECK (language IN ('ja', 'en')),
  hide_teams BOOLEAN NOT NULL,
  label      TEXT NOT NULL DEFAULT '',
  created_by TEXT NOT NULL,
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  revoked_at DATETIME,
  opened     INTEGER NOT NULL DEFAULT 0,
  opened_at  DATETIME
);
CREATE INDEX report_links_round ON report_links (round_id, scope);

-- How many teams are meant to have a practice as a habit.
CREATE TABLE practice_targets (
  practice   TEXT PRIMARY KEY,
  teams      INTEGER NOT NULL CHECK (teams >= 1),
  updated_by TEXT NOT NULL,
  updated_at DATETIME NOT NULL
);

-- +goose Down
-- The past is not unmade: restore a backup instead.
