package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"gorm.io/gorm/clause"

	"michinori/app/adoption"
	"michinori/app/maturity"
)

// OwnPractice is a practice the organisation has added to the catalogue. Its
// key begins with "own-".
type OwnPractice struct {
	Key                string
	Name, About, First maturity.Text
	Dimensions         []maturity.Dimension
	CadenceDays        int
	CreatedBy          string
	CreatedAt          time.Time
	ArchivedAt         *time.Time
}

type practiceRow struct {
	Key         string `gorm:"primaryKey"`
	NameJa      string
	NameEn      string
	AboutJa     string
	AboutEn     string
	FirstJa     string
	FirstEn     string
	Dimensions  string
	CadenceDays int
	CreatedBy   string
	CreatedAt   time.Time `gorm:"autoCreateTime:false"`
	ArchivedAt  *time.Time
}

func (practiceRow) TableName() string { return "practices" }

func (p practiceRow) practice() (OwnPractice, error) {
	out := OwnPractice{
		Key: p.Key, Name: maturity.Text{JA: p.NameJa, EN: p.NameEn}, About: maturity.Text{JA: p.AboutJa, EN: p.AboutEn},
		First: maturity.Text{JA: p.FirstJa, EN: p.FirstEn}, CadenceDays: p.CadenceDays,
		CreatedBy: p.CreatedBy, CreatedAt: p.CreatedAt, ArchivedAt: p.ArchivedAt,
	}
	if err := json.Unmarshal([]byte(p.Dimensions), &out.Dimensions); err != nil {
		return out, fmt.Errorf("dimensions of practice %s: %w", p.Key, err)
	}
	return out, nil
}

// OwnPractices returns the organisation's own practices, archived ones too, by
// key.
func (r Reader) OwnPractices(ctx context.Context) ([]OwnPractice, error) {
	var rows []practiceRow
	if err := r.g.WithContext(ctx).Order("key").Find(&rows).Error; err != nil {
		return nil, translate(err)
	}
	out := make([]OwnPractice, len(rows))
	for i, row := range rows {
		p, err := row.practice()
		if err != nil {
			return nil, err
		}
		out[i] = p
	}
	return out, nil
}

// SaveOwnPractice inserts or changes a practice of the organisation's own.
func (tx *Tx) SaveOwnPractice(ctx context.Context, p OwnPractice) error {
	dimensions, err := json.Marshal(p.Dimensions)
	if err != nil {
		return fmt.Errorf("encode dimensions: %w", err)
	}
	row := practiceRow{
		Key: p.Key, NameJa: p.Name.JA, NameEn: p.Name.EN, AboutJa: p.About.JA, AboutEn: p.About.EN,
		FirstJa: p.First.JA, FirstEn: p.First.EN, Dimensions: string(dimensions), CadenceDays: p.CadenceDays,
		CreatedBy: p.CreatedBy, CreatedAt: p.CreatedAt, ArchivedAt: p.ArchivedAt,
	}
	if err := tx.forgetPast(ctx); err != nil {
		return err
	}
	return upsert(ctx, tx.g, &row, []string{"key"}, []string{
		"name_ja", "name_en", "about_ja", "about_en", "first_ja", "first_en", "dimensions", "cadence_days", "archived_at",
	}, "practice")
}

// Trial is a practice as a team has chosen it.
type Trial struct {
	ID, TeamID, Practice string
	CadenceDays          int
	InitiatorID          string
	ChosenOn             string // 2026-10-31
	StoppedOn            string // "" while it is not stopped
	StopReason           string
	Revision             int
}

type trialRow struct {
	ID          string
	TeamID      string
	Practice    string
	CadenceDays int
	InitiatorID string
	ChosenOn    string
	StoppedOn   string
	StopReason  string
	Revision    int
}

func (trialRow) TableName() string { return "trials" }

func (t trialRow) trial() Trial { return Trial(t) }

// LockPractices keeps others from choosing practices for a team or logging what
// it held until the transaction ends. NotFound where there is no such team.
func (tx *Tx) LockPractices(ctx context.Context, team string) error {
	_, err := one[teamRow](tx.g.WithContext(ctx).Clauses(clause.Locking{Strength: "NO KEY UPDATE"}).Where("id = ?", team))
	return err
}

// SaveTrial inserts a trial or changes its rhythm and its end.
func (tx *Tx) SaveTrial(ctx context.Context, t Trial) error {
	row := trialRow(t)
	if err := tx.forgetPast(ctx); err != nil {
		return err
	}
	return upsert(ctx, tx.g, &row, []string{"id"},
		[]string{"cadence_days", "initiator_id", "stopped_on", "stop_reason", "revision"}, "trial")
}

