package web

import (
	"errors"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
	"michinori/reports/quarter"
)

// wallAgain is after how many seconds a wall that could not be shown is asked
// for again, by the browser itself.
const wallAgain = "60"

// showWall shows one figure on a screen in the office and leads to the next one.
// Where its link is dead it says so and stays; anything else that fails is tried
// again, since nobody stands by to press a key.
func (s *Server) showWall(c *fiber.Ctx) error {
	p, err := s.wall(c)
	if err != nil {
		if !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			c.Set("Refresh", wallAgain)
		}
		return err
	}
	return s.render(c, fiber.StatusOK, "wall", p)
}

func (s *Server) wall(c *fiber.Ctx) (*page.Wall, error) {
	sh, err := s.sharedBy(c, store.WallOfLink)
	if err != nil {
		return nil, err
	}
	b, err := s.sharedBase(c, "wall.title")
	if err != nil {
		return nil, err
	}
	in, err := s.quarterOf(c, sh)
	if err != nil {
		return nil, err
	}
	p := &page.Wall{
		Base: b, Sections: quarter.Wall(sh.link.Language, in), Scope: in.Group, Asked: s.clock(), Ends: sh.link.ExpiresAt, Held: c.Query("hold") == "1",
	}
	if p.Turn, err = strconv.Atoi(c.Query("turn", "0")); err != nil || p.Turn < 0 {
		p.Turn = 0
	}
	if theme := c.Query("theme"); theme == "dark" || theme == "light" {
		p.Theme = theme
	}
	return p, nil
}
