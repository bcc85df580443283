-- +goose Up
-- How the answers of a team's people were spread at each reveal, as the team saw
-- it, once they were opened again. Another spread that differs from it by few
-- people would tell how these answered. reveal counts from 0.
CREATE TABLE told_spreads (
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  reveal        INTEGER NOT NULL,
  question      TEXT NOT NULL,
  level_0       INTEGER NOT NULL,
  level_1       INTEGER NOT NULL,
  level_2       INTEGER NOT NULL,
  level_3       INTEGER NOT NULL,
  level_4       INTEGER NOT NULL,
  unsure        INTEGER NOT NULL,
  na            INTEGER NOT NULL,
  PRIMARY KEY (assessment_id, reveal, question)
);

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
