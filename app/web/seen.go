package web

import (
	"context"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// unlessChanged returns a context in which a use case is a Conflict, and changes
// nothing, unless now reads what the form was made from.
func unlessChanged[T any](s *Server, c *fiber.Ctx, lock string, now func(ctx context.Context, r store.Reader) (T, error)) context.Context {
	return s.tracker.Unchanged(c.UserContext(), lock, c.FormValue("seen"), func(ctx context.Context, r store.Reader) (any, error) { return now(ctx, r) })
}

// lookedAt returns what a form says that its author looked at. One that comes
// back to be mended still rests on what it was first made from; one that comes
// back with what others have stored meanwhile rests on that.
func lookedAt(c *fiber.Ctx, status int, stored any) (page.Guard, error) {
	out := page.Guard{Conflict: status == fiber.StatusConflict}
	if sent := c.FormValue("seen"); sent != "" && !out.Conflict {
		out.Seen = typed(c, "seen")
		return out, nil
	}
	var err error
	out.Seen, err = tracker.Seen(stored)
	return out, err
}

// lookedAtOne is lookedAt for the one form that came back of a page with several.
func lookedAtOne(c *fiber.Ctx, status int, stored any) (string, error) {
	g, err := lookedAt(c, status, stored)
	return g.Seen, err
}

// edited is one field of a form: what was typed, what is stored, and that in
// words.
type edited struct{ name, typed, stored, words string }

// theirs says, beside each field that holds something else than what is stored,
// what that is.
func theirs(b page.Base, fields ...edited) page.Errors {
	out := page.Errors{}
	for _, f := range fields {
		if strings.TrimSpace(f.typed) == strings.TrimSpace(f.stored) {
			continue
		}
		out[f.name] = b.Theirs(f.words)
	}
	return out
}
