package web

import (
	"context"
	"strconv"

	"github.com/gofiber/fiber/v2"

	"michinori/app/maturity"
	"michinori/app/store"
	"michinori/app/tracker"
	"michinori/app/web/page"
)

func itoa(n int) string { return strconv.Itoa(n) }

// choosePractice takes a practice up, or changes how the team has chosen it.
func (s *Server) choosePractice(c *fiber.Ctx) error {
	team, v := c.Params("id"), viewer(c)
	if err := v.MayBelong(team); err != nil {
		return err
	}
	in := tracker.ChoosePractice{
		Team: team, Practice: c.FormValue("practice"), Cadence: c.FormValue("cadence"), Initiator: c.FormValue("initiator"),
	}
	onHistory := c.FormValue("from") == "history"
	show := func(status int, wrong maturity.Fields) error {
		if onHistory {
			return s.historyPage(c, status, in.Practice, historyAgain{change: &page.TrialForm{
				Cadence: typed(c, "cadence"), Errors: page.NewErrors(s.texts.In(language(c)), wrong),
			}, initiator: in.Initiator})
		}
		return s.practicesPage(c, status, practicesAgain{wrong: wrong})
	}
	return s.submit(c, show, func() error {
		if in.Practice == "" {
			var f maturity.Fields
			f.Add("practice", "field.choice")
			return f.Err()
		}
		if _, err := s.tracker.ChoosePractice(c.UserContext(), v, in); err != nil {
			return err
		}
		if onHistory {
			return s.redirect(c, "/teams/"+team+"/practices/"+in.Practice, "flash.saved")
		}
		return s.redirect(c, "/teams/"+team+"/practices#p-"+in.Practice, "flash.practice_chosen")
	})
}

// logOccurrence logs that a practice was held, or corrects what was logged.
func (s *Server) logOccurrence(c *fiber.Ctx) error {
	team, key := c.Params("id"), c.Params("key")
	if err := viewer(c).MayBelong(team); err != nil {
		return err
	}
	in := tracker.LogOccurrence{
		Team: team, Practice: key, ID: c.FormValue("occurrence"), Day: c.FormValue("day"), Leader: c.FormValue("leader"),
		Participants: c.FormValue("participants"), Link: c.FormValue("link"), Sentence: c.FormValue("sentence"),
		HelpedBy: c.FormValue("helped_by"),
	}
	onList := c.FormValue("from") == "list"
	sent := &page.LogForm{
		Practice: key, ID: in.ID, Day: typed(c, "day"), Leader: in.Leader, Participants: typed(c, "participants"),
		Link: typed(c, "link"), Sentence: typed(c, "sentence"), HelpedBy: in.HelpedBy,
	}
	show := func(status int, wrong maturity.Fields) error {
		sent.Errors, sent.Seen = page.NewErrors(s.texts.In(language(c)), wrong), typed(c, "seen")
		if onList {
			return s.practicesPage(c, status, practicesAgain{log: sent})
		}
		return s.historyPage(c, status, key, historyAgain{log: sent})
	}
	return s.submit(c, show, func() error {
		ctx := c.UserContext()
		if in.ID != "" {
			ctx = unlessChanged(s, c, tracker.OccurrenceLock(in.ID), func(ctx context.Context, r store.Reader) (logged, error) {
				o, err := r.OccurrenceByID(ctx, in.ID)
				return loggedAs(o), err
			})
		}
		_, err := s.tracker.LogOccurrence(ctx, viewer(c), in)
		if isConflict(err) {
			return s.logConflict(c, sent)
		}
		if err != nil {
			return err
		}
		if onList {
			return s.redirect(c, "/teams/"+team+"/practices#p-"+key, "flash.occurrence_logged")
		}
		return s.redirect(c, "/teams/"+team+"/practices/"+key, "flash.occurrence_logged")
	})
}

// logConflict shows what somebody else has corrected meanwhile beside what was
// typed; where nothing differs, there is nothing left to do.
func (s *Server) logConflict(c *fiber.Ctx, sent *page.LogForm) error {
	ctx := c.UserContext()
	o, err := s.store.OccurrenceByID(ctx, sent.ID)
	if err != nil {
		return err
	}
	leader, err := s.store.PersonByID(ctx, o.LeaderID)
	if err != nil {
		return err
	}
	var helper maturity.Team
	if o.HelpedBy != "" {
		if helper, err = s.store.TeamByID(ctx, o.HelpedBy); err != nil {
			return err
		}
	}
	b := s.base(c, "practices.heading")
	people := itoa(o.Participants)
	sent.Errors = theirs(b, edited{"day", sent.Day, o.Day, b.DayWords(o.Day)}, edited{"leader", sent.Leader, o.LeaderID, leader.Name},
		edited{"participants", sent.Participants, people, people}, edited{"sentence", sent.Sentence, o.Sentence, o.Sentence},
		edited{"link", sent.Link, o.Link, o.Link}, edited{"helped_by", sent.HelpedBy, o.HelpedBy, helper.Name})
	if len(sent.Errors) == 0 {
		return s.redirect(c, "/teams/"+c.Params("id")+"/practices/"+sent.Practice, "flash.occurrence_logged")
	}
	sent.Conflict, sent.Seen = true, ""
	return s.historyPage(c, fiber.StatusConflict, sent.Practice, historyAgain{log: sent})
}

// deleteOccurrence takes back what was logged, and offers to put it back.
func (s *Server) deleteOccurrence(c *fiber.Ctx) error {
	ctx := c.UserContext()
	o, err := s.tracker.DeleteOccurrence(ctx, viewer(c), c.Params("id"))
	if err != nil {
		return err
	}
	trial, err := s.store.TrialByID(ctx, o.TrialID)
	if err != nil {
		return err
	}
	return s.historyOf(c, fiber.StatusOK, trial.TeamID, trial.Practice, historyAgain{deleted: &o})
}

// stopPractice ends a practice on purpose, with the reason.
func (s *Server) stopPractice(c *fiber.Ctx) error {
	ctx, v := c.UserContext(), viewer(c)
	trial, err := s.store.TrialByID(ctx, c.Params("id"))
	if err != nil {
		return err
	}
	if err := v.MayBelong(trial.TeamID); err != nil {
		return err
	}
	show := func(status int, wrong maturity.Fields) error {
		return s.historyOf(c, status, trial.TeamID, trial.Practice, historyAgain{
			initiator: trial.InitiatorID,
			change: &page.TrialForm{
				Cadence: itoa(trial.CadenceDays), Reason: typed(c, "reason"), Errors: page.NewErrors(s.texts.In(language(c)), wrong),
			},
		})
	}
	return s.submit(c, show, func() error {
		if err := s.tracker.StopPractice(ctx, v, trial.ID, c.FormValue("reason")); err != nil {
			return err
		}
		return s.redirect(c, "/teams/"+trial.TeamID+"/practices", "flash.practice_stopped")
	})
}

func (s *Server) resumePractice(c *fiber.Ctx) error {
	trial, err := s.store.TrialByID(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	if err := s.tracker.ResumePractice(c.UserContext(), viewer(c), trial.ID); err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+trial.TeamID+"/practices#p-"+trial.Practice, "flash.saved")
}

func (s *Server) forgetPractice(c *fiber.Ctx) error {
	trial, err := s.store.TrialByID(c.UserContext(), c.Params("id"))
	if err != nil {
		return err
	}
	if err := s.tracker.ForgetPractice(c.UserContext(), viewer(c), trial.ID); err != nil {
		return err
	}
	return s.redirect(c, "/teams/"+trial.TeamID+"/practices", "flash.practice_forgotten")
}
