package web

import (
	"errors"
	"fmt"
	"io"
	"mime/multipart"
	"regexp"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence"
	"michinori/app/maturity"
	"michinori/app/measured"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// evidencePage is where files of the size of an export may be sent.
var evidencePage = regexp.MustCompile(`/teams/[a-z0-9]+/evidence$`)

func (s *Server) showEvidence(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	return s.evidencePage(c, fiber.StatusOK, s.evidenceOf(c, team))
}

// evidenceOf begins the page of a team.
func (s *Server) evidenceOf(c *fiber.Ctx, team maturity.Team) *page.Evidence {
	p := &page.Evidence{Base: s.base(c, "evidence.title", "team", team.Name), Team: team, Removed: asked(c, "removed")}
	p.Path, p.Wide = "/teams/"+team.ID+"/evidence", true
	return p
}

func (s *Server) evidencePage(c *fiber.Ctx, status int, p *page.Evidence) error {
	ctx, team := c.UserContext(), p.Team
	var err error
	if p.Has, err = s.tracker.EvidenceOf(ctx, viewer(c), team.ID); err != nil {
		return err
	}
	if p.Names, err = s.namesOfImporters(c, p.Has); err != nil {
		return err
	}
	p.Questions = map[string]maturity.Question{}
	for _, f := range p.Has.Findings {
		if in := s.askedIn(f.Question); len(in) > 0 {
			p.Questions[f.Question], _ = in[0].Question(f.Question)
		}
	}
	return s.render(c, status, "evidence", p)
}

// namesOfImporters are shown to the team, which its own members are.
func (s *Server) namesOfImporters(c *fiber.Ctx, has tracker.TeamEvidence) (map[string]string, error) {
	out := map[string]string{}
	for _, f := range append(append([]store.EvidenceFile{}, has.Files...), has.Removed...) {
		if _, known := out[f.ImportedBy]; known {
			continue
		}
		who, err := s.store.PersonByID(c.UserContext(), f.ImportedBy)
		if err != nil && !errors.Is(err, &maturity.Error{Kind: maturity.NotFound}) {
			return nil, err
		}
		out[f.ImportedBy] = who.Name
	}
	return out, nil
}

// addEvidence takes files in: all of them, or none with what is wrong with
// each.
func (s *Server) addEvidence(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	var problems []string
	show := func(status int, wrong maturity.Fields) error {
		p := s.evidenceOf(c, team)
		p.Errors, p.Problems = page.NewErrors(p.Texts, wrong), problems
		return s.evidencePage(c, status, p)
	}
	return s.submit(c, show, func() error {
		files, wrong, err := s.readEvidence(c)
		if err != nil {
			return err
		}
		if problems = wrong; len(problems) > 0 {
			var fields maturity.Fields
			fields.Add("file", "evidence.refused")
			return fields.Err()
		}
		if _, err := s.tracker.AddEvidence(c.UserContext(), viewer(c), team.ID, files); err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+team.ID+"/evidence", "flash.evidence_added")
	})
}

// mostFiles is how many files may be given at once.
const mostFiles = 60

func (s *Server) readEvidence(c *fiber.Ctx) (files []tracker.AddEvidence, problems []string, err error) {
	var fields maturity.Fields
	form, err := c.MultipartForm()
	if err != nil || len(form.File["file"]) == 0 || form.File["file"][0].Size == 0 {
		fields.Add("file", "evidence.choose")
		return nil, nil, fields.Err()
	}
	if len(form.File["file"]) > mostFiles {
		fields.Add("file", "evidence.too_many_files")
		return nil, nil, fields.Err()
	}
	o, err := s.store.Organisation(c.UserContext())
	if err != nil {
		return nil, nil, err
	}
	texts := s.texts.In(language(c))
	for _, header := range form.File["file"] {
		text, err := textOf(header)
		if err != nil {
			return nil, nil, err
		}
		said, err := evidence.ReadMeasured(text, o.Zone())
		var wrong evidence.Problems
		if err != nil && !errors.As(err, &wrong) {
			return nil, nil, err
		}
		for _, line := range problemLines(texts, wrong) {
			problems = append(problems, fmt.Sprintf("%s — %s", strings.ToValidUTF8(header.Filename, "\uFFFD"), line))
		}
		files = append(files, tracker.AddEvidence{Name: header.Filename, Said: said})
	}
	return files, problems, nil
}

