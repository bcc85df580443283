package web

import (
	"strconv"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// listReportLinks shows champions the links to reports, and the form for a new
// one. Team names are hidden unless the champion says otherwise: nobody knows
// where a link ends up.
func (s *Server) listReportLinks(c *fiber.Ctx) error {
	in := page.ReportLinkInput{
		Kind: string(store.ReportOfLink), Days: strconv.Itoa(tracker.LinkDays), Language: string(language(c)), HideTeams: true,
	}
	p, err := s.reportLinks(c, in, nil)
	if err != nil {
		return err
	}
	p.Input.Group = p.Group
	if p.Round != nil {
		p.Input.Round = p.Round.ID
	}
	return s.render(c, fiber.StatusOK, "report_links", p)
}

// createReportLink makes a link and shows it: only its hash is kept, so this is
// the one time it can be read.
func (s *Server) createReportLink(c *fiber.Ctx) error {
	in := page.ReportLinkInput{
		Kind: typed(c, "kind"), Round: typed(c, "round"), Group: typed(c, "group"), Days: typed(c, "days"), Label: typed(c, "label"),
		Language: typed(c, "language"), HideTeams: c.FormValue("hide") == "1",
	}
	show := func(status int, wrong maturity.Fields) error {
		p, err := s.reportLinks(c, in, wrong)
		if err != nil {
			return err
		}
		return s.render(c, status, "report_links", p)
	}
	return s.submit(c, show, func() error {
		l, secret, err := s.tracker.CreateReportLink(c.UserContext(), viewer(c), tracker.CreateReportLink{
			Kind: c.FormValue("kind"), Round: c.FormValue("round"), Group: c.FormValue("group"),
			Language: c.FormValue("language"), Label: c.FormValue("label"), Days: c.FormValue("days"), HideTeams: in.HideTeams,
		})
		if err != nil {
			return err
		}
		p, err := s.reportLinks(c, in, nil)
		if err != nil {
			return err
		}
		p.Made, p.Noindex = s.addressOf(c, pathOfLink(l.Kind)+secret), true
		p.Input.Label = ""
		return s.render(c, fiber.StatusOK, "report_links", p)
	})
}

// pathOfLink is where links of a kind lead, with the secret behind it.
func pathOfLink(k store.ReportLinkKind) string {
	if k == store.WallOfLink {
		return "/wall/"
	}
	return "/shared/"
}

func (s *Server) revokeReportLink(c *fiber.Ctx) error {
	if err := s.tracker.RevokeReportLink(c.UserContext(), viewer(c), c.Params("id")); err != nil {
		return err
	}
	return s.redirect(c, "/overview/links", "flash.report_link_revoked")
}

func (s *Server) reportLinks(c *fiber.Ctx, in page.ReportLinkInput, wrong maturity.Fields) (*page.ReportLinks, error) {
	links, err := s.tracker.ReportLinks(c.UserContext(), viewer(c))
	if err != nil {
		return nil, err
	}
	o, err := s.scope(c, func(maturity.Round) bool { return true })
	if err != nil {
		return nil, err
	}
	p := &page.ReportLinks{Base: s.base(c, "report_links.title"), Scope: o.Scope, Input: in}
	p.Section, p.Path, p.Errors = "overview", "/overview/links", page.NewErrors(p.Texts, wrong)
	people, err := s.store.People(c.UserContext())
	if err != nil {
		return nil, err
	}
	makers := map[string]maturity.Person{}
	for _, x := range people {
		makers[x.ID] = x
	}
	for _, l := range links {
		p.Links = append(p.Links, s.reportLinkRow(p.Base, l, o, makers[l.CreatedBy]))
	}
	return p, nil
}

func (s *Server) reportLinkRow(b page.Base, l store.ReportLink, o orgScope, maker maturity.Person) page.ReportLinkRow {
	out := page.ReportLinkRow{
		Base: b, ID: l.ID, Kind: string(l.Kind), Label: l.Label, Maker: maker.Name, HideTeams: l.HideTeams, Language: l.Language,
		Ends: l.ExpiresAt, Opened: l.Opened, OpenedAt: l.OpenedAt,
	}
	for _, r := range o.rounds {
		if r.ID == l.RoundID {
			out.Round = r.Key
		}
	}
	for _, g := range o.groups {
		if g.ID == l.Scope {
			out.Group = g.Name
		}
	}
	switch {
	case l.RevokedAt != nil:
		out.State = "revoked"
	case !s.clock().Before(l.ExpiresAt):
		out.State = "ended"
	case maker.ArchivedAt != nil || maker.Role != maturity.RoleChampion:
		out.State = "maker"
	default:
		out.State = "live"
	}
	return out
}
