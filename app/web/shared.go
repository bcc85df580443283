package web

import (
	"slices"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/reporting"
	"michinori/app/store"
	"michinori/app/web/page"
	"michinori/reports/quarter"
	"michinori/reports/talk"
)

// sharing is a link that somebody reads: what it shows, and as whom.
type sharing struct {
	link  store.ReportLink
	maker maturity.Viewer
	round maturity.Round
}

// sharedBy finds what the secret in the address shows, and has the answer speak
// the language of the link. Whoever opens the page is counted; its pictures and
// files, the turns of a wall and programs that look before anybody does are not.
func (s *Server) sharedBy(c *fiber.Ctx, kinds ...store.ReportLinkKind) (sharing, error) {
	c.Set("X-Robots-Tag", "noindex")
	c.Set("Referrer-Policy", "no-referrer") // the address is the secret
	find := s.tracker.ReadReportLink
	if c.Method() == fiber.MethodGet && c.Params("format") == "" && c.Query("figure") == "" && c.Query("turn") == "" && !ahead(c) {
		find = s.tracker.OpenReportLink
	}
	l, maker, err := find(c.UserContext(), c.Params("secret"), kinds...)
	if err = s.ifItCan(c, l.ID != "", err); err != nil {
		return sharing{}, err
	}
	round, err := s.store.RoundByID(c.UserContext(), l.RoundID)
	c.Locals(languageKey, l.Language)
	return sharing{link: l, maker: maker, round: round}, err
}

// previewers are parts of the names under which chats and mail look at an
// address that somebody wrote there, to show what it is.
var previewers = []string{"bot", "preview", "externalhit", "crawler", "spider", "whatsapp", "linkexpanding", "embedly", "pinterest"}

// ahead reports whether a program asks before a person does: a browser that
// fetches what may be opened next, or a chat that previews a link.
func ahead(c *fiber.Ctx) bool {
	for _, header := range []string{"Sec-Purpose", "Purpose", "X-Purpose", "X-Moz"} {
		purpose := strings.ToLower(c.Get(header))
		if strings.Contains(purpose, "prefetch") || strings.Contains(purpose, "preview") {
			return true
		}
	}
	agent := strings.ToLower(c.Get(fiber.HeaderUserAgent))
	return slices.ContainsFunc(previewers, func(name string) bool { return strings.Contains(agent, name) })
}

// sharedBase is the page of a link, the same whether its reader is signed in or
// not.
func (s *Server) sharedBase(c *fiber.Ctx, title string) (page.Base, error) {
	o, err := s.store.Organisation(c.UserContext())
	b := s.base(c, title)
	b.Noindex, b.Organisation, b.Zone = true, o.Name, o.Zone()
	return b, err
}

// showShared shows a report or a talk to anybody who has its link, as it stands
// now and as the champion who made the link would see it.
func (s *Server) showShared(c *fiber.Ctx) error {
	sh, err := s.sharedBy(c, store.ReportOfLink, store.TalkOfLink)
	if err != nil {
		return err
	}
	if sh.link.Kind == store.TalkOfLink {
		return s.showSharedTalk(c, sh)
	}
	b, err := s.sharedBase(c, "report.title")
	if err != nil {
		return err
	}
	in, err := s.quarterOf(c, sh)
	if err != nil {
		return err
	}
	p := &page.SharedReport{Base: b, Document: quarter.ForLeaders(sh.link.Language, in, sh.link.HideTeams), Ends: sh.link.ExpiresAt}
	return s.render(c, fiber.StatusOK, "shared_report", p)
}

func (s *Server) quarterOf(c *fiber.Ctx, sh sharing) (quarter.Organisation, error) {
	return s.reports.Organisation(c.UserContext(), sh.maker, sh.round, sh.link.Scope, sh.link.HideTeams)
}

func (s *Server) showSharedTalk(c *fiber.Ctx, sh sharing) error {
	b, err := s.sharedBase(c, "shared_talk.title")
	if err != nil {
		return err
	}
	t, err := s.talkOf(c, sh)
	if err != nil {
		return err
	}
	return s.render(c, fiber.StatusOK, "shared_talk", &page.SharedTalk{Base: b, Talk: t, Ends: sh.link.ExpiresAt})
}

// talkOf makes the talk of a link; with ?short=1 the cut of four slides.
func (s *Server) talkOf(c *fiber.Ctx, sh sharing) (talk.Talk, error) {
	t, err := s.reports.Talk(c.UserContext(), sh.maker, reporting.TalkOf{
		Round: sh.round, Group: sh.link.Scope, Language: sh.link.Language, HideTeams: sh.link.HideTeams,
	})
	if c.Query("short") == "1" {
		t = t.Cut()
	}
	return t, err
}

// downloadShared gives the report or the talk of a link as a file.
func (s *Server) downloadShared(c *fiber.Ctx) error {
	sh, err := s.sharedBy(c, store.ReportOfLink, store.TalkOfLink)
	if err != nil {
		return err
	}
	if sh.link.Kind == store.TalkOfLink {
		t, err := s.talkOf(c, sh)
		if err != nil {
			return err
		}
		return s.sendTalk(c, t)
	}
	in, err := s.quarterOf(c, sh)
	if err != nil {
		return err
	}
	d := quarter.ForLeaders(sh.link.Language, in, sh.link.HideTeams)
	return s.sendDocument(c, &d)
}
