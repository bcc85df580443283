package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"michinori/app/knowledge"
)

// StoredCode is the code evidence a team imported last, and whom somebody said
// its authors are: a person id, or "" for nobody of the team. Authors go by
// their address in small letters or, without one, by their name.
type StoredCode struct {
	ImportedAt time.Time
	ImportedBy string // person id
	Evidence   knowledge.CodeEvidence
	People     map[string]string
}

type codeRow struct {
	TeamID     string `gorm:"primaryKey"`
	ImportedAt time.Time
	ImportedBy string
	Document   string
}

func (codeRow) TableName() string { return "code_evidence" }

type codePersonRow struct {
	TeamID   string `gorm:"primaryKey"`
	Author   string `gorm:"primaryKey"`
	PersonID string
}

func (codePersonRow) TableName() string { return "code_people" }

// CodeEvidenceOf returns the code evidence of a team, NotFound where it has
// imported none.
func (r Reader) CodeEvidenceOf(ctx context.Context, team string) (StoredCode, error) {
	row, err := one[codeRow](r.g.WithContext(ctx).Where("team_id = ?", team))
	if err != nil {
		return StoredCode{}, err
	}
	out := StoredCode{ImportedAt: row.ImportedAt.UTC(), ImportedBy: row.ImportedBy, People: map[string]string{}}
	if err := json.Unmarshal([]byte(row.Document), &out.Evidence); err != nil {
		return out, fmt.Errorf("stored code evidence of team %s: %w", team, err)
	}
	people, err := many(r.g.WithContext(ctx).Where("team_id = ?", team), func(p codePersonRow) codePersonRow { return p })
	for _, p := range people {
		out.People[p.Author] = p.PersonID
	}
	return out, err
}

// SaveCodeEvidence stores code evidence in place of what the team had; whom its
// authors are stays.
func (tx *Tx) SaveCodeEvidence(ctx context.Context, team string, c StoredCode) error {
	raw, err := json.Marshal(c.Evidence)
	if err != nil {
		return fmt.Errorf("encode code evidence: %w", err)
	}
	row := codeRow{TeamID: team, ImportedAt: c.ImportedAt, ImportedBy: c.ImportedBy, Document: string(raw)}
	return upsert(ctx, tx.g, &row, []string{"team_id"}, []string{"imported_at", "imported_by", "document"}, "code evidence")
}

// SaveCodePerson says who an author is; person "" is nobody of the team.
func (tx *Tx) SaveCodePerson(ctx context.Context, team, author, person string) error {
	row := codePersonRow{TeamID: team, Author: author, PersonID: person}
	return upsert(ctx, tx.g, &row, []string{"team_id", "author"}, []string{"person_id"}, "author")
}

// DeleteCodePerson forgets who an author is; an unknown one is fine.
func (tx *Tx) DeleteCodePerson(ctx context.Context, team, author string) error {
	return translate(tx.g.WithContext(ctx).Where("team_id = ? AND author = ?", team, author).Delete(&codePersonRow{}).Error)
}
