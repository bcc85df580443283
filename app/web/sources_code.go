package web

import (
	"bytes"
	"errors"

	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
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
	return s.codePage(c, fiber.StatusOK, team, nil)
}

func (s *Server) codePage(c *fiber.Ctx, status int, team maturity.Team, wrong maturity.Fields) error {
	p := &page.Code{Base: s.base(c, "code.title", "team", team.Name), Team: team}
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
	show := func(status int, wrong maturity.Fields) error { return s.codePage(c, status, team, wrong) }
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
	for i, author := range authors {
		if people[i] == was[i] {
			continue
		}
		if err := s.tracker.MatchAuthor(c.UserContext(), viewer(c), team.ID, author, people[i]); err != nil {
			return err
		}
	}
	return s.redirect(c, "/teams/"+team.ID+"/register/code#who", "flash.code_matched")
}
