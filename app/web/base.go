package web

import (
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/web/page"
)

// base fills what every page has.
func (s *Server) base(c *fiber.Ctx, title string, args ...string) page.Base {
	v := viewer(c)
	b := page.Base{
		Texts: s.texts.In(language(c)), TitleKey: title, Viewer: v, Flash: s.takeFlash(c),
		Path: string(c.Request().URI().PathOriginal()), BasePath: s.config.BasePath, Version: s.config.Version,
		Demo: s.config.Demo, Asset: s.assets.url, Zone: time.UTC,
	}
	if q := c.Request().URI().QueryString(); len(q) > 0 {
		b.Path += "?" + string(q)
	}
	b.Path = b.Path[min(len(s.config.BasePath), len(b.Path)):]
	if len(args) > 0 {
		b.TitleArgs = map[string]string{}
		for i := 0; i+1 < len(args); i += 2 {
			b.TitleArgs[args[i]] = args[i+1]
		}
	}
	if v.SignedIn() {
		if o, err := s.store.Organisation(c.UserContext()); err == nil {
			b.Organisation, b.Zone = o.Name, o.Zone()
		}
	}
	return b
}
