package web

import (
	"strconv"
	"strings"
	"time"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/form"
	"michinori/app/web/page"
)

func (s *Server) editMine(c *fiber.Ctx) error {
	return s.minePage(c, fiber.StatusOK, mineSent{})
}

// mineSent is what came back of the form: nil values where nothing was sent.
type mineSent struct {
	values    form.Values
	wrong     maturity.Fields
	conflicts map[string]store.Claim // by area: what is stored instead
}

// minePage shows the viewer's claims, over them what was typed.
func (s *Server) minePage(c *fiber.Ctx, status int, sent mineSent) error {
	ctx := c.UserContext()
	team, err := s.memberTeam(c)
	if err != nil {
		return err
	}
	today, err := s.tracker.Today(ctx)
	if err != nil {
		return err
	}
	areas, claims, err := s.store.OwnRegister(ctx, team.ID, viewer(c).Person.ID)
	if err != nil {
		return err
	}
	m := &page.Mine{Team: team, Areas: len(areas), OnlyOpen: asked(c, "open") != "", Conflicts: len(sent.conflicts)}
	m.Base, m.Nav = s.registerPage(c, team, page.RegisterMine, "mine.title")
	m.Errors = page.NewErrors(m.Texts, sent.wrong)
	for _, a := range areas {
		stored := claims[a.ID]
		if stored.Revision == 0 {
			m.Open++
		}
		input, typed := mineInput(sent.values, a.ID)
		if !typed {
			if m.OnlyOpen && stored.Revision > 0 {
				continue
			}
			input = page.NewClaimInput(stored)
		}
		line := page.NewMineLine(m, a, stored, input, page.NewStoredClaim(m.Base, stored, today), today.Format(time.DateOnly))
		if !typed {
			m.Lines = append(m.Lines, line)
			continue
		}
		if line, err = s.mineLineAgain(c, m, line, sent); err != nil {
			return err
		}
		m.Lines = append(m.Lines, line)
	}
	return s.render(c, status, "register_mine", m)
}

// mineLineAgain is a line that came back. It goes on building upon what its
// author saw, unless it says what is stored instead.
func (s *Server) mineLineAgain(c *fiber.Ctx, m *page.Mine, line page.MineLine, sent mineSent) (page.MineLine, error) {
	id := line.Area.ID
	now, conflict := sent.conflicts[id]
	if !conflict {
		if len(sent.conflicts) == 0 {
			line.Revision, line.Was = revisionOf(sent.values.First(id+".revision")), sent.values.First(id+".was")
		}
		return line, nil
	}
	if now.Revision == 0 {
		line.Conflict = m.T("mine.conflict_gone")
		return line, nil
	}
	by, err := s.nameOf(c.UserContext(), m.Base, now.UpdatedBy)
	line.Conflict = m.T("mine.conflict", "value", m.LevelWords(strconv.Itoa(now.Level)), "name", by, "ago", m.Ago(now.UpdatedAt, s.clock()))
	return line, err
}

// mineInput reads what was typed for an area, false where the form has none.
func mineInput(values form.Values, area string) (page.ClaimInput, bool) {
	if values == nil || len(values(area+".was")) == 0 {
		return page.ClaimInput{}, false
	}
	in := page.ClaimInput{
		Level: values.First(area + ".level"), EvidenceAt: values.First(area + ".evidence_at"),
		EvidenceKind: values.First(area + ".evidence_kind"), EvidenceLink: values.First(area + ".evidence_link"),
	}
	return in, true
}

// revisionOf reads what a page knew; what is no number matches nothing.
func revisionOf(s string) int {
	n, err := strconv.Atoi(s)
	if err != nil {
		return -1
	}
	return n
}

// saveMine stores what the viewer changed: all of it, but for lines that others
// have changed meanwhile, which come back.
func (s *Server) saveMine(c *fiber.Ctx) error {
	team, v := c.Params("id"), viewer(c)
	if err := v.MayBelong(team); err != nil {
		return err
	}
	values := formValues(c)
	if err := sameAuthor(v, values); err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error {
		return s.minePage(c, status, mineSent{values: values, wrong: wrong})
	}
	return s.submit(c, show, func() error {
		changes, wrong := mineChanges(values, v.Person.ID)
		if err := wrong.Err(); err != nil {
			return err
		}
		changed, conflicts, err := s.tracker.SaveOwnClaims(c.UserContext(), v, team, changes)
		switch {
		case err != nil:
			return err
		case len(conflicts) > 0:
			byArea := map[string]store.Claim{}
			for _, now := range conflicts {
				byArea[now.AreaID] = now
			}
			return s.minePage(c, fiber.StatusConflict, mineSent{values: values, conflicts: byArea})
		case changed == 0:
			return s.redirect(c, "/teams/"+team+"/register/mine", "flash.mine_same")
		}
		return s.redirect(c, "/teams/"+team+"/register/mine", "flash.mine_saved")
	})
}

// mineChanges are the lines that their author changed on the page. Evidence for
// a level that was never chosen is refused rather than lost.
func mineChanges(values form.Values, person string) ([]tracker.SaveClaim, maturity.Fields) {
	var out []tracker.SaveClaim
	var wrong maturity.Fields
	for _, area := range values("area") {
		in, sent := mineInput(values, area)
		if !sent || in.Fingerprint() == values.First(area+".was") {
			continue
		}
		if in.Level == "" && in.EvidenceAt+in.EvidenceKind+strings.TrimSpace(in.EvidenceLink) != "" && !withdraws(values, area) {
			wrong.Add(area+".level", "claim.level_required")
			continue
		}
		change := tracker.SaveClaim{Area: area, Person: person, Level: in.Level, Revision: revisionOf(values.First(area + ".revision"))}
		if in.Level != "" {
			change.EvidenceAt, change.EvidenceKind, change.EvidenceLink = in.EvidenceAt, in.EvidenceKind, in.EvidenceLink
		}
		out = append(out, change)
	}
	return out, wrong
}

// withdraws reports whether the line had a level before: taking it back takes
// the evidence with it.
func withdraws(values form.Values, area string) bool {
	return !strings.HasPrefix(values.First(area+".was"), "|")
}
