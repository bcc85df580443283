-- +goose Up

-- Practices of one's own beside the catalogue; their keys begin with "own-".
CREATE TABLE practices (
  key          TEXT PRIMARY KEY,
  name_ja      TEXT NOT NULL,
  name_en      TEXT NOT NULL,
  about_ja     TEXT NOT NULL DEFAULT '',
  about_en     TEXT NOT NULL DEFAULT '',
  first_ja     TEXT NOT NULL DEFAULT '',
  first_en     TEXT NOT NULL DEFAULT '',
  dimensions   TEXT NOT NULL,
  cadence_days INTEGER NOT NULL CHECK (cadence_days >= 1),
  created_by   TEXT NOT NULL,
  created_at   TIMESTAMPTZ NOT NULL,
  archived_at  TIMESTAMPTZ
);

-- A practice as one team has chosen it. Days are text (2026-10-31), '' is none.
CREATE TABLE trials (
  id           TEXT PRIMARY KEY,
  team_id      TEXT NOT NULL REFERENCES teams (id),
  practice     TEXT NOT NULL,
  cadence_days INTEGER NOT NULL CHECK (cadence_days >= 1),
  initiator_id TEXT NOT NULL REFERENCES people (id),
  chosen_on    TEXT NOT NULL,
  stopped_on   TEXT NOT NULL DEFAULT '',
  stop_reason  TEXT NOT NULL DEFAULT '',
  revision     INTEGER NOT NULL,
  UNIQUE (team_id, practice)
);
CREATE INDEX trials_practice ON trials (practice);

-- The scenario is kept as it was played.
CREATE TABLE drills (
  id          TEXT PRIMARY KEY,
  team_id     TEXT NOT NULL REFERENCES teams (id),
  practice    TEXT NOT NULL,
  scenario    TEXT NOT NULL,
  area_key    TEXT NOT NULL DEFAULT '',
  state       TEXT NOT NULL CHECK (state IN ('planned', 'playing', 'talking', 'done', 'cancelled')),
  planned_on  TEXT NOT NULL,
  started_at  TIMESTAMPTZ,
  talk_at     TIMESTAMPTZ,
  ended_at    TIMESTAMPTZ,
  outcome     TEXT NOT NULL DEFAULT '',
  version     INTEGER NOT NULL,
  created_by  TEXT NOT NULL,
  created_at  TIMESTAMPTZ NOT NULL
);
CREATE INDEX drills_team ON drills (team_id, planned_on);

CREATE TABLE drill_people (
  drill_id  TEXT NOT NULL REFERENCES drills (id),
  person_id TEXT NOT NULL REFERENCES people (id),
  role      TEXT NOT NULL CHECK (role IN ('runner', 'player', 'scribe', 'observer')),
  joined_at TIMESTAMPTZ,
  PRIMARY KEY (drill_id, person_id)
);
CREATE INDEX drill_people_person ON drill_people (person_id);

CREATE TABLE drill_reveals (
  drill_id    TEXT NOT NULL REFERENCES drills (id),
  inject      INTEGER NOT NULL,
  revealed_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (drill_id, inject)
);

CREATE TABLE drill_notes (
  id       TEXT PRIMARY KEY,
  drill_id TEXT NOT NULL REFERENCES drills (id),
  at       TIMESTAMPTZ NOT NULL,
  by_id    TEXT NOT NULL REFERENCES people (id),
  text     TEXT NOT NULL
);
CREATE INDEX drill_notes_drill ON drill_notes (drill_id, at);

CREATE TABLE drill_gaps (
  id        TEXT PRIMARY KEY,
  drill_id  TEXT NOT NULL REFERENCES drills (id),
  position  INTEGER NOT NULL,
  text      TEXT NOT NULL,
  owner_id  TEXT NOT NULL REFERENCES people (id),
  action_id TEXT NOT NULL DEFAULT ''
);
CREATE INDEX drill_gaps_drill ON drill_gaps (drill_id, position);

