package store

import (
	"encoding/json"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
)

type areaRow struct {
	ID            string
	TeamID        string
	Key           string
	NameJA        string `gorm:"column:name_ja"`
	NameEN        string `gorm:"column:name_en"`
	Criticality   int
	Kind          string
	Paths         string
	Services      string
	RunbookTested string
	NonOwnerRun   string
	NextStep      string
	Revision      int
	ArchivedAt    *time.Time
	CreatedAt     time.Time `gorm:"autoCreateTime:false"`
}

func (areaRow) TableName() string { return "areas" }

func newAreaRow(a Area) areaRow {
	return areaRow{
		ID: a.ID, TeamID: a.TeamID, Key: a.Key, NameJA: a.Name.JA, NameEN: a.Name.EN,
		Criticality: a.Criticality, Kind: string(a.Kind), Paths: encodeList(a.Paths), Services: encodeList(a.Services),
		RunbookTested: occasionText(a.RunbookTested), NonOwnerRun: occasionText(a.NonOwnerRun), NextStep: a.NextStep,
		Revision: a.Revision, ArchivedAt: a.ArchivedAt, CreatedAt: a.CreatedAt,
	}
}

func (a areaRow) area() Area {
	return Area{
		Area: knowledge.Area{
			Key: a.Key, Name: maturity.Text{JA: a.NameJA, EN: a.NameEN}, Criticality: a.Criticality, Kind: knowledge.AreaKind(a.Kind),
			Paths: decodeList(a.Paths), Services: decodeList(a.Services),
			RunbookTested: parseOccasion(a.RunbookTested), NonOwnerRun: parseOccasion(a.NonOwnerRun),
		},
		ID: a.ID, TeamID: a.TeamID, NextStep: a.NextStep, Revision: a.Revision, ArchivedAt: a.ArchivedAt, CreatedAt: a.CreatedAt.UTC(),
	}
}

type claimRow struct {
	AreaID       string `gorm:"primaryKey"`
	PersonID     string `gorm:"primaryKey"`
	Level        int
	ClaimedAt    string
	EvidenceAt   string
	EvidenceKind string
	EvidenceLink string
	Revision     int
	UpdatedBy    string
	UpdatedAt    time.Time `gorm:"autoUpdateTime:false"`
}

func (claimRow) TableName() string { return "claims" }

func newClaimRow(c Claim) claimRow {
	return claimRow{
		AreaID: c.AreaID, PersonID: c.PersonID, Level: c.Level, ClaimedAt: dayText(c.ClaimedAt),
		EvidenceAt: dayText(c.EvidenceAt), EvidenceKind: string(c.EvidenceKind), EvidenceLink: c.EvidenceLink,
		Revision: c.Revision, UpdatedBy: c.UpdatedBy, UpdatedAt: c.UpdatedAt,
	}
}

func (c claimRow) claim() Claim {
	return Claim{
		Claim: knowledge.Claim{
			Level: c.Level, ClaimedAt: parseDay(c.ClaimedAt), EvidenceAt: parseDay(c.EvidenceAt),
			EvidenceKind: knowledge.EvidenceKind(c.EvidenceKind), EvidenceLink: c.EvidenceLink,
		},
		AreaID: c.AreaID, PersonID: c.PersonID, Revision: c.Revision, UpdatedBy: c.UpdatedBy, UpdatedAt: c.UpdatedAt.UTC(),
	}
}

// dayText writes a calendar day; "" for none.
func dayText(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.Format(time.DateOnly)
}

// parseDay reads what dayText wrote.
func parseDay(s string) time.Time {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return time.Time{}
	}
	return t
}

// never is how an occasion that has never come is written.
const never = "never"

func occasionText(o *knowledge.Occasion) string {
	switch {
	case o == nil:
		return ""
	case o.Day.IsZero():
		return never
	}
	return dayText(o.Day)
}

func parseOccasion(s string) *knowledge.Occasion {
	if s == "" {
		return nil
	}
	return &knowledge.Occasion{Day: parseDay(s)}
}

func encodeList(items []string) string {
	if len(items) == 0 {
		return "[]"
	}
	raw, _ := json.Marshal(items) // strings always encode
	return string(raw)
}

// decodeList reads what encodeList wrote; nil for an empty list.
func decodeList(s string) []string {
	var out []string
	if s == "[]" || json.Unmarshal([]byte(s), &out) != nil {
		return nil
	}
	return out
}
