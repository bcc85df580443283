package web

import (
	"bytes"
	"context"
	"errors"
	"maps"

	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// codeOf returns the code evidence of a team, nil where it has read in none.
func (s *Server) codeOf(c *fiber.Ctx, team string) (*store.StoredCode, error) {
	code, err := s.store.CodeEvidenceOf(c.UserContext(), team)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	return &code, nil
}

func (s *Server) showCode(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	return s.codePage(c, fiber.StatusOK, &page.Code{Team: team}, nil)
}

func (s *Server) codePage(c *fiber.Ctx, status int, p *page.Code, wrong maturity.Fields) error {
	p.Base = s.base(c, "code.title", "team", p.Team.Name)
	p.Path, p.Conflict = "/teams/"+p.Team.ID+"/register/code", status == fiber.StatusConflict
	p.Wide, p.Errors = true, page.NewErrors(p.Texts, wrong)
	if err := s.fillCode(c, p); err != nil {
		return err
	}
	return s.render(c, status, "sources_code", p)
}

func (s *Server) fillCode(c *fiber.Ctx, p *page.Code) error {
	ctx := c.UserContext()
	found, err := s.tracker.CodeFlags(ctx, p.Team.ID)
	if errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
		return nil
	}
	if err != nil {
		return err
	}
	p.Found = &found
	if by, err := s.store.PersonByID(ctx, found.Code.ImportedBy); err == nil {
		p.By = by.Name
	}
	return nil
}

// maxCodeFile is how large a file of code evidence may be.
const maxCodeFile = 3 << 20

// importCode takes in what the command made. It replaces what was there; who
// the authors are stays.
func (s *Server) importCode(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	in, err := givenSource(c)
	if err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error {
		return s.codePage(c, status, &page.Code{Team: team}, wrong)
	}
	return s.submit(c, show, func() error {
		code, err := s.readCode(c, in)
		if err != nil {
			return err
		}
		if err := s.tracker.ImportCode(c.UserContext(), viewer(c), team.ID, code); err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+team.ID+"/register/code", "flash.code_imported")
	})
}

func (s *Server) readCode(c *fiber.Ctx, in source) (knowledge.CodeEvidence, error) {
	var wrong maturity.Fields
	switch {
	case len(in.raw) == 0:
		wrong.Add("file", "code.choose")
	case len(in.raw) > maxCodeFile:
		wrong.Add("file", "sources.too_large", "max", "3")
	}
	if err := wrong.Err(); err != nil {
		return knowledge.CodeEvidence{}, err
	}
	// Decoded first: PowerShell writes what a command prints as UTF-16.
	code, err := evidence.ReadCode(bytes.NewReader([]byte(in.text)))
	if err != nil {
		wrong.Add("file", "code.unreadable", "problems", problemText(s.texts.In(language(c)), err))
	}
	return code, wrong.Err()
}

// matchAuthors keeps who somebody said the authors are; what they did not
// change stays as it is.
func (s *Server) matchAuthors(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	authors, was, people := sentValues(c, "author"), sentValues(c, "was"), sentValues(c, "person")
	if len(was) != len(authors) || len(people) != len(authors) {
		return maturity.Fail(maturity.Invalid, "error.request")
	}
	said, looked := map[string]string{}, map[string]string{}
	for i, author := range authors {
		if people[i] != was[i] {
			said[author], looked[author] = people[i], was[i]
		}
	}
	done := func() error { return s.redirect(c, "/teams/"+team.ID+"/register/code#who", "flash.code_matched") }
	if len(said) == 0 {
		return done()
	}
	seen, err := tracker.Seen(looked)
	if err != nil {
		return err
	}
	now := func(ctx context.Context, r store.Reader) (any, error) { return saidNow(ctx, r, team.ID, said) }
	held := s.tracker.Unchanged(c.UserContext(), tracker.AuthorsLock(team.ID), seen, now)
	err = s.tracker.MatchAuthors(held, viewer(c), team.ID, said)
	if err == nil {
		return done()
	}
	if !isConflict(err) {
		return err
	}
	stored, err := saidNow(c.UserContext(), s.store, team.ID, said)
	if err != nil {
		return err
	}
	if maps.Equal(stored, said) {
		return done()
	}
	return s.codePage(c, fiber.StatusConflict, &page.Code{Team: team, Sent: said}, nil)
}

// saidNow is what stands of those authors.
func saidNow(ctx context.Context, r store.Reader, team string, authors map[string]string) (map[string]string, error) {
	code, err := r.CodeEvidenceOf(ctx, team)
	out := make(map[string]string, len(authors))
	for author := range authors {
		out[author] = tracker.SaidOf(code, author)
	}
	return out, err
}
