package page

import "michinori/app/maturity"

// TeamNav is the way around the pages of one team, for its members. Pages draw
// it with {{template "team-nav" (teamNav .Base .Team "practices")}}.
type TeamNav struct {
	Base
	Team maturity.Team
	At   string // one of the names in teamPages; "" on a page that is none of them
}

// TeamLink is one entry of the navigation.
type TeamLink struct {
	Name, URL string
	Here      bool
}

// teamPages lists the entries in their order.
var teamPages = []struct{ name, path string }{
	{"trend", "/trend"},
	{"register", "/register"},
	{"practices", "/practices"},
	{"drills", "/drills"},
	{"on_call", "/on-call"},
	{"actions", "/actions"},
	{"evidence", "/evidence"},
	{"report", "/report"},
	{"talk", "/talk"},
}

// Links are the entries, for members of the team alone: most of these pages are
// closed to everybody else.
func (n TeamNav) Links() []TeamLink {
	if !n.Viewer.InTeam(n.Team.ID) {
		return nil
	}
	out := make([]TeamLink, len(teamPages))
	for i, p := range teamPages {
		out[i] = TeamLink{Name: n.T("team_nav." + p.name), URL: n.URL("/teams/", n.Team.ID, p.path), Here: p.name == n.At}
	}
	return out
}
