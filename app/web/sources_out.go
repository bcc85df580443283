package web

import (
	"bytes"
	"cmp"
	"io"
	"path"

	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/store"
)

// downloadRegisterSheet sends the register as a spreadsheet. Read in again as
// it is, it changes nothing.
func (s *Server) downloadRegisterSheet(c *fiber.Ctx) error {
	known := func(p store.RegisterPerson) string { return cmp.Or(p.Email, p.Name) }
	return s.sendRegister(c, "text/csv; charset=utf-8", known, func(w io.Writer, r knowledge.Register) error {
		return evidence.WriteSheet(w, r, c.QueryBool("bom"))
	})
}

// downloadRegisterFile sends the register as the command line reads it.
func (s *Server) downloadRegisterFile(c *fiber.Ctx) error {
	known := func(p store.RegisterPerson) string { return p.Name }
	return s.sendRegister(c, "application/yaml; charset=utf-8", known, evidence.WriteRegister)
}

func (s *Server) sendRegister(
	c *fiber.Ctx, contentType string, known func(store.RegisterPerson) string, write func(io.Writer, knowledge.Register) error,
) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	ctx := c.UserContext()
	r, err := s.store.RegisterOf(ctx, team.ID)
	if err != nil {
		return err
	}
	today, err := s.tracker.Today(ctx)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := write(&b, knownBy(r, known).Register(today)); err != nil {
		return err
	}
	c.Attachment(path.Base(c.Path())) // the commands on the pages call it by this name
	c.Set(fiber.HeaderContentType, contentType)
	return c.Send(b.Bytes())
}

// knownBy returns a register in which people go by what others know them by, in
// place of their ids; two who would be one keep theirs.
func knownBy(r store.TeamRegister, known func(store.RegisterPerson) string) store.TeamRegister {
	times := map[string]int{}
	for _, p := range r.People {
		times[known(p)]++
	}
	keys := map[string]string{}
	out := store.TeamRegister{Areas: r.Areas, Claims: map[string]map[string]store.Claim{}}
	for _, p := range r.People {
		keys[p.ID] = known(p)
		if keys[p.ID] == "" || times[keys[p.ID]] > 1 {
			keys[p.ID] = p.ID
		}
		p.ID = keys[p.ID]
		out.People = append(out.People, p)
	}
	for area, claims := range r.Claims {
		out.Claims[area] = map[string]store.Claim{}
		for person, claim := range claims {
			out.Claims[area][keys[person]] = claim
		}
	}
	return out
}
