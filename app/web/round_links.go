package web

import (
	"bytes"
	"context"
	"slices"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/page"
	"michinori/reports"
)

// createRoundLinks makes links for a round, or for one team of it, and shows
// them: only their hashes are kept, so this is the one time they can be read.
func (s *Server) createRoundLinks(c *fiber.Ctx) error {
	ctx := c.UserContext()
	r, err := s.store.RoundByID(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	var only []string
	p := &page.RoundLinks{Base: s.base(c, "links.title", "round", r.Key), Round: r}
	p.Section, p.Path, p.Noindex = "rounds", "/rounds/"+r.ID, true
	if id := c.FormValue("team"); id != "" {
		t, err := s.store.TeamByID(ctx, id)
		if err != nil {
			return err
		}
		only, p.Team = []string{t.ID}, t.Name
	}
	links, err := s.tracker.NewRoundLinks(ctx, viewer(c), r.ID, only...)
	if err != nil {
		return err
	}
	if err := s.fillLinks(c, p, links); err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "round_links", p)
}

func (s *Server) fillLinks(c *fiber.Ctx, p *page.RoundLinks, links []tracker.PersonalLink) error {
	ctx := c.UserContext()
	q, err := s.tracker.Questionnaire(ctx, p.Round)
	if err != nil {
		return err
	}
	places, err := s.placesIn(ctx, p.Round)
	if err != nil {
		return err
	}
	detailed := len(links) <= page.MostDetailed
	for i, l := range links {
		place := places[l.Person.ID]
		out := page.PersonalLink{Base: p.Base, At: i + 1, Person: l.Person, Teams: place.teams, URL: s.linkAddress(c, l.Secret)}
		if detailed {
			out.Message = s.roundMessage(p.Base, p.Round, q, place, out)
			if out.QR, err = drawQR(out.URL); err != nil {
				return err
			}
		}
		p.Expires = l.Expires
		p.Links = append(p.Links, out)
	}
	slices.SortStableFunc(p.Links, byTeamAndName)
	for i := range p.Links {
		p.Links[i].At = i + 1
	}
	p.CSV, err = linksCSV(p)
	return err
}

func byTeamAndName(a, b page.PersonalLink) int {
	if d := slices.Compare(a.Teams, b.Teams); d != 0 {
		return d
	}
	return slices.Compare([]string{a.Person.Name}, []string{b.Person.Name})
}

// place is where somebody takes part in a round.
type linkPlace struct {
	teams       []string // names
	lead        bool     // of one of them
	apart, both bool     // answers alone; or alone in one team and together in another
}

func (s *Server) placesIn(ctx context.Context, r maturity.Round) (map[string]linkPlace, error) {
	assessments, err := s.store.AssessmentsIn(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	teams, err := s.teamsByID(ctx)
	if err != nil {
		return nil, err
	}
	parts, err := s.store.Memberships(ctx)
	if err != nil {
		return nil, err
	}
	modes := map[string]maturity.Mode{}
	for _, a := range assessments {
		modes[a.TeamID] = a.Mode
	}
	out := map[string]linkPlace{}
	for _, m := range parts {
		mode, invited := modes[m.TeamID]
		if !invited {
			continue
		}
		at, known := out[m.PersonID]
		apart := mode != maturity.Together
		at.both = at.both || known && at.apart != apart
		at.apart = apart
		at.lead = at.lead || m.Role == maturity.MemberLead
		at.teams = append(at.teams, teams[m.TeamID].Name)
		slices.Sort(at.teams)
		out[m.PersonID] = at
	}
	return out, nil
}

// roundMessage is what to paste into a chat, in the language of whoever gets it.
func (s *Server) roundMessage(b page.Base, r maturity.Round, q *maturity.Questionnaire, at linkPlace, l page.PersonalLink) string {
	b.Texts = s.texts.In(l.Person.Language)
	how := "links.message.together"
	switch {
	case at.both:
		how = "links.message.both"
	case at.apart:
		how = "links.message.apart"
	}
	lead := ""
	if at.lead {
		lead = b.T("links.message.lead", "facts", len(q.AskedOf(maturity.Lead))) + "\n"
	}
	return b.T("links.message", "name", l.Person.Name, "organisation", b.Organisation, "round", r.Key,
		"questions", len(q.AskedOf(maturity.Each)), "minutes", q.Minutes, "team", b.List(l.Teams),
		"date", b.Date(r.ClosesAt), "how", b.T(how, "k", r.K), "lead", lead, "url", l.URL)
}

func linksCSV(p *page.RoundLinks) (string, error) {
	var table reports.Table
	for _, title := range []string{"name", "email", "team", "link"} {
		table.Columns = append(table.Columns, reports.Column{Title: p.T("links.column." + title)})
	}
	for _, l := range p.Links {
		table.Rows = append(table.Rows, cells(l.Person.Name, l.Person.Email, p.List(l.Teams), l.URL))
	}
	var b bytes.Buffer
	err := reports.WriteCSV(&b, table, false)
	return b.String(), err
}

// linkAddress is the address of a personal link, as others reach this program.
func (s *Server) linkAddress(c *fiber.Ctx, secret string) string { return s.addressOf(c, "/l/"+secret) }

// addressOf is a path of this program as others reach it.
func (s *Server) addressOf(c *fiber.Ctx, path string) string {
	base := s.config.BaseURL
	if base == "" {
		base = c.BaseURL()
	}
	return base + s.config.BasePath + path
}

// createPersonLink makes a link for one person and shows it, once.
func (s *Server) createPersonLink(c *fiber.Ctx) error {
	made, err := s.tracker.NewPersonLink(c.UserContext(), viewer(c), c.Params("id"))
	if err != nil {
		return err
	}
	p := &page.PersonLink{Base: s.base(c, "person_link.title", "name", made.Person.Name), Expires: made.Expires}
	p.Section, p.Path, p.Noindex = "people", "/people/"+made.Person.ID, true
	p.Link = page.PersonalLink{Base: p.Base, At: 1, Person: made.Person, URL: s.linkAddress(c, made.Secret)}
	if p.Link.QR, err = drawQR(p.Link.URL); err != nil {
		return err
	}
	theirs := p.Base
	theirs.Texts = s.texts.In(made.Person.Language)
	p.Link.Message = theirs.T("person_link.message", "name", made.Person.Name, "organisation", p.Organisation,
		"date", theirs.Date(made.Expires), "days", strconv.Itoa(int(made.Expires.Sub(s.clock()).Hours()/24)), "url", p.Link.URL)
	return s.render(c, fiber.StatusOK, "person_link", p)
}
