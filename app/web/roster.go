package web

import (
	"bytes"
	"errors"
	"io"
	"strings"

	"github.com/gofiber/fiber/v2"

	"michinori/app/evidence"
	"michinori/app/maturity"
	"michinori/app/tracker"
	"michinori/app/web/page"
	"michinori/reports"
)

// maxRosterText keeps a list small enough to be sent back with the plan of what
// it does, within the limit of a request.
const maxRosterText = 3 << 20

func (s *Server) newRoster(c *fiber.Ctx) error { return s.rosterPage(c, fiber.StatusOK, page.Roster{}) }

func (s *Server) rosterPage(c *fiber.Ctx, status int, p page.Roster) error {
	p.Base = s.base(c, "roster.title")
	p.Section, p.Wide = "people", p.Plan != nil
	return s.render(c, status, "roster", &p)
}

// importRoster shows what a list would do and, once that was seen and agreed
// to, does it.
func (s *Server) importRoster(c *fiber.Ctx) error {
	text, err := rosterText(c)
	if err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error {
		if len(wrong) == 0 && c.FormValue("shown") != "" {
			return s.carryOutRoster(c, text, "") // the plan again, in the other language
		}
		return s.rosterPage(c, status, page.Roster{Text: text, Errors: page.NewErrors(s.texts.In(language(c)), wrong)})
	}
	return s.submit(c, show, func() error {
		var wrong maturity.Fields
		switch {
		case strings.TrimSpace(text) == "":
			wrong.Add("text", "roster.nothing")
		case len(text) > maxRosterText:
			wrong.Add("text", "roster.too_large", "max", "3")
		}
		if err := wrong.Err(); err != nil {
			return err
		}
		return s.carryOutRoster(c, text, c.FormValue("seen"))
	})
}

// rosterText is the file where one was chosen, else what was pasted.
func rosterText(c *fiber.Ctx) (string, error) {
	f, err := c.FormFile("file")
	if err != nil || f.Size == 0 {
		return evidence.Text([]byte(c.FormValue("text"))), nil
	}
	r, err := f.Open()
	if err != nil {
		return "", err
	}
	defer func() { _ = r.Close() }() // only read
	raw, err := io.ReadAll(r)
	return evidence.Text(raw), err
}

func (s *Server) carryOutRoster(c *fiber.Ctx, text, seen string) error {
	ctx, v, list := c.UserContext(), viewer(c), evidence.ReadRoster(text)
	var plan tracker.RosterPlan
	var err error
	if seen == "" {
		plan, err = s.tracker.PlanRoster(ctx, v, list)
	} else {
		plan, err = s.tracker.ImportRoster(ctx, v, list, seen)
	}
	changed := errors.Is(err, &maturity.Error{Kind: maturity.Conflict, Key: "roster.changed_since"})
	refused := errors.Is(err, &maturity.Error{Kind: maturity.Invalid, Key: "roster.refused"})
	switch {
	case err != nil && !changed && !refused:
		return err
	case seen != "" && err == nil:
		return s.redirect(c, "/people", "flash.roster_imported")
	}
	status := fiber.StatusOK
	if changed {
		status = fiber.StatusConflict
	} else if len(plan.Problems) > 0 {
		status = fiber.StatusUnprocessableEntity
	}
	if seen, err = plan.Fingerprint(); err != nil {
		return err
	}
	return s.rosterPage(c, status, page.Roster{Text: text, Plan: &plan, Seen: seen, Changed: changed})
}

// downloadRosterTemplate sends the people there are, as a list to add to: a
// line for each team somebody is in. Sent back as it is, it changes nothing.
func (s *Server) downloadRosterTemplate(c *fiber.Ctx) error {
	ctx, p := c.UserContext(), s.base(c, "roster.title")
	people, err := s.store.People(ctx)
	if err != nil {
		return err
	}
	teams, err := s.teamsInUse(c)
	if err != nil {
		return err
	}
	groups, err := s.store.Groups(ctx)
	if err != nil {
		return err
	}
	parts, err := s.store.Memberships(ctx)
	if err != nil {
		return err
	}
	var table reports.Table
	for _, column := range maturity.RosterColumns {
		table.Columns = append(table.Columns, reports.Column{Title: p.T("roster.column." + string(column))})
	}
	table.Rows = rosterRows(p, people, teams, page.Paths(page.GroupLines(groups)), parts)
	var b bytes.Buffer
	if err := reports.WriteCSV(&b, table, true); err != nil {
		return err
	}
	c.Set(fiber.HeaderContentType, "text/csv; charset=utf-8")
	c.Set(fiber.HeaderContentDisposition, `attachment; filename="michinori-roster.csv"`)
	return c.Send(b.Bytes())
}

func rosterRows(p page.Base, people []maturity.Person, teams []maturity.Team, groups map[string]string, parts []maturity.Membership) [][]reports.Cell {
	byID, named := map[string]maturity.Team{}, map[string]int{}
	for _, t := range teams {
		byID[t.ID] = t
		named[strings.ToLower(t.Name)]++
	}
	of := map[string][]maturity.Membership{}
	for _, m := range parts {
		if _, inUse := byID[m.TeamID]; inUse {
			of[m.PersonID] = append(of[m.PersonID], m)
		}
	}
	var rows [][]reports.Cell
	for _, x := range people {
		if x.ArchivedAt != nil {
			continue
		}
		mine := of[x.ID]
		if len(mine) == 0 {
			mine = []maturity.Membership{{}}
		}
		for _, m := range mine {
			t, part := byID[m.TeamID], ""
			name := t.Name
			if named[strings.ToLower(name)] > 1 {
				name = t.Key // two teams share the name
			}
			if m.Role != "" {
				part = p.PartName(m.Role)
			}
			rows = append(rows, cells(x.Name, x.Email, name, groups[t.GroupID], part, p.RoleName(x.Role), string(x.Language)))
		}
	}
	return rows
}

func cells(texts ...string) []reports.Cell {
	out := make([]reports.Cell, len(texts))
	for i, t := range texts {
		out[i] = reports.Cell{Kind: reports.TextCell, Text: t}
	}
	return out
}
