package web

import (
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/knowledge"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/web/page"
)

// sentRows fills a page with the candidates that came with a form, as somebody
// changed them.
func (s *Server) sentRows(c *fiber.Ctx, p *page.Suggest) error {
	rows := sentValues(c, "row")
	if len(rows) == 0 {
		return nil
	}
	known, err := s.known(c, p.Team.ID)
	if err != nil {
		return err
	}
	if p.Found = readAs(c.FormValue("found")); p.Found == "" {
		p.Found = knowledge.FromNames
	}
	names, criticalities, picks := sentValues(c, "name"), sentValues(c, "criticality"), sentValues(c, "pick")
	if len(rows) > maxSuggestions || len(names) != len(rows) || len(criticalities) != len(rows) {
		return maturity.Fail(maturity.Invalid, "error.request")
	}
	for i, sealed := range rows {
		row := page.SuggestRow{At: i, Sealed: sealed, Criticality: criticalities[i], Picked: slices.Contains(picks, strconv.Itoa(i))}
		if json.Unmarshal([]byte(sealed), &row.Suggestion) != nil || !slices.Contains(knowledge.AreaKinds, row.Suggestion.Kind) {
			return maturity.Fail(maturity.Invalid, "error.request")
		}
		row.Name = names[i]
		row.There, row.Archived = known.there(row.Suggestion), known.archived(row.Suggestion)
		if asFound(row) {
			row.Name = row.Suggestion.Name.In(language(c))
		}
		p.Rows = append(p.Rows, row)
	}
	return nil
}

// asFound reports whether nobody has changed the name of a candidate.
func asFound(r page.SuggestRow) bool {
	return r.Name == r.Suggestion.Name.JA || r.Name == r.Suggestion.Name.EN
}

// addSuggestions puts the chosen candidates into the register.
func (s *Server) addSuggestions(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	in, err := givenSource(c)
	if err != nil {
		return err
	}
	p := page.Suggest{Team: team, Text: in.text, Source: readAs(c.FormValue("source"))}
	if err := s.sentRows(c, &p); err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error { return s.suggestPage(c, status, p, wrong) }
	return s.submit(c, show, func() error {
		var wrong maturity.Fields
		chosen := s.chosen(c, &p, &wrong)
		if len(chosen) == 0 && len(wrong) == 0 {
			wrong.Add("pick", "suggest.nothing_picked")
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		token, err := s.add(c, team.ID, chosen)
		if err != nil {
			return s.notAdded(&p, language(c), err, show)
		}
		return s.redirect(c, "/teams/"+team.ID+"/register/suggest?added="+token, "")
	})
}

// notAdded brings what is wrong with candidates to their rows, and shows the
// page again too where the register has no room for them.
func (s *Server) notAdded(p *page.Suggest, l maturity.Language, err error, show func(int, maturity.Fields) error) error {
	var e *maturity.Error
	if !errors.As(err, &e) {
		return err
	}
	if e.Kind == maturity.Conflict {
		return show(fiber.StatusConflict, maturity.Fields{{Name: "pick", Key: e.Key, Args: e.Args}})
	}
	var picked []*page.SuggestRow
	for i := range p.Rows {
		if p.Rows[i].Picked {
			picked = append(picked, &p.Rows[i])
		}
	}
	for _, f := range e.Fields {
		if n, err := strconv.Atoi(f.Args[maturity.LineArg]); err == nil && n >= 1 && n <= len(picked) {
			picked[n-1].Error = s.texts.In(l).Text(f.Key, f.Args)
		}
	}
	return err
}

// maxAreaName is how long the name of an area may be.
const maxAreaName = 300

// chosen are the candidates that were ticked, under the names they were given.
// Messages about a name stand in its row.
func (s *Server) chosen(c *fiber.Ctx, p *page.Suggest, wrong *maturity.Fields) []knowledge.Suggestion {
	var out []knowledge.Suggestion
	t := s.texts.In(language(c))
	refuse := func(r *page.SuggestRow, key string, args map[string]string) {
		r.Error = t.Text(key, args)
		*wrong = append(*wrong, maturity.Field{Name: "name." + strconv.Itoa(r.At), Key: key, Args: args})
	}
	for i := range p.Rows {
		r := &p.Rows[i]
		if !r.Picked {
			continue
		}
		x, name := r.Suggestion, strings.TrimSpace(r.Name)
		switch {
		case name == "":
			refuse(r, "suggest.no_name", nil)
			continue
		case len([]rune(name)) > maxAreaName:
			refuse(r, "field.too_long", map[string]string{"max": strconv.Itoa(maxAreaName)})
			continue
		case !asFound(*r):
			x.Name = maturity.Text{JA: name, EN: name}
			if r.There { // another area, under another key
				x.Key = ""
			}
		}
		x.Criticality = criticalityOf(r.Criticality)
		out = append(out, x)
	}
	return out
}

// criticalityOf reads a choice; whatever is none of them is the usual one.
func criticalityOf(s string) int {
	if n, err := strconv.Atoi(s); err == nil && n >= 1 && n <= 3 {
		return n
	}
	return usualCriticality
}

// usualCriticality is that of an area of which nothing else is known.
const usualCriticality = 2

// add adds areas and returns what tells them from all others.
func (s *Server) add(c *fiber.Ctx, team string, chosen []knowledge.Suggestion) (string, error) {
	ctx := c.UserContext()
	newest := store.ChangeFilter{Limit: 1}
	before, err := s.store.RegisterChanges(ctx, team, newest)
	if err != nil {
		return "", err
	}
	n, err := s.tracker.AddAreas(ctx, viewer(c), team, chosen)
	if err != nil {
		return "", err
	}
	if n == 0 {
		var wrong maturity.Fields
		wrong.Add("pick", "suggest.not_added")
		return "", wrong.Err()
	}
	after, err := s.store.RegisterChanges(ctx, team, newest)
	if err != nil {
		return "", err
	}
	return addedToken(before, after), nil
}

// showSuggestions asks for a source, and says what was added or taken back a
// moment ago.
func (s *Server) showSuggestions(c *fiber.Ctx) error {
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	p := page.Suggest{Team: team}
	switch asked(c, "undone") {
	case "all":
		p.Undone = "suggest.undone_all"
	case "some":
		p.Undone = "suggest.undone_some"
	}
	if token := asked(c, "added"); token != "" {
		added, err := s.addedBy(c, team.ID, token)
		if err != nil {
			return err
		}
		if len(added) > 0 {
			p.Added = &page.SuggestAdded{Token: token}
		}
		for _, a := range added {
			p.Added.Areas = append(p.Added.Areas, page.SuggestedArea{
				Name: a.AreaName.In(language(c)), URL: s.config.BasePath + "/areas/" + a.AreaID,
			})
		}
	}
	return s.suggestPage(c, fiber.StatusOK, p, nil)
}
