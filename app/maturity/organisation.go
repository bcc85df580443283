package maturity

import "time"

// Organisation is the company this instance serves.
type Organisation struct {
	Name        string
	Language    Language
	TimeZone    string // IANA name
	FiscalStart int    // month 1 to 12 in which the fiscal year begins
	K           int    // default least number of answers that may be shown
	CreatedAt   time.Time
}

// Zone is the time zone in which its days begin, UTC where it names none that
// there is.
func (o Organisation) Zone() *time.Location {
	if l, err := time.LoadLocation(o.TimeZone); err == nil {
		return l
	}
	return time.UTC
}

// Group is a department; ParentID is "" at the top of the tree.
type Group struct {
	ID, ParentID, Name string
}

// Team runs something together. Key is its short name in files and commands.
type Team struct {
	ID, Key, Name, GroupID string
	ArchivedAt             *time.Time
}

// Person can sign in. Email may be empty: links are handed over by hand then.
type Person struct {
	ID, Name, Email string
	Language        Language
	Role            Role // RoleNone for most
	ArchivedAt      *time.Time
}

// Role is what a person may do across the organisation.
type Role string

// The organisation-wide roles. Lead and member are memberships of a team.
const (
	RoleNone     Role = ""
	RoleChampion Role = "champion" // runs the rounds
	RoleLeader   Role = "leader"   // reads what teams share
)

// MemberRole is what a person is in one team.
type MemberRole string

// The roles within a team.
const (
	MemberLead   MemberRole = "lead"
	MemberMember MemberRole = "member"
)

// Membership is one person in one team.
type Membership struct {
	TeamID, PersonID string
	Role             MemberRole
}
