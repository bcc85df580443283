package maturity

// Viewer is whoever asks: a signed-in person with the teams they are in, or
// nobody. Every use case and every page asks it, and nothing else, what is
// allowed.
type Viewer struct {
	Person      Person
	Memberships map[string]MemberRole // by team id
	// Way and Token tell the log how the viewer came in; they allow nothing.
	Way   Way
	Token string // id of the token of a program, else ""
}

// Operator is who gives commands: nobody of the organisation, with the database
// at hand. Commands read what a leader reads, and the log tells of them as of
// the program itself.
func Operator() Viewer { return Viewer{Person: Person{Role: RoleLeader}, Way: ByCommand} }

// SignedIn reports whether somebody is there, or a command is being carried out.
func (v Viewer) SignedIn() bool { return v.Person.ID != "" || v.Way == ByCommand }

// IsChampion reports whether the viewer runs the rounds.
func (v Viewer) IsChampion() bool { return v.Person.Role == RoleChampion }

// SeesOrganisation reports whether the viewer reads what teams have shared.
func (v Viewer) SeesOrganisation() bool {
	return v.Person.Role == RoleChampion || v.Person.Role == RoleLeader
}

// InTeam reports whether the viewer belongs to the team.
func (v Viewer) InTeam(team string) bool { _, ok := v.Memberships[team]; return ok }

// Leads reports whether the viewer is a lead of the team.
func (v Viewer) Leads(team string) bool { return v.Memberships[team] == MemberLead }

// Require returns nil when ok, else the error that fits: nobody signed in is
// Unauthenticated; a signed-in person who may not even know of the thing gets
// NotFound.
func (v Viewer) Require(ok bool) error {
	switch {
	case ok:
		return nil
	case !v.SignedIn():
		return Fail(Unauthenticated, "error.sign_in")
	default:
		return Fail(NotFound, "error.not_found")
	}
}

// MayRun returns nil for a champion; others, who know that such pages exist,
// get Forbidden.
func (v Viewer) MayRun() error {
	if v.SignedIn() && !v.IsChampion() {
		return Fail(Forbidden, "error.champion_only")
	}
	return v.Require(v.IsChampion())
}

// MayLead returns nil for a lead of the team; its members get Forbidden, and
// to everybody else the team's affairs do not exist.
func (v Viewer) MayLead(team string) error {
	if v.InTeam(team) && !v.Leads(team) {
		return Fail(Forbidden, "error.lead_only")
	}
	return v.Require(v.Leads(team))
}

// MayBelong returns nil for the members of the team.
func (v Viewer) MayBelong(team string) error { return v.Require(v.InTeam(team)) }

// MaySeeResult returns nil for the team itself and, once the team has shared
// it, for champions and leaders.
func (v Viewer) MaySeeResult(a Assessment) error {
	return v.Require(v.InTeam(a.TeamID) || v.SeesOrganisation() && a.State == Shared)
}
