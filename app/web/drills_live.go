package web

import (
	"bytes"
	"context"
	"fmt"
	"strconv"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/tracker"
)

// How pages of a drill wait for what happens next.
const (
	liveEvery = 250 * time.Millisecond // the database is asked
	liveWait  = 15 * time.Second       // well below workTimeout
	liveMost  = 200                    // pages that wait at once; beyond, they ask again
)

// liveDrill answers with the changed part of a page as soon as there is a newer
// version than the page has seen, and with nothing new after a while.
func (s *Server) liveDrill(c *fiber.Ctx) error {
	game := c.Query("as") == "run"
	seen, _ := strconv.Atoi(c.Query("seen"))
	seat, err := s.liveSeat(c, game)
	if err != nil {
		return err
	}
	if seat.Drill.Version == seen {
		full, err := s.awaitDrill(c.UserContext(), seat.Drill.ID, seen)
		if err != nil {
			return err
		}
		if full {
			return c.JSON(fiber.Map{"version": seen, "html": "", "retry": 3})
		}
		// Who has lost the part meanwhile reads nothing more.
		if seat, err = s.liveSeat(c, game); err != nil {
			return err
		}
	}
	if seat.Drill.Version == seen {
		return c.JSON(fiber.Map{"version": seen, "html": ""})
	}
	html, err := s.liveHTML(c, seat, game)
	if err != nil {
		return err
	}
	return c.JSON(fiber.Map{"version": seat.Drill.Version, "html": html})
}

func (s *Server) liveSeat(c *fiber.Ctx, game bool) (tracker.DrillSeat, error) {
	if game {
		return s.runSeat(c)
	}
	return s.tracker.Seat(c.UserContext(), viewer(c), c.Params("id"))
}

// awaitDrill returns when the drill has another version or the wait is over; at
// once, and true, where too many wait already.
func (s *Server) awaitDrill(ctx context.Context, id string, seen int) (full bool, err error) {
	defer s.live.waiting.Add(-1)
	if s.live.waiting.Add(1) > liveMost {
		return true, nil
	}
	ask := func(ctx context.Context) (int, error) { return s.store.DrillVersion(ctx, id) }
	watch := s.live.join(id, seen, ask)
	defer s.live.leave(id, watch)
	end := time.NewTimer(liveWait)
	defer end.Stop()
	for !s.live.closing.Load() {
		stirs := s.live.next(watch)
		version, err := ask(ctx)
		if err != nil || version != seen {
			return false, err
		}
		select {
		case <-stirs:
		case <-end.C:
			return false, nil
		case <-ctx.Done():
			return false, nil
		}
	}
	return true, nil
}

// liveHTML draws the part of a page that changes while a drill is played.
func (s *Server) liveHTML(c *fiber.Ctx, seat tracker.DrillSeat, game bool) (string, error) {
	p, err := s.drillPage(c, seat, game)
	if err != nil {
		return "", err
	}
	name, part := "drill_play", "drill-live-play"
	if game {
		name, part = "drill_run", "drill-live-run"
	}
	var b bytes.Buffer
	if err := s.views.pages[name].ExecuteTemplate(&b, part, p); err != nil {
		return "", fmt.Errorf("part %s: %w", part, err)
	}
	return b.String(), nil
}
