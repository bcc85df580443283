-- +goose Up
-- What an assessment came to before its answers were opened again: its answers,
-- facts, agreements, register and result, until a new result takes their place
-- or they take theirs again.
CREATE TABLE earlier_results (
  assessment_id TEXT PRIMARY KEY REFERENCES assessments (id),
  document      TEXT NOT NULL
);

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
