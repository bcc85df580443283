-- +goose Up
-- What a round told of people's answers when it was closed. Counted again after
-- a team has moved, or answered once more in a round that was opened again, the
-- same pools would differ by that team's answers alone; so they are written down
-- once. pools says that a round was counted, pool_tallies what may be told.
CREATE TABLE pools (
  round_id   TEXT PRIMARY KEY REFERENCES rounds (id),
  counted_at TIMESTAMPTZ NOT NULL,
  teams      INTEGER NOT NULL,
  together   INTEGER NOT NULL
);

-- scope is the id of a group as it was then, '' for the organisation.
CREATE TABLE pool_tallies (
  round_id TEXT NOT NULL REFERENCES pools (round_id),
  question TEXT NOT NULL,
  scope    TEXT NOT NULL,
  level_0  INTEGER NOT NULL,
  level_1  INTEGER NOT NULL,
  level_2  INTEGER NOT NULL,
  level_3  INTEGER NOT NULL,
  level_4  INTEGER NOT NULL,
  unsure   INTEGER NOT NULL,
  na       INTEGER NOT NULL,
  PRIMARY KEY (round_id, question, scope)
);

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