func textOf(header *multipart.FileHeader) (string, error) {
	f, err := header.Open()
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }() // only read
	raw, err := io.ReadAll(f)
	return evidence.Text(raw), err
}

func (s *Server) removeEvidence(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	if err := s.tracker.RemoveEvidence(c.UserContext(), viewer(c), team.ID, c.Params("file")); err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+team.ID+"/evidence?removed="+c.Params("file"), "")
}

func (s *Server) restoreEvidence(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	if err := s.tracker.RestoreEvidence(c.UserContext(), viewer(c), team.ID, c.Params("file")); err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+team.ID+"/evidence", "flash.evidence_restored")
}

// markEvidence keeps what the team says of names; what somebody did not change
// stays as it is.
func (s *Server) markEvidence(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	in, err := sentMarks(c)
	if err != nil {
		return err
	}
	err = s.tracker.MarkEvidence(c.UserContext(), viewer(c), team.ID, in)
	if isConflict(err) {
		return s.marksConflict(c, team, in)
	}
	if err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+team.ID+"/evidence", "flash.evidence_marked")
}

// sentMarks reads what was said of names, as far as it is something else than
// what stood there.
func sentMarks(c *fiber.Ctx) (tracker.MarkEvidence, error) {
	in := tracker.MarkEvidence{
		Services: map[string]measured.Placing{}, SeenServices: map[string]measured.Placing{},
		Labels: map[string]bool{},
	}
	services, was, tiers := sentValues(c, "service"), sentValues(c, "was"), sentValues(c, "tier")
	if len(was) != len(services) || len(tiers) != len(services) {
		return in, maturity.Fail(maturity.Invalid, "error.request")
	}
	for i, name := range services {
		placing, typed := strconv.Atoi(tiers[i])
		seen, stood := strconv.Atoi(was[i])
		if typed != nil || stood != nil {
			return in, maturity.Fail(maturity.Invalid, "error.request")
		}
		if placing != seen {
			in.Services[name], in.SeenServices[name] = measured.Placing(placing), measured.Placing(seen)
		}
	}
	toil, wasToil := sentSet(c, "toil"), sentSet(c, "was_toil")
	for _, label := range sentValues(c, "label") {
		if toil[label] != wasToil[label] {
			in.Labels[label] = toil[label]
		}
	}
	return in, nil
}

func sentSet(c *fiber.Ctx, name string) map[string]bool {
	out := map[string]bool{}
	for _, value := range sentValues(c, name) {
		out[value] = true
	}
	return out
}

// marksConflict shows what somebody else has said of services meanwhile beside
// what was said of them here.
func (s *Server) marksConflict(c *fiber.Ctx, team maturity.Team, in tracker.MarkEvidence) error {
	p := s.evidenceOf(c, team)
	p.Again, p.Conflict = in.Services, true
	return s.evidencePage(c, fiber.StatusConflict, p)
}

// outsideLine says to the team, beside the result of its latest round, whether
// its files from outside ask anything; "" where there are none, and for
// readers who are not of the team.
func (s *Server) outsideLine(c *fiber.Ctx, b page.Base, team, round string) (string, error) {
	ctx, v := c.UserContext(), viewer(c)
	if !v.InTeam(team) {
		return "", nil
	}
	all, err := s.store.AssessmentsOf(ctx, team)
	if err != nil || len(all) == 0 || all[len(all)-1].RoundID != round {
		return "", err
	}
	has, err := s.tracker.EvidenceOf(ctx, v, team)
	if err != nil || len(has.Files) == 0 {
		return "", err
	}
	if n := measured.Questions(has.Findings); n > 0 {
		return b.N("evidence.result", n), nil
	}
	return b.T("evidence.result_none"), nil
}