// DeleteTrial removes a trial of which nothing was ever held; Conflict where
// something was.
func (tx *Tx) DeleteTrial(ctx context.Context, id string) error {
	if err := tx.forgetPast(ctx); err != nil {
		return err
	}
	return must(tx.g.WithContext(ctx).Where("id = ?", id).Delete(&trialRow{}))
}

// TrialByID returns one trial.
func (r Reader) TrialByID(ctx context.Context, id string) (Trial, error) {
	row, err := one[trialRow](r.g.WithContext(ctx).Where("id = ?", id))
	return row.trial(), err
}

// TrialOf returns the trial of a practice by a team, NotFound where the team
// has not chosen it.
func (r Reader) TrialOf(ctx context.Context, team, practice string) (Trial, error) {
	row, err := one[trialRow](r.g.WithContext(ctx).Where("team_id = ? AND practice = ?", team, practice))
	return row.trial(), err
}

// Occurrence is one time that a team held a practice.
type Occurrence struct {
	ID, TrialID  string
	Day          string // 2026-10-31
	LeaderID     string
	Participants int
	Link         string
	Sentence     string // what came out of it
	HelpedBy     string // the team with whose help it was held, or ""
	DrillID      string // the drill it was, or ""
	Cause        adoption.Cause
	CreatedBy    string
	CreatedAt    time.Time
}

type occurrenceRow struct {
	ID           string
	TrialID      string
	Day          string
	LeaderID     string
	Participants int
	Link         string
	Sentence     string
	HelpedBy     *string
	DrillID      *string
	Cause        string
	CreatedBy    string
	CreatedAt    time.Time `gorm:"autoCreateTime:false"`
}

func (occurrenceRow) TableName() string { return "occurrences" }

func (o occurrenceRow) occurrence() Occurrence {
	return Occurrence{
		ID: o.ID, TrialID: o.TrialID, Day: o.Day, LeaderID: o.LeaderID, Participants: o.Participants, Link: o.Link,
		Sentence: o.Sentence, HelpedBy: text(o.HelpedBy), DrillID: text(o.DrillID), Cause: adoption.Cause(o.Cause),
		CreatedBy: o.CreatedBy, CreatedAt: o.CreatedAt,
	}
}

// InsertOccurrence logs that a practice was held.
func (tx *Tx) InsertOccurrence(ctx context.Context, o Occurrence) error {
	row := newOccurrenceRow(o)
	if err := tx.forgetPast(ctx); err != nil {
		return err
	}
	return insert(ctx, tx.g, &row, "occurrence")
}

// SaveOccurrence changes what was logged.
func (tx *Tx) SaveOccurrence(ctx context.Context, o Occurrence) error {
	if err := tx.forgetPast(ctx); err != nil {
		return err
	}
	return must(tx.g.WithContext(ctx).Model(&occurrenceRow{}).Where("id = ?", o.ID).Updates(map[string]any{
		"day": o.Day, "leader_id": o.LeaderID, "participants": o.Participants, "link": o.Link,
		"sentence": o.Sentence, "helped_by": null(o.HelpedBy), "cause": string(o.Cause),
	}))
}

// DeleteOccurrence removes an occurrence that was logged by mistake.
func (tx *Tx) DeleteOccurrence(ctx context.Context, id string) error {
	if err := tx.forgetPast(ctx); err != nil {
		return err
	}
	return must(tx.g.WithContext(ctx).Where("id = ?", id).Delete(&occurrenceRow{}))
}

// OccurrenceByID returns one occurrence.
func (r Reader) OccurrenceByID(ctx context.Context, id string) (Occurrence, error) {
	row, err := one[occurrenceRow](r.g.WithContext(ctx).Where("id = ?", id))
	return row.occurrence(), err
}

// PracticeRecord is a trial with all that was held, newest first, and what
// helps to tell its stage.
type PracticeRecord struct {
	Trial
	Occurrences []Occurrence
	Helped      []string // days on which another team held its first one with this team's help
}

// Adoption returns the record in the form from which stages are computed.
func (p PracticeRecord) Adoption() adoption.Trial {
	out := adoption.Trial{CadenceDays: p.CadenceDays, Initiator: p.InitiatorID, Stopped: dayOf(p.StoppedOn)}
	for _, o := range slices.Backward(p.Occurrences) {
		out.Occurrences = append(out.Occurrences, adoption.Occurrence{Day: dayOf(o.Day), Leader: o.LeaderID})
	}
	for _, d := range p.Helped {
		out.Helped = append(out.Helped, dayOf(d))
	}
	return out
}

