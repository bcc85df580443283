-- +goose Up
-- What a team's files from outside come to: counts and times, no names of
-- people and none of their words. A file that was removed can be put back.
CREATE TABLE evidence_files (
  id          TEXT PRIMARY KEY,
  team_id     TEXT NOT NULL REFERENCES teams (id),
  kind        TEXT NOT NULL CHECK (kind IN ('slos', 'incidents', 'issues')),
  name        TEXT NOT NULL,
  document    TEXT NOT NULL,
  imported_by TEXT NOT NULL,
  imported_at TIMESTAMPTZ NOT NULL,
  removed_at  TIMESTAMPTZ
);
CREATE INDEX evidence_files_team ON evidence_files (team_id, imported_at);

-- What the team said of names in its files: the tier of a service (-1: not one
-- that counts), whether a label means toil (1 or 0).
CREATE TABLE evidence_marks (
  team_id TEXT NOT NULL REFERENCES teams (id),
  kind    TEXT NOT NULL CHECK (kind IN ('service', 'label')),
  name    TEXT NOT NULL,
  value   INTEGER NOT NULL,
  PRIMARY KEY (team_id, kind, name)
);

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
