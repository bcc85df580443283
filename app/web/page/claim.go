package page

import (
	"strconv"
	"time"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
)

// Claim is the page of what one person claims in one area.
type Claim struct {
	Base
	Nav      RegisterNav
	Team     maturity.Team
	Area     store.Area
	Person   store.Member
	Editable bool
	Stored   StoredClaim
	Revision int // that a save builds upon
	Input    ClaimInput
	Errors   Errors
	Conflict string // who set what meanwhile; "" where nobody did
	History  []RegisterEntry
	Today    string
}

// ClaimInput is what the form of a claim holds.
type ClaimInput struct{ Level, EvidenceAt, EvidenceKind, EvidenceLink string }

// NewClaimInput returns what the form of a stored claim shows.
func NewClaimInput(c store.Claim) ClaimInput {
	if c.Revision == 0 {
		return ClaimInput{}
	}
	in := ClaimInput{Level: strconv.Itoa(c.Level), EvidenceKind: string(c.EvidenceKind), EvidenceLink: c.EvidenceLink}
	if !c.EvidenceAt.IsZero() {
		in.EvidenceAt = c.EvidenceAt.Format(time.DateOnly)
	}
	return in
}

// Fingerprint stands for the input in a page, so that the form can tell what
// its author changed.
func (in ClaimInput) Fingerprint() string {
	return in.Level + "|" + in.EvidenceAt + "|" + in.EvidenceKind + "|" + in.EvidenceLink
}

// StoredClaim is a claim as pages say it.
type StoredClaim struct {
	Level    string // "" where nothing is said
	Stale    bool
	Alone    bool   // it is of a level at which evidence matters
	Evidence string // in words
	Link     string
}

// NewStoredClaim says a claim in words; freshness is judged on that day.
func NewStoredClaim(b Base, c store.Claim, asOf time.Time) StoredClaim {
	if c.Revision == 0 {
		return StoredClaim{}
	}
	return StoredClaim{
		Level: strconv.Itoa(c.Level), Stale: c.Stale(asOf), Alone: c.Level >= knowledge.Alone,
		Evidence: b.EvidenceWords(c.Claim), Link: c.EvidenceLink,
	}
}

// EvidenceWords says what shows a claim, "" for nothing.
func (b Base) EvidenceWords(c knowledge.Claim) string {
	if c.EvidenceAt.IsZero() {
		return ""
	}
	return b.Day(c.EvidenceAt) + " " + b.T("evidence_kind."+string(c.EvidenceKind))
}

// Day says a day of the calendar, which is the same in every time zone.
func (b Base) Day(t time.Time) string {
	if b.Texts.Language == maturity.Japanese {
		return t.Format("2006年1月2日")
	}
	return t.Format("2 January 2006")
}

// DayText says a day that is kept as text, "" as it is.
func (b Base) DayText(s string) string {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return s
	}
	return b.Day(t)
}

// Ago says how long ago something was; after a day, when it was.
func (b Base) Ago(at, now time.Time) string {
	switch d := now.Sub(at); {
	case d < time.Minute:
		return b.T("ago.now")
	case d < time.Hour:
		return b.N("ago.minutes", int(d/time.Minute))
	case d < 24*time.Hour:
		return b.N("ago.hours", int(d/time.Hour))
	}
	return b.Date(at)
}

// Own reports whether the claim is the viewer's.
func (c *Claim) Own() bool { return c.Person.ID == c.Viewer.Person.ID }

// Action is where the form goes.
func (c *Claim) Action() string { return c.URL("/areas/", c.Area.ID, "/claims/", c.Person.ID) }

// Levels are the levels to choose from, with their words.
func (c *Claim) Levels() []Option { return levelOptions(c.Base, c.Input.Level) }

func levelOptions(b Base, chosen string) []Option {
	var out []Option
	for n := range knowledge.MaxLevel + 1 {
		level := strconv.Itoa(n)
		out = append(out, Option{Value: level, Label: b.T("knowledge_level." + level), Selected: level == chosen})
	}
	return out
}

// EvidenceFields take the evidence: day, kind, link.
func (c *Claim) EvidenceFields() EvidenceFields {
	return newEvidenceFields(c.Base, c.Input, c.Errors, "", c.Today)
}

// EvidenceFields are the inputs for the evidence of a claim.
type EvidenceFields struct {
	Day  Input
	Kind Select
	Link Input
}

// newEvidenceFields makes the inputs; a prefix goes before their names where a
// page has those of several claims.
func newEvidenceFields(b Base, in ClaimInput, e Errors, prefix, today string) EvidenceFields {
	kinds := []Option{{Label: b.T("evidence_kind.none")}}
	for _, k := range knowledge.EvidenceKinds {
		kinds = append(kinds, Option{Value: string(k), Label: b.T("evidence_kind." + string(k))})
	}
	out := EvidenceFields{
		Day:  Input{Field: NewField(b, "claim", "evidence_at", in.EvidenceAt, nil, false, "off"), Type: "date", Max: today},
		Kind: newSelect(b, "claim", "evidence_kind", in.EvidenceKind, nil, kinds),
		Link: Input{Field: NewField(b, "claim", "evidence_link", in.EvidenceLink, nil, false, "off"), Type: "url"},
	}
	for _, f := range []*Field{&out.Day.Field, &out.Kind.Field, &out.Link.Field} {
		f.Name = prefix + f.Name
		f.Error = e.Of(f.Name)
	}
	return out
}
