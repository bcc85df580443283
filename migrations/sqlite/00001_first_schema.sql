-- +goose Up

CREATE TABLE organisation (
  id           INTEGER PRIMARY KEY CHECK (id = 1),
  name         TEXT NOT NULL,
  language     TEXT NOT NULL,
  time_zone    TEXT NOT NULL,
  fiscal_start INTEGER NOT NULL,
  k            INTEGER NOT NULL CHECK (k >= 3),
  created_at   DATETIME NOT NULL
);

CREATE TABLE groups (
  id        TEXT PRIMARY KEY,
  parent_id TEXT REFERENCES groups (id),
  name      TEXT NOT NULL
);

CREATE TABLE teams (
  id          TEXT PRIMARY KEY,
  key         TEXT NOT NULL UNIQUE,
  name        TEXT NOT NULL,
  group_id    TEXT REFERENCES groups (id),
  archived_at DATETIME
);

-- An empty e-mail address is NULL, so that many people may have none.
CREATE TABLE people (
  id          TEXT PRIMARY KEY,
  name        TEXT NOT NULL,
  email       TEXT UNIQUE,
  language    TEXT NOT NULL,
  role        TEXT NOT NULL DEFAULT '' CHECK (role IN ('', 'champion', 'leader')),
  archived_at DATETIME
);

CREATE TABLE memberships (
  team_id   TEXT NOT NULL REFERENCES teams (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  role      TEXT NOT NULL CHECK (role IN ('lead', 'member')),
  PRIMARY KEY (team_id, person_id)
);
CREATE INDEX memberships_person ON memberships (person_id);

-- Only hashes of link and session secrets are kept.
CREATE TABLE links (
  hash       TEXT PRIMARY KEY,
  purpose    TEXT NOT NULL CHECK (purpose IN ('setup', 'personal')),
  person_id  TEXT REFERENCES people (id),
  round_id   TEXT,
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL,
  used_at    DATETIME,
  revoked_at DATETIME
);
CREATE INDEX links_person ON links (person_id);

CREATE TABLE sessions (
  hash       TEXT PRIMARY KEY,
  person_id  TEXT NOT NULL REFERENCES people (id),
  created_at DATETIME NOT NULL,
  expires_at DATETIME NOT NULL
);
CREATE INDEX sessions_person ON sessions (person_id);

-- A published edition, resolved, as it was when a round pinned it.
CREATE TABLE editions (
  questionnaire TEXT NOT NULL,
  edition       TEXT NOT NULL,
  checksum      TEXT NOT NULL,
  document      BLOB NOT NULL,
  created_at    DATETIME NOT NULL,
  PRIMARY KEY (questionnaire, edition)
);

CREATE TABLE rounds (
  id            TEXT PRIMARY KEY,
  key           TEXT NOT NULL UNIQUE,
  questionnaire TEXT NOT NULL,
  edition       TEXT NOT NULL,
  checksum      TEXT NOT NULL,
  k             INTEGER NOT NULL CHECK (k >= 3),
  opened_at     DATETIME NOT NULL,
  closes_at     DATETIME NOT NULL,
  closed_at     DATETIME,
  FOREIGN KEY (questionnaire, edition) REFERENCES editions (questionnaire, edition)
);

CREATE TABLE assessments (
  id            TEXT PRIMARY KEY,
  round_id      TEXT NOT NULL REFERENCES rounds (id),
  team_id       TEXT NOT NULL REFERENCES teams (id),
  mode          TEXT NOT NULL DEFAULT '' CHECK (mode IN ('', 'together', 'apart')),
  state         TEXT NOT NULL CHECK (state IN ('answering', 'revealed', 'agreed', 'shared')),
  members       INTEGER NOT NULL DEFAULT 0,
  revealed_at   DATETIME,
  agreed_at     DATETIME,
  shared_at     DATETIME,
  reopened      INTEGER NOT NULL DEFAULT 0,
  reopen_reason TEXT NOT NULL DEFAULT '',
  UNIQUE (round_id, team_id)
);
CREATE INDEX assessments_team ON assessments (team_id);

-- Answered together, the one response belongs to nobody: person_id is ''.
CREATE TABLE responses (
  id            TEXT PRIMARY KEY,
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  person_id     TEXT NOT NULL DEFAULT '',
  finished_at   DATETIME,
  UNIQUE (assessment_id, person_id)
);

CREATE TABLE answers (
  response_id TEXT NOT NULL REFERENCES responses (id),
  question    TEXT NOT NULL,
  answer      TEXT NOT NULL,
  late        BOOLEAN NOT NULL DEFAULT FALSE,
  revision    INTEGER NOT NULL,
  updated_at  DATETIME NOT NULL,
  PRIMARY KEY (response_id, question)
);

CREATE TABLE facts (
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  question      TEXT NOT NULL,
  answer        TEXT NOT NULL,
  evidence      TEXT NOT NULL DEFAULT '',
  note          TEXT NOT NULL DEFAULT '',
  late          BOOLEAN NOT NULL DEFAULT FALSE,
  revision      INTEGER NOT NULL,
  updated_by    TEXT NOT NULL,
  updated_at    DATETIME NOT NULL,
  PRIMARY KEY (assessment_id, question)
);

CREATE TABLE agreements (
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  question      TEXT NOT NULL,
  level         REAL NOT NULL,
  reason        TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (assessment_id, question)
);

-- The result as it was computed, once, at reveal and again at agreement. The
-- scores are the same figures by dimension, for trends and overviews.
CREATE TABLE results (
  assessment_id TEXT PRIMARY KEY REFERENCES assessments (id),
  document      TEXT NOT NULL,
  computed_at   DATETIME NOT NULL
);

CREATE TABLE scores (
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  dimension     TEXT NOT NULL,
  score         REAL,
  level         INTEGER,
  partly        BOOLEAN NOT NULL DEFAULT FALSE,
  PRIMARY KEY (assessment_id, dimension)
);

CREATE TABLE actions (
  id            TEXT PRIMARY KEY,
  team_id       TEXT NOT NULL REFERENCES teams (id),
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  question      TEXT NOT NULL,
  practice      TEXT NOT NULL,
  title         TEXT NOT NULL,
  owner_id      TEXT NOT NULL REFERENCES people (id),
  due           TEXT NOT NULL,
  state         TEXT NOT NULL CHECK (state IN ('open', 'done', 'dropped')),
  reason        TEXT NOT NULL DEFAULT '',
  created_at    DATETIME NOT NULL,
  closed_at     DATETIME
);
CREATE INDEX actions_team ON actions (team_id, state);

-- Who did what, never with an answer in it.
CREATE TABLE events (
  id        TEXT PRIMARY KEY,
  at        DATETIME NOT NULL,
  person_id TEXT NOT NULL DEFAULT '',
  verb      TEXT NOT NULL,
  subject   TEXT NOT NULL,
  note      TEXT NOT NULL DEFAULT ''
);
CREATE INDEX events_subject ON events (subject, at);

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
