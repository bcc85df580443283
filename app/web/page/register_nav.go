package page

import "michinori/app/maturity"

// RegisterNav is the way around the pages of a team's register. Pages draw it
// with {{template "register-nav" .Nav}}, below their title.
type RegisterNav struct {
	Base
	Team maturity.Team
	At   string // one of the Register… names; "" on a page that is none of them
}

// The pages of a register, by the names that the navigation marks.
const (
	RegisterGrid    = "grid"
	RegisterMine    = "mine"
	RegisterRisks   = "risks"
	RegisterAway    = "away"
	RegisterTrend   = "trend"
	RegisterSuggest = "suggest"
	RegisterCode    = "code"
	RegisterImport  = "import"
	RegisterPeople  = "people"
	RegisterHistory = "history"
)

// RegisterLink is one entry of the navigation.
type RegisterLink struct {
	Name, URL string
	Here      bool
}

// NewRegisterNav returns the navigation of a team's register with the page
// marked on which it stands.
func NewRegisterNav(b Base, team maturity.Team, at string) RegisterNav {
	return RegisterNav{Base: b, Team: team, At: at}
}

// registerPages lists the entries; those of leads alone are marked.
var registerPages = []struct {
	name, path string
	leads      bool
}{
	{RegisterGrid, "", false},
	{RegisterMine, "/mine", false},
	{RegisterRisks, "/risks", false},
	{RegisterAway, "/away", false},
	{RegisterTrend, "/trend", false},
	{RegisterSuggest, "/suggest", false},
	{RegisterCode, "/code", false},
	{RegisterImport, "/import", false},
	{RegisterPeople, "/people", true},
	{RegisterHistory, "/history", false},
}

// Links are the entries that the viewer may follow.
func (n RegisterNav) Links() []RegisterLink {
	var out []RegisterLink
	for _, p := range registerPages {
		if p.leads && !n.Viewer.Leads(n.Team.ID) {
			continue
		}
		out = append(out, RegisterLink{
			Name: n.T("register.nav." + p.name), URL: n.URL("/teams/", n.Team.ID, "/register", p.path), Here: p.name == n.At,
		})
	}
	return out
}
