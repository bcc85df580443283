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
	if c.FormValue("from") == "history" {
		return s.changeTrial(c, in)
	}
	show := func(status int, wrong maturity.Fields) error {
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
		if c.FormValue("from") == "practice" {
			return s.redirect(c, "/teams/"+team+"/practices/"+in.Practice, "flash.saved")
		}
		return s.redirect(c, "/teams/"+team+"/practices#p-"+in.Practice, "flash.practice_chosen")
	})
}

// changeTrial changes how the team has chosen a practice, unless somebody else
// has since it was looked at.
func (s *Server) changeTrial(c *fiber.Ctx, in tracker.ChoosePractice) error {
	sent := page.TrialForm{Guard: page.Guard{Seen: typed(c, "seen")}, Cadence: typed(c, "cadence"), Initiator: in.Initiator}
	show := func(status int, wrong maturity.Fields) error {
		sent.Errors = page.NewErrors(s.texts.In(language(c)), wrong)
		return s.historyPage(c, status, in.Practice, historyAgain{change: &sent})
	}
	done := func() error { return s.redirect(c, "/teams/"+in.Team+"/practices/"+in.Practice, "flash.saved") }
	return s.submit(c, show, func() error {
		_, err := s.tracker.ChoosePractice(s.unlessTrialChanged(c, in.Team, in.Practice), viewer(c), in)
		if err == nil {
			return done()
		}
		if !isConflict(err) {
			return err
		}
		x, err := s.store.TrialOf(c.UserContext(), in.Team, in.Practice)
		if err != nil {
			return err
		}
		initiator, err := s.store.PersonByID(c.UserContext(), x.InitiatorID)
		if err != nil {
			return err
		}
		cadence := itoa(x.CadenceDays)
		sent.Errors = theirs(s.base(c, "practices.heading"), edited{"cadence", in.Cadence, cadence, cadence},
			edited{"initiator", in.Initiator, x.InitiatorID, initiator.Name})
		if len(sent.Errors) == 0 && x.StoppedOn == "" {
			return done()
		}
		sent.Guard = page.Guard{Conflict: true}
		return s.historyPage(c, fiber.StatusConflict, in.Practice, historyAgain{change: &sent})
	})
}

// unlessTrialChanged is unlessChanged for how a team has chosen a practice.
func (s *Server) unlessTrialChanged(c *fiber.Ctx, team, practice string) context.Context {
	return unlessChanged(s, c, tracker.TrialLock(team, practice), func(ctx context.Context, r store.Reader) (tracker.TrialTerms, error) {
		x, err := r.TrialOf(ctx, team, practice)
		return tracker.TermsOf(x), err
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
		HelpedBy: c.FormValue("helped_by"), Cause: c.FormValue("cause"),
	}
	onList := c.FormValue("from") == "list"
	sent := &page.LogForm{
		Practice: key, ID: in.ID, Day: typed(c, "day"), Leader: in.Leader, Participants: typed(c, "participants"),
		Link: typed(c, "link"), Sentence: typed(c, "sentence"), HelpedBy: in.HelpedBy, Cause: in.Cause,
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
		edited{"link", sent.Link, o.Link, o.Link}, edited{"helped_by", sent.HelpedBy, o.HelpedBy, helper.Name},
		edited{"cause", sent.Cause, string(o.Cause), b.CauseName(o.Cause)})
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
	sent := page.TrialForm{
		Guard:   page.Guard{Seen: typed(c, "seen")},
		Cadence: itoa(trial.CadenceDays), Initiator: trial.InitiatorID, Reason: typed(c, "reason"),
	}
	show := func(status int, wrong maturity.Fields) error {
		sent.Errors = page.NewErrors(s.texts.In(language(c)), wrong)
		return s.historyOf(c, status, trial.TeamID, trial.Practice, historyAgain{change: &sent})
	}
	done := func() error { return s.redirect(c, "/teams/"+trial.TeamID+"/practices", "flash.practice_stopped") }
	return s.submit(c, show, func() error {
		err := s.tracker.StopPractice(s.unlessTrialChanged(c, trial.TeamID, trial.Practice), v, trial.ID, c.FormValue("reason"))
		if err == nil {
			return done()
		}
		if !isConflict(err) {
			return err
		}
		now, err := s.store.TrialByID(ctx, trial.ID)
		if err != nil {
			return err
		}
		sent.Errors = page.Errors{}
		if now.StoppedOn != "" {
			sent.Errors = theirs(s.base(c, "practices.heading"), edited{"reason", sent.Reason, now.StopReason, now.StopReason})
			if len(sent.Errors) == 0 {
				return done()
			}
		}
		sent.Guard, sent.Cadence, sent.Initiator = page.Guard{Conflict: true}, itoa(now.CadenceDays), now.InitiatorID
		return s.historyOf(c, fiber.StatusConflict, trial.TeamID, trial.Practice, historyAgain{change: &sent})
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
