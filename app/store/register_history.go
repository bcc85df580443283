package store

import (
	"context"
	"encoding/json"
	"strconv"
	"time"

	"michinori/app/maturity"
)

// RegisterChange is one change of a team's register, for the team alone. Before
// and After hold an AreaState, a ClaimState, a DatesState or a CodeState by the
// verb, and are nil where there was or is nothing.
type RegisterChange struct {
	ID, TeamID    string
	AreaID        string // "" where no area is meant
	PersonID      string // whose claim or dates; else ""
	At            time.Time
	ByID          string // "" for the program itself
	Verb          ChangeVerb
	Before, After json.RawMessage

	// As they are called now; for reading alone.
	AreaKey    string
	AreaName   maturity.Text
	PersonName string
	ByName     string
}

// ChangeVerb says what was done to a register.
type ChangeVerb = string

// The verbs.
const (
	AreaAdded      ChangeVerb = "area.added"
	AreaChanged    ChangeVerb = "area.changed"
	AreaArchived   ChangeVerb = "area.archived"
	AreaRestored   ChangeVerb = "area.restored"
	ClaimChanged   ChangeVerb = "claim.changed"
	ClaimWithdrawn ChangeVerb = "claim.withdrawn"
	PersonDates    ChangeVerb = "person.dates"
	CodeImported   ChangeVerb = "code.imported"
)

// AreaState is an area as the history keeps it.
type AreaState struct {
	Key           string   `json:"key"`
	NameJA        string   `json:"name_ja"`
	NameEN        string   `json:"name_en"`
	Criticality   int      `json:"criticality"`
	Kind          string   `json:"kind"`
	Paths         []string `json:"paths,omitempty"`
	Services      []string `json:"services,omitempty"`
	RunbookTested string   `json:"runbook_tested,omitempty"` // "never" or a day
	NonOwnerRun   string   `json:"non_owner_run,omitempty"`
	NextStep      string   `json:"next_step,omitempty"`
}

// State returns the area as the history keeps it.
func (a Area) State() AreaState {
	return AreaState{
		Key: a.Key, NameJA: a.Name.JA, NameEN: a.Name.EN, Criticality: a.Criticality, Kind: string(a.Kind),
		Paths: a.Paths, Services: a.Services, RunbookTested: occasionText(a.RunbookTested),
		NonOwnerRun: occasionText(a.NonOwnerRun), NextStep: a.NextStep,
	}
}

// ClaimState is a claim as the history keeps it; days are 2026-10-31 or "".
type ClaimState struct {
	Level        int    `json:"level"`
	ClaimedAt    string `json:"claimed_at,omitempty"`
	EvidenceAt   string `json:"evidence_at,omitempty"`
	EvidenceKind string `json:"evidence_kind,omitempty"`
	EvidenceLink string `json:"evidence_link,omitempty"`
}

// State returns the claim as the history keeps it.
func (c Claim) State() ClaimState {
	return ClaimState{
		Level: c.Level, ClaimedAt: dayText(c.ClaimedAt), EvidenceAt: dayText(c.EvidenceAt),
		EvidenceKind: string(c.EvidenceKind), EvidenceLink: c.EvidenceLink,
	}
}

// DatesState is the first and last day of a member as the history keeps them.
type DatesState struct {
	ActiveFrom string `json:"active_from,omitempty"`
	ActiveTo   string `json:"active_to,omitempty"`
}

// CodeState is what the history keeps of code evidence.
type CodeState struct {
	Revision string `json:"revision"`
	AsOf     string `json:"as_of"`
	Areas    int    `json:"areas"`
}

type changeRow struct {
	TeamID   string
	AreaID   string
	PersonID string
	At       time.Time
	ByID     string
	Verb     string
	Before   string
	After    string
}

func (changeRow) TableName() string { return "register_changes" }

// InsertChanges appends to the history, in this order. Names and ids are given
// by the database.
func (tx *Tx) InsertChanges(ctx context.Context, changes []RegisterChange) error {
	rows := make([]changeRow, len(changes))
	for i, c := range changes {
		rows[i] = changeRow{
			TeamID: c.TeamID, AreaID: c.AreaID, PersonID: c.PersonID, At: c.At, ByID: c.ByID, Verb: c.Verb,
			Before: string(c.Before), After: string(c.After),
		}
	}
	return insertMany(rows, "register changes")(ctx, tx)
}

// ChangeFilter narrows a history.
type ChangeFilter struct {
	AreaID   string // "" for all
	PersonID string // "" for all
	Before   string // only what is older than the change of that id; "" from the newest on
	Limit    int    // 0 for all
}

// RegisterChanges returns the history of a team's register, newest first.
func (r Reader) RegisterChanges(ctx context.Context, team string, f ChangeFilter) ([]RegisterChange, error) {
	q := r.g.WithContext(ctx).Table("register_changes AS c").
		Select(`c.id, c.team_id, c.area_id, c.person_id, c.at, c.by_id, c.verb, c.before, c.after,
			a.key AS area_key, a.name_ja, a.name_en, p.name AS person_name, b.name AS by_name`).
		Joins("LEFT JOIN areas a ON a.id = c.area_id").Joins("LEFT JOIN people p ON p.id = c.person_id").
		Joins("LEFT JOIN people b ON b.id = c.by_id").
		Where("c.team_id = ?", team).Order("c.id DESC")
	if f.AreaID != "" {
		q = q.Where("c.area_id = ?", f.AreaID)
	}
	if f.PersonID != "" {
		q = q.Where("c.person_id = ?", f.PersonID)
	}
	if f.Before != "" {
		before, err := strconv.ParseInt(f.Before, 10, 64)
		if err != nil {
			return nil, maturity.Fail(maturity.NotFound, "error.not_found")
		}
		q = q.Where("c.id < ?", before)
	}
	if f.Limit > 0 {
		q = q.Limit(f.Limit)
	}
	return many(q, shownChange.change)
}

type shownChange struct {
	ID         int64
	Change     changeRow `gorm:"embedded"`
	AreaKey    *string
	NameJA     *string `gorm:"column:name_ja"`
	NameEN     *string `gorm:"column:name_en"`
	PersonName *string
	ByName     *string
}

func (s shownChange) change() RegisterChange {
	c := s.Change
	return RegisterChange{
		ID: strconv.FormatInt(s.ID, 10), TeamID: c.TeamID, AreaID: c.AreaID, PersonID: c.PersonID, At: c.At.UTC(), ByID: c.ByID,
		Verb: c.Verb, Before: document(c.Before), After: document(c.After),
		AreaKey: text(s.AreaKey), AreaName: maturity.Text{JA: text(s.NameJA), EN: text(s.NameEN)},
		PersonName: text(s.PersonName), ByName: text(s.ByName),
	}
}

func document(s string) json.RawMessage {
	if s == "" {
		return nil
	}
	return json.RawMessage(s)
}
