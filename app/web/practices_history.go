package web

import (
	"context"
	"slices"

	"github.com/gofiber/fiber/v2"

	"michinori/app/adoption"
	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

// historyAgain is what came back of the forms of the page.
type historyAgain struct {
	log     *page.LogForm
	change  *page.TrialForm
	deleted *store.Occurrence
}

func (s *Server) showHistory(c *fiber.Ctx) error {
	return s.historyPage(c, fiber.StatusOK, c.Params("key"), historyAgain{})
}

func (s *Server) historyPage(c *fiber.Ctx, status int, key string, again historyAgain) error {
	return s.historyOf(c, status, c.Params("id"), key, again)
}

// historyOf shows one practice of a team with all that was held, chosen or not.
func (s *Server) historyOf(c *fiber.Ctx, status int, teamID, key string, again historyAgain) error {
	ctx := c.UserContext()
	team, err := s.teamForMembers(c, teamID)
	if err != nil {
		return err
	}
	practice, err := s.tracker.Practice(ctx, key)
	if err != nil {
		return err
	}
	around, err := s.aroundPractices(ctx, team.ID)
	if err != nil {
		return err
	}
	all, err := s.tracker.PracticeStandings(ctx, store.RecordFilter{Teams: []string{team.ID}, Practice: key})
	if err != nil {
		return err
	}
	p := &page.PracticeHistory{
		Base: s.base(c, "practice_history.title", "practice", practice.Name.In(language(c)), "team", team.Name), Team: team, Practice: practice,
	}
	if p.Offered, err = s.tracker.Offered(ctx, key); err != nil {
		return err
	}
	p.Path, p.Form = "/teams/"+team.ID+"/practices/"+key, around.fresh(p.Base, key, nil)
	if len(all) > 0 {
		if err := s.addHistory(ctx, p, around, all[0], again); err != nil {
			return err
		}
	}
	switch {
	case again.log != nil && again.log.ID == "":
		p.Form = around.typed(p.Form, *again.log)
	case again.deleted != nil:
		undo := asStored(p.Form, *again.deleted)
		p.Undo = &undo
	}
	return s.render(c, status, "practice_history", p)
}

func (s *Server) addHistory(ctx context.Context, p *page.PracticeHistory, around aroundPractices, x tracker.PracticeStanding, again historyAgain) error {
	p.Row, p.Form = around.row(p.Base, x), around.fresh(p.Base, x.Practice.Key, x.Occurrences)
	names := map[string]string{}
	for _, m := range around.members {
		names[m.ID] = m.Name
	}
	name := func(id string) (string, error) {
		if _, known := names[id]; !known {
			person, err := s.store.PersonByID(ctx, id)
			if err != nil {
				return "", err
			}
			names[id] = person.Name
		}
		return names[id], nil
	}
	var err error
	if p.Initiator, err = name(x.InitiatorID); err != nil {
		return err
	}
	leaders := map[string]bool{}
	for _, o := range x.Occurrences {
		held := page.HeldOnce{Occurrence: o, HelpedByName: around.teamName(o.HelpedBy)}
		if held.Leader, err = name(o.LeaderID); err != nil {
			return err
		}
		held.Form = around.choices(asStored(p.Form, o))
		if again.log != nil && again.log.ID == o.ID {
			held.Form = around.typed(p.Form, *again.log)
		}
		if held.Form.Seen == "" {
			if held.Form.Seen, err = tracker.Seen(loggedAs(o)); err != nil {
				return err
			}
		}
		held.Form.Leaders = withPerson(held.Form.Leaders, o.LeaderID, held.Leader, held.Form.Leader)
		leaders[o.LeaderID] = true
		if o.LeaderID != x.InitiatorID {
			p.ByOthers++
		}
		p.Occurrences = append(p.Occurrences, held)
	}
	p.Leaders = len(leaders)
	p.Stages = p.ReadStages(x.Adoption(), around.today)
	p.Change = page.TrialForm{Cadence: itoa(x.CadenceDays), Initiator: x.InitiatorID}
	if again.change != nil {
		p.Change = *again.change
	}
	p.Change.Initiators = withPerson(around.people(p.Change.Initiator), x.InitiatorID, p.Initiator, p.Change.Initiator)
	if p.Change.Seen != "" {
		return nil
	}
	p.Change.Seen, err = tracker.Seen(tracker.TermsOf(x.Trial))
	return err
}

// logged is what can be corrected of an occurrence.
type logged struct {
	Day, Leader            string
	Participants           int
	Sentence, Link, Helper string
	Cause                  adoption.Cause
}

func loggedAs(o store.Occurrence) logged {
	return logged{o.Day, o.LeaderID, o.Participants, o.Sentence, o.Link, o.HelpedBy, o.Cause}
}

// asStored is an occurrence in the form in which it can be corrected.
func asStored(f page.LogForm, o store.Occurrence) page.LogForm {
	f.ID, f.Day, f.Leader, f.Participants = o.ID, o.Day, o.LeaderID, itoa(o.Participants)
	f.Sentence, f.Link, f.HelpedBy, f.Cause, f.Again, f.Errors = o.Sentence, o.Link, o.HelpedBy, string(o.Cause), false, nil
	return f
}

// withPerson adds somebody who has left the team, so that saving again does not
// put another name in their place.
func withPerson(all []page.Choice, id, name, chosen string) []page.Choice {
	if slices.ContainsFunc(all, func(c page.Choice) bool { return c.Value == id }) {
		return all
	}
	return append(all, page.Choice{Value: id, Text: name, Chosen: id == chosen})
}

func (a aroundPractices) teamName(id string) string {
	i := slices.IndexFunc(a.teams, func(t maturity.Team) bool { return t.ID == id })
	if i < 0 {
		return ""
	}
	return a.teams[i].Name
}