-- helped_by is the team with whose help or material this one held its first.
CREATE TABLE occurrences (
  id           TEXT PRIMARY KEY,
  trial_id     TEXT NOT NULL REFERENCES trials (id),
  day          TEXT NOT NULL,
  leader_id    TEXT NOT NULL REFERENCES people (id),
  participants INTEGER NOT NULL CHECK (participants >= 1),
  link         TEXT NOT NULL DEFAULT '',
  sentence     TEXT NOT NULL DEFAULT '',
  helped_by    TEXT REFERENCES teams (id),
  drill_id     TEXT REFERENCES drills (id),
  created_by   TEXT NOT NULL,
  created_at   TIMESTAMPTZ NOT NULL
);
CREATE INDEX occurrences_trial ON occurrences (trial_id, day);
CREATE INDEX occurrences_helped ON occurrences (helped_by);

-- Who would like to try, help with or learn a practice. Only with consent does
-- anybody else see it.
CREATE TABLE hands (
  person_id TEXT NOT NULL REFERENCES people (id),
  practice  TEXT NOT NULL,
  wish      TEXT NOT NULL CHECK (wish IN ('try', 'help', 'learn')),
  note      TEXT NOT NULL DEFAULT '',
  consent   BOOLEAN NOT NULL,
  raised_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (person_id, practice, wish)
);

-- The way to being on call alone; 'incident' is the last real one somebody led.
CREATE TABLE oncall_steps (
  team_id    TEXT NOT NULL REFERENCES teams (id),
  person_id  TEXT NOT NULL REFERENCES people (id),
  step       TEXT NOT NULL CHECK (step IN ('read', 'pair', 'shadow', 'lead', 'alone', 'incident')),
  day        TEXT NOT NULL,
  note       TEXT NOT NULL DEFAULT '',
  updated_by TEXT NOT NULL,
  updated_at TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (team_id, person_id, step)
);

CREATE TABLE rotas (
  team_id TEXT PRIMARY KEY REFERENCES teams (id),
  people  INTEGER NOT NULL CHECK (people >= 0),
  slots   INTEGER NOT NULL CHECK (slots BETWEEN 1 AND 5),
  sites   INTEGER NOT NULL CHECK (sites BETWEEN 1 AND 5)
);

-- An action may come from a result or from a drill.
ALTER TABLE actions ALTER COLUMN assessment_id DROP NOT NULL;
ALTER TABLE actions ADD COLUMN drill_id TEXT REFERENCES drills (id);

-- What a team said about an open action at the start of a round.
CREATE TABLE action_reviews (
  action_id     TEXT NOT NULL REFERENCES actions (id),
  assessment_id TEXT NOT NULL REFERENCES assessments (id),
  outcome       TEXT NOT NULL CHECK (outcome IN ('done', 'carried', 'dropped')),
  reason        TEXT NOT NULL DEFAULT '',
  reviewed_by   TEXT NOT NULL,
  reviewed_at   TIMESTAMPTZ NOT NULL,
  PRIMARY KEY (action_id, assessment_id)
);
CREATE INDEX action_reviews_assessment ON action_reviews (assessment_id);

-- Calendars read what is due by a secret address; only its hash is kept.
CREATE TABLE feeds (
  hash       TEXT PRIMARY KEY,
  team_id    TEXT NOT NULL REFERENCES teams (id),
  person_id  TEXT NOT NULL REFERENCES people (id),
  created_at TIMESTAMPTZ NOT NULL
);
CREATE UNIQUE INDEX feeds_person ON feeds (person_id, team_id);

-- Notices leave after commit. The key says what was to be told to whom, so that
-- nothing is told twice.
CREATE TABLE notices (
  key        TEXT PRIMARY KEY,
  kind       TEXT NOT NULL,
  channel    TEXT NOT NULL CHECK (channel IN ('mail', 'slack', 'teams', 'webhook')),
  address    TEXT NOT NULL,
  message    TEXT NOT NULL,
  created_at TIMESTAMPTZ NOT NULL,
  next_at    TIMESTAMPTZ NOT NULL,
  attempts   INTEGER NOT NULL DEFAULT 0,
  locked_to  TIMESTAMPTZ,
  sent_at    TIMESTAMPTZ,
  given_up   TIMESTAMPTZ,
  problem    TEXT NOT NULL DEFAULT ''
);
CREATE INDEX notices_next ON notices (sent_at, given_up, next_at);

-- +goose Down
-- The past is not unmade: restore a backup instead.
SELECT 1;
