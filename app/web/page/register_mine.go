package page

import (
	"michinori/app/maturity"
	"michinori/app/store"
)

// Mine is what the viewer claims in every area, to be filled in at once.
type Mine struct {
	Base
	Nav       RegisterNav
	Team      maturity.Team
	Areas     int // how many there are
	Open      int // of them, without a claim of the viewer
	OnlyOpen  bool
	Lines     []MineLine
	Errors    Errors
	Conflicts int
}

// MineLine is one area with the viewer's claim.
type MineLine struct {
	Page     *Mine
	Area     store.Area
	Stored   StoredClaim
	Revision int
	Input    ClaimInput
	Was      string // fingerprint of what the page was made from
	Conflict string // what is stored meanwhile, in words
	Levels   []Option
	Evidence EvidenceFields
}

// NewMineLine makes the inputs of an area.
func NewMineLine(m *Mine, a store.Area, c store.Claim, in ClaimInput, stored StoredClaim, today string) MineLine {
	l := MineLine{
		Page: m, Area: a, Stored: stored, Revision: c.Revision, Input: in, Was: NewClaimInput(c).Fingerprint(),
		Levels: levelOptions(m.Base, in.Level),
	}
	l.Evidence = newEvidenceFields(m.Base, in, m.Errors, a.ID+".", today)
	return l
}

// Error is the message beside the level.
func (l MineLine) Error() string { return l.Page.Errors.Of(l.Area.ID + ".level") }

// Wrong reports whether something in the line asks to be looked at.
func (l MineLine) Wrong() bool {
	return l.Conflict != "" || l.Error() != "" || l.EvidenceWrong()
}

// EvidenceWrong reports whether the folded part has something to mend.
func (l MineLine) EvidenceWrong() bool {
	return l.Evidence.Day.Error != "" || l.Evidence.Kind.Error != "" || l.Evidence.Link.Error != ""
}

// Short is a level in a word that fits a small button.
func (l MineLine) Short(level string) string { return l.Page.T("knowledge_level.short." + level) }

// Meanings are the levels with their words.
func (m *Mine) Meanings() []Option { return levelOptions(m.Base, "") }

// DraftKey keeps a draft of the form.
func (m *Mine) DraftKey() string { return "mine:" + m.Team.ID + ":" + m.Viewer.Person.ID }

// Action is where the form goes.
func (m *Mine) Action() string {
	path := m.URL("/teams/", m.Team.ID, "/register/mine")
	if m.OnlyOpen {
		return path + "?open=1"
	}
	return path
}
