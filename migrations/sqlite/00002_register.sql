-- +goose Up

-- What a team has to know. paths and services are JSON lists; the days of the
-- runbook and of the last run by somebody else are '', 'never' or a day.
CREATE TABLE areas (
  id              TEXT PRIMARY KEY,
  team_id         TEXT NOT NULL REFERENCES teams (id),
  key             TEXT NOT NULL,
  name_ja         TEXT NOT NULL,
  name_en         TEXT NOT NULL,
  criticality     INTEGER NOT NULL CHECK (criticality BETWEEN 1 AND 3),
  kind            TEXT NOT NULL CHECK (kind IN ('code', 'operation', 'vendor', 'domain')),
  paths           TEXT NOT NULL DEFAULT '[]',
  services        TEXT NOT NULL DEFAULT '[]',
  runbook_tested  TEXT NOT NULL DEFAULT '',
  non_owner_run   TEXT NOT NULL DEFAULT '',
  next_step       TEXT NOT NULL DEFAULT '',
  revision        INTEGER NOT NULL,
  archived_at     DATETIME,
  created_at      DATETIME NOT NULL,
  UNIQUE (team_id, key)
);

-- What a person says of an area. No row: nothing said, which is not level 0.
CREATE TABLE claims (
  area_id       TEXT NOT NULL REFERENCES areas (id),
  person_id     TEXT NOT NULL REFERENCES people (id),
  level         INTEGER NOT NULL CHECK (level BETWEEN 0 AND 4),
  claimed_at    TEXT NOT NULL DEFAULT '',
  evidence_at   TEXT NOT NULL DEFAULT '',
  evidence_kind TEXT NOT NULL DEFAULT '' CHECK (evidence_kind IN ('', 'operated', 'drill', 'taught', 'reviewed')),
  evidence_link TEXT NOT NULL DEFAULT '',
  revision      INTEGER NOT NULL,
  updated_by    TEXT NOT NULL DEFAULT '',
  updated_at    DATETIME NOT NULL,
  PRIMARY KEY (area_id, person_id)
);

-- Every change of a register, for its team alone. The number gives changes of
-- one second their order; before and after are JSON, '' where there is nothing.
CREATE TABLE register_changes (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  team_id   TEXT NOT NULL REFERENCES teams (id),
  area_id   TEXT NOT NULL DEFAULT '',
  person_id TEXT NOT NULL DEFAULT '',
  at        DATETIME NOT NULL,
  by_id     TEXT NOT NULL DEFAULT '',
  verb      TEXT NOT NULL,
  before    TEXT NOT NULL DEFAULT '',
  after     TEXT NOT NULL DEFAULT ''
);
CREATE INDEX register_changes_team ON register_changes (team_id, id);
CREATE INDEX register_changes_area ON register_changes (area_id, person_id, id);

-- The register as it was when a result was computed. The document names people
-- and is for the team alone; snapshot_areas name none.
CREATE TABLE register_snapshots (
  assessment_id TEXT PRIMARY KEY REFERENCES assessments (id),
  taken_at      DATETIME NOT NULL,
  view          TEXT NOT NULL CHECK (view IN ('strict', 'lenient')),
  document      TEXT NOT NULL
);

CREATE TABLE snapshot_areas (
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  area_key      TEXT NOT NULL,
  name_ja       TEXT NOT NULL,
  name_en       TEXT NOT NULL,
  criticality   INTEGER NOT NULL,
  depth         INTEGER NOT NULL,
  stale         INTEGER NOT NULL,
  PRIMARY KEY (assessment_id, area_key)
);

-- What the history of a repository said last, and who its authors are: ''
-- where somebody said that an author is nobody of the team.
CREATE TABLE code_evidence (
  team_id     TEXT PRIMARY KEY REFERENCES teams (id),
  imported_at DATETIME NOT NULL,
  imported_by TEXT NOT NULL,
  document    TEXT NOT NULL
);

CREATE TABLE code_people (
  team_id   TEXT NOT NULL REFERENCES teams (id),
  author    TEXT NOT NULL,
  person_id TEXT NOT NULL DEFAULT '',
  PRIMARY KEY (team_id, author)
);

-- First and last day in the team, both included; '' is an open end.
ALTER TABLE memberships ADD COLUMN active_from TEXT NOT NULL DEFAULT '';
ALTER TABLE memberships ADD COLUMN active_to TEXT NOT NULL DEFAULT '';

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
