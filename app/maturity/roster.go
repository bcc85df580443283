package maturity

// Roster is a list of people with their teams, as somebody keeps it in a
// spreadsheet. Whoever has Problems must not carry it out.
type Roster struct {
	Rows     []RosterRow
	Problems []RosterProblem
	Ignored  []string // titles of columns that mean nothing here
	LeftOut  int      // lines of accounts that are closed or no person's
}

// RosterRow is one line: a person and, where Team is set, what they are in that
// team. An empty value says nothing: what is known stays, and what is new gets
// the usual.
type RosterRow struct {
	Line        int // of the file, from 1
	Name, Email string
	Team        string // its key or its name
	Group       string // of the team: its name, or the path of names from the top
	Part        MemberRole
	Role        Role
	RoleGiven   bool // RoleNone is meant, rather than nothing said
	Language    Language
}

// RosterColumn names a column of a roster.
type RosterColumn string

// The columns, in the order in which they are offered.
const (
	RosterName     RosterColumn = "name"
	RosterEmail    RosterColumn = "email"
	RosterTeam     RosterColumn = "team"
	RosterGroup    RosterColumn = "group"
	RosterPart     RosterColumn = "role"
	RosterRole     RosterColumn = "organisation_role"
	RosterLanguage RosterColumn = "language"
)

// RosterColumns lists them in that order.
var RosterColumns = []RosterColumn{
	RosterName, RosterEmail, RosterTeam, RosterGroup, RosterPart, RosterRole, RosterLanguage,
}

// GroupSeparator stands between the names of a path of groups.
const GroupSeparator = ">"

// RosterProblem is one thing that keeps a roster from being carried out. Line 0
// is the file as a whole; Column is "" where the row as a whole is meant. Key
// names a message.
type RosterProblem struct {
	Line   int
	Column RosterColumn
	Key    string
	Args   map[string]string
}

// Refuse notes a problem; args are pairs of name and value for its message.
func (r *Roster) Refuse(line int, column RosterColumn, key string, args ...string) {
	r.Problems = append(r.Problems, RosterProblem{Line: line, Column: column, Key: key, Args: pairs(args)})
}