// dayOf reads a stored day; "" is the zero time.
func dayOf(s string) time.Time {
	d, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}
	}
	return d
}

// RecordFilter narrows PracticeRecords.
type RecordFilter struct {
	Everywhere bool     // in all teams that are not archived, whatever Teams holds
	Teams      []string // in these alone, archived or not; in none where there are none
	Practice   string   // of this one; of all where it is empty
}

// PracticeRecords returns the trials with all that was held, by practice and
// team.
func (r Reader) PracticeRecords(ctx context.Context, f RecordFilter) ([]PracticeRecord, error) {
	q := r.g.WithContext(ctx).Table("trials AS t").Select("t.*")
	if f.Everywhere {
		q = q.Joins("JOIN teams m ON m.id = t.team_id").Where("m.archived_at IS NULL")
	} else {
		q = q.Where("t.team_id IN ?", f.Teams)
	}
	if f.Practice != "" {
		q = q.Where("t.practice = ?", f.Practice)
	}
	trials, err := many(q.Order("t.practice, t.team_id"), trialRow.trial)
	if err != nil || len(trials) == 0 {
		return nil, err
	}
	out, at := make([]PracticeRecord, len(trials)), make(map[string]int, len(trials))
	for i, t := range trials {
		out[i].Trial, at[t.ID] = t, i
	}
	if err := r.addOccurrences(ctx, f, out, at); err != nil {
		return nil, err
	}
	return out, r.addHelp(ctx, f, out)
}

func (r Reader) addOccurrences(ctx context.Context, f RecordFilter, out []PracticeRecord, at map[string]int) error {
	q := r.g.WithContext(ctx).Table("occurrences AS o").Select("o.*").Joins("JOIN trials t ON t.id = o.trial_id")
	if !f.Everywhere {
		q = q.Where("t.team_id IN ?", f.Teams)
	}
	if f.Practice != "" {
		q = q.Where("t.practice = ?", f.Practice)
	}
	all, err := many(q.Order("o.day DESC, o.created_at DESC, o.id"), occurrenceRow.occurrence)
	for _, o := range all {
		if i, ok := at[o.TrialID]; ok {
			out[i].Occurrences = append(out[i].Occurrences, o)
		}
	}
	return err
}

// addHelp finds the first occurrence of other teams that was held with help.
// Only a team's first one tells that the practice has spread.
func (r Reader) addHelp(ctx context.Context, f RecordFilter, out []PracticeRecord) error {
	type help struct{ Practice, HelpedBy, Day string }
	q := r.g.WithContext(ctx).Table("occurrences AS o").Select("t.practice, o.helped_by, o.day").
		Joins("JOIN trials t ON t.id = o.trial_id").
		Where("o.helped_by IS NOT NULL AND o.helped_by <> t.team_id").
		Where("o.day = (SELECT min(x.day) FROM occurrences x WHERE x.trial_id = o.trial_id)")
	if f.Practice != "" {
		q = q.Where("t.practice = ?", f.Practice)
	}
	var rows []help
	if err := q.Order("o.day, o.id").Find(&rows).Error; err != nil {
		return translate(err)
	}
	for i := range out {
		for _, h := range rows {
			if h.HelpedBy == out[i].TeamID && h.Practice == out[i].Practice {
				out[i].Helped = append(out[i].Helped, h.Day)
			}
		}
	}
	return nil
}

// OccurrencesOf returns what was held of one trial, newest first.
func (r Reader) OccurrencesOf(ctx context.Context, trial string) ([]Occurrence, error) {
	return many(r.g.WithContext(ctx).Where("trial_id = ?", trial).Order("day DESC, created_at DESC, id"), occurrenceRow.occurrence)
}

// CausesTold counts, by team, what was told of causes with what was held after
// one day and up to another, both 2026-10-31; "" for after is from the beginning.
// Teams that told nothing are not in it.
func (r Reader) CausesTold(ctx context.Context, after, until string) (map[string]adoption.CauseCount, error) {
	var rows []struct {
		TeamID, Cause string
		N             int
	}
	err := r.g.WithContext(ctx).Raw(`
		SELECT t.team_id, o.cause, COUNT(*) AS n FROM occurrences o JOIN trials t ON t.id = o.trial_id
		WHERE o.cause <> '' AND o.day > ? AND o.day <= ? GROUP BY t.team_id, o.cause`, after, until).Scan(&rows).Error
	if err != nil {
		return nil, translate(err)
	}
	out := map[string]adoption.CauseCount{}
	for _, x := range rows {
		count := out[x.TeamID]
		count.Add(adoption.Cause(x.Cause), x.N)
		out[x.TeamID] = count
	}
	return out, nil
}
