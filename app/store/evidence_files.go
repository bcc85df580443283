package store

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"michinori/app/measured"
)

// EvidenceFile is a file from outside as a team keeps it: what it came to.
type EvidenceFile struct {
	ID, TeamID string
	Name       string // of the file, as it was given
	ImportedBy string // person id
	ImportedAt time.Time
	RemovedAt  *time.Time
	Said       measured.File
}

type evidenceFileRow struct {
	ID         string `gorm:"primaryKey"`
	TeamID     string
	Kind       string
	Name       string
	Document   string
	ImportedBy string
	ImportedAt time.Time
	RemovedAt  *time.Time
}

func (evidenceFileRow) TableName() string { return "evidence_files" }

func (row evidenceFileRow) file() (EvidenceFile, error) {
	out := EvidenceFile{ID: row.ID, TeamID: row.TeamID, Name: row.Name, ImportedBy: row.ImportedBy, ImportedAt: row.ImportedAt.UTC(), RemovedAt: row.RemovedAt}
	if err := json.Unmarshal([]byte(row.Document), &out.Said); err != nil {
		return out, fmt.Errorf("stored evidence file %s: %w", row.ID, err)
	}
	return out, nil
}

// EvidenceMarkKind is what a mark speaks of.
type EvidenceMarkKind string

// The kinds of marks.
const (
	ServiceMark EvidenceMarkKind = "service"
	LabelMark   EvidenceMarkKind = "label"
)

// EvidenceMark is what a team said of a name in its files: a measured.Placing
// of a service, or 1 or 0 for a label that means toil or does not.
type EvidenceMark struct {
	TeamID string
	Kind   EvidenceMarkKind
	Name   string
	Value  int
}

type evidenceMarkRow struct {
	TeamID string           `gorm:"primaryKey"`
	Kind   EvidenceMarkKind `gorm:"primaryKey"`
	Name   string           `gorm:"primaryKey"`
	Value  int
}

func (evidenceMarkRow) TableName() string { return "evidence_marks" }

// EvidenceFilesOf returns the files of a team, the newest first, those that
// were removed among them.
func (r Reader) EvidenceFilesOf(ctx context.Context, team string) ([]EvidenceFile, error) {
	rows, err := many(r.g.WithContext(ctx).Where("team_id = ?", team).Order("imported_at DESC, id"), func(row evidenceFileRow) evidenceFileRow { return row })
	if err != nil {
		return nil, err
	}
	out := make([]EvidenceFile, len(rows))
	for i, row := range rows {
		if out[i], err = row.file(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// EvidenceFileByID returns one file.
func (r Reader) EvidenceFileByID(ctx context.Context, id string) (EvidenceFile, error) {
	row, err := one[evidenceFileRow](r.g.WithContext(ctx).Where("id = ?", id))
	if err != nil {
		return EvidenceFile{}, err
	}
	return row.file()
}

// EvidenceMarksOf returns what a team said of the names in its files.
func (r Reader) EvidenceMarksOf(ctx context.Context, team string) ([]EvidenceMark, error) {
	return many(r.g.WithContext(ctx).Where("team_id = ?", team).Order("kind, name"), func(row evidenceMarkRow) EvidenceMark { return EvidenceMark(row) })
}

// InsertEvidenceFile stores a new file.
func (tx *Tx) InsertEvidenceFile(ctx context.Context, f EvidenceFile) error {
	raw, err := json.Marshal(f.Said)
	if err != nil {
		return fmt.Errorf("encode evidence file: %w", err)
	}
	row := evidenceFileRow{
		ID: f.ID, TeamID: f.TeamID, Kind: string(f.Said.Kind), Name: f.Name, Document: string(raw), ImportedBy: f.ImportedBy, ImportedAt: f.ImportedAt,
		RemovedAt: f.RemovedAt,
	}
	return insert(ctx, tx.g, &row, "evidence file")
}

// RemoveEvidenceFile takes a file out of what counts at the time given, or puts
// it back where at is nil.
func (tx *Tx) RemoveEvidenceFile(ctx context.Context, id string, at *time.Time) error {
	return translate(tx.g.WithContext(ctx).Model(&evidenceFileRow{}).Where("id = ?", id).Update("removed_at", at).Error)
}

// DeleteEvidenceFilesRemovedBefore forgets files of a team for good.
func (tx *Tx) DeleteEvidenceFilesRemovedBefore(ctx context.Context, team string, before time.Time) error {
	return translate(tx.g.WithContext(ctx).Where("team_id = ? AND removed_at < ?", team, before).Delete(&evidenceFileRow{}).Error)
}

// SaveEvidenceMark stores a mark in place of the one there was.
func (tx *Tx) SaveEvidenceMark(ctx context.Context, m EvidenceMark) error {
	row := evidenceMarkRow(m)
	return upsert(ctx, tx.g, &row, []string{"team_id", "kind", "name"}, []string{"value"}, "evidence mark")
}

// DeleteEvidenceMark forgets a mark; one that is not there is fine.
func (tx *Tx) DeleteEvidenceMark(ctx context.Context, m EvidenceMark) error {
	return translate(tx.g.WithContext(ctx).Where("team_id = ? AND kind = ? AND name = ?", m.TeamID, m.Kind, m.Name).Delete(&evidenceMarkRow{}).Error)
}
