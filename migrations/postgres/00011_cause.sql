-- +goose Up
-- What a team says of the cause of the incident that an occurrence looks back at:
-- new to it, seen before, not known yet; '' is not told.
ALTER TABLE occurrences ADD COLUMN cause TEXT NOT NULL DEFAULT '' CHECK (cause IN ('', 'new', 'again', 'unknown'));

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
