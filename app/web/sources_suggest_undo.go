package web

import (
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/store"
)

// undoFor is how long areas can be taken back all at once.
const undoFor = time.Hour

// addedToken names what was added between two points of the history.
func addedToken(before, after []store.RegisterChange) string {
	from, to := "0", "0"
	if len(before) > 0 {
		from = before[0].ID
	}
	if len(after) > 0 {
		to = after[0].ID
	}
	return from + "-" + to
}

func readToken(token string) (first, last int64, ok bool) {
	from, to, _ := strings.Cut(token, "-")
	first, err1 := strconv.ParseInt(from, 10, 63)
	last, err2 := strconv.ParseInt(to, 10, 63)
	return first, last, err1 == nil && err2 == nil && first < last
}

// addedBy returns the changes by which the viewer added areas under a token,
// while they can still be taken back.
func (s *Server) addedBy(c *fiber.Ctx, team, token string) ([]store.RegisterChange, error) {
	first, last, ok := readToken(token)
	if !ok {
		return nil, nil
	}
	// Others may have changed something at the same time.
	changes, err := s.store.RegisterChanges(c.UserContext(), team, store.ChangeFilter{
		Before: strconv.FormatInt(last+1, 10), Limit: 2 * maxSuggestions,
	})
	var out []store.RegisterChange
	for _, x := range changes {
		id, err := strconv.ParseInt(x.ID, 10, 64)
		if err != nil || id <= first {
			break
		}
		added := x.Verb == store.AreaAdded || x.Verb == store.AreaRestored
		if added && x.ByID == viewer(c).Person.ID && s.clock().Sub(x.At) < undoFor {
			out = append(out, x)
		}
	}
	return out, err
}

// undoSuggestions archives what was just added, but for areas that somebody has
// begun to use.
func (s *Server) undoSuggestions(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	ctx := c.UserContext()
	added, err := s.addedBy(c, team.ID, c.FormValue("added"))
	if err != nil {
		return err
	}
	undone := "all"
	for _, x := range added {
		last, err := s.store.RegisterChanges(ctx, team.ID, store.ChangeFilter{AreaID: x.AreaID, Limit: 1})
		if err != nil {
			return err
		}
		if len(last) == 0 || last[0].ID != x.ID {
			undone = "some"
			continue
		}
		if err := s.tracker.ArchiveArea(ctx, viewer(c), x.AreaID); err != nil {
			return err
		}
	}
	return s.redirect(c, "/teams/"+team.ID+"/register/suggest?undone="+undone, "")
}
