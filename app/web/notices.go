package web

import (
	"slices"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
)

// troublesShown is how many notices in trouble the page names one by one.
const troublesShown = 50

// showNotices shows which channels are on, how the notices fared and what is in
// trouble. Nobody is named whom a nudge goes to.
func (s *Server) showNotices(c *fiber.Ctx) error {
	ctx := c.UserContext()
	p := &page.Notices{Base: s.base(c, "notices.title"), Most: troublesShown}
	p.Section = "notices"
	on := s.tracker.NoticeChannels()
	for _, x := range page.NoticeChannels {
		p.Channels = append(p.Channels, page.NoticeChannel{Name: x, On: slices.Contains(on, x)})
	}
	counts, err := s.store.NoticeCounts(ctx)
	if err != nil {
		return err
	}
	for _, kind := range adoption.NoticeKinds {
		for _, n := range counts {
			if n.Kind == string(kind) {
				p.Rows = append(p.Rows, page.NoticeRow{Page: p, NoticeCount: n})
			}
		}
	}
	troubled, err := s.store.TroubledNotices(ctx, troublesShown)
	if err != nil {
		return err
	}
	for _, n := range troubled {
		if adoption.NoticeKind(n.Kind).Discreet() {
			n.Address = ""
		}
		p.Troubles = append(p.Troubles, page.NoticeTrouble{Page: p, Notice: n})
	}
	return s.render(c, fiber.StatusOK, "notices", p)
}

// retryNotices lets what was given up be tried again.
func (s *Server) retryNotices(c *fiber.Ctx) error {
	kind, channel := adoption.NoticeKind(c.FormValue("kind")), store.NoticeChannel(c.FormValue("channel"))
	if !slices.Contains(adoption.NoticeKinds, kind) || !slices.Contains(page.NoticeChannels, channel) {
		return maturity.Fail(maturity.Invalid, "field.choice")
	}
	n, err := s.tracker.RetryNotices(c.UserContext(), viewer(c), kind, channel)
	if err != nil {
		return err
	}
	if n == 0 {
		return s.redirect(c, "/notices", "flash.notices_none")
	}
	return s.redirect(c, "/notices", "flash.notices_retried")
}
