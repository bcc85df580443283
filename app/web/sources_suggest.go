package web

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence"
	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/web/page"
)

// maxSuggestions is how many candidates a page offers: a form with files holds
// at most a thousand values, and each candidate sends four.
const maxSuggestions = 200

func (s *Server) suggestPage(c *fiber.Ctx, status int, p page.Suggest, wrong maturity.Fields) error {
	p.Base = s.base(c, "suggest.title", "team", p.Team.Name)
	p.Wide = p.Read()
	p.Errors = page.NewErrors(p.Texts, wrong)
	code, err := s.codeOf(c, p.Team.ID)
	if err != nil {
		return err
	}
	p.HasCode = code != nil && p.Found != knowledge.FromCode && len(folders(code.Evidence)) > 0
	return s.render(c, status, "sources_suggest", &p)
}

// findSuggestions shows what a text could add, or again what it showed, as
// changed since: in the other language, or after the Enter key.
func (s *Server) findSuggestions(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	in, err := givenSource(c)
	if err != nil {
		return err
	}
	p := page.Suggest{Team: team, Text: in.text, Source: readAs(c.FormValue("source"))}
	again := func(status int, wrong maturity.Fields) error {
		if err := s.sentRows(c, &p); err != nil {
			return err
		}
		return s.suggestPage(c, status, p, wrong)
	}
	return s.submit(c, again, func() error {
		if c.FormValue("look") == "" && c.FormValue("row") != "" {
			return again(fiber.StatusOK, nil)
		}
		err := s.look(c, &p, in)
		if wrong, mend := invalid(err); mend {
			return s.suggestPage(c, fiber.StatusUnprocessableEntity, p, wrong)
		}
		if err != nil {
			return err
		}
		return s.suggestPage(c, fiber.StatusOK, p, nil)
	})
}

// readAs is a way to read a text that there is, or "".
func readAs(source string) string {
	if slices.Contains([]string{knowledge.FromNames, knowledge.FromCodeOwners, knowledge.FromCatalog, knowledge.FromCode}, source) {
		return source
	}
	return ""
}

// look fills a page with the candidates of a source.
func (s *Server) look(c *fiber.Ctx, p *page.Suggest, in source) error {
	if p.Source == knowledge.FromCode {
		code, err := s.codeOf(c, p.Team.ID)
		if err != nil {
			return err
		}
		p.Source = ""
		if code == nil {
			return nil
		}
		p.Found = knowledge.FromCode
		return s.offer(c, p, folders(code.Evidence))
	}
	if err := in.check("suggest.nothing"); err != nil {
		p.Text = in.text
		return err
	}
	how := p.Source
	if how == "" {
		how = evidence.Recognise(in.name, in.text)
	}
	t := s.texts.In(language(c))
	found, notes, err := evidence.Suggestions(how, in.text)
	if err != nil {
		var wrong maturity.Fields
		wrong.Add("text", "suggest.unreadable", "source", t.Text("suggest.source."+how, nil), "problems", problemText(t, err))
		return wrong.Err()
	}
	p.Found, p.Skipped, p.Notes = how, len(notes), problemLines(t, notes)
	return s.offer(c, p, found)
}

// folders are the folders of code evidence that stand for no area yet.
func folders(code knowledge.CodeEvidence) []knowledge.Suggestion {
	var out []knowledge.Suggestion
	for _, a := range code.Areas {
		if a.Key != "" || strings.Trim(a.Path, "/.") == "" {
			continue
		}
		name := strings.Trim(a.Path, "/")
		paths := a.Paths
		if len(paths) == 0 {
			paths = []string{name + "/**"}
		}
		out = append(out, knowledge.Suggestion{
			Name: maturity.Text{JA: name, EN: name}, Kind: knowledge.Code, Paths: paths, Source: knowledge.FromCode,
		})
	}
	return out
}

// offer fills a page with candidates: those that are in the register already
// come marked, and make room first where there are too many.
func (s *Server) offer(c *fiber.Ctx, p *page.Suggest, found []knowledge.Suggestion) error {
	known, err := s.known(c, p.Team.ID)
	if err != nil {
		return err
	}
	if len(found) > maxSuggestions {
		fresh := slices.DeleteFunc(slices.Clone(found), known.there)
		p.Left = max(0, len(fresh)-maxSuggestions)
		found = fresh[:min(len(fresh), maxSuggestions)]
	}
	for i, x := range found {
		if x.Kind == "" {
			x.Kind = knowledge.Operation
		}
		sealed, err := json.Marshal(x)
		if err != nil {
			return err
		}
		row := page.SuggestRow{
			At: i, Sealed: string(sealed), Suggestion: x, Name: x.Name.In(language(c)), Criticality: strconv.Itoa(x.Criticality), There: known.there(x), Archived: known.archived(x),
		}
		if x.Criticality == 0 {
			row.Criticality = strconv.Itoa(usualCriticality)
		}
		row.Picked = !row.There
		p.Rows = append(p.Rows, row)
	}
	return nil
}

// known tells which candidates a register has already, by key or by name.
type known map[string]bool

func (s *Server) known(c *fiber.Ctx, team string) (known, error) {
	areas, err := s.store.AreasOf(c.UserContext(), team)
	if err != nil {
		return nil, err
	}
	out := known{}
	for _, a := range areas {
		if a.ArchivedAt != nil {
			out["archived "+a.Key] = true
			continue
		}
		out["key "+a.Key], out[nameOf(a.Name.JA)], out[nameOf(a.Name.EN)] = true, true, true
	}
	delete(out, nameOf("")) // what has no name has not the same name
	return out, nil
}

// there reports whether a candidate is an area in use.
func (k known) there(x knowledge.Suggestion) bool {
	return k["key "+x.Key] || k[nameOf(x.Name.JA)] || k[nameOf(x.Name.EN)]
}

// archived reports whether adding a candidate takes an area back into use.
func (k known) archived(x knowledge.Suggestion) bool { return !k.there(x) && k["archived "+x.Key] }

func nameOf(name string) string { return "name " + strings.ToLower(strings.TrimSpace(name)) }
